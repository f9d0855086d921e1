"""Writing inside one transaction: put an operation, take one back, do it again.

Everything here runs on the thread that owns the connection; records come out frozen, rows never do.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, exists, func, insert, select, text, update

from lesvisit.domain.errors import NothingToUndo, RecordChanged
from lesvisit.domain.events import Stamp
from lesvisit.domain.package import PackedRecord, Revision
from lesvisit.domain.records import Change, Operation, Record, ScopeKind, Write, kind_of
from lesvisit.domain.sharing import LineMark
from lesvisit.domain.text import searchable
from lesvisit.models import tables as t
from lesvisit.models import unarriving
from lesvisit.models.codec import decode, encode
from lesvisit.models.crashpoints import reached
from lesvisit.models.prepared import Prepared
from lesvisit.models.reading import stamp_of_event

# What every act runs, compiled once (see prepared.py).
_KNOWN = Prepared(
    select(
        exists().where(t.operation.c.id == bindparam("op_id")).label("op"),
        exists().where(t.scope.c.id == bindparam("scope_id")).label("scope"),
        exists()
        .where(t.operation.c.scope_id == bindparam("scope_id"), t.operation.c.state == "undone")
        .label("redo"),
    )
)
_SCOPE_KNOWN = Prepared(select(t.scope.c.id).where(t.scope.c.id == bindparam("scope_id")))
_HIGHEST = Prepared(
    select(func.coalesce(func.max(t.scope.c.number), 0)).where(t.scope.c.kind == bindparam("of_kind"))
)
_SCOPE_PUT = Prepared(insert(t.scope))
_RECORD_PUT = Prepared(insert(t.record).returning(t.record.c.ord))
_EVENT_PUT = Prepared(insert(t.event))
_HISTORY_PUT = Prepared(insert(t.history))
_OPERATION_PUT = Prepared(insert(t.operation))
_REDO_END = Prepared(
    update(t.operation)
    .where(t.operation.c.scope_id == bindparam("of_scope"), t.operation.c.state == "undone")
    .values(state="dropped")
)
_SEARCH_PUT = Prepared(text("INSERT INTO search(rowid, body, scope_id) VALUES (:ord, :body, :scope)"))
_SEARCH_CUT = Prepared(text("DELETE FROM search WHERE rowid = :ord"))
BESIDE = "+"  # ends the id of the half of an act that stands in another scope


def put(
    connection: Connection, operation: Operation, now: datetime | None = None, *, arriving: bool = False
) -> Change:
    """Writes an operation; the caller's transaction makes it whole. Doing it twice changes nothing.

    `arriving` records come from a file: new here, with the revision and times that they have there.
    Raises RecordChanged when a record has another revision than the operation was made on.
    """
    known, opened, redo = _KNOWN.first(connection, op_id=operation.id, scope_id=operation.scope_id)
    if known:
        return Change(operation.scope_id, (), operation.verb, op_id=operation.id)
    number = 0 if opened else _new_scope(connection, operation.scope_id, operation.scope_kind, operation.at_utc)
    committed = now or datetime.now(UTC)
    done = [_put_write(connection, operation, write, committed, arriving) for write in operation.writes]
    _log(connection, operation, [change for _, change in done], redo=redo)
    return Change(operation.scope_id, tuple(r for r, _ in done), operation.verb, op_id=operation.id, number=number)


def open_scope(connection: Connection, scope_id: str, kind: ScopeKind, at_utc: datetime) -> int:
    """Makes the scope where there is none; its number when it is new, else 0."""
    known = _SCOPE_KNOWN.first(connection, scope_id=scope_id)
    return 0 if known else _new_scope(connection, scope_id, kind, at_utc)


def _new_scope(connection: Connection, scope_id: str, kind: ScopeKind, at_utc: datetime) -> int:
    """Makes the scope; returns its number."""
    (highest,) = _HIGHEST.first(connection, of_kind=kind.value)
    number = int(highest) + 1
    _SCOPE_PUT.run(connection, id=scope_id, kind=kind.value, number=number, created_utc=at_utc)
    return number


def _put_write(
    connection: Connection, operation: Operation, write: Write, committed: datetime, arriving: bool
) -> tuple[Record[Any], list[Any]]:
    if write.rev == 1 or arriving:
        record = _insert(connection, operation, write, committed)
        reached("after_insert")
        return record, [record.id, 0, write.rev]
    before = _row(connection, write.record_id)
    if before is None or before.rev != write.rev - 1:
        raise RecordChanged("changed_elsewhere", record=write.record_id)
    record = _revise(connection, before, write.payload, write.deleted, write.rev, operation.author_id, committed)
    return record, [record.id, before.base, write.rev]


def _insert(connection: Connection, operation: Operation, write: Write, committed: datetime) -> Record[Any]:
    kind = kind_of(write.payload)
    (ord_,) = _RECORD_PUT.first(
        connection,
        id=write.record_id,
        scope_id=operation.scope_id,
        kind=kind,
        rev=write.rev,
        base=write.rev,
        deleted=write.deleted,
        payload=encode(write.payload),
        author_id=operation.author_id,
        updated_utc=operation.at_utc,
        made_by=operation.author_id,
    )
    _index(connection, int(ord_), operation.scope_id, write.payload, write.deleted)
    if write.stamp is not None:
        author = operation.author_id
        put_event(connection, operation.scope_id, write.record_id, kind, author, write.stamp, committed)
    return Record(
        write.record_id,
        operation.scope_id,
        write.rev,
        write.rev,
        write.payload,
        operation.author_id,
        operation.at_utc,
        write.deleted,
        write.stamp,
        operation.author_id,
    )


def put_event(
    connection: Connection,
    scope_id: str,
    record_id: str,
    kind: str,
    author_id: str,
    stamp: Stamp,
    committed: datetime,
) -> None:
    """The times of an event, beside its record."""
    _EVENT_PUT.run(connection, **_event_values(scope_id, record_id, kind, author_id, stamp, committed))


def put_events(connection: Connection, records: Iterable[tuple[str, PackedRecord]], committed: datetime) -> None:
    """The times of many events at once, each with the scope it stands in."""
    found = [
        _event_values(scope_id, r.id, r.kind, r.made_by, r.stamp, committed)
        for scope_id, r in records
        if r.stamp is not None
    ]
    _EVENT_PUT.many(connection, found)


def _event_values(
    scope_id: str, record_id: str, kind: str, author_id: str, stamp: Stamp, committed: datetime
) -> dict[str, Any]:
    return {
        "id": record_id,
        "scope_id": scope_id,
        "kind": kind,
        "block_id": stamp.block_id,
        "author_id": author_id,
        "device_id": stamp.device_id,
        "seq": stamp.seq,
        "boot_id": stamp.boot_id,
        "elapsed_ms": stamp.elapsed_ms,
        "first_utc": stamp.first_utc,
        "committed_utc": stamp.committed_utc or committed,
        "at_utc": stamp.at_utc,
        "zone": stamp.zone,
        "basis": stamp.basis.value,
    }


def _row(connection: Connection, record_id: str) -> Row[Any] | None:
    return connection.execute(select(t.record).where(t.record.c.id == record_id)).first()


def _revise(
    connection: Connection,
    before: Row[Any],
    payload: Any,
    deleted: bool,
    base: int,
    author_id: str,
    at_utc: datetime,
) -> Record[Any]:
    """The next revision; the one before goes to the history. `base` is its own number unless content returns."""
    rev = before.rev + 1
    _HISTORY_PUT.run(
        connection,
        record_id=before.id,
        rev=before.rev,
        base=before.base,
        deleted=before.deleted,
        payload=before.payload,
        author_id=before.author_id,
        updated_utc=before.updated_utc,
    )
    connection.execute(
        update(t.record)
        .where(t.record.c.id == before.id)
        .values(
            rev=rev,
            base=base,
            deleted=deleted,
            payload=encode(payload),
            author_id=author_id,
            updated_utc=at_utc,
        )
    )
    reindex(connection, before.ord, before.scope_id, payload, deleted)
    stamp = stamp_of_event(connection, before.id)
    return Record(before.id, before.scope_id, rev, base, payload, author_id, at_utc, deleted, stamp, before.made_by)


def reindex(connection: Connection, ord_: int, scope_id: str, payload: Any, deleted: bool) -> None:
    """Search finds the record as it now is."""
    _SEARCH_CUT.run(connection, ord=ord_)
    _index(connection, ord_, scope_id, payload, deleted)


def reindex_many(connection: Connection, found: Sequence[tuple[int, str, Revision]], known: Iterable[int]) -> None:
    """The same for many, each with the scope it stands in; `known` are the numbers of those that stood here."""
    _SEARCH_CUT.many(connection, [{"ord": ord_} for ord_ in known])
    bodies = [(ord_, scope, "" if head.deleted else searchable(head.payload)) for ord_, scope, head in found]
    _SEARCH_PUT.many(connection, [{"ord": o, "scope": scope, "body": body} for o, scope, body in bodies if body])


def _index(connection: Connection, ord_: int, scope_id: str, payload: Any, deleted: bool) -> None:
    body = "" if deleted else searchable(payload)
    if body:
        _SEARCH_PUT.run(connection, ord=ord_, body=body, scope=scope_id)


def _log(connection: Connection, operation: Operation, changes: list[list[Any]], *, redo: bool) -> None:
    """The operation for the undo stack; a new act ends what could be done again."""
    if redo and operation.undoable:
        _REDO_END.run(connection, of_scope=operation.scope_id)
    _OPERATION_PUT.run(
        connection,
        id=operation.id,
        scope_id=operation.scope_id,
        step=operation.step,
        verb=operation.verb,
        author_id=operation.author_id,
        at_utc=operation.at_utc,
        state="done" if operation.undoable else "fixed",
        changes=json.dumps(changes),
    )


def log_act(connection: Connection, operation: Operation, changes: list[list[Any]]) -> None:
    """An act whose records were put by other means (a package that came in)."""
    _log(connection, operation, changes, redo=True)


def put_together(connection: Connection, operation: Operation, beside: Operation) -> Change:
    """Writes one act that stands in two scopes: both halves or neither; undo of either takes back both."""
    change = put(connection, operation)
    return replace(change, beside=(put(connection, replace(beside, id=operation.id + BESIDE)),))


# Undo and redo


def undo(connection: Connection, scope_id: str, step: str, author_id: str) -> Change:
    """Takes back the last act of this step, whoever made it. Raises NothingToUndo or RecordChanged."""
    return _turn(connection, scope_id, step, author_id, back=True)


def redo(connection: Connection, scope_id: str, step: str, author_id: str) -> Change:
    """Does the last act that was taken back again. Raises NothingToUndo or RecordChanged."""
    return _turn(connection, scope_id, step, author_id, back=False)


def _turn(connection: Connection, scope_id: str, step: str, author_id: str, *, back: bool) -> Change:
    row = _stack_top(connection, scope_id, step, back)
    if row is None:
        raise NothingToUndo("nothing_to_undo" if back else "nothing_to_redo")
    other = _other_half(connection, row)
    change = _turn_row(connection, row, author_id, back=back)
    if other is None:
        return change
    return replace(change, beside=(*change.beside, _turn_row(connection, other, author_id, back=back)))


def _other_half(connection: Connection, row: Row[Any]) -> Row[Any] | None:
    """The half of the same act in another scope. Raises RecordChanged when it stands otherwise than this one."""
    other_id = row.id.removesuffix(BESIDE) if row.id.endswith(BESIDE) else row.id + BESIDE
    found = connection.execute(select(t.operation).where(t.operation.c.id == other_id)).first()
    if found is not None and found.state != row.state:
        raise RecordChanged("changed_elsewhere", record=other_id)
    return found


def _turn_row(connection: Connection, row: Row[Any], author_id: str, *, back: bool) -> Change:
    changes = [(str(rid), int(before), int(after)) for rid, before, after in json.loads(row.changes)]
    now = datetime.now(UTC)
    stay: set[str] = set()
    if row.verb == unarriving.ARRIVED:
        if back:
            unarriving.refuse_work_on_top(connection, row, changes)
        stay = unarriving.narrowed(connection, row, changes, back=back)
        stay |= unarriving.owner(connection, row, changes, back=back)
    records = [
        _restore(connection, rid, have=after if back else before, want=before if back else after,
                 author_id=author_id, now=now)
        for rid, before, after in (reversed(changes) if back else changes) if rid not in stay
    ]  # fmt: skip
    state = "undone" if back else "done"
    connection.execute(update(t.operation).where(t.operation.c.ord == row.ord).values(state=state))
    return _by_scope(row, records, "undo" if back else "redo")


def _by_scope(row: Row[Any], records: list[Record[Any]], how: str) -> Change:
    """What one act changed: where it stands, and beside it in the scopes that a package brought."""
    others = dict.fromkeys(r.scope_id for r in records if r.scope_id != row.scope_id)
    beside = tuple(Change(i, tuple(r for r in records if r.scope_id == i), row.verb, how, row.id) for i in others)
    mine = tuple(r for r in records if r.scope_id == row.scope_id)
    return Change(row.scope_id, mine, row.verb, how, row.id, beside)


def next_verb(connection: Connection, scope_id: str, step: str, *, back: bool) -> str:
    """What `undo` (back) or `redo` of this step would turn; nothing where there is nothing."""
    row = _stack_top(connection, scope_id, step, back)
    return "" if row is None else str(row.verb)


def _stack_top(connection: Connection, scope_id: str, step: str, back: bool) -> Row[Any] | None:
    o = t.operation.c
    query = select(t.operation).where(
        o.scope_id == scope_id, o.step == step, o.state == ("done" if back else "undone")
    )
    return connection.execute(query.order_by(o.ord.desc() if back else o.ord.asc()).limit(1)).first()


def _restore(
    connection: Connection, record_id: str, *, have: int, want: int, author_id: str, now: datetime
) -> Record[Any]:
    row = _row(connection, record_id)
    if row is None or row.base != have:
        raise RecordChanged("changed_elsewhere", record=record_id)
    current = decode(row.kind, row.payload)
    if want == 0:
        payload, deleted = current, True
    else:
        payload, deleted, author_id = _content(connection, row, want)
    _refuse_raising(current, payload)
    return _revise(connection, row, payload, deleted, want, author_id, now)


def _refuse_raising(current: Any, payload: Any) -> None:
    """Undo never raises a sharing mark that the visited teacher lowered."""
    if isinstance(current, LineMark) and current.lowered and not getattr(payload, "lowered", False):
        raise RecordChanged("mark_lowered", line=current.line)


def _content(connection: Connection, row: Row[Any], rev: int) -> tuple[Any, bool, str]:
    """Content, deletion mark and author of an earlier revision: words that come back are still whose they were."""
    if row.rev == rev:
        return decode(row.kind, row.payload), bool(row.deleted), str(row.author_id)
    h = t.history.c
    query = select(h.payload, h.deleted, h.author_id).where(h.record_id == row.id, h.rev == rev)
    old = connection.execute(query).first()
    if old is None:
        raise RecordChanged("changed_elsewhere", record=row.id)
    return decode(row.kind, old.payload), bool(old.deleted), str(old.author_id)
