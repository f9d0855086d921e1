"""The ways of the window to packages: giving one, opening one, choosing between two versions, letting go."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from lesvisit.domain.records import ScopeKind
    from lesvisit.services.session import Session, VisitSession
    from lesvisit.ui.home.room import HomeRoom
    from lesvisit.ui.main_window import MainWindow
    from lesvisit.ui.packages.choices_page import ChoicesPage
    from lesvisit.ui.packages.give_page import Gift, GivePage
    from lesvisit.ui.packages.join_page import JoinPage
    from lesvisit.ui.packages.keep_page import KeepPage
    from lesvisit.ui.packages.open_page import OpenPage

PREPARE, DEBRIEF, SHARE = 0, 2, 3
_OWN_WORDS = ("\\\\", "//")


class PackageWays(QObject):
    """Pages are made when they are first gone to. `waiting`: packages that came during a lesson, the first first."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.window, self.workspace = window, window.workspace
        self.waiting: list[Path] = []
        self.give_page: GivePage | None = None
        self.open_page: OpenPage | None = None
        self.choices_page: ChoicesPage | None = None
        self.keep_page: KeepPage | None = None
        self.join_page: JoinPage | None = None
        self.workspace.package_wanted.connect(self.give_scope)
        self.workspace.choices_wanted.connect(self.choose_in)
        self._from_choices: Callable[[], object] = self.window.go_home
        self._before: Callable[[], object] = self.window.go_home

    def hear(self, home: "HomeRoom") -> None:
        """What Home asks."""
        home.package_wanted.connect(lambda: self.open_file(None))
        home.parcel_wanted.connect(self.open_waiting)
        home.give_wanted.connect(self.give_visit)
        home.choices_wanted.connect(self.choose)
        home.let_go_wanted.connect(self.let_go)
        home.join_wanted.connect(self.join)

    # Opening

    def arrive(self, path: Path) -> bool:
        """A file from outside: a double click, a second start, or dropped. False: a lesson runs, so it waits."""
        if self.window.observing:
            self.waiting = [*(kept for kept in self.waiting if kept != path), path]
            self._show_parcel()
            return False
        self.open_file(path)
        return True

    def open_waiting(self) -> None:
        """What came during the lesson, one by one."""
        if self.waiting:
            self.open_file(self.waiting[0])

    def _show_parcel(self) -> None:
        self.window.home.foot.show_parcel(self.waiting[0].name if self.waiting else "")

    def open_file(self, path: Path | None) -> None:
        """The preview of a file; without one the page where it is chosen."""
        page = self._opening()
        self._show(page, self.workspace.translator.gettext("Open a package"))
        if path is None:
            page.begin()
            return
        if path in self.waiting:
            self.waiting.remove(path)
            self._show_parcel()
        if os.name == "nt" and str(path).startswith(_OWN_WORDS):  # going there could tell a password
            from lesvisit.domain.errors import PackageRefused
            from lesvisit.messages import sentence

            page.begin()
            error = PackageRefused("package_far", path=str(path))
            page.error.show_error(sentence(error, self.workspace.translator), "")
            return
        page.open_file(path)

    def _opening(self) -> "OpenPage":
        if self.open_page is None:
            from lesvisit.ui.packages.open_page import OpenPage

            page = self.open_page = OpenPage(self.workspace)
            page.back_wanted.connect(self.window.go_home)
            page.show_wanted.connect(self._show_what_came)
            page.choices_wanted.connect(self.choose_in)
            self.window.rooms.addWidget(page)
        return self.open_page

    def join(self, visit_id: str) -> None:
        """Notes of a second observer, whose visit stands here already, join this one."""
        if self.join_page is None:
            from lesvisit.ui.packages.join_page import JoinPage

            page = self.join_page = JoinPage(self.workspace)
            page.back_wanted.connect(self.window.go_home)
            page.show_wanted.connect(self._show_what_came)
            page.choices_wanted.connect(self.choose_in)
            self.window.rooms.addWidget(page)
        self._show(self.join_page, self.workspace.translator.gettext("Notes of a second observer"))
        self.join_page.begin(visit_id)

    def _show_what_came(self, kind: "ScopeKind", scope_id: str) -> None:
        from lesvisit.domain.records import ScopeKind

        window = self.window
        if kind is ScopeKind.VISIT:
            window.open_visit(scope_id, DEBRIEF)
        elif kind is ScopeKind.DESIGN:
            window.go_designs(scope_id)
        elif kind is ScopeKind.TEMPLATE:
            window.forms.show_room(None, scope_id)
        else:
            window.protocols.show_room(current=scope_id)

    # Giving

    def give_visit(self, visit_id: str) -> None:
        """A visit from the list."""
        self.workspace.open_visit(visit_id, self._give)

    def hand_on(self) -> None:
        """The visit on the screen; back goes to the step one came from."""
        if self.window.visit is not None:
            self._give(self.window.visit)

    def hand_over(self) -> None:
        """The same, for the visited teacher who owns it from then on."""
        if self.window.visit is not None:
            self._give(self.window.visit, over=True)

    def _give(self, session: "VisitSession", over: bool = False) -> None:
        from lesvisit.domain.debrief import Debrief
        from lesvisit.domain.records import ScopeKind
        from lesvisit.ui.packages.give_page import Gift
        from lesvisit.ui.words import class_line, visit_title

        visit = session.view.visit
        title = visit_title(self.workspace.translator, session.view.name(visit.visited_id))
        rest = class_line(visit)
        talk = session.view.book.first(Debrief)
        ended = talk is not None and talk.payload.ended_utc is not None  # then it goes to its owner
        gift = Gift(ScopeKind.VISIT, session.book.scope_id, f"{title}, {rest}" if rest else title, session)
        self.give(gift, over or ended)

    def give_scope(self, kind: "ScopeKind", scope_id: str, title: str) -> None:
        """A lesson design, form or conversation model alone."""
        from lesvisit.ui.packages.give_page import Gift

        self.give(Gift(kind, scope_id, title), False)

    def give(self, gift: "Gift", over: bool) -> None:
        """The page that makes the file."""
        if self.give_page is None:
            from lesvisit.ui.packages.give_page import GivePage

            self.give_page = GivePage(self.workspace)
            self.give_page.back_wanted.connect(self._back)
            self.give_page.paper_wanted.connect(self._to_paper)
            self.window.rooms.addWidget(self.give_page)
        self._before = self._way_back(gift)
        self._show(self.give_page, self.workspace.translator.gettext("Hand on"))
        self.give_page.begin(gift, over=over)

    def _to_paper(self) -> None:
        session = self.give_page.gift.session if self.give_page is not None and self.give_page.gift else None
        if session is not None:
            self.window.show_session(session, SHARE)

    def _way_back(self, gift: "Gift") -> "Callable[[], object]":
        """To where one came from: the step of the visit, Home, or the room of what is handed on."""
        window, session, step = self.window, self.window.visit, self.window.visit_step
        if gift.session is None:
            return lambda: self._show_what_came(gift.kind, gift.scope_id)
        return window.go_home if session is None else lambda: window.show_session(session, step)

    def _back(self) -> None:
        self._before()

    # Choosing and letting go

    def choose(self, visit_id: str) -> None:
        """The lines of a visit that have two versions."""
        page = self._choosing(self.window.go_home)
        self.workspace.open_visit(visit_id, lambda session: self._show_choices(page, session))

    def choose_in(self, kind: "ScopeKind", scope_id: str) -> None:
        """The lines of a visit, design, form or conversation model that have two versions."""
        from lesvisit.domain.records import ScopeKind

        if kind is ScopeKind.VISIT:
            self.choose(scope_id)
            return
        page = self._choosing(lambda: self._show_what_came(kind, scope_id))
        ways = {
            ScopeKind.DESIGN: self.workspace.open_design,
            ScopeKind.TEMPLATE: self.workspace.open_template,
            ScopeKind.PROTOCOL: self.workspace.open_protocol,
        }
        ways[kind](scope_id, lambda session: self._show_choices(page, session))

    def _show_choices(self, page: "ChoicesPage", session: "Session") -> None:
        self._show(page, self.workspace.translator.gettext("Two versions of a line"))
        page.show_choices(session)

    def _choosing(self, back: "Callable[[], object]") -> "ChoicesPage":
        self._from_choices = back
        if self.choices_page is None:
            from lesvisit.ui.packages.choices_page import ChoicesPage

            self.choices_page = ChoicesPage(self.workspace)
            self.choices_page.back_wanted.connect(self._leave_choices)
            self.choices_page.show_wanted.connect(self._show_what_came)
            self.window.rooms.addWidget(self.choices_page)
        return self.choices_page

    def _leave_choices(self) -> None:
        self._from_choices()

    def let_go(self, visit_id: str) -> None:
        """Does she have it?"""
        if self.keep_page is None:
            from lesvisit.ui.packages.keep_page import KeepPage

            self.keep_page = KeepPage(self.workspace)
            self.keep_page.back_wanted.connect(self.window.go_home)
            self.keep_page.confirmed.connect(lambda _session: self.window.go_home())
            self.keep_page.give_wanted.connect(lambda session: self._give(session, over=True))
            self.window.rooms.addWidget(self.keep_page)
        page = self.keep_page

        def show(session: "VisitSession") -> None:
            self._show(page, self.workspace.translator.gettext("Handed over"))
            page.show_visit(session)

        self.workspace.open_visit(visit_id, show)

    # The window

    def _show(self, page: QWidget, title: str) -> None:
        self.window.leave_room()
        self.window.show_room(page, "home", title)

    def leave(self) -> None:
        """A page of this room goes down."""
        here = self.window.rooms.currentWidget()
        for page in (self.give_page, self.open_page, self.choices_page, self.join_page):
            if page is not None and page is here:
                page.leave()


def dropped(data: QMimeData) -> Path | None:
    """The one package among what is dragged."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.casefold() == ".lesvisit" else None
