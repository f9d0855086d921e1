"""The worked visit talked over in the window, by keyboard: what is entered equals the worked example, to the letter.

Its rewriting, reactions, evidence, answers, agreements and what was said; then its second agreement becomes version 2
of the lesson design, and the next visit to the same teacher opens with what was agreed.
"""

from lesvisit.domain.visit import Seen
from lesvisit.services import agreements, debrief
from tests.flows.hands import CTRL, Hands
from tests.flows.talking import ENTER, HOME, SPACE, TAB, Talking, texts


def test_the_worked_visit_is_debriefed_by_keyboard(hands: Hands) -> None:
    two = Talking(hands)
    two.open()
    two.say_anew()
    hands.press(ENTER, CTRL)
    assert debrief.begun(hands.debrief.talk.frame)
    two.said(0)
    two.on_to("fact")
    two.said(1)
    two.show_all_evidence()
    two.on_to("clarify")
    two.react()
    two.said(2)
    two.on_to("think")
    two.answer_all()
    two.said(3)
    two.on_to("agree")
    two.agree_all()
    two.said(4)
    two.assert_equal()
    two.change_one_line()
    two.assert_version_two()
    two.on_to("look-back")
    two.said(5)
    wanted = two.data["debrief"]["steps"]
    assert list(texts(hands.visit.view).values()) == [step["text"] for step in wanted]
    next_visit_opens_with_them(hands)


def next_visit_opens_with_them(hands: Hands) -> None:
    before = hands.visit.view
    made = [r.id for r in debrief.agreements(before)]
    hands.go_home()
    hands.tab_to("planAnother" if hands.shows("planAnother") else "planVisitMain")
    hands.press(SPACE)
    hands.come("preparePage")
    visit = hands.visit.view.visit
    assert visit.visited_id == before.visit.visited_id
    rows = hands.prepare.earlier
    hands.until(lambda: len(rows._rows) == len(made))
    assert [row.agreement_id for row in rows._rows] == made
    hands.press_until(lambda: rows._rows[0].answer.isAncestorOf(hands.focus), TAB)
    hands.press(HOME)
    hands.press(SPACE)
    assert agreements.seen_of(hands.visit.view, made[0]).seen is Seen.YES
