"""Says when a widget was painted, for measurements in a window."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class Painted(QObject):
    """`seen` once the watched widget got a paint event."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.seen = False
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As Qt asks."""
        if event.type() is QEvent.Type.Paint:
            self.seen = True
        return False
