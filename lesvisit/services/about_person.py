"""Everything about one person (the right to see it): every record that names the person, and in which visit."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lesvisit.domain.people import Person
from lesvisit.domain.retention import texts_in

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from lesvisit.models.erasing import Eraser


@dataclass(frozen=True, slots=True)
class Mention:
    """One record that is about this person.

    `wrote`: made or changed by the person; `by_id`: names the person; `in_text`: a text holds the name; `own`: it is
    the person's own. `earlier`: only an earlier wording does. `fields` says where, `texts` what stands there.
    """

    record_id: str
    kind: str
    scope_id: str
    visit_id: str  # empty outside visits
    number: int
    deleted: bool
    wrote: bool = False
    by_id: bool = False
    in_text: bool = False
    own: bool = False
    earlier: bool = False
    fields: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody of this name."""

    id: str
    person: Person
    ids: tuple[str, ...]  # with all who turned out to be this one


def raw_of(connection: "Connection") -> Any:
    """The driver's connection under one of SQLAlchemy."""
    return connection.connection.driver_connection


def named(connection: "Connection", name: str) -> list[Namesake]:
    """Who may be meant: the id, or all whose name is this or begins a part of it. Nobody is chosen silently."""
    from lesvisit.models import erasing

    known = erasing.people(raw_of(connection))
    wanted = " ".join(name.split()).casefold()
    if not wanted:
        return []
    found = {name} if name in known else {i for i, p in known.items() if _folded(p) == wanted}
    if not found:
        found = {i for i, p in known.items() if wanted in _folded(p).split()}
    groups = {}
    for person_id in sorted(found):
        group = erasing.group_of(known, person_id)
        main = known[person_id].same_as if known[person_id].same_as in group else person_id
        groups[tuple(sorted(group))] = Namesake(main, known[main], tuple(sorted(group)))
    return list(groups.values())


def _folded(person: Person) -> str:
    return " ".join(person.name.split()).casefold()


_RECORDS = (
    "SELECT r.id, r.kind, r.scope_id, s.kind, s.number, r.deleted, r.payload, r.author_id, r.made_by, 0"
    " FROM record r JOIN scope s ON s.id = r.scope_id"
)
_EARLIER = (
    "SELECT r.id, r.kind, r.scope_id, s.kind, s.number, r.deleted, h.payload, h.author_id, r.made_by, 1"
    " FROM history h JOIN record r ON r.id = h.record_id JOIN scope s ON s.id = r.scope_id"
)


def mentions(connection: "Connection", person_id: str) -> list[Mention]:
    """All records of the profile that name this person, deleted ones and earlier wordings too."""
    from lesvisit.models import erasing

    raw = raw_of(connection)
    group = erasing.group_of(erasing.people(raw), person_id)
    eraser = erasing.eraser_for(raw, person_id)
    found: dict[str, Mention] = {}
    for query in (_RECORDS, _EARLIER):
        for row in raw.execute(f"{query} ORDER BY r.ord").fetchall():
            mention = _mention(row, group, eraser)
            if mention is not None and mention.record_id not in found:
                found[mention.record_id] = mention
    return list(found.values())


def _mention(row: Any, group: Mapping[str, Person], eraser: "Eraser") -> Mention | None:
    from lesvisit.models.erasing import is_own

    record_id, kind, scope_id, scope_kind, number, deleted, text, author_id, made_by, earlier = row
    value = json.loads(text)
    wrote = author_id in group or made_by in group
    by_id = record_id in group or any(t in group for t in texts_in(value))
    in_text = eraser.may_change(text) and eraser.finds(value)
    if not (wrote or by_id or in_text):
        return None
    hits = [(path, t) for path, t in _paths(value) if t in group or eraser.finds(t)]
    own = is_own(kind, value, made_by, group)
    said = [t for _path, t in hits if t not in group] or (_words(value) if own else [])
    return Mention(
        record_id,
        kind,
        scope_id,
        scope_id if scope_kind == "visit" else "",
        number,
        bool(deleted),
        wrote,
        by_id,
        in_text,
        own,
        bool(earlier),
        tuple(dict.fromkeys(path for path, _t in hits)),
        tuple(said),
    )


def _paths(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield path, value
        case Mapping():
            for key, inner in value.items():
                yield from _paths(inner, f"{path}.{key}" if path else str(key))
        case list():
            for inner in value:
                yield from _paths(inner, path)


def _words(value: Mapping[str, Any]) -> list[str]:
    """The texts of a record that is the person's own, as it was written."""
    names = ("text", "effect", "learned", "turned", "now", "was")
    return [value[n] for n in names if isinstance(value.get(n), str) and value[n].strip()]
