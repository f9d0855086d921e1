"""Records, their revisions and the operations that make them: the one mechanism behind every step of a visit.

A *scope* (a visit, a design, the people) holds records. Every act of a person is one `Operation`: the writes it
makes, the step it was made in, by whom and when. The same operation is applied to the book on the screen and,
in one transaction, to the database; undo restores earlier content as a new revision.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from lesvisit.domain.clock import Clocks
from lesvisit.domain.clock_shift import ClockShift, StartMark
from lesvisit.domain.debrief import (
    Agreement,
    BoardCard,
    ChangedLine,
    Debrief,
    Evidence,
    FocusAnswer,
    LeftStep,
    LessonResult,
    Memory,
    NextVisit,
    Present,
    Reaction,
    Rewrite,
    SeenToday,
    StepText,
    Takeaway,
)
from lesvisit.domain.design import Design, DesignVersion
from lesvisit.domain.events import (
    CaseCell,
    Duration,
    Entry,
    Gap,
    Note,
    PhaseStart,
    Seating,
    Stamp,
    StampMove,
    Sweep,
    Tick,
    VisitEnd,
)
from lesvisit.domain.handover import HandedOver, OtherVersion
from lesvisit.domain.people import Person
from lesvisit.domain.retention import EvidenceErased
from lesvisit.domain.sharing import Consent, LineMark, MaskAnswer, PaperSent, SharingAsImported
from lesvisit.domain.template import Protocol, Template
from lesvisit.domain.visit import Visit

P = TypeVar("P")
T_co = TypeVar("T_co", covariant=True)

EVENT_KINDS: dict[str, type[Any]] = {
    "note": Note,
    "tick": Tick,
    "phase_start": PhaseStart,
    "gap": Gap,
    "stamp_move": StampMove,
    "duration": Duration,
    "sweep": Sweep,
    "case_cell": CaseCell,
    "seating": Seating,
    "entry": Entry,
    "visit_end": VisitEnd,
}
LINE_KINDS: dict[str, type[Any]] = {
    "person": Person,
    "design": Design,
    "design_version": DesignVersion,
    "visit": Visit,
    "template": Template,
    "protocol": Protocol,
    "debrief": Debrief,
    "present": Present,
    "step_text": StepText,
    "left_step": LeftStep,
    "memory": Memory,
    "evidence": Evidence,
    "focus_answer": FocusAnswer,
    "agreement": Agreement,
    "seen_today": SeenToday,
    "takeaway": Takeaway,
    "reaction": Reaction,
    "rewrite": Rewrite,
    "lesson_result": LessonResult,
    "next_visit": NextVisit,
    "board_card": BoardCard,
    "changed_line": ChangedLine,
    "line_mark": LineMark,
    "mask_answer": MaskAnswer,
    "consent": Consent,
    "sharing_as_imported": SharingAsImported,
    "paper_sent": PaperSent,
    "start_mark": StartMark,
    "clock_shift": ClockShift,
    "other_version": OtherVersion,
    "handed_over": HandedOver,
    "evidence_erased": EvidenceErased,
}
KINDS: dict[str, type[Any]] = EVENT_KINDS | LINE_KINDS
_NAMES: dict[type[Any], str] = {payload: name for name, payload in KINDS.items()}


def kind_of(payload: object) -> str:
    """The stored name of a payload's type. Raises KeyError for a type that is not a record."""
    return _NAMES[type(payload)]


class ScopeKind(StrEnum):
    """What a scope is; visits, designs and templates are numbered from 1 each."""

    VISIT = "visit"
    DESIGN = "design"
    PEOPLE = "people"
    TEMPLATE = "template"
    PROTOCOL = "protocol"


@dataclass(frozen=True)
class Record(Generic[T_co]):
    """One record as it is now. `base` is the revision whose content this is (lower than `rev` after an undo).

    `made_by` wrote it first and stays its author, whoever revised it since (`author_id`).
    """

    id: str
    scope_id: str
    rev: int
    base: int
    payload: T_co
    author_id: str
    updated_utc: datetime
    deleted: bool = False
    stamp: Stamp | None = None
    made_by: str = ""

    @property
    def kind(self) -> str:
        """The stored name of the payload's type."""
        return kind_of(self.payload)


