"""Notes of a lesson that was observed on paper, typed over afterwards: each at the lesson minute it stood at.

The event keeps when it was typed; where it belongs in the lesson is a move beside it. Each act is one operation.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from lesvisit.domain.design import Phase
from lesvisit.domain.events import Note, PhaseStart, StampMove
from lesvisit.domain.records import Operation, Record, changed
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import observe
from lesvisit.services.corrections import STEP, moment_at
from lesvisit.services.desk import Desk, inserted

_CLOCK = re.compile(r"\s*([01]?\d|2[0-3])[:.u]([0-5]\d)\s*", re.IGNORECASE)


def observer_of(view: VisitBook, writer_id: str) -> str:
    """Whose paper it is: of who writes now, where that is an observer; else of the first one."""
    visitors = view.visit.visitor_ids
    return writer_id if writer_id in visitors or not visitors else visitors[0]


def bell_typed(text: str) -> time | None:
    """A clock time as people type it: 10:35, 10.35, 10u35; None for another form."""
    found = _CLOCK.fullmatch(text)
    return time(int(found[1]), int(found[2])) if found is not None else None


def set_bell(desk: Desk, view: VisitBook, bell: time) -> Operation | None:
    """When the lesson began, on the day of the visit; None when it stands so already."""
    visit = view.visit
    start = datetime.combine(visit.day, bell, ZoneInfo(visit.zone)).astimezone(UTC)
    if start == visit.lesson_start_utc:
        return None
    after = replace(visit, lesson_start_utc=start, start_asked=True)
    return desk.operation(view.book, STEP, "start.set", (changed(view.head, after),))


def add(desk: Desk, view: VisitBook, note: Note, minute: float) -> Operation | None:
    """A line of the paper at its lesson minute; None for an empty line, or without a start to count from."""
    return None if note.held else _placed(desk, view, "note.keep", observe.clean(note), minute)


def start_phase(desk: Desk, view: VisitBook, phase_id: str, minute: float) -> Operation | None:
    """A phase began at this lesson minute; None without a start to count from."""
    return _placed(desk, view, "phase.start", PhaseStart(phase_id), minute)


def from_paper(view: VisitBook) -> frozenset[str]:
    """The events that were typed over after the lesson: made and given their place in one act."""
    made = {r.id: r.stamp for r in view.events if r.stamp is not None}
    moves = [(r.payload.target_id, r.stamp) for r in view.book.of(StampMove) if r.stamp is not None]
    return frozenset(i for i, moved in moves if i in made and moved == replace(made[i], seq=made[i].seq + 1))


def _placed(desk: Desk, view: VisitBook, verb: str, payload: Note | PhaseStart, minute: float) -> Operation | None:
    at = moment_at(view, minute)
    if at is None:
        return None
    stamp = desk.stamp(view.book, desk.moment())
    made = inserted(payload, stamp)
    own = at - view.shift_for(desk.me_id, desk.device_id)
    moved = inserted(StampMove(made.record_id, own), replace(stamp, seq=stamp.seq + 1))
    return desk.operation(view.book, STEP, verb, (made, moved))


def take_away(desk: Desk, view: VisitBook, record: Record[Any]) -> Operation:
    """A line that was typed over goes; undo brings it back."""
    return replace(observe.take_away(desk, view, record), step=STEP)


def phase_typed(view: VisitBook, text: str) -> Phase | None:
    """The phase that a line names by its code alone: "F4"; None for any other text."""
    code = text.strip().casefold()
    return next((p for p in view.phases if view.codes.get(p.id, "").casefold() == code), None) if code else None
