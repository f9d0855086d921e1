"""The whole road in the real window, by keyboard: a cold start, fifteen minutes of notes, the talk, both papers."""

from pathlib import Path
from typing import TypeVar

from pypdf import PdfReader
from PySide6.QtCore import Qt

from lesvisit.domain.debrief import StepText, Takeaway
from lesvisit.domain.events import Note, NoteKind, SubjectKind
from lesvisit.domain.records import Record
from lesvisit.domain.sharing import Paper
from lesvisit.services import debrief, share
from tests.flows.hands import ALT, CTRL, DIGITS, SHIFT, WAIT, Hands
from tests.reports.support import squeezed, text_of

P = TypeVar("P")
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
KIJKVRAAG = "Wat schrijven leerlingen op voor er iemand antwoordt?"
ANSWER = "Twintig van de zesentwintig schreven eerst zelf iets op."
SAID = "Noor wil weten wie er niet schreef."
WHAT = "De leerling op R2P3 krijgt een kaartje, en Yara kijkt mee"
SEEN = "Iedereen heeft binnen een minuut iets staan"
TAKEAWAY = "De stille minuut probeer ik in mijn eigen klas"
LINES = [
    "18 lln hebben hun schrift open",
    "N: wat zie je als eerste?",
    "R2P3 wacht op zijn buurman",
    "Misschien is de som te kort",
    "Hoe kies je wie er antwoordt?",
    "Vier handen, de rest schrijft",
    "Het tweetal bij het raam praat over de tabel",
    "Noor loopt langs de rij bij de deur",
]


def test_from_a_cold_start_to_both_papers(hands: Hands, tmp_path: Path) -> None:
    say_who(hands)
    observe_first_half(hands)
    close_and_go_on(hands)
    observe_second_half(hands)
    prepare_afterwards(hands)
    link_afterwards(hands)
    talk_it_over(hands)
    plan_with_yara(hands)
    put_on_team(hands)
    answer_the_word(hands)
    noor_agrees(hands)
    read_team_paper(hands, tmp_path)
    read_pair_paper(hands, tmp_path)
    change_and_be_refused(hands, tmp_path)


# Observe


def say_who(hands: Hands) -> None:
    hands.tab_to("myName")
    hands.write("Bram")
    hands.press(ENTER)
    assert hands.focus.objectName() == "startObserving"


def observe_first_half(hands: Hands) -> None:
    hands.press(Qt.Key.Key_N, CTRL)
    assert hands.focus is hands.observe.line.text, "the first key is the first note"
    hands.tab_to("startMinuteField")
    hands.write("18")
    hands.press(ENTER)
    assert hands.focus is hands.observe.line.text

    hands.line(LINES[0], 70)
    hands.line(f"/l {LINES[1]}", 60)
    hands.write("/r2p3 wacht op zijn buurman")
    hands.press(TAB)
    hands.write("schrijft pas na een tik")
    hands.press(ENTER)
    hands.house.clock.pass_by(80)
    hands.line(f"/i {LINES[3]}", 50)
    hands.line(f"/v {LINES[4]}", 40)
    assert hands.notes() == LINES[:5]
    assert minutes(hands) == ["18:00", "19:10", "20:10", "21:30", "22:20"]
    assert [kind_of(hands, text) for text in LINES[:5]] == [
        NoteKind.OBSERVATION,
        NoteKind.QUOTE,
        NoteKind.OBSERVATION,
        NoteKind.INTERPRETATION,
        NoteKind.QUESTION,
    ]
    seat = note(hands, LINES[2]).payload
    assert (seat.effect, [(s.kind, s.code) for s in seat.about]) == (
        "schrijft pas na een tik",
        [(SubjectKind.SEAT, "R2P3")],
    )
    take_back_and_do_again(hands)
    hold_and_fill(hands)
    ten_seconds_back(hands)


def take_back_and_do_again(hands: Hands) -> None:
    hands.line("deze regel is verkeerd")
    hands.press(Qt.Key.Key_Z, CTRL)
    hands.until(lambda: "deze regel is verkeerd" not in hands.notes())
    hands.press(Qt.Key.Key_Z, CTRL | SHIFT)
    hands.until(lambda: "deze regel is verkeerd" in hands.notes())


def hold_and_fill(hands: Hands) -> None:
    """Alt+7 stamps; the empty line is filled half a minute later and keeps its moment."""
    hands.press(DIGITS[7], ALT)
    hands.house.clock.pass_by(30)
    assert hands.notes()[-1] == ""
    hands.press(Qt.Key.Key_Up)
    hands.press(ENTER)
    assert hands.focus is hands.observe.desk.editor.text
    hands.write(LINES[5])
    hands.press(ENTER)
    assert minute_of(hands, LINES[5]) == "23:00"


