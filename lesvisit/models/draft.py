"""The half-typed line: kept on the raw driver, so that it is safe before anything heavier is loaded."""

from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec

from lesvisit.domain.events import NoteKind, Stamp, Subject
from lesvisit.domain.text import storable
from lesvisit.models.connection import Connection
from lesvisit.models.crashpoints import reached


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in a line that was not kept yet, with the moment of its first key.

    `key` is the visit's id (one line per visit is being typed); `place` names the field: "text" or "effect".
    """

    key: str
    text: str
    effect: str = ""
    caret: int = 0
    place: str = "text"
    kind: NoteKind = NoteKind.OBSERVATION
    counted: bool = False
    about: tuple[Subject, ...] = ()
    links: tuple[str, ...] = ()
    stamp: Stamp | None = None
    note_id: str = ""  # the id the line will have, or the kept line being edited
    saved_utc: datetime | None = None
    block_id: str = ""
    item: str = ""
    extra: dict[str, str] = field(default_factory=dict)


_decoder = msgspec.json.Decoder(Draft)


def to_json(draft: Draft) -> str:
    """One line of JSON."""
    try:
        return msgspec.json.encode(draft).decode()
    except UnicodeEncodeError:  # half a sign, as some input methods send it: the rest of the line is kept
        clean = replace(draft, text=storable(draft.text), effect=storable(draft.effect))
        return msgspec.json.encode(clean).decode()


def from_json(text: str) -> Draft:
    """The draft of one line. Raises msgspec.ValidationError when it is none."""
    return _decoder.decode(text)


def put(connection: Connection, draft: Draft) -> None:
    """Keeps the draft: one small transaction."""
    connection.execute(
        "INSERT INTO draft(key, data) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET data = excluded.data",
        (draft.key, to_json(draft)),
    )
    reached("after_draft")


def put_unless_newer(connection: Connection, draft: Draft) -> None:
    """Keeps a draft of the journal, unless newer words of the same line stand there already."""
    if not _is_newer(connection, draft.key, draft.saved_utc):
        put(connection, draft)


def clear_unless_newer(connection: Connection, key: str, at_utc: datetime | None) -> None:
    """Forgets the half-typed line that was kept or emptied at that moment, and none that was begun since."""
    if not _is_newer(connection, key, at_utc):
        clear(connection, key)


def _is_newer(connection: Connection, key: str, than: datetime | None) -> bool:
    stored = next((kept for kept in all_drafts(connection) if kept.key == key), None)
    return stored is not None and stored.saved_utc is not None and than is not None and stored.saved_utc > than


def clear(connection: Connection, key: str) -> None:
    """The line was kept, emptied or laid away."""
    connection.execute("DELETE FROM draft WHERE key = ?", (key,))


def all_drafts(connection: Connection) -> list[Draft]:
    """Drafts that a closed or killed app left."""
    return [from_json(row[0]) for row in connection.execute("SELECT data FROM draft ORDER BY key")]
