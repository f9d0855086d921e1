"""What the events of a seat map come to, seat by seat; kept up to date one event at a time, however many there are.

An entry belongs to the pupil whose turn it was: a mark to its seat, an arrow from the teacher to where it leads, any
other arrow to where it begins.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lesvisit.blocks.seats import FLOOR, TEACHER, Point
from lesvisit.domain.events import Entry
from lesvisit.domain.records import Record

ARROW = "arrow"  # the value of an arrow in a map without symbols


def place_of(entry: Entry) -> str:
    """Whose mark it is: a seat, or the teacher."""
    if entry.item == FLOOR:
        return TEACHER
    return entry.other if entry.other and entry.item == TEACHER else entry.item


def step_of(entry: Entry) -> Point | None:
    """The point to which the teacher walked; None for any other entry, and for one that tells no point."""
    x, y = entry.extra.get("x"), entry.extra.get("y")
    if entry.item != FLOOR or not isinstance(x, int | float) or not isinstance(y, int | float):
        return None
    return min(max(float(x), 0.0), 1.0), min(max(float(y), 0.0), 1.0)


@dataclass
class PlaceState:
    """One place: how often each symbol, and its events with their sequence numbers."""

    counts: dict[str, int] = field(default_factory=dict)
    seqs: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All marks here."""
        return sum(self.counts.values())

    @property
    def last(self) -> str:
        """The id of the last event here, an empty text for none."""
        return max(self.seqs, key=self.seqs.__getitem__, default="")


_NOTHING = PlaceState()


class RoomState:
    """`take` one record after the other; a record that is known already replaces what it said before."""

    def __init__(self, block_id: str, records: Iterable[Record[Any]] = ()) -> None:
        self.block_id = block_id
        self._entries: dict[str, tuple[Entry, int]] = {}
        self._places: dict[str, PlaceState] = {}
        self.arrows: dict[tuple[str, str], int] = {}
        self._arrow_seqs: dict[str, int] = {}
        self._steps: dict[str, int] = {}
        self.rounds: dict[int, dict[str, str]] = {}  # round to seat to record id
        for record in records:
            self.take(record)

    def take(self, record: Record[Any]) -> bool:
        """Takes an event as it is now; False when it is none of this map."""
        entry = record.payload
        if not isinstance(entry, Entry) or entry.block_id != self.block_id:
            return False
        self._forget(record.id)
        if not record.deleted:
            self._add(record.id, entry, record.stamp.seq if record.stamp is not None else 0)
        return True

    def _add(self, record_id: str, entry: Entry, seq: int) -> None:
        self._entries[record_id] = (entry, seq)
        place = self._places.setdefault(place_of(entry), PlaceState())
        place.seqs[record_id] = seq
        if entry.item == FLOOR:
            self._steps[record_id] = seq
            return
        place.counts[entry.value] = place.counts.get(entry.value, 0) + 1
        if entry.other:
            pair = (entry.item, entry.other)
            self.arrows[pair] = self.arrows.get(pair, 0) + 1
            self._arrow_seqs[record_id] = seq
        if entry.slot is not None:
            self._answered(entry.slot, entry.item)

    def _forget(self, record_id: str) -> None:
        known = self._entries.pop(record_id, None)
        if known is None:
            return
        entry = known[0]
        place = self._places[place_of(entry)]
        place.seqs.pop(record_id)
        if entry.item == FLOOR:
            self._steps.pop(record_id)
            return
        _less(place.counts, entry.value)
        if entry.other:
            _less(self.arrows, (entry.item, entry.other))
            self._arrow_seqs.pop(record_id)
        if entry.slot is not None:
            self._answered(entry.slot, entry.item)

    def _answered(self, slot: int, code: str) -> None:
        """The last answer of this seat in this round; whatever was entered double comes back when it goes."""
        answers = self.rounds.setdefault(slot, {})
        answers.pop(code, None)
        found = [(seq, record_id) for record_id, seq in self.at(code).seqs.items() if self._asks(record_id, slot)]
        if found:
            answers[code] = max(found)[1]
        elif not answers:
            del self.rounds[slot]

    def _asks(self, record_id: str, slot: int) -> bool:
        known = self._entries.get(record_id)
        return known is not None and known[0].slot == slot

    # What it comes to

    def at(self, code: str) -> PlaceState:
        """One place; an empty one where nothing was marked."""
        return self._places.get(code, _NOTHING)

    @property
    def places(self) -> Mapping[str, PlaceState]:
        """Every place with an event."""
        return self._places

    @property
    def total(self) -> int:
        """All marks and arrows; steps of the teacher are none."""
        return len(self._entries) - len(self._steps)

    @property
    def next_round(self) -> int:
        """The number of the next round, from 0."""
        return max(self.rounds, default=-1) + 1

    def entry(self, record_id: str) -> Entry | None:
        """An event by its id."""
        known = self._entries.get(record_id)
        return known[0] if known is not None else None

    def last_arrows(self, most: int) -> list[tuple[str, str]]:
        """The arrows drawn last, oldest first."""
        newest = sorted(self._arrow_seqs, key=self._arrow_seqs.__getitem__)[-most:]
        return [(entry.item, entry.other) for entry in (self._entries[i][0] for i in newest)]

    def last_steps(self, most: int) -> list[Point]:
        """Where the teacher walked last, oldest first."""
        newest = sorted(self._steps, key=self._steps.__getitem__)[-most:]
        points = (step_of(self._entries[record_id][0]) for record_id in newest)
        return [point for point in points if point is not None]


def _less(counts: dict[Any, int], key: object) -> None:
    counts[key] -= 1
    if not counts[key]:
        del counts[key]
