"""The sample visit is debriefed with three protocols, in the real window, by keyboard alone."""

import pytest
from PySide6.QtCore import Qt

from lesvisit import paths
from lesvisit.domain.debrief import Memory, StepText
from lesvisit.services import debrief
from lesvisit.services.library import protocols
from lesvisit.ui.debrief.page import DebriefPage
from lesvisit.ui.visit_room import DEBRIEF
from tests.flows.hands import CTRL, Hands
from tests.ui.debrief.support import seen_only

FEEDBACK, TEACHER_FIRST, TEN_MINUTES = 0, 1, 5


def sit_down(hands: Hands, place: int) -> DebriefPage:
    """The lesson is over; the two choose a model and sit down."""
    hands.until(lambda: hands.shows("myName"))
    hands.write("Bram")
    hands.press(Qt.Key.Key_Return)
    hands.window.show_session(seen_only(hands.house), DEBRIEF)
    hands.come("debriefPage")
    page = hands.debrief
    hands.tab_to("protocolChoice")
    menu = page.steps.protocol_menu()  # a popup of the system: its keys are the system's
    menu.actions()[place].trigger()
    hands.house.settle()
    page.take_focus()
    return page


def on(hands: Hands) -> None:
    hands.press(Qt.Key.Key_Return, CTRL)


def said(hands: Hands) -> dict[str, str]:
    return {r.payload.step_id: r.payload.text for r in hands.visit.view.book.of(StepText)}


def through(hands: Hands, page: DebriefPage) -> dict[str, str]:
    """Every step by Ctrl+Enter, with a few words where the step asks for them."""
    typed: dict[str, str] = {}
    last = page.talk.steps[-1].id
    while True:
        step_id = page.talk.step_id
        while page.work.memories.waiting:
            hands.write(f"Zo zag {page.talk.writer} het.")
            on(hands)
        if page.work.step_text.isVisible():
            hands.press_until(lambda: hands.focus.objectName() == "stepText", Qt.Key.Key_Tab)
            hands.write(f"gezegd bij {step_id}")
            typed[step_id] = f"gezegd bij {step_id}"
        if step_id == last:
            return typed
        on(hands)
        hands.until(lambda before=step_id: page.talk.step_id != before)  # type: ignore[misc]


@pytest.mark.parametrize("place", [FEEDBACK, TEACHER_FIRST, TEN_MINUTES])
def test_the_whole_talk_by_keyboard(hands: Hands, place: int) -> None:
    page = sit_down(hands, place)
    protocol = protocols(paths.resources())[place]
    assert page.talk.protocol == protocol
    on(hands)  # begin the talk
    assert debrief.begun(page.talk.frame)
    typed = through(hands, page)
    page.talk.flush()
    assert said(hands) == typed
    memories = hands.visit.view.book.of(Memory)
    assert len(memories) == (2 if place == TEACHER_FIRST else 0)
    assert {hands.visit.view.name(r.made_by) for r in memories} == {
        hands.visit.view.name(r.payload.person_id) for r in memories
    }
    visit_id = hands.visit.book.scope_id
    on(hands)  # done, to Share
    hands.come("sharePage")
    assert debrief.over(debrief.debrief_of(hands.visit.view))
    hands.reopen()
    hands.window.show_session(hands.house.open_visit(visit_id), DEBRIEF)
    assert said(hands) == typed
    assert hands.visit.view.protocol == protocol
