"""Visits as a whole: starting one, opening one, the lists of Home, and search."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from lesvisit.domain.brought_in import brought_in
from lesvisit.domain.debrief import Agreement, Debrief
from lesvisit.domain.design import Design, DesignVersion
from lesvisit.domain.errors import VisitNotFound
from lesvisit.domain.events import Seating
from lesvisit.domain.handover import HandedOver, copy_is_gone
from lesvisit.domain.people import Person
from lesvisit.domain.records import Book, Operation, Record, ScopeKind
from lesvisit.domain.template import Protocol, Template
from lesvisit.domain.visit import Visit
from lesvisit.domain.visit_book import VisitBook
from lesvisit.domain.visit_order import VisitPlace, is_before, newest
from lesvisit.services.desk import PEOPLE, Desk, inserted, new_id
from lesvisit.services.people import by_id, empty

if TYPE_CHECKING:
    from sqlalchemy import Connection


class VisitStage(StrEnum):
    """Where a visit is on its road."""

    PLANNED = "planned"
    OBSERVED = "observed"  # waits for its debrief
    DONE = "done"


@dataclass(frozen=True, slots=True)
class VisitSummary:
    """A visit as Home lists it."""

    id: str
    number: int
    visit: Visit
    stage: VisitStage
    notes: int
    title: str  # of its design
    shared: bool  # a consent stands
    ended: bool = False  # the visitor said *Klaar*, or the debrief began
    version_number: int = 0
    choices: int = 0  # lines with two versions that wait
    handed_to: str = ""  # person id of the owner it was handed over to
    handed_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class OpenAgreement:
    """An agreement that is not done yet, with the visit it was made in."""

    record: Record[Agreement]
    visit_id: str
    visit: Visit


@dataclass(frozen=True, slots=True)
class Overview:
    """All that Home shows."""

    visits: tuple[VisitSummary, ...] = ()
    agreements: tuple[OpenAgreement, ...] = ()
    people: Mapping[str, Person] | None = None

    def staged(self, stage: VisitStage) -> list[VisitSummary]:
        """The visits of one stage: planned ones soonest first, the others newest first."""
        found = [v for v in self.visits if v.stage is stage]
        return sorted(found, key=_when, reverse=stage is not VisitStage.PLANNED)


def _when(summary: VisitSummary) -> tuple[date, str, int]:
    return summary.visit.day, summary.visit.planned_from, summary.number


def new_visit(
    desk: Desk, template: Template | None, protocol: Protocol | None, *, head: Visit | None = None
) -> tuple[Book, Operation]:
    """A visit that does not exist yet, with the operation that makes it (not undoable: it holds what follows)."""
    book = Book(new_id(), ScopeKind.VISIT)
    moment = desk.moment()
    today = moment.wall_utc.astimezone(ZoneInfo(moment.zone)).date()
    visit = head or Visit(day=today, zone=moment.zone, visitor_ids=(desk.me_id,) if desk.me_id else ())
    writes = [inserted(visit)]
    writes += [inserted(payload) for payload in (template, protocol) if payload is not None]
    return book, desk.operation(book, "prepare", "visit.new", writes, undoable=False)


def next_one(desk: Desk, last: VisitBook) -> Visit:
    """The header of a new visit with the defaults of the last one, two weeks on."""
    moment = desk.moment()
    old = last.visit
    return replace(
        Visit(day=moment.wall_utc.date(), zone=moment.zone),
        day=old.day + timedelta(weeks=2),
        visited_id=old.visited_id,
        visitor_ids=old.visitor_ids,
        class_name=old.class_name,
        subject=old.subject,
        room=old.room,
        planned_from=old.planned_from,
        lesson_min=old.lesson_min,
        purpose=old.purpose,
        learning_question=old.learning_question,
        focus_questions=old.focus_questions,
        practical=old.practical,
        board_goal=old.board_goal,
        design_id=old.design_id,
        version_id=old.version_id,
    )


# Reading (each runs on the reader)


def people(connection: "Connection") -> Book:
    """The people of this profile."""
    from lesvisit.models import reading

    return reading.load(connection, PEOPLE) or empty()


def stored_book(connection: "Connection", scope_id: str) -> Book | None:
    """A scope as the disk has it."""
    from lesvisit.models import reading

    return reading.load(connection, scope_id)


def open_visit(connection: "Connection", visit_id: str) -> VisitBook:
    """A visit with its design version and people. Raises VisitNotFound."""
    from lesvisit.models import reading

    book = reading.load(connection, visit_id)
    if book is None or book.scope_kind is not ScopeKind.VISIT:
        raise VisitNotFound("visit_not_found", visit=visit_id)
    if not book.of(Visit):  # it came in a package, and was taken back
        raise VisitNotFound("visit_not_found", visit=visit_id)
    view = VisitBook(book, people=by_id(people(connection)))
    design, version = design_of(connection, view.visit)
    return replace(view, design=design, version=version)


def design_of(connection: "Connection", visit: Visit) -> tuple[Design | None, DesignVersion | None]:
    """The design and version a visit stands on."""
    from lesvisit.models import reading

    if not visit.version_id:
        return None, None
    version = reading.get(connection, visit.version_id)
    design = reading.get(connection, visit.design_id)
    return (design.payload if design else None), (version.payload if version else None)


def resolve(connection: "Connection", name: str) -> str:
    """The id behind what a person typed: a short number, an id, or `last`. Raises VisitNotFound."""
    from lesvisit.models import reading

    rows = reading.scopes(connection, ScopeKind.VISIT)
    if name == "last" and rows:
        return rows[-1].id
    for row in rows:
        if name in (row.id, str(row.number)):
            return row.id
    raise VisitNotFound("visit_not_found", visit=name)


_MARKS = ("handed_over", "other_version", "evidence_erased")


def overview(connection: "Connection") -> Overview:
    """Everything Home shows, from a few queries."""
    from lesvisit.models import reading

    kinds = ("visit", "debrief", "visit_end", "agreement", "consent", "design", "design_version", *_MARKS)
    grouped: dict[str, list[Record[Any]]] = {}
    for record in reading.of_kind(connection, kinds):
        grouped.setdefault(record.kind, []).append(record)
    numbers = {row.id: row.number for row in reading.scopes(connection, ScopeKind.VISIT)}
    notes = reading.counts(connection, "note")
    heads: dict[str, Visit] = {r.scope_id: r.payload for r in grouped.get("visit", [])}
    stages = _stages(grouped, heads, notes)
    shared = {r.scope_id for r in grouped.get("consent", [])}
    ended = {r.scope_id for kind in ("visit_end", "debrief") for r in grouped.get(kind, []) if not brought_in(r)}
    titles = {r.id: r.payload.title for r in grouped.get("design", [])}
    waiting = Counter(r.scope_id for r in grouped.get("other_version", []))
    handed: dict[str, HandedOver] = {r.scope_id: r.payload for r in grouped.get("handed_over", [])}
    erased = {r.scope_id: r.payload.at_utc for r in grouped.get("evidence_erased", [])}
    versions = {r.id: r.payload.number for r in grouped.get("design_version", [])}
    visits = tuple(
        VisitSummary(
            id=visit_id,
            number=numbers.get(visit_id, 0),
            visit=visit,
            stage=stages[visit_id],
            notes=notes.get(visit_id, 0),
            title=titles.get(visit.design_id, ""),
            shared=visit_id in shared,
            ended=visit_id in ended,
            version_number=versions.get(visit.version_id, 0),
            choices=waiting.get(visit_id, 0),
            handed_to=handed[visit_id].person_id if visit_id in handed else "",
            handed_confirmed=copy_is_gone(handed.get(visit_id), erased.get(visit_id), notes.get(visit_id, 0)),
        )
        for visit_id, visit in heads.items()
    )
    return Overview(visits, _open_agreements(grouped, heads), by_id(people(connection)))


def _stages(
    grouped: Mapping[str, list[Record[Any]]], heads: Mapping[str, Visit], notes: Mapping[str, int]
) -> dict[str, VisitStage]:
    ended = {r.scope_id for r in grouped.get("visit_end", []) if not brought_in(r)}
    debriefs: dict[str, Debrief] = {r.scope_id: r.payload for r in grouped.get("debrief", [])}
    emptied = {r.scope_id for kind in ("handed_over", "evidence_erased") for r in grouped.get(kind, [])}
    found = {}
    for visit_id in heads:
        debrief = debriefs.get(visit_id)
        if debrief is not None and debrief.ended_utc is not None:
            found[visit_id] = VisitStage.DONE
        elif visit_id in ended or notes.get(visit_id):
            found[visit_id] = VisitStage.OBSERVED
        elif visit_id in emptied:  # what there was went: it is no visit to come
            found[visit_id] = VisitStage.DONE
        else:
            found[visit_id] = VisitStage.PLANNED
    return found


def _open_agreements(
    grouped: Mapping[str, list[Record[Any]]], heads: Mapping[str, Visit]
) -> tuple[OpenAgreement, ...]:
    found = [
        OpenAgreement(r, r.scope_id, heads[r.scope_id])
        for r in grouped.get("agreement", [])
        if not r.payload.done and not r.payload.later and r.scope_id in heads
    ]
    return tuple(sorted(found, key=lambda a: (a.record.payload.due or date.max, a.record.updated_utc)))


def earlier_agreements(found: Overview, visit_id: str, visit: Visit) -> tuple[OpenAgreement, ...]:
    """The last agreements of a teacher, to open a visit with: those of the newest visit before it that made any.

    `visit` is the header as it stands on the screen; the overview may be older.
    """
    numbers = {summary.id: summary.number for summary in found.visits}
    here = VisitPlace(visit_id, visit, numbers.get(visit_id, 0))
    mine = [a for a in found.agreements if visit.visited_id and a.visit.visited_id == visit.visited_id]
    places = (VisitPlace(a.visit_id, a.visit, numbers.get(a.visit_id, 0)) for a in mine)
    last = newest(place for place in places if is_before(place, here))
    return tuple(a for a in mine if last is not None and a.visit_id == last.id)


class Found(NamedTuple):
    """One line of a search: the visit, and the words in it (empty when a person matched)."""

    visit_id: str
    text: str


def search(connection: "Connection", words: str, known: Mapping[str, Person], most: int = 50) -> list[Found]:
    """Titles, people and notes in which every word begins a word; newest first.

    `known` are the people of this profile: they change seldom and are not read again at every key.
    """
    from lesvisit.models import reading

    found = [Found(*hit) for hit in reading.search(connection, words, most)]
    return (_by_people(connection, words, known) + found)[:most]


def _by_people(connection: "Connection", words: str, known: Mapping[str, Person]) -> list[Found]:
    terms = words.casefold().split()
    ids = {i for i, p in known.items() if terms and _begins_all(p.name, terms)}
    if not ids:
        return []
    from lesvisit.models import reading

    visits = reading.of_kind(connection, ("visit",))
    return [
        Found(r.scope_id, "")
        for r in reversed(visits)
        if ids & {r.payload.visited_id, *r.payload.visitor_ids, *r.payload.co_designer_ids}
    ]


def _begins_all(name: str, terms: list[str]) -> bool:
    parts = name.casefold().split()
    return all(any(part.startswith(term) for part in parts) for term in terms)


def room_of_class(connection: "Connection", class_name: str, but: str) -> Seating | None:
    """The room as it was drawn in the newest visit to this class; `but` is the visit that asks."""
    from lesvisit.models import reading

    wanted = " ".join(class_name.split()).casefold()
    rooms = {r.scope_id: r.payload for r in reading.of_kind(connection, ["seating"]) if r.payload.seats}
    heads = (r for r in reading.of_kind(connection, ["visit"]) if r.scope_id in rooms and r.scope_id != but)
    same = [r for r in heads if wanted and " ".join(r.payload.class_name.split()).casefold() == wanted]
    newest = max(same, key=lambda r: r.payload.day, default=None)
    return None if newest is None else rooms[newest.scope_id]
