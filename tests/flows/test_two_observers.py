"""Two observed one lesson: both on one ribbon, what only one saw, and clocks laid over each other, by keyboard."""

import pytest
from PySide6.QtCore import Qt

from lesvisit.domain.clock_shift import ClockShift
from lesvisit.domain.events import Note
from lesvisit.domain.observers import observers_of
from lesvisit.domain.shapes import Look
from lesvisit.services import people
from tests.flows.hands import CTRL, Hands
from tests.flows.talking import AFTERWARDS, Talking
from tests.support.observers import notes_of, second_desk

EVA, ALONE, BOTH = "Eva", "R9P9 wacht", "Eva zag dit ook"
DOWN, RIGHT = Qt.Key.Key_Down, Qt.Key.Key_Right


@pytest.fixture
def two(hands: Hands) -> Talking:
    """The worked visit with two lines more, by a colleague at another laptop."""
    made = Talking(hands)
    made.say_name()
    workspace = hands.house.workspace
    operation, (eva,) = people.add(workspace.desk, workspace.people, [EVA])
    assert operation is not None
    workspace.database.put(operation).result(20)
    visit_id = made.load({key: value for key, value in made.data.items() if key not in AFTERWARDS})
    session = hands.house.open_visit(visit_id)
    first = session.view.notes[0]
    near = (session.view.minute(first) or 0.0) + 0.2
    for add in notes_of(
        second_desk(eva), session.view, [(near, Note(BOTH, about=first.payload.about)), (44, Note(ALONE))]
    ):
        session.do(add)
    hands.house.settle()
    hands.reopen()
    made.open_visit(visit_id)
    return made


def lines(hands: Hands) -> list[str]:
    return [line.text for line in hands.debrief.evidence.proxy.lines]


def minute(hands: Hands) -> float:
    view = hands.visit.view
    found = next(n for n in view.notes if n.payload.text == ALONE)
    return round((view.minute(found) or 0.0) * 60)


def of_bram(hands: Hands) -> list[tuple[str, str]]:
    view = hands.visit.view
    return [(n.payload.text, view.minute_text(n)) for n in view.notes if n.payload.text not in (ALONE, BOTH)]


def test_both_stand_on_one_ribbon_and_what_one_saw_alone_is_found(hands: Hands, two: Talking) -> None:
    ribbon = hands.debrief.ribbon
    assert ribbon.lanes == 2
    assert {mark.look for mark in ribbon._data.marks} == {Look.PLAIN, Look.FOOT}
    everything = lines(hands)
    ids = {o.name: o.person_id for o in observers_of(two.view)}
    assert set(ids) == {"Bram", EVA}
    drop = hands.debrief.evidence.by_observer
    hands.tab_to("filterObserver")
    hands.press_until(lambda: drop.value() == ids[EVA], DOWN)
    assert lines(hands) == [BOTH, ALONE]
    hands.press_until(lambda: drop.value() == f"only:{ids[EVA]}", DOWN)
    assert lines(hands) == [ALONE], "only she saw it"
    hands.press_until(lambda: drop.value() == f"only:{ids['Bram']}", Qt.Key.Key_Up)
    assert lines(hands) == [text for text in everything if text not in (BOTH, ALONE, two.view.notes[0].payload.text)]
    hands.press_until(lambda: drop.value() == "together", DOWN)
    assert lines(hands) == [two.view.notes[0].payload.text, BOTH]
    hands.press(Qt.Key.Key_Delete)
    assert lines(hands) == everything


def test_the_slider_moves_hers_and_is_taken_back(hands: Hands, two: Talking) -> None:
    before, marks = minute(hands), hands.debrief.ribbon._data.marks
    mine = of_bram(hands)
    hands.tab_to("clockShift")
    hands.press(Qt.Key.Key_PageUp)
    hands.press(RIGHT, times=2)
    assert hands.debrief.ribbon._data.marks != marks, "the ribbon goes along"
    hands.until(lambda: minute(hands) == before + 12)
    assert of_bram(hands) == mine, "his stay where they were"
    two.reopen()
    assert minute(hands) == before + 12
    assert [r.payload.seconds for r in two.view.book.of(ClockShift)] == [12.0]
    hands.tab_to("clockShift")
    hands.press(Qt.Key.Key_Z, CTRL)
    hands.until(lambda: minute(hands) == before)
