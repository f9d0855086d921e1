"""Erasing a visit or a person: what would go and what stays, and then doing it. Not undoable, so always shown first.

Decided with domain.md R12 in hand. A *visit*: all of it goes, with its drafts; people and the lesson design stay.
A *person*: visits stay, the person becomes nobody in every text; what was that person's own (notes, memories,
reactions, the takeaway, the agreement to the team paper) goes; what two made together stays, without the name.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lesvisit.domain.debrief import Agreement
from lesvisit.domain.errors import VisitNotFound
from lesvisit.domain.events import Note
from lesvisit.domain.name_finder import NameFinder
from lesvisit.domain.people import Person
from lesvisit.domain.retention import Erasure, Scope
from lesvisit.domain.visit import Visit
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.desk import PEOPLE, Desk

if TYPE_CHECKING:
    from concurrent.futures import Future

    from sqlalchemy import Connection

    from lesvisit.models.database import Database
    from lesvisit.models.erasing_files import Outcome
    from lesvisit.services.about_person import Mention
    from lesvisit.services.profile import Profile


@dataclass(frozen=True, slots=True)
class WentOut:
    """A paper, package or copy that left: to be called back by hand. `to_id`: a visit was handed over to her."""

    visit_id: str  # empty of what is about no visit: a lesson design, a form
    what: str  # pair | team | board | design | twin | agreements | data | package | folder | handed_over
    at_utc: str
    file_name: str = ""
    folder: str = ""
    way: str = ""
    to_id: str = ""
    recalled: bool = False


@dataclass(frozen=True, slots=True)
class ErasePlan:
    """What an erasure takes away and what it leaves.

    `going` and `staying` count records per kind. `shared_names`: parts of the name that a colleague here bears too,
    and which therefore stay in texts; `as_words`: in so many lines the name stands without a capital, and stays, as
    it may be another word. `damaged`: files put aside that nobody can look into; they go.
    """

    scope: Scope
    id: str
    going: Mapping[str, int]
    staying: Mapping[str, int]
    visits: tuple[str, ...]
    out: tuple[WentOut, ...]
    visit: Visit | None = None
    number: int = 0
    person: Person | None = None
    renamed: int = 0
    shared_names: tuple[str, ...] = ()
    as_words: int = 0
    finders: tuple[NameFinder, ...] = ()
    backups: int = 0
    damaged: tuple[str, ...] = ()


def plan_visit(connection: "Connection", folder: Path, visit_id: str) -> ErasePlan:
    """What goes with this visit. Raises VisitNotFound."""
    from lesvisit.models import reading

    book = reading.load(connection, visit_id)
    heads = [r.payload for r in book.records.values() if isinstance(r.payload, Visit)] if book is not None else []
    if book is None or not heads:  # a visit whose package was taken back has one: what came with it still lies here
        raise VisitNotFound("visit_not_found", visit=visit_id)
    going = Counter(r.kind for r in book.records.values() if not _is_empty_note(r.payload))
    return ErasePlan(
        scope=Scope.VISIT,
        id=visit_id,
        going=dict(going),
        staying={},
        visits=(visit_id,),
        out=tuple(went_out(connection, (visit_id,))),
        visit=heads[0],
        number=book.number,
        **_beside(folder),
    )


def _is_empty_note(payload: Any) -> bool:
    return isinstance(payload, Note) and payload.held


def _beside(folder: Path) -> dict[str, Any]:
    from lesvisit.models import backup
    from lesvisit.models.erasing_files import put_aside

    damaged = tuple(path.name for path in put_aside(folder))
    return {"backups": len(backup.listed(folder / "backups")), "damaged": damaged}


def plan_person(connection: "Connection", folder: Path, person_id: str) -> ErasePlan:
    """What goes of this person, and what stays without the name. Raises VisitNotFound for nobody."""
    from lesvisit.models import erasing_person as erasing
    from lesvisit.services.about_person import mentions, raw_of

    raw = raw_of(connection)
    known = erasing.people(raw)
    group = erasing.group_of(known, person_id)
    if not group:
        raise VisitNotFound("person_not_found", person=person_id)
    found = mentions(connection, person_id)
    own = {m.record_id: m.kind for m in found if m.own}
    named = {m.record_id: m.kind for m in found if m.surely and m.record_id not in own}
    words = {m.record_id for m in found if m.in_text and not m.surely and m.record_id not in own}
    visits = tuple(dict.fromkeys(m.visit_id for m in found if m.visit_id))
    shared = tuple(dict.fromkeys(p for f in erasing.finders_of(known, group) for p in f.shared))
    return ErasePlan(
        scope=Scope.PERSON,
        id=person_id,
        going=dict(Counter(own.values())),
        staying=dict(Counter(named.values())),
        visits=visits,
        out=tuple(went_out(connection, scopes_of(found))),
        person=group.get(person_id) or next(iter(group.values())),
        renamed=len(named),
        shared_names=shared,
        as_words=len(words),
        finders=tuple(erasing.finders_of(known, group)),
        **_beside(folder),
    )


def scopes_of(found: "Iterable[Mention]") -> tuple[str, ...]:
    """The visits in which somebody is named, and the lesson designs, forms and conversation models."""
    scopes = dict.fromkeys(m.scope_id for m in found if m.scope_id != PEOPLE)
    first = dict.fromkeys(m.visit_id for m in found if m.visit_id)
    return tuple(first | scopes)


def went_out(connection: "Connection", scopes: Sequence[str]) -> list[WentOut]:
    """Papers, packages and copies of these that left this laptop, as far as LesVisit kept it; each of them once.

    What is about more visits stands with each of them: it was called back where one of them says so.
    """
    import json

    from lesvisit.services.about_person import raw_of

    query = (
        "SELECT r.kind, r.payload, s.kind FROM record r JOIN scope s ON s.id = r.scope_id WHERE r.scope_id = ?"
        " AND r.deleted = 0 AND r.kind IN ('paper_sent', 'handed_over') ORDER BY r.ord"
    )
    found: dict[WentOut, WentOut] = {}
    for scope_id in scopes:
        for kind, text, scope_kind in raw_of(connection).execute(query, (scope_id,)):
            one = _went(scope_id if scope_kind == "visit" else "", kind, json.loads(text))
            same = one if one.to_id else replace(one, visit_id="", recalled=False)
            known = found.setdefault(same, one)
            found[same] = replace(known, recalled=known.recalled or one.recalled)
    return sorted(found.values(), key=lambda one: one.at_utc)


def _went(visit_id: str, kind: str, said: Mapping[str, Any]) -> WentOut:
    if kind == "handed_over":
        return WentOut(visit_id, kind, str(said["at_utc"]), to_id=str(said["person_id"]))
    return WentOut(
        visit_id,
        str(said.get("paper", "")),
        str(said.get("at_utc", "")),
        str(said.get("file_name", "")),
        str(said.get("folder", "")),
        str(said.get("way", "")),
        recalled=said.get("recalled_utc") is not None,
    )


# Doing it


def of_visit(desk: Desk, visit_id: str) -> Erasure:
    """The erasing of a whole visit."""
    return Erasure(Scope.VISIT, visit_id, desk.clock.now_utc())


def of_person(desk: Desk, person_id: str, words: str) -> Erasure:
    """The erasing of a person; `words` take the place of the name: "een collega"."""
    return Erasure(Scope.PERSON, person_id, desk.clock.now_utc(), words=words)


def of_copy(desk: Desk, visit_id: str, keep: Sequence[str] = ()) -> Erasure:
    """The visitor's copy of a visit that the visited teacher has: the takeaway stays, and what they agreed may."""
    return Erasure(Scope.COPY, visit_id, desk.clock.now_utc(), tuple(keep))


