"""Taking a package back, long after it came: what may not go with it, and what the visited teacher narrowed stays so.

A package that came in is one act, which one undo takes back. But it brings nothing back that she took from the team,
and it takes no line along that was written here since.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from lesvisit.domain.errors import RecordChanged
from lesvisit.domain.sharing import RANK, Consent, LineMark
from lesvisit.models import tables as t
from lesvisit.models.codec import decode

ARRIVED = "package.import"
STEP = "import"
SENT = "paper.sent"
Changes = Sequence[tuple[str, int, int]]  # record id, base before, base after
_r, _o, _h = t.record.c, t.operation.c, t.history.c
_MANY = 500


def refuse_work_on_top(connection: Connection, act: Row[Any], changes: Changes) -> None:
    """Raises RecordChanged("work_on_top") where lines of here would go along, or a paper left because of it."""
    new = {record_id for record_id, before, _after in changes if before == 0}
    if _brings_the_visit(connection, act, new) and _own_lines(connection, act, new):
        raise RecordChanged("work_on_top", scope=act.scope_id)
    first = [c[0] for c in changes[:_MANY]]  # people come first in a package
    people = select(func.count()).where(_r.id.in_(first), _r.kind == "person")
    sent = select(func.count()).where(_o.scope_id == act.scope_id, _o.verb == SENT, _o.ord > act.ord)
    if connection.execute(sent).scalar_one() and connection.execute(people).scalar_one():
        raise RecordChanged("work_on_top", scope=act.scope_id)


def _brings_the_visit(connection: Connection, act: Row[Any], new: set[str]) -> bool:
    query = select(_r.id).where(_r.scope_id == act.scope_id, _r.kind == "visit")
    return any(record_id in new for record_id in connection.execute(query).scalars())


def _own_lines(connection: Connection, act: Row[Any], new: set[str]) -> bool:
    """Is there a line in the visit that no package brought?"""
    query = select(_r.id).where(_r.scope_id == act.scope_id, _r.deleted.is_(False), _r.kind != "other_version")
    left = set(connection.execute(query).scalars()) - new
    return bool(left)


def narrowed(connection: Connection, act: Row[Any], changes: Changes, *, back: bool) -> set[str]:
    """Ids of records that stay as they are: to take them back would widen what she narrowed.

    The other way round: what stayed then, and so is done already.
    """
    new = {record_id for record_id, before, _after in changes if before == 0}
    if back and _brings_the_visit(connection, act, new):
        return set()  # the whole visit goes
    found = set()
    for row, before, after in _marks(connection, act.scope_id, changes):
        if row.base == after and (not back or _widens(connection, row, before)):
            found.add(row.id)
    return found


def owner(connection: Connection, act: Row[Any], changes: Changes, *, back: bool) -> set[str]:
    """Whose laptop it is stays known once she wrote something here since. The other way round: it stayed then."""
    found = set()
    told = {record_id: (before, after) for record_id, before, after in changes}
    for row in connection.execute(select(t.record).where(_r.kind == "person", _r.id.in_(list(told)[:_MANY]))):
        before, after = told[row.id]
        if row.base != after or row.deleted or not _became_me(connection, row, before):
            continue
        since = select(func.count()).where(_o.author_id == row.id, _o.ord > act.ord)
        if not back or connection.execute(since).scalar_one():
            found.add(row.id)
    return found


def _became_me(connection: Connection, row: Row[Any], before: int) -> bool:
    if not decode(row.kind, row.payload).me:
        return False
    query = select(_h.payload).where(_h.record_id == row.id, _h.rev == before)
    was = connection.execute(query).first() if before else None
    return was is None or not decode(row.kind, was.payload).me


def stayed(connection: Connection, act_id: str) -> bool:
    """Did something of this act stay when it was taken back?"""
    act = connection.execute(select(t.operation).where(_o.id == act_id)).first()
    if act is None or act.state != "undone":
        return False
    changes = [(str(i), int(before), int(after)) for i, before, after in json.loads(act.changes)]
    return any(row.base == after for row, _before, after in _marks(connection, act.scope_id, changes))


def _marks(connection: Connection, scope_id: str, changes: Changes) -> Iterable[tuple[Row[Any], int, int]]:
    told = {record_id: (before, after) for record_id, before, after in changes}
    query = select(t.record).where(_r.scope_id == scope_id, _r.kind.in_(("line_mark", "consent")))
    return [(row, *told[row.id]) for row in connection.execute(query) if row.id in told]


def _widens(connection: Connection, row: Row[Any], before: int) -> bool:
    here = decode(row.kind, row.payload)
    query = select(_h.payload, _h.deleted).where(_h.record_id == row.id, _h.rev == before)
    was = connection.execute(query).first() if before else None
    gone = was is None or bool(was.deleted)
    if isinstance(here, Consent):
        return bool(row.deleted) and not gone
    if not isinstance(here, LineMark) or not here.lowered or row.deleted:
        return False
    mark = decode(row.kind, was.payload) if was is not None else here
    return gone or not mark.lowered or RANK[mark.mark] > RANK[here.mark]


def last_arrived(connection: Connection) -> tuple[str, str, datetime] | None:
    """The newest import that stands: the scope it came to, its act, and when. None where none stands."""
    o = t.operation.c
    row = connection.execute(
        select(o.scope_id, o.id, o.at_utc).where(o.verb == ARRIVED, o.state == "done").order_by(o.ord.desc()).limit(1)
    ).first()
    return None if row is None else (str(row[0]), str(row[1]), row[2])
