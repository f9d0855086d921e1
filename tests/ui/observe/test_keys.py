"""Keys by physical place: AZERTY, held keys, AltGr, the keypad, and what must not type."""

import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from lesvisit.domain.events import Note, PhaseStart, Tick
from lesvisit.domain.keymap import MACOS_DIGITS
from lesvisit.services.session import VisitSession
from lesvisit.ui.key_chords import chord_of, is_swallowed
from tests.support.house import House
from tests.ui.observe.conftest import Pages

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT, KEYPAD = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
AZERTY_FR = "&é\"'(-è_çà"
MAC = {digit: code for code, digit in MACOS_DIGITS.items()}


def physical(
    digit: int, modifiers: Qt.KeyboardModifier, text: str = "", *, held: bool = False, kind: QEvent.Type | None = None
) -> QKeyEvent:
    """The key of the digit row as the system sends it: its codes say which, its character is the layout's."""
    place = (digit - 1) % 10
    scan = {"win32": 2 + place}.get(sys.platform, 10 + place)
    key = ord(text.upper()) if text else Qt.Key.Key_unknown
    return QKeyEvent(
        kind or QEvent.Type.KeyPress,
        key,
        modifiers,
        scan,
        MAC[digit] if sys.platform == "darwin" else 0x26,
        0,
        text,
        held,
    )


def press(widget: QWidget, digit: int, modifiers: Qt.KeyboardModifier, text: str = "", *, held: bool = False) -> None:
    QCoreApplication.sendEvent(widget, physical(digit, modifiers, text, held=held))


def ticks(visit: VisitSession) -> int:
    return len(visit.book.of(Tick))


def texts(visit: VisitSession) -> list[str]:
    return [record.payload.text for record in visit.view.notes]


@pytest.mark.parametrize("digit", range(1, 7))
def test_counters_on_azerty(visit: VisitSession, pages: Pages, digit: int) -> None:
    page = pages(visit)
    press(page.line.text, digit, ALT, AZERTY_FR[digit - 1])
    assert visit.book.of(Tick)[0].payload.counter_id == visit.view.counters[digit - 1].id
    assert page.line.text.toPlainText() == ""
    assert page.panel.tallies[visit.view.counters[digit - 1].id].count == 1


