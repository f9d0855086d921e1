"""Conversation models: copied, edited by keyboard, a faulty one kept, in and out of a file, chosen for a visit."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from lesvisit.domain.template import Output, Protocol, Shows, Speaker
from lesvisit.exchange.protocol_file import read_protocol
from lesvisit.services import protocols
from lesvisit.services.library import protocols as shipped
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.protocols.editor import ProtocolEditor
from lesvisit.ui.protocols.room import ProtocolsRoom
from tests.support.house import House
from tests.support.window import button

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


class Desk:
    def __init__(self, house: House, window: MainWindow) -> None:
        self.house, self.window = house, window
        window.activateWindow()
        house.qtbot.waitUntil(window.isActiveWindow)
        house.settle()  # the welcome has taken its focus
        window.go_settings()
        button(window, "way_protocols").click()
        house.qtbot.waitUntil(lambda: window.rooms.currentWidget() is window.protocols.room)
        house.settle()

    @property
    def room(self) -> ProtocolsRoom:
        assert self.window.protocols.room is not None
        return self.window.protocols.room

    @property
    def editor(self) -> ProtocolEditor:
        return self.room.editor

    @property
    def protocol(self) -> Protocol:
        return self.editor.opened.protocol

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focus, key, modifiers)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)

    def copy(self, place: int = 0) -> None:
        """A copy of one that ships is open in the editor."""
        self.room.page.look_at(shipped(self.house.workspace.resources)[place].id)
        button(self.room, "copyProtocol").click()

    def own(self) -> list[protocols.OwnProtocol]:
        self.house.settle()
        found: list[protocols.OwnProtocol] = self.house.read(protocols.listed)
        return found


@pytest.fixture
def desk(house: House, window: MainWindow) -> Iterator[Desk]:
    yield Desk(house, window)
    house.settle()


def test_all_that_ships_is_listed_and_read_before_it_is_chosen(desk: Desk) -> None:
    page = desk.room.page
    assert len(page.rows) == 6
    assert desk.focus is page.rows[page.current]
    desk.press(Qt.Key.Key_Down)
    assert page.current == shipped(desk.house.workspace.resources)[1].id
    assert "Twee herinneringen" in page.detail.steps.text()
    assert not page.detail.use.isVisible()  # no visit is prepared
    assert not page.detail.change.isVisible()
    desk.press(Qt.Key.Key_Return)
    assert desk.focus.objectName() == "copyProtocol"


def test_a_copy_is_changed_by_keyboard_and_undone(desk: Desk) -> None:
    desk.copy()
    steps = desk.editor.steps
    assert desk.focus is steps.rows[""]
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    assert steps.here == "fact"
    desk.press(Qt.Key.Key_Up, ALT)
    assert [s.id for s in desk.protocol.steps][:2] == ["fact", "open"]
    assert desk.focus is steps.rows["fact"]
    desk.press(Qt.Key.Key_Return)
    assert desk.focus.objectName() == "field_title"
    desk.press(Qt.Key.Key_A, CTRL)
    desk.type("Wat zag je?")
    desk.press(Qt.Key.Key_Escape)
    assert desk.protocol.steps[0].title["nl"] == "Wat zag je?"
    assert desk.protocol.steps[0].title["en"] == "Fact and effect on pupils"
    desk.house.settle()
    desk.press(Qt.Key.Key_Z, CTRL)
    desk.house.qtbot.waitUntil(lambda: desk.protocol.steps[0].title["nl"] == "Feit en effect op leerlingen")
    desk.press(Qt.Key.Key_Z, CTRL)
    desk.house.qtbot.waitUntil(lambda: desk.protocol.steps[0].id == "open")
    assert [o.protocol.name["nl"] for o in desk.own()] == ["Feedbackmodel (leerKRACHT) (kopie)"]


def test_every_part_of_a_step_can_be_set(desk: Desk) -> None:
    desk.copy()
    editor = desk.editor
    editor.show_step("fact")
    form = editor.step
    form.first.tiles()[0].click()
    assert desk.protocol.steps[1].first is Speaker.VISITED
    assert desk.protocol.steps[1].silent == ()  # who speaks first is not silent
    form.silent[Speaker.VISITOR].click()
    form.shows[Shows.MATRIX].click()
    form.shows[Shows.TALLIES].click()
    form.text.click()
    form.minutes.input.setFocus()
    desk.press(Qt.Key.Key_A, CTRL)
    desk.type("7")
    editor.flush()
    step = desk.protocol.steps[1]
    assert (step.silent, step.minutes, step.output) == ((Speaker.VISITOR,), 7, Output.NONE)
    assert step.shows == (Shows.EVIDENCE, Shows.NOTES, Shows.MATRIX)
    assert editor.opened.problems == ()


def test_a_faulty_one_is_kept_named_at_its_field_and_not_offered(desk: Desk) -> None:
    button(desk.room, "newProtocol").click()
    assert desk.focus.objectName() == "field_name"
    desk.type("Van ons")
    desk.editor.steps.tools.buttons[0].click()
    assert desk.focus.objectName() == "field_title"
    assert not desk.editor.step.bound[0].field.wrong.text()  # it is just not typed yet
    assert desk.editor.faults.isVisible()
    desk.editor.faults.click()
    assert desk.focus.objectName() == "field_title"
    assert desk.editor.step.bound[0].field.wrong.text().startswith("!")
    desk.editor.step.minutes.input.setFocus()
    desk.press(Qt.Key.Key_A, CTRL)
    desk.type("500")
    desk.press(Qt.Key.Key_Escape)
    assert desk.editor.step.minutes.wrong.text().startswith("!")
    desk.press(Qt.Key.Key_Escape)
    assert [o.faults for o in desk.own()] == [2]
    assert not desk.room.page.detail.export.isVisible()
    assert desk.room.page.detail.change.isVisible()
    assert len(desk.room.shelf.usable) == 6


def test_it_leaves_and_comes_back_as_one_file(desk: Desk, tmp_path: Path) -> None:
    desk.copy(3)
    path = tmp_path / "grow-van-ons.json"
    desk.house.settle()
    with desk.house.qtbot.waitSignal(desk.room.files.saved):
        button(desk.room, "protocolExport").click()
        dialog = desk.room.findChild(QFileDialog, "saveProtocolDialog")
        assert dialog is not None
        dialog.fileSelected.emit(str(path))
        dialog.close()
    made = read_protocol(path)
    assert made == desk.protocol
    desk.press(Qt.Key.Key_Escape)
    with desk.house.qtbot.waitSignal(desk.room.files.arrived):
        desk.room.files.open(path)
    assert len(desk.own()) == 1


def test_a_bad_file_is_refused_in_the_page(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("{}")
    with desk.house.qtbot.waitSignal(desk.room.files.refused):
        desk.room.files.open(path)
    assert desk.room.page.error.isVisible()
    assert desk.own() == []


def test_taken_away_and_brought_back(desk: Desk) -> None:
    desk.copy()
    desk.editor.back.click()
    desk.house.settle()
    desk.house.qtbot.waitUntil(desk.room.page.detail.away.isVisible)
    button(desk.room, "takeAwayProtocol").click()
    desk.house.qtbot.waitUntil(lambda: len(desk.room.page.rows) == 6)
    desk.house.settle()
    desk.room.page.take_focus()
    desk.press(Qt.Key.Key_Z, CTRL)
    desk.house.qtbot.waitUntil(lambda: len(desk.room.page.rows) == 7)


def test_an_own_one_is_chosen_from_the_debrief_and_leads_it(desk: Desk) -> None:
    desk.copy(5)
    desk.press(Qt.Key.Key_Escape)
    session = desk.house.sample_visit()
    window = desk.window
    window.show_session(session, 2)
    window.findChild(QWidget, "debriefPage").protocols_wanted.emit()  # type: ignore[union-attr]
    desk.house.settle()
    desk.house.qtbot.waitUntil(lambda: len(desk.room.page.rows) == 7)
    own = desk.own()[0]
    desk.room.page.look_at(own.id)
    button(desk.room, "useProtocol").click()
    assert session.view.protocol == own.protocol
    assert window.visit is session
    # A later change leaves the talk as it is
    window.go_settings()
    assert session.view.protocol == own.protocol
