"""From the preparation to the design and back, in the real window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lesvisit.services.session import VisitSession
from lesvisit.ui.designs.room import DesignsRoom
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.prepare.page import PreparePage
from lesvisit.ui.visit_room import VisitRoom
from tests.support.house import House
from tests.support.window import button
from tests.ui.test_accessible import nameless


def press(key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def visit_room(window: MainWindow) -> VisitRoom:
    room = window.findChild(VisitRoom)
    assert isinstance(room, VisitRoom)
    return room


def open_session(window: MainWindow) -> VisitSession:
    session = visit_room(window).session
    assert session is not None
    return session


def prepare_page(window: MainWindow) -> PreparePage:
    page = window.findChild(PreparePage)
    assert isinstance(page, PreparePage)
    return page


def test_a_design_made_from_a_visit_is_the_design_of_that_visit(house: House, window: MainWindow) -> None:
    house.workspace.say_who_i_am("Bram")
    window.plan_visit()
    visit = open_session(window)
    button(window, "designNew").click()
    house.settle()

    room = window.findChild(DesignsRoom)
    assert isinstance(room, DesignsRoom)
    title = room.editor.details.title
    assert title.hasFocus()
    QTest.keyClicks(title, "Van tabel naar formule")
    window.go_home()
    window.show_session(visit, 0)

    choice = prepare_page(window).design.choice
    house.qtbot.waitUntil(lambda: choice.currentText() == "Van tabel naar formule, versie 1")
    assert visit.view.design is not None
    assert visit.view.design.title == "Van tabel naar formule"


def test_a_visit_is_planned_from_a_design(house: House, window: MainWindow) -> None:
    house.workspace.say_who_i_am("Bram")
    sample = house.sample_visit()
    window.go_designs(sample.view.visit.design_id)
    room = window.findChild(DesignsRoom)
    assert isinstance(room, DesignsRoom)
    house.qtbot.waitUntil(room.editor.isVisible)
    button(window, "planVisit").click()

    visit = open_session(window)
    assert visit.view.visit.design_id == sample.view.visit.design_id
    house.qtbot.waitUntil(lambda: len(visit.view.goals) == 3)
    assert "3 doelen" in prepare_page(window).design.about.text()


def test_the_road_by_ctrl_page_keys(house: House, window: MainWindow) -> None:
    house.workspace.say_who_i_am("Bram")
    window.plan_visit()
    steps = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp):
        press(key, Qt.KeyboardModifier.ControlModifier)
        steps.append(visit_room(window).step)
    assert steps == [1, 0, 0]


def test_every_control_of_an_open_design_can_be_named(house: House, window: MainWindow) -> None:
    house.workspace.say_who_i_am("Bram")
    sample = house.sample_visit()
    window.go_designs(sample.view.visit.design_id)
    room = window.findChild(DesignsRoom)
    assert isinstance(room, DesignsRoom)
    house.qtbot.waitUntil(room.editor.isVisible)
    room.editor.details.change.click()
    room.editor.phases.focus(room.editor.opened.version.phases[1].id)
    room.editor.goals.focus(room.editor.opened.version.goals[1].id)
    assert nameless(window) == []


def test_the_rooms_fit_a_small_screen_at_200_percent(house: House, window: MainWindow) -> None:
    house.workspace.say_who_i_am("Bram")
    house.workspace.theme.set_scale(2.0)
    window.plan_visit(house.sample_visit().view.visit)
    page = prepare_page(window)
    house.qtbot.waitUntil(page.isVisible)
    room = DesignsRoom(house.workspace)
    house.qtbot.addWidget(room)
    room.make_new()
    left = 1366 - window.rail.sizeHint().width()
    for fitting in (page, page.columns, room, room.editor.columns, room.editor.head):
        assert fitting.minimumSizeHint().width() <= left
    assert page.columns.stacked
    house.workspace.theme.set_scale(1.0)
