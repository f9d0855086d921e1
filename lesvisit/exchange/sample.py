"""The adapter from the sample's shape (`demo --visit FILE.json`) to the records of a visit.

Lenient: needed are meta.date, meta.visited_teacher, meta.visitor, and id, t and text of each note. What is unknown is
kept in the `extra` of its record and reported, what refers to nothing is kept as text, the words of the file are kept
beside what they became. What cannot be read is refused with its place in the file, and nothing is changed.
"""

import hashlib
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from lesvisit.domain.clock import Clock
from lesvisit.domain.errors import SampleRejected, VisitConflict
from lesvisit.domain.people import Person
from lesvisit.domain.records import Book, Operation, ScopeKind, Write, applied
from lesvisit.domain.visit import Visit
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.parts import Part, Report
from lesvisit.exchange.sample_form import add_template
from lesvisit.exchange.sample_frame import (
    DEVICE,
    NAMESPACE,
    Frame,
    People,
    Refs,
    Times,
    clock_of,
    day_of,
    local_moment,
)
from lesvisit.exchange.sample_head import add_design, header
from lesvisit.exchange.sample_live import actual_minutes, add_live
from lesvisit.exchange.sample_share import add_sharing, imported_consent
from lesvisit.exchange.sample_talk import add_talk
from lesvisit.exchange.strict import canonical, cleaned, read_json
from lesvisit.services.desk import PEOPLE, Desk
from lesvisit.services.people import by_id

if TYPE_CHECKING:
    from lesvisit.models.database import Database

_KNOWN = (
    *("meta", "seating", "goals", "phases", "notes", "tallies", "durations", "sweeps", "case_matrix", "exit_tickets"),
    *("debrief", "evidence", "focus_answers", "agreements", "next_visit", "board_card", "sharing"),
)
LOAD = "visit.load"


@dataclass(frozen=True)
class Adapted:
    """A file as operations: put all of them in one transaction, or none."""

    visit_id: str
    visit: Visit
    operations: tuple[Operation, ...]
    people: Mapping[str, Person]
    report: Report


@dataclass(frozen=True)
class Loaded:
    """What became of a file. `new` is False when the same visit was here already."""

    visit_id: str
    new: bool
    report: Report


def read_sample(path: Path) -> dict[str, Any]:
    """The content of a file. Raises SampleRejected."""
    found = read_json(path)
    if not isinstance(found, dict):
        raise SampleRejected("field_type", field="", wanted="object")
    return found


def load(connection: Any, desk: Desk, data: Mapping[str, Any]) -> Loaded:
    """Puts the visit of a file into the profile, in the transaction of this SQLAlchemy connection.

    The same file twice changes nothing. On another laptop it is another visit: two teachers who both tried the
    example would otherwise hold the same lines under two hands, and neither could take in the other's package.
    Raises SampleRejected, or VisitConflict when the same visit is here with other content.
    """
    from lesvisit.models import reading, writing

    people = reading.load(connection, PEOPLE)
    found = adapt(data, desk, people)
    earlier = adapt(data, desk, people, "")  # as it was loaded before ids told laptops apart
    for visit_id in (earlier.visit_id, found.visit_id):
        before = reading.load(connection, visit_id)
        head = before.first(Visit) if before else None
        if before is None or head is None:
            continue
        if head.payload.identity != found.visit.identity:
            raise VisitConflict("visit_conflict", visit=before.number, day=found.visit.day.isoformat())
        return Loaded(visit_id, False, found.report)
    for operation in found.operations:
        writing.put(connection, operation)
    return Loaded(found.visit_id, True, found.report)


