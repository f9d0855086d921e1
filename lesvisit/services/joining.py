"""A second observer's events in our visit: what they saw in the same lesson joins it, on the shared bell.

Their visit becomes a package for ours: the same preview, the same one act and the same one undo. Ids follow from
ours and theirs, so that however often it comes it is there once. Their own visit stays as it is. What joins and
what stays is decided in joining_fit.py, and told per kind in the preview.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from lesvisit.domain.errors import PackageRefused
from lesvisit.domain.package import Package, PackedRecord, PackedScope, Revision
from lesvisit.domain.records import Change, ScopeKind
from lesvisit.domain.visit import Visit
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import visits
from lesvisit.services.arrival_who import with_mine
from lesvisit.services.arrivals import Line, Preview, preview, take_in
from lesvisit.services.desk import PEOPLE, Desk
from lesvisit.services.joining_fit import Fit
from lesvisit.services.joining_near import LessonHere, is_same_class, lessons_beside
from lesvisit.services.joining_parts import Share

if TYPE_CHECKING:
    from sqlalchemy import Connection

_INSTANT = timedelta(milliseconds=1)


@dataclass(frozen=True, kw_only=True)
class JoinPreview(Preview):
    """What would join our visit, and beside it, per kind, what joins and what stays behind and why.

    `ours` and `theirs` are the headers: only a person says that the two are one lesson. `theirs_id` is their visit's
    own id.
    """

    ours: Visit
    theirs: Visit
    theirs_id: str
    shares: tuple[Share, ...]

    @property
    def as_mine(self) -> tuple[Line, ...]:
        """Without our own header: who also looked is added to it here, by joining."""
        return tuple(line for line in super().as_mine if not isinstance(line.there.head.payload, Visit))

    @property
    def our_bell(self) -> bool:
        """Was the bell set here? Without both bells nothing lies on a shared one."""
        return self.ours.lesson_start_utc is not None

    @property
    def their_bell(self) -> bool:
        """Was the bell set there?"""
        return self.theirs.lesson_start_utc is not None

    @property
    def same_class(self) -> bool:
        """Is the class written the same here and there?"""
        return is_same_class(self.ours, self.theirs)


def our_lessons(connection: "Connection", package: Package) -> tuple[LessonHere, ...]:
    """The visits here that the visit of the package may join: all, those of its day first (see joining_near.py).

    The visit itself, where it is here already, is not among them.
    """
    theirs = visit_in(package)
    return lessons_beside(connection, theirs, package.main) if theirs is not None else ()


def visit_in(package: Package) -> Visit | None:
    """The header of the visit in a package; None for a package of something else."""
    scope = package.scope(package.main) if package.kind is ScopeKind.VISIT else None
    heads = (r.head.payload for r in scope.records if not r.head.deleted) if scope is not None else ()
    return next((p for p in heads if isinstance(p, Visit)), None)


def join_preview(
    connection: "Connection", package: Package, visit_id: str, same_as: Mapping[str, str] | None = None
) -> JoinPreview:
    """What would join our visit, and what stays. Raises VisitNotFound when it is not here.

    Raises PackageRefused for a package that is no visit, or this very one.
    """
    theirs, head = package.scope(package.main), visit_in(package)
    if theirs is None or head is None:
        raise PackageRefused("join_no_visit")
    if package.main == visit_id:
        raise PackageRefused("join_itself")
    fit = Fit(visits.open_visit(connection, visit_id), theirs, head)
    found = preview(connection, _joined(connection, package, fit, same_as or {}))
    beside = found.package, found.lines, found.scope_here, found.people
    return JoinPreview(*beside, ours=fit.ours.visit, theirs=head, theirs_id=package.main, shares=fit.shares)


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
    add up. Raises as `join_preview` does, and PackageRefused also when something here changed since the preview
    that was `shown`.
    """
    found = join_preview(connection, package, visit_id, same_as)
    if shown is not None and found.lines != shown.lines:
        raise PackageRefused("package_changed")
    return take_in(connection, desk, found, same_as)


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
