"""Agreements over visits: three that stand, those kept for later, and what later visits saw of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from lesvisit.domain.debrief import Agreement, SeenToday
from lesvisit.domain.records import Operation, Record, ScopeKind, Write, changed
from lesvisit.domain.visit import Seen, Visit
from lesvisit.domain.visit_book import VisitBook
from lesvisit.domain.visit_order import VisitPlace, is_before, newest
from lesvisit.services.desk import Desk, put_one
from lesvisit.services.observe import toggled

if TYPE_CHECKING:
    from sqlalchemy import Connection

STEP = "debrief"
MOST = 3  # agreements that stand; one more asks which come first
SEEN = "seen:"  # begins the reference of an earlier agreement that notes are linked to


# Those that stand, and those for later


def standing(view: VisitBook) -> list[Record[Agreement]]:
    """The agreements that were made, in their order."""
    return _in_order(r for r in view.book.of(Agreement) if not r.payload.later)


def for_later(view: VisitBook) -> list[Record[Agreement]]:
    """What was talked of and kept for another time."""
    return _in_order(r for r in view.book.of(Agreement) if r.payload.later)


def _in_order(records: Iterable[Record[Agreement]]) -> list[Record[Agreement]]:
    return sorted(records, key=lambda r: r.payload.order)


def choose_first(desk: Desk, view: VisitBook, first: Sequence[str]) -> Operation | None:
    """These come first; the others are kept for later. None when nothing differs."""
    writes: list[Write] = []
    for record in view.book.of(Agreement):
        later = record.id not in first
        if record.payload.later is not later:
            writes.append(changed(record, replace(record.payload, later=later)))
    return desk.operation(view.book, STEP, "agreement.first", writes) if writes else None


# Seen today


def seen_ref(agreement_id: str) -> str:
    """What notes are linked to when they show an earlier agreement."""
    return f"{SEEN}{agreement_id}"


def is_seen_ref(ref: str) -> bool:
    """Does this reference mean an earlier agreement?"""
    return ref.startswith(SEEN)


def seen_of(view: VisitBook, agreement_id: str) -> SeenToday:
    """The answer about an earlier agreement; not looked yet when there is none."""
    record = view.book.where(SeenToday, agreement_id=agreement_id)
    return record.payload if record else SeenToday(agreement_id)


def say_seen(desk: Desk, view: VisitBook, agreement_id: str, seen: Seen, step: str = STEP) -> Operation | None:
    """Was it seen today? None when nothing differs."""
    return _put_seen(desk, view, replace(seen_of(view, agreement_id), seen=seen), step)


def link_seen(
    desk: Desk, view: VisitBook, agreement_id: str, notes: Sequence[str], step: str = STEP
) -> Operation | None:
    """The notes of today that show it. Who links one has looked: without an answer it counts as seen."""
    before = seen_of(view, agreement_id)
    seen = Seen.YES if notes and before.seen is Seen.NOT_LOOKED else before.seen
    return _put_seen(desk, view, replace(before, seen=seen, notes=tuple(notes)), step)


def toggle_seen(desk: Desk, view: VisitBook, agreement_id: str, note_id: str, step: str = STEP) -> Operation | None:
    """Links a note of today to an earlier agreement; again: off."""
    return link_seen(desk, view, agreement_id, toggled(seen_of(view, agreement_id).notes, note_id), step)


def _put_seen(desk: Desk, view: VisitBook, after: SeenToday, step: str) -> Operation | None:
    record = view.book.where(SeenToday, agreement_id=after.agreement_id)
    if after == (record.payload if record else SeenToday(after.agreement_id)):
        return None
    return desk.operation(view.book, step, "agreement.seen", (put_one(record, after),))


# The chain over visits


@dataclass(frozen=True, slots=True)
class SeenNote:
    """A note that shows an agreement: the minute and the words."""

    minute: str
    text: str


@dataclass(frozen=True, slots=True)
class Look:
    """What one later visit saw of an agreement."""

    visit_id: str
    day: date
    seen: Seen
    notes: tuple[SeenNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Chained:
    """One agreement with the visit it was made in and the visits that looked at it, oldest first."""

    record: Record[Agreement]
    visit: Visit
    looks: tuple[Look, ...] = ()


@dataclass(frozen=True)
class Material:
    """What the chain is made from: the visits' headers, the agreements, the answers, the words of linked notes.

    `numbers` of the visits: of two on one day the lower came first, unless their times say otherwise.
    """

    heads: Mapping[str, Visit] = field(default_factory=dict)
    agreements: Sequence[Record[Agreement]] = ()
    seen: Sequence[Record[SeenToday]] = ()
    notes: Mapping[str, SeenNote] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)

    def place_of(self, visit_id: str) -> VisitPlace | None:
        """A visit among the others; None for one that is not here."""
        head = self.heads.get(visit_id)
        return None if head is None else VisitPlace(visit_id, head, self.numbers.get(visit_id, 0))


def pair_of(visit: Visit) -> frozenset[str]:
    """The people of a visit: whose agreements they are."""
    return frozenset(i for i in (visit.visited_id, *visit.visitor_ids) if i)


def is_theirs(visit: Visit, pair: frozenset[str]) -> bool:
    """Is this a visit of these two with each other, whoever sat in with whom?"""
    return len(pair & pair_of(visit)) > 1


def chain(material: Material, pair: frozenset[str]) -> tuple[Chained, ...]:
    """All agreements of a pair, the newest visit first, each with what later visits saw of it."""
    heads = {i: v for i, v in material.heads.items() if is_theirs(v, pair)}
    looks: dict[str, list[Look]] = {}
    for record in material.seen:
        visit = heads.get(record.scope_id)
        if visit is not None and record.payload.seen is not Seen.NOT_LOOKED:
            notes = tuple(material.notes[n] for n in record.payload.notes if n in material.notes)
            look = Look(record.scope_id, visit.day, record.payload.seen, notes)
            looks.setdefault(record.payload.agreement_id, []).append(look)
    mine = [r for r in material.agreements if r.scope_id in heads]
    made = [Chained(r, heads[r.scope_id], _oldest_first(looks.get(r.id, []))) for r in _in_order(mine)]
    return tuple(sorted(made, key=lambda c: (c.visit.day, c.record.scope_id), reverse=True))


def _oldest_first(looks: list[Look]) -> tuple[Look, ...]:
    return tuple(sorted(looks, key=lambda look: look.day))


def read_chain(connection: "Connection", pair: frozenset[str]) -> tuple[Chained, ...]:
    """The chain of a pair as the disk has it; only visits with linked notes are read whole."""
    from lesvisit.models import reading
    from lesvisit.services.visits import open_visit

    found: dict[str, list[Record[Any]]] = {}
    for record in reading.of_kind(connection, ("visit", "agreement", "seen_today")):
        found.setdefault(record.kind, []).append(record)
    heads = {r.scope_id: r.payload for r in found.get("visit", []) if is_theirs(r.payload, pair)}
    seen = [r for r in found.get("seen_today", []) if r.scope_id in heads]
    notes: dict[str, SeenNote] = {}
    for visit_id in {r.scope_id for r in seen if r.payload.notes}:
        notes |= notes_of(open_visit(connection, visit_id))
    return chain(Material(heads, found.get("agreement", []), seen, notes), pair)


def notes_of(view: VisitBook) -> dict[str, SeenNote]:
    """The notes of a visit that were linked to earlier agreements."""
    wanted = {n for r in view.book.of(SeenToday) for n in r.payload.notes}
    return {r.id: SeenNote(view.minute_text(r), r.payload.text) for r in view.notes if r.id in wanted}


# The last agreements, at the start of the next debrief


def earlier(material: Material, visit_id: str) -> tuple[Chained, ...]:
    """What a visit looks back at: the standing agreements of the last visit before it to the same teacher.

    Those that are done stay here while this visit has an answer about them.
    """
    here = material.place_of(visit_id)
    if here is None or not here.visit.visited_id:
        return ()
    before = _before(material, here)
    answered = {r.payload.agreement_id for r in material.seen if r.scope_id == visit_id}
    mine = [r for r in material.agreements if not r.payload.later and r.scope_id in before]
    open_ones = [r for r in mine if not r.payload.done or r.id in answered]
    last = newest(before[r.scope_id] for r in open_ones)
    wanted = [r for r in open_ones if last is not None and (r.scope_id == last.id or r.id in answered)]
    return tuple(Chained(r, material.heads[r.scope_id]) for r in _in_order(wanted))


def _before(material: Material, here: VisitPlace) -> dict[str, VisitPlace]:
    """The visits to the same teacher before this one, by id."""
    places = (material.place_of(i) for i, head in material.heads.items() if head.visited_id == here.visit.visited_id)
    return {place.id: place for place in places if place is not None and is_before(place, here)}


def read_earlier(connection: "Connection", visit_id: str) -> tuple[Chained, ...]:
    """What a visit looks back at, as the disk has it."""
    from lesvisit.models import reading

    found: dict[str, list[Record[Any]]] = {}
    for record in reading.of_kind(connection, ("visit", "agreement", "seen_today")):
        found.setdefault(record.kind, []).append(record)
    heads = {r.scope_id: r.payload for r in found.get("visit", [])}
    numbers = {row.id: row.number for row in reading.scopes(connection, ScopeKind.VISIT)}
    material = Material(heads, found.get("agreement", []), found.get("seen_today", []), numbers=numbers)
    return earlier(material, visit_id)
