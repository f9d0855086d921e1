"""The seat map: marks and arrows at the pupils' seats, each with its time; rounds from seat to seat (P10)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lesvisit.blocks.drawing import Drawing, Pad, Room
from lesvisit.blocks.kind import BlockKind, Count, Option, Problem, Row, block_label, item_label, minutes_of
from lesvisit.blocks.seat_drawing import Plan, Symbols
from lesvisit.blocks.seat_picture import Picture
from lesvisit.blocks.seat_shapes import SHAPES, symbol_marks
from lesvisit.blocks.seat_state import ARROW, RoomState, step_of
from lesvisit.blocks.seats import FLOOR, TEACHER, in_rows, seats_of
from lesvisit.domain.events import Entry, Note, Seating, SubjectKind
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block, Template
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator

MARK, ROUND = "mark", "seat in a round"  # units: what is seen at once and what is asked in rounds is never added


class SeatMapKind(BlockKind):
    """One room with symbols. The room itself is the visit's `Seating`; a press needs a seat, so it is made there."""

    type = "seat_map"
    name = N_("Seat map")
    about = N_(
        "Marks and arrows at the seats, each with its time: who has a turn, who works, where the teacher walks."
    )
    has_items = True
    has_codes = True
    most_items = SHAPES
    item_word = N_("symbol")
    options = (
        Option("rows", N_("Rows in an empty room"), "whole", 5, 1, 12),
        Option("places", N_("Places per row in an empty room"), "whole", 6, 1, 12),
        Option("arrows", N_("Arrows from one to another"), "flag", True),
        Option("path", N_("Where the teacher walks"), "flag", False),
        Option("sweep", N_("Rounds from seat to seat"), "flag", True),
    )

    def problems(self, template: Template, block: Block) -> Iterator[Problem]:
        if not block.items:
            yield Problem("items", N_("A seat map needs at least one symbol."))
        for option in self.options[:2]:
            if not option.least <= self.whole(block, option.key) <= option.most:
                values = {"least": option.least, "most": option.most}
                yield Problem(f"options.{option.key}", N_("This is a number from {least} to {most}."), values)

    def size(self, block: Block) -> tuple[int, int]:
        """Rows and places of the room that is offered when there is none yet; always within bounds."""
        rows, places = (self.whole(block, key) for key in ("rows", "places"))
        return min(max(rows, 1), 12), min(max(places, 1), 12)

    # Reading

    def rows(self, view: VisitBook, block: Block, says: Translator) -> tuple[Row, ...]:
        return tuple(_row(record, block, says) for record in self._entries(view, block))

    def counts(self, view: VisitBook, block: Block, says: Translator) -> tuple[Count, ...]:
        entries = [r for r in self._entries(view, block) if not _walks(r)]
        found = []
        for unit in (MARK, ROUND):
            mine = [r for r in entries if (r.payload.slot is not None) == (unit == ROUND)]
            values = dict.fromkeys([*(item.id for item in block.items), *(r.payload.value for r in mine)])
            for value in values if mine or unit == MARK else ():
                minutes = minutes_of(view, (r for r in mine if r.payload.value == value))
                found.append(Count(value, symbol_words(block, value, says), minutes, unit))
        return tuple(found)

    def summary(self, view: VisitBook, block: Block, says: Translator) -> str:
        marked = [r for r in self._entries(view, block) if not _walks(r)]
        if not marked:
            return ""
        n, last = len(marked), view.minute_text(marked[-1])
        return says.ngettext("{n} mark, {last}", "{n} marks, last {last}", n, last=last) if last else str(n)

    def _entries(self, view: VisitBook, block: Block) -> list[Record[Any]]:
        return [r for r in self.events(view, block) if isinstance(r.payload, Entry)]

    # Drawing

    def drawing(self, view: VisitBook, block: Block, says: Translator, room: Room) -> Drawing | None:
        return self.drawing_for(view, block, says, room)

    def drawing_for(
        self, view: VisitBook, block: Block, says: Translator, room: Room, phase_id: str = ""
    ) -> Drawing | None:
        """The room with what happened in one phase; an empty id: in the whole visit."""
        entries = self._entries(view, block)
        if phase_id:
            entries = [r for r in entries if _in_phase(view, r, phase_id)]
        seating = view.book.first(Seating)
        seats = seats_of(seating.payload if seating is not None else None)
        letters = {seat: letter for letter, seat in (seating.payload.case_pupils if seating else {}).items() if seat}
        notes = _notes_about(view, phase_id)
        if not entries and not (seats and (letters or any(seat.code in notes for seat in seats))):
            return None
        values = dict.fromkeys([*(i.id for i in block.items), *(r.payload.value for r in entries if not _walks(r))])
        symbols = Symbols.of({value: symbol_words(block, value, says) for value in values})
        at_once = RoomState(block.id, (r for r in entries if r.payload.slot is None))
        asked = RoomState(block.id, (r for r in entries if r.payload.slot is not None))
        only_rounds = bool(asked.total) and not at_once.total
        plan = Plan(seats, letters, symbols, at_once, says, {} if only_rounds else notes)
        rounds = replace(plan, state=asked, notes=notes if only_rounds else {}, rounds=True)
        return Picture(block_label(block, says), view, says, plan, rounds).drawn(Pad(room))

    def sketch(self, block: Block, says: Translator, room: Room) -> Drawing:
        pad = Pad(room)
        width, height = room.width, 76.0
        pad.box(0, 0, width, height, "surface", "hair", radius=3)
        pad.box(width * 0.36, 4, width * 0.28, 3, "ink")
        pad.disc(width / 2, 16, 5, "", "ink", 1.2)
        seats = in_rows([5, 5, 4])
        wide, high = width / 5 - 8, 15.0
        for number, seat in enumerate(seats):
            x, y = seat.x * width, seat.y * height + 2
            pad.box(x - wide / 2, y - high / 2, wide, high, "soft" if number % 4 == 1 else "", "ctl", radius=2)
            if number % 3 != 2:
                pad.marks.extend(symbol_marks(number % 3 if block.items[1:] else 0, x, y, 9))
        target = seats[8]
        pad.line(((width / 2 + 5, 18), (target.x * width, target.y * height - 7)), "accent", 1.5, arrow=True)
        return pad.done(height, says.gettext(self.name))


