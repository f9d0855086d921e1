"""The keys of the observe page, on every layout: the digit row by physical key, Ctrl and left Alt kept from typing.

An event filter on whatever has the focus, never a QShortcut: on AZERTY Ctrl+1 arrives as an ampersand, and Alt+2
would type an accent.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from lesvisit.domain.keymap import KeyMap
from lesvisit.ui.key_chords import MODIFIER_KEYS, chord_of, is_swallowed
from lesvisit.ui.observe.dead_keys import DeadKeys
from lesvisit.ui.widgets.focus_news import on_focus_changed

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
        on_focus_changed(self._on_app_focus_changed)

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
        if event.key() in MODIFIER_KEYS:
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
