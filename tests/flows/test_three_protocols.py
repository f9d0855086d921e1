"""The worked visit is debriefed with three conversation models, in the real window, by keyboard alone.

All of it each time: rewriting, reactions, evidence, answers, agreements, success, takeaway, the changed line.
Where the work is done follows from what the steps of the model show; what stands there in the end is the same.
"""

from collections.abc import Callable

import pytest

from lesvisit import paths
from lesvisit.domain.template import Shows, Step
from lesvisit.services import debrief
from lesvisit.services.library import protocols
from tests.flows.hands import Hands
from tests.flows.talking import Talking, hidden, remembered, texts

FEEDBACK, TEACHER_FIRST, LESSON_STUDY, TEN_MINUTES = 0, 1, 2, 5
TAKEAWAY = "De stille minuut, ook in 2hA: eerst alleen, dan samen."
ONCE = ("rewrite", "evidence", "reactions", "answers", "agreements", "takeaway")


class Road:
    """Walks the steps of a model, and does in each what it is for: every kind of work once."""

    def __init__(self, two: Talking) -> None:
        self.two, self.hands = two, two.hands
        self.typed: dict[str, str] = {}
        self.left = dict.fromkeys(ONCE)

    def walk(self) -> None:
        talk = self.hands.debrief.talk
        for step in talk.protocol.steps:
            assert talk.step_id == step.id
            self.two.remember()
            for kind, act in self._work(step):
                if kind in self.left:
                    del self.left[kind]
                    act()
            self._say(step)
            if step is not talk.protocol.steps[-1]:
                self.two.go_on()
        assert not self.left, "the model has room for all of it"

    def _work(self, step: Step) -> list[tuple[str, Callable[[], None]]]:
        two, notes = self.two, Shows.NOTES in step.shows
        found: list[tuple[str, bool, Callable[[], None]]] = [
            ("rewrite", notes, two.say_anew),
            ("evidence", Shows.EVIDENCE in step.shows, two.show_all_evidence),
            ("reactions", notes, two.react),
            ("answers", notes and Shows.QUESTIONS in step.shows, two.answer_all),
            ("agreements", Shows.AGREEMENTS in step.shows, self._agree),
            ("takeaway", Shows.TAKEAWAY in step.shows, lambda: two.close_with(TAKEAWAY)),
        ]
        return [(kind, act) for kind, here, act in found if here]

    def _agree(self) -> None:
        self.two.agree_all()
        self.two.change_one_line()
        self.two.write_in("success", self.two.data["board_card"]["success"])

    def _say(self, step: Step) -> None:
        if self.hands.debrief.work.step_text.isVisible():
            text = f"gezegd bij {step.id}"
            self.two.write_in("stepText", text)
            self.typed[step.id] = text


@pytest.mark.parametrize("place", [FEEDBACK, TEACHER_FIRST, LESSON_STUDY, TEN_MINUTES])
def test_the_whole_talk_by_keyboard(hands: Hands, place: int) -> None:
    two = Talking(hands)
    two.open()
    protocol = protocols(paths.resources())[place]
    two.choose_protocol(place)
    assert hands.debrief.talk.protocol == protocol
    road = Road(two)
    if not hidden(hands):
        two.say_anew()  # before the talk, where the notes may be read by then
        del road.left["rewrite"]
    two.go_on()
    assert debrief.begun(hands.debrief.talk.frame)
    road.walk()
    hands.debrief.talk.flush()
    assert len(remembered(two.view)) == (2 if place in (TEACHER_FIRST, LESSON_STUDY) else 0)
    stands(two, road)
    visit_id = hands.visit.book.scope_id
    two.go_on()  # done, to Share
    hands.come("sharePage")
    assert debrief.over(debrief.debrief_of(hands.visit.view))
    hands.reopen()
    two.open_visit(visit_id)
    assert hands.visit.view.protocol == protocol
    stands(two, road)


def stands(two: Talking, road: Road) -> None:
    """All that was entered, equal to the worked example where that has it."""
    view = two.view
    two.assert_equal()
    two.assert_closing_equal(TAKEAWAY)
    two.assert_version_two()
    assert texts(view) == road.typed
    for name, learned, turned, covered in remembered(view):
        assert (learned, turned, covered) == (f"Zo zag {name} het.", f"Daar kantelde het voor {name}.", True)