def adapt(data: Mapping[str, Any], desk: Desk, people: Book | None = None, place: str | None = None) -> Adapted:
    """The operations that make this visit beside the people who are known. Raises SampleRejected.

    Its ids follow from the file and the `place` it is loaded in: else the laptop of this desk.
    """
    here = desk.device_id if place is None else place
    space = uuid5(NAMESPACE, here) if here else NAMESPACE
    report = Report()
    root = Part(cleaned(data, "", report.changed), "", report)
    meta = root.part("meta")
    if meta is None:
        raise SampleRejected("field_missing", field="meta")
    frame = _frame(root, meta, People(by_id(people) if people else {}, space), space)
    design, design_id, version_id = add_design(frame, meta)
    frame.refs.make("scope", "header")
    visit = header(frame, meta, design_id, version_id)
    tallies = add_template(frame)
    add_live(frame, meta, tallies)
    add_talk(frame)
    visit_id = frame.refs.make("scope", "visit")
    add_sharing(frame, visit_id)
    for key in _KNOWN:
        root.value(key)
    ids = {kind: frame.refs.make("operation", kind) for kind in ("people", "design", "observe", "debrief")}

    def found() -> Adapted:
        operations = tuple(_operations(frame, desk, visit, visit_id, design, design_id, ids))
        return Adapted(visit_id, visit, operations, frame.people.all, report)

    view = as_view(found())
    frame.extra["actual_min"] = actual_minutes(frame, view)
    visit = replace(visit, identity=_digest(root.data), extra=root.rest(**frame.extra))
    consent = imported_consent(frame, view)
    if consent is not None:
        frame.line("consent", consent, hers=True)
    return found()


def as_view(found: Adapted) -> VisitBook:
    """The visit as it will stand, without a database."""
    books: dict[str, Book] = {}
    for operation in found.operations:
        book = books.get(operation.scope_id) or Book(operation.scope_id, operation.scope_kind, 1)
        books[operation.scope_id] = book.put(applied(book, operation))
    design = books.get(found.visit.design_id)
    version = design.get(found.visit.version_id) if design else None
    record = design.get(found.visit.design_id) if design else None
    return VisitBook(
        books[found.visit_id], record.payload if record else None, version.payload if version else None, found.people
    )


def _digest(data: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def _frame(root: Part, meta: Part, people: People, space: UUID) -> Frame:
    meta.needed("date")
    teacher, visitor = meta.needed("visited_teacher"), meta.needed("visitor")
    day = day_of(meta, "date")
    assert day is not None
    start, came_in = clock_of(meta, "lesson_start"), clock_of(meta, "visit_start")
    times = Times(
        day,
        None if start is None else local_moment(day, start),
        None if came_in is None else local_moment(day, came_in),
    )
    visited, visitors = people.ids(teacher), people.ids(visitor)
    for key, ids in (("visited_teacher", visited), ("visitor", visitors)):
        if not ids:
            raise SampleRejected("field_empty", field=meta.at(key))
    names = [sorted(people.all[i].name.casefold() for i in ids) for ids in (visited, visitors)]
    identity = canonical([day.isoformat(), f"{start or ''}", *names, meta.text("class")])
    return Frame(root, root.report, Refs(uuid5(space, identity)), people, times, visited[0], visitors)


def _operations(
    frame: Frame,
    desk: Desk,
    visit: Visit,
    visit_id: str,
    design: list[Write],
    design_id: str,
    ids: Mapping[str, str],
) -> Iterator[Operation]:
    """People first, then the design, then the visit: once for each who wrote."""
    head = Write(frame.refs.find("header", "scope"), 1, visit)
    people = [Write(person_id, 1, person) for person_id, person in frame.people.new.items()]
    visitor, visited = frame.visitor_ids[0], frame.visited_id
    acts = (
        (PEOPLE, ScopeKind.PEOPLE, "people", people, visitor),
        (design_id, ScopeKind.DESIGN, "design", design, visited),
        (visit_id, ScopeKind.VISIT, "observe", [head, *frame.mine], visitor),
        (visit_id, ScopeKind.VISIT, "debrief", frame.hers, visited),
    )
    for scope_id, kind, step, writes, author in acts:
        if writes:
            made = desk.writing_as(author).operation(Book(scope_id, kind), step, LOAD, writes, undoable=False)
            yield replace(made, id=ids[step])


def load_sample(database: "Database", clock: Clock, path: Path) -> "Future[str]":
    """Reads a file and puts its visit into the profile, on the database's thread; answers with the visit's id."""

    def work(connection: Any) -> str:
        return load(connection, Desk(clock, DEVICE), read_sample(path)).visit_id

    return database.write(work)