def ten_seconds_back(hands: Hands) -> None:
    hands.write(LINES[6])
    hands.press(DIGITS[8], ALT)
    hands.press(ENTER)
    assert minute_of(hands, LINES[6]) == "23:20"
    hands.house.clock.pass_by(120)


def close_and_go_on(hands: Hands) -> None:
    """Closed halfway a line: it stands there again, and undo still knows the last act."""
    hands.write("Noor loopt langs")
    hands.house.clock.pass_by(20)
    hands.reopen()
    hands.tab_to("open_1")
    hands.press(ENTER)
    hands.come("observePage")
    line = hands.observe.line.text
    hands.until(lambda: line.toPlainText() == "Noor loopt langs")
    assert hands.focus is line
    hands.write(" de rij bij de deur")
    hands.press(ENTER)
    assert minute_of(hands, LINES[7]) == "25:30", "the stamp of its first letter"
    before = hands.notes()
    hands.press(Qt.Key.Key_Z, CTRL, times=1)
    hands.until(lambda: LINES[7] not in hands.notes())
    hands.press(Qt.Key.Key_Z, CTRL)  # an act of before the restart: ten seconds back was in the line, so the line
    hands.until(lambda: LINES[6] not in hands.notes())
    hands.press(Qt.Key.Key_Y, CTRL)
    hands.until(lambda: LINES[6] in hands.notes())
    hands.press(Qt.Key.Key_Y, CTRL)
    hands.until(lambda: hands.notes() == before)


def observe_second_half(hands: Hands) -> None:
    remove_the_wrong_one(hands)
    for number in range(12):
        hands.line(f"Regel {number + 1}: nog {26 - number} lln bezig", 35)
    assert minutes(hands)[-1] == "32:15"
    assert len(hands.notes()) == 20
    hands.tab_to("finish")
    hands.press(Qt.Key.Key_Space)
    assert hands.visit.view.ended
    hands.press(Qt.Key.Key_Space)  # the question that follows has the focus: on to the debrief
    assert hands.debrief.isVisible()


def remove_the_wrong_one(hands: Hands) -> None:
    """A kept line is found with the arrows and taken away with Delete."""
    hands.press(Qt.Key.Key_Up)
    sheet = hands.observe.sheet
    assert hands.focus is sheet
    hands.press_until(lambda: sheet.currentIndex().data() == "deze regel is verkeerd", Qt.Key.Key_Up)
    hands.press(Qt.Key.Key_Delete)
    assert "deze regel is verkeerd" not in hands.notes()
    hands.press(Qt.Key.Key_Escape)
    assert hands.focus.objectName() == "lineText"


# Prepare, afterwards


def prepare_afterwards(hands: Hands) -> None:
    hands.press(Qt.Key.Key_PageUp, CTRL, times=2)
    assert hands.prepare.head.who.hasFocus()
    hands.write("Noor")
    hands.tab_to("className")
    hands.write("H2b")
    hands.tab_to("subjectName")
    hands.write("wiskunde")
    hands.tab_to("learningQuestion")
    hands.write("Hoe krijg ik iedereen aan het denken?")
    hands.house.settle()
    hands.press(TAB)
    hands.write(KIJKVRAAG)
    hands.press(Qt.Key.Key_PageDown, CTRL)
    visit = hands.visit.view.visit
    assert hands.visit.view.name(visit.visited_id) == "Noor"
    assert (visit.class_name, visit.subject) == ("H2b", "wiskunde")
    assert [q.text for q in visit.focus_questions] == [KIJKVRAAG]


def link_afterwards(hands: Hands) -> None:
    """The kijkvraag came later: the last kept line by one key, an older one in its place, one by its code."""
    hands.press(DIGITS[1], CTRL)
    k1 = hands.ref("K1")
    assert note(hands, "Regel 12: nog 15 lln bezig").payload.links == (k1,)
    hands.press(Qt.Key.Key_Up)
    hands.press_until(lambda: hands.observe.sheet.currentIndex().data() == LINES[5], Qt.Key.Key_Up)
    hands.press(ENTER)
    hands.press(Qt.Key.Key_End)
    hands.write(" /k1 ")
    hands.press(ENTER)
    assert note(hands, LINES[5]).payload.links == (k1,)
    assert minute_of(hands, LINES[5]) == "23:00"


# Debrief


