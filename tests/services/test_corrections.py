"""Looking over what was counted: marked when it was the lesson's, one act each, nothing split or lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lesvisit.domain.events import Duration, Entry, StampMove, Sweep, Tick, VisitEnd
from lesvisit.domain.records import Operation, applied
from lesvisit.domain.template import Block, Item
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import blocks, corrections
from tests.exchange.support import DESK, sample, view_of
from tests.support.full_form import blocks as all_blocks
from tests.support.full_form import with_form

FIELD = next(b for b in all_blocks() if b.type == "field")


def done(view: VisitBook, operation: Operation | None) -> VisitBook:
    assert operation is not None
    return view.with_book(view.book.put(applied(view.book, operation)))


@pytest.fixture
def view() -> VisitBook:
    return with_form(view_of(sample()))


def test_only_what_is_changed_after_the_lesson_is_a_correction(view: VisitBook) -> None:
    wait = view.of_block("durations")[0]
    for step, corrected in (("prepare", False), ("observe", False), ("debrief", True)):
        after = done(view, blocks.change(DESK, view, wait, replace(wait.payload, seconds=9.0), step))
        found = after.book.get(wait.id)
        assert found is not None
        assert blocks.is_corrected(found) is corrected
        assert (wait.id in corrections.corrected_ids(after)) is corrected


def test_what_is_first_filled_in_afterwards_can_be_answered_anew(view: VisitBook) -> None:
    answer = view.of_block(FIELD.id)[0]
    view = done(view, blocks.change(DESK, view, answer, replace(answer.payload, value="anders"), "debrief"))
    assert answer.id not in corrections.corrected_ids(view)
    rating = Block("late", "rating", items=(Item("a"),))
    view = done(view, blocks.enter(DESK, view, rating, Entry("late", "a", "1"), DESK.moment(), "debrief"))
    made = view.of_block("late")[0]
    assert made.stamp is not None
    assert made.stamp.at_utc is not None
    assert made.stamp.at_utc > max(r.stamp.at_utc for r in view.book.of(VisitEnd) if r.stamp and r.stamp.at_utc)
    view = done(view, blocks.change(DESK, view, made, Entry("late", "a", "2"), "debrief"))
    assert made.id not in corrections.corrected_ids(view)


def test_a_moved_time_leaves_the_event_as_it_is(view: VisitBook) -> None:
    tick = view.ticks("T1")[0]
    after = done(view, corrections.set_minute(DESK, view, tick, -2.5))
    assert after.book.get(tick.id) == tick
    assert after.minute_text(tick) == "-02:30"
    assert corrections.set_minute(DESK, after, tick, -2.5) is None
    assert tick.id in corrections.corrected_ids(after)


def test_one_that_was_missed_is_one_act_with_two_stamps(view: VisitBook) -> None:
    block = next(b for b in view.counters if b.id == "T1")
    operation = corrections.add_missed(DESK, view, block, Tick("T1"), 12.5)
    assert operation is not None
    assert [type(w.payload) for w in operation.writes] == [Tick, StampMove]
    first, second = (w.stamp for w in operation.writes)
    assert first is not None
    assert second is not None
    assert second.seq == first.seq + 1
    assert (operation.step, operation.undoable) == ("debrief", True)
    after = done(view, operation)
    assert after.minute_text(after.ticks("T1")[-1]) == "12:30"


def test_what_a_missed_press_makes(view: VisitBook) -> None:
    by_type = {b.type: b for b in all_blocks()}
    wait = view.template.block("durations") if view.template is not None else None
    assert wait is not None
    assert corrections.missed(view, wait, "", 3.0) == Duration("denktijd (s)", 0.0, extra={"seconds_unknown": True})
    assert corrections.missed(view, by_type["sweep"], "", 3.0) == Sweep({}, 26)
    assert corrections.missed(view, by_type["tally"], "b-tally", 3.0) == Tick("b-tally")
    talk = corrections.missed(view, by_type["duration"], "leraar", 3.0)
    assert isinstance(talk, Duration)
    assert (talk.item, talk.running) == ("leraar", True)
    grid = by_type["interval_grid"]
    cell = corrections.missed(view, grid, "overlegt", 1.0)
    assert isinstance(cell, Entry)
    assert cell.item == "overlegt"
    assert corrections.missed(view, grid, "luistert", 1.0) is None, "it stands there already"


def test_what_is_filled_in_outside_the_lesson_moves_no_axis(view: VisitBook) -> None:
    start = view.start_utc
    assert start is not None
    answer = view.of_block(FIELD.id)[0]
    assert view.minute(answer) == 300
    assert view.end_min == 50
    open_ended = view.with_book(view.book.put([replace(r, deleted=True) for r in view.book.of(VisitEnd)]))
    assert open_ended.end_min is not None
    assert open_ended.end_min < 51
    assert open_ended.last_utc is not None
    assert open_ended.last_utc < start + timedelta(minutes=51)
