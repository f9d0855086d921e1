"""A page that hears every key of the app does so while it is on the screen, and not a moment longer."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget


class FilterWhileShown(QObject):
    """Makes a page the event filter of the whole app from when it is shown until it is hidden.

    One that stayed would still be asked while Python shuts down, and the app would crash after its window closed.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page comes up or goes down."""
        app = QApplication.instance()
        if app is not None and watched is self._page:
            if event.type() is QEvent.Type.Show:
                app.installEventFilter(self._page)
            elif event.type() is QEvent.Type.Hide:
                app.removeEventFilter(self._page)
        return False