def forget_name(profile: "Profile", plan: ErasePlan) -> None:
    """Takes a person out of the preferences: an abbreviation or word that names her, the folder of the last paper.

    Before the erasing itself, which knows nothing of them; whose laptop this is, goes too when that is she.
    """
    if not plan.finders:
        return
    kept = profile.preferences

    def names(text: str) -> bool:
        return any(finder.names(text) for finder in plan.finders)

    tables = {
        language: {short: long for short, long in table.items() if not names(short) and not names(long)}
        for language, table in kept.abbreviations.items()
    }
    words = {language: [word for word in listed if not names(word)] for language, listed in kept.judging.items()}
    folder = "" if names(kept.paper_folder) else kept.paper_folder
    me_id = "" if plan.person is not None and plan.person.me else kept.me_id
    profile.remember(abbreviations=tables, judging=words, paper_folder=folder, me_id=me_id)


def carry_out(database: "Database", erasures: Sequence[Erasure]) -> "Future[Outcome]":
    """Erases these from every file of the profile, for good. Not while a lesson is running: the caller sees to that.

    Fails with StorageFailed; what was begun is then finished at the next start.
    """
    return database.erase(tuple(erasures))


def let_copy_go(database: "Database", desk: Desk, view: VisitBook, *, agreements: bool) -> "Future[Outcome]":
    """She has the visit: of the visitor's copy only the takeaway stays, and the agreements where they said so."""
    keep = [r.id for r in view.book.of(Agreement)] if agreements else []
    return carry_out(database, (of_copy(desk, view.book.scope_id, keep),))


def erased_since(folder: Path, scope_id: str) -> datetime | None:
    """When something of a visit was erased here, for whoever is about to take it in again; None when nothing was."""
    from lesvisit.models.erased_list import read_list

    return max((e.at_utc for e in read_list(folder).erasures if e.id == scope_id), default=None)
