"""The term: which visits reached it, what of them goes and stays, and letting it go. Asked, never silent."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from lesvisit.domain.brought_in import brought_in
from lesvisit.domain.debrief import Agreement, Reaction, StepText
from lesvisit.domain.errors import VisitNotFound
from lesvisit.domain.handover import HandedOver
from lesvisit.domain.people import Person
from lesvisit.domain.records import Book, Record
from lesvisit.domain.retention import (
    HEAD_TEXTS,
    LATER_DAYS,
    RAW,
    TEXTS,
    Erasure,
    EvidenceErased,
    PhaseCount,
    Scope,
    is_due,
    term_of,
)
from lesvisit.domain.visit import Visit
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.desk import Desk

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from lesvisit.services.profile import Profile


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text that is shown to its owner once: `id` names it in `Erasure.keep`. `owner_id` is empty for the two."""

    id: str
    sort: str  # step_text | reaction | agreement | a field of the visit
    text: str
    owner_id: str = ""
    step_id: str = ""


@dataclass(frozen=True, slots=True)
class DueVisit:
    """A visit that reached the term, with what goes and what stays.

    `texts` are shown once; `kept` are ids of texts that were shown before and stay. Of a copy that was handed over
    (`handed_to`: who has the visit now) only `agreements` may stay beside the takeaway.
    """

    id: str
    number: int
    visit: Visit
    term: date
    going: Mapping[str, int]  # per kind
    staying: Mapping[str, int]
    texts: tuple[OwnText, ...]
    counts: tuple[PhaseCount, ...]
    revisions: int = 0
    taken_back: bool = False  # it came in a package that was taken back: nobody sees it, and all of it goes
    drafts: int = 0
    kept: tuple[str, ...] = ()
    handed_to: str = ""  # person id
    agreements: tuple[OwnText, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """What the page shows. `running`: a lesson is being watched, so nothing goes now."""

    visits: tuple[DueVisit, ...] = ()
    people: Mapping[str, Person] | None = None
    running: bool = False


def today_of(desk: Desk) -> date:
    """Today at the school."""
    return desk.clock.now_utc().astimezone(ZoneInfo(desk.clock.zone())).date()


def due_ids(connection: "Connection", profile: "Profile", today: date) -> list[str]:
    """Visits that reached the term and still hold what goes then; the oldest first."""
    from lesvisit.models import reading

    weeks, later = profile.preferences.retention_weeks, profile.preferences.retention_later
    back = _taken_back(connection)
    heads = [*reading.of_kind(connection, ["visit"]), *back]
    heads = [r for r in heads if is_due(r.payload.day, weeks, today, _day(later.get(r.scope_id, "")))]
    holding = {r.scope_id for r in back} | (_holding(connection, profile, heads) if heads else set())
    found = [r for r in heads if r.scope_id in holding]
    return [r.scope_id for r in sorted(found, key=lambda r: (r.payload.day, r.scope_id))]


def _taken_back(connection: "Connection") -> "list[Record[Visit]]":
    """Headers of visits whose package was taken back: what came with it still lies here."""
    from lesvisit.models import reading
    from lesvisit.services.about_person import raw_of

    query = "SELECT scope_id, id FROM record WHERE kind = 'visit' AND deleted = 1"
    books = ((reading.load(connection, scope), i) for scope, i in raw_of(connection).execute(query).fetchall())
    return [book.records[record_id] for book, record_id in books if book is not None]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _holding(connection: "Connection", profile: "Profile", heads: "Iterable[Record[Visit]]") -> set[str]:
    """Which of these visits hold what goes at the term. Notes say so at once; a visit without them is looked into."""
    from lesvisit.models import holding, reading
    from lesvisit.services.about_person import raw_of

    marks, connected = ", ".join("?" * len(RAW)), raw_of(connection)
    query = f"SELECT DISTINCT scope_id FROM record WHERE kind IN ({marks})"
    noted = {row[0] for row in connected.execute(query, sorted(RAW))}
    handed = {r.scope_id for r in reading.of_kind(connection, ["handed_over"])}
    listed = _listed(profile)
    for visit_id in (r.scope_id for r in heads if r.scope_id not in noted):
        scope = Scope.COPY if visit_id in handed else Scope.EVIDENCE
        keep = _kept(connection, visit_id, listed)
        if holding.holds(connected, Erasure(scope, visit_id, datetime.now(UTC), keep)):
            noted.add(visit_id)
    return noted


def _listed(profile: "Profile") -> dict[str, set[str]]:
    """Per visit the ids of the texts that were shown once, and kept."""
    from lesvisit.models.erased_list import read_list

    found: dict[str, set[str]] = {}
    for one in read_list(profile.folder).erasures:
        found.setdefault(one.id, set()).update(one.keep)
    return found


def _kept(connection: "Connection", visit_id: str, listed: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Those of a visit that still read as they did then: they stay, and nobody is asked again."""
    from lesvisit.models import holding
    from lesvisit.services.about_person import raw_of

    connected = raw_of(connection)
    return tuple(i for i in sorted(listed.get(visit_id, ())) if not holding.has_other_words(connected, visit_id, i))


def read_due(connection: "Connection", profile: "Profile", today: date) -> Due:
    """All that the page shows."""
    from lesvisit.services import visits

    people = visits.people(connection)
    found = [_due(connection, visit_id, profile) for visit_id in due_ids(connection, profile, today)]
    known = {r.id: r.payload for r in people.records.values()}
    return Due(tuple(found), known, running=is_running(connection, today))


def is_running(connection: "Connection", today: date) -> bool:
    """Is there a visit of today with events, that nobody ended yet?"""
    from lesvisit.models import reading

    days = {r.scope_id for r in reading.of_kind(connection, ["visit"]) if r.payload.day == today}
    ended = {r.scope_id for r in reading.of_kind(connection, ["visit_end", "debrief"]) if not brought_in(r)}
    begun = {r.scope_id for r in reading.of_kind(connection, ["note", "tick", "entry", "phase_start", "duration"])}
    return bool((days & begun) - ended)


def _due(connection: "Connection", visit_id: str, profile: "Profile") -> DueVisit:
    from lesvisit.models import holding
    from lesvisit.services import visits
    from lesvisit.services.about_person import raw_of

    connected = raw_of(connection)
    try:
        view = visits.open_visit(connection, visit_id)
    except VisitNotFound:
        return _due_taken_back(connection, visit_id, profile)
    kept, mark = _kept(connection, visit_id, _listed(profile)), view.book.first(HandedOver)
    live = [r for r in view.book.records.values() if not r.deleted and r.id not in kept]
    return DueVisit(
        visit_id,
        view.book.number,
        view.visit,
        term_of(view.visit.day, profile.preferences.retention_weeks),
        dict(Counter(r.kind for r in live if r.kind in RAW)),
        dict(Counter(r.kind for r in live if r.kind not in RAW | TEXTS)),
        tuple(text for text in own_texts(view) if text.id not in kept),
        _figures(view),
        holding.earlier(connected, visit_id),
        drafts=holding.half_typed(connected, visit_id),
        kept=kept,
        handed_to=mark.payload.person_id if mark is not None else "",
        agreements=tuple(_agreements(view, kept)) if mark is not None else (),
    )


def _figures(view: VisitBook) -> tuple[PhaseCount, ...]:
    """Those that are kept already, else those that will be."""
    from lesvisit.models.erasing_counts import phase_counts

    mark = mark_of(view)
    return mark.counts if mark is not None else tuple(phase_counts(view))


def _agreements(view: VisitBook, kept: Collection[str]) -> Iterable[OwnText]:
    records = (r for r in view.book.of(Agreement) if r.id not in kept and r.payload.what.strip())
    return (_text(r, r.payload.what) for r in records)


def _due_taken_back(connection: "Connection", visit_id: str, profile: "Profile") -> DueVisit:
    from lesvisit.services import visits

    book = visits.stored_book(connection, visit_id)
    head = next(r for r in _taken_back(connection) if r.scope_id == visit_id)
    records = book.records.values() if book is not None else ()
    return DueVisit(
        visit_id,
        book.number if book is not None else 0,
        head.payload,
        term_of(head.payload.day, profile.preferences.retention_weeks),
        dict(Counter(r.kind for r in records if r.kind in RAW)),
        {},
        (),
        (),
        sum(r.rev - 1 for r in records),
        taken_back=True,
    )


def own_texts(view: VisitBook) -> Iterable[OwnText]:
    """Texts about which their owner decides, in the order of the road."""
    visit_id, visit = view.book.scope_id, view.visit
    for name in HEAD_TEXTS:
        value = getattr(visit, name)
        text = "\n".join(value) if isinstance(value, tuple) else value
        if text.strip():
            yield OwnText(f"{visit_id}.{name}", name, text, visit.visited_id)
    yield from (_text(r, r.payload.text, step_id=r.payload.step_id) for r in _filled(view.book, StepText))
    yield from (_text(r, r.payload.text, owner_id=r.made_by) for r in _filled(view.book, Reaction))


def _filled(book: Book, kind: type[Any]) -> Iterable[Record[Any]]:
    return (r for r in book.of(kind) if r.payload.text.strip())


def _text(record: Record[Any], text: str, owner_id: str = "", step_id: str = "") -> OwnText:
    return OwnText(record.id, record.kind, text, owner_id, step_id)


# Acts


def of_evidence(desk: Desk, visit_id: str, keep: Collection[str] = ()) -> Erasure:
    """Letting go what was noted; `keep` are the texts that their owner keeps."""
    return Erasure(Scope.EVIDENCE, visit_id, desk.clock.now_utc(), tuple(sorted(keep)))


def act_on(desk: Desk, one: DueVisit, keep: Collection[str] = ()) -> Erasure:
    """Letting a visit that reached the term go: its evidence, a copy but the takeaway, or all that was taken back."""
    from lesvisit.services import erase

    if one.taken_back:
        return erase.of_visit(desk, one.id)
    stays = sorted({*keep, *one.kept})
    return erase.of_copy(desk, one.id, stays) if one.handed_to else of_evidence(desk, one.id, stays)


def ask_later(profile: "Profile", visit_ids: Iterable[str], today: date) -> None:
    """Asks again in a week."""
    until = (today + timedelta(days=LATER_DAYS)).isoformat()
    profile.remember(retention_later={**profile.preferences.retention_later, **dict.fromkeys(visit_ids, until)})


def set_weeks(profile: "Profile", weeks: int) -> None:
    """The term that the school chose; 0: until the end of the school year. What was put off is asked anew."""
    profile.remember(retention_weeks=max(0, weeks), retention_later={})


def mark_of(view: VisitBook) -> EvidenceErased | None:
    """When the notes of this visit went, and what remains of them in figures; None while they are here."""
    record = view.book.first(EvidenceErased)
    return None if record is None else record.payload
