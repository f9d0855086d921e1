"""Hears that the screen of the system is locked: by D-Bus on Linux, by asking now and then on Windows and macOS.

Where neither answers it hears nothing: the view then locks when nothing is touched.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot

from lesvisit.ui.unlock.session_state import question

Ask = Callable[[], bool | None]
ASK_MS = 2000
_SAVERS = tuple(f"org.{desktop}.ScreenSaver" for desktop in ("freedesktop", "gnome", "cinnamon", "mate", "xfce"))
_LOGIN = "org.freedesktop.login1"


def can_hear() -> bool:
    """Would the lock of the screen be heard here?"""
    probe = ScreenLock()
    probe.deleteLater()
    return probe.hears


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
        elif sys.platform == "linux":
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
        for name in _SAVERS if session.isConnected() else ():  # at whatever path: desktops differ in it
            self.hears |= session.connect(name, "", name, "ActiveChanged", self, SLOT("saver_changed(bool)"))  # type: ignore[call-overload]
        if system.isConnected():
            self.hears |= system.connect(_LOGIN, "", f"{_LOGIN}.Session", "Lock", self, SLOT("session_locked()"))  # type: ignore[call-overload]

    @Slot(bool)
    def saver_changed(self, on: bool) -> None:
        """The screen saver of the session began or ended."""
        if on:
            self.locked.emit()

    @Slot()
    def session_locked(self) -> None:
        """The session was asked to lock."""
        self.locked.emit()
