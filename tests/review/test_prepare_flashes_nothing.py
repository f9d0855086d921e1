"""Before the lesson: a block with a help text brings no window of its own up."""

from lesvisit.domain.template import Block
from tests.flows.conftest import hands
from tests.flows.hands import Hands
from tests.review.test_typing_hidden import begun
from tests.support.house import house

__all__ = ["hands", "house"]


def test_a_field_with_help_is_asked_in_its_place(hands: Hands) -> None:
    field = Block("f", "field", {"nl": "afspraak"}, help={"nl": "wat was er afgesproken?"}, timing="before")
    begun(hands, field)
    hands.window.show_session(hands.visit, 0)
    hands.come("field_f")
    assert hands.strangers.seen == []
