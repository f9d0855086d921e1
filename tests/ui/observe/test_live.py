"""What goes on by itself: minute, questions, ribbon, gaps, drafts, saved, quiet, sizes."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from lesvisit.domain.events import Gap, GapReason, PhaseStart, VisitEnd
from lesvisit.domain.keymap import Act
from lesvisit.domain.masking import hidden_pupils
from lesvisit.services.session import VisitSession
from lesvisit.ui.observe.battery import Battery, battery_words, is_short
from lesvisit.ui.observe.page import ObservePage
from lesvisit.ui.tokens import QUIET, Tokens
from tests.support.house import House
from tests.ui.observe.conftest import Pages, designed_visit

ALT = Qt.KeyboardModifier.AltModifier


def write(page: ObservePage, *texts: str) -> None:
    for text in texts:
        QTest.keyClicks(page.line.text, text)
        QTest.keyClick(page.line.text, Qt.Key.Key_Return)


def button(page: ObservePage, name: str) -> QAbstractButton:
    found = page.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


# The lesson


def test_the_minute_stands_large_and_the_clock_small(house: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    assert page.head.minute.number == "18"
    assert page.head.clock.text() == "10:53"
    house.clock.pass_by(60)
    page.live.beat()
    assert page.head.minute.number == "19"


def test_a_cold_start_at_minute_18(house: House, pages: Pages) -> None:
    visit = designed_visit(house, bell=False)
    page = pages(visit)
    write(page, "eerste notitie")
    assert visit.view.minute_text(visit.view.notes[0]) == "00:00"
    assert page.ask.isVisible()
    field = page.findChild(QLineEdit, "startMinuteField")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    QTest.keyClicks(field, "18")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert visit.view.minute_text(visit.view.notes[0]) == "18:00"
    assert page.line.text.hasFocus()
    button(page, "phaseOn_F2").click()
    assert visit.book.of(PhaseStart)[0].payload == PhaseStart("p2", seen=False)
    assert page.ask.isHidden()
    assert page.head.minute.number == "18"


def test_the_questions_can_be_skipped_and_asked_again(house: House, pages: Pages) -> None:
    visit = designed_visit(house, bell=False)
    page = pages(visit)
    button(page, "startSkip").click()
    assert visit.view.visit.start_asked
    button(page, "phaseSkip").click()
    assert page.ask.isHidden()
    page.head.minute.click()
    assert page.ask.isVisible()
    button(page, "startNow").click()
    assert page.head.minute.number == "0"


def test_typing_is_never_stopped_by_a_question(house: House, pages: Pages) -> None:
    visit = designed_visit(house, bell=False)
    page = pages(visit)
    assert page.ask.isVisible()
    assert page.line.text.hasFocus()
    write(page, "gewoon doorgaan")
    assert len(visit.view.notes) == 1


def test_the_agreed_time_is_offered(house: House, pages: Pages) -> None:
    from lesvisit.services import prepare

    visit = designed_visit(house, bell=False)
    operation = prepare.set_head(house.workspace.desk, visit.view, planned_from="10:35")
    assert operation is not None
    visit.do(operation)
    page = pages(visit)
    button(page, "startPlanned").click()
    assert page.head.minute.number == "18"


def test_next_phase_draws_the_ribbon(house: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QTest.keyClick(page.line.text, Qt.Key.Key_9, ALT)
    house.clock.pass_by(120)
    QTest.keyClick(page.line.text, Qt.Key.Key_9, ALT)
    assert page.ribbon.phase_button("p2") is not None
    for _ in range(3):
        QTest.keyClick(page.line.text, Qt.Key.Key_9, ALT)
    assert len(visit.book.of(PhaseStart)) == 3
    assert "laatste fase" in page.hints.said


def test_sleep_is_marked_in_the_sheet_and_the_minute_is_right(
    house: House, visit: VisitSession, pages: Pages
) -> None:
    page = pages(visit)
    write(page, "voor de slaap")
    page.live.beat()
    house.clock.pass_by(130)
    page.live.beat()
    gap = visit.book.of(Gap)[0].payload
    assert gap.reason is GapReason.SLEEP
    model = page.sheet.model()
    assert model.index(1, 0).data() == "laptop sliep 10:53 – 10:55"
    assert page.head.minute.number == "20"


def test_a_jumping_clock_is_marked_and_the_minute_is_right(house: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    write(page, "x")
    page.live.beat()
    house.clock.pass_by(1)
    house.clock.jump_wall(3600)
    page.live.beat()
    assert visit.book.of(Gap)[0].payload.reason is GapReason.CLOCK
    assert page.head.minute.number == "18"


def test_done_ends_the_visit_and_asks_where_to(qtbot: QtBot, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QTest.keyClicks(page.line.text, "nog niet bewaard")
    page.panel.finish.click()
    assert [r.payload.text for r in visit.view.notes] == ["nog niet bewaard"]
    assert len(visit.book.of(VisitEnd)) == 1
    where_to = {b.objectName(): b for b in page.ask.findChildren(QAbstractButton) if b.isVisible()}
    assert where_to["toDebrief"].hasFocus()  # Enter goes on
    with qtbot.waitSignal(page.step_wanted) as over:
        where_to["toLookOver"].click()
    assert over.args == [4]
    with qtbot.waitSignal(page.step_wanted) as wanted:
        QTest.keyClick(where_to["toDebrief"], Qt.Key.Key_Return)
    assert wanted.args == [2]
    with qtbot.waitSignal(page.step_wanted):
        page.panel.finish.click()
    assert len(visit.book.of(VisitEnd)) == 1


# Drafts and saving


def test_the_draft_is_on_the_disk_soon_and_back_after_a_kill(
    house: House, qtbot: QtBot, visit: VisitSession, pages: Pages
) -> None:
    page = pages(visit)
    write(page, "bewaard")
    QTest.keyClicks(page.line.text, "half get")
    with qtbot.waitSignal(page.desk.draft_saved, timeout=5000):
        pass
    house.clock.pass_by(20)
    house.reopen()  # nobody said goodbye to the page: its draft lies on the disk
    again = house.open_visit(visit.book.scope_id)
    page = pages(again)
    assert page.line.text.toPlainText() == "half get"
    assert page.line.time == "18:00"
    assert page.line.hint.text() == "Enter bewaart, Esc legt weg"
    QTest.keyClicks(page.line.text, "ypt")
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    assert [r.payload.text for r in again.view.notes] == ["bewaard", "half getypt"]


def test_esc_lays_a_restored_line_away(house: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QTest.keyClicks(page.line.text, "toch niet")
    page.leave()
    house.settle()
    house.reopen()
    again = house.open_visit(visit.book.scope_id)
    page = pages(again)
    QTest.keyClick(page.line.text, Qt.Key.Key_Escape)
    assert page.line.text.toPlainText() == ""
    assert again.view.notes == []
    house.settle()
    again.undo("observe", "me").result(20)
    house.settle()
    assert [r.payload.text for r in again.view.notes] == ["toch niet"]


def test_esc_on_a_line_being_typed_does_nothing(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QTest.keyClicks(page.line.text, "blijft")
    QTest.keyClick(page.line.text, Qt.Key.Key_Escape)
    assert page.line.text.toPlainText() == "blijft"


def test_saved_shows_a_time_only_after_the_disk(house: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    house.settle()
    assert page.saved.words == ""
    write(page, "een")
    assert page.saved.words == ""
    house.settle()
    assert page.saved.words == "opgeslagen 10:53:00"


def test_trouble_stays_in_the_hint_bar_until_it_is_solved(house: House, visit: VisitSession, pages: Pages) -> None:
    from lesvisit.domain.errors import StorageFailed
    from lesvisit.models.database import Health

    page = pages(visit)
    database = house.workspace.database
    database.trouble, database.health = StorageFailed("disk_full"), Health.TROUBLE
    house.workspace.health_changed.emit()
    assert page.hints.trouble
    page.workspace.say("iets anders")
    assert page.hints.said == page.hints.trouble
    write(page, "blijft staan")
    assert page.hints.saved.words == "nog niet opgeslagen"
    database.trouble, database.health = None, Health.GOOD
    house.workspace.health_changed.emit()
    assert not page.hints.trouble


# Quiet, hidden, large


def colours(house: House) -> Tokens:
    return house.workspace.theme.tokens


def test_the_quiet_screen(house: House, qtbot: QtBot, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    write(page, *(f"regel {n}" for n in range(6)))
    with qtbot.waitSignal(page.quiet_wanted) as wanted:
        QTest.keyClick(page.line.text, Qt.Key.Key_F11)
    assert wanted.args == [True]
    assert colours(house) == QUIET
    assert page.line.text.hasFocus()
    assert page.panel.isHidden()
    assert page.head.isHidden()
    page.grab()
    heights = [page.sheet.visualRect(page.sheet.model().index(row, 0)).height() for row in range(6)]
    assert [height > 0 for height in heights] == [False, False, False, True, True, True]
    write(page, "in stilte")
    QTest.keyClick(page.line.text, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert colours(house) != QUIET
    assert page.panel.isVisible()


def test_pupils_are_hidden_with_one_key(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    write(page, "R2P3: ik weet het")
    QTest.keyClick(page.line.text, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    model = page.sheet.model()
    assert model.index(0, 0).data() == "ll: ik weet het"
    assert visit.view.notes[0].payload.text == "R2P3: ik weet het"
    QTest.keyClick(page.line.text, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert model.index(0, 0).data() == "R2P3: ik weet het"


def test_hidden_pupils_in_a_sentence() -> None:
    assert hidden_pupils("B vraagt R3P1 naar tabel C", ("B",), "ll") == "ll vraagt ll naar tabel C"


@pytest.mark.parametrize("scale", [0.8, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("quiet", [False, True])
def test_every_size_fits_a_school_laptop(
    house: House, qapp: QApplication, visit: VisitSession, pages: Pages, scale: float, quiet: bool
) -> None:
    page = pages(visit)
    house.workspace.theme.set_scale(scale)
    if quiet:
        page.acts.run(Act.QUIET)
    write(page, "een lange regel " * 8, "kort /d1a ")
    page.acts.toggle_keys()
    page.grab()
    assert page.minimumSizeHint().width() <= 1366
    assert page.minimumSizeHint().height() <= 688
    assert page.strip.isVisible() == (scale >= 1.75 and not quiet)
    house.workspace.theme.set_quiet(False)
    house.workspace.theme.set_scale(1.0)


def test_every_control_has_a_name(house: House, pages: Pages) -> None:
    page = pages(designed_visit(house, bell=False))
    for control in page.findChildren(QAbstractButton):
        if control.isVisible():
            assert control.objectName(), control
            assert control.accessibleName() or control.text(), control.objectName()
    for editor in (page.line.text, page.line.effect, page.sheet, page.desk.editor.text):
        assert editor.accessibleName()
        assert editor.objectName()


def test_the_sample_visit_shows_whole(house: House, pages: Pages) -> None:
    visit = house.sample_visit()
    page = pages(visit)
    page.grab()
    assert page.sheet.model().rowCount() >= len(visit.view.notes)


# The battery


def test_battery_in_words(house: House) -> None:
    words = house.workspace.translator
    assert battery_words(words, None, 26) == ""
    assert battery_words(words, Battery(80, 110, False), 26) == "accu 1 u 50 · les nog 26 min"
    assert battery_words(words, Battery(80, None, False), None) == "accu 80 %"
    assert is_short(Battery(9, 12, False), 26)
    assert not is_short(Battery(9, 12, True), 26)


def test_a_restart_during_the_lesson_shows_a_gap(house: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    write(page, "voor")
    page.leave()
    house.settle()
    house.clock.pass_by(240)
    house.reopen()
    page = pages(house.open_visit(visit.book.scope_id))
    rows: list[Any] = [page.sheet.model().index(row, 0).data() for row in range(2)]
    assert rows == ["voor", "LesVisit was dicht, ergens tussen 10:53 en 10:57"]
    assert isinstance(house.data_dir, Path)
