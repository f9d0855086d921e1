"""A second observer's notes in our visit: what they saw in the same lesson joins it, on the shared bell.

Their visit becomes a package for ours: the same preview, the same one act and the same one undo. Ids follow from
ours and theirs, so that however often it comes it is there once. Their own visit stays as it is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from lesvisit.domain.clock_shift import StartMark
from lesvisit.domain.errors import VisitNotFound
from lesvisit.domain.events import CaseCell, Duration, Entry, Note, PhaseStart, StampMove, Tick
from lesvisit.domain.package import Package, PackedRecord, PackedScope, Revision
from lesvisit.domain.records import Change, Record, ScopeKind
from lesvisit.domain.visit import Visit
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.arrivals import Preview, preview, take_in
from lesvisit.services.desk import PEOPLE, Desk

if TYPE_CHECKING:
    from sqlalchemy import Connection

_PRESSES = (Tick, Duration, Entry)


@dataclass(frozen=True, slots=True)
class SameLesson:
    """A visit of ours that may be about the lesson of the package."""

    visit_id: str
    visit: Visit


def same_lessons(connection: "Connection", package: Package) -> tuple[SameLesson, ...]:
    """Our visits on the day and to the class of the package's visit, when that is another visit."""
    from lesvisit.models import reading

    theirs = visit_in(package)
    if theirs is None or package.scope(package.main) is None:
        return ()
    wanted = theirs.day, _folded(theirs.class_name)
    found = (r for r in reading.of_kind(connection, ["visit"]) if r.scope_id != package.main)
    return tuple(
        SameLesson(r.scope_id, r.payload) for r in found if (r.payload.day, _folded(r.payload.class_name)) == wanted
    )


def visit_in(package: Package) -> Visit | None:
    """The header of the visit in a package; None for a package of something else."""
    scope = package.scope(package.main) if package.kind is ScopeKind.VISIT else None
    heads = (r.head.payload for r in scope.records if not r.head.deleted) if scope is not None else ()
    return next((p for p in heads if isinstance(p, Visit)), None)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def join_preview(
    connection: "Connection", package: Package, visit_id: str, same_as: Mapping[str, str] | None = None
) -> Preview:
    """What would join our visit. Raises VisitNotFound when it is not here."""
    return preview(connection, _joined(connection, package, visit_id, same_as or {}))


def join_to(
    connection: "Connection",
    desk: Desk,
    package: Package,
    visit_id: str,
    same_as: Mapping[str, str] | None = None,
) -> list[Change]:
    """The events of the package's visit join ours, as one act; the caller's transaction makes it whole.

    Presses in a part of the form that somebody here used stay in their own visit: two counts of one lesson never
    add up. Raises VisitNotFound and PackageRefused.
    """
    return take_in(connection, desk, join_preview(connection, package, visit_id, same_as), same_as)


def _joined(connection: "Connection", package: Package, visit_id: str, same_as: Mapping[str, str]) -> Package:
    from lesvisit.services import visits

    theirs, head = package.scope(package.main), visit_in(package)
    if theirs is None or head is None:
        raise VisitNotFound("visit_not_found", visit=package.main)
    ours = visits.open_visit(connection, visit_id)
    joining = _Joining(ours, theirs, head)
    records = [r for r in map(joining.event, theirs.records) if r is not None]
    records += joining.start_marks()
    own_head = _with_visitors(connection, ours, joining.observers(records), package, same_as)
    scopes = [PackedScope(visit_id, ScopeKind.VISIT, (*own_head, *records))]
    people = package.scope(PEOPLE)
    if people is not None:
        scopes.append(people)
    return replace(package, main=visit_id, scopes=tuple(scopes))


def _with_visitors(
    connection: "Connection", ours: VisitBook, observers: list[str], package: Package, same_as: Mapping[str, str]
) -> tuple[PackedRecord, ...]:
    """Our header with who also looked; nothing when they are known there."""
    from lesvisit.models import packing

    there = {ours.same_person(i) for i in ours.visit.visitor_ids}
    more = [i for i in observers if ours.same_person(same_as.get(i, i)) not in there]
    packed = packing.packed_record(connection, ours.head.id)
    if not more or packed is None:
        return ()
    record = packed[1]
    head = record.head
    told = replace(head.payload, visitor_ids=(*head.payload.visitor_ids, *more))
    revision = Revision(head.rev + 1, head.rev + 1, told, package.sender.person_id or more[0], package.made_utc)
    return (replace(record, revisions=(*record.revisions, revision)),)


