"""Home: what comes next, what waits for its debrief, what was agreed, and one big button."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lesvisit.ui.home.damage_bar import DamageBar
from lesvisit.ui.home.term_line import TermLine
from lesvisit.ui.theme import BOLD
from lesvisit.ui.widgets.buttons import LinkButton, MainButton, PlainButton
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace

if TYPE_CHECKING:
    from lesvisit.domain.visit import Visit
    from lesvisit.domain.visit_book import VisitBook
    from lesvisit.services.visits import Found, Overview, VisitSummary
    from lesvisit.ui.home.cards import VisitCard
    from lesvisit.ui.home.search_results import SearchResults
    from lesvisit.ui.place_notice import PlaceNotice

# What shows visits (cards, results, and the records behind them) is imported when there are visits to show: the first
# picture does not wait for it.

PREPARE, OBSERVE, DEBRIEF, SHARE, LOOK_OVER = range(5)
NARROW = 900  # under this width the columns stand below each other
SEARCH_MS = 120  # after the last key
_LESSON_AND_MORE = timedelta(hours=3)  # a double lesson, and a laptop that is opened again after the break


class HomeRoom(QWidget):
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
    move_wanted = Signal(object)  # Path of a data folder

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("homeRoom")
        self.workspace = workspace
        self.theme = workspace.theme
        self._read: Overview | None = None
        self._loaded = False
        self._going_on: VisitCard | None = None  # the lesson that is being observed
        self._asked = ""
        self._place: PlaceNotice | None = None
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _ = self.workspace.translator.gettext
        theme = self.theme
        self.title = PlainLabel(theme, _("Visits"), px=28, weight=BOLD)
        self.today = PlainLabel(theme, px=15, tone="muted")
        self.search = QLineEdit()
        self.search.setObjectName("searchVisits")
        self.search.setPlaceholderText(_("Search visits, people and notes"))
        self.search.setAccessibleName(_("Search visits, people and notes"))
        self.search.setClearButtonEnabled(True)
        self.start = MainButton(theme, _("Start observing now"), key="Ctrl N", big=True, name="startObserving")
        self.damage = DamageBar(self.workspace)
        self.open_package = LinkButton(theme, _("Open a package"), name="openPackage")
        self.parcel = LinkButton(theme, "", name="openParcel")
        self.parcel.hide()
        self.term = TermLine(self.workspace)
        self.foot = PlainLabel(theme, px=13, tone="muted", name="whereDataLies")

    def _build_layout(self) -> None:
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.columns.addLayout(self.left, 600)
        self.columns.addLayout(self.right, 570)
        inside = QWidget()
        inside.setProperty("ground", "bg")
        self.page = QVBoxLayout(inside)
        self.page.setContentsMargins(0, 0, 0, 0)
        self.page.addLayout(self.columns, 1)
        self.columns.setContentsMargins(0, 0, 0, 0)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setWidget(inside)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._results: SearchResults | None = None
        self.body = QStackedWidget()
        self.body.addWidget(self.scroller)
        self.outer = QVBoxLayout(self)
        self.outer.addLayout(self._head())
        self.outer.addWidget(self.damage)
        self.outer.addWidget(self.body, 1)
        self.ground = QWidget()
        self._lines = QVBoxLayout(self.ground)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(self.term, 0, Qt.AlignmentFlag.AlignLeft)
        self._last = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._last.addWidget(self.open_package, 0, Qt.AlignmentFlag.AlignLeft)
        self._last.addWidget(self.parcel, 0, Qt.AlignmentFlag.AlignLeft)
        self._last.addWidget(self.foot, 1)
        self._lines.addLayout(self._last)
        self._space()

    def _head(self) -> QGridLayout:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.title)
        names.addWidget(self.today)
        self.head = QGridLayout()
        self.head.addLayout(names, 0, 0)
        self.head.addWidget(self.start, 0, 2)
        self.head.setColumnStretch(0, 1)
        return self.head

    def _connect(self) -> None:
        self.start.clicked.connect(self.start_wanted)
        self._wait = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._wait.timeout.connect(self._search)
        self.search.textChanged.connect(lambda _: self._wait.start())
        self.search.returnPressed.connect(self._search)
        self.damage.restore_wanted.connect(self.restore_wanted)
        self.term.clicked.connect(self.retention_wanted)
        self.open_package.clicked.connect(self.package_wanted)
        self.parcel.clicked.connect(self.parcel_wanted)
        self.theme.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self._space()
        if self._loaded:
            self.show_overview(self._overview)

    def _space(self) -> None:
        margin = self.theme.px(32)
        self.outer.setContentsMargins(margin, self.theme.px(24), margin, self.theme.px(12))
        self.outer.setSpacing(self.theme.px(20))
        self.columns.setSpacing(self.theme.px(24))
        self.left.setSpacing(self.theme.px(20))
        self.right.setSpacing(self.theme.px(20))
        self.head.setSpacing(self.theme.px(16))
        self._turn()

    def _turn(self) -> None:
        narrow = self.theme.large or self.width() < self.theme.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self.columns.setDirection(way)
        self._last.setDirection(way)
        (self.page if narrow else self.outer).addWidget(self.ground)  # little height: it scrolls along
        side = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignRight
        self.foot.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        if narrow:
            self.head.addWidget(self.search, 1, 0, 1, 3)
        else:
            self.head.addWidget(self.search, 0, 1)
        self.search.setMinimumWidth(0 if narrow else self.theme.px(280))

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
        self.term.refresh()

    def show_overview(self, overview: Overview) -> None:
        """Shows these visits and agreements."""
        self._read = overview
        self._going_on = None
        _clear(self.left)
        _clear(self.right)
        first = not self._loaded and self.isVisible()
        if first:
            self.start.setFocus()
        self._loaded = True
        self.today.setText(self._date_today())
        self.damage.refresh()
        self.place.refresh()
        self._show_foot()
        if not overview.visits and not self.workspace.me_id:
            self._fill_welcome()
        else:
            self._fill_left(overview)
            self._fill_right(overview)
        self.left.addStretch(1)
        self.right.addStretch(1)
        if first:
            self._focus_going_on()

    def _focus_going_on(self) -> None:
        """After a crash in class Enter goes on with that lesson; it does not begin another visit."""
        if self._going_on is not None:
            self._going_on.act.show()
            self._going_on.act.setFocus()

    def _today(self) -> date:
        from zoneinfo import ZoneInfo

        clock = self.workspace.clock
        return clock.now_utc().astimezone(ZoneInfo(clock.zone())).date()

    def _date_today(self) -> str:
        return self.workspace.translator.date(self._today(), "EEEE d MMMM")

    def _fill_welcome(self) -> None:
        from lesvisit.ui.home.welcome import WelcomeCard

        welcome = WelcomeCard(self.workspace)
        welcome.name_given.connect(self._on_name_given)
        welcome.demo_wanted.connect(self.demo_wanted)
        self.left.addWidget(welcome)
        if self.isVisible():
            QTimer.singleShot(0, welcome.take_focus)

    def _on_name_given(self, name: str) -> None:
        self.workspace.say_who_i_am(name)
        self.show_overview(self._overview)
        self.start.setFocus()

    def _fill_left(self, overview: Overview) -> None:
        from lesvisit.services.visits import VisitStage
        from lesvisit.ui.home.cards import EarlierList

        _ = self.workspace.translator.gettext
        waiting = overview.staged(VisitStage.OBSERVED)
        planned = overview.staged(VisitStage.PLANNED)
        for summary in waiting[:3]:
            if self._under_way(summary):
                self._going_on = self._add_card(_("Under way"), summary, OBSERVE, _("Go on observing"), main=True)
            else:
                card = self._add_card(_("Waiting for the debrief"), summary, DEBRIEF, _("Debrief"))
                self._offer_look_over(card, summary)
                self._offer_packages(card, summary)
        for summary in planned[:2]:
            if self._under_way(summary):
                self._add_card(_("Today"), summary, OBSERVE, _("Observe"))
            else:
                self._add_card(_("Next"), summary, PREPARE, _("Prepare"))
        if not planned:
            self._add_empty_plan()
        earlier = [*waiting[3:], *overview.staged(VisitStage.DONE)]
        if earlier or planned[2:]:
            rows = EarlierList(self.workspace, [*planned[2:], *earlier])
            rows.visit_wanted.connect(self.visit_wanted)
            rows.give_wanted.connect(self.give_wanted)
            rows.choices_wanted.connect(self.choices_wanted)
            rows.let_go_wanted.connect(self.let_go_wanted)
            self.left.addWidget(rows)

    def _under_way(self, summary: VisitSummary) -> bool:
        """Today and not ended: after a crash in class the way back is one click. Long after the lesson it is over."""
        visit = summary.visit
        began = visit.lesson_start_utc or visit.visit_start_utc
        if began is not None and self.workspace.desk.clock.now_utc() - began > _LESSON_AND_MORE:
            return False  # Klaar was forgotten, or the notes were typed over from paper
        return not summary.ended and visit.day == self._today()

    def _add_card(
        self, title: str, summary: VisitSummary, step: int, button: str, *, main: bool = False
    ) -> VisitCard:
        from lesvisit.ui.home.cards import VisitCard

        card = VisitCard(self.workspace, title, summary, button, main=main)
        card.chosen.connect(lambda visit_id=summary.id: self.visit_wanted.emit(visit_id, step))
        self.left.addWidget(card)
        return card

    def _offer_look_over(self, card: VisitCard, summary: VisitSummary) -> None:
        """The observer alone may look the notes over before the talk."""
        from lesvisit.services.look_over import is_observer

        if summary.notes and is_observer(summary.visit, self.workspace.me_id):
            look = card.offer(self.workspace.translator.gettext("Look it over once"), f"lookOver_{summary.number}")
            look.clicked.connect(lambda: self.visit_wanted.emit(summary.id, LOOK_OVER))

    def _add_empty_plan(self) -> None:
        from lesvisit.ui.widgets.empty_state import EmptyState

        _ = self.workspace.translator.gettext
        empty = EmptyState(
            self.theme,
            _("No visit planned yet"),
            _("Agree with a colleague when you come and look: every two weeks, a quarter of an hour."),
            main=_("Plan a visit"),
            name="planVisit",
        )
        empty.main_chosen.connect(self._on_plan)
        self.left.addWidget(empty)

    def _on_plan(self) -> None:
        newest = max(self._overview.visits, key=lambda v: (v.visit.day, v.number), default=None)
        if newest is None:
            self.plan_wanted.emit(None)
            return
        self.workspace.open_visit(newest.id, lambda s: self.plan_wanted.emit(self._defaults(s.view)))

    def _defaults(self, view: VisitBook) -> Visit:
        from lesvisit.services import visits

        return visits.next_one(self.workspace.desk, view)

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

    # Packages

    def show_parcel(self, name: str) -> None:
        """A package waits to be looked at; none when empty."""
        self.parcel.setText(self.workspace.translator.gettext("A package waits: {name}", name=name) if name else "")
        self.parcel.setVisible(bool(name))

    def _offer_packages(self, card: VisitCard, summary: VisitSummary) -> None:
        """Handing it on, and what waits: two versions of a line, or that she has it."""
        _ = self.workspace.translator.gettext
        if summary.choices:
            wait = card.offer(_("Choose between two versions"), f"choices_{summary.number}")
            wait.clicked.connect(lambda: self.choices_wanted.emit(summary.id))
        if summary.handed_to and not summary.handed_confirmed:
            name = self.workspace.name(summary.handed_to)
            gone = card.offer(_("Does {name} have it?", name=name), f"letGo_{summary.number}")
            gone.clicked.connect(lambda: self.let_go_wanted.emit(summary.id))
        elif summary.notes and not summary.handed_to:
            give = card.offer(_("Hand on"), f"give_{summary.number}")
            give.clicked.connect(lambda: self.give_wanted.emit(summary.id))

    # Where the data lies

    @property
    def place(self) -> PlaceNotice:
        """What is to be said of that place: made once the first picture stands."""
        if self._place is None:
            from lesvisit.ui.place_notice import PlaceNotice

            self._place = PlaceNotice(self.workspace, name="placeNotice")
            self._place.move_wanted.connect(self.move_wanted)
            self._place.stayed.connect(self.start.setFocus)
            self.page.insertWidget(0, self._place)
            self.page.setSpacing(self.theme.px(20))
        return self._place

    def _show_foot(self) -> None:
        _ = self.workspace.translator.gettext
        newest = _newest_backup(self.workspace.database.places.backups)
        if self.place.leaves_laptop:
            self.foot.setText("")
            return
        if newest is None:
            self.foot.setText(_("Everything stays on this laptop"))
            return
        when = self.workspace.translator.date(newest.date(), "EEEEEE d MMM")
        self.foot.setText(
            _("Everything stays on this laptop · last backup {day} {time}", day=when, time=f"{newest:%H:%M}")
        )

    # Search

    def _search(self) -> None:
        words = self.search.text().strip()
        self._asked = words
        if not words:
            self.body.setCurrentWidget(self.scroller)
            return
        from lesvisit.services import visits
        from lesvisit.services.people import by_id

        known = by_id(self.workspace.people)
        self.workspace.read(lambda c: visits.search(c, words, known), lambda found: self._show_found(words, found))

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
        if words != self._asked:
            return
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns stand below each other where there is no room beside."""
        super().resizeEvent(event)
        self._turn()


def _newest_backup(folder: Path) -> datetime | None:
    from lesvisit.models import backup

    found = backup.listed(folder)
    return found[0].made_utc.astimezone() if found else None


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
