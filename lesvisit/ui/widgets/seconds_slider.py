"""A slider over seconds with nothing in its middle: arrows move one second, Page Up and Page Down ten."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import draw_box, name_widget

_WIDE, _KNOB_WIDE, _KNOB_HIGH, _FINE = 240, 12, 20, 10
_TICK_SEC = 30


class SecondsSlider(QSlider):
    """From so many seconds earlier to so many later. Home, Delete and Backspace go back to the middle.

    `moved(seconds)` comes only from the user.
    """

    moved = Signal(int)

    def __init__(self, theme: Theme, most: int, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.theme = theme
        name_widget(self, name, "")
        self.setRange(-most, most)
        self.setSingleStep(1)
        self.setPageStep(_FINE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.valueChanged.connect(self.moved)
        theme.changed.connect(self.updateGeometry)

    def show_value(self, seconds: int) -> None:
        """Shows this, without `moved`."""
        self.blockSignals(True)
        self.setValue(seconds)
        self.blockSignals(False)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(_WIDE), max(self.theme.px(28), self.theme.target(0)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(110), self.sizeHint().height())

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.setValue(0)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setValue(self._seconds_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setValue(self._seconds_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling past it changes nothing."""
        event.ignore()

    # Where things are

    def _room(self) -> tuple[float, float]:
        half = self.theme.pxf(_KNOB_WIDE) / 2 + 3
        return half, self.width() - half

    def _x(self, seconds: float) -> float:
        left, right = self._room()
        return left + (right - left) * (seconds - self.minimum()) / (self.maximum() - self.minimum())

    def _seconds_at(self, x: float) -> int:
        left, right = self._room()
        part = (x - left) / max(1.0, right - left)
        return round(self.minimum() + part * (self.maximum() - self.minimum()))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, px = self.height() / 2, theme.pxf
        left, right = self._room()
        painter.fillRect(QRectF(left, middle - 1, right - left, 2), theme.colour("ctl"))
        for seconds in range(self.minimum(), self.maximum() + 1, _TICK_SEC):
            high = px(6) if seconds == 0 else px(3)
            painter.fillRect(QRectF(self._x(seconds) - 0.5, middle - high - 1, 1, 2 * high + 2), theme.colour("ctl"))
        self._paint_knob(painter, QPointF(self._x(self.value()), middle))
        painter.end()

    def _paint_knob(self, painter: QPainter, centre: QPointF) -> None:
        theme, px = self.theme, self.theme.pxf
        knob = QRectF(0, 0, px(_KNOB_WIDE), px(_KNOB_HIGH))
        knob.moveCenter(centre)
        marked = self.hasFocus() or self.underMouse() or self.isSliderDown()
        border = theme.colour("accent" if self.hasFocus() else "ink" if marked else "ctl")
        draw_box(painter, knob, px(4), theme.colour("surface"), border, 2 if self.hasFocus() else theme.line_width)
        painter.fillRect(QRectF(centre.x() - 0.5, centre.y() - px(5), 1, px(10)), border)
