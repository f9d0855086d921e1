"""A round that was left belongs to its own time: the next one is another round."""

import pytest
from PySide6.QtCore import Qt

from tests.flows.conftest import hands
from tests.flows.hands import ALT, DIGITS, Hands
from tests.review.test_typing_hidden import begun, block
from tests.support.house import house

__all__ = ["hands", "house"]


@pytest.mark.parametrize(("every", "seconds"), [(2, 125), (1, 61), (5, 190)])
def test_the_next_round_changes_nothing_of_the_one_that_was_left(hands: Hands, every: int, seconds: int) -> None:
    session = begun(hands, block("w", "sweep", "werkt", "wacht", minutes=every))
    hands.press(DIGITS[1], ALT)
    hands.write("20")
    hands.observe.take_focus()  # a click on the line, no Enter
    hands.house.clock.pass_by(seconds)
    hands.observe.live.beat()
    hands.press(DIGITS[1], ALT)
    hands.write("25")
    hands.press(Qt.Key.Key_Return)
    assert [r.payload.counts["werkt"] for r in session.view.of_block("w")] == [20, 25]
