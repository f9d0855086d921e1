"""Shows a drawing of a block: the same marks that the papers draw, in the colours of the theme."""

from collections.abc import Callable
from math import atan2, cos, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.blocks.drawing import LEADING, Box, Disc, Drawing, Line, Room, Words
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import ThemedWidget

Make = Callable[[Room], Drawing | None]
_HEAD = 7.0  # length of an arrow's head
_MOST_WIDTHS = 8


def room_of(theme: Theme, width: float) -> Room:
    """The room for a drawing on the screen: `width` in its own units (screen pixels at 100 %)."""
    metrics: dict[tuple[float, bool], QFontMetricsF] = {}

    def measure(text: str, px: float, bold: bool) -> float:
        key = (px, bold)
        if key not in metrics:
            metrics[key] = QFontMetricsF(theme.font(px, SEMIBOLD if bold else REGULAR))
        return metrics[key].horizontalAdvance(text) / theme.scale

    return Room(width, measure)


class DrawnView(ThemedWidget):
    """A drawing that is made anew when the width or the data differ. `make` gets the room; None: nothing to show."""

    def __init__(self, theme: Theme, make: Make, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, parent=parent)
        self._make = make
        self._drawings: dict[float, Drawing | None] = {}  # by width: a layout asks for the height at several
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def refresh(self) -> None:
        """The data differ."""
        self._drawings.clear()
        self._drawing_for(self.width())
        self.updateGeometry()
        self.update()

    def set_make(self, make: Make) -> None:
        """Shows something else."""
        self._make = make
        self.refresh()

    @property
    def drawing(self) -> Drawing | None:
        """What is shown."""
        return self._drawing_for(self.width())

    def _drawing_for(self, width: float) -> Drawing | None:
        if width not in self._drawings:
            if len(self._drawings) >= _MOST_WIDTHS:
                self._drawings.clear()
            made = self._make(room_of(self.theme, max(width / self.theme.scale, 40.0)))
            self._drawings[width] = made
            self.setAccessibleName(made.words if made is not None else "")
        return self._drawings[width]

    def heightForWidth(self, width: int) -> int:
        drawing = self._drawing_for(width)
        return 0 if drawing is None else self.theme.px(drawing.height + 0.5)

    def sizeHint(self) -> QSize:
        width = self.width() or self.theme.px(300)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.heightForWidth(self.width()) if self.width() else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def _on_theme_changed(self) -> None:
        self._drawings.clear()
        super()._on_theme_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        drawing = self._drawing_for(self.width())
        if drawing is None:
            return
        painter = self._painter()
        paint_drawing(painter, self.theme, drawing)
        painter.end()


def paint_drawing(painter: QPainter, theme: Theme, drawing: Drawing) -> None:
    """Draws the marks at the painter's origin; sizes follow the theme's scale."""
    for mark in drawing.marks:
        if isinstance(mark, Words):
            _paint_words(painter, theme, mark)
        elif isinstance(mark, Box):
            _brush(painter, theme, mark.fill, mark.edge, mark.width, mark.dashed)
            k, half = theme.scale, (mark.width / 2 if mark.edge else 0.0)
            rect = QRectF(mark.x * k, mark.y * k, mark.w * k, mark.h * k).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(rect, mark.radius * k, mark.radius * k)
        elif isinstance(mark, Disc):
            _brush(painter, theme, mark.fill, mark.edge, mark.width)
            painter.drawEllipse(
                QPointF(mark.x * theme.scale, mark.y * theme.scale), mark.r * theme.scale, mark.r * theme.scale
            )
        else:
            _paint_line(painter, theme, mark)


def _brush(painter: QPainter, theme: Theme, fill: str, edge: str, width: float, dashed: bool = False) -> None:
    painter.setBrush(theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)  # type: ignore[arg-type]
    if not edge:
        painter.setPen(Qt.PenStyle.NoPen)
        return
    pen = QPen(theme.colour(edge), width * theme.scale)  # type: ignore[arg-type]
    if dashed:
        pen.setDashPattern([3.0, 2.0])
    painter.setPen(pen)


def _paint_words(painter: QPainter, theme: Theme, mark: Words) -> None:
    k = theme.scale
    font = theme.font(mark.px, SEMIBOLD if mark.bold else REGULAR)
    font.setItalic(mark.italic)
    painter.setFont(font)
    painter.setPen(theme.colour(mark.tone or "ink"))
    wide = QFontMetricsF(font).horizontalAdvance(mark.text) + 2
    left = {"left": mark.x * k, "center": mark.x * k - wide / 2, "right": mark.x * k - wide}[mark.align]
    rect = QRectF(left, mark.y * k, wide, mark.px * LEADING * k)
    painter.drawText(
        rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), mark.text
    )


def _paint_line(painter: QPainter, theme: Theme, mark: Line) -> None:
    k = theme.scale
    points = [QPointF(x * k, y * k) for x, y in mark.points]
    _brush(painter, theme, mark.fill if mark.closed else "", mark.tone, mark.width, mark.dashed)
    if mark.closed:
        painter.drawPolygon(QPolygonF(points))
    elif len(points) > 1:
        painter.drawPolyline(QPolygonF(points))
    if mark.arrow and len(points) > 1:
        _brush(painter, theme, mark.tone, "", 0)
        painter.drawPolygon(QPolygonF(arrow_head(points[-2], points[-1], _HEAD * k)))


def arrow_head(start: QPointF, end: QPointF, size: float) -> list[QPointF]:
    """The three corners of a head at the end of a line."""
    angle = atan2(end.y() - start.y(), end.x() - start.x())
    sides = [QPointF(end.x() - size * cos(angle + a), end.y() - size * sin(angle + a)) for a in (0.42, -0.42)]
    return [end, *sides]
