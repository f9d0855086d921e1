"""Observing: notes, links, counters, phases, times. Each act returns the operation to be done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from lesvisit.domain.clock import Moment
from lesvisit.domain.design import DesignVersion
from lesvisit.domain.events import (
    Gap,
    GapReason,
    Note,
    PhaseStart,
    Stamp,
    StampMove,
    Tick,
    VisitEnd,
)
from lesvisit.domain.records import Book, Operation, Record, changed, removed
from lesvisit.domain.text import storable
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.desk import Desk, inserted

STEP = "observe"
BACK_SEC = 10  # one press of "ten seconds back"


def keep_note(desk: Desk, view: VisitBook, note: Note, stamp: Stamp, note_id: str) -> Operation:
    """Keeps a line with the stamp of its first text."""
    return desk.operation(view.book, STEP, "note.keep", (inserted(clean(note), stamp, note_id),))


def hold_moment(desk: Desk, view: VisitBook, moment: Moment) -> Operation:
    """Stamps now and leaves an empty line to fill later."""
    return desk.operation(view.book, STEP, "note.hold", (inserted(Note(""), desk.stamp(view.book, moment)),))


def edit_note(desk: Desk, view: VisitBook, record: Record[Note], note: Note, verb: str = "note.edit") -> Operation:
    """A kept line gets other words, kind or links; its stamp stays."""
    return desk.operation(view.book, STEP, verb, (changed(record, clean(note)),))


def delete_note(desk: Desk, view: VisitBook, record: Record[Note]) -> Operation:
    """Takes a line away; undo brings it back."""
    return desk.operation(view.book, STEP, "note.delete", (removed(record),))


def take_away(desk: Desk, view: VisitBook, record: Record[Any]) -> Operation:
    """Takes a line or the start of a phase away; undo brings it back."""
    verb = "note.delete" if isinstance(record.payload, Note) else "phase.remove"
    return desk.operation(view.book, STEP, verb, (removed(record),))


def clean(note: Note) -> Note:
    """The note as it can be stored."""
    return replace(note, text=storable(note.text), effect=storable(note.effect))


def toggled(links: Sequence[str], ref: str) -> tuple[str, ...]:
    """The links with this one added, or taken off again."""
    return tuple(x for x in links if x != ref) if ref in links else (*links, ref)


def toggle_link(desk: Desk, view: VisitBook, record: Record[Note], ref: str) -> Operation:
    """Links a kept line to a goal, criterion or observation question; again: off."""
    note = replace(record.payload, links=toggled(record.payload.links, ref))
    return desk.operation(view.book, STEP, "note.link", (changed(record, note),))


def move_stamp(desk: Desk, view: VisitBook, record: Record[Any], seconds: int = -BACK_SEC) -> Operation:
    """Moves the effective time of a kept line on purpose; the original stays in its event."""
    at = view.at(record) or desk.clock.now_utc()
    move = StampMove(record.id, view.own_time(record, at) + timedelta(seconds=seconds))
    stamp = desk.stamp(view.book, desk.moment())
    return desk.operation(view.book, STEP, "note.back", (inserted(move, stamp),))


def move_to(desk: Desk, view: VisitBook, record: Record[Any], at_utc: datetime) -> Operation:
    """Gives a line the moment it names itself; the original stays in its event."""
    stamp = desk.stamp(view.book, desk.moment())
    move = StampMove(record.id, view.own_time(record, at_utc))
    return desk.operation(view.book, STEP, "note.late", (inserted(move, stamp),))


def moved_back(stamp: Stamp, seconds: int = BACK_SEC) -> Stamp:
    """The stamp of a line that is still being typed, ten seconds earlier."""
    return stamp if stamp.at_utc is None else replace(stamp, at_utc=stamp.at_utc - timedelta(seconds=seconds))


def press_counter(desk: Desk, view: VisitBook, counter_id: str, moment: Moment) -> Operation:
    """One press of a counter: a time, not a total."""
    stamp = desk.stamp(view.book, moment, counter_id)
    return desk.operation(view.book, STEP, "tick.press", (inserted(Tick(counter_id), stamp),))


def start_phase(desk: Desk, view: VisitBook, phase_id: str, moment: Moment, *, seen: bool = True) -> Operation:
    """A phase begins now; `seen` is False for the one under way when the visitor came in."""
    stamp = desk.stamp(view.book, moment)
    return desk.operation(view.book, STEP, "phase.start", (inserted(PhaseStart(phase_id, seen), stamp),))


def next_phase_id(view: VisitBook, minute: float | None) -> str:
    """The phase that follows the one under way; an empty text after the last."""
    current = view.phase_at(minute)
    ids = [p.id for p in view.phases]
    if not ids:
        return ""
    if current is None:
        return ids[0]
    index = ids.index(current.id) + 1
    return ids[index] if index < len(ids) else ""


def mark_gap(desk: Desk, view: VisitBook, start: datetime, end: datetime, reason: GapReason) -> Operation:
    """The laptop slept or the clock jumped: marked, nothing rewritten."""
    stamp = desk.stamp(view.book, desk.moment())
    return desk.operation(view.book, STEP, "gap.mark", (inserted(Gap(start, end, reason), stamp),), undoable=False)


def set_lesson_start(desk: Desk, view: VisitBook, start: datetime | None) -> Operation:
    """The bell, told or corrected; None leaves it open and counts as asked."""
    head = view.head
    visit = replace(head.payload, lesson_start_utc=start or head.payload.lesson_start_utc, start_asked=True)
    return desk.operation(view.book, STEP, "start.set", (changed(head, visit),))


def finish(desk: Desk, view: VisitBook, moment: Moment) -> Operation | None:
    """*Klaar*: the visit ends now; None when it had ended."""
    if view.ended:
        return None
    return desk.operation(view.book, STEP, "visit.end", (inserted(VisitEnd(), desk.stamp(view.book, moment)),))


def freeze(desk: Desk, design_book: Book, version: Record[DesignVersion]) -> Operation | None:
    """The design version that a visit starts on never changes again; None when it is frozen already."""
    if version.payload.frozen_utc is not None:
        return None
    frozen = replace(version.payload, frozen_utc=desk.clock.now_utc())
    return desk.operation(design_book, "design", "version.freeze", (changed(version, frozen),), undoable=False)