@dataclass(frozen=True, slots=True)
class Write:
    """One record put: `rev` is the new revision, 1 for a new record; `stamp` only with a new event."""

    record_id: str
    rev: int
    payload: Any
    deleted: bool = False
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """One act of a person.

    `step` says where it was made (prepare, observe, debrief, share, design, people); `verb` names it for the
    status line ("note.keep").
    """

    id: str
    scope_id: str
    scope_kind: ScopeKind
    step: str
    verb: str
    author_id: str
    at_utc: datetime
    writes: tuple[Write, ...]
    undoable: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """What an act changed, for the rooms that show it; `verb` as in the operation, with "undo"/"redo" as `how`.

    `beside` is what the same act changed in another scope.
    `number`: the act made the scope, and the disk gave it this number; else 0.
    """

    scope_id: str
    records: tuple[Record[Any], ...]
    verb: str = ""
    how: str = "do"
    op_id: str = ""
    beside: "tuple[Change, ...]" = ()
    number: int = 0


@dataclass(frozen=True)
class Book:
    """All records of one scope. Immutable: `put` returns the next book."""

    scope_id: str
    scope_kind: ScopeKind
    number: int = 0
    records: Mapping[str, Record[Any]] = field(default_factory=dict)

    def put(self, records: Iterable[Record[Any]]) -> "Book":
        """The book with these records in place of their earlier revisions."""
        new = {r.id: r for r in records}
        made = Book(self.scope_id, self.scope_kind, self.number, {**self.records, **new})
        self._carry_over(made, new)
        return made

    def _carry_over(self, made: "Book", new: Mapping[str, Record[Any]]) -> None:
        """What was found out about these records still holds: a lesson of 5,000 events is not read anew per press."""
        known = self.__dict__
        if "clocks" in known:
            made.__dict__["clocks"] = self.clocks.with_stamps(r.stamp for r in new.values() if r.stamp is not None)
        if "_by_type" in known and not any(r.deleted or r.id in self.records for r in new.values()):
            by_type = dict(self._by_type)
            for record in new.values():
                by_type[type(record.payload)] = [*by_type.get(type(record.payload), []), record]
            made.__dict__["_by_type"] = by_type

    @cached_property
    def clocks(self) -> Clocks:
        """Of all events, deleted ones too: the last sequence number per device and the first stamp per boot."""
        return Clocks().with_stamps(r.stamp for r in self.records.values() if r.stamp is not None)

    def of(self, payload: type[P]) -> "list[Record[P]]":
        """The records of one type that are not deleted, in the order they were made."""
        return cast("list[Record[P]]", self._by_type.get(payload, []))

    def first(self, payload: type[P]) -> "Record[P] | None":
        """The first record of a type of which a scope has one."""
        found = self.of(payload)
        return found[0] if found else None

    def get(self, record_id: str) -> "Record[Any] | None":
        """A record that is not deleted, by id."""
        record = self.records.get(record_id)
        return None if record is None or record.deleted else record

    def where(self, payload: type[P], **values: object) -> "Record[P] | None":
        """The first record of a type whose fields have these values."""
        for record in self.of(payload):
            if all(getattr(record.payload, name) == value for name, value in values.items()):
                return record
        return None

    @cached_property
    def _by_type(self) -> dict[type[Any], list[Record[Any]]]:
        found: dict[type[Any], list[Record[Any]]] = {}
        for record in self.records.values():
            if not record.deleted:
                found.setdefault(type(record.payload), []).append(record)
        return found


def applied(book: Book, operation: Operation) -> tuple[Record[Any], ...]:
    """The records as this operation leaves them, in memory (the database makes the same)."""
    return tuple(_applied(book, operation))


def _applied(book: Book, operation: Operation) -> Iterator[Record[Any]]:
    for write in operation.writes:
        before = book.records.get(write.record_id)
        yield Record(
            id=write.record_id,
            scope_id=operation.scope_id,
            rev=write.rev,
            base=write.rev,
            payload=write.payload,
            author_id=operation.author_id,
            updated_utc=operation.at_utc,
            deleted=write.deleted,
            stamp=before.stamp if before is not None else write.stamp,
            made_by=before.made_by if before is not None else operation.author_id,
        )


def changed(record: Record[Any], payload: object) -> Write:
    """The write that gives a record new content."""
    return Write(record.id, record.rev + 1, payload)


def removed(record: Record[Any]) -> Write:
    """The write that takes a record away (its content stays in the history)."""
    return Write(record.id, record.rev + 1, record.payload, deleted=True)
