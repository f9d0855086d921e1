"""What the four steps of a visit have in common."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lesvisit.services.session import VisitSession
from lesvisit.ui.workspace import Workspace


class StepPage(QWidget):
    """A page of the visit's road. `step` names it as operations do: prepare, observe, debrief, share."""

    step = ""
    step_wanted = Signal(int)  # 0 prepare, 1 observe, 2 debrief, 3 share
    back_wanted = Signal()
    quiet_wanted = Signal(bool)  # the observe page alone asks for the whole screen

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.theme = workspace.theme
        self.setObjectName(f"{self.step}Page")

    def show_visit(self, session: VisitSession) -> None:
        """Shows this visit; called each time the page comes up."""
        raise NotImplementedError

    def leave(self) -> None:
        """The page goes down: what is being typed is kept now."""

    def take_focus(self) -> None:
        """Puts the focus where work begins."""
        self.setFocus()
