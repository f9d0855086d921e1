"""An interval grid: per interval everything that happened, one mark at most for each code (P6, as in COPUS)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lesvisit.blocks.drawing import Drawing, Room
from lesvisit.blocks.interval_cells import Cells, GridRow, grid_rows, key_of, scale_key, scale_value, strangers
from lesvisit.blocks.interval_drawing import draw_grid, draw_sketch
from lesvisit.blocks.interval_slots import (
    COMMENT,
    SCALE,
    Slots,
    extra_of,
    is_late,
    length_words,
    minute_in,
    only_entries,
    seconds_of,
    slot_of,
    slots_of,
)
from lesvisit.blocks.kind import BlockKind, Count, Option, Pressed, Problem, Row, item_of
from lesvisit.blocks.scales import is_kept_off, scale_in
from lesvisit.domain.clock import minute_text
from lesvisit.domain.events import Entry
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block, Item, Template
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator

LEAST_SECONDS, MOST_SECONDS = 5, 1800
_MOST_SHORT = 4
_SELECT = {"multi": N_("as many as happen"), "single": N_("one in each group")}
_START = {"bell": N_("when the lesson begins"), "first": N_("with the first press")}


class IntervalGridKind(BlockKind):
    """Codes per interval. A press marks the code in the interval under way; again: takes the mark away.

    The item id `#scale:<value>` presses a value of the scale for the interval.
    """

    type = "interval_grid"
    name = N_("Interval grid")
    about = N_("Every so many seconds anew: mark everything that happens. It describes, and does not judge.")
    method = "interval"
    options = (
        Option("seconds", N_("Length of an interval in seconds"), "whole", 120, LEAST_SECONDS, MOST_SECONDS),
        Option("select", N_("How many codes at a time"), "choice", "multi", choices=_SELECT),
        Option("start", N_("The first interval begins"), "choice", "bell", choices=_START),
        Option("comment", N_("A comment for each interval"), "flag", False),
    )
    has_items = True
    item_word = N_("code")
    has_groups = True
    has_codes = True
    has_scale = True

    def problems(self, template: Template, block: Block) -> Iterator[Problem]:
        value = block.options.get("seconds")
        whole = isinstance(value, int) and not isinstance(value, bool)
        if not whole or not LEAST_SECONDS <= int(str(value)) <= MOST_SECONDS:
            message = N_("Say how long an interval is: {least} to {most} seconds.")
            yield Problem("options.seconds", message, {"least": LEAST_SECONDS, "most": MOST_SECONDS})

    # Observing

    def press(self, view: VisitBook, block: Block, item_id: str, minute: float | None) -> Pressed | None:
        slots = slots_of(view, block, minute)
        slot = 0 if minute is None else slots.at(minute)
        return self.press_at(view, block, item_id, slot, minute)

    def press_at(
        self, view: VisitBook, block: Block, item_id: str, slot: int, minute: float | None
    ) -> Pressed | None:
        """Pressing a cell of any interval; in another one than that of `minute` it is marked as filled in later."""
        slots = slots_of(view, block, minute)
        late = view.ended or (minute is not None and slots.at(minute) != slot)
        extra = extra_of(view, block, slots, slot, late=late)
        value = scale_value(item_id)
        if value is not None:
            return self._press_scale(view, block, slots, Entry(block.id, SCALE, value, slot=slot, extra=extra))
        item = item_of(block, item_id)
        if item is None:
            return None
        made = Entry(block.id, item.id, "on", slot=slot, extra=extra)
        same = next(_in_slot(view, block, slots, slot, {item.id}), None)
        if same is not None:
            return Pressed(record=same)
        rival = next(_in_slot(view, block, slots, slot, self._rivals(block, item)), None)
        return Pressed(made) if rival is None else Pressed(_instead(rival, made), rival)

    def comment_at(self, view: VisitBook, block: Block, slot: int, text: str, minute: float | None) -> Pressed | None:
        """The comment of an interval; an empty text takes it away, None when nothing differs."""
        slots = slots_of(view, block, minute)
        late = view.ended or (minute is not None and slots.at(minute) != slot)
        record = next(_in_slot(view, block, slots, slot, {COMMENT}), None)
        if not text.strip():
            return None if record is None else Pressed(record=record)
        if record is not None:
            return (
                None if record.payload.texts == (text,) else Pressed(replace(record.payload, texts=(text,)), record)
            )
        extra = extra_of(view, block, slots, slot, late=late)
        return Pressed(Entry(block.id, COMMENT, slot=slot, texts=(text,), extra=extra))

    def _press_scale(self, view: VisitBook, block: Block, slots: Slots, made: Entry) -> Pressed | None:
        scale = scale_in(view, block)
        if scale is None or made.slot is None or made.value not in {a.value for a in scale.anchors}:
            return None
        record = next(_in_slot(view, block, slots, made.slot, {SCALE}), None)
        if record is None:
            return Pressed(made)
        same = record.payload.value == made.value
        return Pressed(record=record) if same else Pressed(_instead(record, made), record)

    def _rivals(self, block: Block, item: Item) -> set[str]:
        """The items that can't be on together with this one."""
        if self.choice(block, "select") != "single":
            return set()
        return {other.id for other in block.items if other.group == item.group} - {item.id}

    # Reading

    def rows(self, view: VisitBook, block: Block, says: Translator) -> tuple[Row, ...]:
        slots = slots_of(view, block)
        named = {row.key: row for row in grid_rows(view, block, says)}
        entries = only_entries(self.events(view, block), block.id)
        shown = (r for r in entries if not is_kept_off(view, r))
        return tuple(_row(r, slots, slot_of(view, slots, r), named, says) for r in shown)

    def counts(self, view: VisitBook, block: Block, says: Translator) -> tuple[Count, ...]:
        cells, rows = Cells(view, block), grid_rows(view, block, says)
        counted = (*(row for row in rows if row.key != COMMENT), *strangers(cells, rows, says))
        return tuple(Count(row.key, row.named, _minutes(view, cells, row.key), "interval") for row in counted)

    def summary(self, view: VisitBook, block: Block, says: Translator) -> str:
        cells = Cells(view, block)
        if cells.span is None:
            return ""
        last = cells.span[1]
        on = [row.short for row in grid_rows(view, block, says) if row.key != COMMENT and cells.on(row.key, last)]
        shown = ", ".join(on[:_MOST_SHORT]) + ("…" if len(on) > _MOST_SHORT else "")
        return " · ".join(part for part in (shown, minute_text(cells.slots.start(last))) if part)

    def drawing(self, view: VisitBook, block: Block, says: Translator, room: Room) -> Drawing | None:
        return draw_grid(view, block, says, room)

    def sketch(self, block: Block, says: Translator, room: Room) -> Drawing:
        return draw_sketch(block, says, room)

    def length(self, block: Block, says: Translator) -> str:
        """The length of an interval in words; it stands with every count."""
        return length_words(seconds_of(block), says)


