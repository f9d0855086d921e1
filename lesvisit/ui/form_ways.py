"""The ways of the window to the observation forms: for themselves, for a visit, and a minute's try with one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from lesvisit.domain.template import Template
    from lesvisit.services.session import VisitSession
    from lesvisit.ui.main_window import MainWindow
    from lesvisit.ui.templates.room import TemplatesRoom
    from lesvisit.ui.try_room import TryRoom

PREPARE = 0


class FormWays(QObject):
    """Rooms are made when they are first gone to; a try is made anew each time."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.window, self.workspace = window, window.workspace
        self.room: TemplatesRoom | None = None
        self.try_room: TryRoom | None = None

    @property
    def trying(self) -> bool:
        """Is a form being tried?"""
        return self.try_room is not None

    def show_room(self, visit: "VisitSession | None", current: str = "") -> None:
        """All forms: to choose one for this visit, or for themselves; `current` is looked at."""
        self.window.leave_room()
        if self.room is None:
            from lesvisit.ui.templates.room import TemplatesRoom

            self.room = TemplatesRoom(self.workspace)
            self.room.back_wanted.connect(self._back_to_visit)
            self.room.visit_wanted.connect(self._plan_on)
            self.room.try_wanted.connect(self.try_out)
            self.window.rooms.addWidget(self.room)
        self._show(self.room, visit)
        self.room.show_room(visit, current)

    def choose(self) -> None:
        """All forms, for the visit on the screen."""
        self.show_room(self.window.visit)

    def try_out(self, template: "Template") -> None:
        """A minute with a form, on the real observe page; nothing of it is kept."""
        from lesvisit.domain.template import text_in
        from lesvisit.ui.try_room import TryRoom

        window = self.window
        window.leave_room()
        self.try_room = TryRoom(self.workspace)
        self.try_room.back_wanted.connect(self._back_from_try)
        self.try_room.quiet_wanted.connect(window.show_quiet)
        window.rooms.addWidget(self.try_room)
        window.rooms.setCurrentWidget(self.try_room)
        window.rail.hide()
        window.status.hide()
        self.try_room.try_out(template, text_in(template.name, self.workspace.translator.language))

    def leave(self) -> None:
        """What is being typed is kept; what was tried is gone."""
        if self.room is not None and self.window.rooms.currentWidget() is self.room:
            self.room.leave()
        if self.try_room is not None:
            self.try_room.leave()
            self.window.rooms.removeWidget(self.try_room)
            self.try_room.deleteLater()
            self.try_room = None

    def _show(self, room: "TemplatesRoom", visit: "VisitSession | None") -> None:
        title = self.workspace.translator.gettext("Observation forms")
        self.window.show_room(room, "settings" if visit is None else "home", title)

    def _back_from_try(self) -> None:
        self.window.leave_room()
        if self.room is not None:
            self._show(self.room, self.room.visit)
            self.room.resume()

    def _back_to_visit(self) -> None:
        visit = self.room.visit if self.room is not None else None
        if visit is not None:
            self.window.show_session(visit, PREPARE)

    def _plan_on(self, template: "Template") -> None:
        from lesvisit.services.prepare import choose_template

        session = self.workspace.start_visit()
        session.do(choose_template(self.workspace.desk, session.view, template))
        self.window.show_session(session, PREPARE)
