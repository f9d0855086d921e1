"""What is put into a seat map: marks, arrows, steps, answers of a round. The live block shows what comes of it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal

from lesvisit.blocks.seat_state import ARROW, RoomState
from lesvisit.blocks.seats import FLOOR, closest
from lesvisit.domain.clock import Moment
from lesvisit.domain.events import Entry
from lesvisit.domain.template import Block
from lesvisit.ui.blocks.host import BlockHost
from lesvisit.ui.blocks.seat_room import SeatRoom
from lesvisit.ui.blocks.seat_round import SeatRound
from lesvisit.ui.blocks.seat_words import SeatWords


class SeatActs(QObject):
    """`active` is the symbol that is put, `round` the round that is under way. `changed`: say and show it anew."""

    changed = Signal()
    leave_wanted = Signal()

    def __init__(self, host: BlockHost, block: Block, room: SeatRoom, words: SeatWords) -> None:
        super().__init__(room)
        self.host, self.block, self.room, self.words = host, block, room, words
        self.state = RoomState(block.id)
        self.symbols = [item.id for item in block.items]
        self.active = self.symbols[0] if self.symbols else ""
        self.round: SeatRound | None = None
        self._moment: Moment | None = None
        room.touched.connect(self._on_room_touched)
        room.tapped.connect(self._on_room_tapped)
        room.drawn.connect(self.draw_arrow)
        room.walked.connect(self.walk)
        room.acted.connect(self._on_room_acted)
        room.current_changed.connect(self._on_current_changed)

    # The symbol

    def press(self, item_id: str) -> None:
        """A key of the map: this symbol from now on, at once where the ring stands or a round asks."""
        self.set_active(item_id)
        room = self.room
        at_keys = room.hasFocus() and room.by_keys and bool(room.current)
        if self.round is not None:
            self.answer()
        elif at_keys and not room.arrow_from and not room.arranging:
            self.mark(room.current)
        else:
            self.host.say(self.words.putting(item_id, room_keys=False))

    def choose(self, item_id: str) -> None:
        """A click in the list: this symbol from now on; in a round it is the answer."""
        self.set_active(item_id)
        if self.round is not None:
            self.answer()

    def set_active(self, item_id: str) -> None:
        """This symbol is put from now on."""
        self._moment = None
        self.active = item_id
        self.changed.emit()

    def _next_symbol(self, step: int) -> None:
        if self.symbols:
            self.set_active(self.symbols[(self.symbols.index(self.active) + step) % len(self.symbols)])

    # Keys and clicks in the room

    def _on_room_touched(self) -> None:
        self._moment = self.host.desk.moment()

    def _on_room_tapped(self, code: str) -> None:
        if self.round is not None:
            self._ask(code)
        elif self.room.arrow_from:
            self._end_arrow()
        else:
            self.mark(code)

    def _on_current_changed(self) -> None:
        room = self.room
        if self.round is not None and room.by_keys and any(seat.code == room.current for seat in room.seats):
            self.round.asked = room.asked = room.current
        self.changed.emit()

    def _on_room_acted(self, name: str) -> None:
        if name == "leave" and self.room.arrow_from:
            self.set_arrow_from("")
        elif name == "leave":
            self.leave_wanted.emit()
        elif not self.room.arranging:
            table: dict[str, Callable[[], None]] = {
                "mark": self._on_mark_key,
                "enter": self._on_enter_key,
                "here": self._on_here_key,
                "back": self.take_back,
                "symbol_before": lambda: self._next_symbol(-1),
                "symbol_after": lambda: self._next_symbol(1),
            }
            table[name]()

    def _on_mark_key(self) -> None:
        if self.round is not None:
            self.answer()
        elif self.room.arrow_from:
            self._end_arrow()
        elif self.room.current:
            self.mark(self.room.current)

    def _on_enter_key(self) -> None:
        room = self.room
        if self.round is not None:
            self._go_on()
        elif room.with_arrows and room.current and not room.arrow_from:
            self.set_arrow_from(room.current)
        else:
            self._on_mark_key()

    def _on_here_key(self) -> None:
        """Shift+Enter: the teacher stands beside this seat."""
        seat = next((seat for seat in self.room.seats if seat.code == self.room.current), None)
        if seat is not None and self.room.with_path:
            self.walk(seat.x, seat.y)

    # Marks, arrows, steps

    def mark(self, code: str) -> None:
        """The active symbol at a place, at the moment of its press."""
        if self.active:
            self._enter(Entry(self.block.id, item=code, value=self.active))

    def set_arrow_from(self, code: str) -> None:
        """An arrow begins here; an empty code: it is left."""
        self.room.arrow_from = code
        self.room.update()
        self.changed.emit()

    def _end_arrow(self) -> None:
        start, end = self.room.arrow_from, self.room.current
        self.set_arrow_from("")
        self.draw_arrow(start, end)

    def draw_arrow(self, start: str, end: str) -> None:
        """From one place to another, with the active symbol."""
        if self.round is None and start and end and start != end:
            self._enter(Entry(self.block.id, item=start, other=end, value=self.active or ARROW))

    def walk(self, x: float, y: float) -> None:
        """The teacher stands here now; `other` names the seat beside it."""
        beside = closest(self.room.seats, x, y)
        where: dict[str, object] = {"x": round(x, 3), "y": round(y, 3)}
        self._enter(Entry(self.block.id, item=FLOOR, other=beside, extra=where))

    def _enter(self, entry: Entry) -> None:
        moment, self._moment = self._moment, None
        self.host.enter(self.block, entry, moment)

    def take_back(self) -> None:
        """Takes back the last mark at the current place; in a round: the last answer."""
        if self.round is not None:
            self._take_back_answer()
            return
        record = self.host.view.book.get(self.state.at(self.room.current).last)
        if record is not None:
            self.host.take_away(record)
        else:
            self.host.say(self.words.says.gettext("There is no mark at this seat."))

    def counts(self) -> Counter[str]:
        """How often each symbol was put: in the round that is under way, else in all."""
        if self.round is not None:
            return Counter(self.answer_at(code) for code in self.answers)
        found: Counter[str] = Counter()
        for place in self.state.places.values():
            found.update(place.counts)
        return found

    # Rounds

    @property
    def answers(self) -> dict[str, str]:
        """Seats to record ids, of the round that is under way."""
        return self.state.rounds.get(self.round.slot, {}) if self.round is not None else {}

    def answer_at(self, code: str) -> str:
        """The symbol that was answered for a seat in this round, an empty text for none."""
        entry = self.state.entry(self.answers.get(code, ""))
        return entry.value if entry is not None else ""

    def toggle_round(self) -> None:
        """A round begins at the first seat, or ends where it is."""
        if self.round is not None:
            self.end_round()
            return
        self.set_arrow_from("")
        self.room.setFocus(Qt.FocusReason.OtherFocusReason)
        self.round = SeatRound(self.state.next_round)
        self.round.begin(self.room.seats)
        self._ask(self.round.asked)

    def answer(self) -> None:
        """The active symbol is the answer of the seat that is asked; who answers again changes it."""
        if self.round is None or not self.active:
            return
        code = self.round.asked
        record = self.host.view.book.get(self.answers.get(code, ""))
        if record is None:
            self._enter(Entry(self.block.id, item=code, value=self.active, slot=self.round.slot))
        else:
            self.host.change(record, replace(record.payload, value=self.active))
        self._go_on()

    def _go_on(self) -> None:
        if self.round is not None:
            self.round.go_on(self.room.seats, self.answers)
            self._ask(self.round.asked)

    def _ask(self, code: str) -> None:
        if self.round is None or not code:
            self.end_round()
            self.room.by_keys = False  # one answer too many is no mark at the last seat
            return
        self.round.asked = self.room.asked = code
        self.room.go(code, by_keys=self.room.by_keys)
        self.room.update()

    def _take_back_answer(self) -> None:
        if self.round is None:
            return
        if self.round.asked not in self.answers:
            self.round.go_back(self.room.seats)
        record = self.host.view.book.get(self.answers.get(self.round.asked, ""))
        if record is not None:
            self.host.take_away(record)
        self._ask(self.round.asked)

    def end_round(self, say: bool = True) -> None:
        """The round is over: what was answered stands."""
        ended, answered = self.round, len(self.answers)
        self.round = None
        self.room.asked = ""
        self.room.update()
        if ended is not None and say:
            self.host.say(self.words.round_done(ended.slot, answered))
        self.changed.emit()
