"""The focus ring: 2 px of accent, 2 px clear of the control, drawn over the window so that layouts stay exact.

One per application. A stylesheet can't draw outside a widget; this overlay can, for our own buttons and for native
fields alike. Lists draw their focus inside their edge and are left alone.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import draw_box
from lesvisit.ui.widgets.focus_news import on_focus_changed

_FIELDS = (QLineEdit, QAbstractSpinBox, QPlainTextEdit, QTextEdit)
_RINGED = (*_FIELDS, QAbstractButton, QComboBox)
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
}
REACH = 4  # 2 px clear and a ring of 2 px


class _Overlay(QWidget):
    """The ring itself: a child of the window that lets the mouse through."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self.theme = theme
        self.ring = QRectF()
        self.radius = 6.0
        self.setObjectName("focusRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_box(painter, self.ring, self.radius + REACH, None, self.theme.colour("accent"), 2)
        painter.end()


class FocusRing(QObject):
    """Follows the focus of the application. Buttons get a ring after a key, fields always."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.theme = theme
        self._widget: QWidget | None = None
        self._overlay: _Overlay | None = None
        self._shown = False
        self._watched: list[QWidget] = []
        on_focus_changed(self._on_app_focus_changed)
        theme.changed.connect(self._place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _MOVES:
            self._place()
        elif kind == QEvent.Type.KeyPress and watched is self._widget and not self._shown:
            self._show()
        return False

    def _on_app_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        self._leave()
        if new is None or not wants_ring(new):
            return
        self._widget = new
        new.destroyed.connect(self._leave)
        self._watch(new)
        by_mouse = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if not by_mouse or isinstance(new, _FIELDS):
            self._show()

    def _watch(self, widget: QWidget) -> None:
        step: QWidget | None = widget
        while step is not None:
            step.installEventFilter(self)
            self._watched.append(step)
            step = None if step.isWindow() else step.parentWidget()

    def _leave(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        if self._widget is not None and isValid(self._widget):
            self._widget.destroyed.disconnect(self._leave)
        self._watched, self._widget = [], None
        self._shown = False
        if self._overlay is not None and isValid(self._overlay):
            self._overlay.hide()

    def _show(self) -> None:
        if self._widget is None:
            return
        self._shown = True
        self._overlay = self._overlay_in(self._widget.window())
        self._place()

    def _overlay_in(self, window: QWidget) -> _Overlay:
        """The ring of this window: the one we have, or a new one."""
        old = self._overlay
        if old is not None and isValid(old):
            if old.parentWidget() is window:
                return old
            old.deleteLater()
        return _Overlay(self.theme, window)

    def _place(self) -> None:
        """Lays the ring round the control, cut off where a scroll area cuts the control off."""
        widget, overlay = self._widget, self._overlay
        if not self._shown or widget is None or overlay is None:
            return
        if not (isValid(widget) and isValid(overlay)):
            return
        window = widget.window()
        around = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-REACH, -REACH, REACH, REACH)
        seen = _seen_part(widget, around, window)
        overlay.setVisible(widget.isVisible() and not seen.isEmpty())
        overlay.setGeometry(seen)
        overlay.ring = QRectF(around.translated(-seen.topLeft()))
        overlay.radius = self.theme.pxf(float(getattr(widget, "ring_radius", 6)))
        overlay.raise_()
        overlay.update()


def wants_ring(widget: QWidget) -> bool:
    """Buttons and fields have a ring; a widget says otherwise with its property "ring": "on" or "none"."""
    wish = widget.property("ring")
    if wish is not None:
        return bool(wish == "on")
    return isinstance(widget, _RINGED) and not widget.property("bare")


def _seen_part(widget: QWidget, around: QRect, window: QWidget) -> QRect:
    seen = around
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        holder = parent.parentWidget()
        if isinstance(holder, QAbstractScrollArea) and holder.viewport() is parent:
            seen = seen.intersected(QRect(parent.mapTo(window, QPoint(0, 0)), parent.size()))
        parent = holder
    return seen
