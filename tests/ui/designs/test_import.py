"""A lesson plan taken in through the window: read, sorted by keyboard and mouse, taken over, taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lesvisit.exchange.lesson_text import LessonMapping, Part, Place
from lesvisit.services import designs
from lesvisit.services.design_out import DOCX, PDF
from lesvisit.ui.designs.export_row import Wish
from lesvisit.ui.designs.import_page import ImportPage
from lesvisit.ui.designs.room import DesignsRoom
from tests.exchange import docx_builder as build
from tests.support.house import House
from tests.ui.test_accessible import nameless


@pytest.fixture
def room(house: House, qtbot: QtBot) -> DesignsRoom:
    house.workspace.say_who_i_am("Bram")
    made = DesignsRoom(house.workspace)
    qtbot.addWidget(made)
    made.resize(1240, 620)
    made.show()
    made.show_list()
    return made


@pytest.fixture
def page(room: DesignsRoom) -> ImportPage:
    room.list.importing.click()
    assert room.importing is not None
    return room.importing


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "Rekenles.docx"
    path.write_bytes(build.edi_in_one_table())
    return path


def sorted_page(page: ImportPage, plan: Path, house: House) -> ImportPage:
    page.start.file_chosen.emit(plan)
    house.qtbot.waitUntil(lambda: page.stack.currentWidget() is page.sort)
    return page


def stored(house: House) -> list[designs.DesignSummary]:
    found: list[designs.DesignSummary] = house.read(designs.listed)
    return found


def number_of(found: LessonMapping, text: str) -> int:
    return next(n for n, piece in enumerate(found.pieces) if text in piece.whole)


def go_to(page: ImportPage, text: str) -> None:
    row = page.sort.model.row_of(number_of(page.sort.found, text))
    page.sort.view.setCurrentIndex(page.sort.model.index(row, 0))


def test_a_word_file_becomes_a_design_in_one_act(
    house: House, room: DesignsRoom, page: ImportPage, plan: Path
) -> None:
    sorted_page(page, plan, house)
    assert page.sort.view.hasFocus()
    assert "5 fasen" in page.sort.summary.text() or "5 phases" in page.sort.summary.text()
    page.sort.make.click()
    assert room.stack.currentWidget() is room.editor
    assert room.editor.opened.design.title == "EDI-lesplan rekenen"
    assert [p.planned_min for p in room.editor.opened.version.phases] == [3, 7, 15, 15, 5]
    house.settle()
    (design,) = stored(house)
    assert design.version.goals[0].criteria[1].text == "maakt de noemers gelijk"


def test_taking_it_back_takes_the_design_away(house: House, room: DesignsRoom, page: ImportPage, plan: Path) -> None:
    sorted_page(page, plan, house)
    page.sort.make.click()
    house.settle()
    room.editor.back.setFocus()
    QTest.keyClick(room.editor.back, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    house.qtbot.waitUntil(lambda: room.stack.currentWidget() is room.list)
    house.settle()
    assert stored(house) == []


def test_cancel_changes_nothing(house: House, room: DesignsRoom, page: ImportPage, plan: Path) -> None:
    sorted_page(page, plan, house)
    page.sort.cancel.click()
    assert page.stack.currentWidget() is page.start
    QTest.keyClick(page.start.choose, Qt.Key.Key_Escape)
    assert room.stack.currentWidget() is room.list
    house.settle()
    assert stored(house) == []


def test_a_piece_is_moved_by_keyboard(house: House, page: ImportPage, plan: Path) -> None:
    sorted_page(page, plan, house)
    before = page.sort.found
    go_to(page, "nog niet ingevuld")
    QTest.keyClick(page.sort.view, Qt.Key.Key_Return)
    house.qtbot.waitUntil(lambda: page.sort.piece.part.view().isVisible())
    popup = page.sort.piece.part.view()
    QTest.keyClick(popup, Qt.Key.Key_Home)
    for _step in range(list(part_order()).index(Part.TEACHER)):
        QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    number = number_of(before, "nog niet ingevuld")
    assert page.sort.found.pieces[number].place == Place(Part.TEACHER, 4)
    page.sort.view.setFocus()
    QTest.keyClick(page.sort.view, Qt.Key.Key_Left)
    assert page.sort.found.pieces[number].place == Place(Part.TEACHER, 3)
    QTest.keyClick(page.sort.view, Qt.Key.Key_Delete)
    assert page.sort.found == before
    for _step in range(3):
        QTest.keyClick(page.sort.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.sort.found == before


def part_order() -> tuple[Part, ...]:
    from lesvisit.ui.designs import import_words

    return tuple(import_words.PARTS)


def test_several_pieces_move_together_and_into_a_new_phase(house: House, page: ImportPage, plan: Path) -> None:
    sorted_page(page, plan, house)
    go_to(page, "Wisbordje")
    view = page.sort.view
    place = view.visualRect(view.currentIndex()).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    QTest.keyClick(page.sort.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(page.sort.chosen) == 2
    page.sort.put(Place(Part.EXPECTED, 5))
    assert page.sort.found.phases[5].fields["expected"] == "Wisbordje\nBeurten met stokjes"


def test_what_is_no_time_can_not_become_minutes(house: House, page: ImportPage, plan: Path) -> None:
    sorted_page(page, plan, house)
    before = page.sort.found
    go_to(page, "strookjes")
    part = page.sort.piece.part
    part.setCurrentIndex(list(part_order()).index(Part.PHASE_MIN))
    part.activated.emit(part.currentIndex())
    assert page.sort.found == before
    assert page.sort.piece.hint.isVisible()


def test_only_what_was_left_over(house: House, page: ImportPage, plan: Path) -> None:
    sorted_page(page, plan, house)
    page.sort.which.set_value("left")
    page.sort.which.choice_made.emit("left")
    assert page.sort.model.rowCount() == len(page.sort.found.left_over) > 0


def test_pasted_text_goes_the_same_road(house: House, room: DesignsRoom, page: ImportPage) -> None:
    page.start.text.setPlainText("Breuken\nDoelen:\n- Ik kan delen\nVerloop\nStart (5 min)\nDocent: groet")
    page.start.sort.click()
    house.qtbot.waitUntil(lambda: page.stack.currentWidget() is page.sort)
    page.sort.make.click()
    assert room.editor.opened.version.goals[0].text == "Ik kan delen"


def test_pasted_text_stays_until_a_design_is_made_of_it(house: House, room: DesignsRoom, page: ImportPage) -> None:
    """One tab too far, or a bad sorting: the text was typed once and still stands there."""
    text = "Breuken\nDoelen:\n- Ik kan delen"
    page.start.text.setPlainText(text)
    page.leave()
    room.list.importing.click()
    assert page.start.text.toPlainText() == text
    assert page.start.text.hasFocus()
    page.start.sort.click()
    house.qtbot.waitUntil(lambda: page.stack.currentWidget() is page.sort)
    page.sort.cancel.click()
    assert page.start.text.toPlainText() == text
    page.start.sort.click()
    house.qtbot.waitUntil(lambda: page.stack.currentWidget() is page.sort)
    page.sort.make.click()
    assert page.start.text.toPlainText() == ""


def test_makers_are_known_people_afterwards(house: House, room: DesignsRoom, page: ImportPage) -> None:
    page.start.text.setPlainText("Breuken\nGemaakt door: Noor en Yara\nDoel: Ik kan delen")
    page.start.sort.click()
    house.qtbot.waitUntil(lambda: page.stack.currentWidget() is page.sort)
    page.sort.make.click()
    assert {house.workspace.name(i) for i in room.editor.opened.design.makers} == {"Noor", "Yara"}


def test_a_file_that_is_none_is_told_and_one_can_go_on(house: House, page: ImportPage, tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(b"no zip")
    page.start.file_chosen.emit(path)
    house.qtbot.waitUntil(page.start.error.isVisible)
    assert page.start.choose.isEnabled()


def test_stopping_leaves_nothing(house: House, page: ImportPage, tmp_path: Path) -> None:
    path = tmp_path / "long.docx"
    path.write_bytes(build.docx(*[build.p(f"regel {n}") for n in range(7000)]))
    page.start.file_chosen.emit(path)
    assert page.start.stop.isVisible()
    page.start.stop.click()
    assert not page.start.stop.isVisible()
    page.read_text("Doel: Ik kan het.")
    house.qtbot.waitUntil(lambda: page.stack.currentWidget() is page.sort)
    assert page.sort.found.goals[0].text == "Ik kan het."


def test_stop_halfway_ends_the_reading_itself(house: House, page: ImportPage, tmp_path: Path) -> None:
    path = tmp_path / "long.docx"
    path.write_bytes(build.docx(*[build.p(f"regel {n}") for n in range(7000)]))
    shares: list[float] = []
    page.work.progressed.connect(shares.append)
    page.work.progressed.connect(lambda share: page.start.stop.click() if 0.05 < share < 0.5 else None)
    page.start.file_chosen.emit(path)
    house.qtbot.waitUntil(lambda: not page.work.busy)
    assert shares[-1] < 0.5, "it was still reading the document when Stop was pressed"
    assert page.start.choose.isEnabled()
    assert page.stack.currentWidget() is page.start
    page.read_text("Doel: Ik kan het.")  # waits for the reading before it, were that still going on
    house.qtbot.waitUntil(lambda: page.stack.currentWidget() is page.sort)


def test_the_start_of_an_import_fits_its_window(page: ImportPage) -> None:
    assert page.area.verticalScrollBar().maximum() == 0, "the button below the text is in sight"


def test_every_control_can_be_named_and_it_fits_at_200_percent(house: House, page: ImportPage, plan: Path) -> None:
    assert nameless(page) == []
    sorted_page(page, plan, house)
    assert nameless(page) == []
    house.workspace.theme.set_scale(2.0)
    assert page.minimumSizeHint().width() <= 1366 - 200
    house.workspace.theme.set_scale(1.0)


# Out


@pytest.mark.parametrize("wish", [Wish(DOCX), Wish(PDF), Wish(PDF, True)])
def test_an_open_design_is_saved_as_a_file(
    house: House, room: DesignsRoom, page: ImportPage, plan: Path, tmp_path: Path, wish: Wish
) -> None:
    sorted_page(page, plan, house)
    page.sort.make.click()
    row = room.editor.export
    path = tmp_path / f"uit{wish.ending}"
    with house.qtbot.waitSignal(row.saved, timeout=20_000):
        row.save(wish, path)
    assert path.read_bytes()[:2] == (b"PK" if wish.ending == DOCX else b"%P")
    assert row.proposed(wish).parent == tmp_path
