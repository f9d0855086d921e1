"""Whole records out of the database and into it: all their revisions, as a package carries them."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, text, update

from lesvisit.domain.package import PackedRecord, PackedScope, Revision
from lesvisit.domain.records import Change, Operation, Record, ScopeKind, kind_of
from lesvisit.models import tables as t
from lesvisit.models.codec import decode, encode
from lesvisit.models.crashpoints import reached
from lesvisit.models.prepared import Prepared
from lesvisit.models.reading import as_moment, get, load
from lesvisit.models.writing import log_act, open_scope, put_events, reindex_many

_h, _r, _e = t.history.c, t.record.c, t.event.c

# A first package would pay for compiling each of these anew in every profile (see prepared.py).
_HISTORY = Prepared(
    select(_h.record_id, _r.kind, _h.rev, _h.base, _h.payload, _h.author_id, _h.updated_utc, _h.deleted)
    .join_from(t.history, t.record, _r.id == _h.record_id)
    .where(_r.scope_id == bindparam("scope_id"))
    .order_by(_h.record_id, _h.rev)
)
_SEQUENCES = Prepared(select(_e.device_id, _e.seq).where(_e.scope_id == bindparam("scope_id")))
_KNOWN = Prepared(text("SELECT id FROM record WHERE id IN (SELECT value FROM json_each(:ids))"))
_DONE = Prepared(select(t.operation.c.id).where(t.operation.c.id == bindparam("op_id")))
_HEADS_PUT = Prepared(insert(t.record))
_HISTORY_PUT = Prepared(insert(t.history))
_ORDS = Prepared(select(_r.id, _r.ord).where(_r.scope_id == bindparam("scope_id")))


def pack(
    connection: Connection, scope_id: str, wanted: Callable[[str, Any], bool] = lambda _id, _payload: True
) -> PackedScope | None:
    """A scope with all revisions of the records that are wanted (by id and content as it stands); None if absent."""
    book = load(connection, scope_id)
    if book is None:
        return None
    older = _history(connection, scope_id)
    found = [
        PackedRecord(r.id, kind_of(r.payload), r.made_by, (*older.get(r.id, ()), _head(r)), r.stamp)
        for r in book.records.values()
        if wanted(r.id, r.payload)
    ]
    return PackedScope(scope_id, book.scope_kind, tuple(found))


def packed_record(connection: Connection, record_id: str) -> tuple[str, PackedRecord] | None:
    """One record with its revisions, and the scope it stands in; None when it is not here."""
    record = get(connection, record_id)
    if record is None:
        return None
    older = connection.execute(select(t.history).where(_h.record_id == record_id).order_by(_h.rev))
    kind = kind_of(record.payload)
    revisions = (*(_revision(kind, h) for h in older), _head(record))
    return record.scope_id, PackedRecord(record.id, kind, record.made_by, revisions, record.stamp)


def _head(record: Record[Any]) -> Revision:
    r = record
    return Revision(r.rev, r.base, r.payload, r.author_id, r.updated_utc, r.deleted)


def _history(connection: Connection, scope_id: str) -> dict[str, list[Revision]]:
    found: dict[str, list[Revision]] = {}
    for record_id, kind, rev, base, payload, author, at, deleted in _HISTORY.rows(connection, scope_id=scope_id):
        older = Revision(rev, base, decode(kind, payload), author, as_moment(at), bool(deleted))
        found.setdefault(record_id, []).append(older)
    return found


def _revision(kind: str, row: Row[Any]) -> Revision:
    payload = decode(kind, row.payload)
    return Revision(row.rev, row.base, payload, row.author_id, row.updated_utc, bool(row.deleted))


def sequences(connection: Connection, scope_id: str) -> set[tuple[str, int]]:
    """The numbers that each device gave in a visit (a copied data folder gives them twice)."""
    return set(_SEQUENCES.rows(connection, scope_id=scope_id))


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
    if _DONE.first(connection, op_id=act.id):
        return []
    items = list(arriving)
    scopes = {item.scope_id: item.scope_kind for item in items}
    ids = {item.record.id for item in items}
    numbers = {i: open_scope(connection, i, kind, act.at_utc) for i, kind in scopes.items()}
    before = {r.id: r for scope_id in scopes for r in _records(connection, scope_id) if r.id in ids}
    new = [item for item in items if item.record.id not in before]
    _insert_heads(connection, new)
    reached("in_import_3")
    for item in items:
        if item.record.id in before:
            _update_head(connection, item.record.id, item.record.head)
    _to_history(connection, items, before)
    _search_again(connection, items, scopes, before)
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


def _records(connection: Connection, scope_id: str) -> Iterable[Record[Any]]:
    """The records of a scope as they stand here."""
    book = load(connection, scope_id)
    return book.records.values() if book is not None else ()


def known_ids(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Which of these stand here, in whatever scope."""
    return {found for (found,) in _KNOWN.rows(connection, ids=json.dumps(ids))}


def _insert_heads(connection: Connection, items: Sequence[Arriving]) -> None:
    _HEADS_PUT.many(connection, [_head_values(item) for item in items])
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


def _to_history(connection: Connection, items: Sequence[Arriving], before: Mapping[str, Record[Any]]) -> None:
    """What was, and what came between."""
    found = []
    for item in items:
        packed, here = item.record, before.get(item.record.id)
        older = packed.revisions[:-1]
        if here is not None:
            older = (_head(here), *(r for r in older if r.rev > here.rev))
        found += [{"record_id": packed.id, **_revision_values(revision)} for revision in older]
    _HISTORY_PUT.many(connection, found)


def _search_again(
    connection: Connection, items: Sequence[Arriving], scopes: Iterable[str], before: Iterable[str]
) -> None:
    """Search finds them as they now are; what stood here before goes out of it first."""
    ords = {i: int(ord_) for scope_id in scopes for i, ord_ in _ORDS.rows(connection, scope_id=scope_id)}
    known = [ords[record_id] for record_id in before]
    reindex_many(connection, [(ords[i.record.id], i.scope_id, i.record.head) for i in items], known)
