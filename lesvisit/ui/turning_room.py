"""A room in which Ctrl+Z takes back the last act, also while a field of it has the focus."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from lesvisit.services.session import Session
from lesvisit.ui.app_filter import FilterWhileShown
from lesvisit.ui.turning import Turn, is_key_for, turn, wanted
from lesvisit.ui.workspace import Workspace


class TurningRoom(QWidget):
    """Subclasses say in `acted_in` where the last act was made."""

    def __init__(self, workspace: Workspace, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.workspace = workspace
        FilterWhileShown(self)

    def acted_in(self) -> tuple[Session, str] | None:
        """Where the last act was made, and in which step; None where there is nothing to take back."""
        raise NotImplementedError

    def keep_typed(self) -> None:
        """What is being typed is kept before anything is taken back."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """First the text being typed is taken back, then the last act in this room."""
        here = is_key_for(self, watched)
        way = wanted(event) if here else None
        if way is not None and self.acted_in() is not None:
            self.turn(way)
            return True
        return super().eventFilter(watched, event)

    def turn(self, way: Turn) -> None:
        """Takes back the last act, or does it again, and says which."""
        self.keep_typed()
        last = self.acted_in()
        if last is not None:
            turn(self.workspace, *last, way)
