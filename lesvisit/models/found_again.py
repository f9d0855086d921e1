"""Lines from the journal for a visit or design that this file does not know: its beginning went with a damaged file.

A backup that is put back may be older than the visit that the journal goes on with. The lines then get a visit of
their own to stand in, so that Home lists it and everything opens it.
"""

from datetime import UTC
from uuid import NAMESPACE_OID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from lesvisit.domain.design import Design
from lesvisit.domain.records import Change, Operation, ScopeKind, Write
from lesvisit.domain.visit import Visit
from lesvisit.models import tables as t
from lesvisit.models.writing import put, put_together

_HEADS = {ScopeKind.VISIT: "visit", ScopeKind.DESIGN: "design"}  # without it nothing lists or opens the scope


def put_findable(connection: Connection, operation: Operation) -> Change:
    """Writes an operation where it can be found."""
    change = put(connection, operation)
    _give_head(connection, operation)
    return change


def put_findable_together(connection: Connection, operation: Operation, beside: Operation) -> Change:
    """The same for an act that stands in two scopes."""
    change = put_together(connection, operation, beside)
    for one in (operation, beside):
        _give_head(connection, one)
    return change


def _give_head(connection: Connection, operation: Operation) -> None:
    kind = _HEADS.get(operation.scope_kind)
    if kind is None or not operation.writes or _has_head(connection, operation.scope_id, kind):
        return
    put(connection, _head_of(operation))


def _has_head(connection: Connection, scope_id: str, kind: str) -> bool:
    """One that was taken back counts too: that visit went on purpose."""
    query = select(t.record.c.id).where(t.record.c.scope_id == scope_id, t.record.c.kind == kind)
    return connection.execute(query.limit(1)).first() is not None


def _head_of(operation: Operation) -> Operation:
    """As little as is known: the day, and who wrote. The same each time, also on another laptop."""
    zone = next((write.stamp.zone for write in operation.writes if write.stamp is not None), "")
    day = operation.at_utc.astimezone(ZoneInfo(zone) if zone else UTC).date()
    who = (operation.author_id,) if operation.author_id else ()
    visit = Visit(day=day, zone=zone or "UTC", visitor_ids=who)
    head = visit if operation.scope_kind is ScopeKind.VISIT else Design("", makers=who)
    made = str(uuid5(NAMESPACE_OID, operation.scope_id))
    return Operation(
        id=f"{made}.new",
        scope_id=operation.scope_id,
        scope_kind=operation.scope_kind,
        step=operation.step,
        verb=f"{operation.scope_kind.value}.new",
        author_id=operation.author_id,
        at_utc=operation.at_utc,
        writes=(Write(made, 1, head),),
        undoable=False,
    )
