"""A talk that is broken off mid-typing goes on where it was, and what was done by mistake is taken back by Ctrl+Z."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from lesvisit.domain.debrief import Evidence, Memory, Reaction, Rewrite, StepText
from lesvisit.domain.shapes import Breadth
from lesvisit.services import debrief
from tests.flows.hands import CTRL, SHIFT, Hands
from tests.flows.talking import ENTER, HOME, RIGHT, SPACE, TAB, Talking, answers, evidence, hidden, texts

TYPED = "halverwege een zi"
REACTION, REWRITE = Qt.Key.Key_R, Qt.Key.Key_W


@pytest.fixture
def two(hands: Hands) -> Talking:
    made = Talking(hands)
    made.open()
    return made


def to_step(two: Talking, step_id: str) -> None:
    two.hands.press_until(lambda: two.hands.debrief.talk.step_id == step_id, ENTER, CTRL)


def type_in(name: str) -> Callable[[Talking], None]:
    def act(two: Talking) -> None:
        two.to_work(name)
        two.hands.write(TYPED)

    return act


def type_in_row(key: Qt.Key, note: str) -> Callable[[Talking], None]:
    def act(two: Talking) -> None:
        two.to_list()
        two.to_note(note)
        two.hands.press(key)
        two.hands.press(Qt.Key.Key_A, CTRL)
        two.hands.write(TYPED)

    return act


def type_answer(two: Talking) -> None:
    two.open_question("K2")
    type_in("answerText")(two)


def kept(two: Talking) -> list[str]:
    """Every text of the talk that now stands in the visit."""
    view, book = two.view, two.view.book
    found = [*texts(view).values(), *(a[1] for a in answers(view)), *(e[2] for e in evidence(view))]
    found += [r.payload.text for r in book.of(Reaction)] + [r.payload.now for r in book.of(Rewrite)]
    found += [part for r in debrief.agreements(view) for part in (r.payload.what, r.payload.when, r.payload.see)]
    return [text for text in found if text]


@pytest.mark.parametrize(
    ("step_id", "act", "writer"),
    [
        ("open", type_in("stepText"), "Noor"),
        ("fact", type_in("explanationText"), "Noor"),
        ("clarify", type_in_row(REACTION, "n08"), "Noor"),
        ("clarify", type_in_row(REWRITE, "n11"), "Bram"),
        ("think", type_answer, "Noor"),
        ("agree", type_in("agreementWhat"), "Noor"),
        ("agree", type_in("agreementSee"), "Noor"),
    ],
)
def test_what_is_being_typed_is_there_again(
    hands: Hands, two: Talking, step_id: str, act: Callable[[Talking], None], writer: str
) -> None:
    two.go_on()
    to_step(two, step_id)
    two.write_as(writer)
    act(two)
    two.reopen()
    assert kept(two) == [TYPED]
    talk = hands.debrief.talk
    assert (talk.step_id, talk.writer) == (step_id, writer)
    hands.until(lambda: hands.debrief.isAncestorOf(hands.focus))
    two.write_in("stepText", "verder")
    assert talk.running
    assert two.view.book.where(StepText, step_id=step_id) is not None


CLOSING = ("success", "changedNow", "changedWhy", "takeaway", "nextFocusText")


@pytest.mark.parametrize("name", CLOSING)
def test_so_is_what_the_talk_ends_with(hands: Hands, two: Talking, name: str) -> None:
    two.choose_protocol(5)
    two.go_on()
    to_step(two, "agree")
    type_in(name)(two)
    two.reopen()
    two.to_work(name)
    shown = hands.focus
    assert TYPED in (shown.toPlainText() if isinstance(shown, QPlainTextEdit) else shown.text())  # type: ignore[attr-defined]


def test_a_result_is_there_as_soon_as_it_has_its_number(hands: Hands, two: Talking) -> None:
    two.go_on()
    two.on_to("fact")
    two.to_work("resultAdd")
    hands.press(SPACE)
    assert hands.focus.objectName() == "resultLabel"
    hands.write("formule goed op het ticket")
    hands.press(TAB)
    hands.write("17")
    two.reopen()
    found = [(r.payload.label, r.payload.count, r.payload.of) for r in debrief.results(two.view)]
    assert found == [("formule goed op het ticket", 17, 26)]


def test_the_columns_are_gone_round_while_the_notes_wait(hands: Hands, two: Talking) -> None:
    two.choose_protocol(1)
    two.go_on()
    to_step(two, "memories")
    passed = []
    for _ in range(4):
        hands.press(TAB, CTRL)
        passed.append(hands.focus.objectName())
    assert "debriefMain" in passed
    assert "step_memories" in passed
    assert "memoryLearned1" in passed


def test_another_model_halfway_loses_no_text(hands: Hands, two: Talking) -> None:
    """What was said in a step that the other model lacks is there again with the first one."""
    two.go_on()
    to_step(two, "clarify")
    two.write_in("stepText", TYPED)
    two.choose_protocol(5)
    assert texts(two.view) == {"clarify": TYPED}
    assert hands.debrief.talk.step_id in ("question", "fact", "think", "agree")
    two.choose_protocol(0)
    to_step(two, "clarify")
    two.to_work("stepText")
    assert hands.focus.toPlainText() == TYPED  # type: ignore[attr-defined]


def test_a_memory_stays_hidden_over_a_restart(hands: Hands, two: Talking) -> None:
    two.choose_protocol(1)
    two.go_on()
    to_step(two, "memories")
    writer = hands.debrief.talk.writer
    hands.write(TYPED)
    two.reopen()
    assert hidden(hands)
    assert hands.debrief.talk.step_id == "memories"
    assert [r.payload.learned for r in two.view.book.of(Memory)] == [TYPED]
    two.to_work("memoryLearned1")
    hands.press(Qt.Key.Key_End, CTRL)
    hands.write("n")
    two.go_on()
    assert hands.debrief.talk.writer != writer
    two.reopen()
    assert hidden(hands)
    shown = [w.toPlainText() for w in hands.window.findChildren(type(hands.focus)) if hasattr(w, "toPlainText")]
    assert TYPED not in "".join(shown), "covered stays covered"
    hands.press(ENTER, CTRL)
    assert not hidden(hands)
    assert next(r.payload.learned for r in two.view.book.of(Memory)) == f"{TYPED}n"


# Taken back


def undo_until(hands: Hands, met: Callable[[], bool], back: Callable[[], bool]) -> None:
    """Ctrl+Z until it is away, Ctrl+Shift+Z until it is there again."""
    for keys, wanted in ((CTRL, met), (CTRL | SHIFT, back)):
        for _ in range(12):
            if wanted():
                break
            hands.press(Qt.Key.Key_Z, keys)
            hands.house.settle()
        assert wanted()


def test_a_reaction_is_taken_back(hands: Hands, two: Talking) -> None:
    two.go_on()
    two.react()
    hands.tab_to("evidenceList")
    assert len(two.view.book.of(Reaction)) == 2
    two.write_as("Noor")
    hands.press(Qt.Key.Key_Z, CTRL)
    hands.until(lambda: len(two.view.book.of(Reaction)) == 1)
    hands.press(Qt.Key.Key_Z, CTRL | SHIFT)
    hands.until(lambda: len(two.view.book.of(Reaction)) == 2)


def test_an_evidence_state_is_taken_back(hands: Hands, two: Talking) -> None:
    two.go_on()
    two.on_to("fact")
    ref = hands.debrief.talk.ref

    def state() -> Breadth | None:
        return debrief.evidence_of(two.view, ref).breadth

    two.to_work("breadth_most")
    hands.press(SPACE)
    assert state() is Breadth.MOST
    hands.press(HOME)
    hands.press_until(lambda: hands.focus.objectName() == "breadth_some", RIGHT)
    hands.press(SPACE)
    assert state() is Breadth.SOME
    hands.press(Qt.Key.Key_Z, CTRL)
    hands.until(lambda: state() is Breadth.MOST)
    assert hands.focus.objectName().startswith("breadth_"), "the keys stay where they were"
    hands.press(Qt.Key.Key_Z, CTRL)
    hands.until(lambda: state() is None)
    hands.press(Qt.Key.Key_Y, CTRL)
    hands.until(lambda: state() is Breadth.MOST)
    assert len(two.view.book.of(Evidence)) == 1


def test_an_agreement_is_taken_back_and_stays_away(hands: Hands, two: Talking) -> None:
    two.go_on()
    to_step(two, "agree")
    two.agree(two.data["agreements"][0], first=True)
    hands.press(TAB)
    assert len(debrief.agreements(two.view)) == 1
    undo_until(
        hands, lambda: not debrief.agreements(two.view), lambda: _board(two) == [two.data["agreements"][0]["what"]]
    )
    undo_until(hands, lambda: not debrief.agreements(two.view), lambda: len(debrief.agreements(two.view)) == 1)
    undo_until(hands, lambda: not debrief.agreements(two.view), lambda: True)
    two.reopen()
    assert not debrief.agreements(two.view)


def _board(two: Talking) -> list[str]:
    return [r.payload.what for r in debrief.agreements(two.view) if r.payload.to_board]
