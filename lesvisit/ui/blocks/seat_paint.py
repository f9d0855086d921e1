"""Paints one room: seats with their marks, the teacher, arrows. A painter, sizes and what is so; no widget."""

from dataclasses import dataclass
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from lesvisit.blocks.drawing import Drawing, Tone
from lesvisit.blocks.seat_shapes import symbol_marks
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import CENTRE, LEFT, RIGHT, draw_box
from lesvisit.ui.widgets.drawn import arrow_head, paint_drawing

_HIGH = 36.0  # from this height on a seat has two lines


@dataclass(frozen=True)
class SeatLook:
    """One seat as it is now. `counts` are places of symbols with how often, in the order of the symbols."""

    code: str = ""
    letter: str = ""
    empty: bool = False
    counts: tuple[tuple[int, int], ...] = ()
    total: int = 0
    here: bool = False  # the keys act here
    picked: bool = False  # the last one that was clicked
    start: bool = False  # an arrow begins here


def paint_symbol(
    painter: QPainter, theme: Theme, place: int, middle: QPointF, size: float, tone: Tone = "ink"
) -> None:
    """The shape of a symbol around a point; `size` as in the design."""
    painter.save()
    painter.translate(middle)
    paint_drawing(painter, theme, Drawing(size, size, symbol_marks(place, 0, 0, size, tone)))
    painter.restore()


def paint_seat(painter: QPainter, theme: Theme, rect: QRectF, look: SeatLook, short: bool) -> None:
    """A seat: its box, code, case letter, number and shapes, as much as has room; `short`: 2.3 for R2P3."""
    _paint_ground(painter, theme, rect, look)
    high = rect.height() >= theme.px(_HIGH)
    inner = rect.adjusted(theme.px(4), theme.px(2), -theme.px(4), -theme.px(2))
    line = QRectF(inner.left(), inner.top(), inner.width(), inner.height() / 2 if high else inner.height())
    taken = _paint_number(painter, theme, line, look)
    left = _paint_code(painter, theme, line.adjusted(0, 0, -taken, 0), look, short)
    below = QRectF(inner.left(), line.bottom(), inner.width(), inner.height() / 2) if high else None
    if below is not None:
        _paint_counts(painter, theme, below, look.counts)
    elif look.counts and line.right() - taken - left > theme.px(14):
        best = max(look.counts, key=lambda count: count[1])[0]
        middle = QPointF(line.right() - taken - theme.px(8), line.center().y())
        paint_symbol(painter, theme, best, middle, min(10.0, rect.height() / theme.scale - 4))


def _paint_ground(painter: QPainter, theme: Theme, rect: QRectF, look: SeatLook) -> None:
    strong = look.here or look.start
    fill = theme.colour("soft" if strong else "surface")
    border = theme.colour("accent" if strong else "ink" if look.picked else "ctl")
    width = float(theme.line_width + (1 if strong else 0)) + (0.5 if look.picked and not strong else 0.0)
    draw_box(painter, rect, theme.pxf(3), fill, border, width, dashed=look.empty or look.start)
    if look.here:
        draw_box(painter, rect.adjusted(-3, -3, 3, 3), theme.pxf(5), None, theme.colour("accent"), 2)


def _paint_number(painter: QPainter, theme: Theme, line: QRectF, look: SeatLook) -> float:
    if not look.total:
        return 0.0
    text, font = str(look.total), theme.font(13 if line.height() >= theme.px(15) else 11, SEMIBOLD)
    painter.setFont(font)
    painter.setPen(theme.colour("ink"))
    painter.drawText(line, RIGHT, text)
    return QFontMetricsF(font).horizontalAdvance(text) + theme.px(3)


def _paint_code(painter: QPainter, theme: Theme, line: QRectF, look: SeatLook, short: bool) -> float:
    """Code and case letter; returns where they end."""
    small = line.height() < theme.px(15)
    font = theme.font(10 if small else 12, REGULAR)
    metrics = QFontMetricsF(font)
    ring = theme.pxf(13 if small else 16) if look.letter else 0.0
    room = line.width() - ring - (theme.px(2) if ring else 0)
    shorter = look.code.removeprefix("R").replace("P", ".")
    texts = (shorter,) if short else (look.code, shorter)
    code = next((t for t in texts if metrics.horizontalAdvance(t) <= room), "")
    painter.setFont(font)
    painter.setPen(theme.colour("muted"))
    painter.drawText(line, LEFT, code)
    end = line.left() + metrics.horizontalAdvance(code)
    if ring:
        _paint_ring(painter, theme, QRectF(end + theme.px(2), line.center().y() - ring / 2, ring, ring), look.letter)
        end += ring + theme.px(2)
    return end


