"""Laying the clocks of two or three observers over each other, in the debrief; each act returns its operation."""

from datetime import datetime

from lesvisit.domain.clock_shift import ClockShift, StartMark
from lesvisit.domain.observers import MOST_SHIFT_SEC, Observer, by_hand, clock_shift_of, start_mark_of
from lesvisit.domain.records import Operation, changed, removed
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.desk import Desk, inserted, put_one

STEP = "debrief"


def shift_clock(desk: Desk, view: VisitBook, observer: Observer, seconds: int) -> Operation | None:
    """Shifts an observer's notes by hand, at most two minutes to either side; 0 takes it away. None: no change."""
    seconds = max(-MOST_SHIFT_SEC, min(MOST_SHIFT_SEC, seconds))
    if seconds == by_hand(view, observer):
        return None
    record = clock_shift_of(view, observer)
    if record is not None and seconds == 0:
        write = removed(record)
    elif record is not None:
        write = changed(record, ClockShift(record.payload.person_id, record.payload.device_id, float(seconds)))
    else:
        write = inserted(ClockShift(observer.person_id, observer.device_id, float(seconds)))
    return desk.operation(view.book, STEP, "clock.shift", (write,))


def mark_start(desk: Desk, view: VisitBook, observer: Observer, at_utc: datetime) -> Operation | None:
    """Keeps the bell as an observer's own clock had it; for whatever brings that observer's notes in."""
    record = start_mark_of(view, observer)
    payload = StartMark(observer.person_id, observer.device_id, at_utc)
    if record is not None and record.payload == payload:
        return None
    return desk.operation(view.book, STEP, "start.mark", (put_one(record, payload),), undoable=False)
