"""Without a bell minutes count from the first event: setting that one right leaves the others where they are."""

from dataclasses import replace

from lesvisit.domain.records import changed
from lesvisit.domain.visit import Visit
from lesvisit.services import corrections, observe
from tests.flows.conftest import hands
from tests.flows.hands import ALT, DIGITS, Hands
from tests.review.test_typing_hidden import begun, block
from tests.support.house import house

__all__ = ["hands", "house"]


def test_the_first_event_is_moved(hands: Hands) -> None:
    session = begun(hands, block("t", "tally"))
    head = session.view.book.first(Visit)
    assert head is not None
    desk = hands.house.workspace.desk
    bell = replace(head.payload, lesson_start_utc=None)
    session.do(desk.operation(session.view.book, observe.STEP, "start.set", (changed(head, bell),)))
    for _ in range(3):
        hands.press(DIGITS[1], ALT)
        hands.house.clock.pass_by(60)
    first = session.view.ticks("t")[0]
    moved = corrections.set_minute(desk, session.view, first, 5.0)
    assert moved is not None
    session.do(moved)
    assert [session.view.minute_text(r) for r in session.view.ticks("t")] == ["05:00", "01:00", "02:00"]
