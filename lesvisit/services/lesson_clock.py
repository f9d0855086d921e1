"""The clock of a visit that is being observed: its minute, its gaps, and whether it still goes on. Qt-free."""

from datetime import datetime, timedelta

from lesvisit.domain.clock import Anchor, Moment, clock_jumped, effective, minute_of, slept
from lesvisit.domain.design import Phase
from lesvisit.domain.events import GapReason
from lesvisit.domain.records import Operation
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import observe
from lesvisit.services.desk import Desk
from lesvisit.services.session import VisitSession

OVER_AFTER = timedelta(hours=3)  # so long after its last event a visit that nobody ended is over
CLOSED_FROM = timedelta(seconds=60)  # the app was away this long before it counts as a gap
AFTER_LESSON_MIN = 10
UNKNOWN_LESSON_MIN = 120


class LessonClock:
    """Right through sleep and a jumping wall clock. `opened` is when this run of the app began."""

    def __init__(self, session: VisitSession, desk: Desk, opened: Moment | None = None) -> None:
        self.session = session
        self.desk = desk
        self.opened = opened or desk.moment()
        self._last: Moment | None = None
        self._anchor: Anchor | None = None

    @property
    def view(self) -> VisitBook:
        """The visit as it stands now."""
        return self.session.view

    @property
    def begun(self) -> bool:
        """Is there any key or mark in this visit yet?"""
        return self.view.begun

    def do(self, operation: Operation | None) -> Operation | None:
        """Shows an act and sends it to the disk."""
        if operation is not None:
            self.session.do(operation)
        return operation

    def effective(self, moment: Moment | None = None) -> datetime:
        """Now as the lesson counts it: right through sleep and a jumping wall clock."""
        moment = moment or self.desk.moment()
        return effective(self._anchor_for(moment), moment)

    def _anchor_for(self, moment: Moment) -> Anchor:
        if self._anchor is not None and self._anchor.boot_id == moment.boot_id:
            return self._anchor
        clocks = self.session.book.clocks
        anchor, _ = clocks.anchor(moment, self.desk.device_id)
        if moment.boot_id in clocks.anchors:
            self._anchor = anchor
        return anchor

    def minute(self, moment: Moment | None = None) -> float | None:
        """The lesson minute now; None before the visit has any start."""
        return minute_of(self.effective(moment), self.view.start_utc)

    def live(self, moment: Moment | None = None) -> bool:
        """Does the visit still go on?"""
        view = self.view
        if view.ended:
            return False
        last = max((t for t in (view.last_utc, view.visit.lesson_start_utc) if t is not None), default=None)
        return last is None or abs(self.effective(moment) - last) < OVER_AFTER

    def shown_minute(self, moment: Moment | None = None) -> float | None:
        """The minute the page shows large: now, or where the visit stopped."""
        return self.minute(moment) if self.live(moment) else self.view.end_min

    def phase(self) -> Phase | None:
        """The phase under way."""
        return self.view.phase_at(self.minute())

    def beat(self) -> bool:
        """Compares the clocks with the last beat and marks a gap; True when it marked one."""
        now = self.desk.moment()
        before, self._last = self._last, now
        if before is None or before.boot_id != now.boot_id or not self.begun or not self._in_lesson(now):
            return False
        asleep, jumped = slept(before, now), clock_jumped(before, now)
        if asleep:
            self._mark_gap(self.effective(before), self.effective(now), GapReason.SLEEP)
        if jumped:
            self._mark_jump(before, now)
        return asleep or jumped

    def _mark_jump(self, before: Moment, now: Moment) -> None:
        self._mark_gap(before.wall_utc, now.wall_utc, GapReason.CLOCK)

    def forget_beat(self) -> None:
        """The next beat compares with nothing: nobody counted meanwhile."""
        self._last = None

    def _mark_gap(self, start: datetime, end: datetime, reason: GapReason) -> None:
        self.do(observe.mark_gap(self.desk, self.view, start, end, reason))

    def mark_closed(self, alive_utc: datetime | None = None) -> bool:
        """Marks that the app was closed while the lesson went on; `alive_utc` is its last sign of life."""
        if not self.begun or not self._in_lesson():
            return False
        opened, before = self.effective(self.opened), self._last_moment()
        signs = (self.view.own_last_utc, alive_utc if alive_utc is not None and alive_utc <= opened else None)
        last = max((sign for sign in signs if sign is not None), default=None)
        closed = last is not None and opened - last >= CLOSED_FROM
        if closed and last is not None:
            self._mark_gap(last, opened, GapReason.CLOSED)
        if before is not None and clock_jumped(before, self.opened):
            self._mark_jump(before, self.opened)
        return closed

    def _last_moment(self) -> Moment | None:
        """The clocks at this laptop's last event before the opening; None after a restart of the laptop."""
        stamps = [r.stamp for r in self.session.book.records.values() if r.stamp is not None]
        mine = [s for s in stamps if s.device_id == self.desk.device_id and s.boot_id == self.opened.boot_id]
        last = max(mine, key=lambda stamp: stamp.seq, default=None)
        if last is None or last.elapsed_ms is None or last.first_utc is None:
            return None
        if last.elapsed_ms > self.opened.elapsed_ms:
            return None
        return Moment(last.first_utc, last.elapsed_ms, last.boot_id, last.zone)

    def _in_lesson(self, moment: Moment | None = None) -> bool:
        minute, visit = self.minute(moment), self.view.visit
        length = visit.lesson_min if visit.lesson_start_utc and visit.lesson_min else UNKNOWN_LESSON_MIN
        return self.live(moment) and minute is not None and minute <= length + AFTER_LESSON_MIN
