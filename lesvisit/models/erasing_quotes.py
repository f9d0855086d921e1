"""Quotes of what goes with the evidence or the visit: read before it goes, taken out of the design afterwards.

A row that can't be read holds no quote that anybody could have copied from a screen: it stops no erasing.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from msgspec import DecodeError

from lesvisit.domain.design import DesignVersion
from lesvisit.domain.quotes import Quotes, noted_in
from lesvisit.domain.visit import Visit
from lesvisit.models import connection as raw
from lesvisit.models.codec import decode, encode
from lesvisit.models.erasing_rows import rewrite
from lesvisit.models.texts_of import texts_of


def quotes_of(connection: raw.Connection, visit_id: str, going: Collection[str]) -> Quotes:
    """What somebody may have copied from the records that go, as they read now and as they read before."""
    query = ("SELECT id, kind, payload FROM record WHERE scope_id = ?1 UNION ALL SELECT r.id, r.kind, h.payload"
             " FROM history h JOIN record r ON r.id = h.record_id WHERE r.scope_id = ?1")  # fmt: skip
    gone = set(going)
    rows = [row for row in connection.execute(query, (visit_id,)).fetchall() if row[0] in gone]
    noted = (text for _id, kind, payload in rows for text in noted_in(kind, _content(payload)))
    return Quotes(noted, _plan(connection, visit_id))


def _content(payload: str) -> dict[str, Any]:
    try:
        found = json.loads(payload)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _plan(connection: raw.Connection, visit_id: str) -> Iterator[str]:
    """What stood there before the lesson: the frame of the visit, its form and protocol, the version it followed."""
    for head in _heads(connection, visit_id):
        yield from _texts(replace(head, extra={}))
        query = "SELECT kind, payload FROM record WHERE id = ? AND kind = 'design_version'"
        for version in _readable(connection, query, head.version_id):
            yield from _texts(replace(version, why="", keep="", adapt="", extra={}))
    query = "SELECT kind, payload FROM record WHERE scope_id = ? AND kind IN ('template', 'protocol')"
    for content in _readable(connection, query, visit_id):
        yield from _texts(content)


def _heads(connection: raw.Connection, visit_id: str) -> Iterator[Visit]:
    query = "SELECT kind, payload FROM record WHERE scope_id = ? AND kind = 'visit'"
    yield from _readable(connection, query, visit_id)


def _readable(connection: raw.Connection, query: str, value: str) -> Iterator[Any]:
    for kind, payload in connection.execute(query, (value,)).fetchall():
        found = _read(kind, payload)
        if found is not None:
            yield found


def _read(kind: str, payload: str) -> Any:
    try:
        return decode(kind, payload)
    except DecodeError:
        return None


def _texts(content: Any) -> Iterator[str]:
    return (text for _path, text in texts_of(content))


def clear_versions(connection: raw.Connection, visit_id: str, quotes: Quotes, *, whole: bool) -> bool:
    """Quotes in what versions of the design say about the lesson; the plan itself is no evidence.

    `whole`: the visit goes, and with it the reason that the two gave after it. False when nothing was to be changed.
    """
    designs = {head.design_id for head in _heads(connection, visit_id)}
    query = "SELECT ord, id, scope_id, payload FROM record WHERE kind = 'design_version'"
    rows = [row for row in connection.execute(query).fetchall() if row[2] in designs or f'"{visit_id}"' in row[3]]
    done = False
    for ord_, record_id, scope_id, text in rows:
        made = _version_cleared(text, visit_id, quotes, whole)
        if made is not None:
            rewrite(connection, ord_, scope_id, text, made)
            done = done or encode(made) != text
        done = _clear_earlier(connection, record_id, visit_id, quotes, whole) or done
    return done


@dataclass(frozen=True, slots=True)
class VersionQuotes:
    """The same for what lies beside the database, of a visit that it still knows."""

    visit_id: str
    quotes: Quotes
    designs: frozenset[str]
    whole: bool

    def taken_out(self, scope_id: str, content: Any) -> Any:
        """The content without quotes, where it is a version of the visit's design or was made with the visit."""
        if not isinstance(content, DesignVersion):
            return content
        of_it = scope_id in self.designs or f'"{self.visit_id}"' in encode(content)
        return _cleared(content, self.visit_id, self.quotes, self.whole) if of_it else content


def version_quotes(
    connection: raw.Connection, visit_id: str, going: Collection[str], *, whole: bool
) -> VersionQuotes:
    """What is to be taken out of versions of the design that lie beside the database."""
    designs = frozenset(head.design_id for head in _heads(connection, visit_id) if head.design_id)
    return VersionQuotes(visit_id, quotes_of(connection, visit_id, going), designs, whole)


def _clear_earlier(connection: raw.Connection, record_id: str, visit_id: str, quotes: Quotes, whole: bool) -> bool:
    query, put = "SELECT rev, payload FROM history WHERE record_id = ?", "UPDATE history SET payload = ?"
    done = False
    for rev, before in connection.execute(query, (record_id,)).fetchall():
        made = _version_cleared(before, visit_id, quotes, whole)
        if made is not None and encode(made) != before:
            connection.execute(f"{put} WHERE record_id = ? AND rev = ?", (encode(made), record_id, rev))
            done = True
    return done


def _version_cleared(text: str, visit_id: str, quotes: Quotes, whole: bool) -> DesignVersion | None:
    version: DesignVersion | None = _read("design_version", text)
    return None if version is None else _cleared(version, visit_id, quotes, whole)


def _cleared(version: DesignVersion, visit_id: str, quotes: Quotes, whole: bool) -> DesignVersion:
    out = quotes.taken_out
    if whole and version.visit_id == visit_id:
        version = replace(version, why="")
    return replace(version, why=out(version.why), keep=out(version.keep), adapt=out(version.adapt))
