"""Reading a profile's records: books, lists, search, settings. Records come out frozen, rows never do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, case, func, select, text

from lesvisit.domain.events import Stamp, StampBasis
from lesvisit.domain.records import Book, Record, ScopeKind
from lesvisit.models import tables as t
from lesvisit.models.codec import decode
from lesvisit.models.prepared import Prepared

# While somebody types into the search field, these run at every key (see prepared.py).
_SEARCH = Prepared(text("SELECT scope_id, body FROM search WHERE body MATCH :query ORDER BY rowid DESC LIMIT :most"))
_SCOPE = Prepared(select(t.scope.c.id, t.scope.c.kind, t.scope.c.number).where(t.scope.c.id == bindparam("scope_id")))
EVENT_AT = len(t.record.c)  # where the columns of `event` begin
_WITH_EVENT = select(t.record, t.event).join(t.event, t.event.c.id == t.record.c.id, isouter=True)
_r, _e = t.record.c, t.event.c
_OF_SCOPE = Prepared(  # only what a record needs: a lesson can have thousands of events, and it opens with a click
    select(_r.id, _r.kind, _r.rev, _r.base, _r.deleted, _r.payload, _r.author_id, _r.updated_utc, _r.made_by)
    .add_columns(_e.seq, _e.device_id, _e.boot_id, _e.elapsed_ms, _e.first_utc, _e.at_utc, _e.zone)
    .add_columns(_e.basis, _e.committed_utc, _e.block_id)
    .join_from(t.record, t.event, _e.id == _r.id, isouter=True)
    .where(_r.scope_id == bindparam("scope_id"))
    .order_by(_r.ord)
)


@dataclass(frozen=True, slots=True)
class ScopeRow:
    """A visit or design as the lists need it."""

    id: str
    kind: ScopeKind
    number: int


def scopes(connection: Connection, kind: ScopeKind) -> list[ScopeRow]:
    """All scopes of a kind, by number."""
    query = select(t.scope).where(t.scope.c.kind == kind.value).order_by(t.scope.c.number)
    return [ScopeRow(r.id, ScopeKind(r.kind), r.number) for r in connection.execute(query)]


def load(connection: Connection, scope_id: str) -> Book | None:
    """All records of a scope, deleted ones too, in the order they were made."""
    scope = _SCOPE.first(connection, scope_id=scope_id)
    if scope is None:
        return None
    found = _records(scope_id, _OF_SCOPE.rows(connection, scope_id=scope_id))
    _id, kind, number = scope
    return Book(scope_id, ScopeKind(kind), number, {r.id: r for r in found})


def of_kind(connection: Connection, kinds: Sequence[str]) -> list[Record[Any]]:
    """All records of some kinds across scopes that are not deleted."""
    query = _WITH_EVENT.where(t.record.c.kind.in_(kinds), t.record.c.deleted.is_(False))
    return [record_of(r) for r in connection.execute(query.order_by(t.record.c.ord))]


def counts(connection: Connection, kind: str) -> dict[str, int]:
    """How many records of a kind each scope has."""
    query = (
        select(t.record.c.scope_id, func.count())
        .where(t.record.c.kind == kind, t.record.c.deleted.is_(False))
        .group_by(t.record.c.scope_id)
    )
    return {scope_id: int(n) for scope_id, n in connection.execute(query)}


def get(connection: Connection, record_id: str) -> Record[Any] | None:
    """One record by id, deleted or not."""
    row = connection.execute(_WITH_EVENT.where(t.record.c.id == record_id)).first()
    return None if row is None else record_of(row)


def search(connection: Connection, words: str, most: int = 50) -> list[tuple[str, str]]:
    """Scope and words of the newest records in which every word begins a word.

    No query language reaches the user's text.
    """
    terms = [term.replace('"', '""') for term in words.split()]
    if not terms:
        return []
    query = " ".join(f'"{term}"*' for term in terms)
    rows = _SEARCH.rows(connection, query=query, most=most)
    return [(scope_id, body) for scope_id, body in rows]


def record_of(row: Sequence[Any]) -> Record[Any]:
    """A row of `_WITH_EVENT`: the columns of `record`, then those of `event`, in the order of tables.py."""
    _ord, record_id, scope_id, kind, rev, base, deleted, payload, author_id, updated, made_by = row[:EVENT_AT]
    stamp = None if row[EVENT_AT] is None else _stamp_of(row[EVENT_AT:])
    content = decode(kind, payload)
    moment = as_moment(updated)
    return Record(record_id, scope_id, rev, base, content, author_id, moment, bool(deleted), stamp, made_by)


def _records(scope_id: str, rows: Sequence[Sequence[Any]]) -> list[Record[Any]]:
    """Rows of `_OF_SCOPE`."""
    found, bases = [], {basis.value: basis for basis in StampBasis}
    for row in rows:
        record_id, kind, rev, base, deleted, payload, author_id, updated, made_by = row[:9]
        stamp = None
        if row[9] is not None:
            seq, device, boot, elapsed, first, at, zone, basis, committed, block = row[9:]
            first_utc = as_moment(first)
            at_utc = first_utc if at == first else as_moment(at)  # most stand where they were typed
            kept = as_moment(committed)
            stamp = Stamp(seq, device, boot, elapsed, first_utc, at_utc, zone, bases[basis], kept, block)
        content, moment = decode(kind, payload), as_moment(updated)
        found.append(
            Record(record_id, scope_id, rev, base, content, author_id, moment, bool(deleted), stamp, made_by)
        )
    return found


def as_moment(value: Any) -> Any:
    """A moment, also where the driver gives its text as it is."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def stamp_of_event(connection: Connection, record_id: str) -> Stamp | None:
    """The times of an event, None for a record that is no event."""
    row = connection.execute(select(t.event).where(t.event.c.id == record_id)).first()
    return None if row is None else _stamp_of(row)


def _stamp_of(event: Sequence[Any]) -> Stamp:
    """The columns of `event`, in the order of tables.py."""
    _id, _scope, _kind, block, _author, device, seq, boot, elapsed, first, committed, at, zone, basis = event
    times = as_moment(first), as_moment(at)
    return Stamp(seq, device, boot, elapsed, *times, zone, StampBasis(basis), as_moment(committed), block)


def totals(connection: Connection) -> dict[str, int]:
    """Row counts for `check`."""
    kind = t.record.c.kind
    live = case((t.record.c.deleted.is_(False), 1))
    rows = connection.execute(select(kind, func.count(live)).group_by(kind).order_by(kind))
    found = {str(name): int(n) for name, n in rows}
    for table in (t.scope, t.event, t.history, t.operation, t.draft):
        found[f"rows.{table.name}"] = int(connection.execute(select(func.count()).select_from(table)).scalar_one())
    return found
