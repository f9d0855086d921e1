"""Is a database as it was written? Its pages, and its words: SQLite keeps no checksum of what stands in a page.

A line stands there twice, in its record and in the search index. Where the two differ, one of them was damaged on the
disk since. (An encrypted database has a checksum of each page.)
"""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import DecodeError, ValidationError
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from lesvisit.domain.events import StampBasis
from lesvisit.domain.text import searchable
from lesvisit.models import tables as t
from lesvisit.models.codec import decode

_TWICE = text("SELECT r.kind, r.payload, r.deleted, s.body FROM record r LEFT JOIN search s ON s.rowid = r.ord")
_MOMENTS = (select(*(c for c in t.record.c if c.name != "payload")), select(t.event), select(t.scope))


def is_sound(connection: Connection) -> bool:
    """No bad page or index, nothing dangling, and no line that reads otherwise in the search index."""
    return is_whole(connection) and not strange_words(connection)


def is_whole(connection: Connection) -> bool:
    """No bad page or index, and nothing dangling: what a start looks at."""
    pages = connection.exec_driver_sql("PRAGMA integrity_check(1)").fetchall()
    return bool(pages[0][0] == "ok") and not connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()


def strange_words(connection: Connection) -> int:
    """How many lines read otherwise in the search index, or can't be read at all; one where a moment can't be."""
    try:
        return sum(not _agree(*row) for row in connection.execute(_TWICE)) + (not _has_good_moments(connection))
    except DBAPIError as error:
        if "decode" not in str(error.orig):  # what the driver says of a text that is none
            raise
        return 1


def _has_good_moments(connection: Connection) -> bool:
    """Every moment, zone and basis can be read; it is not known whether they are right."""
    try:
        for query in _MOMENTS:
            connection.execute(query).fetchall()
        for basis, zone in connection.execute(select(t.event.c.basis, t.event.c.zone).distinct()):
            StampBasis(basis)
            ZoneInfo(zone)
    except (ValueError, ZoneInfoNotFoundError):
        return False
    return True


def _agree(kind: str, payload: str, deleted: bool, body: str | None) -> bool:
    """What is deleted stands in no search index, nor what has no words."""
    try:
        words = searchable(decode(kind, payload))
        return body is None or (not deleted and words == body)
    except (DecodeError, ValidationError, KeyError, UnicodeError):
        return False
