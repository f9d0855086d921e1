"""When the view is to be locked: nothing was touched for so long, or the screen itself is locked.

Only made for encrypted visits. Keys and the mouse are seen on the window itself, not on every widget in it.
"""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

from lesvisit.ui.unlock.screen_lock import ScreenLock

_TOUCHED = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
    QEvent.Type.TabletMove,
    QEvent.Type.InputMethod,
}


class LockWatch(QObject):
    """`lock_wanted`: now. A key that is held down keeps the view open, as every repeat of it counts."""

    lock_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window: QWindow | None = None
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self.lock_wanted)
        self.screen = ScreenLock(self)
        self.screen.locked.connect(self.lock_wanted)

    def watch(self, window: QWindow | None, minutes: int) -> None:
        """Watches this window; no minutes: only the lock of the screen."""
        if self._window is not None:
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)
        self._idle.stop()
        if minutes > 0:
            self._idle.setInterval(minutes * 60_000)
            self._idle.start()

    def touched(self) -> None:
        """Somebody is there."""
        if self._idle.interval():
            self._idle.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key, the mouse, a finger or a pen."""
        if event.type() in _TOUCHED:
            self.touched()
        return super().eventFilter(watched, event)
