"""Reading a profile's records: books, lists, search, settings. Records come out frozen, rows never do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, Row, case, delete, func, insert, select, text

from lesvisit.domain.events import Stamp, StampBasis
from lesvisit.domain.records import Book, Record, ScopeKind
from lesvisit.models import tables as t
from lesvisit.models.codec import decode

_SEARCH = text(
    "SELECT r.id, r.scope_id, r.kind, r.payload FROM search s JOIN record r ON r.ord = s.rowid "
    "WHERE s.body MATCH :query ORDER BY s.rowid DESC LIMIT :most"
)


@dataclass(frozen=True, slots=True)
class ScopeRow:
    """A visit or design as the lists need it."""

    id: str
    kind: ScopeKind
    number: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that search found, with its payload."""

    record_id: str
    scope_id: str
    payload: Any


def scopes(connection: Connection, kind: ScopeKind) -> list[ScopeRow]:
    """All scopes of a kind, by number."""
    query = select(t.scope).where(t.scope.c.kind == kind.value).order_by(t.scope.c.number)
    return [ScopeRow(r.id, ScopeKind(r.kind), r.number) for r in connection.execute(query)]


def load(connection: Connection, scope_id: str) -> Book | None:
    """All records of a scope, deleted ones too, in the order they were made."""
    row = connection.execute(select(t.scope).where(t.scope.c.id == scope_id)).first()
    if row is None:
        return None
    query = _with_event().where(t.record.c.scope_id == scope_id).order_by(t.record.c.ord)
    found = [_record(r) for r in connection.execute(query)]
    return Book(row.id, ScopeKind(row.kind), row.number, {r.id: r for r in found})


def of_kind(connection: Connection, kinds: Sequence[str]) -> list[Record[Any]]:
    """All records of some kinds across scopes that are not deleted."""
    query = _with_event().where(t.record.c.kind.in_(kinds), t.record.c.deleted.is_(False))
    return [_record(r) for r in connection.execute(query.order_by(t.record.c.ord))]


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
    row = connection.execute(_with_event().where(t.record.c.id == record_id)).first()
    return None if row is None else _record(row)


def revisions(connection: Connection, record_id: str) -> list[Record[Any]]:
    """The earlier revisions of a record, oldest first."""
    kind = connection.execute(select(t.record.c.kind).where(t.record.c.id == record_id)).scalar()
    h = t.history
    rows = connection.execute(select(h).where(h.c.record_id == record_id).order_by(h.c.rev))
    return [
        Record(
            r.record_id,
            "",
            r.rev,
            r.base,
            decode(str(kind), r.payload),
            r.author_id,
            r.updated_utc,
            r.deleted,
        )
        for r in rows
    ]


def search(connection: Connection, words: str, most: int = 50) -> list[Hit]:
    """The newest records in which every word begins a word; no query language reaches the user's text."""
    terms = [term.replace('"', '""') for term in words.split()]
    if not terms:
        return []
    query = " ".join(f'"{term}"*' for term in terms)
    rows = connection.execute(_SEARCH, {"query": query, "most": most})
    return [Hit(r.id, r.scope_id, decode(r.kind, r.payload)) for r in rows]


def _with_event() -> Any:
    return select(t.record, t.event).join(t.event, t.event.c.id == t.record.c.id, isouter=True)


def _record(row: Row[Any]) -> Record[Any]:
    m = row._mapping
    r = t.record.c
    stamp = None if m[t.event.c.id] is None else _stamp_of(m)
    return Record(
        m[r.id],
        m[r.scope_id],
        m[r.rev],
        m[r.base],
        decode(m[r.kind], m[r.payload]),
        m[r.author_id],
        m[r.updated_utc],
        bool(m[r.deleted]),
        stamp,
    )


def stamp_of_event(connection: Connection, record_id: str) -> Stamp | None:
    """The times of an event, None for a record that is no event."""
    row = connection.execute(select(t.event).where(t.event.c.id == record_id)).first()
    return None if row is None else _stamp_of(row._mapping)


def _stamp_of(m: Any) -> Stamp:
    e = t.event.c
    return Stamp(
        m[e.seq],
        m[e.device_id],
        m[e.boot_id],
        m[e.elapsed_ms],
        m[e.first_utc],
        m[e.at_utc],
        m[e.zone],
        StampBasis(m[e.basis]),
        m[e.committed_utc],
        m[e.block_id],
    )


# Settings


def setting(connection: Connection, key: str, default: str = "") -> str:
    """A setting of this profile."""
    found = connection.execute(select(t.setting.c.value).where(t.setting.c.key == key)).scalar()
    return default if found is None else cast(str, found)


def set_setting(connection: Connection, key: str, value: str) -> None:
    """Keeps a setting."""
    connection.execute(delete(t.setting).where(t.setting.c.key == key))
    connection.execute(insert(t.setting).values(key=key, value=value))


def totals(connection: Connection) -> dict[str, int]:
    """Row counts for `check`."""
    kind = t.record.c.kind
    live = case((t.record.c.deleted.is_(False), 1))
    rows = connection.execute(select(kind, func.count(live)).group_by(kind).order_by(kind))
    found = {str(name): int(n) for name, n in rows}
    for table in (t.scope, t.event, t.history, t.operation, t.draft):
        found[f"rows.{table.name}"] = int(connection.execute(select(func.count()).select_from(table)).scalar_one())
    return found
