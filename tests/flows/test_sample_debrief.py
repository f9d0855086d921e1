"""The worked visit talked over in the window, by keyboard: what is entered equals the worked example, to the letter.

Its rewriting, reactions, evidence, answers, agreements and what was said; then its second agreement becomes version 2
of the lesson design, and the next visit to the same teacher opens with what was agreed.
"""

from typing import Any

from PySide6.QtCore import Qt

from lesvisit import paths
from lesvisit.domain.debrief import Agreement, ChangedLine, Evidence, FocusAnswer, Reaction, Rewrite, StepText
from lesvisit.domain.visit import Seen
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.sample import adapt, as_view, load, read_sample
from lesvisit.services import agreements, debrief, designs
from tests.flows.hands import CTRL, Hands
from tests.services.support import make_desk

ENTER, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space
DOWN, HOME, END = Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End
DEBRIEF = 2
AFTERWARDS = (
    "debrief",
    "evidence",
    "focus_answers",
    "agreements",
    "exit_tickets",
    "next_visit",
    "board_card",
    "sharing",
)
ADDED = ", daarna regenton met stap 5: extra rij 'per 1' onder de tabel"
WHY = "op het ticket rekenden 6 leerlingen nog per stap; C maakte zelf een rij 'per 1'"


def test_the_worked_visit_is_debriefed_by_keyboard(hands: Hands) -> None:
    data = read_sample(paths.resources() / "samples" / "sample_visit.json")
    wanted = as_view(adapt(data, make_desk()))
    open_debrief(hands, data)
    say_anew(hands, wanted)
    hands.press(ENTER, CTRL)
    assert debrief.begun(hands.debrief.talk.frame)
    said(hands, data, 0)
    on_to(hands, "fact")
    said(hands, data, 1)
    for evidence in data["evidence"]:
        show_evidence(hands, wanted, evidence["criterion"])
    on_to(hands, "clarify")
    react(hands, data)
    said(hands, data, 2)
    on_to(hands, "think")
    for code in ("K1", "K2", "K3"):
        answer(hands, wanted, code)
    said(hands, data, 3)
    on_to(hands, "agree")
    for number, agreement in enumerate(data["agreements"]):
        agree(hands, wanted, agreement, first=number == 0)
    said(hands, data, 4)
    assert_equal(hands.visit.view, wanted)
    change_one_line(hands)
    on_to(hands, "look-back")
    said(hands, data, 5)
    assert texts(hands.visit.view) == [step["text"] for step in data["debrief"]["steps"]]
    next_visit_opens_with_them(hands)


def open_debrief(hands: Hands, data: dict[str, Any]) -> None:
    hands.tab_to("myName")
    hands.write("Bram")
    hands.press(ENTER)
    hands.house.settle()
    seen = {key: value for key, value in data.items() if key not in AFTERWARDS}
    desk = hands.house.workspace.desk
    loaded = hands.house.workspace.database.write(lambda c: load(c, desk, seen)).result(20)
    hands.reopen()
    hands.window.open_visit(loaded.visit_id, DEBRIEF)
    hands.come("debriefPage")


# Where things are


def note_id(view: VisitBook, local_id: str) -> str:
    return next(n.id for n in view.notes if n.payload.local_id == local_id)


def local_ids(view: VisitBook, ids: tuple[str, ...]) -> list[str]:
    return [view.book.records[i].payload.local_id for i in ids]


def to_work(hands: Hands, name: str) -> None:
    hands.press_until(lambda: hands.debrief.work.isAncestorOf(hands.focus), TAB, CTRL)
    hands.tab_to(name)


def to_list(hands: Hands) -> None:
    """To the list of all notes: what an open line filters away is shown again."""
    everything = hands.debrief.evidence.all_lines
    if everything.isVisible():
        hands.tab_to("evidenceAll")
        hands.press(SPACE)
    hands.tab_to("evidenceList")


def to_note(hands: Hands, local_id: str) -> None:
    evidence, wanted = hands.debrief.evidence, note_id(hands.visit.view, local_id)
    if not current(hands) or place(hands, current(hands)) > place(hands, wanted):
        hands.press(HOME)
    hands.press_until(lambda: current(hands) == wanted, DOWN)
    assert hands.focus is evidence.list


