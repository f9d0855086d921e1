"""Rows that every erasing touches: records with all that hangs on them, and other content in place of what stood."""

from collections.abc import Iterable
from typing import Any

from lesvisit.domain.text import searchable
from lesvisit.models import connection as raw
from lesvisit.models.codec import encode


def drop_records(connection: raw.Connection, ids: Iterable[str]) -> None:
    """Records with their words in the search index, their history and their times."""
    for record_id in ids:
        connection.execute("DELETE FROM search WHERE rowid = (SELECT ord FROM record WHERE id = ?)", (record_id,))
        connection.execute("DELETE FROM history WHERE record_id = ?", (record_id,))
        connection.execute("DELETE FROM event WHERE id = ?", (record_id,))
        connection.execute("DELETE FROM record WHERE id = ?", (record_id,))


def drop_drafts(connection: raw.Connection, visit_id: str) -> bool:
    """Half-typed lines of a visit; False when there were none."""
    query = "DELETE FROM draft WHERE key = ? OR instr(key, ?) OR instr(data, ?)"
    return bool(connection.execute(query, (visit_id, visit_id, visit_id)).rowcount > 0)


def rewrite(connection: raw.Connection, ord_: int, scope_id: str, text: str, payload: Any) -> None:
    """Other content in the same revision: what was erased has no history."""
    made = encode(payload)
    if made == text:
        return
    connection.execute("UPDATE record SET payload = ? WHERE ord = ?", (made, ord_))
    deleted = one(connection, "SELECT deleted FROM record WHERE ord = ?", ord_)
    connection.execute("DELETE FROM search WHERE rowid = ?", (ord_,))
    body = "" if deleted else searchable(payload)
    if body:
        connection.execute("INSERT INTO search(rowid, body, scope_id) VALUES (?, ?, ?)", (ord_, body, scope_id))


def one(connection: raw.Connection, query: str, *values: Any) -> Any:
    """The one value that a question answers with."""
    return connection.execute(query, values).fetchone()[0]
