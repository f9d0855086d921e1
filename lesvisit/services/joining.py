"""A second observer's events in our visit: what they saw in the same lesson joins it, on the shared bell.

Their visit becomes a package for ours: the same preview, the same one act and the same one undo. Ids follow from
ours and theirs, so that however often it comes it is there once. Their own visit stays as it is. What joins and
what stays is decided in joining_fit.py, and told per kind in the preview.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from lesvisit.domain.errors import PackageRefused, VisitNotFound
from lesvisit.domain.package import Package, PackedRecord, PackedScope, Revision
from lesvisit.domain.records import Change, ScopeKind
from lesvisit.domain.visit import Visit
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.arrival_who import with_mine
from lesvisit.services.arrivals import Preview, preview, take_in
from lesvisit.services.desk import PEOPLE, Desk
from lesvisit.services.joining_fit import Fit
from lesvisit.services.joining_parts import Share

if TYPE_CHECKING:
    from sqlalchemy import Connection

_INSTANT = timedelta(milliseconds=1)
_FAR_DAYS = 1  # a clock that is hours off may say another day


@dataclass(frozen=True, slots=True)
class SameLesson:
    """A visit of ours that may be about the lesson of the package."""

    visit_id: str
    visit: Visit


@dataclass(frozen=True)
class JoinPreview(Preview):
    """What would join our visit, and beside it, per kind, what joins and what stays behind and why.

    `our_bell`, `their_bell`: was the bell set here, and there? Without both nothing lies on a shared bell.
    """

    shares: tuple[Share, ...] = ()
    our_bell: bool = False
    their_bell: bool = False


def same_lessons(connection: "Connection", package: Package) -> tuple[SameLesson, ...]:
    """Our visits to the class of the package's visit on its day, and a day off, the nearest first.

    A visit that is here already is not asked about.
    """
    from lesvisit.models import reading

    theirs = visit_in(package)
    if theirs is None or package.scope(package.main) is None:
        return ()
    wanted, day = _folded(theirs.class_name), theirs.day
    found = [
        SameLesson(r.scope_id, r.payload)
        for r in reading.of_kind(connection, ["visit"])
        if r.scope_id != package.main and _folded(r.payload.class_name) == wanted
    ]
    near = (lesson for lesson in found if _far(lesson.visit.day, day) <= _FAR_DAYS)
    return tuple(sorted(near, key=lambda lesson: _far(lesson.visit.day, day)))


def _far(one: date, other: date) -> int:
    return abs((one - other).days)


def visit_in(package: Package) -> Visit | None:
    """The header of the visit in a package; None for a package of something else."""
    scope = package.scope(package.main) if package.kind is ScopeKind.VISIT else None
    heads = (r.head.payload for r in scope.records if not r.head.deleted) if scope is not None else ()
    return next((p for p in heads if isinstance(p, Visit)), None)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def join_preview(
    connection: "Connection", package: Package, visit_id: str, same_as: Mapping[str, str] | None = None
) -> JoinPreview:
    """What would join our visit, and what stays. Raises VisitNotFound when it is not here."""
    fit = _fit(connection, package, visit_id)
    found = preview(connection, _joined(connection, package, fit, same_as or {}))
    bells = fit.ours.visit.lesson_start_utc is not None, fit.has_bell
    return JoinPreview(found.package, found.lines, found.scope_here, found.people, fit.shares, *bells)


def join_to(
    connection: "Connection",
    desk: Desk,
    package: Package,
    visit_id: str,
    same_as: Mapping[str, str] | None = None,
    shown: Preview | None = None,
) -> list[Change]:
    """The events of the package's visit join ours, as one act; the caller's transaction makes it whole.

    Presses in a part of the form that somebody here used stay in their own visit: two counts of one lesson never
    add up. Raises VisitNotFound, and PackageRefused also when something here changed since the preview that was
    `shown`.
    """
    found = join_preview(connection, package, visit_id, same_as)
    if shown is not None and found.lines != shown.lines:
        raise PackageRefused("package_changed")
    return take_in(connection, desk, found, same_as)


def _fit(connection: "Connection", package: Package, visit_id: str) -> Fit:
    from lesvisit.services import visits

    theirs, head = package.scope(package.main), visit_in(package)
    if theirs is None or head is None:
        raise VisitNotFound("visit_not_found", visit=package.main)
    return Fit(visits.open_visit(connection, visit_id), theirs, head)


def _joined(connection: "Connection", package: Package, fit: Fit, same_as: Mapping[str, str]) -> Package:
    visit_id = fit.ours.book.scope_id
    head = _with_visitors(connection, fit.ours, fit.observers, package, same_as)
    scopes = [PackedScope(visit_id, ScopeKind.VISIT, (*head, *fit.records))]
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
    people = package.scope(PEOPLE)
    known = with_mine(same_as, people.records if people is not None else (), ours.people)
    more = [i for i in observers if ours.same_person(known.get(i) or i) not in there]
    packed = packing.packed_record(connection, ours.head.id)
    if not more or packed is None:
        return ()
    record = packed[1]
    head = record.head
    told = replace(head.payload, visitor_ids=(*head.payload.visitor_ids, *more))
    at = max(package.made_utc, head.updated_utc + _INSTANT)  # taken back and joined again, it is a revision anew
    revision = Revision(head.rev + 1, head.rev + 1, told, package.sender.person_id or more[0], at)
    return (replace(record, revisions=(*record.revisions, revision)),)
