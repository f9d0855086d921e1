"""A box to tick, drawn like the saved box."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from lesvisit.ui.icons import Icon, paint_icon
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import LEFT, draw_box, measure, name_widget

_SIDE = 18


def paint_tick_box(
    painter: QPainter, theme: Theme, rect: QRectF, ticked: bool, over: bool = False, enabled: bool = True
) -> None:
    """The box alone, for delegates: accent with a tick, or an empty outline."""
    if ticked:
        draw_box(painter, rect, theme.pxf(4), theme.colour("accent" if enabled else "muted"))
        paint_icon(painter, rect.adjusted(2, 2, -2, -2), Icon.TICK, theme.colour("on"), 3.6)
        return
    border = theme.colour("ink" if over else "ctl")
    width = max(1.5, theme.pxf(1.5))
    draw_box(painter, rect, theme.pxf(4), theme.colour("surface"), border, width, dashed=not enabled)


class TickBox(QCheckBox):
    """A QCheckBox whose text is taken as it is: an ampersand is an ampersand."""

    ring_radius = 4

    def __init__(self, theme: Theme, text: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._text = ""
        name_widget(self, name)
        self.set_text(text)
        theme.changed.connect(self.updateGeometry)

    def set_text(self, text: str) -> None:
        """The words behind the box, also its name for readers."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = measure(self.theme, self._text, 15) + self.theme.px(10) if self._text else 0
        return self.theme.touched(QSize(self.theme.px(_SIDE) + words, self.theme.px(26)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 (Qt's name)
        """The words are part of it."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(_SIDE)
        box = QRectF(QPointF(0, round((self.height() - side) / 2)), QSize(side, side))
        ticked = self.checkState() == Qt.CheckState.Checked
        paint_tick_box(painter, theme, box, ticked, self.underMouse(), self.isEnabled())
        painter.setPen(theme.colour("ink" if self.isEnabled() else "muted"))
        painter.setFont(theme.font(15))
        left = side + theme.px(10)
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), LEFT, self._text)
        painter.end()
