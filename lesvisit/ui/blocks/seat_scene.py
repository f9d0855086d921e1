"""The whole room as one picture: walls, board, words, the way of the teacher, seats, arrows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QRegion

from lesvisit.blocks.seats import TEACHER
from lesvisit.ui.blocks.seat_paint import paint_arrow, paint_board, paint_teacher
from lesvisit.ui.tokens import Role
from lesvisit.ui.widgets.base import LEFT, RIGHT, draw_box

if TYPE_CHECKING:
    from lesvisit.ui.blocks.seat_room import SeatRoom


def paint_scene(painter: QPainter, room: "SeatRoom", region: QRegion) -> None:
    """Only what lies in the region; the number of events makes no difference."""
    theme = room.theme
    walls = room.rect().toRectF()
    draw_box(painter, walls, theme.pxf(4), theme.colour("alt"), theme.colour("hair"), theme.line_width)
    free = paint_board(painter, theme, room.width(), room.translator.gettext("board"))
    _paint_words(painter, room, free)
    marking = not room.asked and not room.arranging
    if marking:
        _paint_trail(painter, room)
    _paint_seats(painter, room, region)
    if marking:
        _paint_arrows(painter, room)
    if marking and room.with_teacher:
        box, word = room.geometry_of.box(TEACHER), room.translator.gettext("T")
        paint_teacher(painter, theme, box, word, room.look_at(TEACHER))


def _paint_seats(painter: QPainter, room: "SeatRoom", region: QRegion) -> None:
    held = room.held[0] if room.held is not None else ""
    boxes, short = room.geometry_of.boxes, room.geometry_of.short_codes
    for code, rect in boxes.items():
        if code != held and region.intersects(rect.adjusted(-6, -6, 6, 6).toAlignedRect()):
            room.pictures.paint(painter, code, rect, room.look_at(code), short)
    if room.held is not None and held in boxes:
        room.pictures.paint(painter, held, room.geometry_of.moved(*room.held), room.look_at(held), short)


def _paint_words(painter: QPainter, room: "SeatRoom", free: tuple[float, float]) -> None:
    """Beside the board, left and right."""
    theme, side = room.theme, room.theme.px(8)
    painter.setFont(theme.font(13))
    metrics = painter.fontMetrics()
    left, right = free[0] - 2 * side, room.width() - free[1] - 2 * side
    places: tuple[tuple[str, Role, Qt.AlignmentFlag, float, float], ...] = (
        (room.says[0], "ink", LEFT, side, left),
        (room.says[1], "muted", RIGHT, free[1] + side, right),
    )
    for text, tone, align, x, wide in places:
        painter.setPen(theme.colour(tone))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(wide))
        painter.drawText(QRectF(x, theme.px(3), wide, theme.px(20)), align, shown)


def _paint_trail(painter: QPainter, room: "SeatRoom") -> None:
    points = [room.geometry_of.point(step) for step in room.trail]
    colour = room.theme.colour("muted")
    painter.setPen(QPen(colour, 1.2, Qt.PenStyle.DashLine))
    painter.drawPolyline(points)
    painter.setBrush(colour)
    for point in points:
        painter.drawEllipse(point, 2.0, 2.0)


def _paint_arrows(painter: QPainter, room: "SeatRoom") -> None:
    """The last few; the newest, and one that is being drawn, stronger."""
    box, accent = room.geometry_of, room.theme.colour("accent")
    known = {TEACHER, *box.boxes}
    for number, (start, end) in enumerate(room.arrows):
        if {start, end} <= known:
            newest = number + 1 == len(room.arrows)
            colour = accent if newest else room.theme.colour("ctl")
            paint_arrow(painter, room.theme, box.box(start), box.box(end), colour, 2.0 if newest else 1.2)
    if room.dragged_arrow is not None:
        start, point = room.dragged_arrow
        paint_arrow(painter, room.theme, box.box(start), point, accent, 2.0)
    elif room.arrow_from and room.current and room.arrow_from != room.current:
        paint_arrow(painter, room.theme, box.box(room.arrow_from), box.box(room.current), accent, 2.0)
