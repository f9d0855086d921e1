"""Packing: a visit, design, template or protocol with all that it needs, for another laptop."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lesvisit.domain.debrief import ChangedLine
from lesvisit.domain.design import Design, DesignVersion
from lesvisit.domain.errors import VisitNotFound
from lesvisit.domain.handover import HandedOver, OtherVersion
from lesvisit.domain.package import Package, PackedRecord, PackedScope, Sender
from lesvisit.domain.people import Person, as_others_know
from lesvisit.domain.records import ScopeKind
from lesvisit.domain.sharing import PaperSent
from lesvisit.domain.visit import Visit
from lesvisit.services.desk import PEOPLE, Desk

if TYPE_CHECKING:
    from sqlalchemy import Connection


_STAYS = (OtherVersion, HandedOver, PaperSent)  # says something of this laptop alone


def pack_visit(connection: "Connection", desk: Desk, visit_id: str) -> Package:
    """The whole visit, the versions of the lesson design that it names, and the people in it.

    What waits for a choice between two versions of a line, that it was handed over, and where papers went, stays
    here. Raises VisitNotFound.
    """
    from lesvisit.models import packing

    scope = packing.pack(connection, visit_id, lambda _id, payload: not isinstance(payload, _STAYS))
    if scope is None or scope.kind is not ScopeKind.VISIT:
        raise VisitNotFound("visit_not_found", visit=visit_id)
    scopes = [scope]
    visit = next(r.head.payload for r in scope.records if isinstance(r.head.payload, Visit))
    if visit.design_id:
        scopes += _design(connection, visit.design_id, _versions_of(scope, visit))
    return _package(connection, desk, ScopeKind.VISIT, visit_id, scopes)


def pack_alone(connection: "Connection", desk: Desk, kind: ScopeKind, scope_id: str) -> Package:
    """A design with all its versions, a template or a protocol. Raises VisitNotFound when it is not here."""
    from lesvisit.models import packing

    scope = packing.pack(connection, scope_id, lambda _id, payload: not isinstance(payload, _STAYS))
    if scope is None or scope.kind is not kind:
        raise VisitNotFound("package_nothing", scope=scope_id)
    return _package(connection, desk, kind, scope_id, [scope])


def _versions_of(scope: PackedScope, visit: Visit) -> set[str]:
    """The version that was taught, and those that a changed line of this visit made."""
    made = {r.head.payload.version_id for r in scope.records if isinstance(r.head.payload, ChangedLine)}
    return {visit.version_id, *made} - {""}


def _design(connection: "Connection", design_id: str, versions: set[str]) -> list[PackedScope]:
    """The design under which the versions stand. Its record's id names it; its scope may be called otherwise."""
    from lesvisit.models import packing

    found = packing.packed_record(connection, design_id)
    if found is None:
        return []
    scope = packing.pack(connection, found[0], lambda i, p: isinstance(p, Design) or i in versions)
    return [scope] if scope is not None else []


def _package(connection: "Connection", desk: Desk, kind: ScopeKind, main: str, scopes: list[PackedScope]) -> Package:
    from lesvisit.models import packing

    named = set(_named(scopes))
    people = packing.pack(connection, PEOPLE, lambda i, _: i in named or i == desk.me_id)
    found = people.records if people is not None else ()
    if found:
        scopes = [*scopes, PackedScope(PEOPLE, ScopeKind.PEOPLE, tuple(map(anonymous, found)))]
    name = next((r.head.payload.name for r in found if r.id == desk.me_id), "")
    return Package(kind, main, Sender(desk.me_id, name), desk.clock.now_utc(), tuple(scopes))


def _named(scopes: Iterable[PackedScope]) -> Iterable[str]:
    """Ids of people: who wrote, and whom a content names."""
    for scope in scopes:
        for record in scope.records:
            yield record.made_by
            for revision in record.revisions:
                yield revision.author_id
                yield from _ids_in(revision.payload)


def _ids_in(payload: Any) -> Iterable[str]:
    """Every text that could be an id: cheaper and surer than a list of fields that grows old."""
    match payload:
        case str():
            yield payload
        case dict():
            for value in payload.values():
                yield from _ids_in(value)
        case tuple() | list():
            for value in payload:
                yield from _ids_in(value)
        case _:
            for name in getattr(payload, "__slots__", ()):
                yield from _ids_in(getattr(payload, name))


def without_own(package: Package) -> Package:
    """What a package may say of people and papers, whatever it says.

    Who is whom is answered on each laptop, and what another sent is theirs to call back (older packages told it).
    """
    return replace(package, scopes=tuple(replace(s, records=_without_sent(s.records)) for s in package.scopes))


def _without_sent(records: Iterable[PackedRecord]) -> tuple[PackedRecord, ...]:
    return tuple(anonymous(r) for r in records if not isinstance(r.head.payload, PaperSent))


def anonymous(record: PackedRecord) -> PackedRecord:
    """A person as others may know it: not whose laptop this is, nor who turned out to be whom here."""
    if not isinstance(record.head.payload, Person):
        return record
    revisions = tuple(replace(r, payload=as_others_know(r.payload)) for r in record.revisions)
    return replace(record, revisions=revisions)


def versions_named(package: Package) -> int:
    """How many versions of a design come with it, for the preview."""
    return sum(isinstance(r.head.payload, DesignVersion) for s in package.scopes for r in s.records)
