"""The observation without a window: clock, stamps, gaps, drafts, questions about the lesson."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from lesvisit.domain.events import Gap, GapReason, Note, PhaseStart, StampBasis
from lesvisit.domain.records import Change, Operation, applied
from lesvisit.domain.visit_book import VisitBook
from lesvisit.models.draft import Draft
from lesvisit.services import observe, visits
from lesvisit.services.desk import Desk
from lesvisit.services.observation import EDIT_KEY, ObservationSession
from lesvisit.services.session import VisitSession
from tests.support.house import FakeClock


@dataclass
class Shelf:
    """A storage in memory: what was put, and the drafts as they lie on the disk."""

    operations: list[Operation] = field(default_factory=list)
    kept: dict[str, Draft] = field(default_factory=dict)

    def put(self, operation: Operation) -> "Future[Change]":
        self.operations.append(operation)
        return Future()

    def put_together(self, operation: Operation, beside: Operation) -> "Future[Change]":
        raise AssertionError(operation, beside)

    def write(self, work: Callable[[Any], Any]) -> "Future[Any]":
        raise AssertionError(work)

    def keep_draft(self, draft: Draft) -> "Future[None]":
        self.kept[draft.key] = draft
        return done()

    def clear_draft(self, key: str) -> "Future[None]":
        self.kept.pop(key, None)
        return done()

    def drafts(self) -> "Future[list[Draft]]":
        future: Future[list[Draft]] = Future()
        future.set_result(list(self.kept.values()))
        return future


def done() -> "Future[None]":
    future: Future[None] = Future()
    future.set_result(None)
    return future


@dataclass
class Room:
    """A visit at lesson minute 18, with its clock, disk and observation."""

    clock: FakeClock = field(default_factory=FakeClock)
    shelf: Shelf = field(default_factory=Shelf)

    def __post_init__(self) -> None:
        self.desk = Desk(self.clock, "device", "me")
        book, operation = visits.new_visit(self.desk, None, None)
        self.session = VisitSession(VisitBook(book), self.shelf)
        self.session.do(operation)
        self.observation = self.again()
        self.observation.lesson_is_at(18)

    def again(self) -> ObservationSession:
        """The app is started again and opens the same visit."""
        session = VisitSession(self.session.view, self.shelf)
        self.session = session
        self.observation = ObservationSession(session, self.desk, self.desk.moment())
        return self.observation

    def line(self, text: str) -> None:
        self.observation.typed(text, "")
        self.observation.keep()

    def minutes(self) -> list[str]:
        view = self.session.view
        return [view.minute_text(record) for record in view.notes]

    def gaps(self) -> list[Gap]:
        return [record.payload for record in self.session.book.of(Gap)]


@pytest.fixture
def room() -> Room:
    return Room()


def test_a_lesson_at_minute_18(room: Room) -> None:
    assert room.observation.minute() == pytest.approx(18)
    room.clock.pass_by(90)
    assert room.observation.minute() == pytest.approx(19.5)
    room.line("x")
    assert room.minutes() == ["19:30"]


def test_three_times_and_a_sequence(room: Room) -> None:
    room.observation.typed("a", "")
    first = room.clock.now_utc()
    room.clock.pass_by(20)
    room.observation.press("t1")
    room.observation.typed("ab", "")
    room.observation.keep()
    stamp = room.session.view.notes[0].stamp
    assert stamp is not None
    assert (stamp.first_utc, stamp.at_utc) == (first, first)
    sequences = [r.stamp.seq for r in room.session.book.records.values() if r.stamp is not None]
    assert len(sequences) == len(set(sequences))


def test_a_late_line_takes_its_place_by_its_time(room: Room) -> None:
    room.observation.typed("begonnen", "")
    room.clock.pass_by(30)
    room.observation.hold()
    room.observation.keep()
    assert [record.payload.text for record in room.session.view.notes] == ["begonnen", ""]


def test_the_minute_is_right_through_a_clock_jump(room: Room) -> None:
    room.line("x")
    assert not room.observation.beat()
    room.clock.pass_by(1)
    room.clock.jump_wall(-3600)
    assert room.observation.beat()
    assert [gap.reason for gap in room.gaps()] == [GapReason.CLOCK]
    assert room.observation.minute() == pytest.approx(18 + 1 / 60)
    room.line("y")
    assert room.minutes() == ["18:00", "18:01"]


def test_sleep_is_marked_and_the_lesson_goes_on(room: Room) -> None:
    room.line("x")
    room.observation.beat()
    room.clock.pass_by(120)
    assert room.observation.beat()
    gap = room.gaps()[0]
    assert gap.reason is GapReason.SLEEP
    assert gap.to_utc - gap.from_utc == timedelta(seconds=120)
    assert room.observation.minute() == pytest.approx(20)
    room.clock.pass_by(1)
    assert not room.observation.beat()


def test_no_gap_before_the_visit_began_or_after_it_ended(room: Room) -> None:
    room.observation.beat()
    room.clock.pass_by(120)
    assert not room.observation.beat()
    room.line("x")
    room.observation.finish()
    room.clock.pass_by(120)
    assert not room.observation.beat()


def test_a_lid_closed_after_the_lesson_is_no_gap(room: Room) -> None:
    room.line("x")
    room.observation.beat()
    room.clock.pass_by(2.5 * 3600)
    assert not room.observation.beat()
    assert room.session.view.end_min == pytest.approx(18)


def test_a_gap_or_a_moved_stamp_does_not_lengthen_the_visit(room: Room) -> None:
    room.line("x")
    room.observation.beat()
    room.clock.pass_by(120)
    room.observation.beat()
    room.observation.back()
    assert len(room.gaps()) == 1
    assert room.session.view.end_min == pytest.approx(18 - 10 / 60)


def test_a_restart_during_the_lesson_is_marked_once(room: Room) -> None:
    room.line("x")
    room.clock.pass_by(180)
    again = room.again()
    assert again.mark_closed()
    assert not again.mark_closed()
    assert room.gaps()[0].reason is GapReason.CLOSED
    assert again.minute() == pytest.approx(21)


def test_the_last_draft_is_a_sign_of_life(room: Room) -> None:
    room.line("x")
    room.clock.pass_by(170)
    alive = room.clock.now_utc()
    room.clock.pass_by(10)
    assert not room.again().mark_closed(alive)


def test_a_visit_opened_days_later_has_no_gap(room: Room) -> None:
    room.line("x")
    room.clock.pass_by(3 * 86400)
    again = room.again()
    assert not again.mark_closed()
    assert not again.live()
    assert again.shown_minute() == pytest.approx(18)


def test_after_a_reboot_times_come_from_the_wall_and_are_marked(room: Room) -> None:
    room.line("x")
    room.clock.pass_by(60)
    room.clock.boot, room.clock.elapsed = "boot-2", 5_000
    room.again()
    room.line("y")
    assert room.minutes() == ["18:00", "19:00"]
    stamp = room.session.view.notes[1].stamp
    assert stamp is not None
    assert stamp.basis is StampBasis.WALL


def test_until_the_bell_is_told_minutes_are_of_the_visit(room: Room) -> None:
    room = Room()
    head = room.session.view.head
    room.session.do(
        room.desk.operation(
            room.session.book,
            "observe",
            "x",
            (replace_head(room, lesson_start_utc=None),),
        )
    )
    assert head.payload.lesson_start_utc is not None
    assert room.observation.minute() is None
    room.line("eerste")
    room.clock.pass_by(60)
    room.line("tweede")
    assert room.minutes() == ["00:00", "01:00"]
    room.observation.lesson_is_at(19)
    assert room.minutes() == ["18:00", "19:00"]


def replace_head(room: Room, **values: Any) -> Any:
    from lesvisit.domain.records import changed

    head = room.session.view.head
    return changed(head, replace(head.payload, **values))


def test_the_bell_can_be_skipped(room: Room) -> None:
    room.session.do(
        room.desk.operation(room.session.book, "observe", "x", (replace_head(room, lesson_start_utc=None),))
    )
    room.observation.lesson_began(None)
    assert room.session.view.visit.start_asked
    assert room.session.view.visit.lesson_start_utc is None


def test_a_phase_under_way_was_not_seen_from_its_start(room: Room) -> None:
    room.observation.phase_goes_on("p")
    assert room.session.book.of(PhaseStart)[0].payload == PhaseStart("p", seen=False)


# Drafts


def test_a_draft_comes_back_with_its_stamp(room: Room) -> None:
    room.observation.typed("half getypt", "")
    stamp = room.observation.line.stamp
    room.observation.keep_draft(caret=4)
    room.clock.pass_by(30)
    again = room.again()
    assert again.restore(room.shelf.kept[again.key])
    assert again.line.note.text == "half getypt"
    assert again.line.stamp == stamp
    assert again.line.restored
    again.keep()
    assert room.minutes() == ["18:00"]
    assert room.shelf.kept == {}


def test_a_kill_between_keep_and_clear_never_doubles_the_line(room: Room) -> None:
    room.observation.typed("een", "")
    room.observation.keep_draft()
    left = room.shelf.kept[room.observation.key]
    room.observation.keep()
    again = room.again()
    assert not again.restore(left)
    assert len(room.session.view.notes) == 1


def test_the_same_draft_is_written_once(room: Room) -> None:
    room.observation.typed("een", "")
    assert room.observation.keep_draft() is not None
    assert room.observation.keep_draft() is None
    room.observation.typed("", "")
    assert room.observation.keep_draft() is not None
    assert room.shelf.kept == {}


def test_a_line_laid_away_stays_in_the_history(room: Room) -> None:
    room.observation.typed("weg ermee", "")
    room.observation.keep_draft()
    again = room.again()
    again.restore(room.shelf.kept[again.key])
    assert again.lay_away()
    assert room.session.view.notes == []
    assert [operation.verb for operation in room.shelf.operations[-2:]] == ["note.keep", "note.delete"]
    assert not again.lay_away()


def test_typing_before_the_draft_is_read_keeps_both(room: Room) -> None:
    room.observation.typed("oud", "")
    room.observation.keep_draft()
    left = room.shelf.kept[room.observation.key]
    again = room.again()
    again.typed("nieuw", "")
    assert not again.restore(left)
    assert again.line.note.text == "nieuw"
    assert [record.payload.text for record in room.session.view.notes] == ["oud"]


def test_an_edit_that_was_killed_is_kept(room: Room) -> None:
    room.line("eerst")
    record = room.session.view.notes[0]
    room.observation.begin_edit(record)
    room.observation.edit_typed("eerst, toen later", "")
    room.observation.keep_draft()
    again = room.again()
    again.restore(room.shelf.kept[again.key + EDIT_KEY])
    assert room.session.view.notes[0].payload.text == "eerst, toen later"
    assert room.session.view.notes[0].stamp == record.stamp


def test_esc_in_a_kept_line_leaves_it_and_keeps_the_words_in_the_history(room: Room) -> None:
    room.line("eerst")
    room.observation.begin_edit(room.session.view.notes[0])
    room.observation.edit_typed("anders", "")
    assert room.observation.drop_edit()
    assert room.session.view.notes[0].payload.text == "eerst"
    notes = [w.payload.text for o in room.shelf.operations for w in o.writes if isinstance(w.payload, Note)]
    assert "anders" in notes


def test_ten_seconds_back_moves_the_line_or_the_last_kept_one(room: Room) -> None:
    room.observation.typed("a", "")
    room.observation.back()
    room.observation.keep()
    assert room.minutes() == ["17:50"]
    room.observation.back()
    assert room.minutes() == ["17:40"]
    original = room.session.view.notes[0].stamp
    assert original is not None
    assert original.first_utc == room.clock.now_utc()


def test_the_book_on_the_screen_is_the_one_on_the_disk(room: Room) -> None:
    room.line("a")
    room.observation.link("ref")
    book = room.session.book
    rebuilt = book
    for operation in room.shelf.operations:
        rebuilt = rebuilt.put(applied(rebuilt, operation))
    assert {r.id: r.payload for r in rebuilt.records.values()} == {r.id: r.payload for r in book.records.values()}
    assert observe.STEP == "observe"


@pytest.mark.parametrize("text", ["om 10:32 stak R2P3 een vinger op", "Om 10.32 stil", "at 10:32 hands up"])
def test_a_late_line_stands_where_it_says(room: Room, text: str) -> None:
    """It is 10:53 in Amsterdam and minute 18; 10:32 lies before the bell."""
    room.line(text)
    record = room.session.view.notes[0]
    assert f"{room.session.view.local(room.session.view.at(record) or room.clock.now_utc()):%H:%M}" == "10:32"
    assert record.stamp is not None
    assert record.stamp.at_utc == room.clock.now_utc()  # the original stays
    assert record.payload.text == text.strip()


@pytest.mark.parametrize(
    "text", ["om 10:54 komt nog", "om 07:00 te lang geleden", "begint om 10:32", "om 10:99", "om 1032"]
)
def test_other_lines_stay_where_they_were_typed(room: Room, text: str) -> None:
    room.line(text)
    assert room.minutes() == ["18:00"]