def current(hands: Hands) -> str:
    line = hands.debrief.evidence.list.current_line
    return line.id if line is not None else ""


def place(hands: Hands, record_id: str) -> int:
    return hands.debrief.evidence.proxy.row_of(record_id).row()


def on_to(hands: Hands, step_id: str) -> None:
    hands.press(ENTER, CTRL)
    assert hands.debrief.talk.step_id == step_id


# What is entered


def write_in(hands: Hands, name: str, text: str) -> None:
    to_work(hands, name)
    hands.press(Qt.Key.Key_A, CTRL)
    hands.say(text)
    hands.press(TAB)


def said(hands: Hands, data: dict[str, Any], number: int) -> None:
    write_in(hands, "stepText", data["debrief"]["steps"][number]["text"])


def say_anew(hands: Hands, wanted: VisitBook) -> None:
    """Before the talk, the observer says the one judging line again as what was seen."""
    for rewrite in wanted.book.of(Rewrite):
        to_list(hands)
        to_note(hands, *local_ids(wanted, (rewrite.payload.note_id,)))
        hands.press(Qt.Key.Key_W)
        assert hands.focus.objectName() == "rowEditor"
        hands.press(Qt.Key.Key_A, CTRL)
        hands.say(rewrite.payload.now)
        hands.press(ENTER)


def show_evidence(hands: Hands, wanted: VisitBook, code: str) -> None:
    ref = hands.ref(code)
    hands.press_until(lambda: hands.debrief.talk.ref == ref, DOWN, CTRL)
    evidence = debrief.evidence_of(wanted, next(r for r, c in wanted.codes.items() if c == code))
    assert evidence.breadth is not None
    to_list(hands)
    for local_id in local_ids(wanted, evidence.notes):
        to_note(hands, local_id)
        hands.press(SPACE)
    to_work(hands, "explanationText")
    hands.say(evidence.text)
    hands.press_until(
        lambda: hands.debrief.work.goals.body.tiles.isAncestorOf(hands.focus), TAB, Qt.KeyboardModifier.ShiftModifier
    )
    hands.press(HOME)
    name = f"breadth_{evidence.breadth.value}"
    hands.press_until(lambda: hands.focus.objectName() == name, Qt.Key.Key_Right)
    hands.press(SPACE)


def react(hands: Hands, data: dict[str, Any]) -> None:
    hands.press(Qt.Key.Key_T, CTRL)
    assert hands.debrief.talk.writer == "Noor"
    for reaction in data["debrief"]["teacher_reactions"]:
        to_list(hands)
        to_note(hands, reaction["note"])
        hands.press(Qt.Key.Key_R)
        hands.say(reaction["text"])
        hands.press(ENTER)
    hands.press(Qt.Key.Key_T, CTRL)


def answer(hands: Hands, wanted: VisitBook, code: str) -> None:
    ref = hands.ref(code)
    if hands.debrief.talk.ref != ref:
        hands.press_until(lambda: hands.debrief.steps.isAncestorOf(hands.focus), TAB, CTRL)
        hands.press_until(lambda: hands.focus.objectName().startswith("row_K"), TAB)
        hands.press(HOME)
        hands.press_until(lambda: hands.focus.objectName() == f"row_{code}", DOWN)
        hands.press(ENTER)
    assert hands.debrief.talk.ref == ref
    there = debrief.answer_of(wanted, next(r for r, c in wanted.codes.items() if c == code))
    to_list(hands)
    for local_id in local_ids(wanted, there.notes):
        to_note(hands, local_id)
        hands.press(SPACE)
    write_in(hands, "answerText", there.text)


