"""Is a database as it was written? Its pages, and its words: SQLite keeps no checksum of what stands in a page.

A line stands there twice, in its record and in the search index. Where the two differ, one of them was damaged on the
disk since. (An encrypted database has a checksum of each page.)
"""

from msgspec import DecodeError, ValidationError
from sqlalchemy import Connection, text

from lesvisit.domain.text import searchable
from lesvisit.models.codec import decode

_TWICE = text("SELECT r.kind, r.payload, s.body FROM search s JOIN record r ON r.ord = s.rowid")


def is_sound(connection: Connection) -> bool:
    """No bad page, and no line that reads otherwise in the search index."""
    pages = connection.exec_driver_sql("PRAGMA quick_check").fetchall()
    return [tuple(row) for row in pages] == [("ok",)] and not strange_words(connection)


def strange_words(connection: Connection) -> int:
    """How many lines read otherwise in the search index."""
    return sum(not _agree(kind, payload, body) for kind, payload, body in connection.execute(_TWICE))


def _agree(kind: str, payload: str, body: str) -> bool:
    try:
        return searchable(decode(kind, payload)) == body
    except (DecodeError, ValidationError, KeyError, UnicodeError):
        return False
