"""Laying out the room, before the lesson and during it: the same acts in the preparation and in the block itself."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from lesvisit.blocks.seats import seats_of
from lesvisit.domain.events import Seat
from lesvisit.domain.records import Operation
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.services import seating
from lesvisit.services.desk import Desk
from lesvisit.ui.blocks.seat_paint import SeatLook
from lesvisit.ui.blocks.seat_room import SeatRoom
from lesvisit.ui.blocks.seat_tools import SeatTools
from lesvisit.ui.theme import Theme

_NARROW = 620  # under this width, in pixels at 100 %, the tools stand below the room


class Arranging(QObject):
    """Ties a room and its tools to a visit. `step` is the step in which it is done; undo goes by it."""

    def __init__(
        self,
        room: SeatRoom,
        tools: SeatTools,
        view: Callable[[], VisitBook],
        desk: Callable[[], Desk],
        do: Callable[[Operation | None], object],
        step: str,
    ) -> None:
        super().__init__(room)
        self.room, self.tools, self.step = room, tools, step
        self._view, self._desk, self._do = view, desk, do
        self.translator = room.translator
        room.moved.connect(self._on_room_moved)
        room.acted.connect(self._on_room_acted)
        room.current_changed.connect(self.show_state)
        tools.described.connect(self._on_tools_described)
        tools.added.connect(self.add)
        tools.emptied.connect(self.toggle_empty)
        tools.removed.connect(self.remove)
        tools.letter_chosen.connect(self.choose_letter)

    @property
    def active(self) -> bool:
        """Do keys and mouse move seats now?"""
        return self.room.arranging

    def start(self) -> None:
        """Keys and mouse move seats from now on."""
        self.room.arranging = True
        self.show_state()

    def stop(self) -> None:
        """They mark again."""
        if self.room.held is not None:
            self.room.put_down()
        self.tools.commit.flush()
        self.room.arranging = False
        self.room.update()

    def seat(self) -> Seat | None:
        """The seat that the keys act on."""
        return next((seat for seat in self.room.seats if seat.code == self.room.current), None)

    def show_state(self) -> None:
        """The tools say what holds for this room and this seat."""
        if not self.active:
            return
        now, seat = seating.seating_of(self._view()), self.seat()
        code = seat.code if seat is not None else ""
        letter = seating.letter_at(now, code) if code else ""
        empty = seat is not None and seat.empty
        self.tools.show_state(now.layout, code, empty, letter, seating.offered_letters(now))
        _ = self.translator.gettext
        held = self.room.held is not None
        self.tools.say(
            _("Arrows move the seat, Space puts it down.") if held else _("Drag a seat, or Space and arrows.")
        )

    # Acts

    def add(self) -> None:
        """One more seat, which is then the current one."""
        operation, code = seating.add_seat(self._desk(), self._view(), step=self.step)
        self._do(operation)
        if operation is not None:
            self.room.go(code)

    def toggle_empty(self) -> None:
        """Nobody sits at the current seat, or somebody does again."""
        seat = self.seat()
        if seat is not None:
            self._do(seating.set_empty(self._desk(), self._view(), seat.code, not seat.empty, self.step))
        self.show_state()

    def remove(self) -> None:
        """Takes the current seat out of the room; the one beside it is the current one."""
        seat = self.seat()
        if seat is None:
            return
        codes = [other.code for other in self.room.seats]
        place = codes.index(seat.code)
        beside = [*codes[place + 1 :], *reversed(codes[:place]), ""][0]
        self._do(seating.remove_seat(self._desk(), self._view(), seat.code, self.step))
        self.room.go(beside)

    def choose_letter(self, letter: str) -> None:
        """This case pupil sits at the current seat; once more: no longer."""
        seat = self.seat()
        if seat is not None:
            here = seating.letter_at(seating.seating_of(self._view()), seat.code) == letter
            code = "" if here else seat.code
            self._do(seating.set_case(self._desk(), self._view(), letter, code, self.step))
        self.show_state()

    def _on_room_moved(self, code: str, x: float, y: float) -> None:
        self._do(seating.move_seat(self._desk(), self._view(), code, x, y, self.step))

    def _on_tools_described(self, text: str) -> None:
        self._do(seating.describe(self._desk(), self._view(), text, self.step))
        self.show_state()

    def _on_room_acted(self, name: str) -> None:
        if not self.active:
            return
        if name in ("mark", "enter"):
            self.room.pick_up()
        elif name == "back":
            self.remove()


class SeatLayout(QWidget):
    """The room with its tools, for the preparation. `refresh` after every act of the visit."""

    def __init__(
        self,
        theme: Theme,
        translator: Translator,
        view: Callable[[], VisitBook],
        desk: Callable[[], Desk],
        do: Callable[[Operation | None], object],
        *,
        step: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("seatLayout")
        self.room = SeatRoom(theme, translator, name="seatLayoutRoom", parent=self)
        self.room.setAccessibleName(translator.gettext("The room"))
        self.tools = SeatTools(theme, translator, done=False, parent=self)
        self.arranging = Arranging(self.room, self.tools, view, desk, do, step)
        self._view = view
        self._letters: dict[str, str] = {}
        self.room.look = self._look
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.room, 1)
        self._row.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._space)
        self._space()

    def refresh(self) -> None:
        """Shows the room as the visit has it."""
        now = seating.seating_of(self._view())
        self._letters = {seat: letter for letter, seat in now.case_pupils.items()}
        self.room.show_seats(seats_of(now))
        self.arranging.start()

    def _look(self, code: str) -> SeatLook:
        seat = next((seat for seat in self.room.seats if seat.code == code), None)
        return SeatLook(code, self._letters.get(code, ""), seat is not None and seat.empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._space()

    def _space(self) -> None:
        narrow = self.width() < self.theme.px(_NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != direction:
            self._row.setDirection(direction)
        self._row.setSpacing(self.theme.px(12))
        self.tools.setFixedWidth(self.theme.px(250) if not narrow else max(self.width(), 1))
        self.room.setMinimumHeight(self.theme.px(220))