def agree(hands: Hands, wanted: VisitBook, agreement: dict[str, Any], *, first: bool) -> None:
    if not first:
        hands.tab_to("agreementAdd")
        hands.press(SPACE)
    assert hands.focus.objectName() == "agreementWhat", "typing begins with what"
    hands.say(agreement["what"])
    for name in ("Noor", "Bram"):
        hands.tab_to(f"agreementWho_{name}")
        if name in agreement["who"]:
            hands.press(SPACE)
    hands.tab_to("agreementWhen")
    hands.say(agreement["when"])
    hands.tab_to("agreementSee")
    hands.say(agreement["see"])
    hands.tab_to("agreementGoal")
    if agreement["goal"]:
        code = agreement["goal"]
        card = hands.debrief.work.agreements.cards[-1]
        hands.press_until(lambda: card.goal.currentText().startswith(f"{code} "), DOWN)
    hands.tab_to("agreementBoard")
    if agreement["to_board"]:
        hands.press(SPACE)


# What stands there


def assert_equal(view: VisitBook, wanted: VisitBook) -> None:
    """By what was entered: ids are each profile's own, codes and names are the same."""
    assert rewrites(view) == rewrites(wanted)
    assert reactions(view) == reactions(wanted)
    assert evidence(view) == evidence(wanted)
    assert answers(view) == answers(wanted)
    assert agreed(view) == agreed(wanted)


def rewrites(view: VisitBook) -> list[Any]:
    found = [r.payload for r in view.book.of(Rewrite)]
    return [(local_ids(view, (p.note_id,)), p.was, p.now) for p in found]


def reactions(view: VisitBook) -> list[Any]:
    found = view.book.of(Reaction)
    return sorted((local_ids(view, (r.payload.note_id,)), r.payload.text, view.name(r.made_by)) for r in found)


def evidence(view: VisitBook) -> list[Any]:
    found = [r.payload for r in view.book.of(Evidence)]
    return sorted((view.codes[e.criterion_id], e.breadth, e.text, local_ids(view, e.notes)) for e in found)


def answers(view: VisitBook) -> list[Any]:
    found = [r.payload for r in view.book.of(FocusAnswer)]
    return sorted((view.codes[a.question_id], a.text, local_ids(view, a.notes)) for a in found)


def agreed(view: VisitBook) -> list[Any]:
    found = debrief.agreements(view)
    return [_agreed(view, r.payload) for r in found]


def _agreed(view: VisitBook, payload: Agreement) -> tuple[Any, ...]:
    goal = view.codes.get(payload.goal_id, "")
    return (
        payload.what,
        sorted(view.names(payload.who)),
        payload.who_text,
        payload.when,
        payload.see,
        goal,
        payload.to_board,
    )


def texts(view: VisitBook) -> list[str]:
    found = {r.payload.step_id: r.payload.text for r in view.book.of(StepText)}
    protocol = view.protocol
    assert protocol is not None
    return [found.get(step.id, "") for step in protocol.steps]


# The loop closes


def change_one_line(hands: Hands) -> None:
    """A2 asks for it: step 5 and the row per 1 come into the voordoen; version 2 says why and from which visit."""
    block = hands.debrief.work.changed_line
    to_work(hands, "changedNow")
    assert block.line.currentText().startswith("F3"), "the voordoen is proposed"
    hands.press(END, CTRL)
    hands.say(ADDED)
    hands.tab_to("changedWhy")
    hands.say(WHY)
    hands.tab_to("changedMake")
    hands.press(SPACE)
    hands.until(lambda: bool(hands.visit.view.book.of(ChangedLine)[0].payload.version_id))
    hands.house.settle()
    view = hands.visit.view
    change = view.book.of(ChangedLine)[0].payload
    a2 = debrief.agreements(view)[1]
    assert change.agreement_id == a2.id
    assert change.now == change.was + ADDED
    design_id = view.visit.design_id
    first, second = designs.versions(hands.house.read(lambda c: designs.open_design(c, design_id)))
    assert (second.payload.number, second.payload.why, second.payload.visit_id) == (2, WHY, view.book.scope_id)
    assert (second.payload.phases[2].teacher_does, first.payload.phases[2].teacher_does) == (change.now, change.was)
    assert view.visit.version_id == first.id, "the visit stays with the version that was taught"
    assert ADDED.strip(", ")[:20] in " ".join(_marked(hands)), "the difference is shown"


def _marked(hands: Hands) -> list[str]:
    editor: Any = hands.debrief.work.changed_line.now.input
    return [selection.cursor.selectedText() for selection in editor.extraSelections()]


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
