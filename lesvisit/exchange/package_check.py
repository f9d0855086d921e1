"""Does a package hang together? What can't be true is refused before anything of it is shown or kept."""

import re
from collections.abc import Iterator

from lesvisit.domain.design import Design, DesignVersion
from lesvisit.domain.errors import PackageRefused
from lesvisit.domain.events import Note
from lesvisit.domain.package import Package, PackedRecord, PackedScope
from lesvisit.domain.people import Person
from lesvisit.domain.records import EVENT_KINDS, ScopeKind
from lesvisit.domain.template import Protocol, Template
from lesvisit.domain.visit import Visit
from lesvisit.exchange.package_bounds import check_bounds, check_counts
from lesvisit.exchange.strict import Place, spelled

MOST_NOTE = 20_000
MOST_REV = 1_000_000
Placed = list[tuple[Place, PackedScope, PackedRecord]]
_ID = re.compile(r"[A-Za-z0-9._~+-]{1,64}\Z")
_ONLY: dict[ScopeKind, tuple[str, ...]] = {
    ScopeKind.PEOPLE: ("person",),
    ScopeKind.DESIGN: ("design", "design_version"),
    ScopeKind.TEMPLATE: ("template",),
    ScopeKind.PROTOCOL: ("protocol",),
}
_NOT_IN_VISIT = ("person", "design", "design_version", "other_version", "handed_over")  # the last two stay here
_UNTIMED = ("seating",)  # drawing the room in advance does not begin the visit: with a time or without
_USED_BESIDE = (ScopeKind.TEMPLATE, ScopeKind.PROTOCOL)  # what was last put to use stands beside what is edited
_HEADS: dict[ScopeKind, type] = {
    ScopeKind.VISIT: Visit,
    ScopeKind.DESIGN: Design,
    ScopeKind.TEMPLATE: Template,
    ScopeKind.PROTOCOL: Protocol,
}


def check(package: Package) -> None:
    """Raises PackageRefused with the place of the first thing that can't be."""
    _unique((("scopes",), s.id) for s in package.scopes)
    records = _records(package)
    _unique((path, r.id) for path, _, r in records)
    for path, _, record in records:
        _check_revisions(record, path)
        check_bounds(record, path)
    check_counts((path, record) for path, _, record in records)
    main = package.scope(package.main)
    if main is None or main.kind is not package.kind:
        raise PackageRefused("field_refers", field="manifest.main", target=package.main[:80])
    for number, scope in enumerate(package.scopes):
        _check_scope(scope, ("scopes", number))
    for path, scope, record in records:
        _check_record(scope, record, path)
    _check_stamps(package)
    _check_references(records)
    _check_sender(package, records)


def _records(package: Package) -> Placed:
    """Each record with its path and scope."""
    return [
        (("scopes", number, "records", place), scope, record)
        for number, scope in enumerate(package.scopes)
        for place, record in enumerate(scope.records)
    ]


def _unique(named: Iterator[tuple[Place, str]]) -> None:
    seen: set[str] = set()
    for path, name in named:
        if not _ID.match(name):
            raise PackageRefused("field_type", field=spelled((*path, "id")), wanted="id")
        if name in seen:
            raise PackageRefused("field_twice", field=spelled((*path, "id")))
        seen.add(name)


def _check_scope(scope: PackedScope, path: Place) -> None:
    head = _HEADS.get(scope.kind)
    heads = [r for r in scope.records if head is not None and isinstance(r.head.payload, head)]
    if scope.kind in _USED_BESIDE:
        heads = [r for r in heads if r.id == scope.id]
    if head is not None and len(heads) != 1:
        raise PackageRefused("field_missing", field=spelled((*path, "records")))


def _check_record(scope: PackedScope, record: PackedRecord, path: Place) -> None:
    allowed = _ONLY.get(scope.kind)
    fits = record.kind in allowed if allowed else record.kind not in _NOT_IN_VISIT
    if not fits:
        raise PackageRefused("field_word", field=spelled((*path, "kind")), words=", ".join(allowed or ("note", "…")))
    if record.kind not in _UNTIMED and (record.stamp is not None) != (record.kind in EVENT_KINDS):
        raise PackageRefused("field_missing", field=spelled((*path, "stamp")))


def _check_revisions(record: PackedRecord, path: Place) -> None:
    if not record.revisions:
        raise PackageRefused("field_missing", field=spelled((*path, "revisions")))
    last = 0
    for number, revision in enumerate(record.revisions):
        where = (*path, "revisions", number)
        if not last < revision.rev <= MOST_REV:
            raise PackageRefused("field_number", field=spelled((*where, "rev")))
        if not (0 if revision.deleted else 1) <= revision.base <= revision.rev:  # 0: the making was taken back
            raise PackageRefused("field_number", field=spelled((*where, "base")))
        if isinstance(revision.payload, Note) and len(revision.payload.text) > MOST_NOTE:
            raise PackageRefused("field_too_long", field=spelled((*where, "payload", "text")), most=MOST_NOTE)
        last = revision.rev


def _check_stamps(package: Package) -> None:
    """A device counts each of its events once per visit."""
    for number, scope in enumerate(package.scopes):
        seen: set[tuple[str, int]] = set()
        for place, record in enumerate(scope.records):
            if record.stamp is None:
                continue
            key = (record.stamp.device_id, record.stamp.seq)
            if key in seen or not 0 <= record.stamp.seq <= MOST_REV * 100:
                path = ("scopes", number, "records", place, "stamp", "seq")
                raise PackageRefused("field_twice" if key in seen else "field_number", field=spelled(path))
            seen.add(key)


def _check_references(records: Placed) -> None:
    """A visit brings the people and the design version that it names."""
    people = {r.id for _, _, r in records if isinstance(r.head.payload, Person)}
    versions = {r.id for _, _, r in records if isinstance(r.head.payload, DesignVersion)}
    for path, _scope, record in records:
        visit = record.head.payload
        if not isinstance(visit, Visit):
            continue
        where = (*path, "revisions", len(record.revisions) - 1, "payload")
        named = [("visited_id", visit.visited_id), *(("visitor_ids", i) for i in visit.visitor_ids)]
        named += [("co_designer_ids", i) for i in visit.co_designer_ids]
        for name, person in named:
            if person and person not in people:
                raise PackageRefused("field_refers", field=spelled((*where, name)), target=person[:80])
        if visit.version_id and visit.version_id not in versions:
            raise PackageRefused("field_refers", field=spelled((*where, "version_id")), target=visit.version_id[:80])


def _check_sender(package: Package, records: Placed) -> None:
    """The sender is one of the people in it, under the name that this person has there."""
    names = {r.id: r.head.payload.name for _, _, r in records if isinstance(r.head.payload, Person)}
    sender = package.sender
    if sender.name and sender.person_id not in names:
        raise PackageRefused("field_refers", field="manifest.sender.person_id", target=sender.person_id[:80])
    if sender.name != names.get(sender.person_id, ""):
        raise PackageRefused("field_value", field="manifest.sender.name", detail="people")
