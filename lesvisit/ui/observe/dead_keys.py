"""A dead key that is followed by Enter, Tab or an act: its sign is not lost.

Linux's compose table swallows the press of a dead key and, when no accent comes of it, the sign with it: on us-intl
a closing quotation mark before Enter would be gone. Under X11 the press is seen before the table takes it; elsewhere
the release must do. The sign is typed when the next key turns out to be no letter to carry it.
"""

import sys

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent, Qt
from PySide6.QtWidgets import QPlainTextEdit

from lesvisit.ui.observe.x11_presses import X11Presses

# What each dead key types with the space bar (X11's Compose table).
SIGNS: dict[int, str] = {
    Qt.Key.Key_Dead_Grave: "`",
    Qt.Key.Key_Dead_Acute: "'",
    Qt.Key.Key_Dead_Circumflex: "^",
    Qt.Key.Key_Dead_Tilde: "~",
    Qt.Key.Key_Dead_Diaeresis: '"',
    Qt.Key.Key_Dead_Cedilla: "¸",
}
_DEAD_SYMS = {0xFE50: "`", 0xFE51: "'", 0xFE52: "^", 0xFE53: "~", 0xFE57: '"', 0xFE5B: "¸"}
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock)


class DeadKeys:
    """Follows the keys of one page. Windows and macOS keep the sign themselves."""

    def __init__(self, platform: str = sys.platform) -> None:
        self._needed = platform.startswith("linux")
        self._waiting: list[tuple[int, str]] = []  # when pressed (ms, as events tell), and the sign
        self._just_composed = False
        self._presses: X11Presses | None = None
        if self._needed and QGuiApplication.platformName() == "xcb":
            self._presses = X11Presses(self.saw_press)

    @property
    def waiting(self) -> str:
        """Signs of dead keys that have not become accents yet."""
        return "".join(sign for _, sign in self._waiting)

    def close(self) -> None:
        """Looks at no more presses."""
        if self._presses is not None:
            self._presses.close()

    def saw_press(self, symbol: int, time: int) -> None:
        """X11 says which symbol was pressed, before the compose table has it."""
        sign = _DEAD_SYMS.get(symbol, "")
        if sign:
            self._waiting.append((time, sign))

    def released(self, event: QKeyEvent) -> None:
        """A key was let go; of a dead key that no accent came of yet, the sign waits."""
        by_release = self._needed and (self._presses is None or not self._presses.works)
        if not by_release or event.isAutoRepeat() or event.key() in _MODIFIERS:
            return
        sign = SIGNS.get(event.key(), "")
        if sign and not self._just_composed:
            self._waiting = [(0, sign)]
        self._just_composed = False

    def composed(self) -> None:
        """An input method put text in: the dead key became an accent."""
        self._waiting, self._just_composed = [], True

    def finish(self, watched: QObject, event: QKeyEvent) -> None:
        """A key that is no letter for an accent: the waiting signs are typed first."""
        self._just_composed = False
        if not self._waiting:
            return
        due = [sign for time, sign in self._waiting if time <= event.timestamp() or not event.timestamp()]
        self._waiting = self._waiting[len(due) :]
        if due and event.key() not in SIGNS and isinstance(watched, QPlainTextEdit):
            watched.insertPlainText("".join(due))
