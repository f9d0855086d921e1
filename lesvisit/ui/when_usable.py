"""What slow work wants to open over a page waits while that page can't be used: under the lock, say."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class _Waiting(QObject):
    """Until the page can be used again; goes with the page."""

    def __init__(self, page: QWidget, act: Callable[[], None]) -> None:
        super().__init__(page)
        self._act = act
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.EnabledChange and isinstance(watched, QWidget) and watched.isEnabled():
            watched.removeEventFilter(self)
            self.deleteLater()
            self._act()
        return False


def when_usable(page: QWidget, act: Callable[[], None]) -> None:
    """Does it now, or as soon as the page can be used."""
    if page.isEnabled():
        act()
    else:
        _Waiting(page, act)
