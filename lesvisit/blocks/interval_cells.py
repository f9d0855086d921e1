"""What is on in which interval, kept up to date change by change: for the live grid and the drawing alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lesvisit.blocks.interval_slots import COMMENT, SCALE, Slots, is_late, only_entries, slot_of, slots_of
from lesvisit.blocks.rating import ratings_off
from lesvisit.blocks.scales import scale_in
from lesvisit.domain.events import Entry, StampMove
from lesvisit.domain.records import Record
from lesvisit.domain.template import Anchor, Block, Item, text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator

Place = tuple[str, int]  # the key of a row, the number of an interval


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of the grid: a code, a value of the scale, or the comments."""

    key: str
    label: str
    group: str = ""
    code: str = ""
    help: str = ""

    @property
    def short(self) -> str:
        """The code, else the words."""
        return self.code or self.label

    @property
    def named(self) -> str:
        """The words with their group before them: pupils may wait, and the teacher may."""
        return f"{self.group}: {self.label}" if self.group else self.label


def key_of(entry: Entry) -> str:
    """The row of an entry; empty when it says nothing."""
    if entry.item == COMMENT:
        return COMMENT if any(text.strip() for text in entry.texts) else ""
    if entry.item == SCALE:
        return scale_key(entry.value) if entry.value else ""
    return "" if entry.value == "off" else entry.item


def scale_key(value: str) -> str:
    """The key of the row of one value of the scale."""
    return f"{SCALE}:{value}"


def scale_value(key: str) -> str | None:
    """The value of the scale that a row stands for; None for other rows."""
    return key.partition(":")[2] if key.startswith(f"{SCALE}:") else None


def grid_rows(view: VisitBook, block: Block, says: Translator) -> tuple[GridRow, ...]:
    """The rows in their order: codes, the scale unless it is off, the comments."""
    language = says.language
    rows = [_code_row(item, language) for item in block.items]
    scale = scale_in(view, block)
    if scale is not None:
        group = text_in(scale.label, language) or says.gettext("Per interval")
        rows.extend(_scale_row(anchor, group, language) for anchor in scale.anchors)
    if block.options.get("comment") is True:
        rows.append(GridRow(COMMENT, says.gettext("Comment"), says.gettext("Per interval")))
    return tuple(rows)


def _code_row(item: Item, language: str) -> GridRow:
    label = text_in(item.label, language) or item.code or item.id
    return GridRow(item.id, label, text_in(item.group, language), item.code, text_in(item.help, language))


def _scale_row(anchor: Anchor, group: str, language: str) -> GridRow:
    label = text_in(anchor.label, language) or anchor.value
    return GridRow(scale_key(anchor.value), label, group, help=text_in(anchor.help, language))


def strangers(cells: "Cells", rows: tuple[GridRow, ...], says: Translator) -> tuple[GridRow, ...]:
    """Rows for what is on and the block no longer knows: a correction of the form took it away."""
    known = {row.key for row in rows} | {COMMENT}
    group = says.gettext("No longer in the form")
    return tuple(GridRow(key, scale_value(key) or key, group) for key in cells.keys if key not in known)


class Cells:
    """The cells of one grid in one visit."""

    def __init__(self, view: VisitBook, block: Block) -> None:
        self.block = block
        self.slots = Slots()
        self._off = False  # values of the scale
        self._start: datetime | None = None
        self._cells: dict[str, dict[int, list[Record[Any]]]] = {}
        self._places: dict[str, Place] = {}
        self._used: dict[int, int] = {}
        self.show_all(view)

    def show_all(self, view: VisitBook) -> None:
        """Reads the visit anew."""
        self.slots, self._start, self._off = slots_of(view, self.block), view.start_utc, ratings_off(view)
        self._cells, self._places, self._used = {}, {}, {}
        for record in only_entries(view.of_block(self.block.id), self.block.id):
            self._put(view, record)

    def take(self, view: VisitBook, records: Iterable[Record[Any]]) -> set[Place] | None:
        """Follows some changed records; the cells that differ, or None when all was read anew."""
        changed = [r for r in records if isinstance(r.payload, (Entry, StampMove))]
        now = (slots_of(view, self.block), view.start_utc, ratings_off(view))
        if now != (self.slots, self._start, self._off):
            self.show_all(view)
            return None
        found: set[Place] = set()
        for record in changed:
            if isinstance(record.payload, StampMove):
                target = view.book.records.get(record.payload.target_id)
                found |= self._again(view, target) if target is not None else set()
            else:
                found |= self._again(view, record)
        return found

    def on(self, key: str, slot: int) -> list[Record[Any]]:
        """The entries in one cell; none when it is off."""
        return self._cells.get(key, {}).get(slot, [])

    def row(self, key: str) -> dict[int, list[Record[Any]]]:
        """The intervals of one row that are on."""
        return self._cells.get(key, {})

    @property
    def keys(self) -> tuple[str, ...]:
        """The rows in which something is on."""
        return tuple(key for key, cells in self._cells.items() if cells)

    @property
    def span(self) -> tuple[int, int] | None:
        """The first and the last interval in which something is on."""
        return (min(self._used), max(self._used)) if self._used else None

    def _again(self, view: VisitBook, record: Record[Any]) -> set[Place]:
        found = {place for place in (self._drop(record.id),) if place is not None}
        if not record.deleted and any(only_entries((record,), self.block.id)):
            found |= {place for place in (self._put(view, record),) if place is not None}
        return found

    def _put(self, view: VisitBook, record: Record[Any]) -> Place | None:
        key, slot = key_of(record.payload), slot_of(view, self.slots, record)
        if not key or slot is None or (self._off and scale_value(key) is not None):
            return None
        self._cells.setdefault(key, {}).setdefault(slot, []).append(record)
        self._places[record.id] = (key, slot)
        self._used[slot] = self._used.get(slot, 0) + 1
        return key, slot

    def _drop(self, record_id: str) -> Place | None:
        place = self._places.pop(record_id, None)
        if place is None:
            return None
        key, slot = place
        left = [r for r in self._cells[key][slot] if r.id != record_id]
        if left:
            self._cells[key][slot] = left
        else:
            del self._cells[key][slot]
        self._used[slot] -= 1
        if not self._used[slot]:
            del self._used[slot]
        return place


def cell_words(cells: Cells, row: GridRow, slot: int, says: Translator) -> str:
    """A cell in words, for screen readers."""
    found = cells.on(row.key, slot)
    state = says.gettext("marked") if found else says.gettext("not marked")
    if found and is_late(found[0]):
        state = says.gettext("filled in later")
    interval = cells.slots.words(slot)
    return says.gettext(
        "{code}, interval {n}, {interval}: {state}", code=row.named, n=slot + 1, interval=interval, state=state
    )
