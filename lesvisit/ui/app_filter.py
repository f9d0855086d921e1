"""A page that hears every key of the app does so while it can be used, and not a moment longer."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget


class FilterWhileShown(QObject):
    """Makes a page the event filter of the whole app from when it is shown until it is hidden, or a lock covers it.

    One that stayed would still be asked while Python shuts down, and the app would crash after its window closed.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page comes up or goes down, or what it is in is let go or shut."""
        if watched is self._page:
            if event.type() is QEvent.Type.Show:
                self._hear(self._page.isEnabled())
            elif event.type() is QEvent.Type.EnabledChange:
                self._hear(self._page.isEnabled() and self._page.isVisible())
            elif event.type() is QEvent.Type.Hide:
                self._hear(False)
        return False

    def _hear(self, on: bool) -> None:
        app = QApplication.instance()
        if app is None:
            return
        app.removeEventFilter(self._page)
        if on:
            app.installEventFilter(self._page)
