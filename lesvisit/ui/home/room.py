"""Home: what comes next, what waits for its debrief, what was agreed, and one big button."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from lesvisit.ui.home.frame import HomeFrame
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.workspace import Workspace

if TYPE_CHECKING:
    from lesvisit.domain.visit import Visit
    from lesvisit.domain.visit_book import VisitBook
    from lesvisit.services.visits import Found, Overview
    from lesvisit.ui.home.search_results import SearchResults
    from lesvisit.ui.home.visit_list import VisitList
    from lesvisit.ui.place_notice import PlaceNotice

# What shows visits (cards, results, and the records behind them) is imported when there are visits to show: the first
# picture does not wait for it.


class HomeRoom(HomeFrame):
    """The visits. `start_wanted` is the one big button; the rest names a visit and its step."""

    start_wanted = Signal()
    visit_wanted = Signal(str, int)
    plan_wanted = Signal(object)  # Visit with defaults, or None
    chain_wanted = Signal(object)  # frozenset of two person ids
    demo_wanted = Signal()
    restore_wanted = Signal(object)  # Path of a backup
    retention_wanted = Signal()
    package_wanted = Signal()
    parcel_wanted = Signal()  # the package that came during a lesson
    give_wanted = Signal(str)
    choices_wanted = Signal(str)
    let_go_wanted = Signal(str)
    join_wanted = Signal(str)  # a second observer's visit stands here too
    move_wanted = Signal(object)  # Path of a data folder

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.setObjectName("homeRoom")
        self._read: Overview | None = None
        self._loaded = False
        self._place: PlaceNotice | None = None
        self._results: SearchResults | None = None
        self._connect()

    def _connect(self) -> None:
        self.start.clicked.connect(self.start_wanted)
        self.search.found.connect(self._show_found)
        self.search.emptied.connect(lambda: self.body.setCurrentWidget(self.scroller))
        self.damage.restore_wanted.connect(self.restore_wanted)
        self.foot.retention_wanted.connect(self.retention_wanted)
        self.foot.package_wanted.connect(self.package_wanted)
        self.foot.parcel_wanted.connect(self.parcel_wanted)
        self.theme.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        if self._loaded:
            self.show_overview(self._overview)

    # Content

    @property
    def _overview(self) -> Overview:
        """What was read last; nothing before the first reading."""
        from lesvisit.services.visits import Overview

        return Overview() if self._read is None else self._read

    def reload(self) -> None:
        """Reads the visits again; nothing on the screen waits for it."""
        from lesvisit.services import visits

        self.workspace.load_people()
        self.workspace.read(visits.overview, self.show_overview)
        self.foot.term.refresh()

    def show_overview(self, overview: Overview) -> None:
        """Shows these visits and agreements."""
        self._read = overview
        self.clear_columns()
        first = not self._loaded and self.isVisible()
        if first:
            self.start.setFocus()
        self._loaded = True
        self.today.setText(self._date_today())
        self.damage.refresh()
        self.place.refresh()
        self.foot.show_where(leaves_laptop=self.place.leaves_laptop)
        if not overview.visits and not self.workspace.me_id:
            self._fill_welcome()
        else:
            visits = self._fill_left(overview)
            self._fill_right(overview)
            if first:
                _focus_going_on(visits)
        self.left.addStretch(1)
        self.right.addStretch(1)
        if not self.damage.isHidden():
            QTimer.singleShot(0, self._show_top)  # where it scrolls along it is seen first

    def _show_top(self) -> None:
        self.scroller.verticalScrollBar().setValue(0)

    def _date_today(self) -> str:
        from lesvisit.services.retention import today_of

        return self.workspace.translator.date(today_of(self.workspace.desk), "EEEE d MMMM")

    def _fill_welcome(self) -> None:
        from lesvisit.ui.home.welcome import WelcomeCard

        welcome = WelcomeCard(self.workspace)
        welcome.name_given.connect(self._on_name_given)
        welcome.demo_wanted.connect(self.demo_wanted)
        welcome.show_where(leaves_laptop=self.place.leaves_laptop)
        self.left.addWidget(welcome)
        if self.isVisible():
            QTimer.singleShot(0, welcome.take_focus)

    def _on_name_given(self, name: str) -> None:
        self.workspace.say_who_i_am(name)
        self.show_overview(self._overview)
        self.start.setFocus()

    def _fill_left(self, overview: Overview) -> VisitList:
        from lesvisit.ui.home.visit_list import VisitList

        visits = VisitList(self.workspace, overview)
        visits.visit_wanted.connect(self.visit_wanted)
        visits.plan_wanted.connect(self._on_plan)
        visits.give_wanted.connect(self.give_wanted)
        visits.choices_wanted.connect(self.choices_wanted)
        visits.let_go_wanted.connect(self.let_go_wanted)
        visits.join_wanted.connect(self.join_wanted)
        self.left.addWidget(visits)
        return visits

    def _fill_right(self, overview: Overview) -> None:
        from lesvisit.services.visits import VisitStage
        from lesvisit.ui.home.agreements import AgreementsCard

        card = AgreementsCard(self.workspace, overview)
        card.visit_wanted.connect(self.visit_wanted)
        card.chain_wanted.connect(self.chain_wanted)
        self.right.addWidget(card)
        if overview.visits and overview.staged(VisitStage.PLANNED):
            _ = self.workspace.translator.gettext
            another = PlainButton(self.theme, _("Plan another visit"), name="planAnother")
            another.clicked.connect(self._on_plan)
            self.right.addWidget(another, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_plan(self) -> None:
        newest = max(self._overview.visits, key=lambda v: (v.visit.day, v.number), default=None)
        if newest is None:
            self.plan_wanted.emit(None)
            return
        self.workspace.open_visit(newest.id, lambda s: self.plan_wanted.emit(self._defaults(s.view)))

    def _defaults(self, view: VisitBook) -> Visit:
        from lesvisit.services import visits

        return visits.next_one(self.workspace.desk, view)

    # Where the data lies

    @property
    def place(self) -> PlaceNotice:
        """What is to be said of that place: made once the first picture stands."""
        if self._place is None:
            from lesvisit.ui.place_notice import PlaceNotice

            self._place = PlaceNotice(self.workspace, name="placeNotice")
            self._place.move_wanted.connect(self.move_wanted)
            self._place.stayed.connect(self.start.setFocus)
            self.put_on_top(self._place)
        return self._place

    # Search

    @property
    def results(self) -> SearchResults:
        """The list of what was found, made at the first search."""
        if self._results is None:
            from lesvisit.ui.home.search_results import SearchResults

            self._results = SearchResults(self.workspace)
            self._results.visit_wanted.connect(self.visit_wanted)
            self.body.addWidget(self._results)
        return self._results

    def _show_found(self, words: str, found: Sequence[Found]) -> None:
        self.results.show_found(words, found, self._overview)
        self.body.setCurrentWidget(self.results)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+F goes to the search, Esc leaves it."""
        if event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.search.setFocus()
            self.search.selectAll()
        elif event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            super().keyPressEvent(event)


def _focus_going_on(visits: VisitList) -> None:
    """After a crash in class Enter goes on with that lesson; it does not begin another visit."""
    if visits.going_on is not None:
        visits.going_on.act.show()
        visits.going_on.act.setFocus()
