"""The shapes that screen and paper share: kinds of note, the dot field, turf marks, the saved box.

Paint functions take a painter, a rectangle and a colour; the widgets below show one mark with its word for readers.
"""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.domain.shapes import DOT_FIELDS, Breadth, Look, Shape
from lesvisit.ui.theme import FAMILY, Theme
from lesvisit.ui.tokens import Role
from lesvisit.ui.widgets.base import CENTRE, ThemedWidget, draw_box
from lesvisit.ui.widgets.labels import plain_tip

_MARK = 18.0  # the design's square for a mark
_FIELD_WIDTH, _FIELD_HEIGHT = 40.0, 14.0
_PITCH_X, _PITCH_Y = 6.8, 7.2


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


def _letter_font(px: float, weight: QFont.Weight = QFont.Weight.DemiBold) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(px)))
    font.setWeight(weight)
    return font


LOOK_ROLES: dict[Look, Role] = {Look.PLAIN: "muted", Look.FOOT: "accent", Look.BOTH: "ink"}  # besides their shape


def paint_mark(
    painter: QPainter, rect: QRectF, shape: Shape, colour: QColor, letter: str = "", look: Look = Look.PLAIN
) -> None:
    """The mark before a note, in the middle of `rect`; 18 px high in the design, smaller in the ribbon.

    `look` says whose it is where more than one observed: a bar under it, or under and over it.
    """
    unit = min(rect.width(), rect.height()) / _MARK
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    _MARK_DRAWERS[shape](painter, unit, colour, letter)
    if look is not Look.PLAIN:
        _bars(painter, unit, colour, look)
    painter.restore()


def _bars(painter: QPainter, unit: float, colour: QColor, look: Look) -> None:
    high = max(1.4, 1.8 * unit)
    for side in (1,) if look is Look.FOOT else (1, -1):
        middle = side * (8.3 * unit + high / 2)
        painter.fillRect(QRectF(-5.5 * unit, middle - high / 2, 11 * unit, high), colour)


def _disc(painter: QPainter, unit: float, colour: QColor, letter: str) -> None:
    painter.drawEllipse(QPointF(0, 0), 4.1 * unit, 4.1 * unit)


def _square(painter: QPainter, unit: float, colour: QColor, letter: str) -> None:
    painter.drawRect(QRectF(-4 * unit, -4 * unit, 8 * unit, 8 * unit))


def _strokes(painter: QPainter, unit: float, colour: QColor, letter: str) -> None:
    painter.setPen(_pen(colour, 1.8 * unit))
    for x in (-2.6 * unit, 2.6 * unit):
        painter.drawLine(QPointF(x - 1.9 * unit, 5 * unit), QPointF(x + 1.9 * unit, -5 * unit))


def _ring(painter: QPainter, unit: float, colour: QColor, letter: str) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(colour, max(1.1, 1.4 * unit)))
    radius = 7.4 * unit if letter else 5 * unit
    painter.drawEllipse(QPointF(0, 0), radius, radius)
    if letter:
        painter.setFont(_letter_font(10 * unit))
        painter.drawText(QRectF(-9 * unit, -9 * unit, 18 * unit, 18 * unit), CENTRE, letter)


def _triangle(painter: QPainter, unit: float, colour: QColor, letter: str) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(colour, 1.6 * unit))
    corners = [QPointF(-3.4 * unit, -4.8 * unit), QPointF(4.8 * unit, 0), QPointF(-3.4 * unit, 4.8 * unit)]
    painter.drawPolygon(QPolygonF(corners))


def _diamond(painter: QPainter, unit: float, colour: QColor, letter: str) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(colour, 1.6 * unit))
    reach = 6.2 * unit
    painter.drawPolygon(QPolygonF([QPointF(0, -reach), QPointF(reach, 0), QPointF(0, reach), QPointF(-reach, 0)]))


def _question(painter: QPainter, unit: float, colour: QColor, letter: str) -> None:
    painter.setPen(colour)
    painter.setFont(_letter_font(15 * unit, QFont.Weight.Bold))
    painter.drawText(QRectF(-9 * unit, -9 * unit, 18 * unit, 18 * unit), CENTRE, "?")


def _dashed(painter: QPainter, unit: float, colour: QColor, letter: str) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = _pen(colour, 1.6 * unit)
    pen.setDashPattern([1.9, 1.45])
    painter.setPen(pen)
    painter.drawEllipse(QPointF(0, 0), 6.8 * unit, 6.8 * unit)


_MARK_DRAWERS = {
    Shape.DISC: _disc,
    Shape.SQUARE: _square,
    Shape.STROKES: _strokes,
    Shape.RING: _ring,
    Shape.TRIANGLE: _triangle,
    Shape.DIAMOND: _diamond,
    Shape.QUESTION: _question,
    Shape.DASHED: _dashed,
}


def dot_field_size(scale: float = 1.0) -> QSize:
    """The size of a dot field: 40 x 14 at scale 1."""
    return QSize(round(_FIELD_WIDTH * scale), round(_FIELD_HEIGHT * scale))


