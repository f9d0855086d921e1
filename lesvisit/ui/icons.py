"""The line icons, drawn by ourselves on a 24 x 24 grid, so that they take the colour of the palette in force."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from lesvisit.ui.theme import Theme


class Icon(StrEnum):
    """Every icon there is; a word always stands beside it."""

    VISITS = "visits"  # two chairs: you sit beside somebody
    DESIGNS = "designs"
    BOARD = "board"
    TEAM = "team"  # visits on a line in time: the rhythm
    SETTINGS = "settings"
    HELP = "help"
    BACK = "back"
    DOWN = "down"
    TICK = "tick"
    SEARCH = "search"
    ARROW_DOWN = "arrow_down"
    TWO_HEADS = "two_heads"  # only us
    SCREEN = "screen"  # team
    NOBODY = "nobody"
    CROSS = "cross"
    PLUS = "plus"


def _lines(path: QPainterPath, *strokes: tuple[tuple[float, float], ...]) -> None:
    for stroke in strokes:
        path.moveTo(*stroke[0])
        for point in stroke[1:]:
            path.lineTo(*point)


def _visits(path: QPainterPath) -> None:
    _lines(
        path,
        ((4, 4), (4, 20)),
        ((4, 12), (11, 12), (11, 20)),
        ((4, 16), (11, 16)),
        ((20, 4), (20, 20)),
        ((20, 12), (13, 12), (13, 20)),
        ((20, 16), (13, 16)),
    )


def _designs(path: QPainterPath) -> None:
    _lines(
        path,
        ((14, 3), (6, 3), (6, 21), (18, 21), (18, 7), (14, 3), (14, 7), (18, 7)),
        ((9, 12), (15, 12)),
        ((9, 16), (15, 16)),
    )


def _board(path: QPainterPath) -> None:
    path.addRect(QRectF(3, 5, 18, 12))
    _lines(path, ((3, 11), (21, 11)), ((12, 5), (12, 17)), ((9, 17), (7.5, 21)), ((15, 17), (16.5, 21)))


def _team(path: QPainterPath) -> None:
    for x in (5, 12, 19):
        path.addEllipse(QPointF(x, 12), 2.2, 2.2)
        _lines(path, ((x, 6), (x, 9.8)), ((x, 14.2), (x, 18)))
    _lines(path, ((7.2, 12), (9.8, 12)), ((14.2, 12), (16.8, 12)))


def _settings(path: QPainterPath) -> None:
    _lines(path, ((3, 8), (13.8, 8)), ((18.2, 8), (21, 8)), ((3, 16), (5.8, 16)), ((10.2, 16), (21, 16)))
    path.addEllipse(QPointF(16, 8), 2.2, 2.2)
    path.addEllipse(QPointF(8, 16), 2.2, 2.2)


def _help(path: QPainterPath) -> None:
    path.addEllipse(QPointF(12, 12), 9.2, 9.2)
    path.moveTo(9.6, 9.6)
    path.cubicTo(9.6, 6.4, 14.6, 6.4, 14.6, 9.6)
    path.cubicTo(14.6, 11.6, 12, 11.6, 12, 14)
    _lines(path, ((12, 16.6), (12, 17)))


def _two_heads(path: QPainterPath) -> None:
    for x in (7.5, 16.5):
        path.addEllipse(QPointF(x, 8.5), 2.8, 2.8)
        path.moveTo(x - 5, 19)
        path.cubicTo(x - 5, 12.4, x + 5, 12.4, x + 5, 19)


def _screen(path: QPainterPath) -> None:
    path.addRect(QRectF(3.5, 4.5, 17, 11))
    _lines(path, ((7.5, 8.5), (16.5, 8.5)), ((7.5, 11.5), (13, 11.5)), ((12, 15.5), (12, 18)))
    _lines(path, ((6.5, 20.5), (12, 18), (17.5, 20.5)))


def _nobody(path: QPainterPath) -> None:
    path.addEllipse(QPointF(12, 12), 8, 8)
    _lines(path, ((6.5, 17.5), (17.5, 6.5)))


def _search(path: QPainterPath) -> None:
    path.addEllipse(QPointF(10.5, 10.5), 5.5, 5.5)
    _lines(path, ((14.6, 14.6), (20, 20)))


def _strokes(*strokes: tuple[tuple[float, float], ...]) -> Callable[[QPainterPath], None]:
    return lambda path: _lines(path, *strokes)


_DRAWERS: dict[Icon, Callable[[QPainterPath], None]] = {
    Icon.VISITS: _visits,
    Icon.DESIGNS: _designs,
    Icon.BOARD: _board,
    Icon.TEAM: _team,
    Icon.SETTINGS: _settings,
    Icon.HELP: _help,
    Icon.TWO_HEADS: _two_heads,
    Icon.SCREEN: _screen,
    Icon.NOBODY: _nobody,
    Icon.SEARCH: _search,
    Icon.BACK: _strokes(((15, 5), (8, 12), (15, 19))),
    Icon.DOWN: _strokes(((6, 9), (12, 15), (18, 9))),
    Icon.TICK: _strokes(((5, 12.5), (10, 17.5), (19.5, 7))),
    Icon.ARROW_DOWN: _strokes(((12, 3), (12, 21)), ((7, 15.5), (12, 21), (17, 15.5))),
    Icon.CROSS: _strokes(((7, 7), (17, 17)), ((17, 7), (7, 17))),
    Icon.PLUS: _strokes(((12, 5), (12, 19)), ((5, 12), (19, 12))),
}


def icon_path(icon: Icon) -> QPainterPath:
    """The icon as a path on the 24 x 24 grid."""
    path = QPainterPath()
    _DRAWERS[icon](path)
    return path


def paint_icon(painter: QPainter, rect: QRectF, icon: Icon, colour: QColor, width: float = 1.6) -> None:
    """Draws an icon in the square of `rect`; `width` is the line in pixels of the grid of 24."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center() - QPointF(side / 2, side / 2))
    painter.scale(side / 24, side / 24)
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(icon_path(icon))
    painter.restore()


def icon_pixmap(icon: Icon, colour: QColor, px: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `px` by `px` for a screen with this device ratio."""
    pixmap = QPixmap(round(px * ratio), round(px * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, QRectF(0, 0, px, px), icon, colour)
    painter.end()
    return pixmap


def make_icon(theme: Theme, icon: Icon, px: int = 20) -> QIcon:
    """A QIcon for menus and native buttons; make it again when the theme changes."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(icon_pixmap(icon, theme.colour("ink"), theme.px(px), ratio))
        muted = icon_pixmap(icon, theme.colour("muted"), theme.px(px), ratio)
        made.addPixmap(muted, QIcon.Mode.Disabled)
    return made