def talk_it_over(hands: Hands) -> None:
    hands.press(Qt.Key.Key_PageDown, CTRL)
    page = hands.debrief
    hands.press(ENTER, CTRL)  # begin
    assert debrief.begun(page.talk.frame)
    hands.press(ENTER, CTRL)
    assert page.talk.step_id == "fact"
    answer_the_kijkvraag(hands)
    hands.press(ENTER, CTRL)
    switch_and_say(hands)
    hands.press(ENTER, CTRL)
    hands.press(ENTER, CTRL)
    assert page.talk.step_id == "agree"
    agree(hands)
    hands.press(ENTER, CTRL)
    to_work(hands, "takeaway")
    hands.press(Qt.Key.Key_T, CTRL)  # Bram writes again
    hands.write(TAKEAWAY)
    hands.press(ENTER, CTRL)
    hands.come("sharePage")
    assert debrief.over(page.talk.frame)
    assert record(hands, Takeaway).payload.text == TAKEAWAY


def to_work(hands: Hands, name: str) -> None:
    """Ctrl+Tab to the column, then Tab to the field."""
    hands.press_until(lambda: hands.debrief.work.isAncestorOf(hands.focus), TAB, CTRL)
    hands.tab_to(name)


def answer_the_kijkvraag(hands: Hands) -> None:
    page, k1 = hands.debrief, hands.ref("K1")
    assert page.talk.ref == k1
    hands.press_until(lambda: hands.focus is page.evidence.list, TAB, CTRL)
    hands.press(Qt.Key.Key_F, CTRL)
    hands.write("handen")
    hands.press(ENTER)
    assert hands.focus is page.evidence.list
    hands.press(Qt.Key.Key_Space)
    body = page.work.questions.body
    to_work(hands, body.text.editor.objectName() or body.text.objectName())
    hands.write(ANSWER)
    hands.press(TAB)
    answer = debrief.answer_of(hands.visit.view, k1)
    assert answer.text == ANSWER
    assert note(hands, LINES[5]).id in debrief.evidence_for(hands.visit.view, k1)


def switch_and_say(hands: Hands) -> None:
    hands.press(Qt.Key.Key_T, CTRL)
    assert hands.debrief.talk.writer == "Noor"
    to_work(hands, "stepText")
    hands.write(SAID)
    hands.press(TAB)
    said = record(hands, StepText)
    assert said.payload == StepText("clarify", SAID)
    assert hands.visit.view.name(said.author_id) == "Noor"


def agree(hands: Hands) -> None:
    to_work(hands, "agreementWhat")
    hands.write(WHAT)
    hands.tab_to("agreementWho_Noor")
    hands.press(Qt.Key.Key_Space)
    hands.tab_to("agreementWhen")
    hands.write("vanaf donderdag")
    hands.tab_to("agreementSee")
    hands.write(SEEN)
    hands.press(TAB)
    made = debrief.agreements(hands.visit.view)[0].payload
    assert (made.what, made.when, made.see) == (WHAT, "vanaf donderdag", SEEN)
    assert hands.visit.view.names(made.who) == ("Noor",)


def plan_with_yara(hands: Hands) -> None:
    """Yara is a colleague of another visit, so this team paper does not print her name unasked."""
    visit_id = hands.visit.view.book.scope_id
    hands.go_home()
    hands.tab_to("planVisitMain")
    hands.press(ENTER)
    hands.until(lambda: hands.visit.view.book.scope_id != visit_id)
    hands.tab_to("visitedName")
    hands.press(Qt.Key.Key_A, CTRL)
    hands.write("Yara")
    hands.press(TAB)
    hands.go_home()
    hands.tab_to("earlier_1")
    hands.press(ENTER)
    hands.until(lambda: hands.visit.view.book.scope_id == visit_id)
    assert hands.share.isVisible()


# Share


def put_on_team(hands: Hands) -> None:
    page = hands.share
    assert share.is_empty(share.team_paper(hands.visit.view, "nl")), "nothing is shared by itself"
    hands.tab_to("putOnTeamFirst")
    hands.press(Qt.Key.Key_Space)
    hands.tab_to("lineTable")
    for name in ("takeaway", f"answer:{hands.ref('K1')}"):
        go_to_line(hands, name)
        hands.press(Qt.Key.Key_T)
    assert page.bar.what.text() == "Nog geen akkoord van Noor"
    page.save()
    assert page.error.isVisible(), "her yes is asked first"
    hands.press(Qt.Key.Key_Escape)


