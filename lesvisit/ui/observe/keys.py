"""The keys of the observe page, on every layout: the digit row by physical key, Ctrl and left Alt kept from typing.

An event filter on whatever has the focus, never a QShortcut: on AZERTY Ctrl+1 arrives as an ampersand, and Alt+2
would type an accent.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from lesvisit.domain.keymap import KeyMap, physical_digit
from lesvisit.ui.observe.dead_keys import DeadKeys

_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_SHIFT, _KEYPAD = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
_MODIFIER_KEYS = {
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
# With Ctrl: editing, moving and zoom keep their meaning.
_CTRL_PASSES = {
    *_MOVES,
    Qt.Key.Key_Z,
    Qt.Key.Key_Y,
    Qt.Key.Key_X,
    Qt.Key.Key_C,
    Qt.Key.Key_V,
    Qt.Key.Key_A,
    Qt.Key.Key_F,
    Qt.Key.Key_K,
    Qt.Key.Key_Plus,
    Qt.Key.Key_Minus,
    Qt.Key.Key_Equal,
}
_ALT_PASSES = {Qt.Key.Key_F4, Qt.Key.Key_Tab}


SAME_MS = 1  # no finger lets go and presses again in so short a time


class KeyGuard(QObject):
    """Watches the page's widgets. `pressed` says an act, once per real press; `zoom_reset` is Ctrl+0."""

    pressed = Signal(object)  # Act
    zoom_reset = Signal()

    def __init__(self, page: QWidget, keymap: Callable[[], KeyMap]) -> None:
        super().__init__(page)
        self.page, self._keymap = page, keymap
        self.dead_keys = DeadKeys()
        self._watched: QWidget | None = None
        self._released = (0, 0)  # scan code and time of the last key let go
        self.destroyed.connect(self.dead_keys.close)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_app_focus_changed)

    def watch(self, *widgets: QWidget) -> None:
        """Watches these always, besides whatever has the focus."""
        for widget in widgets:
            widget.installEventFilter(self)
            widget.setProperty("watched", True)

    def _on_app_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and not self._watched.property("watched"):
            self._watched.removeEventFilter(self)
        self._watched = None
        if new is not None and self.page.isAncestorOf(new):
            self._watched = new
            new.installEventFilter(self)
            new.destroyed.connect(self._on_watched_destroyed)

    def _on_watched_destroyed(self) -> None:
        self._watched = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._override(event)
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(watched, event)
        if kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            self._released = (event.nativeScanCode(), event.timestamp())
            self.dead_keys.released(event)
        elif kind == QEvent.Type.InputMethod:
            self.dead_keys.composed()
        return False

    def _override(self, event: QKeyEvent) -> bool:
        """Ours, or nobody's: then no shortcut of the window may have it either."""
        chord = chord_of(event)
        ours = chord is not None and (not chord.startswith("F") or self._keymap().act(chord) is not None)
        if not ours and not is_swallowed(event):
            return False
        event.accept()
        return True

    def _is_held(self, event: QKeyEvent) -> bool:
        """Does the system repeat the key by itself? X11 then sends a release and a press of the same moment."""
        return event.isAutoRepeat() or _is_the_same(self._released, event)

    def _press(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in _MODIFIER_KEYS:
            return False
        self.dead_keys.finish(watched, event)
        chord = chord_of(event)
        act = self._keymap().act(chord) if chord else None
        if act is not None:
            if not self._is_held(event):
                self.pressed.emit(act)
            return True
        if chord == "Ctrl+0":
            self.zoom_reset.emit()
            return True
        return is_swallowed(event)


def _is_the_same(released: tuple[int, int], event: QKeyEvent) -> bool:
    scan, time = event.nativeScanCode(), event.timestamp()
    return scan != 0 and time > 0 and released[0] == scan and time - released[1] <= SAME_MS


def chord_of(event: QKeyEvent) -> str | None:
    """The chord as the key map writes it: the digit row with exactly Ctrl or exactly left Alt, Ctrl+letter, an F-key.

    None for everything that types, and for what belongs to the system: AltGr, Ctrl+Alt, the keypad.
    """
    modifiers = event.modifiers()
    key = event.key()
    if modifiers == Qt.KeyboardModifier.NoModifier:
        return f"F{key - Qt.Key.Key_F1 + 1}" if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12 else None
    if modifiers not in (_CTRL, _ALT) or is_right_alt(event):
        return None
    name = "Ctrl" if modifiers == _CTRL else "Alt"
    digit = digit_of(event)
    if digit is not None:
        return f"{name}+{digit}"
    if name == "Ctrl" and key not in _CTRL_PASSES and Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
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
    """Every other left-Alt or Ctrl key does nothing here: Qt would type its letter."""
    modifiers, key = event.modifiers(), event.key()
    if modifiers & _KEYPAD or key in _MODIFIER_KEYS:
        return False
    without_shift = modifiers & ~_SHIFT
    if without_shift == _CTRL:
        return key not in _CTRL_PASSES
    if without_shift == _ALT:
        # On a Mac, Option types accents; only its digits are ours.
        return key not in _ALT_PASSES and (sys.platform != "darwin" or digit_of(event) is not None)
    return False
