"""Pages in each other's place, of which only the one that is shown asks for room."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class PageStack(QWidget):
    """Qt's own stack is as wide and high as its largest page, also while that one is out of sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def addWidget(self, page: QWidget) -> None:  # noqa: N802 (as QStackedWidget)
        """One more page; the first one is shown."""
        self._column.addWidget(page)  # before it is shown: without a parent it would be a window
        page.setVisible(self._current is None)
        self._current = self._current or page

    def currentWidget(self) -> QWidget | None:  # noqa: N802 (as QStackedWidget)
        """The page that is shown."""
        return self._current

    def setCurrentWidget(self, page: QWidget) -> None:  # noqa: N802 (as QStackedWidget)
        """Shows this page instead."""
        if page is self._current:
            return
        before, self._current = self._current, page
        if before is not None:
            before.hide()
        page.show()
