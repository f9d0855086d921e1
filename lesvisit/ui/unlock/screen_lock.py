"""Hears that the screen of the system is locked, by D-Bus on Linux.

Elsewhere, and where there is no such bus, it hears nothing: the view then locks when nothing is touched.
"""

import sys

from PySide6.QtCore import SLOT, QObject, Signal, Slot

CAN_HEAR = sys.platform == "linux"
_SESSION = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)


class ScreenLock(QObject):
    """`locked` comes when the screen locks. `hears`: is there anything to listen to?"""

    locked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hears = False
        if CAN_HEAR:
            self._listen()

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
