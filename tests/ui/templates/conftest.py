"""The room of observation forms in the real window, and the keys that tests press in it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QWidget

from lesvisit.domain.template import Template
from lesvisit.services import template_edit, templates
from lesvisit.services.desk import new_id
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.templates.card import TemplateCard
from lesvisit.ui.templates.room import TemplatesRoom
from lesvisit.ui.templates.spot import spot_of
from lesvisit.ui.widgets.text_edit import GrowingTextEdit
from tests.support.house import House
from tests.support.window import button

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
Opened = Callable[[Template], TemplatesRoom]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(focused(), key, modifier)


def type_here(text: str) -> None:
    widget = focused()
    assert isinstance(widget, (QLineEdit, GrowingTextEdit)), widget
    QTest.keyClicks(widget, text)


def retype(text: str) -> None:
    press(Qt.Key.Key_A, CTRL)
    type_here(text)


def wait_for_focus(house: House, name: str) -> None:
    house.qtbot.waitUntil(lambda: focused().objectName().startswith(name), timeout=20_000)


def go_to_gallery(house: House, window: MainWindow) -> TemplatesRoom:
    """The room, shown for itself, with everything read."""
    with house.qtbot.waitActive(window, timeout=20_000):
        window.activateWindow()
    window.go_templates()
    return wait_for_gallery(house, window)


def wait_for_gallery(house: House, window: MainWindow) -> TemplatesRoom:
    room = window.forms.room
    assert room is not None
    house.qtbot.waitUntil(lambda: bool(room.gallery.entry), timeout=20_000)
    house.qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), TemplateCard), timeout=20_000)
    return room


def go_to_card(house: House, key: str) -> None:
    """Goes with the arrows to the card of this template."""
    press(Qt.Key.Key_Home)
    for _ in range(60):
        if focused().objectName() == f"template_{key}":
            return
        press(Qt.Key.Key_Right)
    raise AssertionError(f"no card {key}")


def go_to_block(room: TemplatesRoom, block_id: str) -> None:
    room.editor.go_to(spot_of(room.editor.opened.template, block_id))


def button_soon(house: House, root: QWidget, name: str) -> QAbstractButton:
    """The button of this name, once it stands in its place."""
    house.qtbot.waitUntil(
        lambda: any(b.isVisible() for b in root.findChildren(QAbstractButton, name)), timeout=20_000
    )
    return button(root, name)


def own(house: House, name: str = "Van ons") -> Template:
    """A template of the school with one counter, on the disk."""
    made, block = template_edit.add_block(Template(new_id(), 1, {"nl": name}), "tally")
    made = template_edit.edit_block(made, block, label={"nl": "beurt"})
    book, operation = templates.new_template(house.workspace.desk, made)
    house.workspace.new_session(book).do(operation)
    house.settle()
    return made


class _Windows(QObject):
    """Notes every window that comes up: a part that is shown before it has its place would be one."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            expected = isinstance(watched, (MainWindow, QFileDialog)) or watched.windowType() != Qt.WindowType.Window
            if not expected:
                self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture(autouse=True)
def one_window(qapp: QApplication) -> Iterator[None]:
    """Nothing ever flashes up as a window of its own."""
    windows = _Windows()
    qapp.installEventFilter(windows)
    yield
    qapp.removeEventFilter(windows)
    assert windows.seen == []


@pytest.fixture
def gallery(house: House, window: MainWindow) -> TemplatesRoom:
    return go_to_gallery(house, window)


@pytest.fixture
def opened(house: House, gallery: TemplatesRoom) -> Opened:
    """A template of the school with this content, in the editor."""

    def show(template: Template) -> TemplatesRoom:
        book, operation = templates.new_template(house.workspace.desk, template)
        session = house.workspace.new_session(book)
        session.do(operation)
        gallery._show_editor(session)
        wait_for_focus(house, "outline_" if template.name else "templateName")
        return gallery

    return show
