"""Notes that were made on paper, typed over after the lesson: many in a row, each at its lesson minute."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from lesvisit.domain.events import Note, NoteKind, SubjectKind
from lesvisit.domain.records import Record
from lesvisit.services import debrief, paper_notes
from lesvisit.ui.debrief.minute_picker import lesson_minute_typed
from lesvisit.ui.debrief.paper_sheet import PaperSheet
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.visit_room import VisitRoom
from tests.support.house import House
from tests.support.window import button
from tests.ui.debrief.support import NONE, Desk, seen_only
from tests.ui.test_accessible import nameless

ENTER, TAB, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape


def opened(desk: Desk) -> PaperSheet:
    """The sheet over the worked visit, by its link above the notes."""
    desk.show(seen_only(desk.house))
    desk.page.evidence.paper.click()
    assert desk.page.over.paper.isVisible()
    assert not desk.page.columns.isVisible()
    return desk.page.over.paper


def newest(desk: Desk) -> Record[Note]:
    """The note that was typed over last."""
    typed = paper_notes.from_paper(desk.view)
    found = [r for r in desk.view.book.of(Note) if r.id in typed]
    return max(found, key=lambda r: r.stamp.seq if r.stamp else 0)


def test_many_notes_in_a_row_by_keyboard_alone(desk: Desk) -> None:
    sheet = opened(desk)
    before = len(desk.view.notes)
    assert not sheet.bell.isVisible(), "the lesson has its bell"
    assert desk.focus is sheet.row.picker.field
    for minute, text in (("12", "6 bordjes met een 9"), ("12:30", "R2P3 vraagt hulp"), ("14", "stil")):
        desk.type(minute)  # it is chosen whole: typing goes over it
        QTest.keyClick(desk.focus, ENTER, NONE)
        assert desk.focus is sheet.row.text.input
        desk.type(text)
        QTest.keyClick(desk.focus, ENTER, NONE)
        assert desk.focus is sheet.row.picker.field
        made = newest(desk)
        assert made.payload.text == text
        assert desk.view.minute(made) == lesson_minute_typed(minute)
        assert sheet.list.line is not None
        assert sheet.list.line.record_id == made.id, "one sees where it landed"
    assert len(desk.view.notes) == before + 3
    assert not debrief.begun(desk.page.talk.frame), "typing over is no talk"
    QTest.keyClick(desk.focus, ESC, NONE)
    assert desk.page.columns.isVisible()
    assert "stil" in [line.text for line in desk.page.evidence.model.lines]
    desk.house.settle()


def test_the_arrows_choose_the_minute(desk: Desk) -> None:
    sheet = opened(desk)
    desk.type("12:30")
    for key, shown in (
        (Qt.Key.Key_Up, "13:00"),
        (Qt.Key.Key_Up, "14:00"),
        (Qt.Key.Key_Down, "13:00"),
        (Qt.Key.Key_PageUp, "18:00"),
        (Qt.Key.Key_PageDown, "13:00"),
    ):
        QTest.keyClick(desk.focus, key, NONE)
        assert sheet.row.picker.field.text() == shown
    assert "F3" in sheet.where.text(), "the phase that was under way stands below"
    sheet.row.picker.more.click()
    assert sheet.row.picker.field.text() == "14:00"


def test_kind_and_goal_as_the_paper_names_them(desk: Desk) -> None:
    sheet = opened(desk)
    sheet.row.text.set_text("“hoe weet je of hij klopt?”")
    sheet.row.text.input.setFocus()
    QTest.keyClick(desk.focus, TAB, NONE)
    assert desk.focus is sheet.row.kind
    sheet.row.kind.setCurrentIndex(1)
    QTest.keyClick(desk.focus, TAB, NONE)
    assert desk.focus is sheet.row.goal
    desk.type("D1b")
    QTest.keyClick(desk.focus, ENTER, NONE)
    made = newest(desk).payload
    assert (made.kind, made.links) == (NoteKind.QUOTE, (desk.ref("D1b"),))
    assert sheet.row.kind.currentIndex() == sheet.row.goal.currentIndex() == 0
    sheet.row.text.set_text("wacht tien tellen")
    sheet.row.kind.setCurrentIndex(2)
    sheet.keep()
    assert newest(desk).payload.about[0].kind is SubjectKind.TEACHER


def test_undo_and_taking_away(desk: Desk) -> None:
    sheet = opened(desk)
    before = {r.id for r in desk.view.notes}
    sheet.row.text.set_text("vergissing")
    sheet.keep()
    sheet.list.setFocus()
    QTest.keyClick(sheet.list, Qt.Key.Key_Delete)
    assert {r.id for r in desk.view.notes} == before
    desk.session.undo("debrief", desk.house.workspace.me_id).result(20)
    desk.house.settle()
    assert "vergissing" in [r.payload.text for r in desk.view.notes]
    lived = next(i for i, line in enumerate(sheet.list.events_model.lines) if line.record_id in before)
    sheet.list.go_to(lived)
    QTest.keyClick(sheet.list, Qt.Key.Key_Delete)
    assert before <= {r.id for r in desk.view.notes}, "what was noted in the lesson stays"


def test_what_can_not_be_read_is_said_and_stays(desk: Desk) -> None:
    sheet = opened(desk)
    before = len(desk.view.notes)
    desk.type("half")
    sheet.row.text.set_text("toch iets")
    sheet.keep()
    assert sheet.row.minute.wrong.isVisible()
    assert sheet.row.text.text() == "toch iets"
    desk.type("4")
    QTest.keyClick(desk.focus, ENTER, NONE)
    assert not sheet.row.minute.wrong.isVisible()
    assert len(desk.view.notes) == before + 1
    sheet.keep()
    assert sheet.row.text.wrong.isVisible(), "an empty line is no note"
    assert len(desk.view.notes) == before + 1


def test_a_lesson_that_was_seen_on_paper_only(house: House, window: MainWindow) -> None:
    house.workspace.say_who_i_am("Bram")
    design_id = house.sample_visit().view.visit.design_id
    window.go_designs(design_id)
    house.qtbot.waitUntil(lambda: button(window, "planVisit").isVisible())
    button(window, "planVisit").click()
    room = window.findChild(VisitRoom)
    assert room is not None
    session = room.session
    assert session is not None
    house.qtbot.waitUntil(lambda: len(session.view.phases) == 7)
    window.show_session(session, 2)
    button(window, "emptyPaper").click()
    sheet = window.findChild(PaperSheet)
    assert sheet is not None
    assert sheet.bell.isVisible(), "the minutes of the paper need their bell"
    assert nameless(sheet) == []
    field = sheet.bell.input
    assert isinstance(field, QLineEdit)
    field.setText("10:35")
    QTest.keyClick(field, ENTER)
    assert not sheet.bell.isVisible()
    start = session.view.visit.lesson_start_utc
    assert start is not None
    assert f"{session.view.local(start):%H:%M}" == "10:35"
    for minute, text in (("0", "f1"), ("5", "F2"), ("6", "18 lln schrijven")):
        sheet.row.picker.field.setText(minute)
        sheet.row.text.set_text(text)
        QTest.keyClick(sheet.row.text.input, ENTER)
    (note,) = session.view.notes
    assert session.view.minute(note) == 6
    phase = session.view.phase_of(note)
    assert phase is not None
    assert session.view.codes[phase.id] == "F2", "a code alone says that a phase began there"
    assert note.stamp is not None
    assert note.stamp.first_utc is not None, "the event keeps when it was typed"
    assert paper_notes.from_paper(session.view) >= {note.id}
    house.settle()


def test_times_as_people_type_them() -> None:
    assert paper_notes.bell_typed("10u35") == paper_notes.bell_typed(" 10.35 ")
    assert paper_notes.bell_typed("25:00") is None
    assert lesson_minute_typed("-3") == -3
    assert lesson_minute_typed("900") is None
    assert lesson_minute_typed("7:3") == 7.05
