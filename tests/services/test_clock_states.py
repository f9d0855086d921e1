"""B14 and B15: whatever the clocks do, the order stands, the minute is right, and no stamp is ever rewritten.

A seeded machine plays lessons on two laptops: time goes by, they sleep, their wall clock jumps or is moved by
daylight saving, the zone changes, the app is closed, the laptop restarts. Beside it stands the truth, counted apart.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from lesvisit.domain.clock import Anchor, Clocks, Moment, effective
from lesvisit.domain.events import Gap, GapReason, Note, Stamp, StampBasis
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import visits
from lesvisit.services.desk import Desk
from lesvisit.services.observation import ObservationSession
from lesvisit.services.session import VisitSession
from tests.services.test_observation import Shelf

SEEDS = 120
STEPS = 60


@dataclass
class Laptop:
    """One laptop's clocks. `truth` is shared: seconds that really went by."""

    name: str
    wall: datetime
    elapsed: int = 50_000
    boot: int = 1
    zone_name: str = "Europe/Amsterdam"

    def now_utc(self) -> datetime:
        return self.wall

    def elapsed_ms(self) -> int:
        return self.elapsed

    def boot_id(self) -> str:
        return f"{self.name}-{self.boot}"

    def zone(self) -> str:
        return self.zone_name

    def goes_on(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.elapsed += round(seconds * 1000)


@dataclass
class Lesson:
    """A visit in progress, and what is true of it."""

    rng: random.Random
    laptop: Laptop
    shelf: Shelf = field(default_factory=Shelf)
    truth: float = 0.0  # seconds since the first line
    expected: list[str] = field(default_factory=list)
    true_at: dict[str, float] = field(default_factory=dict)
    stamps: dict[str, Stamp] = field(default_factory=dict)
    jumps: int = 0
    seen_jumps: int = 0
    restarted: bool = False

    def __post_init__(self) -> None:
        self.desk = Desk(self.laptop, self.laptop.name, "me")
        book, made = visits.new_visit(self.desk, None, None)
        self.session = VisitSession(VisitBook(book), self.shelf)
        self.session.do(made)
        self.open()
        self.observation.lesson_is_at(0)
        self.line()
        self.observation.beat()

    def open(self) -> None:
        self.session = VisitSession(self.session.view, self.shelf)
        self.observation = ObservationSession(self.session, self.desk, self.desk.moment())
        self.observation.mark_closed()
        self.observation.beat()

    # What happens

    def line(self) -> None:
        text = f"regel {len(self.expected)}"
        self.observation.typed(text, "")
        self.observation.keep()
        self.expected.append(text)
        self.true_at[text] = self.truth

    def time_goes_by(self) -> None:
        for _ in range(self.rng.randint(1, 20)):
            self._pass(1)
            self.observation.beat()

    def sleeps(self) -> None:
        self._pass(self.rng.choice((30, 120, 600)))
        self.observation.beat()

    def jumps_an_hour(self) -> None:
        self._jump(self.rng.choice((-3600, 3600, -61, 300)))

    def daylight_saving(self) -> None:
        """UTC goes on; only a system that keeps its clock in local time sets it an hour on or back."""
        if self.rng.random() < 0.5:
            self._jump(self.rng.choice((-3600, 3600)))

    def other_zone(self) -> None:
        self.laptop.zone_name = self.rng.choice(("Europe/Amsterdam", "Europe/London", "Asia/Tokyo"))

    def sleeps_and_wakes_with_another_wall(self) -> None:
        self._pass(90)
        self._jump(self.rng.choice((-3600, 1800)), beat=True)

    def app_restarts(self) -> None:
        self._pass(self.rng.choice((3, 70)))
        self.open()

    def app_restarts_after_a_jump(self) -> None:
        self.laptop.wall += timedelta(seconds=self.rng.choice((-3600, 3600)))
        self._pass(4)
        self.open()

    def _pass(self, seconds: float) -> None:
        self.truth += seconds
        self.laptop.goes_on(seconds)

    def _jump(self, seconds: float, *, beat: bool = True) -> None:
        self.laptop.wall += timedelta(seconds=seconds)
        self._pass(1)
        before = self.clock_gaps()
        if beat:
            self.observation.beat()
            self.jumps += 1
            self.seen_jumps += self.clock_gaps() - before

    def clock_gaps(self) -> int:
        return sum(r.payload.reason is GapReason.CLOCK for r in self.session.book.of(Gap))

    # What must hold

    def check(self) -> None:
        view = self.session.view
        notes = view.notes
        assert [r.payload.text for r in notes] == self.expected
        assert [r.stamp.seq for r in notes if r.stamp] == sorted(r.stamp.seq for r in notes if r.stamp)
        for record in view.book.records.values():
            if record.stamp is not None:
                assert self.stamps.setdefault(record.id, record.stamp) == record.stamp
        if not self.restarted:
            for record in notes:
                minute = view.minute(record)
                assert minute is not None
                assert abs(minute * 60 - self.true_at[record.payload.text]) <= 1.0
            now = self.observation.minute()
            assert now is not None
            assert abs(now * 60 - self.truth) <= 1.0
            for gap in view.book.of(Gap):
                if gap.payload.reason is not GapReason.CLOCK:
                    length = (gap.payload.to_utc - gap.payload.from_utc).total_seconds()
                    assert 0 <= length <= self.truth + 1.0


ACTS: tuple[Callable[[Lesson], None], ...] = (
    Lesson.line,
    Lesson.line,
    Lesson.time_goes_by,
    Lesson.time_goes_by,
    Lesson.sleeps,
    Lesson.jumps_an_hour,
    Lesson.daylight_saving,
    Lesson.other_zone,
    Lesson.sleeps_and_wakes_with_another_wall,
    Lesson.app_restarts,
    Lesson.app_restarts_after_a_jump,
)


def lesson(seed: int, name: str = "noor") -> Lesson:
    return Lesson(random.Random(seed), Laptop(name, datetime(2026, 10, 24, 23, 30, tzinfo=UTC)))


@pytest.mark.parametrize("seed", range(SEEDS))
def test_whatever_the_clocks_do_within_one_boot(seed: int) -> None:
    played = lesson(seed)
    for _ in range(STEPS):
        if played.truth > 100 * 60:
            break  # after that no lesson goes on, and nothing is marked any more
        played.rng.choice(ACTS)(played)
        played.check()
    assert played.seen_jumps == played.jumps


@pytest.mark.parametrize("seed", range(SEEDS))
def test_over_a_restart_of_the_laptop_the_order_stands_and_times_are_marked(seed: int) -> None:
    """The wall clock is all there is then; it may come back an hour early (an empty clock battery)."""
    played = lesson(seed)
    played.restarted = True
    boots = 0
    for _ in range(STEPS):
        if played.rng.random() < 0.1 and boots < 3:
            boots += 1
            played.truth += 40
            played.laptop.wall += timedelta(seconds=40 + played.rng.choice((0, 0, -3600, 3600)))
            played.laptop.boot, played.laptop.elapsed = played.laptop.boot + 1, 9_000
            played.open()
            played.line()
            stamp = played.session.view.notes[-1].stamp
            assert stamp is not None
            assert stamp.basis is StampBasis.WALL
        played.rng.choice(ACTS)(played)
        played.check()
        within_a_boot(played)


def within_a_boot(played: Lesson) -> None:
    """Between two lines of one boot as much time went by as there really did."""
    notes = played.session.view.notes
    for before, after in pairwise(notes):
        assert before.stamp is not None
        assert after.stamp is not None
        if before.stamp.boot_id == after.stamp.boot_id:
            assert before.stamp.at_utc is not None
            assert after.stamp.at_utc is not None
            went = (after.stamp.at_utc - before.stamp.at_utc).total_seconds()
            really = played.true_at[after.payload.text] - played.true_at[before.payload.text]
            assert abs(went - really) <= 1.0


@pytest.mark.parametrize("seed", range(20))
def test_two_laptops_count_apart(seed: int) -> None:
    """Each keeps its own order and minutes, whatever the other's clock says; their stamps never mix."""
    one, two = lesson(seed), lesson(seed + 1000, "bram")
    two.laptop.wall += timedelta(minutes=17)
    for _ in range(STEPS):
        for played in (one, two):
            if played.truth <= 100 * 60:
                played.rng.choice(ACTS)(played)
                played.check()
    clocks = Clocks().with_stamps([*one.stamps.values(), *two.stamps.values()])
    assert clocks.last_seq["noor"] == max(s.seq for s in one.stamps.values())
    assert clocks.last_seq["bram"] == max(s.seq for s in two.stamps.values())
    assert {boot.split("-")[0] for boot in clocks.anchors} == {"noor", "bram"}


def test_a_planted_fault_is_caught() -> None:
    """The same machine over a clock that follows the wall: it must fail, else it proves nothing."""

    def by_wall(_anchor: Anchor, moment: Moment) -> datetime:
        return moment.wall_utc

    def play() -> None:
        for seed in range(10):
            played = lesson(seed)
            for _ in range(STEPS):
                played.rng.choice(ACTS)(played)
                played.check()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lesvisit.services.lesson_clock.effective", by_wall)
        patch.setattr("lesvisit.services.desk.effective", by_wall)
        with pytest.raises(AssertionError):
            play()
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    assert effective(Anchor("b", 0, begun), Moment(datetime.now(UTC), 5, "b", "UTC")) > begun


def test_a_slept_jump_is_told_as_both() -> None:
    played = lesson(1)
    played.sleeps_and_wakes_with_another_wall()
    reasons = {r.payload.reason for r in played.session.book.of(Gap)}
    assert reasons == {GapReason.SLEEP, GapReason.CLOCK}


def test_notes_are_what_is_counted() -> None:
    assert len(lesson(3).session.book.of(Note)) == 1
