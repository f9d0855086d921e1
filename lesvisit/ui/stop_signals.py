"""SIGTERM and Ctrl+C close the window as a person would: what is being typed is kept first."""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class StopSignals(QObject):
    """Turns the system's signals into one of Qt's.

    Python runs handlers only between its own steps, and Qt waits in C++: the byte that the interpreter writes to a
    socket wakes the event loop.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read, self._write = socket.socketpair()
        for end in (self._read, self._write):
            end.setblocking(False)
        self._before = {number: signal.signal(number, self._on_signal) for number in _numbers()}
        signal.set_wakeup_fd(self._write.fileno())
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)
        self._wanted = False

    def close(self) -> None:
        """Gives the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._read.close()
        self._write.close()

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._wanted = True

    def _on_woken(self) -> None:
        self._read.recv(64)
        if self._wanted:
            self._wanted = False
            self.asked.emit()


def _numbers() -> tuple[int, ...]:
    return (signal.SIGTERM, signal.SIGINT)
