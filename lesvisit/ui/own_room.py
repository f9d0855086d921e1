"""A room for what the school makes of its own: a list and an editor, what is refused, and undo for what is done."""

from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.messages import sentence
from lesvisit.services.session import Session
from lesvisit.ui.turning import Turn, turn, wanted
from lesvisit.ui.widgets.error_bar import ErrorBar
from lesvisit.ui.workspace import Workspace


class OwnRoom(QWidget):
    """Subclasses make their pages, then call `lay_out`, and say in `acted_in` where the last act was made."""

    def __init__(self, workspace: Workspace, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.workspace = workspace
        self.stack = QStackedWidget()
        self._errors: dict[QWidget, ErrorBar] = {}

    def lay_out(self, pages: dict[QWidget, ErrorBar]) -> None:
        """The list and the editor, each with the bar in which it says what is refused."""
        self._errors = pages
        for page in pages:
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def make_session(self, made: tuple[Any, Any]) -> Session:
        """The session of something new: its book, with the operation that makes it done."""
        book, operation = made
        session = self.workspace.new_session(book)
        session.do(operation)
        return session

    def say_taken_away(self, name: str) -> None:
        """It can be brought back, and how."""
        _ = self.workspace.translator.gettext
        self.workspace.say(_("“{name}” was taken away. Ctrl+Z brings it back.", name=name))

    def say_arrived(self, name: str) -> None:
        """A file was taken in, or was here already."""
        self.workspace.say(self.workspace.translator.gettext("“{name}” is here.", name=name))

    def refuse(self, error: LesVisitError) -> None:
        """Says on the page that is shown what can't be done."""
        _ = self.workspace.translator.gettext
        shown = self.stack.currentWidget()
        here = next(bar for page, bar in self._errors.items() if page is shown)
        here.show_error(_("That can’t be done."), sentence(error, self.workspace.translator), _("All right"))

    # Undo and redo

    def acted_in(self) -> tuple[Session, str] | None:
        """Where the last act was made, and in which step; what is being typed is kept first."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """First the text being typed is taken back, then the last act on this page."""
        here = watched is QApplication.focusWidget() and self.isVisible()
        way = wanted(event) if here else None
        if way is not None:
            self.turn(way)
            return True
        return super().eventFilter(watched, event)

    def turn(self, way: Turn) -> None:
        """Takes back the last act, or does it again, and says which."""
        last = self.acted_in()
        if last is not None:
            turn(self.workspace, *last, way)