def paint_dot_field(painter: QPainter, rect: QRectF, breadth: Breadth | None, colour: QColor) -> None:
    """Twelve pupils, or a dashed frame (was not to be seen), or four small dots (still to choose)."""
    unit = min(rect.width() / _FIELD_WIDTH, rect.height() / _FIELD_HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    if breadth is None:
        _still_to_choose(painter, unit, colour)
    elif breadth is Breadth.NOT_OBSERVABLE:
        _not_observable(painter, unit, colour)
    else:
        _pupils(painter, unit, colour, DOT_FIELDS[breadth])
    painter.restore()


def _pupils(painter: QPainter, unit: float, colour: QColor, filled: tuple[bool, ...]) -> None:
    for place, full in enumerate(filled):
        x = (place % 6 - 2.5) * _PITCH_X * unit
        y = (place // 6 - 0.5) * _PITCH_Y * unit
        painter.setPen(Qt.PenStyle.NoPen if full else _pen(colour, max(1.0, unit)))
        painter.setBrush(colour if full else Qt.BrushStyle.NoBrush)
        radius = (2.7 if full else 2.2) * unit
        painter.drawEllipse(QPointF(x, y), radius, radius)


def _not_observable(painter: QPainter, unit: float, colour: QColor) -> None:
    pen = _pen(colour, max(1.0, 1.1 * unit))
    pen.setDashPattern([2.6, 2.0])
    painter.setPen(pen)
    painter.drawRoundedRect(QRectF(-19.5 * unit, -6.5 * unit, 39 * unit, 13 * unit), 2.5 * unit, 2.5 * unit)
    painter.setPen(_pen(colour, max(1.0, 1.1 * unit)))
    painter.drawLine(QPointF(-7 * unit, 3.2 * unit), QPointF(7 * unit, -3.2 * unit))


def _still_to_choose(painter: QPainter, unit: float, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for place in range(4):
        painter.drawEllipse(QPointF((place - 1.5) * 4.6 * unit, 0), 1.1 * unit, 1.1 * unit)


def turf_width(count: int, height: float) -> float:
    """How wide `count` turf marks are when they are `height` high."""
    fives, rest = divmod(max(0, count), 5)
    step = height * 0.3
    return fives * step * 5.2 + rest * step


def paint_turf(painter: QPainter, rect: QRectF, count: int, colour: QColor) -> None:
    """Turf marks in fives from the left; what does not fit is left out (the number beside it tells)."""
    height, step = rect.height(), rect.height() * 0.3
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(colour, max(1.0, height * 0.13)))
    x = rect.left() + step
    for five in range(0, count, 5):
        strokes = min(5, count - five)
        if x + step * min(strokes, 4) > rect.right() + step:
            break
        painter.drawLines(_five(x, rect.top(), height, step, strokes))
        x += step * 5.2
    painter.restore()


def _five(x: float, top: float, height: float, step: float, strokes: int) -> list[QLineF]:
    lines = [QLineF(x + place * step, top, x + place * step, top + height) for place in range(min(strokes, 4))]
    if strokes == 5:
        lines.append(QLineF(x - step * 0.8, top + height * 0.78, x + step * 3.8, top + height * 0.22))
    return lines


def paint_saved_box(painter: QPainter, rect: QRectF, colour: QColor, ticked: bool = True) -> None:
    """A ticked box (it is on the disk) or a dashed one (still busy)."""
    unit = min(rect.width(), rect.height()) / 14
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(rect.center() - QPointF(6.5 * unit, 6.5 * unit), rect.center() + QPointF(6.5 * unit, 6.5 * unit))
    draw_box(painter, box, 2.5 * unit, border=colour, width=1.5 * unit, dashed=not ticked)
    if ticked:
        painter.translate(box.center())
        painter.setPen(_pen(colour, 1.6 * unit))
        painter.drawPolyline(
            QPolygonF(
                [QPointF(-3 * unit, 0.2 * unit), QPointF(-0.9 * unit, 2.3 * unit), QPointF(3.2 * unit, -2.4 * unit)]
            )
        )
    painter.restore()


class MarkLabel(ThemedWidget):
    """One mark; its word stands beside it, or is its accessible name."""

    def __init__(
        self,
        theme: Theme,
        shape: Shape,
        *,
        letter: str = "",
        tone: Role = "ink",
        words: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name=name, words=words, parent=parent)
        self._shape, self._letter, self._tone, self._look = shape, letter, tone, Look.PLAIN
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_mark(self, shape: Shape, letter: str = "") -> None:
        """Shows another mark."""
        self._shape, self._letter = shape, letter
        self.update()

    def set_look(self, look: Look) -> None:
        """Shows whose mark it is, where more than one observed."""
        self._look, self._tone = look, LOOK_ROLES[look]
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(18), self.theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        colour, rect = self.theme.colour(self._tone), QRectF(self.rect())
        if self._look is not Look.PLAIN:
            rect = rect.adjusted(*(self.theme.px(side) for side in (2, 2, -2, -2)))
        paint_mark(painter, rect, self._shape, colour, self._letter, self._look)
        painter.end()


class DotField(ThemedWidget):
    """A dot field; `words` is its accessible name and tool tip."""

    def __init__(
        self,
        theme: Theme,
        breadth: Breadth | None,
        words: str,
        *,
        scale: float = 1.0,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name=name, words=words, parent=parent)
        self._scale = scale
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_breadth(breadth, words)

    def set_breadth(self, breadth: Breadth | None, words: str) -> None:
        """Shows another state, and says it."""
        self._breadth = breadth
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        self.update()

    def sizeHint(self) -> QSize:
        return dot_field_size(self._scale * self.theme.scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        role: Role = "muted" if self._breadth is None else "ink"
        paint_dot_field(painter, QRectF(self.rect()), self._breadth, self.theme.colour(role))
        painter.end()
