"""On the road: from Home to looking it over, on to the debrief; undo, and Ctrl+PgUp and PgDn."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from lesvisit.domain.events import Note
from lesvisit.services import observe
from lesvisit.ui.lookover.page import LookOverPage
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.visit_room import DEBRIEF, LOOK_OVER, OBSERVE
from tests.support.house import House
from tests.support.window import button
from tests.ui.lookover.conftest import keep
from tests.ui.test_accessible import nameless

CTRL = Qt.KeyboardModifier.ControlModifier


def test_from_home_to_the_debrief(house: House, window: MainWindow) -> None:
    house.workspace.say_who_i_am("Bram")
    session = house.workspace.start_visit()
    keep(house, session, Note("rommelige start"))
    desk = house.workspace.desk
    operation = observe.finish(desk, session.view, desk.moment())
    assert operation is not None
    session.do(operation)
    house.settle()
    window.go_home()
    name = f"lookOver_{session.book.number or 1}"

    def offered() -> bool:
        return any(found.isVisible() for found in window.home.findChildren(QAbstractButton, name))

    house.qtbot.waitUntil(offered, timeout=20_000)
    window.activateWindow()
    QTest.mouseClick(button(window, name), Qt.MouseButton.LeftButton)
    room = window._visit_room
    assert room is not None
    assert room.step == LOOK_OVER
    page = room.stack.currentWidget()
    assert isinstance(page, LookOverPage)
    assert nameless(window) == []
    assert window.rail.isVisible()
    QTest.keyClick(page.lines, Qt.Key.Key_I)
    house.settle()
    QTest.keyClick(page.lines, Qt.Key.Key_Z, CTRL)
    house.settle()
    assert session.view.notes[0].payload.kind == "observation"
    QTest.keyClick(page.lines, Qt.Key.Key_PageUp, CTRL)
    assert room.step == OBSERVE
    room.go(LOOK_OVER)
    QTest.keyClick(page.lines, Qt.Key.Key_PageDown, CTRL)
    assert room.step == DEBRIEF
    room.go(LOOK_OVER)
    QTest.mouseClick(button(page, "lookDone"), Qt.MouseButton.LeftButton)
    assert room.step == DEBRIEF
