"""Handing a visit over: it goes to the visited teacher, who owns it. The visitor's copy waits until she has it."""

from dataclasses import dataclass, replace

from lesvisit.domain.debrief import Agreement, Takeaway
from lesvisit.domain.handover import HandedOver, copy_is_gone
from lesvisit.domain.records import Operation, Record, changed, removed
from lesvisit.domain.retention import EvidenceErased
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.desk import Desk, put_one

STEP = "handover"


def handed_over(view: VisitBook) -> Record[HandedOver] | None:
    """The mark on the visitor's copy, when the visit went to its owner."""
    return view.book.first(HandedOver)


def can_hand_over(view: VisitBook, me_id: str) -> bool:
    """Somebody else was visited, whom I can give it to."""
    visited = view.same_person(view.visit.visited_id)
    return bool(visited) and visited != view.same_person(me_id)


def hand_over(desk: Desk, view: VisitBook) -> Operation | None:
    """The visit went to the visited teacher; None when it was marked so already and nobody confirmed it."""
    record, visited = handed_over(view), view.visit.visited_id
    if not visited or (record is not None and record.payload.person_id == visited):
        return None
    write = put_one(record, HandedOver(visited, desk.clock.now_utc()))
    return desk.operation(view.book, STEP, "handover.give", (write,))


def confirm(desk: Desk, view: VisitBook) -> Operation | None:
    """She has it."""
    record = handed_over(view)
    if record is None or record.payload.confirmed_utc is not None:
        return None
    told = replace(record.payload, confirmed_utc=desk.clock.now_utc())
    return desk.operation(view.book, STEP, "handover.confirm", (changed(record, told),))


def is_gone(view: VisitBook) -> bool:
    """She said that she has it, or the term ended, and the notes are gone: else they wait still, or came in again."""
    record, erased = handed_over(view), view.book.first(EvidenceErased)
    mark = record.payload if record is not None else None
    return copy_is_gone(mark, erased.payload.at_utc if erased is not None else None, len(view.notes))


def take_mark_off(desk: Desk, view: VisitBook) -> Operation | None:
    """It did not go after all: the visit is here as before."""
    record = handed_over(view)
    return None if record is None else desk.operation(view.book, STEP, "handover.back", (removed(record),))


@dataclass(frozen=True, slots=True)
class Leaving:
    """What stays with the visitor, by agreement, and what goes."""

    takeaway: str
    agreements: tuple[str, ...]
    notes: bool
    presses: bool


def leaving(view: VisitBook) -> Leaving:
    """For the page that shows it before anything goes."""
    taken = view.book.first(Takeaway)
    agreements = tuple(r.payload.what for r in view.book.of(Agreement) if r.payload.what.strip())
    presses = any(r.stamp is not None and not r.deleted and r.kind != "note" for r in view.book.records.values())
    return Leaving(taken.payload.text if taken else "", agreements, bool(view.notes), presses)
