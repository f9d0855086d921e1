"""Hears that the screen of the system is locked: by D-Bus on Linux, by asking now and then on Windows and macOS.

Where neither answers it hears nothing: the view then locks when nothing is touched.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot

from lesvisit.ui.unlock.session_state import question

Ask = Callable[[], bool | None]
CAN_HEAR = sys.platform == "linux"
ASK_MS = 2000
_SESSION = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)


class ScreenLock(QObject):
    """`locked` comes when the screen locks. `hears`: is there anything to listen to?"""

    locked = Signal()

    def __init__(self, parent: QObject | None = None, ask: Ask | None = None, every_ms: int = ASK_MS) -> None:
        super().__init__(parent)
        self.hears = False
        self._ask = ask or question()
        self._was_locked = False
        if self._ask is not None:
            self._go_on_asking(every_ms)
        elif CAN_HEAR:
            self._listen()

    def _go_on_asking(self, every_ms: int) -> None:
        self.hears = self._look() is not None
        timer = QTimer(self, interval=every_ms)
        timer.timeout.connect(self._look)
        if self.hears:
            timer.start()

    def _look(self) -> bool | None:
        """Tells once for each time that the screen is found locked."""
        now = self._ask() if self._ask is not None else None
        if now and not self._was_locked:
            self.locked.emit()
        self._was_locked = bool(now)
        return now

    def _listen(self) -> None:
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:
            return
        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        for name, path in _SESSION if session.isConnected() else ():
            self.hears |= session.connect(name, path, name, "ActiveChanged", self, SLOT("saver_changed(bool)"))  # type: ignore[call-overload]
        if system.isConnected():
            name = "org.freedesktop.login1"
            self.hears |= system.connect(name, "", f"{name}.Session", "Lock", self, SLOT("session_locked()"))  # type: ignore[call-overload]

    @Slot(bool)
    def saver_changed(self, on: bool) -> None:
        """The screen saver of the session began or ended."""
        if on:
            self.locked.emit()

    @Slot()
    def session_locked(self) -> None:
        """The session was asked to lock."""
        self.locked.emit()
