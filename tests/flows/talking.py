"""The worked visit talked over by keyboard: what the two press and type, and what stands there afterwards."""

from typing import Any

from PySide6.QtCore import Qt

from lesvisit import paths
from lesvisit.domain.debrief import (
    Agreement,
    BoardCard,
    ChangedLine,
    Evidence,
    FocusAnswer,
    Memory,
    NextVisit,
    Reaction,
    Rewrite,
    StepText,
    Takeaway,
)
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.sample import adapt, as_view, load, read_sample
from lesvisit.services import debrief, designs
from tests.flows.hands import CTRL, SHIFT, Hands
from tests.services.support import make_desk

ENTER, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space
DOWN, HOME, END, RIGHT = Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Right
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


class Talking:
    """Two colleagues at one keyboard, with the worked example beside them."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.data: dict[str, Any] = read_sample(paths.resources() / "samples" / "sample_visit.json")
        self.wanted = as_view(adapt(self.data, make_desk()))

    @property
    def view(self) -> VisitBook:
        return self.hands.visit.view

    def open(self) -> None:
        """The lesson is over, nothing has been talked over."""
        self.say_name()
        visit_id = self.load({key: value for key, value in self.data.items() if key not in AFTERWARDS})
        self.hands.reopen()
        self.open_visit(visit_id)

    def say_name(self) -> None:
        """Bram sits at his own computer for the first time."""
        hands = self.hands
        hands.tab_to("myName")
        hands.write("Bram")
        hands.press(ENTER)
        hands.house.settle()

    def load(self, data: dict[str, Any]) -> str:
        """A visit that was there already, as from a file; its id."""
        workspace = self.hands.house.workspace
        return workspace.database.write(lambda c: load(c, workspace.desk, data)).result(20).visit_id

    def open_visit(self, visit_id: str) -> None:
        """The debrief of a visit."""
        self.hands.window.open_visit(visit_id, DEBRIEF)
        self.hands.come("debriefPage")

    def reopen(self) -> None:
        """The app is closed and started again, in the same talk."""
        visit_id = self.view.book.scope_id
        self.hands.reopen()
        self.open_visit(visit_id)

    # Where things are

    def note_id(self, local_id: str) -> str:
        return next(n.id for n in self.view.notes if n.payload.local_id == local_id)

    def to_work(self, name: str) -> None:
        hands = self.hands
        hands.press_until(lambda: hands.debrief.work.isAncestorOf(hands.focus), TAB, CTRL)
        hands.tab_to(name)

    def to_list(self) -> None:
        """To the list of all notes: what an open line filters away is shown again."""
        hands = self.hands
        everything = hands.debrief.evidence.all_lines
        if everything.isVisible():
            hands.tab_to("evidenceAll")
            hands.press(SPACE)
        hands.tab_to("evidenceList")

    def to_note(self, local_id: str) -> None:
        hands, evidence, wanted = self.hands, self.hands.debrief.evidence, self.note_id(local_id)
        if not self._current or self._place(self._current) > self._place(wanted):
            hands.press(HOME)
        hands.press_until(lambda: self._current == wanted, DOWN)
        assert hands.focus is evidence.list

    @property
    def _current(self) -> str:
        line = self.hands.debrief.evidence.list.current_line
        return line.id if line is not None else ""

    def _place(self, record_id: str) -> int:
        return self.hands.debrief.evidence.proxy.row_of(record_id).row()

    def go_on(self) -> None:
        self.hands.press(ENTER, CTRL)

    def on_to(self, step_id: str) -> None:
        self.go_on()
        assert self.hands.debrief.talk.step_id == step_id

    def write_as(self, name: str) -> None:
        """The keyboard goes round until it is this one's."""
        talk = self.hands.debrief.talk
        self.hands.press_until(lambda: talk.writer == name, Qt.Key.Key_T, CTRL)

    def choose_protocol(self, place: int) -> None:
        """The menu at the name of the conversation model, by its keys."""
        hands = self.hands
        hands.tab_to("protocolChoice")
        hands.press(SPACE)
        hands.choose(place)
        assert hands.focus.objectName() == "protocolChoice", "the keys are where they were"

    # What is entered

    def write_in(self, name: str, text: str) -> None:
        self.to_work(name)
        self.hands.press(Qt.Key.Key_A, CTRL)
        self.hands.say(text)
        self.hands.press(TAB)

    def said(self, number: int) -> None:
        self.write_in("stepText", self.data["debrief"]["steps"][number]["text"])

    def say_anew(self) -> None:
        """Before the talk, the observer says the one judging line again as what was seen."""
        hands = self.hands
        for rewrite in self.wanted.book.of(Rewrite):
            self.to_list()
            self.to_note(*local_ids(self.wanted, (rewrite.payload.note_id,)))
            hands.press(Qt.Key.Key_W)
            assert hands.focus.objectName() == "rowEditor"
            hands.press(Qt.Key.Key_A, CTRL)
            hands.say(rewrite.payload.now)
            hands.press(ENTER)

    def show_all_evidence(self) -> None:
        for evidence in self.data["evidence"]:
            self.show_evidence(evidence["criterion"])

    def show_evidence(self, code: str) -> None:
        hands, ref = self.hands, self.hands.ref(code)
        hands.press_until(lambda: hands.debrief.talk.ref == ref, DOWN, CTRL)
        evidence = debrief.evidence_of(self.wanted, ref_of(self.wanted, code))
        assert evidence.breadth is not None
        self.link(local_ids(self.wanted, evidence.notes))
        self.to_work("explanationText")
        hands.say(evidence.text)
        hands.press_until(lambda: hands.debrief.work.goals.body.tiles.isAncestorOf(hands.focus), TAB, SHIFT)
        hands.press(HOME)
        name = f"breadth_{evidence.breadth.value}"
        hands.press_until(lambda: hands.focus.objectName() == name, RIGHT)
        hands.press(SPACE)

    def link(self, notes: list[str]) -> None:
        """These notes belong to the line that is open."""
        self.to_list()
        for local_id in notes:
            self.to_note(local_id)
            self.hands.press(SPACE)

    def react(self) -> None:
        writer = self.hands.debrief.talk.writer
        self.write_as("Noor")
        for reaction in self.data["debrief"]["teacher_reactions"]:
            self.to_list()
            self.to_note(reaction["note"])
            self.hands.press(Qt.Key.Key_R)
            self.hands.say(reaction["text"])
            self.hands.press(ENTER)
        self.write_as(writer)

    def answer_all(self) -> None:
        for answer in self.data["focus_answers"]:
            self.answer(answer["id"])

    def answer(self, code: str) -> None:
        self.open_question(code)
        there = debrief.answer_of(self.wanted, ref_of(self.wanted, code))
        self.link(local_ids(self.wanted, there.notes))
        self.write_in("answerText", there.text)

    def open_question(self, code: str) -> None:
        hands, ref = self.hands, self.hands.ref(code)
        if hands.debrief.talk.ref != ref:
            hands.press_until(lambda: hands.debrief.steps.isAncestorOf(hands.focus), TAB, CTRL)
            hands.press_until(lambda: hands.focus.objectName().startswith("row_K"), TAB)
            hands.press(HOME)
            hands.press_until(lambda: hands.focus.objectName() == f"row_{code}", DOWN)
            hands.press(ENTER)
        assert hands.debrief.talk.ref == ref

    def agree_all(self) -> None:
        for number, agreement in enumerate(self.data["agreements"]):
            self.agree(agreement, first=number == 0)

    def agree(self, agreement: dict[str, Any], *, first: bool) -> None:
        hands = self.hands
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
            card = hands.debrief.work.agreements.cards[-1]
            hands.press_until(lambda: card.goal.currentText().startswith(f"{agreement['goal']} "), DOWN)
        hands.tab_to("agreementBoard")
        if agreement["to_board"]:
            hands.press(SPACE)

    def remember(self) -> None:
        """Each alone, covered before the other begins; then both are there."""
        work, talk = self.hands.debrief.work, self.hands.debrief.talk
        while work.memories.waiting:
            writer = talk.writer
            assert hidden(self.hands), "nobody reads the notes yet"
            self.hands.say(f"Zo zag {writer} het.")
            self.hands.press(TAB)
            self.hands.say(f"Daar kantelde het voor {writer}.")
            self.go_on()

    def close_with(self, takeaway: str) -> None:
        """What the visitor takes along, and the next visit as in the worked example."""
        self.write_in("takeaway", takeaway)
        hands, block, planned = self.hands, self.hands.debrief.work.next_visit, self.data["next_visit"]
        self.to_work("nextDayAdd")
        hands.press(SPACE)
        assert block.day.field.isVisible(), "two weeks later is proposed"
        hands.tab_to("nextMinutes")
        hands.press_until(lambda: block.minutes.currentData() == planned["minutes"], DOWN)
        hands.tab_to("nextPair")
        hands.press(DOWN)
        hands.tab_to("nextFocus")
        hands.press_until(lambda: block.focus.currentText().startswith(f"{planned['focus']} "), DOWN)

    def change_one_line(self) -> None:
        """A2 asks for it: step 5 and the row per 1 come into the voordoen; the new version says why."""
        hands, block = self.hands, self.hands.debrief.work.changed_line
        self.to_work("changedNow")
        assert block.line.currentText().startswith("F3"), "the voordoen is proposed"
        hands.press(END, CTRL)
        hands.say(ADDED)
        hands.tab_to("changedWhy")
        hands.say(WHY)
        hands.tab_to("changedMake")
        hands.press(SPACE)
        hands.until(lambda: bool(self.view.book.of(ChangedLine)[0].payload.version_id))
        hands.house.settle()
        assert "regenton met stap 5" in " ".join(block.now.new_words), "the difference is shown"

    # What stands there

    def assert_equal(self) -> None:
        """By what was entered: ids are each profile's own, codes and names are the same."""
        view, wanted = self.view, self.wanted
        assert rewrites(view) == rewrites(wanted)
        assert reactions(view) == reactions(wanted)
        assert evidence(view) == evidence(wanted)
        assert answers(view) == answers(wanted)
        assert agreed(view) == agreed(wanted)

    def assert_closing_equal(self, takeaway: str) -> None:
        """Success and next visit are the worked example's; the takeaway is what was typed."""
        view, wanted = self.view, self.wanted
        assert [r.payload.text for r in view.book.of(Takeaway)] == [takeaway]
        assert success(view) == success(wanted)
        assert planned(view) == planned(wanted)

    def assert_version_two(self) -> None:
        """Version 2 says why and from which visit; the visit stays with what was taught."""
        view = self.view
        change = view.book.of(ChangedLine)[0].payload
        a2 = debrief.agreements(view)[1]
        assert change.agreement_id == a2.id
        assert change.now == change.was + ADDED
        design_id = view.visit.design_id
        first, second = designs.versions(self.hands.house.read(lambda c: designs.open_design(c, design_id)))
        assert (second.payload.number, second.payload.why) == (2, WHY)
        assert second.payload.visit_id == view.book.scope_id
        after, before = second.payload.phases[2].teacher_does, first.payload.phases[2].teacher_does
        assert (after, before) == (change.now, change.was)
        assert view.visit.version_id == first.id, "the visit stays with the version that was taught"


def hidden(hands: Hands) -> bool:
    """Do the notes stand nowhere on the screen, while memories are still to come?"""
    return hands.shows("memoryCover") and not hands.debrief.evidence.list.isEnabled()


def ref_of(view: VisitBook, code: str) -> str:
    return next(ref for ref, known in view.codes.items() if known == code)


def local_ids(view: VisitBook, ids: tuple[str, ...]) -> list[str]:
    return [view.book.records[i].payload.local_id for i in ids]


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


def success(view: VisitBook) -> list[str]:
    return [r.payload.success for r in view.book.of(BoardCard)]


def planned(view: VisitBook) -> list[Any]:
    found = [r.payload for r in view.book.of(NextVisit)]
    return [
        (n.day, n.minutes, view.name(n.visitor_id), view.name(n.visited_id), view.codes.get(n.focus_id, ""))
        for n in found
    ]


def remembered(view: VisitBook) -> list[tuple[str, str, str, bool]]:
    found = [r.payload for r in view.book.of(Memory)]
    return [(view.name(m.person_id), m.learned, m.turned, m.covered) for m in found]


def texts(view: VisitBook) -> dict[str, str]:
    """What was said, by step."""
    return {r.payload.step_id: r.payload.text for r in view.book.of(StepText)}
