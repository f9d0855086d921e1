"""A visit on a lesson design: made, planned, observed with links and counters, talked over, printed."""

from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt

from lesvisit.domain.debrief import Agreement
from lesvisit.domain.events import Note, PhaseStart
from lesvisit.domain.records import Record
from lesvisit.domain.shapes import Breadth
from lesvisit.services import debrief
from tests.flows.hands import ALT, CTRL, DIGITS, SHIFT, WAIT, Hands
from tests.reports.support import squeezed, text_of
from tests.reports.test_pair_paper import found_in_order

ENTER, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space
TITLE = "Van tabel naar formule"
GOALS = {
    "Het startgetal aanwijzen": ["wijst het startgetal in de tabel aan", "zegt wat het startgetal betekent"],
    "Een formule opstellen": ["schrijft zelf een formule op"],
}
PHASES = [
    ("Start", "10", "zet drie tabellen op het bord", "kijken en noteren", "iedereen noteert iets"),
    ("Instructie", "15", "denkt hardop voor", "maken één som mee", "de helft kan mee"),
    ("Oefenen", "25", "loopt rond", "maken vier sommen", "iedereen begint"),
]
KIJKVRAAG = "Wat schrijven leerlingen op na een vraag?"
NOTES = ["20 van de 26 wijzen het startgetal aan", "tweetal zegt: dat is de beginprijs", "zes formules op wisbordjes"]
AGREEMENT = ("na elke vraag eerst schrijven", "vanaf maandag", "iedereen heeft iets staan")


def test_a_visit_on_a_design(hands: Hands, tmp_path: Path) -> None:
    hands.tab_to("myName")
    hands.write("Bram")
    hands.press(ENTER)
    make_design(hands)
    plan_on_it(hands)
    observe(hands)
    talk(hands)
    read_paper(hands, tmp_path)


def make_design(hands: Hands) -> None:
    hands.tab_to("rail_home")
    hands.press(Qt.Key.Key_Down)
    hands.press(ENTER)
    hands.tab_to("noDesignsMain")
    hands.press(SPACE)
    assert hands.focus.objectName() == "designTitle"
    hands.write(TITLE)
    make_goals(hands)
    make_phases(hands)
    hands.tab_to("planVisit")
    version = hands.designs.editor.opened.version
    assert {g.text: [c.text for c in g.criteria] for g in version.goals} == GOALS
    fields = [(p.name, str(p.planned_min), p.teacher_does, p.pupils_do, p.expected) for p in version.phases]
    assert fields == PHASES


def make_goals(hands: Hands) -> None:
    for number, (goal, criteria) in enumerate(GOALS.items()):
        hands.press(ENTER, CTRL) if number else hands.press(ENTER)
        hands.write(goal)
        for criterion in criteria:
            hands.press(ENTER)
            hands.write(criterion)


def make_phases(hands: Hands) -> None:
    for number, (name, minutes, *does) in enumerate(PHASES):
        if number:
            hands.press(ENTER, CTRL)
        else:
            hands.tab_to("phases_new")
            hands.press(SPACE)
        hands.write(name)
        for words in (minutes, *does):
            hands.press(TAB)
            hands.write(words)


def plan_on_it(hands: Hands) -> None:
    hands.press(SPACE)
    hands.come("preparePage")
    hands.tab_to("visitedName")
    hands.write("Noor")
    hands.tab_to("className")
    hands.write("H2b")
    hands.tab_to("plannedTimes")
    hands.write("10:35-11:25")
    hands.tab_to("learningQuestion")
    hands.house.settle()
    hands.press(TAB)
    hands.write(KIJKVRAAG)
    hands.tab_to("templateChoice")
    hands.press(Qt.Key.Key_Down)
    view = hands.visit.view
    assert view.design is not None
    assert (view.design.title, len(view.counters)) == (TITLE, 6)
    assert [view.codes[ref] for ref in view.link_order] == ["D1a", "D1b", "D2a", "K1"]


# Observe: 10:53 by the clock, minute 18


def observe(hands: Hands) -> None:
    hands.press(Qt.Key.Key_PageDown, CTRL)
    hands.tab_to("startPlanned")
    hands.press(SPACE)
    hands.tab_to("phaseOn_F2")
    hands.press(SPACE)
    assert hands.focus is hands.observe.line.text
    hands.write(NOTES[0])
    hands.press(DIGITS[1], CTRL)
    hands.press(DIGITS[4], CTRL)
    hands.line("", 60)
    hands.press(DIGITS[1], ALT, times=2)
    hands.press(DIGITS[3], ALT)
    hands.line(NOTES[1], 30)
    hands.press(DIGITS[2], CTRL)  # on an empty line: the last kept one
    hands.press(DIGITS[5], ALT, times=2)
    hands.press(DIGITS[0], ALT)  # one too many
    hands.press(DIGITS[9], ALT)
    hands.house.clock.pass_by(300)
    hands.write(NOTES[2])
    hands.press(DIGITS[3], CTRL)
    hands.line("", 420)
    check_observed(hands)
    hands.tab_to("finish")
    hands.press(SPACE)
    hands.press(SPACE)  # the question that follows has the focus: on to the debrief
    hands.come("debriefPage")


