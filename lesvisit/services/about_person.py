"""Everything about one person (the right to see it): every record that names the person, and in which visit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lesvisit.domain.people import Person

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from lesvisit.models.erasing_person import Eraser


@dataclass(frozen=True, slots=True)
class Mention:
    """One record that is about this person.

    `wrote`: made or changed by the person; `by_id`: names the person; `in_text`: a text holds the name, `surely` when
    it is no other word; `own`: it is the person's own. `earlier`: only an earlier wording does. `fields` says where,
    `texts` what stands there.
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
    surely: bool = False


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
    from lesvisit.models import erasing_person as erasing

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
    """All records of the profile that name this person: deleted ones, earlier wordings and half-typed lines too."""
    from lesvisit.models import erasing_person as erasing

    raw = raw_of(connection)
    group = erasing.group_of(erasing.people(raw), person_id)
    eraser = erasing.eraser_for(raw, person_id)
    found: dict[str, Mention] = {}
    for query in (_RECORDS, _EARLIER):
        for row in raw.execute(f"{query} ORDER BY r.ord").fetchall():
            mention = _mention(row, group, eraser)
            if mention is not None and mention.record_id not in found:
                found[mention.record_id] = mention
    return [*found.values(), *_half_typed(raw, group, eraser)]


def _half_typed(raw: Any, group: Mapping[str, Person], eraser: "Eraser") -> Iterator[Mention]:
    """Lines that are still being typed, or were when the app ended."""
    from lesvisit.models.draft import from_json
    from lesvisit.models.texts_of import texts_of

    query = (
        "SELECT d.key, d.data, coalesce(s.number, 0) FROM draft d LEFT JOIN scope s ON s.id = d.key ORDER BY d.key"
    )
    for key, data, number in raw.execute(query).fetchall():
        draft = from_json(data)
        hits = [(path, t) for path, t in texts_of(draft) if t in group or eraser.finds(t)]
        if hits:
            said = tuple(t for _path, t in hits if t not in group)
            fields = tuple(dict.fromkeys(path for path, _t in hits))
            by_id, surely = len(said) < len(hits), eraser.names(draft)
            yield Mention(
                key, "draft", key, key, number, False, by_id=by_id, in_text=bool(said), fields=fields, texts=said,
                surely=surely,
            )  # fmt: skip


def _mention(row: Any, group: Mapping[str, Person], eraser: "Eraser") -> Mention | None:
    from lesvisit.models.codec import decode
    from lesvisit.models.erasing_person import is_own
    from lesvisit.models.texts_of import texts_of

    record_id, kind, scope_id, scope_kind, number, deleted, text, author_id, made_by, earlier = row
    payload = decode(kind, text)
    found = list(texts_of(payload))
    wrote = author_id in group or made_by in group
    by_id = record_id in group or any(t in group for _path, t in found)
    in_text = eraser.may_change(text) and any(eraser.finds(t) for _path, t in found)
    if not (wrote or by_id or in_text):
        return None
    hits = [(path, t) for path, t in found if t in group or eraser.finds(t)]
    own = is_own(kind, payload, made_by, group)
    said = [t for _path, t in hits if t not in group] or (_words(payload) if own else [])
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
        in_text and eraser.names(payload),
    )


def _words(payload: Any) -> list[str]:
    """The texts of a record that is the person's own, as it was written."""
    names = ("text", "effect", "learned", "turned", "now", "was")
    found = (getattr(payload, name, "") for name in names)
    return [text for text in found if isinstance(text, str) and text.strip()]
