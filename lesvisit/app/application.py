"""The application as Qt knows it; on macOS the system tells it which file was double-clicked."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """A file that comes before anybody hears waits."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(list(words))
        self._hear: Callable[[str], None] | None = None
        self._first = ""

    def hear_files(self, hear: Callable[[str], None]) -> None:
        """From now on `hear` gets the path of each, and of the one that waits."""
        self._hear = hear
        first, self._first = self._first, ""
        if first:
            hear(first)

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QFileOpenEvent):
            return super().event(event)
        if self._hear is None:
            self._first = event.file()
        else:
            self._hear(event.file())
        return True
