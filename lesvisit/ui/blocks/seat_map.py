"""The seat map while it is used: one room; keys, mouse and finger put marks and arrows at seats.

A key of the map (Alt+n) makes its symbol the one that is put. While the ring of the keyboard stands on a seat it also
puts it there: arrows to the seat, one key, done. From the line, or after a click, it only changes the symbol: nobody
who types elsewhere marks a seat by accident. In a round it answers for the seat that is asked, wherever one types.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.blocks.seat_map import SeatMapKind
from lesvisit.blocks.seat_state import RoomState
from lesvisit.blocks.seats import HOME, seats_of
from lesvisit.domain.events import Seat, Seating
from lesvisit.domain.records import Change
from lesvisit.services import seating
from lesvisit.ui.blocks.live import LiveBlock
from lesvisit.ui.blocks.seat_acts import SeatActs
from lesvisit.ui.blocks.seat_layout import Arranging
from lesvisit.ui.blocks.seat_paint import SeatLook
from lesvisit.ui.blocks.seat_room import SeatRoom
from lesvisit.ui.blocks.seat_side import SideArea
from lesvisit.ui.blocks.seat_symbols import SymbolList
from lesvisit.ui.blocks.seat_tools import SeatTools, SmallButton
from lesvisit.ui.blocks.seat_words import SeatWords
from lesvisit.ui.widgets.empty_state import EmptyState
from lesvisit.ui.widgets.flow_layout import FlowLayout

ARROWS_SHOWN, STEPS_SHOWN = 6, 12


class Live(LiveBlock):
    """Holds what happened per seat, kept up with each change; the room paints from it."""

    def build(self) -> None:
        assert isinstance(self.kind, SeatMapKind)
        self.map_kind: SeatMapKind = self.kind
        self.words = SeatWords(self.translator, self.block)
        self._seats: dict[str, Seat] = {}
        self._letters: dict[str, str] = {}
        self._symbols = {item.id: place for place, item in enumerate(self.block.items)}
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self.translator.gettext, self.theme
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.room = SeatRoom(theme, self.translator, name="seatRoom", parent=self)
        self.room.look = self._look
        self.room.with_arrows = self.map_kind.flag(self.block, "arrows")
        self.room.with_path = self.map_kind.flag(self.block, "path")
        self.room.with_teacher = self.room.with_arrows or self.room.with_path
        self.acts = SeatActs(self.host, self.block, self.room, self.words)
        self.symbols = SymbolList(theme, self.block.items, self.host.language, _("What is put"), self)
        self.round_button = SmallButton(theme, _("Round"), name="seatRound")
        self.round_button.setCheckable(True)
        self.back_button = SmallButton(theme, _("Take back"), key="Del", name="seatBack")
        self.arrange_button = SmallButton(theme, _("Arrange"), name="seatArrange")
        self.tools = SeatTools(theme, self.translator, done=True, parent=self)
        self.empty = EmptyState(theme, "", "", name="seatEmptyState", parent=self)
        self.arranging = Arranging(
            self.room, self.tools, lambda: self.host.view, lambda: self.host.desk, self.host.do, self.host.step
        )

    def _build_layout(self) -> None:
        self.marking = QWidget(self)
        side = QVBoxLayout(self.marking)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.symbols)
        buttons = QWidget(self.marking)
        flow = FlowLayout(self.theme, 4, 4, parent=buttons)
        for button in (self.round_button, self.back_button, self.arrange_button):
            flow.addWidget(button)
        self.round_button.setVisible(self.map_kind.flag(self.block, "sweep"))  # in its place first, or it is a window
        side.addWidget(buttons)
        side.addStretch(1)
        self._side = side
        self.beside = SideArea(self.theme, (self.marking, self.tools), self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.room, 1)
        self._row.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.beside)
        self.tools.hide()
        self._space()

    def _connect(self) -> None:
        acts = self.acts
        acts.changed.connect(self._say)
        acts.leave_wanted.connect(self._on_acts_leave_wanted)
        self.symbols.chosen.connect(lambda item_id: acts.choose(str(item_id)))
        self.round_button.clicked.connect(acts.toggle_round)
        self.back_button.clicked.connect(acts.take_back)
        self.arrange_button.clicked.connect(self.start_arranging)
        self.tools.finished.connect(self.stop_arranging)
        self.empty.main_chosen.connect(self._make_rows)
        self.empty.quiet_chosen.connect(self.describe_room)
        self.theme.changed.connect(self._space)

    def _space(self) -> None:
        px = self.theme.px
        edge = px(2) if self.theme.large else px(6)
        self._row.setContentsMargins(px(16), edge, px(12), edge)  # 4 more stand within what is beside the room
        self._row.setSpacing(px(12))
        self._side.setSpacing(px(8))
        self.back_button.set_key("" if self.theme.large else "Del")

    def first_widget(self) -> QWidget:
        return self.room if self.room.seats or self.room.arranging else self.empty.main

    # Showing

    def show_all(self) -> None:
        self.acts.state = RoomState(self.block.id, self.host.view.of_block(self.block.id))
        self.words.hidden = self.host.hide_pupils
        self._show_room()
        self._show_marks()

    def follow(self, change: Change) -> None:
        if not change.records:
            self.show_all()
            return
        mine = [self.acts.state.take(record) for record in change.records]
        if any(isinstance(record.payload, Seating) for record in change.records):
            self._show_room()
            self._show_marks()
        elif any(mine):
            self._show_marks()

    def _show_room(self) -> None:
        now = seating.seating_of(self.host.view)
        seats = seats_of(now)
        self._seats = {seat.code: seat for seat in seats}
        self._letters = {seat: letter for letter, seat in now.case_pupils.items() if seat}
        self.room.show_seats(seats)
        _ = self.translator.gettext
        rows, places = self.map_kind.size(self.block)
        self.empty.set_words(
            _("Where do the pupils sit?"),
            _("Make a plan to begin with; every seat can be moved, also during the lesson."),
            _("Make {rows} rows of {places}", rows=rows, places=places),
            _("Give the rows yourself"),
        )
        drawn = bool(seats) or self.room.arranging
        self.room.setVisible(drawn)
        self.empty.setVisible(not drawn)
        self.marking.setVisible(bool(seats) and not self.room.arranging)
        self.beside.setVisible(drawn)
        self.beside.fit()
        self.arranging.show_state()

    def _show_marks(self) -> None:
        """The room, the counts beside the symbols and the words follow the events."""
        room, state = self.room, self.acts.state
        arrows, trail = state.last_arrows(ARROWS_SHOWN), state.last_steps(STEPS_SHOWN)
        room.arrows, room.trail = arrows, trail
        room.set_teacher(trail[-1] if trail else HOME)
        self.symbols.show_state(self.keys, self.acts.counts())
        self._say()

    def show_keys(self, keys: dict[str, str]) -> None:
        super().show_keys(keys)
        self._show_marks()
        self.beside.fit()

    def _look(self, code: str) -> SeatLook:
        acts, seat = self.acts, self._seats.get(code)
        place = acts.state.at(code)
        counts, total = place.counts, place.total
        if acts.round is not None:
            answer = acts.answer_at(code)
            counts, total = ({answer: 1} if answer else {}), 0
        marks: dict[int, int] = {}
        for value, number in counts.items():
            shape = self._symbols.get(value, len(self._symbols))
            marks[shape] = marks.get(shape, 0) + number
        hidden = self.words.hidden
        letter = "" if hidden else self._letters.get(code, "")
        empty = seat is not None and seat.empty
        return SeatLook("" if hidden else code, letter, empty, tuple(sorted(marks.items())), total)

    def _say(self) -> None:
        """What stands beside the board and what a reader says, for the place the keys act on."""
        room, acts, code = self.room, self.acts, self.room.current
        self.symbols.set_active(acts.active)
        self.round_button.setChecked(acts.round is not None)
        here = self.words.marks(code, acts.state.at(code), self._letters.get(code, ""), self._is_empty(code))
        left, right = here if code else "", self.words.putting(acts.active, room.by_keys and room.hasFocus())
        if acts.round is not None:
            left = self.words.asking(acts.round.slot, acts.round.asked)
            right = self.words.to_go(acts.round.left(room.seats, acts.answers))
        elif room.arrow_from:
            left = self.words.arrow(room.arrow_from)
        elif room.arranging:
            right = ""
        room.say(left, right)
        room.setAccessibleName(left or self.accessibleName())
        room.setAccessibleDescription(right)

    def _is_empty(self, code: str) -> bool:
        seat = self._seats.get(code)
        return seat is not None and seat.empty

    # Acts

    def press(self, item_id: str) -> None:
        """Makes this symbol the one that is put; puts it where the ring stands, or answers in a round."""
        if item_id in self._symbols:
            self.acts.press(item_id)

    def _on_acts_leave_wanted(self) -> None:
        if self.room.arranging:
            self.stop_arranging()
        else:
            self.leave_wanted.emit()

    def describe_room(self) -> None:
        """The room is laid out from words, with the cursor in their field."""
        self._open_tools()
        self.tools.take_focus()

    def start_arranging(self) -> None:
        """Seats can be moved, added and taken away; marks wait."""
        self._open_tools()
        self.room.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_tools(self) -> None:
        self.acts.set_arrow_from("")
        self.acts.end_round(say=self.acts.round is not None)
        self.tools.show()
        self.arranging.start()
        self._show_room()
        self._say()

    def stop_arranging(self) -> None:
        """Keys and mouse mark again."""
        self.arranging.stop()
        self.tools.hide()
        self._show_room()
        self._say()
        self.first_widget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_rows(self) -> None:
        rows, places = self.map_kind.size(self.block)
        self.host.do(seating.make_rows(self.host.desk, self.host.view, rows, places, self.host.step))
        self.room.setFocus(Qt.FocusReason.OtherFocusReason)
