"""Looking over what was counted: another item, another time, one that was missed. Each act is one operation.

Text and time are apart: what an event says is a new revision of it, when it was is a move beside it, and nothing of
it is ever split or lost.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from lesvisit.blocks import kind_of
from lesvisit.domain.debrief import Rewrite
from lesvisit.domain.events import Duration, StampMove, Sweep
from lesvisit.domain.records import Operation, Record
from lesvisit.domain.template import Block, text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import blocks
from lesvisit.services.desk import Desk, inserted

STEP = "debrief"


def corrected_ids(view: VisitBook) -> frozenset[str]:
    """The events of which the words or the time were changed after the lesson, and those that were added then."""
    found = {r.payload.target_id for r in view.book.of(StampMove)}
    found |= {r.payload.note_id for r in view.book.of(Rewrite)}
    return frozenset(found | {r.id for r in view.events if blocks.is_corrected(r)})


def moment_at(view: VisitBook, minute: float) -> datetime | None:
    """The moment of a lesson minute; None while the visit has no start."""
    start = view.start_utc
    return None if start is None else start + timedelta(seconds=round(minute * 60, 3))


def set_minute(desk: Desk, view: VisitBook, record: Record[Any], minute: float) -> Operation | None:
    """Gives an event another time; None when it stands there already, to the second."""
    at, now = moment_at(view, minute), view.minute(record)
    if at is None or (now is not None and int(now * 60 + 1e-6) == int(minute * 60 + 1e-6)):
        return None
    return blocks.move(desk, view, record, at, STEP)


def missed(view: VisitBook, block: Block, item_id: str, minute: float) -> Any | None:
    """What a press at this lesson minute would have made; None where it would not have added anything."""
    if block.type == "duration" and not _is_balance(block):
        return Duration(text_in(block.label, "nl") or block.id, 0.0, extra={"seconds_unknown": True})
    if block.type == "sweep":
        from lesvisit.blocks.sweep import present_of

        return Sweep({}, present_of(view, block))
    kind = kind_of(block.type)
    pressed = kind.press(view, block, item_id, minute) if kind is not None else None
    return pressed.payload if pressed is not None and pressed.record is None else None


def _is_balance(block: Block) -> bool:
    return block.options.get("mode") == "toggle"


def add_missed(desk: Desk, view: VisitBook, block: Block, payload: Any, minute: float) -> Operation | None:
    """An event that was missed in the lesson, with its lesson minute; undo takes both away at once."""
    at = moment_at(view, minute)
    if at is None:
        return None
    made = blocks.enter(desk, view, block, payload, desk.moment(), STEP)
    entered = made.writes[0]
    assert entered.stamp is not None
    stamp = replace(entered.stamp, seq=entered.stamp.seq + 1, block_id="")
    moved = StampMove(entered.record_id, at - view.shift_for(desk.me_id, desk.device_id))
    return replace(made, writes=(*made.writes, inserted(moved, stamp)))
