"""What of a second observer's visit has a place in ours, how it is called there, and what stays behind and why.

Joins: what one person saw, where ours can show it apart from our own. Stays: a second count in a part of the form
that we used too, letters and phases of another lesson design, a second picture of the room, and their talk.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lesvisit.blocks.seats import seats_of
from lesvisit.domain.brought_in import brought_in, told_apart
from lesvisit.domain.debrief import Debrief
from lesvisit.domain.events import (
    CaseCell,
    Duration,
    Entry,
    Note,
    PhaseStart,
    Seating,
    Stamp,
    StampMove,
    Sweep,
    Tick,
)
from lesvisit.domain.package import PackedRecord, PackedScope, Revision
from lesvisit.domain.records import EVENT_KINDS, Record
from lesvisit.domain.template import Template
from lesvisit.domain.visit import Visit
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.joining_clocks import Clocks
from lesvisit.services.joining_parts import PARTS, Key, Part, Share, Why, asked, block_of, key_of

_PRESSES = (Tick, Duration, Entry, Sweep)
_SAW = (Note, *_PRESSES, CaseCell, PhaseStart)
_OF_LESSON = ("visit", "template", "protocol", "start_mark", "clock_shift", "evidence_erased", "paper_sent")


class Fit:
    """Their visit laid beside ours. `records` join under their names in ours; `shares` tells it per kind."""

    def __init__(self, ours: VisitBook, theirs: PackedScope, head: Visit) -> None:
        self.ours, self._theirs, self._head = ours, theirs, head
        self._same_design = bool(head.version_id) and head.version_id == ours.visit.version_id
        self._phases = {p.id for p in ours.phases}
        self._ids: dict[str, str] = {}  # theirs to ours, of all that joins or is here
        self._counts: dict[tuple[Part, Why], int] = {}
        self._clocks = Clocks(theirs, head, self._id)
        self.records: list[PackedRecord] = []
        self._decide()

    def _id(self, record_id: str) -> str:
        return str(uuid5(NAMESPACE_URL, f"lesvisit-joined:{self.ours.book.scope_id}:{record_id}"))

    @property
    def shares(self) -> tuple[Share, ...]:
        """What joins and what stays, in the order of `Part`."""
        order = list(Part)
        found = (Share(part, why, n) for (part, why), n in self._counts.items())
        return tuple(sorted(found, key=lambda s: (bool(s.why), order.index(s.part), s.why)))

    @cached_property
    def observers(self) -> list[str]:
        """Who saw what joins, in their order."""
        seen = (r for r in self.records if isinstance(r.head.payload, _SAW) and not r.head.deleted)
        return list(dict.fromkeys(r.made_by for r in seen if r.made_by))

    # What joins

    def _decide(self) -> None:
        joining: list[PackedRecord] = []
        for record in self._theirs.records:
            why = self._why(record)
            if why is None:
                continue
            self._count(record, why)
            if why is Why.JOINS:
                self._ids[record.id] = self._name(record)
                joining.append(record)
            elif why is Why.HERE:
                self._ids[record.id] = known.id if (known := self._here.get(key_of(record))) else record.id
        for record in self._theirs.records:
            if self._moves_along(record):
                self._ids[record.id] = self._name(record)
                joining.append(record)
        self.records = [self._renamed(r) for r in joining]
        self.records += self._clocks.of(r for r in joining if r.stamp is not None)

    def _why(self, record: PackedRecord) -> Why | None:
        """None: nothing that is told of. What was taken away there only goes along where it joined before."""
        payload = record.head.payload
        if isinstance(payload, StampMove) or not self._goes_along(record):
            return None
        if record.kind not in EVENT_KINDS:
            said = record.kind not in _OF_LESSON and not isinstance(payload, Debrief)
            return Why.TALK if said else None
        if self._came_otherwise(record):
            return Why.HERE
        return self._place(payload, record)

    def _goes_along(self, record: PackedRecord) -> bool:
        return not record.head.deleted or self._id(record.id) in self.ours.book.records

    def _moves_along(self, record: PackedRecord) -> bool:
        payload = record.head.payload
        return isinstance(payload, StampMove) and payload.target_id in self._ids and self._goes_along(record)

    def _count(self, record: PackedRecord, why: Why) -> None:
        if record.head.deleted:
            return
        part = PARTS.get(type(record.head.payload), Part.TALK)
        if part is Part.PRESS and self._type_of(block_of(record)) == "seat_map":
            part = Part.PLACE
        self._counts[part, why] = self._counts.get((part, why), 0) + 1

    def _place(self, payload: Any, record: PackedRecord) -> Why:
        match payload:
            case PhaseStart():
                return Why.JOINS if payload.phase_id in self._phases else Why.DESIGN
            case CaseCell():
                return Why.JOINS if self._same_design else Why.DESIGN
            case Seating():
                return self._room(record, payload)
            case Tick() | Entry() | Duration() | Sweep():
                return self._of_form(block_of(record), type(payload))
        return Why.JOINS

    # Parts of the form

    def _of_form(self, block_id: str, kind: type[Any]) -> Why:
        if block_id in self._began:
            return Why.JOINS
        if block_id and block_id not in self._alike:
            return Why.FORM
        if not block_id and kind not in (Duration, Sweep):
            return Why.FORM
        if (block_id or kind) in self._used:
            return Why.USED
        if self._type_of(block_id) == "seat_map" and not self._same_room:
            return Why.ROOM
        return Why.JOINS

    @cached_property
    def _alike(self) -> set[str]:
        """Parts that ask the same in both forms. A name of a part that asks something else is another part."""
        ours, theirs = self.ours.template, self._their(Template)
        if ours is None or theirs is None:
            return set()
        known = {b.id: asked(b, theirs) for b in theirs.all_blocks}
        return {b.id for b in ours.all_blocks if known.get(b.id) == asked(b, ours)}

    def _type_of(self, block_id: str) -> str:
        template = self.ours.template
        block = template.block(block_id) if template is not None else None
        return block.type if block is not None else ""

    @cached_property
    def _joined_ids(self) -> set[str]:
        return {self._id(r.id) for r in self._theirs.records}

    def _presses(self, *, theirs: bool) -> list[Record[Any]]:
        found = (r for r in self.ours.events if isinstance(r.payload, _PRESSES))
        return [r for r in found if (r.id in self._joined_ids) is theirs]

    @cached_property
    def _used(self) -> set[object]:
        """What somebody here pressed, timed or counted: parts of the form, else the kind itself."""
        return {block_of(r) or type(r.payload) for r in self._presses(theirs=False)}

    @cached_property
    def _began(self) -> set[str]:
        """Parts of which theirs joined before: that goes on, also when we used them since."""
        return {block_of(r) for r in self._presses(theirs=True)} - {""}

    # The room

    @cached_property
    def _rooms(self) -> list[Record[Seating]]:
        """What we drew or told of the room."""
        return [r for r in self.ours.book.of(Seating) if r.id not in self._joined_ids]

    def _room(self, record: PackedRecord, there: Seating) -> Why:
        """One picture of the room: theirs only where we have none, and from then on as it changes there."""
        known = self.ours.book.get(self._id(record.id)) is not None
        told = [r.payload for r in self._rooms if r.payload != Seating()]
        if known or not told:
            return Why.JOINS
        return Why.HERE if self._fitted_room(there) in told else Why.ROOM

    def _into_ours(self, record: PackedRecord, fitted: Seating) -> PackedRecord:
        """A room of ours in which nothing is drawn yet takes theirs."""
        empty = next((r for r in self._rooms if r.payload == Seating()), None)
        if empty is None or self.ours.book.get(self._id(record.id)) is not None:
            return self._named(record, self._id(record.id))
        before = Revision(empty.rev, empty.base, empty.payload, empty.author_id, empty.updated_utc)
        head = record.head
        drawn = Revision(empty.rev + 1, empty.rev + 1, fitted, head.author_id, head.updated_utc)
        return PackedRecord(empty.id, record.kind, empty.made_by, (before, drawn), empty.stamp)

    def _fitted_room(self, room: Seating) -> Seating:
        """Letters of case pupils mean the same pupils only in the same lesson design."""
        return room if self._same_design else replace(room, case_pupils={})

    @cached_property
    def _same_room(self) -> bool:
        """May marks at their places stand in our picture of the room?"""
        there, here = seats_of(self._their(Seating)), seats_of(next((r.payload for r in self._rooms), None))
        plain = [{replace(seat, empty=False) for seat in seats} for seats in (there, here)]
        return not here or plain[0] == plain[1]

    # Names and contents in our visit

    def _their(self, kind: type[Any]) -> Any:
        heads = (r.head for r in self._theirs.records if isinstance(r.head.payload, kind))
        return next((head.payload for head in heads if not head.deleted), None)

    @cached_property
    def _here(self) -> dict[Key, Record[Any]]:
        """Our events by what no two events share, whatever way they came."""
        records = self.ours.book.records.values()
        return {key_of(r): r for r in records if r.stamp is not None and r.id not in self._joined_ids}

    def _came_otherwise(self, record: PackedRecord) -> bool:
        """It came from here, or from a third observer by another way: then it is here once."""
        known = self._here.get(key_of(record)) if record.stamp is not None else None
        return known is not None and not self._adopts(record, known)

    def _adopts(self, record: PackedRecord, known: Record[Any]) -> bool:
        """Who saw it sends it, and by way of somebody else it came before: from now on it is the same line."""
        stamp = record.stamp
        roundabout = stamp is not None and stamp.device_id == told_apart(stamp.device_id, record.made_by)
        return brought_in(known) and not roundabout

    def _name(self, record: PackedRecord) -> str:
        own = self._id(record.id)
        known = self._here.get(key_of(record)) if record.stamp is not None else None
        return own if known is None or own in self.ours.book.records else known.id

    def _renamed(self, record: PackedRecord) -> PackedRecord:
        if isinstance(record.head.payload, Seating) and not record.head.deleted:
            return self._into_ours(record, self._fitted_room(record.head.payload))
        return self._named(record, self._ids[record.id])

    def _named(self, record: PackedRecord, name: str) -> PackedRecord:
        fit = self._content(record.head.payload, self.ours.book.records.get(name))
        revisions = tuple(replace(r, payload=fit(r.payload)) for r in record.revisions)
        return PackedRecord(name, record.kind, record.made_by, revisions, self._stamp(record, name))

    def _stamp(self, record: PackedRecord, name: str) -> Stamp | None:
        """The stamp as it came first: a form that changed here since changes no stamp."""
        stamp, known = record.stamp, self.ours.book.records.get(name)
        if stamp is None or (known is not None and known.stamp is not None):
            return known.stamp if known is not None else None
        block_id = stamp.block_id if stamp.block_id in self._alike else ""
        return replace(stamp, device_id=told_apart(stamp.device_id, record.made_by), block_id=block_id)

    def _content(self, payload: Any, known: Record[Any] | None) -> Callable[[Any], Any]:
        match payload:
            case Note():
                return self._note_like(known)
            case StampMove():
                return lambda move: replace(move, target_id=self._ids.get(move.target_id, move.target_id))
            case CaseCell() | Entry():
                return self._with_evidence
            case Seating():
                return self._fitted_room
        return lambda same: same

    def _note_like(self, known: Record[Any] | None) -> Callable[[Note], Note]:
        """Without a part of the form or a phase that is not in ours; as it came first where it is here already."""
        blocks: Iterable[str] = self._alike
        phases: Iterable[str] = self._phases
        if known is not None and not known.deleted:
            blocks, phases = {known.payload.block_id}, {known.payload.phase_id}

        def fitted(note: Note) -> Note:
            if note.block_id and note.block_id not in blocks:
                note = replace(note, block_id="", item="")
            return note if note.phase_id in phases else replace(note, phase_id="")

        return fitted

    def _with_evidence(self, payload: Any) -> Any:
        return replace(payload, evidence=tuple(self._ids.get(i, i) for i in payload.evidence))
