"""Who comes in before the bell sees the interval under way, and presses in it."""

from datetime import timedelta

from PySide6.QtCore import Qt

from lesvisit.services import observe
from tests.flows.conftest import hands
from tests.flows.hands import ALT, DIGITS, Hands
from tests.review.test_typing_hidden import begun, block, entries
from tests.support.house import house

__all__ = ["hands", "house"]


def test_a_grid_before_the_bell(hands: Hands) -> None:
    session = begun(hands, block("g", "interval_grid", "a", "b", seconds=120))
    desk = hands.house.workspace.desk
    bell = hands.house.clock.now_utc() + timedelta(minutes=5)
    session.do(observe.set_lesson_start(desk, session.view, bell))
    hands.press(DIGITS[1], ALT)
    hands.house.clock.pass_by(121)
    hands.observe.live.beat()
    hands.observe.stage.bring("g", focus=True)
    hands.press(Qt.Key.Key_Space)
    grid = hands.observe.stage.live("g").grid  # type: ignore[union-attr]
    assert (grid.first, grid.slot) == (-3, -2)
    assert [(e.item, e.slot, e.extra) for e in entries(session, "g")] == [("a", -3, {}), ("a", -2, {})]
