"""What the live seat map says: beside the board, and to a screen reader."""

from dataclasses import dataclass

from lesvisit.blocks.kind import item_label
from lesvisit.blocks.seat_state import PlaceState
from lesvisit.blocks.seats import TEACHER
from lesvisit.domain.template import Block
from lesvisit.i18n import Translator


@dataclass
class SeatWords:
    """`hidden`: no seat can be told from another."""

    says: Translator
    block: Block
    hidden: bool = False

    def place(self, code: str) -> str:
        """A seat, or the teacher."""
        if code == TEACHER:
            return self.says.gettext("teacher")
        return self.says.gettext("pup") if self.hidden and code else code

    def marks(self, code: str, place: PlaceState, letter: str, empty: bool) -> str:
        """A place with its marks: "R2P3, B: on task 3, waits 1"."""
        name = self.place(code)
        if letter and not self.hidden:
            name = f"{name}, {letter}"
        if empty:
            nobody = self.says.gettext("nobody there")
            name = f"{name}, {nobody}"
        known = [item.id for item in self.block.items if item.id in place.counts]
        values = [*known, *(value for value in place.counts if value not in known)]
        counts = ", ".join(f"{self.symbol(value)} {place.counts[value]}" for value in values)
        return f"{name}: {counts}" if counts else name

    def symbol(self, value: str) -> str:
        """A symbol's words."""
        return item_label(self.block, value, self.says)

    def putting(self, value: str, room_keys: bool) -> str:
        """What the next mark will be."""
        if not value:
            return ""
        _ = self.says.gettext
        words = self.symbol(value)
        return _("Space: {symbol}", symbol=words) if room_keys else _("Now: {symbol}", symbol=words)

    def arrow(self, start: str) -> str:
        """An arrow has begun."""
        return self.says.gettext("Arrow from {place}: go there, Enter", place=self.place(start))

    def asking(self, slot: int, code: str) -> str:
        """A round: which seat is asked."""
        return self.says.gettext("Round {n}: {place}", n=slot + 1, place=self.place(code))

    def to_go(self, left: int) -> str:
        """A round: how many seats have no answer yet."""
        return self.says.ngettext("{n} seat to go", "{n} seats to go", left)

    def round_done(self, slot: int, answered: int) -> str:
        """The round is over."""
        return self.says.ngettext(
            "Round {round} is done: {n} seat.", "Round {round} is done: {n} seats.", answered, round=slot + 1
        )
