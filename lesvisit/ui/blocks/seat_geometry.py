"""Where the seats of a room lie on the screen, and what lies under a point."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF

from lesvisit.blocks.seats import FRONT, HOME, TEACHER, Point, at_point, box_size
from lesvisit.domain.events import Seat
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import measure

_MOST_BOX = (100.0, 52.0)
_TEACHER_R = 13.0
_EDGE = 5.0  # the ring of the keyboard has room at the walls
_STRIP = 30.0  # at least so high is the strip of the board, with its words


@dataclass
class RoomGeometry:
    """Made anew when the seats, the size or the content factor differ; `boxes` are the seats in pixels."""

    theme: Theme
    width: float = 1.0
    height: float = 1.0
    teacher: Point = HOME
    boxes: dict[str, QRectF] = field(default_factory=dict)

    def lay(self, seats: tuple[Seat, ...], width: float, height: float) -> None:
        """Lays the seats out in a room of this size."""
        scale = self.theme.scale
        self.width, self.height = max(width, 1.0), max(height, 1.0)
        stretched = (self.height - self.strip) / (1 - FRONT)
        wide, high = (side * scale for side in box_size(seats, self.width / scale, stretched / scale, _MOST_BOX))
        self.boxes = {seat.code: self._box(seat.x, seat.y, wide, high) for seat in seats}

    def _box(self, x: float, y: float, wide: float, high: float) -> QRectF:
        left = min(max(x * self.width - wide / 2, _EDGE), max(self.width - wide - _EDGE, _EDGE))
        top = min(max(self.y(y) - high / 2, _EDGE), max(self.height - high - _EDGE, _EDGE))
        return QRectF(round(left), round(top), round(wide), round(high))

    @property
    def strip(self) -> float:
        """The height of the board's strip."""
        return min(max(FRONT * self.height, self.theme.pxf(_STRIP)), self.height / 2)

    def y(self, share: float) -> float:
        """Where a height of the room lies: the strip of the board keeps room for its words."""
        if share <= FRONT:
            return share / FRONT * self.strip
        return self.strip + (share - FRONT) / (1 - FRONT) * (self.height - self.strip)

    def point(self, share: Point) -> QPointF:
        """A point of the room on the screen."""
        return QPointF(share[0] * self.width, self.y(share[1]))

    @property
    def short_codes(self) -> bool:
        """Are the boxes too narrow for R2P3 with a letter and a number? Then all read 2.3."""
        if not self.boxes:
            return False
        longest, box = max(self.boxes, key=len), next(iter(self.boxes.values()))
        return box.width() < measure(self.theme, longest, 12) + self.theme.px(46)

    def moved(self, code: str, x: float, y: float) -> QRectF:
        """The box of a seat if it stood there."""
        box = self.boxes[code]
        return self._box(x, y, box.width(), box.height())

    @property
    def teacher_r(self) -> float:
        """The radius of the teacher's disc."""
        return min(self.theme.pxf(_TEACHER_R), self.height * 0.07)

    def middle(self, code: str) -> QPointF:
        """The middle of a place; the board's side for a code that is not there."""
        if code in self.boxes:
            return self.boxes[code].center()
        x, y = self.teacher if code == TEACHER else HOME
        return QPointF(x * self.width, max(self.y(y), self.teacher_r + self.theme.px(9)))

    def box(self, code: str) -> QRectF:
        """The box of a seat, or the square around the teacher."""
        if code in self.boxes:
            return self.boxes[code]
        r, middle = self.teacher_r, self.middle(code)
        return QRectF(middle.x() - r, middle.y() - r, 2 * r, 2 * r)

    def points(self, teacher: bool) -> dict[str, Point]:
        """The middles of all places, for moving from one to the next."""
        found = {code: (box.center().x(), box.center().y()) for code, box in self.boxes.items()}
        if teacher:
            middle = self.middle(TEACHER)
            found[TEACHER] = (middle.x(), middle.y())
        return found

    def under(self, point: QPointF, teacher: bool, least: float) -> str:
        """The place under a point: its own box first, else one whose target (`least` high) reaches so far."""
        spots = self.points(teacher)
        at = (point.x(), point.y())
        tight = at_point(spots, at, lambda code: (self.box(code).width() / 2, self.box(code).height() / 2))
        if tight or not least:
            return tight
        near = {code: (x - at[0]) ** 2 + (y - at[1]) ** 2 for code, (x, y) in spots.items()}
        code = min(near, key=near.__getitem__, default="")
        reach = self.box(code).adjusted(-3, -3, 3, 3) if code else QRectF()
        grow_x, grow_y = max(0.0, least - reach.width()) / 2, max(0.0, least - reach.height()) / 2
        return code if reach.adjusted(-grow_x, -grow_y, grow_x, grow_y).contains(point) else ""

    def share(self, point: QPointF) -> Point:
        """A point of the screen as parts of the room."""
        x = min(max(point.x() / self.width, 0.0), 1.0)
        if point.y() <= self.strip:
            return x, max(point.y() / self.strip * FRONT, 0.0)
        return x, min(FRONT + (point.y() - self.strip) / (self.height - self.strip) * (1 - FRONT), 1.0)
