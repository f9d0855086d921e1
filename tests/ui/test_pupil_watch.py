"""Pupils only as codes: a name is said wherever text about a lesson is typed, and put right by one key or click."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from lesvisit.domain.debrief import Memory, StepText, Takeaway
from lesvisit.domain.design import Design
from lesvisit.domain.records import KINDS, Change, Operation
from lesvisit.domain.template import Block, Section, Template
from lesvisit.services import prepare, pupil_names, pupils_named
from lesvisit.services.desk import inserted
from lesvisit.services.pupil_names import NameList
from lesvisit.services.session import VisitSession
from lesvisit.ui.debrief.page import DebriefPage
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.observe.page import ObservePage
from lesvisit.ui.pupil_watch import PupilWatch
from tests.support.house import House
from tests.support.window import button

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
FIELD = Block("fld", "field", {"nl": "Wat viel op"}, options={"input": "words"})
FORM = Template("0198c0de-2000-7000-8000-000000000002", 1, {"nl": "f"}, sections=(Section({}, (FIELD,)),))
PREPARE, OBSERVE, DEBRIEF, SHARE = range(4)


@pytest.fixture
def visit(house: House) -> VisitSession:
    """The worked visit, of a class with a list."""
    house.workspace.say_who_i_am("Bram")
    found = house.sample_visit()
    pupil_names.keep(house.workspace.profile, NameList(found.view.visit.class_name, ("Sofie de Vries", "Daan")))
    return found


def watch_of(window: MainWindow) -> PupilWatch:
    assert window.pupils is not None
    return window.pupils


def in_field(window: MainWindow, name: str) -> QLineEdit | QPlainTextEdit:
    """The first field with this name that is on the screen, with the focus in it."""
    found = next(e for e in editors(window.rooms) if e.objectName().startswith(name))
    found.setFocus()
    QTest.keyClick(found, Qt.Key.Key_End, CTRL if isinstance(found, QPlainTextEdit) else NONE)
    return found


def said(house: House, window: MainWindow, word: str) -> None:
    """It is said once it is kept: while the typing goes on nothing is looked at."""
    house.qtbot.waitUntil(lambda: watch_of(window).warned == word, timeout=10_000)


def to_last_step(window: MainWindow, visit: VisitSession) -> None:
    """Where the takeaway is written."""
    window.show_session(visit, DEBRIEF)
    page = window.findChild(DebriefPage)
    assert isinstance(page, DebriefPage)
    page.talk.open_step(page.talk.steps[-1].id)


def to_form(house: House, window: MainWindow, visit: VisitSession) -> ObservePage:
    """The observe page with a form to fill in, before its first line."""
    chosen = prepare.choose_template(house.workspace.desk, visit.view, FORM)
    assert isinstance(chosen, Operation)
    visit.do(chosen)
    window.show_session(visit, OBSERVE)
    page = window.findChild(ObservePage)
    assert isinstance(page, ObservePage)
    page.stage.bring("fld", focus=True)
    return page


def takeaway(visit: VisitSession) -> str:
    record = visit.view.book.first(Takeaway)
    return record.payload.text if record is not None else ""


# One field after the other


def test_in_the_takeaway_one_key_makes_it_a_pupil_and_undo_brings_it_back(
    house: House, window: MainWindow, visit: VisitSession
) -> None:
    to_last_step(window, visit)
    field = in_field(window, "takeaway")
    QTest.keyClicks(field, "ook Daans schrift zien, en Daan vragen")
    said(house, window, "Daan")
    assert window.asks.isVisible()
    assert "Daan" in window.asks.said
    assert field.hasFocus()
    for _ in range(2):  # first the name waits for a place code
        QTest.keyClick(field, Qt.Key.Key_R, CTRL)
    assert takeaway(visit) == "ook een leerlings schrift zien, en een leerling vragen"
    assert (field.hasFocus(), watch_of(window).warned, window.asks.isVisible()) == (True, "", False)
    QTest.keyClicks(field, " morgen")
    field.clearFocus()
    assert takeaway(visit) == "ook een leerlings schrift zien, en een leerling vragen morgen"
    visit.undo("debrief", house.workspace.me_id).result(20)
    visit.undo("debrief", house.workspace.me_id).result(20)
    house.settle()
    assert takeaway(visit) == "ook Daans schrift zien, en Daan vragen"


def test_a_place_code_typed_over_the_name_is_offered_from_then_on(
    house: House, window: MainWindow, visit: VisitSession
) -> None:
    to_last_step(window, visit)
    field = in_field(window, "takeaway")
    QTest.keyClicks(field, "Daan telt")
    said(house, window, "Daan")
    QTest.keyClick(field, Qt.Key.Key_R, CTRL)
    QTest.keyClicks(field, "R3P4")
    field.clearFocus()
    assert takeaway(visit) == "R3P4 telt"
    assert watch_of(window).warned == ""

    step = in_field(window, "stepText")
    QTest.keyClicks(step, " En Daan weer")
    said(house, window, "Daan")
    assert button(window.asks, "answer_watchCode").text() == "R3P4"
    QTest.keyClick(step, Qt.Key.Key_R, CTRL)
    assert any(r.payload.text.endswith(" En R3P4 weer") for r in visit.view.book.of(StepText))


def test_who_says_that_it_is_no_pupil_is_not_asked_again_in_this_visit(
    house: House, window: MainWindow, visit: VisitSession
) -> None:
    to_last_step(window, visit)
    field = in_field(window, "takeaway")
    QTest.keyClicks(field, "Daan Dekker schreef dit")
    said(house, window, "Daan")
    QTest.mouseClick(button(window.asks, "answer_watchNoPupil"), Qt.MouseButton.LeftButton)
    assert field.hasFocus()
    assert not window.asks.isVisible()
    step = in_field(window, "stepText")
    QTest.keyClicks(step, " Daan Dekker, maar niet Sofie")
    step.clearFocus()
    assert watch_of(window).warned == "Sofie"


def test_who_goes_on_is_left_alone(house: House, window: MainWindow, visit: VisitSession) -> None:
    to_last_step(window, visit)
    field = in_field(window, "takeaway")
    QTest.keyClicks(field, "Daan telt")
    said(house, window, "Daan")
    step = in_field(window, "stepText")
    QTest.keyClicks(step, " rustig")
    step.clearFocus()
    assert not window.asks.isVisible()
    field.setFocus()
    QTest.keyClicks(field, " mee")
    field.clearFocus()
    assert takeaway(visit) == "Daan telt mee"
    assert not window.asks.isVisible()


def test_a_note_from_paper_is_said_though_its_field_is_empty_again(
    house: House, window: MainWindow, visit: VisitSession
) -> None:
    window.show_session(visit, DEBRIEF)
    page = window.findChild(DebriefPage)
    assert isinstance(page, DebriefPage)
    page.evidence.paper.click()
    sheet = page.over.paper
    sheet.row.text.set_text("vraagt aan Sofie de Vries")
    sheet.keep()
    assert watch_of(window).warned == "Sofie de Vries"
    QTest.mouseClick(button(window.asks, "answer_watchPupil"), Qt.MouseButton.LeftButton)
    assert "vraagt aan een leerling" in [n.payload.text for n in visit.view.notes]


def test_in_a_part_of_the_form_it_is_said_at_the_foot_of_the_lesson(
    house: House, window: MainWindow, visit: VisitSession
) -> None:
    new = house.workspace.start_visit()
    head = prepare.set_head(house.workspace.desk, new.view, class_name=visit.view.visit.class_name)
    assert isinstance(head, Operation)
    new.do(head)
    hints = to_form(house, window, new).hints
    field = QApplication.focusWidget()
    assert isinstance(field, (QLineEdit, QPlainTextEdit))
    QTest.keyClicks(field, "Daan kijkt")
    said(house, window, "Daan")
    assert "Daan" in hints.said
    assert not window.asks.isVisible()
    for _ in range(2):
        QTest.keyClick(field, Qt.Key.Key_R, CTRL)
    text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    assert text == "Een leerling kijkt"
    assert [r.payload.value for r in new.view.of_block("fld")] == ["Een leerling kijkt"]
    assert hints.said == ""


def test_in_a_lesson_design(house: House, window: MainWindow, visit: VisitSession) -> None:
    window.go_designs(visit.view.visit.design_id)
    house.qtbot.waitUntil(lambda: any(e.objectName() == "designTitle" for e in editors(window.rooms)))
    field = in_field(window, "designTitle")
    QTest.keyClicks(field, " met Daan")
    field.clearFocus()
    assert watch_of(window).warned == "Daan"
    assert window.asks.isVisible()
    QTest.mouseClick(button(window.asks, "answer_watchPupil"), Qt.MouseButton.LeftButton)
    session = house.workspace.session(visit.view.visit.design_id)
    assert session is not None
    design = session.book.first(Design)
    assert design is not None
    assert design.payload.title.endswith(" met een leerling")


def test_a_covered_memory_is_not_named(house: House, window: MainWindow, visit: VisitSession) -> None:
    window.show_session(visit, DEBRIEF)
    memory = Memory("S1", house.workspace.me_id, learned="Daan zag het")
    visit.do(house.workspace.desk.operation(visit.book, "debrief", "memory.learned", (inserted(memory),)))
    assert watch_of(window).warned == "Daan"
    assert window.asks.isVisible()
    assert "Daan" not in window.asks.said


def test_what_comes_from_elsewhere_asks_nothing(house: House, window: MainWindow, visit: VisitSession) -> None:
    window.show_session(visit, DEBRIEF)
    record = visit.view.notes[0]
    came = replace(record, rev=record.rev + 1, payload=replace(record.payload, text="Daan telt"))
    house.workspace.arrived([Change(visit.book.scope_id, (came,))])
    assert watch_of(window).warned == ""


def test_nothing_is_looked_at_while_somebody_types(
    house: House, window: MainWindow, visit: VisitSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_last_step(window, visit)
    field, looked = in_field(window, "takeaway"), []
    monkeypatch.setattr(watch_of(window), "_look", lambda *given: looked.append(given))
    for sign in "Daan telt":
        QTest.keyClicks(field, sign)
        assert takeaway(visit) != "" or looked == []


# Every field


WHICH_CLASS = {"className", "design_class_name"}  # they say which list counts
NO_TEXT = {
    "visitedName", "visitorNames", "designerNames", "designMakers", "presentWhoOther", "agreementWhoOther",  # people
    "lessonMinutes", "plannedTimes", "pupilsPresent", "qt_spinbox_lineedit", "seatRows", "resultCount", "resultOf",
    "phase_planned_min", "designMinutes", "lineText", "lineEffect",  # the line has a watch of its own
    "evidenceSearch",
}  # fmt: skip
NAMES = [f"Q{one}{other}x" for one in "aeiou" for other in "bcdfghjklmnprst"]


def editors(root: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    """Every field on the screen that can be typed in."""
    kinds = (QLineEdit, QPlainTextEdit)
    found = [w for w in root.findChildren(QWidget) if isinstance(w, kinds)]
    return [w for w in found if w.isVisible() and w.isEnabled() and not w.isReadOnly()]


def named(editor: QWidget) -> str:
    """What a field is called, without the id of its row."""
    parent: QWidget | None = editor
    while parent is not None and not parent.objectName():
        parent = parent.parentWidget()
    return re.sub(r"_[0-9a-f-]{36}$", "", parent.objectName()) if parent is not None else ""


def silent(window: MainWindow, names: list[str]) -> set[str]:
    """Types the name of a pupil into every field, each time another, and leaves it: which of them say nothing?"""
    said_nothing, tried, watch = set(), set(WHICH_CLASS | NO_TEXT), watch_of(window)
    while left := [e for e in editors(window.rooms) if named(e) not in tried]:
        name, pupil = named(left[0]), names.pop()
        tried.add(name)
        left[0].setFocus()
        QTest.keyClicks(left[0], f" {pupil} ")
        left[0].clearFocus()
        if watch.warned != pupil:
            said_nothing.add(name)
    return said_nothing


@pytest.fixture
def names(house: House, visit: VisitSession) -> list[str]:
    """A list that is long enough for every field to get a name of its own."""
    pupil_names.keep(house.workspace.profile, NameList(visit.view.visit.class_name, tuple(NAMES)))
    return list(NAMES)


def test_every_field_of_a_visit_is_watched(window: MainWindow, visit: VisitSession, names: list[str]) -> None:
    window.show_session(visit, PREPARE)
    assert silent(window, names) == set()
    window.show_session(visit, OBSERVE)
    assert silent(window, names) == set()
    window.show_session(visit, DEBRIEF)
    page = window.findChild(DebriefPage)
    assert isinstance(page, DebriefPage)
    for step in page.talk.steps:
        page.talk.open_step(step.id)
        assert silent(window, names) == set(), step.id


def test_every_field_of_a_design_is_watched(
    house: House, window: MainWindow, visit: VisitSession, names: list[str]
) -> None:
    window.go_designs(visit.view.visit.design_id)
    house.qtbot.waitUntil(lambda: bool([e for e in editors(window.rooms) if named(e) == "designTitle"]))
    assert silent(window, names) == set()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_record_is_looked_through_but_those_that_are_no_text_about_a_lesson(kind: str) -> None:
    """A new kind is watched by itself."""
    own = {"person", "template", "protocol", "consent", "line_mark", "paper_sent", "other_version", "handed_over"}
    assert (KINDS[kind] in pupils_named._NO_LESSON) is (kind in own)
