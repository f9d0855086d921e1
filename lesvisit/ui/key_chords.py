"""Key presses as chords of the key map, on every layout: the digit row by physical key, Ctrl or left Alt exactly.

On AZERTY Ctrl+1 arrives as an ampersand, and Alt+2 would type an accent.
"""

import sys
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from lesvisit.domain.keymap import is_usable, physical_digit

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT, KEYPAD = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
MODIFIER_KEYS = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_Mode_switch,
    Qt.Key.Key_Super_L,
    Qt.Key.Key_Super_R,
}
_MOVES = {
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Insert,
}
_WRITES = {
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Space,
    Qt.Key.Key_Escape,
}
_EDITS = {
    Qt.Key.Key_Z,
    Qt.Key.Key_Y,
    Qt.Key.Key_X,
    Qt.Key.Key_C,
    Qt.Key.Key_V,
    Qt.Key.Key_A,
    Qt.Key.Key_F,
    Qt.Key.Key_K,
}
_ZOOMS = {Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Equal}
CTRL_PASSES = _MOVES | _EDITS | _ZOOMS  # with Ctrl: editing, moving and zoom keep their meaning
ALT_PASSES = {Qt.Key.Key_F4, Qt.Key.Key_Tab}


class Refused(Enum):
    """Why a press can't carry an act."""

    TYPES = "types"  # a letter, digit or sign without Ctrl or Alt
    WRITES = "writes"  # Enter, Tab, Space, arrows and the like
    ZOOM = "zoom"
    EDITING = "editing"
    MENU = "menu"  # F10, Alt+F4
    ALTGR = "altgr"  # AltGr, or Ctrl and Alt together
    ALT_LETTER = "alt_letter"
    SHIFT = "shift"
    KEYPAD = "keypad"
    OTHER = "other"


def chord_of(event: QKeyEvent) -> str | None:
    """The chord as the key map writes it: the digit row with exactly Ctrl or exactly left Alt, Ctrl+letter, an F-key.

    None for everything that types, and for what belongs to the system: AltGr, Ctrl+Alt, the keypad.
    """
    modifiers = event.modifiers()
    key = event.key()
    if modifiers == Qt.KeyboardModifier.NoModifier:
        return f"F{key - Qt.Key.Key_F1 + 1}" if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12 else None
    if modifiers not in (CTRL, ALT) or is_right_alt(event):
        return None
    name = "Ctrl" if modifiers == CTRL else "Alt"
    digit = digit_of(event)
    if digit is not None:
        return f"{name}+{digit}"
    if name == "Ctrl" and key not in CTRL_PASSES and Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return f"Ctrl+{chr(key)}"
    return None


def digit_of(event: QKeyEvent) -> int | None:
    """The physical key of the digit row; by its character only where an event carries no codes at all."""
    scan, virtual = event.nativeScanCode(), event.nativeVirtualKey()
    if scan or (sys.platform == "darwin" and virtual):
        return physical_digit(sys.platform, scan, virtual)
    key = event.key()
    return key - Qt.Key.Key_0 if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 else None


def is_right_alt(event: QKeyEvent) -> bool:
    """AltGr on systems that report it as the group switch."""
    return bool(event.modifiers() & Qt.KeyboardModifier.GroupSwitchModifier)


def is_swallowed(event: QKeyEvent) -> bool:
    """Every other left-Alt or Ctrl key does nothing while observing: Qt would type its letter."""
    modifiers, key = event.modifiers(), event.key()
    if modifiers & KEYPAD or key in MODIFIER_KEYS:
        return False
    without_shift = modifiers & ~SHIFT
    if without_shift == CTRL:
        return key not in CTRL_PASSES
    if without_shift == ALT:
        # On a Mac, Option types accents; only its digits are ours.
        return key not in ALT_PASSES and (sys.platform != "darwin" or digit_of(event) is not None)
    return False


def refusal(event: QKeyEvent) -> Refused | None:
    """Why this press can't carry an act of the observe page; None when it can."""
    chord = chord_of(event)
    if chord is not None:
        return _refused_chord(chord)
    modifiers, key = event.modifiers(), event.key()
    if is_right_alt(event) or (modifiers & CTRL and modifiers & ALT):
        return Refused.ALTGR
    if modifiers & KEYPAD:
        return Refused.KEYPAD
    if key in _MOVES | _WRITES:
        return Refused.WRITES
    if not modifiers & (CTRL | ALT):
        return Refused.TYPES if event.text().isprintable() and event.text() else Refused.OTHER
    return _refused_with_modifier(Qt.Key(key), bool(modifiers & CTRL), bool(modifiers & SHIFT))


def _refused_chord(chord: str) -> Refused | None:
    if is_usable(chord):
        return None
    return Refused.ZOOM if chord == "Ctrl+0" else Refused.MENU


def _refused_with_modifier(key: Qt.Key, ctrl: bool, shift: bool) -> Refused:
    if ctrl and key in _ZOOMS:
        return Refused.ZOOM
    if shift:
        return Refused.SHIFT
    if ctrl and key in _EDITS:
        return Refused.EDITING
    if not ctrl and key in ALT_PASSES:
        return Refused.MENU
    is_letter = Qt.Key.Key_A <= key <= Qt.Key.Key_Z
    return Refused.ALT_LETTER if is_letter and not ctrl else Refused.OTHER
