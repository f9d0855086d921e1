"""Keeps what is worked on in sight: the scroll area follows the focus, and a field that grows under the edge."""

from itertools import pairwise

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.text_edit import GrowingTextEdit

_AROUND = 48  # of the design: what stands just under a field is seen too


class FollowFocus(QObject):
    """One for each scroll area; Qt itself follows only Tab."""

    def __init__(self, theme: Theme, area: QScrollArea) -> None:
        super().__init__(area)
        self.theme, self.area = theme, area
        self._widget: QWidget | None = None
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(self._widget, GrowingTextEdit):
            self._widget.height_changed.disconnect(self._on_height_changed)
            self._widget.destroyed.disconnect(self._on_destroyed)
        inside = new is not None and self.area.isAncestorOf(new) and new is not self.area.viewport()
        self._widget = new if inside else None
        if isinstance(self._widget, GrowingTextEdit):
            self._widget.height_changed.connect(self._on_height_changed)
            self._widget.destroyed.connect(self._on_destroyed)
        if inside:
            self._later.start()

    def _on_height_changed(self, _height: int) -> None:
        self._later.start()

    def _on_destroyed(self) -> None:
        self._widget = None

    def _show(self) -> None:
        if self._widget is not None and self._widget.isVisible():
            around = self.theme.px(_AROUND)
            self.area.ensureWidgetVisible(self._widget, 0, around)


def chain(widgets: list[QWidget]) -> None:
    """Tab goes through these in order."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)
