"""A room for what the school makes of its own: a list and an editor, what is refused, and undo for what is done."""

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.messages import sentence
from lesvisit.services.session import Session
from lesvisit.ui.turning_room import TurningRoom
from lesvisit.ui.widgets.error_bar import ErrorBar
from lesvisit.ui.workspace import Workspace


class OwnRoom(TurningRoom):
    """Subclasses make their pages, then call `lay_out`."""

    def __init__(self, workspace: Workspace, name: str, parent: QWidget | None = None) -> None:
        super().__init__(workspace, name, parent)
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
