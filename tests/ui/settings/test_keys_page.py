"""The keys: every act in words, changed by pressing, clashes and refusals said, all taken back again."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from lesvisit.domain.keymap import Act, KeyMap, keymap_of
from lesvisit.ui.key_chords import Refused
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.observe.page import ObservePage
from lesvisit.ui.settings.keys_page import _REASONS, KeysPage
from tests.support.house import House
from tests.support.window import button
from tests.ui.test_accessible import nameless

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT, KEYPAD = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(house: House, window: MainWindow) -> KeysPage:
    house.workspace.say_who_i_am("Bram")
    window.go_settings()
    window.activateWindow()
    QTest.mouseClick(button(window, "way_keys"), Qt.MouseButton.LeftButton)
    found = window.findChildren(KeysPage)
    assert len(found) == 1
    return found[0]


def kept(house: House) -> KeyMap:
    return keymap_of(house.workspace.profile.preferences.keys)


def test_every_act_stands_in_the_list_and_can_be_named(page: KeysPage) -> None:
    assert set(page.rows) == set(Act)
    assert all(row.isVisible() and row.text() for row in page.rows.values())
    assert len({row.text() for row in page.rows.values()}) == len(Act)
    assert nameless(page) == []


def test_a_key_is_changed_by_keyboard_and_kept_at_once(house: House, page: KeysPage) -> None:
    row = page.rows[Act.HIDE_PUPILS]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert row.waits
    QTest.keyClick(row, Qt.Key.Key_J, CTRL)
    assert kept(house).act("Ctrl+J") is Act.HIDE_PUPILS
    assert (row.waits, row.hasFocus()) == (False, True)


def test_by_mouse_a_clash_gives_the_other_act_the_free_key_and_says_so(house: House, page: KeysPage) -> None:
    row = page.rows[Act.HOLD]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    QTest.keyClick(row, Qt.Key.Key_1, ALT)
    assert kept(house).act("Alt+1") is Act.HOLD
    assert kept(house).act("Alt+7") is Act.COUNT_1
    assert "Alt 1" in row.note
    assert "Alt 7" in row.note


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "why"),
    [
        (Qt.Key.Key_A, NONE, "a", Refused.TYPES),
        (Qt.Key.Key_E, SHIFT, "E", Refused.TYPES),
        (Qt.Key.Key_Space, NONE, " ", Refused.WRITES),
        (Qt.Key.Key_Left, CTRL, "", Refused.WRITES),
        (Qt.Key.Key_0, CTRL, "", Refused.ZOOM),
        (Qt.Key.Key_Plus, CTRL | SHIFT, "+", Refused.ZOOM),
        (Qt.Key.Key_Z, CTRL, "", Refused.EDITING),
        (Qt.Key.Key_F10, NONE, "", Refused.MENU),
        (Qt.Key.Key_At, CTRL | ALT, "@", Refused.ALTGR),
        (Qt.Key.Key_2, ALT | Qt.KeyboardModifier.GroupSwitchModifier, "@", Refused.ALTGR),
        (Qt.Key.Key_G, ALT, "", Refused.ALT_LETTER),
        (Qt.Key.Key_G, CTRL | SHIFT, "", Refused.SHIFT),
        (Qt.Key.Key_1, CTRL | KEYPAD, "", Refused.KEYPAD),
        (Qt.Key.Key_Comma, CTRL, "", Refused.OTHER),
    ],
)
def test_a_refused_key_is_said_with_its_reason_and_it_goes_on_waiting(
    house: House, page: KeysPage, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str, why: Refused
) -> None:
    row = page.rows[Act.BACK]
    row.begin()
    QCoreApplication.sendEvent(row, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, 0, 0, 0, text))
    assert row.note == house.workspace.translator.gettext(_REASONS[why])
    assert row.waits
    assert kept(house) == KeyMap()


def test_while_it_waits_no_shortcut_of_the_window_gets_the_key(house: House, page: KeysPage) -> None:
    row = page.rows[Act.BACK]
    row.begin()
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_0, CTRL)
    event.ignore()
    QCoreApplication.sendEvent(row, event)
    assert event.isAccepted()
    house.workspace.theme.set_scale(1.25)
    QTest.keyClick(row, Qt.Key.Key_0, CTRL)
    assert house.workspace.theme.scale == 1.25


def test_esc_tab_and_another_row_leave_it_as_it_was(house: House, page: KeysPage) -> None:
    row = page.rows[Act.HOLD]
    for leave in (Qt.Key.Key_Escape, Qt.Key.Key_Tab):
        row.begin()
        QTest.keyClick(row, leave)
        assert not row.waits
        assert page.isVisible()
    row.begin()
    page.rows[Act.BACK].setFocus()
    assert not row.waits
    assert kept(house) == KeyMap()


def test_back_to_the_standard_keys_and_that_taken_back(house: House, page: KeysPage) -> None:
    for act, key in ((Act.HOLD, Qt.Key.Key_J), (Act.BACK, Qt.Key.Key_M)):
        page.rows[act].begin()
        QTest.keyClick(page.rows[act], key, CTRL)
    changed = kept(house)
    QTest.mouseClick(button(page, "standardKeys"), Qt.MouseButton.LeftButton)
    assert kept(house) == KeyMap()
    assert page.standard.isHidden()
    QTest.keyClick(page.rows[Act.LINK_1], Qt.Key.Key_Z, CTRL)
    assert kept(house) == changed
    QTest.mouseClick(page.undo, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.undo, Qt.MouseButton.LeftButton)
    assert kept(house) == KeyMap()
    assert page.undo.isHidden()


def test_the_observe_page_takes_it_over_when_it_is_shown_next(
    house: House, window: MainWindow, page: KeysPage
) -> None:
    page.rows[Act.HIDE_PUPILS].begin()
    QTest.keyClick(page.rows[Act.HIDE_PUPILS], Qt.Key.Key_J, CTRL)
    window.start_observing()
    room = window._visit_room
    assert room is not None
    observe = room.stack.currentWidget()
    assert isinstance(observe, ObservePage)
    QTest.keyClick(observe.line.text, Qt.Key.Key_J, CTRL)
    assert observe.hide_pupils


def test_esc_goes_back_to_the_settings(window: MainWindow, page: KeysPage) -> None:
    page.rows[Act.HOLD].setFocus()
    QTest.keyClick(page.rows[Act.HOLD], Qt.Key.Key_Escape)
    assert page.isHidden()
    assert button(window, "way_keys").hasFocus()