class _Joining:
    """What of their visit has a place in ours, and how it is called there."""

    def __init__(self, ours: VisitBook, theirs: PackedScope, head: Visit) -> None:
        self._ours, self._theirs, self._head = ours, theirs, head
        template = ours.template
        self._blocks = {b.id for b in template.all_blocks} if template is not None else set()
        self._phases = {p.id for p in ours.phases}
        ids = {self._id(r.id) for r in theirs.records}
        self._used = {_block(r) for r in ours.book.records.values() if not r.deleted and r.id not in ids} - {""}

    def _id(self, record_id: str) -> str:
        return str(uuid5(NAMESPACE_URL, f"lesvisit-joined:{self._ours.book.scope_id}:{record_id}"))

    def event(self, record: PackedRecord) -> PackedRecord | None:
        """An event under its name in our visit; None for what stays in theirs."""
        stamp, fit = record.stamp, self._fit(record.head.payload)
        if stamp is None or fit is None:
            return None
        block_id = stamp.block_id if stamp.block_id in self._blocks else ""
        device = device_of(stamp.device_id, record.made_by)
        revisions = tuple(replace(r, payload=fit(r.payload)) for r in record.revisions)
        return PackedRecord(
            self._id(record.id),
            record.kind,
            record.made_by,
            revisions,
            replace(stamp, device_id=device, block_id=block_id),
        )

    def _fit(self, payload: Any) -> Callable[[Any], Any] | None:
        match payload:
            case Note():
                return self._note
            case PhaseStart():
                return _same if payload.phase_id in self._phases else None
            case StampMove():
                return lambda move: replace(move, target_id=self._id(move.target_id))
            case CaseCell() if self._head.version_id and self._head.version_id == self._ours.visit.version_id:
                return self._with_evidence
            case Entry() if payload.block_id in self._blocks - self._used:
                return self._with_evidence
            case Tick() if payload.counter_id in self._blocks - self._used:
                return _same
        return None

    def _note(self, note: Note) -> Note:
        if note.block_id and note.block_id not in self._blocks:
            note = replace(note, block_id="", item="")
        return note if note.phase_id in self._phases else replace(note, phase_id="")

    def _with_evidence(self, payload: Any) -> Any:
        known = {r.id for r in self._theirs.records}
        return replace(payload, evidence=tuple(self._id(i) if i in known else i for i in payload.evidence))

    def observers(self, records: list[PackedRecord]) -> list[str]:
        """Who made the notes that join, in their order."""
        notes = (r for r in records if isinstance(r.head.payload, Note) and not r.head.deleted)
        return list(dict.fromkeys(r.made_by for r in notes if r.made_by))

    def start_marks(self) -> list[PackedRecord]:
        """Their bell, for each clock that wrote notes; nothing where they did not hear it."""
        bells = self._bells()
        events = (r for r in self._theirs.records if r.stamp is not None and isinstance(r.head.payload, Note))
        clocks = dict.fromkeys((r.made_by, r.stamp.device_id) for r in events if r.stamp is not None)
        return [self._mark(who, device_of(d, who), bells) for who, d in clocks if who and bells]

    def _bells(self) -> list[tuple[datetime, Revision]]:
        """The bell as it was set and set right, with the revisions of their header that did so."""
        found: list[tuple[datetime, Revision]] = []
        heads = (r.revisions for r in self._theirs.records if isinstance(r.head.payload, Visit))
        for revision in next(iter(heads), ()):
            bell = revision.payload.lesson_start_utc
            if bell is not None and (not found or found[-1][0] != bell):
                found.append((bell, revision))
        return found if found and self._head.lesson_start_utc is not None else []

    def _mark(self, who: str, device: str, bells: list[tuple[datetime, Revision]]) -> PackedRecord:
        revisions = tuple(
            Revision(n, n, StartMark(who, device, bell), why.author_id, why.updated_utc)
            for n, (bell, why) in enumerate(bells, start=1)
        )
        return PackedRecord(self._id(f"bell:{who}:{device}"), "start_mark", who, revisions)


def device_of(device_id: str, made_by: str) -> str:
    """Their device beside ours: two laptops that began with one copied data folder count apart."""
    return f"{device_id[:50]}~{made_by[:8]}"


def _same(payload: Any) -> Any:
    return payload


def _block(record: Record[Any]) -> str:
    payload = record.payload
    return str(getattr(payload, "block_id", "") or getattr(payload, "counter_id", "")) if _is_press(payload) else ""


def _is_press(payload: object) -> bool:
    return isinstance(payload, _PRESSES)
