"""Whole records out of the database and into it: all their revisions, as a package carries them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, insert, select, update

from lesvisit.domain.package import PackedRecord, PackedScope, Revision
from lesvisit.domain.records import Change, Operation, Record, ScopeKind
from lesvisit.models import tables as t
from lesvisit.models.codec import decode, encode
from lesvisit.models.crashpoints import reached
from lesvisit.models.reading import stamp_of_event, stamps_of_scope
from lesvisit.models.writing import log_act, open_scope, put_events, reindex_many

_h = t.history.c
_MANY = 500  # ids in one question


def pack(
    connection: Connection, scope_id: str, wanted: Callable[[str, Any], bool] = lambda _id, _payload: True
) -> PackedScope | None:
    """A scope with all revisions of the records that are wanted (by id and content as it stands); None if absent."""
    scope = connection.execute(select(t.scope).where(t.scope.c.id == scope_id)).first()
    if scope is None:
        return None
    rows = connection.execute(select(t.record).where(t.record.c.scope_id == scope_id).order_by(t.record.c.ord))
    older = _history(connection, scope_id)
    stamps = stamps_of_scope(connection, scope_id)
    found = []
    for row in rows:
        head = _revision(row.kind, row)
        if wanted(row.id, head.payload):
            revisions = (*(_revision(row.kind, h) for h in older.get(row.id, ())), head)
            found.append(PackedRecord(row.id, row.kind, row.made_by, revisions, stamps.get(row.id)))
    return PackedScope(scope_id, ScopeKind(scope.kind), tuple(found))


def packed_record(connection: Connection, record_id: str) -> tuple[str, PackedRecord] | None:
    """One record with its revisions, and the scope it stands in; None when it is not here."""
    row = connection.execute(select(t.record).where(t.record.c.id == record_id)).first()
    if row is None:
        return None
    older = connection.execute(select(t.history).where(_h.record_id == record_id).order_by(_h.rev))
    revisions = (*(_revision(row.kind, h) for h in older), _revision(row.kind, row))
    return row.scope_id, PackedRecord(row.id, row.kind, row.made_by, revisions, stamp_of_event(connection, record_id))


def _history(connection: Connection, scope_id: str) -> dict[str, list[Row[Any]]]:
    query = select(t.history).join(t.record, t.record.c.id == _h.record_id).where(t.record.c.scope_id == scope_id)
    found: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(query.order_by(_h.record_id, _h.rev)):
        found.setdefault(row.record_id, []).append(row)
    return found


def _revision(kind: str, row: Row[Any]) -> Revision:
    payload = decode(kind, row.payload)
    return Revision(row.rev, row.base, payload, row.author_id, row.updated_utc, bool(row.deleted))


def sequences(connection: Connection, scope_id: str) -> set[tuple[str, int]]:
    """The numbers that each device gave in a visit (a copied data folder gives them twice)."""
    e = t.event.c
    return {
        (row.device_id, row.seq)
        for row in connection.execute(select(e.device_id, e.seq).where(e.scope_id == scope_id))
    }


# In


@dataclass(frozen=True, slots=True)
class Arriving:
    """A record that comes in whole (new here), or with revisions after those that are here."""

    scope_id: str
    scope_kind: ScopeKind
    record: PackedRecord


def arrive(connection: Connection, act: Operation, arriving: Iterable[Arriving]) -> list[Change]:
    """Puts records with their revisions here, as one act that can be taken back; a change per scope.

    The caller's transaction makes it whole. Doing it twice changes nothing.
    """
    done = select(exists().where(t.operation.c.id == act.id))
    if connection.execute(done).scalar_one():
        return []
    items = list(arriving)
    scopes = {item.scope_id: item.scope_kind for item in items}
    numbers = {i: open_scope(connection, i, kind, act.at_utc) for i, kind in scopes.items()}
    before = {row.id: row for row in _rows(connection, [item.record.id for item in items])}
    new = [item for item in items if item.record.id not in before]
    _insert_heads(connection, new)
    reached("in_import_3")
    for item in items:
        if item.record.id in before:
            _update_head(connection, item.record.id, item.record.head)
    _to_history(connection, items, before)
    _search_again(connection, items, before)
    open_scope(connection, act.scope_id, act.scope_kind, act.at_utc)
    changes = [
        [i.record.id, before[i.record.id].base if i.record.id in before else 0, i.record.head.base] for i in items
    ]
    log_act(connection, act, changes)
    return [
        Change(i, tuple(_record(x) for x in items if x.scope_id == i), act.verb, op_id=act.id, number=numbers[i])
        for i in scopes
    ]


def _record(item: Arriving) -> Record[Any]:
    packed, head = item.record, item.record.head
    return Record(
        packed.id,
        item.scope_id,
        head.rev,
        head.base,
        head.payload,
        head.author_id,
        head.updated_utc,
        head.deleted,
        packed.stamp,
        packed.made_by,
    )


def _rows(connection: Connection, ids: Sequence[str]) -> list[Row[Any]]:
    """The records of these ids that are here."""
    found: list[Row[Any]] = []
    for start in range(0, len(ids), _MANY):
        found += connection.execute(select(t.record).where(t.record.c.id.in_(ids[start : start + _MANY])))
    return found


def known_ids(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Which of these stand here, in whatever scope."""
    found: set[str] = set()
    for start in range(0, len(ids), _MANY):
        query = select(t.record.c.id).where(t.record.c.id.in_(ids[start : start + _MANY]))
        found |= set(connection.execute(query).scalars())
    return found


def _insert_heads(connection: Connection, items: Sequence[Arriving]) -> None:
    if not items:
        return
    connection.execute(insert(t.record), [_head_values(item) for item in items])
    put_events(connection, [(i.scope_id, i.record) for i in items], datetime.now(UTC))


def _head_values(item: Arriving) -> dict[str, Any]:
    packed = item.record
    return {
        "id": packed.id,
        "scope_id": item.scope_id,
        "kind": packed.kind,
        "made_by": packed.made_by,
        **_revision_values(packed.head),
    }


def _revision_values(revision: Revision) -> dict[str, Any]:
    return {
        "rev": revision.rev,
        "base": revision.base,
        "deleted": revision.deleted,
        "payload": encode(revision.payload),
        "author_id": revision.author_id,
        "updated_utc": revision.updated_utc,
    }


def _update_head(connection: Connection, record_id: str, head: Revision) -> None:
    connection.execute(update(t.record).where(t.record.c.id == record_id).values(**_revision_values(head)))


def _to_history(connection: Connection, items: Sequence[Arriving], before: Mapping[str, Row[Any]]) -> None:
    """What was, and what came between."""
    found = []
    for item in items:
        packed, here = item.record, before.get(item.record.id)
        older = packed.revisions[:-1]
        if here is not None:
            older = (_revision(packed.kind, here), *(r for r in older if r.rev > here.rev))
        found += [{"record_id": packed.id, **_revision_values(revision)} for revision in older]
    if found:
        connection.execute(insert(t.history), found)


def _search_again(connection: Connection, items: Sequence[Arriving], before: Mapping[str, Row[Any]]) -> None:
    ords = {row.id: int(row.ord) for row in before.values()}
    ids = [item.record.id for item in items if item.record.id not in ords]
    for start in range(0, len(ids), _MANY):
        query = select(t.record.c.id, t.record.c.ord).where(t.record.c.id.in_(ids[start : start + _MANY]))
        ords |= {row.id: int(row.ord) for row in connection.execute(query)}
    reindex_many(connection, [(ords[i.record.id], i.scope_id, i.record.head) for i in items])
