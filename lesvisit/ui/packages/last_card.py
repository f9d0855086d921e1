"""The package that was taken in last, and the one click that takes it all back: as long as it stands here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from lesvisit.services.arrivals import LastTaken, last_taken
from lesvisit.ui.packages.taking import Taken
from lesvisit.ui.packages.words import package_words, visit_words
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace


class LastCard(Card):
    """Hidden where nothing stands. `back_wanted(Taken)`."""

    back_wanted = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        _ = workspace.translator.gettext
        super().__init__(workspace.theme, _("Taken in last"), padding=20, name="openLast", parent=parent)
        self.workspace = workspace
        self.last: LastTaken | None = None
        self._wanted = False
        self.what = PlainLabel(self.theme, name="openLastWhat")
        self.back = PlainButton(self.theme, _("Take it all back"), name="openLastBack")
        self.body.addWidget(self.what)
        self.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.back.clicked.connect(self._on_back)
        self.hide()

    def refresh(self) -> None:
        """Asks the disk, which answers in a moment."""
        self.hide()
        self._wanted = True
        self.workspace.when(self.workspace.database.read(last_taken), self._on_read, self._on_unread)

    def _on_unread(self, _error: BaseException) -> None:
        """What can't be read is told by the page itself; nothing is offered."""

    def _on_read(self, found: LastTaken | None) -> None:
        self.last = found
        if found is not None:
            self.what.setText(self._words(found))
        self.setVisible(found is not None and self._wanted)

    def dismiss(self) -> None:
        """Something else stands on the page; an answer that comes late shows nothing."""
        self._wanted = False
        self.hide()

    def _words(self, found: LastTaken) -> str:
        translator, made = self.workspace.translator, found.at_utc.astimezone()
        what = visit_words(translator, found.visit) if found.visit is not None else ""
        when = {"day": translator.date(made.date(), "d MMMM"), "time": f"{made:%H:%M}"}
        _ = translator.gettext
        name = what or package_words(translator, found.kind)
        return _("{what}, on {day} at {time}.", what=name[:1].upper() + name[1:], **when)

    def _on_back(self) -> None:
        if self.last is not None:
            self.back_wanted.emit(Taken(self.last.main, self.last.act_id))
