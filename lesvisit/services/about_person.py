"""Everything about one person (the right to see it): what names the person, and all of the lessons that they gave.

Of a lesson in which somebody watched that is every record of the visit, as it reads now and as it read before.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from lesvisit.domain.debrief import Evidence, LessonResult
from lesvisit.domain.design import DesignVersion
from lesvisit.domain.events import Duration, Entry, Sweep
from lesvisit.domain.people import Person
from lesvisit.domain.template import Template

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from lesvisit.models.draft import Draft
    from lesvisit.models.erasing_person import Eraser
    from lesvisit.models.journal import Journal
    from lesvisit.models.vault import Vault
    from lesvisit.services.profile import Preferences


@dataclass(frozen=True, slots=True)
class Mention:
    """One record that is about this person, as it is now or (`earlier`) as it was in revision `rev`.

    `about`: it is of a lesson that the person gave, where somebody watched; `wrote`: made or changed by the person;
    `by_id`: names the person; `in_text`: a text holds the name, `surely` when it is no other word; `own`: it is the
    person's own. `fields` says where, `texts` what stands there: all of its words where it is about the person or the
    person's own, and then `content` holds the whole record as it is stored.
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
    about: bool = False
    rev: int = 0  # 0: a half-typed line has none
    at_utc: str = ""
    content: str = ""
    beside: bool = False  # it stands in the emergency journal, or no longer fitted


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
    "SELECT r.id, r.kind, r.scope_id, s.kind, s.number, r.deleted, r.payload, r.author_id, r.made_by, 0, r.rev,"
    " coalesce(e.at_utc, r.updated_utc)"
    " FROM record r JOIN scope s ON s.id = r.scope_id LEFT JOIN event e ON e.id = r.id ORDER BY r.ord"
)
_EARLIER = (
    "SELECT r.id, r.kind, r.scope_id, s.kind, s.number, h.deleted, h.payload, h.author_id, r.made_by, 1, h.rev,"
    " coalesce(e.at_utc, h.updated_utc)"
    " FROM history h JOIN record r ON r.id = h.record_id JOIN scope s ON s.id = r.scope_id"
    " LEFT JOIN event e ON e.id = r.id ORDER BY r.ord, h.rev"
)


@dataclass(frozen=True, slots=True)
class _Sought:
    """Who is looked for, in which texts, and the visits in which somebody watched this person's lesson."""

    group: Mapping[str, Person]
    eraser: "Eraser"
    lessons: frozenset[str]
    labels: Mapping[tuple[str, str], str]  # what the ids of a visit read in its form and plan


def mentions(
    connection: "Connection", person_id: str, journal: "Journal | None" = None, vault: "Vault | None" = None
) -> list[Mention]:
    """All that is held about this person: deleted records, earlier wordings and half-typed lines too.

    With the emergency journal also what stands there, or no longer fitted.
    """
    from lesvisit.models import erasing_person as erasing

    raw = raw_of(connection)
    group = erasing.group_of(erasing.people(raw), person_id)
    lessons = _lessons(raw, group)
    sought = _Sought(group, erasing.eraser_for(raw, person_id), frozenset(lessons), _labels(raw, lessons))
    rows = (row for query in (_RECORDS, _EARLIER) for row in raw.execute(query).fetchall())
    found = [*filter(None, (_mention(row, sought) for row in rows)), *_half_typed(raw, sought)]
    return found if journal is None else [*found, *_beside(raw, journal, vault, sought)]


def in_preferences(connection: "Connection", person_id: str, kept: "Preferences") -> list[str]:
    """Own abbreviations, words that judge and the folder of the last paper that name this person."""
    from lesvisit.models.erasing_person import eraser_for

    eraser = eraser_for(raw_of(connection), person_id)
    texts = [f"{short} = {long}" for table in kept.abbreviations.values() for short, long in table.items()]
    texts += [word for words in kept.judging.values() for word in words]
    return [text for text in (*texts, kept.paper_folder) if eraser.finds(text)]


def _lessons(raw: Any, group: Mapping[str, Person]) -> dict[str, str]:
    """Visits to this person, also those whose package was taken back; each with the version it followed."""
    from lesvisit.models.codec import decode

    rows = raw.execute("SELECT scope_id, payload FROM record WHERE kind = 'visit'").fetchall()
    heads = {scope_id: decode("visit", text) for scope_id, text in rows}
    return {scope_id: head.version_id for scope_id, head in heads.items() if head.visited_id in group}


def _labels(raw: Any, lessons: Mapping[str, str]) -> dict[tuple[str, str], str]:
    from lesvisit.models.codec import decode

    found: dict[tuple[str, str], str] = {}
    query = "SELECT kind, payload FROM record WHERE (scope_id = ? AND kind = 'template') OR id = ? ORDER BY ord"
    for scope_id, version_id in lessons.items():
        for kind, text in raw.execute(query, (scope_id, version_id)).fetchall():
            found |= {(scope_id, key): label for key, label in _read(decode(kind, text))}
    return found


def _read(content: Any) -> Iterator[tuple[str, str]]:
    """Ids of a form or of a plan, each with what it reads."""
    if isinstance(content, DesignVersion):
        yield from ((phase.id, phase.name) for phase in content.phases)
        yield from ((goal.id, goal.text) for goal in content.goals)
        yield from ((one.id, one.text) for goal in content.goals for one in goal.criteria)
    if isinstance(content, Template):
        labels = [(i.id, i.label) for block in content.all_blocks for i in block.items]
        labels += [(block.id, block.label) for block in content.all_blocks]
        yield from ((key, next(iter(label.values()))) for key, label in labels if label)