def _paint_ring(painter: QPainter, theme: Theme, rect: QRectF, letter: str) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("ink"), theme.pxf(1.2)))
    painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setFont(theme.font(rect.height() / theme.scale * 0.65, SEMIBOLD))
    painter.drawText(rect, CENTRE, letter[:2])


def _paint_counts(painter: QPainter, theme: Theme, line: QRectF, counts: tuple[tuple[int, int], ...]) -> None:
    """Shapes from left to right, each with its number where there are several kinds."""
    font = theme.font(12, REGULAR)
    metrics = QFontMetricsF(font)
    x, middle = line.left(), line.center().y()
    painter.setFont(font)
    for place, often in counts:
        number = str(often) if len(counts) > 1 else ""
        wide = theme.px(12) + (metrics.horizontalAdvance(number) + theme.px(5) if number else 0)
        painter.setPen(theme.colour("ink"))
        if x + wide > line.right() + theme.px(5):
            painter.drawText(QRectF(x, line.top(), line.right() - x + 4, line.height()), LEFT, "…")
            return
        paint_symbol(painter, theme, place, QPointF(x + theme.px(5), middle), 10.0)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        painter.drawText(QRectF(x + theme.px(12), line.top(), wide, line.height()), LEFT, number)
        x += wide


def paint_teacher(painter: QPainter, theme: Theme, rect: QRectF, word: str, look: SeatLook) -> None:
    """The teacher: a disc with a letter, and the number of marks beside it."""
    strong = look.here or look.start
    painter.setBrush(theme.colour("soft" if strong else "surface"))
    painter.setPen(QPen(theme.colour("accent" if strong else "ink"), 2 if strong or look.picked else 1.5))
    painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
    if look.here:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawEllipse(rect.adjusted(-3, -3, 3, 3))
    painter.setPen(theme.colour("ink"))
    painter.setFont(theme.font(min(13.0, rect.height() / theme.scale * 0.5), SEMIBOLD))
    painter.drawText(rect, CENTRE, word)
    if look.total:
        beside = QRectF(rect.right() + theme.px(6), rect.top(), theme.px(60), rect.height())
        painter.drawText(beside, LEFT, str(look.total))


def paint_arrow(
    painter: QPainter, theme: Theme, start: QRectF, end: QRectF | QPointF, colour: QColor, width: float
) -> None:
    """From the edge of a box to the edge of another, or to a point."""
    a = start.center()
    b = end.center() if isinstance(end, QRectF) else end
    dx, dy = b.x() - a.x(), b.y() - a.y()
    far = hypot(dx, dy)
    if far < 4:
        return
    out = _reach(dx, dy, start, far)
    back = _reach(dx, dy, end, far) if isinstance(end, QRectF) else 0.0
    if out + back > far - 8:
        out = back = max(0.0, far / 2 - 6)
    ux, uy = dx / far, dy / far
    line = (QPointF(a.x() + ux * out, a.y() + uy * out), QPointF(b.x() - ux * back, b.y() - uy * back))
    painter.setPen(QPen(colour, width))
    painter.drawLine(*line)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF(arrow_head(*line, theme.pxf(8))))


def _reach(dx: float, dy: float, box: QRectF, far: float) -> float:
    by_x = box.width() / 2 / abs(dx) if dx else float("inf")
    by_y = box.height() / 2 / abs(dy) if dy else float("inf")
    return min(by_x, by_y) * far + 1


def paint_board(painter: QPainter, theme: Theme, width: float, word: str) -> tuple[float, float]:
    """The board in front, with its word beside it where there is room; returns what it takes, from and to."""
    bar = QRectF(width * 0.38, theme.px(4), width * 0.24, theme.px(4))
    draw_box(painter, bar, 1, theme.colour("muted"))
    if width < theme.px(600):
        return bar.left(), bar.right()
    font = theme.font(12)
    painter.setPen(theme.colour("muted"))
    painter.setFont(font)
    painter.drawText(QRectF(bar.right() + theme.px(6), 0, width * 0.2, theme.px(14)), LEFT, word)
    return bar.left(), bar.right() + theme.px(8) + QFontMetricsF(font).horizontalAdvance(word)
