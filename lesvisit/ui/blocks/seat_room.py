"""The room on the screen: one painted widget in which keys, mouse and finger choose seats, draw arrows, move seats.

It does nothing to the visit: it says what was wanted, and paints what it is told.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.blocks.seats import TEACHER, Point, in_order, nearest
from lesvisit.domain.events import Seat
from lesvisit.i18n import Translator
from lesvisit.ui.blocks.seat_geometry import RoomGeometry
from lesvisit.ui.blocks.seat_paint import SeatLook
from lesvisit.ui.blocks.seat_pictures import SeatPictures
from lesvisit.ui.blocks.seat_scene import paint_scene
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import ARROW_KEYS, ENTER_KEYS, MODIFIERS, ThemedWidget

_STEPS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
_KEYS = {
    Qt.Key.Key_Space: "mark",
    Qt.Key.Key_Delete: "back",
    Qt.Key.Key_Backspace: "back",
    Qt.Key.Key_Escape: "leave",
    Qt.Key.Key_PageUp: "symbol_before",
    Qt.Key.Key_PageDown: "symbol_after",
}
_DRAG = 10.0  # pixels before a press becomes a drag
_NUDGE = 0.02  # of the room, for each arrow key while a seat is held

Look = Callable[[str], SeatLook]


class SeatRoom(ThemedWidget):
    """`current` is the place the keys act on. `arranging`: seats are moved; else they are marked.

    `acted` names a key: mark, enter, here (Shift+Enter), back, leave, symbol_before, symbol_after.
    """

    touched = Signal()  # a press began: this is the moment it will have
    tapped = Signal(str)  # a click or tap on a place
    drawn = Signal(str, str)  # dragged from a place to another
    walked = Signal(float, float)  # a tap on the floor, or the teacher dragged there
    moved = Signal(str, float, float)  # a seat was put somewhere else
    acted = Signal(str)
    current_changed = Signal()

    def __init__(self, theme: Theme, translator: Translator, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, parent=parent)
        self.translator = translator
        self.geometry_of = RoomGeometry(theme)
        self.pictures = SeatPictures(theme)
        self.seats: tuple[Seat, ...] = ()
        self.current = ""
        self.by_keys = False  # the ring of the keyboard is on the current place
        self.arranging = self.with_teacher = self.with_arrows = self.with_path = False
        self.asked = ""  # the seat that a round asks now
        self.arrow_from = ""
        self.arrows: Sequence[tuple[str, str]] = ()
        self.trail: Sequence[Point] = ()
        self.look: Look = SeatLook
        self.says: tuple[str, str] = ("", "")  # left and right of the board
        self.held: tuple[str, float, float] | None = None
        self._pressed: tuple[str, QPointF] | None = None
        self._drag: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "none")  # the ring is drawn round the place
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        levels = len({round(seat.y * 20) for seat in self.seats})
        return QSize(self.theme.px(260), self.theme.px(31 + min(max(levels, 3), 6) * 16))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(700), self.theme.px(280))

    # What is shown

    def show_seats(self, seats: tuple[Seat, ...]) -> None:
        """The room has these seats."""
        self.seats = seats
        codes = {seat.code for seat in seats}
        if self.current not in codes and not (self.current == TEACHER and self.with_teacher):
            self.current = ""
        if self.held is not None and self.held[0] not in codes:
            self.held = None
        self._lay()
        self.updateGeometry()

    def set_teacher(self, at: Point) -> None:
        """Where the teacher stands now."""
        self.geometry_of.teacher = at
        self.update()

    def say(self, left: str, right: str) -> None:
        """What stands beside the board."""
        if (left, right) != self.says:
            self.says = (left, right)
            self.update(0, 0, self.width(), self.theme.px(34))

    def go(self, code: str, by_keys: bool = True) -> None:
        """The keys act on this place now."""
        before, self.current, self.by_keys = self.current, code, by_keys
        if self.arrow_from:
            self.update()
        self.repaint_places((before, code))
        self.current_changed.emit()

    def repaint_places(self, codes: Sequence[str]) -> None:
        """Only these places differ."""
        for code in codes:
            if code:
                wide = self.theme.px(70) if code == TEACHER else 6
                self.update(self.geometry_of.box(code).adjusted(-6, -6, wide, 6).toAlignedRect())

    def _lay(self) -> None:
        self.geometry_of.lay(self.seats, self.width(), self.height())
        self.update()

    def _on_theme_changed(self) -> None:
        self.pictures.forget()
        self._lay()
        super()._on_theme_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & MODIFIERS:
            event.ignore()
        elif key in ARROW_KEYS and self._pressed is None:
            self._step(_STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._jump(last=key == Qt.Key.Key_End)
        elif key in ENTER_KEYS:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._act("here" if shift else "enter", event)
        elif key in _KEYS:
            self._act(_KEYS[key], event)
        else:
            event.ignore()  # letters belong to the page

    def _act(self, name: str, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if not self.by_keys and name != "leave":
            self.by_keys = True
            self.repaint_places((self.current,))
        if name in ("mark", "enter", "leave") and self.held is not None:
            self.put_down(keep=name != "leave")
        else:
            self.touched.emit()
            self.acted.emit(name)

    def pick_up(self) -> None:
        """The current seat moves with the arrow keys until it is put down."""
        seat = next((seat for seat in self.seats if seat.code == self.current), None)
        if seat is not None:
            self.held = (seat.code, seat.x, seat.y)
            self.update()
            self.current_changed.emit()

    def put_down(self, keep: bool = True) -> None:
        """The seat that was held stands here now, or goes back."""
        held, self.held = self.held, None
        self.update()
        if held is not None and keep:
            self.moved.emit(*held)
        self.current_changed.emit()

    def _step(self, direction: Point) -> None:
        if self.held is not None:
            code, x, y = self.held
            self.held = (code, _within(x + direction[0] * _NUDGE), _within(y + direction[1] * _NUDGE))
            self.update()
            return
        points = self.geometry_of.points(self.with_teacher and not self.arranging and not self.asked)
        if self.current not in points:
            self._jump(last=False)
            return
        found = nearest({c: p for c, p in points.items() if c != self.current}, points[self.current], direction)
        self.go(found or self.current)

    def _jump(self, last: bool) -> None:
        order = in_order(self.seats)
        if order:
            self.go(order[-1 if last else 0].code)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.by_keys = True
            if not self.current:
                self._jump(last=False)
            self.current_changed.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.held is not None:
            self.put_down()
        self.current_changed.emit()
        self.update()

    # Mouse and finger

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.touched.emit()
        self._pressed = (self._under(event.position()), event.position())
        self._drag = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        code, start = self._pressed
        if self._drag is None and (event.position() - start).manhattanLength() < _DRAG:
            return
        self._drag = event.position()
        if code and self.arranging:
            offset = start - self.geometry_of.middle(code)
            self.held = (code, *self.geometry_of.share(event.position() - offset))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        (code, _start), dragged = self._pressed, self._drag is not None
        self._pressed, self._drag = None, None
        self.update()
        if self.arranging:
            self._arranged(code, dragged)
        elif dragged:
            self._dragged(code, event.position())
        elif code:
            self.go(code, by_keys=False)
            self.tapped.emit(code)
        elif self.with_path and self.rect().contains(event.position().toPoint()):
            self.walked.emit(*self.geometry_of.share(event.position()))

    def _arranged(self, code: str, dragged: bool) -> None:
        if code:
            self.go(code, by_keys=False)
        if dragged:
            self.put_down()

    def _dragged(self, code: str, point: QPointF) -> None:
        end = self._under(point)
        if code and end and code != end and self.with_arrows:
            self.go(end, by_keys=False)
            self.drawn.emit(code, end)
        elif code == TEACHER and not end and self.with_path and self.rect().contains(point.toPoint()):
            self.walked.emit(*self.geometry_of.share(point))

    def _under(self, point: QPointF) -> str:
        least = 0.0 if self.with_path else float(self.theme.target(36))
        return self.geometry_of.under(point, self.with_teacher and not self.arranging and not self.asked, least)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        paint_scene(painter, self, event.region())
        painter.end()

    @property
    def dragged_arrow(self) -> tuple[str, QPointF] | None:
        """The arrow that is being dragged: from which place, to which point."""
        if self._drag is None or self._pressed is None or not self._pressed[0] or not self.with_arrows:
            return None
        return None if self.arranging else (self._pressed[0], self._drag)

    def look_at(self, code: str) -> SeatLook:
        """A place as it looks now, the keyboard's ring and an arrow's beginning too."""
        here = code == self.asked or (code == self.current and self.by_keys and self.hasFocus())
        start = code == self.arrow_from or (self.held is not None and code == self.held[0])
        return replace(self.look(code), here=here, picked=code == self.current, start=start)


def _within(value: float) -> float:
    return min(max(value, 0.0), 1.0)
