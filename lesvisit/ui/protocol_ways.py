"""The ways of the window to the conversation models: from the settings, and from a visit that chooses one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from lesvisit.domain.template import Protocol
    from lesvisit.services.session import VisitSession
    from lesvisit.ui.main_window import MainWindow
    from lesvisit.ui.protocols.room import ProtocolsRoom

_STEPS = {0: "prepare", 2: "debrief"}  # where the choice is an act of, by the place in the road


class ProtocolWays(QObject):
    """The room is made when it is first gone to."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.window, self.workspace = window, window.workspace
        self.room: ProtocolsRoom | None = None
        self._visit: VisitSession | None = None
        self._step = 0

    def show_room(self, visit: "VisitSession | None" = None, step: int = 0, current: str = "") -> None:
        """All of them: to lead the talk of this visit, or for themselves; `current` is looked at."""
        self.window.leave_room()
        self._visit, self._step = visit, step
        if self.room is None:
            from lesvisit.ui.protocols.room import ProtocolsRoom

            self.room = ProtocolsRoom(self.workspace)
            self.room.back_wanted.connect(self._back)
            self.room.chosen.connect(self._choose)
            self.window.rooms.addWidget(self.room)
        title = self.workspace.translator.gettext("Conversation models")
        self.window.show_room(self.room, "settings" if visit is None else "home", title)
        mine = visit.view.protocol if visit is not None else None
        self.room.show_room(for_visit=visit is not None, current=mine.id if mine is not None else current)

    def leave(self) -> None:
        """What is being typed is kept."""
        if self.room is not None and self.window.rooms.currentWidget() is self.room:
            self.room.leave()

    def _back(self) -> None:
        if self._visit is not None:
            self.window.show_session(self._visit, self._step)
        else:
            self.window.go_settings()

    def _choose(self, protocol: "Protocol") -> None:
        from lesvisit.services.prepare import choose_protocol

        visit = self._visit
        if visit is not None and protocol != visit.view.protocol:
            step = _STEPS.get(self._step, "prepare")
            visit.do(choose_protocol(self.workspace.desk, visit.view, protocol, step))
        self._back()
