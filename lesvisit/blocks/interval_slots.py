"""Which interval an event of a grid belongs to. Its time decides; the stored number is for what has no time.

So a bell that is asked later, an event that is moved and another length of interval never leave a press in the wrong
interval. What is filled in afterwards has no time of its own in the interval: it keeps the moment at which that
interval began.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import floor
from typing import Any

from lesvisit.domain.clock import minute_of, minute_text
from lesvisit.domain.events import Entry
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator

COMMENT, SCALE = "#comment", "#scale"
LATE, BEGUN, FROM = "late", "begun", "from"
DEFAULT_SECONDS = 120
_HAIR = 1e-6  # of an interval: a time that was rounded on its way to the disk


@dataclass(frozen=True, slots=True)
class Slots:
    """The intervals of one grid: how long they are, and at which lesson minute the first begins."""

    seconds: int = DEFAULT_SECONDS
    begin: float = 0.0

    @property
    def minutes(self) -> float:
        """The length of one interval in minutes."""
        return self.seconds / 60

    def at(self, minute: float) -> int:
        """The interval of a lesson minute; below 0 before the first."""
        return floor((minute - self.begin) / self.minutes + _HAIR)

    def start(self, slot: int) -> float:
        """The lesson minute at which an interval begins."""
        return self.begin + slot * self.minutes

    def middle(self, slot: int) -> float:
        """The lesson minute halfway an interval."""
        return self.start(slot) + self.minutes / 2

    def share(self, slot: int, minute: float) -> float:
        """Which share of an interval is over at a lesson minute."""
        return min(1.0, max(0.0, (minute - self.start(slot)) / self.minutes))

    def words(self, slot: int) -> str:
        """`10:00–12:00`."""
        return f"{minute_text(self.start(slot))}–{minute_text(self.start(slot + 1))}"


def seconds_of(block: Block) -> int:
    """The length of an interval; the default where the setting makes no sense."""
    value = block.options.get("seconds")
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return min(value, 86_400)
    return DEFAULT_SECONDS


def length_words(seconds: int, says: Translator) -> str:
    """How long an interval is, in words: "2 min"; it stands with every count."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return says.gettext("{n} s", n=rest)
    return says.gettext("{n} min {s} s", n=minutes, s=rest) if rest else says.gettext("{n} min", n=minutes)


def slots_of(view: VisitBook, block: Block, minute: float | None = None) -> Slots:
    """The intervals of a block in this visit; `minute` is that of the press that may be the first."""
    if block.options.get("start") != "first":
        return Slots(seconds_of(block))
    begin = _first(view, block)
    return Slots(seconds_of(block), (minute or 0.0) if begin is None else begin)


def _first(view: VisitBook, block: Block) -> float | None:
    """The minute from which a grid counts that begins with its first press, also when that press was taken back."""
    entries = only_entries(view.of_block(block.id), block.id)
    told = next((m for m in (_minute(view, r, FROM) for r in entries) if m is not None), None)
    if told is not None:
        return told
    own = (view.minute(r) for r in only_entries(view.of_block(block.id), block.id) if not is_late(r))
    return min((m for m in own if m is not None), default=None)


def slot_of(view: VisitBook, slots: Slots, record: Record[Any]) -> int | None:
    """The interval of an event; None for one that has no time and no number."""
    entry: Entry = record.payload
    minute = view.minute(record)
    if is_late(record) and not _moved(view, record):
        begun = _minute(view, record, BEGUN)
        return entry.slot if begun is None else slots.at(begun + slots.minutes / 2)
    return entry.slot if minute is None else slots.at(minute)


def minute_in(view: VisitBook, slots: Slots, record: Record[Any], slot: int) -> float:
    """The lesson minute for which an event counts: its own, else the middle of its interval."""
    minute = view.minute(record)
    return slots.middle(slot) if minute is None or slots.at(minute) != slot else minute


def extra_of(view: VisitBook, block: Block, slots: Slots, slot: int, *, late: bool) -> dict[str, object]:
    """What an entry keeps beside its time, so that its interval can always be found back."""
    found: dict[str, object] = {}
    if view.start_utc is None:
        return found
    if block.options.get("start") == "first":
        found[FROM] = _moment(view.start_utc, slots.begin)
    if late:
        found |= {LATE: True, BEGUN: _moment(view.start_utc, slots.start(slot))}
    return found


def is_late(record: Record[Any]) -> bool:
    """Was it filled in after its interval?"""
    return isinstance(record.payload, Entry) and bool(record.payload.extra.get(LATE))


def only_entries(records: Iterable[Record[Any]], block_id: str) -> Iterator[Record[Any]]:
    """Those that belong to this grid."""
    return (r for r in records if isinstance(r.payload, Entry) and _block_of(r) == block_id)


def _block_of(record: Record[Any]) -> str:
    own: str = record.payload.block_id
    return own or (record.stamp.block_id if record.stamp is not None else "")


def _moved(view: VisitBook, record: Record[Any]) -> bool:
    at = view.at(record)
    return record.stamp is not None and (None if at is None else view.own_time(record, at)) != record.stamp.at_utc


def _moment(start: datetime, minute: float) -> str:
    return (start + timedelta(minutes=minute)).isoformat(timespec="milliseconds")


def _minute(view: VisitBook, record: Record[Any], name: str) -> float | None:
    """The lesson minute of a moment that an event keeps, by the clock of who made it."""
    value = record.payload.extra.get(name)
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return None if at is None or at.tzinfo is None else minute_of(at + view.shift_of(record), view.start_utc)
