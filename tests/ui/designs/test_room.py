"""The room of lesson designs on a real database, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from lesvisit.domain.records import Book
from lesvisit.services import designs
from lesvisit.services.observe import freeze
from lesvisit.ui.designs.editor import DesignEditor
from lesvisit.ui.designs.list_model import DesignListModel
from lesvisit.ui.designs.list_page import DesignListPage
from lesvisit.ui.designs.room import DesignsRoom
from lesvisit.ui.widgets.row_edit import RowEdit
from tests.support.house import House

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def room(house: House, qtbot: QtBot) -> DesignsRoom:
    house.workspace.say_who_i_am("Bram")
    made = DesignsRoom(house.workspace)
    qtbot.addWidget(made)
    made.resize(1240, 620)
    made.show()
    return made


@pytest.fixture
def editor(house: House, room: DesignsRoom) -> DesignEditor:
    """A new design, open."""
    room.make_new()
    house.settle()
    return room.editor


@pytest.fixture
def sample(house: House, room: DesignsRoom, qtbot: QtBot) -> DesignEditor:
    """The worked design, used in a visit and so frozen."""
    session = house.sample_visit()
    room.open(session.view.visit.design_id)
    qtbot.waitUntil(lambda: room.editor.opened.session is not None)
    return room.editor


def focused() -> RowEdit:
    widget = QApplication.focusWidget()
    assert isinstance(widget, RowEdit)
    return widget


def type_here(text: str) -> None:
    QTest.keyClicks(focused(), text)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)


def stored(house: House, editor: DesignEditor) -> Book:
    house.settle()
    book: Book = house.read(lambda c: designs.open_design(c, editor.opened.id))
    return book


def test_a_design_is_made_by_keyboard_alone(house: House, editor: DesignEditor) -> None:
    type_here("Van tabel naar formule")
    press(Qt.Key.Key_Return)  # the first goal, with a criterion to fill
    type_here("Startgetal aanwijzen")
    press(Qt.Key.Key_Return)
    type_here("wijst het aan")
    press(Qt.Key.Key_Return, CTRL)
    type_here("Formule opstellen")
    editor.phases.tools.asked.emit("new")
    type_here("Start")
    press(Qt.Key.Key_Return)
    type_here("5")
    press(Qt.Key.Key_Return)
    type_here("Drie tabellen")
    press(Qt.Key.Key_Return, CTRL)
    type_here("Slot")
    editor.close_design()

    house.settle()
    found = house.read(designs.listed)[0]
    assert found.design.title == "Van tabel naar formule"
    assert [(g.text, [c.text for c in g.criteria]) for g in found.version.goals] == [
        ("Startgetal aanwijzen", ["wijst het aan"]),
        ("Formule opstellen", []),
    ]
    assert [(p.name, p.planned_min, p.teacher_does) for p in found.version.phases] == [
        ("Start", 5, "Drie tabellen"),
        ("Slot", None, ""),
    ]


def test_rows_move_with_their_cursor(sample: DesignEditor) -> None:
    phases = sample.opened.version.phases
    sample.phases.focus(phases[2].id, "teacher_does")
    press(Qt.Key.Key_Up, ALT)
    assert [p.id for p in sample.opened.version.phases][:3] == [phases[0].id, phases[2].id, phases[1].id]
    assert sample.phases._rows[phases[2].id].code == "F2"
    assert sample.phases._rows[phases[2].id].editors["teacher_does"].hasFocus()

    goals = sample.opened.version.goals
    sample.goals.focus(goals[0].criteria[0].id)
    press(Qt.Key.Key_Down, ALT)
    assert sample.goals._rows[goals[0].criteria[0].id].code == "D1b"


def test_a_frozen_version_stays_and_the_next_opens(house: House, sample: DesignEditor, qtbot: QtBot) -> None:
    assert "1" in sample.notice.text()
    first = sample.opened.version
    sample.goals.focus(first.goals[0].id)
    focused().selectAll()
    type_here("Anders")
    sample.flush()
    assert sample.opened.version.number == 2
    assert "2" in sample.notice.text()
    book = stored(house, sample)
    old, new = (r.payload for r in designs.versions(book))
    assert old == first
    assert new.goals[0].text == "Anders"

    sample.line.tiles()[0].click()
    assert sample.opened.version == first
    assert all(row.editor.isReadOnly() for row in sample.goals._rows.values())
    assert sample.goals._rows[first.goals[0].id].editor.toPlainText() == first.goals[0].text
    sample.newest.click()
    assert not any(row.editor.isReadOnly() for row in sample.goals._rows.values())
    assert sample.goals._rows[first.goals[0].id].editor.toPlainText() == "Anders"


def test_ctrl_z_takes_back_the_typing_and_then_the_act(
    house: House, room: DesignsRoom, sample: DesignEditor, qtbot: QtBot
) -> None:
    goals = sample.opened.version.goals
    said: list[str] = []
    house.workspace.said.connect(said.append)
    sample.goals.focus(goals[1].id)
    before = len(goals)
    sample.goals.tools.asked.emit("away")
    assert len(sample.opened.version.goals) == before - 1
    type_here("x")
    press(Qt.Key.Key_Z, CTRL)
    assert len(sample.opened.version.goals) == before - 1
    press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(sample.opened.version.goals) == before)
    assert sample.opened.version.number == 1
    qtbot.waitUntil(lambda: any("nieuwe versie" in line for line in said))
    press(Qt.Key.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: len(sample.opened.version.goals) == before - 1)


def test_committed_typing_is_one_act_to_take_back(house: House, editor: DesignEditor, qtbot: QtBot) -> None:
    type_here("Titel")
    editor.flush()
    type_here(" twee")
    editor.flush()
    press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: editor.opened.design.title == "Titel")
    assert editor.details.title.toPlainText() == "Titel"
    press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: editor.opened.design.title == "")


def test_nothing_to_undo_is_said(house: House, editor: DesignEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(house.workspace.said):
        press(Qt.Key.Key_Z, CTRL)


def test_minutes_are_read_and_added_up(editor: DesignEditor) -> None:
    editor.opened.edit_design(lesson_min=50)
    editor.phases.tools.asked.emit("new")
    row = next(iter(editor.phases._rows.values()))
    row.focus("planned_min")
    type_here("8")
    editor.flush()
    assert row.editors["planned_min"].toPlainText() == "8 min"
    assert "42" in editor.phases.total.text()
    focused().selectAll()
    type_here("lang")
    editor.flush()
    assert row.editors["planned_min"].toPlainText() == "8 min"


def test_facts_are_changed_in_the_head(house: House, editor: DesignEditor) -> None:
    details = editor.details
    assert details.fields.isVisible()
    for field, text in ((details.makers, "Noor, Bram en Yara"), (details.subject.editor, "wiskunde")):
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, CTRL)
        QTest.keyClicks(field, text)
    details.minutes.editor.setFocus()
    QTest.keyClicks(details.minutes.editor, "nul")
    editor.flush()
    assert details.minutes.wrong.text()
    QTest.keyClick(details.minutes.editor, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(details.minutes.editor, "50")
    editor.flush()
    design = editor.opened.design
    assert [house.workspace.name(i) for i in design.makers] == ["Noor", "Bram", "Yara"]
    assert (design.subject, design.lesson_min) == ("wiskunde", 50)
    assert details.facts.text() == "Noor, Bram en Yara · wiskunde · 50 minuten"


def test_a_visit_is_planned_on_the_newest_version(editor: DesignEditor, room: DesignsRoom, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.visit_wanted) as wanted:
        editor.plan.click()
    assert wanted.args == [editor.opened.id, editor.opened.record.id]


def test_the_list_shows_designs_and_opens_one_with_enter(house: House, room: DesignsRoom, qtbot: QtBot) -> None:
    room.show_room()
    house.settle()
    qtbot.waitUntil(room.list.empty.isVisible)
    with qtbot.waitSignal(room.example_wanted):
        room.list.empty.quiet.click()
    house.sample_visit()
    room.show_room()
    qtbot.waitUntil(lambda: room.list.model.rowCount() == 1)
    view = room.list.view
    assert view.isVisible()
    assert "3 doelen" in room.list.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    QTest.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(room.editor.isVisible)
    room.editor.back.click()
    assert room.list.isVisible()


def test_the_model_is_a_good_model(house: House, qtmodeltester: ModelTester) -> None:
    house.sample_visit()
    model = DesignListModel(house.workspace.translator, house.workspace.name)
    model.set_designs(house.read(designs.listed))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.rowCount() == 1


def test_what_is_typed_is_kept_when_the_room_is_left(house: House, room: DesignsRoom, editor: DesignEditor) -> None:
    type_here("Half getypt")
    design_id = editor.opened.id
    room.leave()
    house.settle()
    book = house.read(lambda c: designs.open_design(c, design_id))
    assert designs.design_record(book).payload.title == "Half getypt"


def test_all_versions_can_be_reached_where_only_a_few_fit(house: House, sample: DesignEditor) -> None:
    desk = house.workspace.desk
    session = sample.opened.session
    assert session is not None
    for number in range(2, 9):
        sample.opened.edit_version(board_goal=f"versie {number}")
        freezing = freeze(desk, session.book, designs.newest(session.book))
        assert freezing is not None
        session.do(freezing)
    assert len(sample.opened.versions) == 8
    assert len(sample.line.tiles()) < 8
    for _ in range(8):
        sample.line.tiles()[0].click()
    assert sample.opened.version.number == 1
    sample.newest.click()
    assert sample.opened.version.number == 8


def test_before_the_list_is_read_nothing_says_there_are_no_designs(house: House, qtbot: QtBot) -> None:
    """It would flash at each visit to the room, and at 200 % push the window over the edge of the screen."""
    fresh = DesignListPage(house.workspace)
    qtbot.addWidget(fresh)
    fresh.show()
    assert not fresh.empty.isVisible()
    fresh.load()
    qtbot.waitUntil(fresh.empty.isVisible)
