"""A sign above a visit: lines wait with two versions, or it was handed over. Nothing of it during the lesson."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from lesvisit.domain.handover import HandedOver, OtherVersion
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import handing_over
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace


class PackageSign(QFrame):
    """`choices_wanted(visit id)` and `let_go_wanted(visit id)`."""

    choices_wanted = Signal(str)
    let_go_wanted = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("packageSign")
        self.setProperty("ground", "alt")
        self.workspace, theme = workspace, workspace.theme
        _ = workspace.translator.gettext
        self._visit_id = ""
        self.words = PlainLabel(theme, px=13, name="packageSignWords")
        self.choose = LinkButton(theme, _("Choose"), name="packageSignChoose")
        self.let_go = LinkButton(theme, "", name="packageSignLetGo")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.choose)
        self._row.addWidget(self.let_go)
        self.choose.clicked.connect(lambda: self.choices_wanted.emit(self._visit_id))
        self.let_go.clicked.connect(lambda: self.let_go_wanted.emit(self._visit_id))
        theme.changed.connect(self._space)
        self._space()
        self.hide()

    def _space(self) -> None:
        px = self.workspace.theme.px
        self._row.setContentsMargins(px(24), px(6), px(24), px(6))
        self._row.setSpacing(px(16))

    def show_visit(self, view: VisitBook, *, lesson: bool) -> None:
        """What there is to say of this visit."""
        self._visit_id = view.book.scope_id
        waiting, mark = len(view.book.of(OtherVersion)), view.book.first(HandedOver)
        translator = self.workspace.translator
        _, words = translator.gettext, []
        if waiting:
            words.append(translator.ngettext("{n} line has two versions.", "{n} lines have two versions.", waiting))
        if mark is not None:
            name = view.name(mark.payload.person_id)
            words.append(_("Handed over to {name}.", name=name))
            self.let_go.setText(_("Does {name} have it?", name=name))
        self.words.setText(" ".join(words))
        self.choose.setVisible(bool(waiting))
        self.let_go.setVisible(mark is not None and not handing_over.is_gone(view))
        self.setVisible(bool(words) and not lesson)
