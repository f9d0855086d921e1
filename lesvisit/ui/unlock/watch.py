"""When the view is to be locked: nothing was touched for so long, or the screen itself is locked.

Only made for encrypted visits. Keys and the mouse are seen on the window itself, not on every widget in it.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

from lesvisit.ui.unlock.screen_lock import ScreenLock

LOOK_MS = 15_000
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
    """`lock_wanted`: now. A key that is held down keeps the view open, as every repeat of it counts.

    `elapsed_ms` goes on while the laptop sleeps, a timer doesn't: so it is asked too, now and then and at each touch.
    """

    lock_wanted = Signal()

    def __init__(self, elapsed_ms: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._elapsed_ms = elapsed_ms
        self._touched_ms = elapsed_ms()
        self._window: QWindow | None = None
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self.lock_wanted)
        self._looks = QTimer(self, interval=LOOK_MS)
        self._looks.timeout.connect(self.look)
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
        self._idle.setInterval(max(minutes, 0) * 60_000)
        self.touched()
        if minutes > 0:
            self._looks.start()
        else:
            self._looks.stop()

    def touched(self) -> None:
        """Somebody is there."""
        self._touched_ms = self._elapsed_ms()
        if self._idle.interval():
            self._idle.start()

    def look(self) -> None:
        """After a sleep the time may be long over."""
        if self._idle.isActive() and self._elapsed_ms() - self._touched_ms >= self._idle.interval():
            self._idle.stop()
            self.lock_wanted.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key, the mouse, a finger or a pen."""
        if event.type() in _TOUCHED:
            self.look()  # whoever comes first after a sleep need not be who left
            self.touched()
        return super().eventFilter(watched, event)
