"""Keeps what is worked on in sight: the scroll area follows the focus, and a field that grows under the edge."""

from itertools import pairwise
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.focus_news import on_focus_changed
from lesvisit.ui.widgets.text_edit import GrowingTextEdit

_AROUND = 48  # of the design: what stands just under a field is seen too


class FollowFocus(QObject):
    """One for each scroll area; Qt itself follows only Tab."""

    def __init__(self, theme: Theme, area: QScrollArea) -> None:
        super().__init__(area)
        self.theme, self.area = theme, area
        self._growing: WeakSet[GrowingTextEdit] = WeakSet()
        self._following = False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show)
        on_focus_changed(self._on_focus_changed)
        area.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        area.verticalScrollBar().actionTriggered.connect(self._on_scrolled)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.area.isAncestorOf(new):
            return
        if isinstance(new, GrowingTextEdit) and new not in self._growing:
            self._growing.add(new)
            new.height_changed.connect(self._on_height_changed)
        self._following = True
        self._later.start()

    def _on_range_changed(self, _low: int, _high: int) -> None:
        """What is opened finds its place only after the focus came; whoever scrolls away from it is left alone."""
        if self._following:
            self._later.start()

    def _on_scrolled(self, _action: int) -> None:
        self._following = False

    def _on_height_changed(self, _height: int) -> None:
        self._later.start()

    def _show(self) -> None:
        widget = QApplication.focusWidget()
        if widget is not None and self.area.isAncestorOf(widget):
            self.area.ensureWidgetVisible(widget, 0, self.theme.px(_AROUND))


def chain(widgets: list[QWidget]) -> None:
    """Tab goes through these in order."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)