def _walks(record: Record[Any]) -> bool:
    return bool(record.payload.item == FLOOR)


def symbol_words(block: Block, value: str, says: Translator) -> str:
    """A symbol's words; an arrow without a symbol says that it is one."""
    return says.gettext("arrow") if value == ARROW and not block.items else item_label(block, value, says)


def place_words(code: str, says: Translator) -> str:
    """A seat code, or the teacher."""
    return says.gettext("teacher") if code == TEACHER else code


def _row(record: Record[Any], block: Block, says: Translator) -> Row:
    entry = record.payload
    if entry.item == FLOOR:
        point = step_of(entry) or (0.0, 0.0)
        where = f"{point[0]:.2f} / {point[1]:.2f}"
        return Row(record, TEACHER, says.gettext("the teacher walks"), where, place_words(entry.other, says))
    words = symbol_words(block, entry.value, says)
    item = next((item for item in block.items if item.id == entry.value), None)
    value = item.code if item is not None and item.code else entry.value
    return Row(record, entry.item, words, value, place_words(entry.other, says), entry.slot)


def _in_phase(view: VisitBook, record: Record[Any], phase_id: str) -> bool:
    phase = view.phase_at(view.minute(record))
    return phase is not None and phase.id == phase_id


def _notes_about(view: VisitBook, phase_id: str) -> Counter[str]:
    """How many lines of the sheet are about each seat."""
    found: Counter[str] = Counter()
    for record in view.book.of(Note):
        phase = view.phase_of(record) if phase_id else None
        if not phase_id or (phase is not None and phase.id == phase_id):
            found.update({s.code.upper() for s in record.payload.about if s.kind is SubjectKind.SEAT})
    return found


KIND = SeatMapKind()
