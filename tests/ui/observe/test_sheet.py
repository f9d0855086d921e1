"""Kept lines: their order, editing in place, deleting, undo also after a restart."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from lesvisit.domain.events import PhaseStart
from lesvisit.services.session import VisitSession
from lesvisit.ui.observe.page import ObservePage
from lesvisit.ui.observe.sheet_delegate import SheetDelegate
from lesvisit.ui.observe.sheet_model import SheetModel, SheetRow
from tests.support.house import House
from tests.ui.observe.conftest import Pages

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def write(page: ObservePage, *texts: str) -> None:
    for text in texts:
        QTest.keyClicks(page.line.text, text)
        QTest.keyClick(page.line.text, Qt.Key.Key_Return)


def shown(page: ObservePage) -> list[str]:
    model = page.sheet.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def texts(visit: VisitSession) -> list[str]:
    return [record.payload.text for record in visit.view.notes]


def undo(house: House, qtbot: QtBot, visit: VisitSession) -> None:
    visit.undo("observe", "me").result(20)
    house.settle()


def test_rows_follow_one_by_one(house: House, qtbot: QtBot, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    assert page.model is not None
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    with qtbot.assertNotEmitted(page.model.modelReset):
        write(page, "een")
        house.clock.pass_by(5)
        QTest.keyClick(page.line.text, Qt.Key.Key_9, ALT)
        write(page, "twee")
        house.clock.pass_by(7)
        QTest.keyClick(page.line.text, Qt.Key.Key_7, ALT)
        QTest.keyClick(page.line.text, Qt.Key.Key_8, ALT)
    assert shown(page) == ["een", "vastgehouden – vul aan wanneer je kunt", "F1 Start", "twee"]


def test_a_late_line_is_kept_at_its_time(house: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QTest.keyClicks(page.line.text, "begon eerst")
    house.clock.pass_by(20)
    QTest.keyClick(page.line.text, Qt.Key.Key_7, ALT)
    assert len(shown(page)) == 1
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    assert shown(page)[0] == "begon eerst"


def test_up_and_enter_open_a_line_and_its_stamp_stays(house: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    write(page, "fout")
    house.clock.pass_by(90)
    QTest.keyClick(page.line.text, Qt.Key.Key_Up)
    assert page.sheet.hasFocus()
    QTest.keyClick(page.sheet, Qt.Key.Key_Return)
    editor = page.desk.editor
    assert editor.text.hasFocus()
    assert editor.text.toPlainText() == "fout"
    assert editor.time == "18:00"
    QTest.keyClicks(editor.text, " hersteld")
    QTest.keyClick(editor.text, Qt.Key.Key_2, CTRL)
    QTest.keyClick(editor.text, Qt.Key.Key_Return)
    assert page.line.text.hasFocus()
    assert texts(visit) == ["fout hersteld"]
    assert visit.view.notes[0].payload.links == ("c2",)
    assert visit.view.minute_text(visit.view.notes[0]) == "18:00"
    assert editor.isHidden()


def test_a_click_opens_a_line_and_clicking_elsewhere_keeps_it(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    write(page, "een", "twee")
    model = page.sheet.model()
    QTest.mouseClick(
        page.sheet.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        page.sheet.visualRect(model.index(0, 0)).center(),
    )
    QTest.keyClicks(page.desk.editor.text, "!")
    page.take_focus()
    assert texts(visit) == ["een!", "twee"]


def test_a_chip_of_the_panel_works_on_the_open_line(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    write(page, "een")
    page.desk.rows.open(page.sheet.model().index(0, 0))
    QTest.mouseClick(page.panel.chips["c3"], Qt.MouseButton.LeftButton)
    assert page.panel.chips["c3"].isChecked()
    assert page.desk.editor.isVisible()
    QTest.keyClick(page.desk.editor.text, Qt.Key.Key_Return)
    assert visit.view.notes[0].payload.links == ("c3",)


def test_esc_leaves_a_line_as_it_was(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    write(page, "een")
    page.desk.rows.open(page.sheet.model().index(0, 0))
    QTest.keyClicks(page.desk.editor.text, " en meer")
    QTest.keyClick(page.desk.editor.text, Qt.Key.Key_Escape)
    assert texts(visit) == ["een"]
    assert page.line.text.hasFocus()


def test_the_held_moment_is_filled_later(house: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QTest.keyClick(page.line.text, Qt.Key.Key_7, ALT)
    house.clock.pass_by(200)
    QTest.keyClick(page.line.text, Qt.Key.Key_Up)
    QTest.keyClick(page.sheet, Qt.Key.Key_Return)
    QTest.keyClicks(page.desk.editor.text, "dat was dit")
    QTest.keyClick(page.desk.editor.text, Qt.Key.Key_Return)
    assert texts(visit) == ["dat was dit"]
    assert visit.view.minute_text(visit.view.notes[0]) == "18:00"


def test_ten_seconds_back_while_a_line_is_open_moves_its_row(house: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    write(page, "een")
    house.clock.pass_by(5)
    write(page, "twee")
    page.desk.rows.open(page.sheet.model().index(1, 0))
    QTest.keyClick(page.desk.editor.text, Qt.Key.Key_8, ALT)
    QTest.keyClicks(page.desk.editor.text, "!")
    QTest.keyClick(page.desk.editor.text, Qt.Key.Key_Return)
    assert shown(page) == ["twee!", "een"]


def test_delete_takes_a_line_away_and_undo_brings_it_back(
    house: House, qtbot: QtBot, visit: VisitSession, pages: Pages
) -> None:
    page = pages(visit)
    write(page, "een", "twee")
    QTest.keyClick(page.line.text, Qt.Key.Key_Up)
    QTest.keyClick(page.sheet, Qt.Key.Key_Delete, CTRL)
    assert texts(visit) == ["een"]
    page.desk.rows.open(page.sheet.model().index(0, 0))
    QTest.keyClick(page.desk.editor.text, Qt.Key.Key_Delete, CTRL)
    assert texts(visit) == []
    assert page.line.text.hasFocus()
    house.settle()
    undo(house, qtbot, visit)
    undo(house, qtbot, visit)
    assert shown(page) == ["een", "twee"]
    assert page.sheet.currentIndex().row() == 1


def test_a_wrong_phase_can_be_taken_away(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QTest.keyClick(page.line.text, Qt.Key.Key_9, ALT)
    QTest.keyClick(page.line.text, Qt.Key.Key_Up)
    QTest.keyClick(page.sheet, Qt.Key.Key_Delete)
    assert visit.book.of(PhaseStart) == []
    assert page.line.text.hasFocus()


def test_undo_works_across_a_restart(house: House, qtbot: QtBot, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    write(page, "een", "twee")
    QTest.keyClick(page.line.text, Qt.Key.Key_1, ALT)
    page.leave()
    house.settle()
    house.reopen()
    again = house.open_visit(visit.book.scope_id)
    page = pages(again)
    assert shown(page) == ["een", "twee"]
    undo(house, qtbot, again)
    assert page.panel.tallies[again.view.counters[0].id].count == 0
    undo(house, qtbot, again)
    assert shown(page) == ["een"]


def test_undo_first_takes_back_what_is_being_typed(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    write(page, "een")
    QTest.keyClicks(page.line.text, "twee")
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Z, CTRL, "z")
    assert page.line.text.document().isUndoAvailable()
    page.line.text.keyPressEvent(event)
    assert page.line.text.toPlainText() == ""
    assert not page.line.text.document().isUndoAvailable()
    assert texts(visit) == ["een"]


def test_arrow_down_past_the_last_row_leads_back_to_the_line(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    write(page, "een", "twee")
    QTest.keyClick(page.line.text, Qt.Key.Key_Up)
    QTest.keyClick(page.sheet, Qt.Key.Key_Up)
    assert page.sheet.currentIndex().row() == 0
    QTest.keyClick(page.sheet, Qt.Key.Key_Down)
    QTest.keyClick(page.sheet, Qt.Key.Key_Down)
    assert page.line.text.hasFocus()


def test_few_rows_hug_the_line_and_many_scroll_to_it(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    write(page, "een")
    model = page.sheet.model()
    assert page.sheet.visualRect(model.index(0, 0)).bottom() >= page.sheet.viewport().height() - 3
    write(page, *(f"regel {n}" for n in range(30)))
    last = page.sheet.visualRect(model.index(30, 0))
    assert page.sheet.viewport().rect().contains(last)
    assert page.sheet.indexAt(last.center()).row() == 30
    assert not page.sheet.indexAt(QPoint(0, 10_000)).isValid()


def test_the_model_reads_anew_when_the_bell_is_corrected(house: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    write(page, "een")
    assert page.observation is not None
    page.observation.lesson_is_at(20)
    assert isinstance(page.model, SheetModel)
    assert visit.view.minute_text(visit.view.notes[0]) == "20:00"
    from lesvisit.ui.observe.sheet_model import ROW_ROLE

    assert page.model.index(0).data(ROW_ROLE).time == "20:00"


def test_tab_from_an_open_line_reaches_its_effect_and_the_panel(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    write(page, "een")
    page.desk.rows.open(page.sheet.model().index(0, 0))
    QTest.keyClick(page.desk.editor.text, Qt.Key.Key_Tab)
    QTest.keyClicks(page.desk.editor.effect, "gevolg")
    QTest.keyClick(page.desk.editor.effect, Qt.Key.Key_Tab)
    chip = page.panel.first_widget()
    assert chip.hasFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert page.desk.editor.isVisible()
    QTest.keyClick(chip, Qt.Key.Key_Escape)
    assert page.line.text.hasFocus()
    note = visit.view.notes[0].payload
    assert (note.effect, note.links) == ("gevolg", ("c1",))


def test_a_reader_hears_time_kind_text_and_links(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    write(page, "/l hoe weet je dat? /d1a ")
    page.grab()
    spoken = page.sheet.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "18:00, letterlijk, hoe weet je dat?, D1a"
    interface = QAccessible.queryAccessibleInterface(page.sheet)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "Regels van dit bezoek"
    assert interface.childCount() >= 1


class CountingDelegate(SheetDelegate):
    measured = 0

    def height(self, row: SheetRow, width: int) -> int:
        self.measured += 1
        return super().height(row, width)


def test_a_new_line_measures_no_other_line(house: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    write(page, *(f"regel {n}" for n in range(60)))
    counting = CountingDelegate(house.workspace.theme, page.sheet)
    page.sheet.rows = counting
    write(page, "nog een")
    assert counting.measured <= 2
    QTest.keyClicks(page.line.text, "typen meet niets")
    assert counting.measured <= 2
