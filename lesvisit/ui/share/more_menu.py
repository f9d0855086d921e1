"""What is wanted now and then: the quiet papers, text for a mail, a password, the data, and where papers went."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from lesvisit.domain.sharing import Paper
from lesvisit.i18n import N_, Translator
from lesvisit.ui.icons import Icon
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.buttons import LinkButton

QUIET_PAPERS = {
    Paper.AGREEMENTS: N_("Paper: agreements over visits"),
    Paper.DESIGN: N_("Paper: lesson design"),
    Paper.TWIN: N_("Paper: blank form for this design"),
}
_OF_DESIGN = (Paper.DESIGN, Paper.TWIN)


class MoreButton(LinkButton):
    """Opens the menu below itself, by mouse and by Enter, Space or the down arrow."""

    copy_wanted = Signal()
    lock_wanted = Signal(bool)
    large_wanted = Signal(bool)
    attach_wanted = Signal(bool)
    paper_wanted = Signal(object)  # Paper
    data_wanted = Signal()
    sent_wanted = Signal()
    give_wanted = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(theme, translator.gettext("More"), icon=Icon.DOWN, name="morePapers", parent=parent)
        self.translator = translator
        self.locked = self.large = self.attached = False
        self.has_design = False
        self.sent = 0
        self.paper = Paper.TEAM
        told = translator.gettext("Other papers, text for a mail, a password, a file to hand on")
        self.setAccessibleDescription(told)
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> QMenu:
        """The menu itself; what it can't do for this visit is left out."""
        _ = self.translator.gettext
        menu = QMenu(self)
        menu.setObjectName("moreMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.paper not in QUIET_PAPERS:
            self._add(menu, _("Copy as text for a mail"), "copyTextNow").triggered.connect(self.copy_wanted)
        lock = self._add(menu, _("Save with a password"), "withPassword")
        lock.setCheckable(True)
        lock.setChecked(self.locked)
        lock.toggled.connect(self.lock_wanted)
        if self.paper is Paper.PAIR:
            attach = self._add(menu, _("With the visit as an attachment"), "withPackage")
            attach.setCheckable(True)
            attach.setChecked(self.attached)
            attach.toggled.connect(self.attach_wanted)
        if self.paper is Paper.BOARD:
            large = self._add(menu, _("Each card on a sheet of its own"), "boardLarge")
            large.setCheckable(True)
            large.setChecked(self.large)
            large.toggled.connect(self.large_wanted)
        menu.addSeparator()
        self._add_papers(menu)
        self._add(menu, _("Data as CSV or JSON"), "dataNow").triggered.connect(self.data_wanted)
        self._add(menu, _("Hand on as a file"), "giveFile").triggered.connect(self.give_wanted)
        went = _("Where papers went ({n})", n=self.sent) if self.sent else _("Where papers went")
        self._add(menu, went, "sentPapers").triggered.connect(self.sent_wanted)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        return menu

    def _add_papers(self, menu: QMenu) -> None:
        offered = {p: words for p, words in QUIET_PAPERS.items() if self.has_design or p not in _OF_DESIGN}
        for paper, words in offered.items():
            action = self._add(menu, self.translator.gettext(words), f"paper_{paper}")
            action.setCheckable(True)
            action.setChecked(paper is self.paper)
            action.triggered.connect(lambda _=False, p=paper: self.paper_wanted.emit(p))
        menu.addSeparator()

    def _add(self, menu: QMenu, words: str, name: str) -> QAction:
        action = QAction(words.replace("&", "&&"), menu)
        action.setObjectName(name)
        menu.addAction(action)
        return action
