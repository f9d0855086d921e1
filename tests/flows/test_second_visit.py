"""The next visit to the same teacher: what was agreed stands in Prepare and the debrief, linked to today's notes."""

import pytest
from PySide6.QtCore import Qt

from lesvisit.domain.debrief import SeenToday
from lesvisit.domain.visit import Seen
from lesvisit.services import agreements, debrief
from lesvisit.services.agreements import seen_of
from tests.flows.hands import CTRL, Hands
from tests.flows.talking import ENTER, HOME, RIGHT, SPACE, TAB, Talking

LINES = ("na de vraag 10 sec stil, 22 lln schrijven", "rij 'per 1' staat bij de tabel op het bord", "B begint zelf")
NEXT, BACK = Qt.Key.Key_PageDown, Qt.Key.Key_PageUp


@pytest.fixture
def made(hands: Hands) -> list[str]:
    """The worked visit is over; Bram plans the next one. The agreements, in their order."""
    two = Talking(hands)
    two.say_name()
    visit_id = two.load(two.data)
    hands.reopen()
    two.open_visit(visit_id)
    found = [record.id for record in debrief.agreements(two.view)]
    hands.go_home()
    hands.tab_to("planAnother" if hands.shows("planAnother") else "planVisitMain")
    hands.press(SPACE)
    hands.come("preparePage")
    hands.until(lambda: len(hands.prepare.earlier._rows) == 3)
    return found


def look(hands: Hands) -> None:
    """The lesson: a line for each agreement."""
    hands.press(NEXT, CTRL)
    hands.press(Qt.Key.Key_N, CTRL)
    for line in LINES:
        hands.line(line, 60)


def note_id(hands: Hands, text: str) -> str:
    return next(n.id for n in hands.visit.view.notes if n.payload.text == text)


def to_list_row(hands: Hands, text: str) -> None:
    listed = hands.debrief.evidence.list
    assert hands.focus is listed, "where notes are linked, the keys are in the list"
    hands.press(HOME)
    hands.press_until(lambda: listed.current_line is not None and listed.current_line.text == text, Qt.Key.Key_Down)


def stands(hands: Hands, made: list[str]) -> None:
    view = hands.visit.view
    assert [(seen_of(view, i).seen, seen_of(view, i).notes) for i in made] == [
        (Seen.YES, (note_id(hands, LINES[0]),)),
        (Seen.YES, (note_id(hands, LINES[1]), note_id(hands, LINES[2]))),
        (Seen.NO, (note_id(hands, LINES[2]),)),
    ]


def test_each_is_linked_to_what_was_seen_today(hands: Hands, made: list[str]) -> None:
    assert [row.agreement_id for row in hands.prepare.earlier._rows] == made
    look(hands)
    hands.press(NEXT, CTRL)
    hands.come("debriefPage")
    hands.until(lambda: len(hands.debrief.work.earlier.rows) == 3)
    assert [row.agreement_id for row in hands.debrief.work.earlier.rows] == made
    for place, texts in enumerate((LINES[:1], LINES[1:], LINES[2:])):
        hands.tab_to(f"earlierLink_{made[place]}")
        hands.press(SPACE)
        for text in texts:
            to_list_row(hands, text)
            hands.press(SPACE)
    last = hands.debrief.work.earlier.rows[2].answer
    hands.press_until(lambda: last.isAncestorOf(hands.focus), TAB)
    hands.press_until(lambda: hands.focus.objectName().endswith(f"_{Seen.NO.value}"), RIGHT)
    hands.press(SPACE)
    stands(hands, made)
    visit_id = hands.visit.book.scope_id
    hands.reopen()
    Talking(hands).open_visit(visit_id)
    stands(hands, made)
    hands.until(lambda: len(hands.debrief.work.earlier.rows) == 3)
    hands.tab_to("earlierChain")
    hands.press(SPACE)
    hands.come("chainRoom")


def test_prepare_links_them_too_and_takes_it_back(hands: Hands, made: list[str]) -> None:
    look(hands)
    hands.press(BACK, CTRL)
    hands.come("preparePage")
    hands.tab_to(f"agreementNote_{made[1]}")
    hands.press(Qt.Key.Key_Down)
    first = (note_id(hands, LINES[0]),)
    assert seen_of(hands.visit.view, made[1]) == SeenToday(made[1], Seen.YES, first)
    assert hands.focus.objectName() == f"agreementNote_{made[1]}"
    hands.press(Qt.Key.Key_Z, CTRL)
    hands.until(lambda: seen_of(hands.visit.view, made[1]).notes == ())
    assert agreements.seen_of(hands.visit.view, made[1]).seen is Seen.NOT_LOOKED
    hands.press(ENTER)