def _half_typed(raw: Any, sought: _Sought) -> Iterator[Mention]:
    """Lines that are still being typed, or were when the app ended."""
    from lesvisit.models.draft import from_json

    query = "SELECT d.data, coalesce(s.number, 0) FROM draft d LEFT JOIN scope s ON s.id = d.key ORDER BY d.key"
    for data, number in raw.execute(query).fetchall():
        yield from _of_draft(from_json(data), number, sought)


def _of_draft(draft: "Draft", number: int, sought: _Sought) -> Iterator[Mention]:
    from lesvisit.models.draft import to_json
    from lesvisit.models.texts_of import texts_of

    key, hits = draft.key, _hits(texts_of(draft), sought)
    about = any(visit_id in key for visit_id in sought.lessons)
    said = tuple(t for _path, t in hits if t not in sought.group)
    if hits or about:
        yield Mention(
            key, "draft", key, key, number, False,
            by_id=len(said) < len(hits), in_text=bool(said), fields=_where(hits),
            texts=tuple(filter(None, (draft.text, draft.effect))) if about else said,
            surely=sought.eraser.names(draft), about=about, content=to_json(draft) if about else "",
        )  # fmt: skip


def _beside(raw: Any, journal: "Journal", vault: "Vault | None", sought: _Sought) -> Iterator[Mention]:
    """The same of what waits for the database, or no longer fitted in it."""
    from lesvisit.domain.records import kind_of
    from lesvisit.models.codec import encode
    from lesvisit.models.draft import Draft
    from lesvisit.services.about_beside import held_beside

    numbers = dict(raw.execute("SELECT id, number FROM scope").fetchall())
    for held in held_beside(journal, vault):
        if isinstance(held, Draft):
            found = [*_of_draft(held, numbers.get(held.key, 0), sought)]
        else:
            act, write = held
            row = (
                write.record_id, kind_of(write.payload), act.scope_id, act.scope_kind.value,
                numbers.get(act.scope_id, 0), write.deleted, encode(write.payload), act.author_id, act.author_id,
                False, write.rev, act.at_utc.isoformat(),
            )  # fmt: skip
            found = [*filter(None, [_mention(row, sought)])]
        yield from (replace(mention, beside=True) for mention in found)


def _mention(row: Any, sought: _Sought) -> Mention | None:
    from lesvisit.models.codec import decode
    from lesvisit.models.erasing_person import is_own
    from lesvisit.models.texts_of import texts_of

    record_id, kind, scope_id, scope_kind, number, deleted, text, author_id, made_by, earlier, rev, at_utc = row
    payload, group = decode(kind, text), sought.group
    hits = _hits(texts_of(payload), sought)
    said = [t for _path, t in hits if t not in group]
    own = is_own(kind, payload, made_by, group)
    about = scope_id in sought.lessons or getattr(payload, "visit_id", "") in sought.lessons
    wrote, by_id = author_id in group or made_by in group, record_id in group or len(said) < len(hits)
    if not (wrote or by_id or said or own or about):
        return None
    return Mention(
        record_id, kind, scope_id, scope_id if scope_kind == "visit" else "", number, bool(deleted),
        wrote, by_id, bool(said), own, bool(earlier), _where(hits),
        texts=tuple(_words(payload, scope_id, sought) if own or about else said),
        surely=bool(said) and sought.eraser.names(payload), about=about, rev=rev, at_utc=at_utc,
        content=text if own or about else "",
    )  # fmt: skip


def _hits(texts: Iterator[tuple[str, str]], sought: _Sought) -> list[tuple[str, str]]:
    """Texts that name the person, by id or by name, each with its field."""
    return [(p, t) for p, t in texts if t in sought.group or (sought.eraser.may_change(t) and sought.eraser.finds(t))]


def _where(hits: list[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path for path, _t in hits))


_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_OF_BLOCK, _OF_PLAN = ("counter_id", "block_id", "item", "other", "value"), ("phase_id", "goal_id", "criterion_id")
_LABELLED = {*_OF_BLOCK, *_OF_PLAN, "question_id", "links"}
_FRAMES = ("template", "protocol", "design_version")  # the form and the plan: in `content`, not word by word


def _words(payload: Any, scope_id: str, sought: _Sought) -> Iterator[str]:
    """All that somebody wrote in a record, with what an id of the form or the plan reads."""
    from lesvisit.domain.records import kind_of
    from lesvisit.models.texts_of import texts_of

    if kind_of(payload) in _FRAMES:
        yield from filter(None, [getattr(payload, "why", "")])
        return
    for path, text in texts_of(payload):
        words = sought.labels.get((scope_id, text), text) if path in _LABELLED else text
        if words.strip() and not _ID.fullmatch(words):
            yield words
    yield from _figures(payload)


def _figures(payload: Any) -> Iterator[str]:
    """What was counted or measured, of pupils."""
    match payload:
        case Sweep():
            of = "" if payload.present is None else f" / {payload.present}"
            yield from (f"{name}: {n}{of}" for name, n in payload.counts.items())
        case Duration():
            yield f"{payload.seconds:g} s"
        case LessonResult() if payload.count is not None:
            yield f"{payload.count}" if payload.of is None else f"{payload.count} / {payload.of}"
        case Entry() if payload.number is not None:
            yield f"{payload.number:g}"
        case Evidence() if payload.breadth is not None:
            yield payload.breadth.value
