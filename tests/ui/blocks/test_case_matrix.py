"""The sheet of the case pupils in use: typed, ticked and answered, by keyboard and mouse, phase by phase."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from lesvisit.blocks import case_cells
from lesvisit.domain.design import Phase
from lesvisit.domain.events import CaseCell, Entry, Note, Seating, Subject, SubjectKind
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block
from lesvisit.services import observe, prepare
from lesvisit.services.desk import inserted
from lesvisit.services.session import VisitSession
from lesvisit.ui.blocks.case_matrix import CRITERION, Live
from lesvisit.ui.blocks.case_parts import PupilBox
from tests.blocks.lessons import form, sample
from tests.support.house import House
from tests.ui.blocks.answer_support import Shown, show_again
from tests.ui.observe.conftest import designed_visit

BLOCK = Block("cases", "case_matrix", {"nl": "Casusleerlingen", "en": "Case pupils"}, link="D1a")
EXPECTED = "een deel vult een getal in"


@pytest.fixture
def session(house: House) -> VisitSession:
    """A lesson at minute 18 with three phases; the design expects something in the first."""
    made = designed_visit(house)
    desk = house.workspace.desk
    made.do(prepare.choose_template(desk, made.view, form(BLOCK)))
    version = made.view.version
    assert version is not None
    made.reframe(version=replace(version, phases=(Phase("p1", "Start", 5, expected=EXPECTED), *version.phases[1:])))
    made.do(observe.start_phase(desk, made.view, "p1", desk.moment()))
    house.settle()
    return made


def cells(shown: Shown) -> list[CaseCell]:
    return [r.payload for r in shown.view.of_block("cases") if isinstance(r.payload, CaseCell)]


def live(shown: Shown) -> Live:
    assert isinstance(shown.live, Live)
    return shown.live


def edit(shown: Shown, name: str) -> QPlainTextEdit:
    found: QPlainTextEdit = shown.find(QPlainTextEdit, name)
    return found


def focus_name() -> str:
    focused = QApplication.focusWidget()
    return focused.objectName() if focused is not None else ""


def note_about(shown: Shown, text: str, *letters: str) -> Record[Note]:
    desk, view = shown.house.workspace.desk, shown.view
    note = Note(text, about=tuple(Subject(SubjectKind.CASE, letter) for letter in letters))
    write = inserted(note, desk.stamp(view.book, desk.moment()))
    shown.session.do(desk.operation(view.book, "observe", "note.keep", (write,)))
    return shown.view.book.of(Note)[-1]


def next_phase(shown: Shown, phase_id: str) -> None:
    desk = shown.house.workspace.desk
    shown.session.do(observe.start_phase(desk, shown.view, phase_id, desk.moment()))


def test_by_keyboard_alone(house: House, session: VisitSession) -> None:
    shown = show_again(house, session, BLOCK)
    assert focus_name() == "pupil_A"
    shown.key(Qt.Key.Key_Right)
    assert focus_name() == "pupil_B"
    shown.key(Qt.Key.Key_Return)
    assert focus_name() == "observed_B"
    shown.type_text("b")
    house.clock.pass_by(20)
    shown.type_text("egint zelf")
    shown.key(Qt.Key.Key_Return)
    assert focus_name() == "pupil_B", "Enter keeps it and goes back to the box"
    (record,) = shown.view.of_block("cases")
    assert record.payload == CaseCell("B", "p1", observed="begint zelf")
    assert shown.view.minute(record) == pytest.approx(18.0), "the first key"

    shown.key(Qt.Key.Key_Down)
    assert live(shown).shown == "p2"
    assert focus_name() == "pupil_B"
    assert edit(shown, "observed_B").toPlainText() == ""
    shown.key(Qt.Key.Key_Up)
    assert edit(shown, "observed_B").toPlainText() == "begint zelf"

    shown.key(Qt.Key.Key_Return)
    shown.type_text("!")
    shown.key(Qt.Key.Key_Escape)
    assert focus_name() == "pupil_B"
    left: list[bool] = []
    shown.live.leave_wanted.connect(lambda: left.append(True))
    shown.key(Qt.Key.Key_Escape)
    assert left == [True]
    assert cells(shown)[0].observed.count("!") == 1


def test_letters_are_left_to_the_page(house: House, session: VisitSession) -> None:
    shown = show_again(house, session, BLOCK)
    box = shown.find(PupilBox, "pupil_A")
    letter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QApplication.sendEvent(box, letter)
    assert not letter.isAccepted()


def test_what_is_typed_is_kept_after_a_while(house: House, session: VisitSession) -> None:
    shown = show_again(house, session, BLOCK)
    edit(shown, "observed_A").setFocus()
    shown.type_text("tekent")
    house.qtbot.waitUntil(lambda: [c.observed for c in cells(shown)] == ["tekent"], timeout=5_000)
    shown.type_text(" nu")
    live(shown).show_phase("p2")
    assert [c.observed for c in cells(shown)] == ["tekent nu"], "going away keeps it too"
    shown.undo()
    shown.undo()
    assert cells(shown) == []


def test_a_line_about_a_pupil_shows_and_is_ticked(house: House, session: VisitSession) -> None:
    shown = show_again(house, session, BLOCK)
    record = note_about(shown, "B schrijft 210-150=60", "B")
    other = note_about(shown, "klas wordt stil")
    tick = shown.part(f"noted_B_{record.id}")
    assert tick.text() == "18:00  B schrijft 210-150=60"
    assert not tick.isChecked()
    shown.click(f"noted_B_{record.id}")
    assert cells(shown) == [CaseCell("B", "p1", evidence=(record.id,))]
    assert tick.isChecked()
    shown.click(f"noted_B_{record.id}")
    assert cells(shown) == []
    assert not tick.isChecked()

    assert shown.part(f"noted_A_{other.id}").text().endswith("klas wordt stil"), "the last line, to link"
    shown.part(f"noted_A_{other.id}").setFocus()
    shown.key(Qt.Key.Key_Space)
    assert cells(shown) == [CaseCell("A", "p1", evidence=(other.id,))]


def test_the_phase_under_way_comes_in_front(house: House, session: VisitSession) -> None:
    shown = show_again(house, session, BLOCK)
    house.clock.pass_by(60)
    next_phase(shown, "p2")
    assert live(shown).shown == "p2"
    shown.click("phase_p1")
    assert live(shown).shown == "p1"
    assert shown.find(QLabel, "expected").text().endswith(EXPECTED)
    house.clock.pass_by(60)
    next_phase(shown, "p3")
    assert live(shown).shown == "p1", "who looks back is left there"
    shown.click("toCurrent")
    assert live(shown).shown == "p3"
    assert live(shown).following


def test_who_types_is_not_moved_on(house: House, session: VisitSession) -> None:
    shown = show_again(house, session, BLOCK)
    edit(shown, "observed_A").setFocus()
    shown.type_text("schrijft")
    house.clock.pass_by(60)
    next_phase(shown, "p2")
    assert live(shown).shown == "p1"
    shown.key(Qt.Key.Key_Return)
    shown.live.beat(shown.host.minute())
    assert live(shown).shown == "p2"
    assert [(c.phase_id, c.observed) for c in cells(shown)] == [("p1", "schrijft")]


def test_predictions_before_the_lesson(house: House) -> None:
    """They have no minute, and what is seen later takes its own."""
    session = designed_visit(house, bell=False)
    desk = house.workspace.desk
    session.do(prepare.choose_template(desk, session.view, form(BLOCK)))
    shown = show_again(house, session, BLOCK, step="prepare")
    edit(shown, "predicted_B").setFocus()
    shown.type_text("wacht af")
    shown.key(Qt.Key.Key_Return)
    assert not shown.live.findChild(QPlainTextEdit, "observed_B").isVisible()  # type: ignore[union-attr]
    (record,) = shown.view.of_block("cases")
    assert record.payload == CaseCell("B", "p1", "wacht af")
    assert shown.view.minute(record) is None
    assert shown.view.first_utc is None, "the lesson has not begun"

    house.clock.pass_by(3600)
    session.do(observe.start_phase(desk, session.view, "p1", desk.moment()))
    observed = show_again(house, session, BLOCK)
    assert observed.find(QLabel, "predicted_B_text").text() == "wacht af", "only read during the lesson"
    house.clock.pass_by(120)
    edit(observed, "observed_B").setFocus()
    observed.type_text("begint")
    observed.key(Qt.Key.Key_Return)
    (record,) = observed.view.of_block("cases")
    assert record.payload == CaseCell("B", "p1", "wacht af", "begint")
    assert observed.view.minute(record) == pytest.approx(2.0)


def test_afterwards_everything_can_be_corrected(house: House, session: VisitSession) -> None:
    desk = house.workspace.desk
    ended = observe.finish(desk, session.view, desk.moment())
    assert ended is not None
    session.do(ended)
    house.clock.pass_by(60)
    shown = show_again(house, session, BLOCK, step="debrief")
    for name, text in (("predicted_C", "helpt buur"), ("observed_C", "tekent")):
        edit(shown, name).setFocus()
        shown.type_text(text)
        shown.key(Qt.Key.Key_Return)
    assert cells(shown) == [CaseCell("C", "p1", "helpt buur", "tekent")]


def test_the_criterion(house: House, session: VisitSession) -> None:
    shown = show_again(house, session, BLOCK)
    for _ in range(3):
        shown.key(Qt.Key.Key_Down)
    assert live(shown).shown == CRITERION
    assert focus_name() == "answer_A_yes"
    shown.key(Qt.Key.Key_Right)
    shown.key(Qt.Key.Key_Space)
    record = case_cells.criterion(shown.view, BLOCK, "A")
    assert record is not None
    assert record.payload == Entry("cases", "A", "partly", texts=("wijst aan",))
    shown.click("answer_A_yes")
    shown.click("answer_B_not_seen")
    values = [r.payload.value for r in shown.view.of_block("cases")]
    assert values == ["yes", "not_seen"]
    shown.click("answer_B_not_seen")
    assert case_cells.criterion(shown.view, BLOCK, "B").payload.value == ""  # type: ignore[union-attr]
    shown.part("answer_A_yes").setFocus()
    shown.key(Qt.Key.Key_Up)
    assert live(shown).shown == "p3"
    assert focus_name() == "pupil_A"


def test_hidden_pupils(house: House, session: VisitSession) -> None:
    desk = house.workspace.desk
    seating = Seating(case_pupils={"A": "R1P5", "B": "R3P5"})
    session.do(
        desk.operation(session.book, "observe", "x", (inserted(seating, desk.stamp(session.book, desk.moment())),))
    )
    shown = show_again(house, session, BLOCK)
    edit(shown, "observed_A").setFocus()
    shown.type_text("A helpt R3P5")
    shown.key(Qt.Key.Key_Return)
    shown.host.hide_pupils = True
    shown.live.show_all()
    texts = [label.text() for label in shown.live.findChildren(QLabel) if label.isVisible()]
    assert "ll helpt ll" in texts
    assert not any("R1P5" in text or "R3P5" in text for text in texts)
    assert not any(box.isVisible() for box in shown.live.findChildren(QPlainTextEdit))
    shown.host.hide_pupils = False
    shown.live.show_all()
    assert edit(shown, "observed_A").toPlainText() == "A helpt R3P5"
    assert cells(shown)[0].observed == "A helpt R3P5"


def test_without_phases(house: House) -> None:
    session = house.workspace.start_visit()
    desk = house.workspace.desk
    session.do(prepare.choose_template(desk, session.view, form(BLOCK)))
    shown = show_again(house, session, BLOCK)
    edit(shown, "observed_A").setFocus()
    shown.type_text("schrijft")
    shown.key(Qt.Key.Key_Return)
    assert cells(shown) == [CaseCell("A", "", observed="schrijft")]


def test_the_sample_is_found_back(house: House) -> None:
    block = replace(BLOCK, id="case_matrix")
    made = sample(house, block)
    house.workspace.theme.set_scale(2.0)
    shown = show_again(house, made.session, block, step="debrief")
    assert shown.live.minimumSizeHint().width() <= shown.area.viewport().width()
    f4 = next(p.id for p in shown.view.phases if shown.view.codes[p.id] == "F4")
    live(shown).show_phase(f4)
    assert edit(shown, "predicted_B").toPlainText() == "schrijft 20"
    assert edit(shown, "observed_B").toPlainText() == "20, kijkt rond, wacht"
    ticked = [tick for tick in live(shown).boxes["B"].ticks if tick.isChecked()]
    assert [tick.text()[:5] for tick in ticked] == ["21:15"]
    house.workspace.theme.set_scale(1.0)


def test_the_next_start_finds_it(house: House, session: VisitSession) -> None:
    shown = show_again(house, session, BLOCK)
    edit(shown, "observed_A").setFocus()
    shown.type_text("tekent")
    shown.key(Qt.Key.Key_Return)
    found: list[Any] = [record.payload for record in shown.reopened()]
    assert found == [CaseCell("A", "p1", observed="tekent")]