def go_to_line(hands: Hands, line_id: str) -> None:
    table = hands.share.lines.table
    hands.press(Qt.Key.Key_Home, CTRL)
    for _ in range(table.lines.rowCount()):
        if table.chosen_line() == line_id:
            return
        hands.press(Qt.Key.Key_Down)
    raise AssertionError(f"arrows don't lead to {line_id}: {[r.line.id for r in table.lines.rows]}")


def answer_the_word(hands: Hands) -> None:
    view = hands.visit.view
    (blocked,) = share.blocked(share.lines(view, "nl"))
    assert blocked.questions[0].found.word == "Yara"
    go_to_line(hands, blocked.id)
    hands.press(ENTER)
    assert hands.focus.objectName() == "maskReplace"
    hands.press(ENTER)
    assert share.blocked(share.lines(hands.visit.view, "nl")) == []


def noor_agrees(hands: Hands) -> None:
    page = hands.share
    hands.tab_to("readAloud")
    hands.press(Qt.Key.Key_Space)
    assert page.stack.currentWidget() is page.reading
    hands.tab_to("agreedBy")
    hands.press(Qt.Key.Key_Down)
    hands.tab_to("agreeButton")
    hands.press(Qt.Key.Key_Space)
    assert share.consent_state(hands.visit.view, "nl").valid
    hands.house.settle()


def saved(hands: Hands, path: Path) -> str:
    """The paper that is shown, written by the page to this path and read back."""
    page = hands.share
    wish = page.outlet._wish
    assert wish is not None
    with hands.house.qtbot.waitSignal(page.outlet.saved, timeout=WAIT):
        page.outlet.save(wish, path)
    assert page.outlet.last == path
    return text_of(PdfReader(path))


def read_team_paper(hands: Hands, folder: Path) -> None:
    text = squeezed(saved(hands, folder / "team.pdf"))
    wanted = [
        "De leerling op een leerling krijgt een kaartje, en een collega kijkt mee",
        "vanaf donderdag",
        SEEN,
        ANSWER,
        TAKEAWAY,
        "Gedeeld met akkoord van Noor",
    ]
    assert [words for words in wanted if squeezed(words) not in text] == []
    for hidden in ("Yara", "R2P3", SAID, *LINES):
        assert squeezed(hidden) not in text


def read_pair_paper(hands: Hands, folder: Path) -> None:
    hands.tab_to("choice_team")
    hands.press(Qt.Key.Key_Left)
    hands.press(Qt.Key.Key_Space)
    assert hands.share.paper is Paper.PAIR
    text = squeezed(saved(hands, folder / "pair.pdf"))
    typed = [*LINES, "schrijft pas na een tik", KIJKVRAAG, ANSWER, SAID, WHAT, SEEN, TAKEAWAY]
    typed += [*minutes(hands), *hands.notes(), "Hoe krijg ik iedereen aan het denken?", "Noor", "Bram", "H2b"]
    assert [words for words in typed if squeezed(words) not in text] == []
    hands.tab_to("choice_pair")
    hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Space)
    assert hands.share.paper.value == "team"


def change_and_be_refused(hands: Hands, folder: Path) -> None:
    """Another text than she agreed to: no paper, and the page says why."""
    page, view = hands.share, hands.visit.view
    agreement = debrief.agreements(view)[0]
    changed = debrief.put_agreement(hands.house.workspace.desk, view, agreement.id, see="Iedereen schrijft")
    assert changed is not None
    hands.visit.do(changed)
    assert not share.consent_state(hands.visit.view, "nl").valid
    page.save()
    assert "veranderd" in page.error.what.text()
    assert page.error.safe.text().startswith("Er is niets opgeslagen")
    wish = page.outlet._wish
    assert wish is not None
    with hands.house.qtbot.waitSignal(page.outlet.refused, timeout=WAIT):
        page.outlet.save(wish, folder / "again.pdf")
    assert not (folder / "again.pdf").exists()


# What stands there


def note(hands: Hands, text: str) -> Record[Note]:
    return next(r for r in hands.visit.view.notes if r.payload.text.strip() == text)


def record(hands: Hands, kind: type[P]) -> Record[P]:
    found = hands.visit.view.book.first(kind)
    assert found is not None
    return found


def kind_of(hands: Hands, text: str) -> NoteKind:
    return note(hands, text).payload.kind


def minute_of(hands: Hands, text: str) -> str:
    return hands.visit.view.minute_text(note(hands, text))


def minutes(hands: Hands) -> list[str]:
    return [hands.visit.view.minute_text(r) for r in hands.visit.view.notes]
