"""Whole records out of the database and into it: all their revisions, as a package carries them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, insert, select, update

from lesvisit.domain.events import Stamp
from lesvisit.domain.package import PackedRecord, PackedScope, Revision
from lesvisit.domain.records import Change, Operation, Record, ScopeKind
from lesvisit.models import tables as t
from lesvisit.models.codec import decode, encode
from lesvisit.models.crashpoints import reached
from lesvisit.models.reading import stamp_of_event
from lesvisit.models.writing import log_act, open_scope, put_event, reindex

_h = t.history.c


def pack(
    connection: Connection, scope_id: str, wanted: Callable[[str, Any], bool] = lambda _id, _payload: True
) -> PackedScope | None:
    """A scope with all revisions of the records that are wanted (by id and content as it stands); None if absent."""
    scope = connection.execute(select(t.scope).where(t.scope.c.id == scope_id)).first()
    if scope is None:
        return None
    rows = connection.execute(select(t.record).where(t.record.c.scope_id == scope_id).order_by(t.record.c.ord))
    older = _history(connection, scope_id)
    found = []
    for row in rows:
        head = _revision(row.kind, row)
        if wanted(row.id, head.payload):
            stamp = stamp_of_event(connection, row.id)
            revisions = (*(_revision(row.kind, h) for h in older.get(row.id, ())), head)
            found.append(PackedRecord(row.id, row.kind, row.made_by, revisions, stamp))
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


def sequence_taken(connection: Connection, scope_id: str, stamp: Stamp) -> bool:
    """Has another event of this visit the same device and number? (Then a data folder was copied.)"""
    e = t.event.c
    same = exists().where(e.scope_id == scope_id, e.device_id == stamp.device_id, e.seq == stamp.seq)
    return bool(connection.execute(select(same)).scalar_one())


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
    changes: list[list[Any]] = []
    by_scope: dict[str, list[Record[Any]]] = {}
    numbers: dict[str, int] = {}
    for number, item in enumerate(arriving):
        if item.scope_id not in by_scope:
            numbers[item.scope_id] = open_scope(connection, item.scope_id, item.scope_kind, act.at_utc)
        before = connection.execute(select(t.record).where(t.record.c.id == item.record.id)).first()
        record = _bring(connection, item, before)
        changes.append([record.id, before.base if before is not None else 0, record.base])
        by_scope.setdefault(item.scope_id, []).append(record)
        if number == 2:
            reached("in_import_3")
    open_scope(connection, act.scope_id, act.scope_kind, act.at_utc)
    log_act(connection, act, changes)
    return [Change(i, tuple(r), act.verb, op_id=act.id, number=numbers[i]) for i, r in by_scope.items()]


def _bring(connection: Connection, item: Arriving, before: Row[Any] | None) -> Record[Any]:
    packed, head = item.record, item.record.head
    if before is None:
        ord_ = _insert_head(connection, item)
        newer = packed.revisions[:-1]
    else:
        ord_ = int(before.ord)
        newer = tuple(r for r in packed.revisions[:-1] if r.rev > before.rev)
        _to_history(connection, packed.id, packed.kind, (_revision(packed.kind, before),))
        _update_head(connection, packed.id, head)
    _to_history(connection, packed.id, packed.kind, newer)
    reindex(connection, ord_, item.scope_id, head.payload, head.deleted)
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


def _insert_head(connection: Connection, item: Arriving) -> int:
    packed, head = item.record, item.record.head
    values = {
        "id": packed.id,
        "scope_id": item.scope_id,
        "kind": packed.kind,
        "rev": head.rev,
        "base": head.base,
        "deleted": head.deleted,
        "payload": encode(head.payload),
        "author_id": head.author_id,
        "updated_utc": head.updated_utc,
        "made_by": packed.made_by,
    }
    ord_ = int(connection.execute(insert(t.record).returning(t.record.c.ord), values).scalar_one())
    if packed.stamp is not None:
        put_event(connection, item.scope_id, packed.id, packed.kind, packed.made_by, packed.stamp, datetime.now(UTC))
    return ord_


def _update_head(connection: Connection, record_id: str, head: Revision) -> None:
    connection.execute(
        update(t.record)
        .where(t.record.c.id == record_id)
        .values(
            rev=head.rev,
            base=head.base,
            deleted=head.deleted,
            payload=encode(head.payload),
            author_id=head.author_id,
            updated_utc=head.updated_utc,
        )
    )


def _to_history(connection: Connection, record_id: str, kind: str, revisions: Iterable[Revision]) -> None:
    for revision in revisions:
        connection.execute(
            insert(t.history),
            {
                "record_id": record_id,
                "rev": revision.rev,
                "base": revision.base,
                "deleted": revision.deleted,
                "payload": encode(revision.payload),
                "author_id": revision.author_id,
                "updated_utc": revision.updated_utc,
            },
        )
