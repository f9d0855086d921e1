"""A round through the room: the current seat is asked one code, then the next that is not empty. No screen here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lesvisit.blocks.seats import in_order
from lesvisit.domain.events import Seat


@dataclass
class SeatRound:
    """`slot` is its number, from 0; `asked` the seat whose turn it is, an empty text when it is done."""

    slot: int
    asked: str = ""

    def begin(self, seats: Sequence[Seat]) -> None:
        """The first seat that is not empty is asked."""
        self.asked = next((seat.code for seat in _taken(seats)), "")

    def go_on(self, seats: Sequence[Seat], answers: Mapping[str, str]) -> None:
        """The next taken seat without an answer; after the last one the round is done."""
        _before, after = self._around(seats)
        self.asked = next((seat.code for seat in after if not seat.empty and seat.code not in answers), "")

    def go_back(self, seats: Sequence[Seat]) -> None:
        """The taken seat before this one is asked again; the first one stays."""
        before, _after = self._around(seats)
        self.asked = next((seat.code for seat in reversed(before) if not seat.empty), self.asked)

    def _around(self, seats: Sequence[Seat]) -> tuple[Sequence[Seat], Sequence[Seat]]:
        order = in_order(seats)
        place = next((number for number, seat in enumerate(order) if seat.code == self.asked), -1)
        return order[: max(place, 0)], order[place + 1 :]

    def left(self, seats: Sequence[Seat], answers: Mapping[str, str]) -> int:
        """How many seats have no answer yet."""
        return sum(1 for seat in _taken(seats) if seat.code not in answers)


def _taken(seats: Sequence[Seat]) -> tuple[Seat, ...]:
    return tuple(seat for seat in in_order(seats) if not seat.empty)
