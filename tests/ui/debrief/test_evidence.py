"""The list of what was noted: filters, linking by key and by drag, answers, and lines that wait."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lesvisit.domain.debrief import Reaction, Rewrite
from lesvisit.domain.shapes import Shape
from lesvisit.services import debrief
from lesvisit.ui.debrief.evidence_links import TimeLink
from lesvisit.ui.debrief.evidence_model import MIME, Role
from lesvisit.ui.debrief.line_row import LineRow
from tests.ui.debrief.support import CTRL, Desk, seen_only


@pytest.fixture
def looking(desk: Desk) -> Desk:
    """The two look at D1b."""
    desk.show(seen_only(desk.house))
    desk.page.talk.open_step("fact")
    desk.page.talk.open_ref(desk.ref("D1b"))
    desk.page.evidence.list.setFocus()
    return desk


def shown(desk: Desk) -> list[str]:
    proxy = desk.page.evidence.proxy
    local = {n.id: n.payload.local_id for n in desk.view.notes}
    lines = [proxy.index(row, 0).data(Role.LINE) for row in range(proxy.rowCount())]
    return [local.get(line.id, line.text) for line in lines]


def drop(row: LineRow, mime: QMimeData) -> None:
    """Lets something go over a row, as the window system does."""
    centre = row.rect().center()
    link = Qt.DropAction.LinkAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPointF(centre), link, mime, buttons, keys)
    QApplication.sendEvent(row, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(row, QDropEvent(QPointF(centre), link, mime, buttons, keys))


def test_the_models_are_sound(looking: Desk, qtmodeltester: object) -> None:
    qtmodeltester.check(looking.page.evidence.model)  # type: ignore[attr-defined]
    qtmodeltester.check(looking.page.evidence.proxy)  # type: ignore[attr-defined]


def test_the_open_criterion_filters_and_is_counted(looking: Desk) -> None:
    assert len(shown(looking)) == 13
    assert looking.page.evidence.count.text() == "13 van 48"
    looking.page.evidence.by_ref.setFocus()
    looking.press(Qt.Key.Key_Backspace)
    assert looking.page.evidence.count.text() == "48 van 48"
    looking.page.talk.open_ref(looking.ref("K2"))
    assert len(shown(looking)) == 7


def test_kind_phase_pupil_and_words(looking: Desk) -> None:
    evidence = looking.page.evidence
    evidence.clear_filters()
    evidence.filters.by_shape.set_value(Shape.SQUARE.value)
    evidence.filters.by_shape.chosen.emit(Shape.SQUARE.value)
    assert "n22" in shown(looking)
    assert "n21" not in shown(looking)
    evidence.set_phase(looking.ref("F4"))
    assert shown(looking) == ["n22", "n27", "n29"]
    evidence.set_phase(looking.ref("F4"))
    assert len(shown(looking)) > 3
    evidence.clear_filters()
    evidence.filters.by_pupil.set_value("C")
    evidence.filters.by_pupil.chosen.emit("C")
    assert shown(looking) == ["n15", "n26", "n44"]


def test_search_by_key_finds_and_leaves_to_the_list(looking: Desk) -> None:
    evidence = looking.page.evidence
    evidence.clear_filters()
    looking.press(Qt.Key.Key_F, CTRL)
    assert looking.focus.objectName() == "evidenceSearch"
    looking.type("regenton")
    assert shown(looking) == ["n21"]
    looking.press(Qt.Key.Key_Down)
    assert looking.focus.objectName() == "evidenceList"
    looking.press(Qt.Key.Key_F, CTRL)
    looking.type("zoiets staat nergens")
    assert evidence.empty.isVisible()
    looking.press(Qt.Key.Key_Escape)
    assert evidence.count.text() == "48 van 48"


def test_space_links_and_unlinks(looking: Desk) -> None:
    looking.go_to("n27")
    looking.press(Qt.Key.Key_Space)
    ref = looking.ref("D1b")
    assert debrief.evidence_for(looking.view, ref) == (looking.note("n27").id,)
    index = looking.page.evidence.list.currentIndex()
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    looking.press(Qt.Key.Key_Return)
    assert debrief.evidence_for(looking.view, ref) == ()
    assert looking.page.evidence.list.currentIndex() == index


def test_a_click_on_the_box_links(looking: Desk) -> None:
    looking.go_to("n27")
    view = looking.page.evidence.list
    rect = view.visualRect(view.currentIndex())
    box = view.delegate.lay(view.currentIndex(), rect.width()).tick.center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + box)
    assert debrief.evidence_for(looking.view, looking.ref("D1b")) == (looking.note("n27").id,)


def test_a_row_is_dropped_on_a_criterion_a_goal_and_a_question(looking: Desk) -> None:
    looking.go_to("n22")
    evidence = looking.page.evidence
    mime = evidence.proxy.mimeData([evidence.list.currentIndex()])
    assert mime.hasFormat(MIME)
    goals = looking.page.work.goals
    for code in ("D1a", "D1"):
        row = goals.row(looking.ref(code))
        assert row is not None
        drop(row, mime)
        drop(row, mime)  # twice is once
        assert debrief.evidence_for(looking.view, looking.ref(code)) == (looking.note("n22").id,)
    looking.page.talk.open_step("think")
    row = looking.page.work.questions.row(looking.ref("K1"))
    assert row is not None
    drop(row, mime)
    assert debrief.evidence_for(looking.view, looking.ref("K1")) == (looking.note("n22").id,)


def test_text_from_elsewhere_cannot_be_dropped(looking: Desk) -> None:
    row = looking.page.work.goals.row(looking.ref("D1a"))
    assert row is not None
    mime = QMimeData()
    mime.setText("een tekst")
    entered = QDragEnterEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(row, entered)
    assert not entered.isAccepted()


def test_ideas_wait_for_their_step(looking: Desk) -> None:
    evidence, talk = looking.page.evidence, looking.page.talk
    looking.go_to("n32")
    index = evidence.list.currentIndex()
    assert index.data(Role.WAITS) == "Idee van Bram, komt bij Samen nadenken"
    assert not index.data(Role.TICKABLE)
    looking.press(Qt.Key.Key_Space)
    assert talk.evidence == ()
    assert evidence.proxy.mimeData([index]).data(MIME).size() == 0
    talk.open_step("think")
    looking.go_to("n32")
    assert evidence.list.currentIndex().data(Role.WAITS) == ""
    looking.press(Qt.Key.Key_Space)
    assert looking.note("n32").id in talk.evidence


def test_an_answer_is_kept_while_it_is_typed(looking: Desk) -> None:
    looking.go_to("n22")
    looking.press(Qt.Key.Key_R)
    looking.type("dat wist ik niet")
    looking.house.qtbot.waitUntil(lambda: bool(looking.view.book.of(Reaction)), timeout=5000)
    editor = looking.focus
    assert editor.objectName() == "rowEditor"
    looking.type("!")
    looking.press(Qt.Key.Key_Escape)
    assert [r.payload.text for r in looking.view.book.of(Reaction)] == ["dat wist ik niet!"]
    assert looking.focus is looking.page.evidence.list


def test_leaving_the_page_keeps_a_half_typed_answer(looking: Desk) -> None:
    looking.go_to("n22")
    looking.press(Qt.Key.Key_R)
    looking.type("half")
    looking.page.leave()
    assert [r.payload.text for r in looking.view.book.of(Reaction)] == ["half"]


def test_a_judgement_can_be_said_again_and_nobody_is_asked_to(looking: Desk) -> None:
    looking.go_to("n11")
    view = looking.page.evidence.list
    made = view.delegate.lay(view.currentIndex(), 400)
    assert made.parts[0].layout.formats() == []  # no line under anybody's words, not before the talk either
    looking.press(Qt.Key.Key_W)
    assert looking.focus.objectName() == "rowEditor"
    looking.press(Qt.Key.Key_A, CTRL)
    looking.type("18 van 24 aan het werk")
    looking.press(Qt.Key.Key_Return)
    assert looking.view.book.of(Rewrite)[0].payload.was == "leuke start, fijne sfeer!"
    line = view.current_line
    assert line is not None
    assert line.text == "18 van 24 aan het werk"
    assert line.first_wording == "leuke start, fijne sfeer!"
    assert not debrief.begun(looking.page.talk.frame)  # alone and beforehand: that is no talk
    looking.page.talk.begin()
    looking.page.switch_writer()
    looking.press(Qt.Key.Key_W)  # not by the colleague it is about
    assert looking.focus.objectName() == "evidenceList"


def test_a_phase_of_the_ribbon_filters(looking: Desk) -> None:
    button = looking.page.ribbon.phase_button(looking.ref("F2"))
    assert button is not None
    looking.page.evidence.by_ref.empty_out()
    button.setFocus()
    looking.press(Qt.Key.Key_Return)
    assert shown(looking) == ["n09", "n10", "n11"]
    looking.press(Qt.Key.Key_Return)
    assert looking.page.evidence.count.text() == "48 van 48"


def test_a_time_leads_to_its_note(looking: Desk) -> None:
    looking.go_to("n27")
    looking.press(Qt.Key.Key_Space)
    looking.page.evidence.search.setText("iets anders")
    looking.page.work.goals.body.links.findChildren(TimeLink)[0].click()
    line = looking.page.evidence.list.current_line
    assert line is not None
    assert line.id == looking.note("n27").id
    assert looking.focus is looking.page.evidence.list


def test_results_after_the_lesson_can_be_evidence(looking: Desk) -> None:
    results = looking.page.work.results
    results.add.setFocus()
    looking.press(Qt.Key.Key_Return)
    looking.type("formule goed")
    looking.press(Qt.Key.Key_Tab)
    looking.type("17")
    looking.press(Qt.Key.Key_Tab)
    record = debrief.results(looking.view)[0]
    assert (record.payload.label, record.payload.count, record.payload.of) == ("formule goed", 17, 26)
    looking.page.evidence.show_note(record.id)
    looking.press(Qt.Key.Key_Space)
    assert looking.page.talk.evidence == (record.id,)
    assert looking.page.evidence.count.text() == "48 van 48"  # results are no notes


def test_another_visit_begins_without_the_filter_of_the_one_before(desk: Desk) -> None:
    desk.show(desk.house.sample_visit())
    desk.page.talk.open_step("S2")
    desk.page.talk.open_ref(desk.ref("D1b"))
    assert 0 < desk.page.evidence.proxy.rowCount() < len(desk.view.notes)
    following = desk.house.sample_visit("sample_short.json")
    desk.show(following)
    assert desk.page.evidence.proxy.rowCount() == len(desk.page.evidence.model.lines) > 0


def test_after_show_everything_the_arrows_go_through_the_notes(desk: Desk) -> None:
    """The button is gone then; with the focus on a filter the next arrow would hide what was just shown."""
    desk.show(seen_only(desk.house))
    column = desk.page.evidence
    column.search.setText("bordjes")
    column.search.textEdited.emit("bordjes")
    desk.house.qtbot.waitUntil(column.all_lines.isVisible)
    column.all_lines.setFocus()
    desk.press(Qt.Key.Key_Space)
    assert desk.focus is column.list
    assert column.proxy.rowCount() == column.model.rowCount()