def test_links_on_azerty_and_again_off(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QTest.keyClicks(page.line.text, "rekent")
    press(page.line.text, 2, CTRL, "é")
    press(page.line.text, 4, CTRL, "'")
    assert page.panel.chips["c2"].isChecked()
    press(page.line.text, 2, CTRL, "é")
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    assert visit.view.notes[0].payload.links == ("q1",)
    assert texts(visit) == ["rekent"]


def test_on_an_empty_line_a_link_goes_to_the_last_kept_line(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QTest.keyClicks(page.line.text, "eerste")
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    press(page.line.text, 1, CTRL, "&")
    assert [note.payload.links for note in visit.view.notes] == [("c1",)]
    press(page.line.text, 1, CTRL, "&")
    assert [note.payload.links for note in visit.view.notes] == [()]


def test_a_held_key_counts_once_and_every_press_counts(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    press(page.line.text, 3, ALT, '"')
    for _ in range(20):
        press(page.line.text, 3, ALT, '"', held=True)
    assert ticks(visit) == 1
    for _ in range(4):
        press(page.line.text, 3, ALT, '"')
    assert ticks(visit) == 5
    press(page.line.text, 0, ALT, "à")
    assert ticks(visit) == 4


def test_a_repeat_that_looks_like_release_and_press_counts_once(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    times = [(1000, 1400), (1400, 1440), (1440, 1480), (1600, 1650)]  # press, release; the last is a finger again
    for pressed, released in times:
        for kind, time in ((QEvent.Type.KeyPress, pressed), (QEvent.Type.KeyRelease, released)):
            event = physical(1, ALT, "&", kind=kind)
            event.setTimestamp(time)
            QCoreApplication.sendEvent(page.line.text, event)
    assert ticks(visit) == 2
    for _ in range(3):
        QTest.keyClick(page.line.text, Qt.Key.Key_1, ALT)
    assert ticks(visit) == 5


def test_keys_work_from_the_panel_and_the_sheet(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    for widget in (page.panel.first_widget(), page.sheet):
        widget.setFocus()
        press(widget, 1, ALT, "&")
    assert ticks(visit) == 2


def test_hold_back_and_next_phase(house: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    press(page.line.text, 7, ALT, "è")
    held = visit.view.notes[0]
    assert held.payload.held
    assert page.sheet.model().rowCount() == 1
    press(page.line.text, 8, ALT, "_")
    assert visit.view.minute_text(held) == "17:50"
    press(page.line.text, 9, ALT, "ç")
    assert [r.payload.phase_id for r in visit.book.of(PhaseStart)] == ["p1"]
    house.clock.pass_by(60)
    QTest.keyClicks(page.line.text, "x")
    press(page.line.text, 8, ALT, "_")
    assert page.line.time == "18:50"
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    assert visit.view.minute_text(visit.view.notes[-1]) == "18:50"


def test_qtest_keys_without_codes_work_too(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QTest.keyClick(page.line.text, Qt.Key.Key_2, ALT)
    assert ticks(visit) == 1


@pytest.mark.parametrize("letter", "bdeghijlmnopqrstuw1")
def test_other_alt_and_ctrl_keys_do_nothing(visit: VisitSession, pages: Pages, letter: str) -> None:
    page = pages(visit)
    if letter not in "dht":
        QTest.keyClick(page.line.text, Qt.Key(ord(letter.upper())), CTRL | SHIFT)
    QTest.keyClick(page.line.text, Qt.Key(ord(letter.upper())), ALT | SHIFT)
    assert page.line.text.toPlainText() == ""
    assert ticks(visit) == 0


def test_altgr_ctrl_alt_and_keypad_pass_through() -> None:
    altgr = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_At, Qt.KeyboardModifier.NoModifier, 11, 0x40, 0, "@")
    assert chord_of(altgr) is None
    assert not is_swallowed(altgr)
    for modifiers in (CTRL | ALT, CTRL | KEYPAD, ALT | KEYPAD):
        event = physical(2, modifiers, "@")
        assert chord_of(event) is None
        assert not is_swallowed(event)


@pytest.mark.parametrize("letter", "ZYXCVAFK")
def test_editing_keys_keep_their_meaning(letter: str) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key(ord(letter)), CTRL, 0, 0, 0)
    assert chord_of(event) is None
    assert not is_swallowed(event)


def test_shortcuts_of_the_window_never_get_our_keys(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    for event in (
        physical(1, CTRL, "&", kind=QEvent.Type.ShortcutOverride),
        physical(9, ALT, "ç", kind=QEvent.Type.ShortcutOverride),
        QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_G, ALT, 42, 0, 0, "g"),
    ):
        event.ignore()
        QCoreApplication.sendEvent(page.line.text, event)
        assert event.isAccepted()
    assert ticks(visit) == 0


def test_ctrl_0_is_zoom_on_azerty_too(house: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    house.workspace.theme.set_scale(1.25)
    press(page.line.text, 0, CTRL, "à")
    assert house.workspace.theme.scale == 1.0


def test_all_keys_show_and_esc_closes_them_without_moving_the_focus(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QTest.keyClick(page.line.text, Qt.Key.Key_F1)
    assert page.keys_panel.isVisible()
    assert page.line.text.hasFocus()
    QTest.keyClick(page.line.text, Qt.Key.Key_Escape)
    assert page.keys_panel.isHidden()
    QTest.keyClick(page.line.text, Qt.Key.Key_T, CTRL)
    assert page.keys_panel.isVisible()


def test_a_dead_key_before_enter_keeps_its_sign(visit: VisitSession, pages: Pages) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("other systems keep the sign themselves")
    page = pages(visit)
    QTest.keyClicks(page.line.text, "hoe dan?")
    release = QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_Dead_Diaeresis, SHIFT, 48, 0xFE57, 0)
    QCoreApplication.sendEvent(page.line.text, release)
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    assert texts(visit) == ['hoe dan?"']


def test_keys_can_be_changed(house: House, visit: VisitSession, pages: Pages) -> None:
    house.workspace.profile.remember(keys={"hold": "Alt+1"})
    page = pages(visit)
    press(page.line.text, 1, ALT, "&")
    assert isinstance(visit.view.notes[0].payload, Note)
    assert ticks(visit) == 0
