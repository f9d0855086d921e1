"""What happens in building blocks: presses, answers, corrections. Each act returns the operation to be done."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from lesvisit.blocks import kind_of
from lesvisit.blocks.by_observer import without_brought_in
from lesvisit.domain.brought_in import sitting
from lesvisit.domain.clock import Moment
from lesvisit.domain.events import Entry, StampMove, Tick, VisitEnd
from lesvisit.domain.records import Operation, Record, changed, removed
from lesvisit.domain.template import Block, Timing
from lesvisit.domain.text import storable
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.desk import Desk, inserted

STEP = "observe"
IN_TIME = ("prepare", STEP)  # what is changed in these steps is no correction
CORRECTED = "corrected"  # in `extra`: what it says of the lesson was changed after the lesson


def press(
    desk: Desk, view: VisitBook, block: Block, item_id: str, moment: Moment, minute: float | None, step: str = STEP
) -> Operation | None:
    """A key, click or slash code; `minute` is the lesson minute of the moment. None when it does nothing."""
    kind = kind_of(block.type)
    pressed = kind.press(without_brought_in(view), block, item_id, minute) if kind is not None else None
    if pressed is None:
        return None
    if pressed.record is None:
        return enter(desk, view, block, pressed.payload, moment, step)
    if pressed.removes:
        return take_away(desk, view, pressed.record, step)
    return change(desk, view, pressed.record, pressed.payload, step)


def enter(desk: Desk, view: VisitBook, block: Block, payload: Any, moment: Moment, step: str = STEP) -> Operation:
    """A new event of a block, at the moment of its first key or press; what is filled in beforehand has no time."""
    stamp = desk.stamp(view.book, moment, block.id)
    if step == "prepare":
        stamp = replace(stamp, at_utc=None, first_utc=None, elapsed_ms=None)
    verb = "tick.press" if isinstance(payload, Tick) else "entry.add"
    return desk.operation(view.book, step, verb, (inserted(_clean(payload), stamp),))


def change(desk: Desk, view: VisitBook, record: Record[Any], payload: Any, step: str = STEP) -> Operation | None:
    """An event says something else; its time stays, and the history keeps what it said. None when nothing differs.

    Changed after the lesson, an event of the lesson is marked as corrected.
    """
    clean = _clean(payload)
    if clean == record.payload:
        return None
    if step not in IN_TIME and _of_the_lesson(view, record):
        clean = replace(clean, extra={**clean.extra, CORRECTED: True})
    return desk.operation(view.book, step, "entry.change", (changed(record, clean),))


def renew(
    desk: Desk, view: VisitBook, block: Block, record: Record[Any], payload: Any, moment: Moment, step: str = STEP
) -> Operation:
    """What an event said no longer holds, something else does from this moment: one act, with a time of its own."""
    stamp = desk.stamp(view.book, moment, block.id)
    writes = (removed(record), inserted(_clean(payload), stamp))
    return desk.operation(view.book, step, "entry.change", writes)


def take_away(desk: Desk, view: VisitBook, record: Record[Any], step: str = STEP) -> Operation:
    """Takes an event away; undo brings it back."""
    return desk.operation(view.book, step, "entry.remove", (removed(record),))


def move(desk: Desk, view: VisitBook, record: Record[Any], at_utc: datetime, step: str = STEP) -> Operation:
    """Gives an event another time on purpose; the original stays in the event."""
    stamp = desk.stamp(view.book, desk.moment())
    move_made = StampMove(record.id, view.own_time(record, at_utc))
    return desk.operation(view.book, step, "entry.move", (inserted(move_made, stamp),))


def is_corrected(record: Record[Any]) -> bool:
    """Was what it says changed after the lesson? (Stopping a stopwatch and answering anew are no correction.)"""
    return bool(getattr(record.payload, "extra", {}).get(CORRECTED))


def _of_the_lesson(view: VisitBook, record: Record[Any]) -> bool:
    """Made before the visitor said *Klaar*; what is first filled in afterwards can be answered anew."""
    at, block_id = (None, "") if record.stamp is None else (record.stamp.at_utc, record.stamp.block_id)
    block = view.template.block(block_id) if view.template is not None and block_id else None
    if block is not None and block.timing != Timing.DURING:
        return False
    own, whose = view.book.of(VisitEnd), sitting(record)
    ends = [r.stamp.at_utc for r in own if sitting(r) == whose and r.stamp is not None and r.stamp.at_utc is not None]
    return at is None or not ends or at <= max(ends)


def _clean(payload: Any) -> Any:
    if isinstance(payload, Entry):
        return replace(payload, texts=tuple(storable(text) for text in payload.texts), value=storable(payload.value))
    return payload
