"""A visit as a ribbon: the phases with their plan and how they went, and the notes on the time axis.

One pure function for the observe page, the debrief and the papers, so that they draw the same numbers.
"""

from collections.abc import Sequence

from lesvisit.domain.events import Note
from lesvisit.domain.observers import Observer
from lesvisit.domain.records import Record
from lesvisit.domain.ribbon import RibbonData, RibbonMark, RibbonPhase
from lesvisit.domain.visit_book import PhaseSpan, VisitBook


def ribbon_of(view: VisitBook, now: float | None = None, observers: Sequence[Observer] = ()) -> RibbonData:
    """The ribbon of a visit; `now` is the lesson minute while the lesson goes on, None when it is over.

    With two `observers` or more, each has a lane and a mark of their own.
    """
    current = current_span(view) if now is not None else None
    phases = tuple(ribbon_phase(span, span is current) for span in view.spans)
    length = float(view.visit.lesson_min or 0) or (view.end_min or 0.0)
    several = tuple(observers) if len(observers) > 1 else ()
    return RibbonData(phases, now, length, ribbon_marks(view, several), tuple(o.name for o in several))


def current_span(view: VisitBook) -> PhaseSpan | None:
    """The phase that began last; None before the first."""
    begun = [span for span in view.spans if span.start_min is not None]
    return max(begun, key=lambda span: span.start_min or 0.0, default=None)


def ribbon_phase(span: PhaseSpan, current: bool) -> RibbonPhase:
    """One phase; the one under way has no end yet, and counts as seen when its start was."""
    return RibbonPhase(
        id=span.phase.id,
        code=span.code,
        name=span.phase.name,
        planned_min=span.phase.planned_min,
        planned_start=span.planned_start,
        start=span.start_min,
        end=None if current else span.end_min,
        seen_whole=span.start_seen if current else span.seen_whole,
        current=current,
    )


def ribbon_marks(view: VisitBook, observers: Sequence[Observer] = ()) -> tuple[RibbonMark, ...]:
    """A mark per note that has a time."""
    lanes = {o.person_id: (lane, o) for lane, o in enumerate(observers)}
    marks = (_mark(view, record, lanes) for record in view.notes)
    return tuple(mark for mark in marks if mark is not None)


def _mark(view: VisitBook, record: Record[Note], lanes: dict[str, tuple[int, Observer]]) -> RibbonMark | None:
    minute = view.minute(record)
    if minute is None:
        return None
    letters = record.payload.case_letters
    letter = letters[0] if letters else ""
    found = lanes.get(view.same_person(record.made_by)) if lanes else None
    if found is None:
        return RibbonMark(minute, record.payload.shape, letter)
    lane, observer = found
    return RibbonMark(minute, record.payload.shape, letter, lane, observer.look)
