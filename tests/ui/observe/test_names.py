"""A pupil's name in a line: said at the foot without a change of focus, replaced by one key, and kept nowhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lesvisit.domain.events import SubjectKind
from lesvisit.domain.records import Operation
from lesvisit.services import prepare, pupil_names
from lesvisit.services.pupil_names import NameList
from lesvisit.services.session import VisitSession
from tests.support.house import House
from tests.support.window import button
from tests.ui.observe.conftest import Pages

CTRL = Qt.KeyboardModifier.ControlModifier
LIST = NameList("h 2B", ("Sofie de Vries", "Daan"))


@pytest.fixture
def listed(house: House, visit: VisitSession) -> VisitSession:
    """The visit is in a class with a list."""
    pupil_names.keep(house.workspace.profile, LIST)
    made = prepare.set_head(house.workspace.desk, visit.view, class_name="H2b")
    assert isinstance(made, Operation)
    visit.do(made)
    return visit


def texts(visit: VisitSession) -> list[str]:
    return [n.payload.text for n in visit.view.notes]


def test_a_name_is_said_once_its_word_is_whole_and_the_focus_stays(listed: VisitSession, pages: Pages) -> None:
    page = pages(listed)
    QTest.keyClicks(page.line.text, "Daan")
    assert page.desk.names.warned == ""
    QTest.keyClicks(page.line.text, " telt")
    assert page.desk.names.warned == "Daan"
    assert "Daan" in page.hints.said
    assert page.line.text.hasFocus()
    QTest.keyClicks(page.line.text, " op")
    assert page.desk.names.warned == "Daan"
    for _ in range(len("Daan telt op")):
        QTest.keyClick(page.line.text, Qt.Key.Key_Backspace)
    assert page.desk.names.warned == ""
    assert page.hints.said == ""


def test_the_key_chooses_the_name_and_a_place_takes_it(listed: VisitSession, pages: Pages) -> None:
    page = pages(listed)
    QTest.keyClicks(page.line.text, "sofie telt, Sofies buur kijkt ")
    page.desk.names.act()
    assert page.line.text.selected() == "Sofies"
    QTest.keyClicks(page.line.text, "r3p4 ")
    assert page.line.text.toPlainText() == "R3P4 telt, R3P4 buur kijkt "
    assert page.desk.names.warned == ""
    QTest.keyClicks(page.line.text, "mee")
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    note = listed.view.notes[0].payload
    assert note.text == "R3P4 telt, R3P4 buur kijkt mee"
    assert [(s.kind, s.code) for s in note.about] == [(SubjectKind.SEAT, "R3P4")]

    QTest.keyClicks(page.line.text, "Sofie lacht")  # now the code is known
    page.desk.names.act()
    assert page.line.text.toPlainText() == "R3P4 lacht"


def test_with_a_slash_and_from_its_list_too(listed: VisitSession, pages: Pages) -> None:
    page = pages(listed)
    QTest.keyClicks(page.line.text, "dan Daan weer")
    page.desk.names.act()
    QTest.keyClicks(page.line.text, "/r2p1")
    QTest.keyClick(page.line.text, Qt.Key.Key_Tab)
    assert page.line.text.toPlainText() == "dan R2P1 weer"
    assert page.line.text.hasFocus()


def test_once_more_or_a_click_makes_it_a_pupil(listed: VisitSession, pages: Pages) -> None:
    page = pages(listed)
    QTest.keyClicks(page.line.text, "Daan wacht")
    page.desk.names.act()
    page.desk.names.act()
    assert page.line.text.toPlainText() == "Een leerling wacht"
    QTest.keyClicks(page.line.text, " op Sofies schrift")
    QTest.mouseClick(button(page, "answer_pupil"), Qt.MouseButton.LeftButton)
    assert page.line.text.toPlainText() == "Een leerling wacht op een leerlings schrift"
    assert page.line.text.hasFocus()
    QTest.keyClick(page.line.text, Qt.Key.Key_Z, CTRL)
    assert page.line.text.toPlainText() == "Een leerling wacht op Sofies schrift"


def test_the_last_word_is_still_said_after_enter_and_put_right_in_the_kept_line(
    listed: VisitSession, pages: Pages
) -> None:
    page = pages(listed)
    QTest.keyClicks(page.line.text, "vraagt aan Daan")
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    assert page.desk.names.warned == "Daan"
    QTest.keyClicks(page.line.text, "volgende")
    page.desk.names.act()
    assert texts(listed) == ["vraagt aan een leerling"]
    assert page.line.text.toPlainText() == "volgende"
    assert page.desk.names.warned == ""


def test_who_keeps_the_line_after_a_warning_is_left_alone(listed: VisitSession, pages: Pages) -> None:
    page = pages(listed)
    QTest.keyClicks(page.line.text, "Daan telt")
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    assert texts(listed) == ["Daan telt"]
    assert page.desk.names.warned == ""


def test_by_key(listed: VisitSession, pages: Pages) -> None:
    page = pages(listed)
    QTest.keyClicks(page.line.text, "Daan telt")
    QTest.keyClick(page.line.text, Qt.Key.Key_R, CTRL)
    QTest.keyClick(page.line.text, Qt.Key.Key_R, CTRL)
    assert page.line.text.toPlainText() == "Een leerling telt"


def test_a_kept_line_being_edited_is_watched_too(listed: VisitSession, pages: Pages) -> None:
    page = pages(listed)
    QTest.keyClicks(page.line.text, "kijkt")
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    page.desk.go_up()
    QTest.keyClick(page.sheet, Qt.Key.Key_Return)
    QTest.keyClicks(page.desk.editor.text, " naar Sofie de Vries.")
    assert page.desk.names.warned == "Sofie de Vries"
    QTest.mouseClick(button(page, "answer_pupil"), Qt.MouseButton.LeftButton)
    QTest.keyClick(page.desk.editor.text, Qt.Key.Key_Return)
    assert texts(listed) == ["kijkt naar een leerling."]
    assert page.desk.names.warned == ""


def test_without_a_list_only_when_switched_on(house: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QTest.keyClicks(page.line.text, "dan zegt Zeynep iets over Engels ")
    assert page.desk.names.warned == ""
    house.workspace.profile.remember(watch_capitals=True)
    page.hide()
    page.show()  # as when one comes back from the settings
    QTest.keyClicks(page.line.text, "nog ")
    assert page.desk.names.warned == "Zeynep"
    assert "Zeynep" in page.hints.said


def test_hidden_pupils_are_not_named_at_the_foot(listed: VisitSession, pages: Pages) -> None:
    page = pages(listed)
    page.acts.toggle_pupils()
    QTest.keyClicks(page.line.text, "Daan telt")
    assert page.desk.names.warned == "Daan"
    assert "Daan" not in page.hints.said


def test_the_list_is_in_no_database_no_backup_and_no_log(
    house: House, listed: VisitSession, pages: Pages, caplog: pytest.LogCaptureFixture
) -> None:
    page = pages(listed)
    QTest.keyClicks(page.line.text, "Daan telt")
    page.desk.names.act()
    page.desk.names.act()
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    house.settle()
    house.workspace.database.back_up("by-hand").result(20)
    folder = house.workspace.profile.folder
    outside = [p for p in folder.rglob("*") if p.is_file() and p.parent.name != pupil_names.FOLDER]
    assert {p.suffix for p in outside} >= {".db", ".json"}
    for path in outside:
        assert b"Sofie" not in path.read_bytes(), path
        assert b"de Vries" not in path.read_bytes(), path
    assert "Sofie" not in caplog.text