def check_observed(hands: Hands) -> None:
    view = hands.visit.view
    assert hands.notes() == NOTES
    assert [view.minute_text(r) for r in view.notes] == ["18:00", "19:00", "24:30"]
    assert [linked(hands, text) for text in NOTES] == [["D1a", "K1"], ["D1b"], ["D2a"]]
    observation = hands.observe.observation
    assert observation is not None
    counters = [block.id for block in view.counters]
    assert observation.counts() == {counters[0]: 2, counters[2]: 1, counters[4]: 1}
    starts = [(view.codes[r.payload.phase_id], r.payload.seen) for r in view.book.of(PhaseStart)]
    assert starts == [("F2", False), ("F3", True)]
    assert view.version is not None


# Debrief


def talk(hands: Hands) -> None:
    hands.press(ENTER, CTRL)  # begin
    hands.press(ENTER, CTRL)  # fact and effect
    assert hands.debrief.talk.step_id == "fact"
    link(hands, "D1a", NOTES[0], Qt.Key.Key_1, Breadth.MOST)
    link(hands, "D1b", NOTES[1], Qt.Key.Key_2, Breadth.SOME)
    link(hands, "D2a", NOTES[2], Qt.Key.Key_2, Breadth.SOME)
    for _ in range(3):
        hands.press(ENTER, CTRL)
    assert hands.debrief.talk.step_id == "agree"
    agree(hands)
    hands.press(ENTER, CTRL)
    hands.press(ENTER, CTRL)
    hands.come("sharePage")
    hands.house.settle()


def link(hands: Hands, code: str, text: str, key: Qt.Key, breadth: Breadth) -> None:
    """Opens the criterion by key, links the line and says how widely it was seen."""
    page, ref = hands.debrief, hands.ref(code)
    if page.talk.ref != ref:
        hands.press(Qt.Key.Key_Down, CTRL)
    assert page.talk.ref == ref
    hands.press_until(lambda: hands.focus is page.evidence.list, TAB, CTRL)
    hands.press(Qt.Key.Key_F, CTRL)
    hands.write(text.split()[0])
    hands.press(ENTER)
    current = page.evidence.list.current_line
    assert current is not None
    assert current.text == text
    if note(hands, text).id not in debrief.evidence_for(hands.visit.view, ref):
        hands.press(SPACE)
    hands.press(key)
    evidence = debrief.evidence_of(hands.visit.view, ref)
    assert note(hands, text).id in debrief.evidence_for(hands.visit.view, ref)
    assert evidence.breadth is breadth
    hands.press(Qt.Key.Key_F, CTRL)
    hands.press(Qt.Key.Key_Delete)
    hands.press(Qt.Key.Key_Escape)


def agree(hands: Hands) -> None:
    hands.press_until(lambda: hands.debrief.work.isAncestorOf(hands.focus), TAB, CTRL)
    for name, words in zip(("agreementWhat", "agreementWhen", "agreementSee"), AGREEMENT, strict=True):
        hands.tab_to(name)
        hands.write(words)
    hands.press(TAB, SHIFT)
    made: Agreement = debrief.agreements(hands.visit.view)[0].payload
    assert (made.what, made.when, made.see) == AGREEMENT


# The paper


def read_paper(hands: Hands, folder: Path) -> None:
    hands.tab_to("choice_team")
    hands.press(Qt.Key.Key_Left)
    hands.press(SPACE)
    page, path = hands.share, folder / "pair.pdf"
    wish = page.outlet._wish
    assert wish is not None
    with hands.house.qtbot.waitSignal(page.outlet.saved, timeout=WAIT):
        page.outlet.save(wish, path)
    text = squeezed(text_of(PdfReader(path, strict=True)))
    for words in (KIJKVRAAG, *AGREEMENT, "H2b", "Noor", "Bram", "mondeling", "wisbordje"):
        assert squeezed(words) in text
    found_in_order([KIJKVRAAG, *AGREEMENT[:1], "Doelen en bewijs"], text)
    after = text[text.index(squeezed("Doelen en bewijs")) :]
    first, second = GOALS.items()
    found_in_order(
        [
            first[0],
            "bij de meesten",
            first[1][0],
            "18:00",
            NOTES[0],
            "bij een deel",
            first[1][1],
            "19:00",
            NOTES[1],
            second[0],
            "bij een deel",
            second[1][0],
            "24:30",
            NOTES[2],
        ],
        after,
    )
    counted = ["Turven per fase", "wisbordje", "2", "mondeling", "1", "naamstokje", "1", "Afspraken", *AGREEMENT]
    found_in_order(counted, after)


# What stands there


def note(hands: Hands, text: str) -> Record[Note]:
    return next(r for r in hands.visit.view.notes if r.payload.text == text)


def linked(hands: Hands, text: str) -> list[str]:
    codes = hands.visit.view.codes
    return sorted(codes[ref] for ref in note(hands, text).payload.links)
