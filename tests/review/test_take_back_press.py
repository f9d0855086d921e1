"""Take back: the last press, whatever it did; never words, nor what was filled in beforehand."""

from PySide6.QtCore import Qt

from lesvisit.domain.events import Entry
from lesvisit.domain.template import Block, Timing
from lesvisit.services import blocks
from lesvisit.services.session import VisitSession
from tests.flows.conftest import hands
from tests.flows.hands import ALT, CTRL, DIGITS, Hands
from tests.review.test_typing_hidden import begun, block, entries
from tests.support.house import house

__all__ = ["hands", "house"]
K = Qt.Key


def press(hands: Hands, place: int) -> None:
    hands.press(DIGITS[place], ALT)
    hands.house.clock.pass_by(3)


def take_back(hands: Hands) -> None:
    hands.press(K.Key_0, ALT)
    hands.house.settle()


def codes(session: VisitSession) -> list[str]:
    return [e.item for e in entries(session, "g")]


def test_a_press_that_took_a_mark_off(hands: Hands) -> None:
    session = begun(hands, block("g", "interval_grid", "a", "b", seconds=120))
    for place in (1, 2, 2):
        press(hands, place)
    assert codes(session) == ["a"]
    take_back(hands)
    assert codes(session) == ["a", "b"]
    take_back(hands)
    take_back(hands)
    assert codes(session) == []
    take_back(hands)
    assert codes(session) == []  # nothing comes back by itself


def test_the_stop_of_a_stopwatch(hands: Hands) -> None:
    session = begun(hands, block("d", "duration"), block("t", "tally"))
    for place in (1, 2, 1):
        press(hands, place)
    take_back(hands)
    assert len(session.view.ticks("t")) == 1
    assert [r.payload.running for r in session.view.of_block("d")] == [True]


def test_taken_back_and_that_taken_back_too(hands: Hands) -> None:
    session = begun(hands, block("t", "tally"))
    press(hands, 1)
    press(hands, 1)
    take_back(hands)
    hands.press(K.Key_Z, CTRL)
    hands.until(lambda: len(session.view.ticks("t")) == 2)
    take_back(hands)
    take_back(hands)
    assert not session.view.ticks("t")


def test_words_are_no_press(hands: Hands) -> None:
    session = begun(hands, block("c", "columns", "feit"), block("t", "tally"))
    press(hands, 1)
    hands.observe.stage.bring("c", focus=True)
    hands.line("een rij")
    take_back(hands)
    assert len(entries(session, "c")) == 1
    assert not session.view.ticks("t")


def test_after_a_new_start_it_is_the_mark_made_last(hands: Hands) -> None:
    session = begun(hands, block("t", "tally"), Block("f", "field", {"nl": "vooraf"}, timing=Timing.BEFORE))
    visit_id = session.book.scope_id
    press(hands, 1)
    desk, form = hands.house.workspace.desk, session.view.template
    assert form is not None
    before = form.block("f")
    assert before is not None
    answer = Entry("f", value="stilte bij het begin")
    session.do(blocks.enter(desk, session.view, before, answer, desk.moment(), "prepare"))
    hands.house.settle()
    hands.reopen()
    again = hands.house.open_visit(visit_id)
    hands.window.show_session(again, 1)
    hands.house.settle()
    take_back(hands)
    take_back(hands)
    assert not again.view.ticks("t")
    assert [e.value for e in entries(again, "f")] == ["stilte bij het begin"]
