"""A dead key that is followed by Enter, Tab or an act: its sign is not lost.

Linux's compose table swallows the press of a dead key and, when no accent comes of it, the sign with it: on us-intl
a closing quotation mark before Enter would be gone. Only the release of the dead key is seen; from it the sign is
known, and it is typed when the next key turns out to be no letter to carry it.
"""

import sys

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QPlainTextEdit

# What each dead key types with the space bar (X11's Compose table).
SIGNS: dict[int, str] = {
    Qt.Key.Key_Dead_Grave: "`",
    Qt.Key.Key_Dead_Acute: "'",
    Qt.Key.Key_Dead_Circumflex: "^",
    Qt.Key.Key_Dead_Tilde: "~",
    Qt.Key.Key_Dead_Diaeresis: '"',
    Qt.Key.Key_Dead_Cedilla: "¸",
}


_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock)


class DeadKeys:
    """Follows key events of one page. Windows and macOS keep the sign themselves."""

    def __init__(self, platform: str = sys.platform) -> None:
        self._needed = platform.startswith("linux")
        self._waiting = ""
        self._just_composed = False

    @property
    def waiting(self) -> str:
        """The sign of a dead key that was let go and has not become an accent yet."""
        return self._waiting

    def released(self, event: QKeyEvent) -> None:
        """A key was let go; of a dead key that no accent came of yet, the sign waits."""
        if not self._needed or event.isAutoRepeat() or event.key() in _MODIFIERS:
            return
        sign = SIGNS.get(event.key(), "")
        if sign and not self._just_composed:
            self._waiting = sign
        self._just_composed = False

    def composed(self) -> None:
        """An input method put text in: the dead key became an accent."""
        self._waiting, self._just_composed = "", True

    def finish(self, watched: QObject) -> None:
        """A key that is no letter for an accent: the waiting sign is typed first."""
        sign, self._waiting, self._just_composed = self._waiting, "", False
        if sign and isinstance(watched, QPlainTextEdit):
            watched.insertPlainText(sign)
