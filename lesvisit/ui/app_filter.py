"""A page that hears every key of the app does so while it can be used, and not a moment longer."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget


class FilterWhileShown(QObject):
    """Makes a page the event filter of the whole app from when it is shown until it is hidden, or a lock covers it.

    One that stayed would still be asked while Python shuts down, and the app would crash after its window closed.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page comes up or goes down, or what it is in is let go or shut.

        The page is asked for anew each time: Python's collector may have emptied this object when its page, which
        goes with it, is hidden for the last time.
        """
        if isinstance(watched, QWidget) and watched is self.parent():
            if event.type() is QEvent.Type.Show:
                _hear(watched, watched.isEnabled())
            elif event.type() is QEvent.Type.EnabledChange:
                _hear(watched, watched.isEnabled() and watched.isVisible())
            elif event.type() is QEvent.Type.Hide:
                _hear(watched, False)
        return False


def _hear(page: QWidget, on: bool) -> None:
    app = QApplication.instance()
    if app is None:
        return
    app.removeEventFilter(page)
    if on:
        app.installEventFilter(page)