def _in_slot(view: VisitBook, block: Block, slots: Slots, slot: int, items: set[str]) -> Iterator[Record[Any]]:
    """What is on in an interval, of these items only: a press must not look through a whole lesson."""
    for record in only_entries(view.of_block(block.id), block.id) if items else ():
        if record.payload.item in items and key_of(record.payload) and slot_of(view, slots, record) == slot:
            yield record


def _instead(record: Record[Any], made: Entry) -> Entry:
    """The entry as it is now, with what it was entered with still in it."""
    return replace(made, extra={**record.payload.extra, **made.extra})


def _row(record: Record[Any], slots: Slots, slot: int | None, named: dict[str, GridRow], says: Translator) -> Row:
    entry: Entry = record.payload
    when = "" if slot is None else slots.words(slot)
    if is_late(record):
        when = says.gettext("{interval}, filled in later", interval=when)
    if entry.item == COMMENT:
        return Row(record, COMMENT, says.gettext("Comment"), " / ".join(entry.texts), when, slot)
    if entry.item == SCALE:
        row = named.get(scale_key(entry.value))
        label, value = (row.group, row.label) if row else (says.gettext("Per interval"), entry.value)
        return Row(record, SCALE, label, value, when, slot)
    row = named.get(entry.item)
    value = "" if entry.value == "on" else entry.value
    return Row(record, entry.item, row.named if row else entry.item, value, when, slot)


def _minutes(view: VisitBook, cells: Cells, key: str) -> tuple[float, ...]:
    """One minute for each interval in which a row is on."""
    return tuple(sorted(minute_in(view, cells.slots, found[0], slot) for slot, found in cells.row(key).items()))


KIND = IntervalGridKind()
