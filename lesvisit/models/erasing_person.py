"""Erasing a person from one database file: visits stay, the person is nobody in every text; their own words go."""

import json
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from lesvisit.domain.name_finder import NameFinder, roughly
from lesvisit.domain.people import Person, nobody
from lesvisit.domain.retention import OWN, Erasure
from lesvisit.models import connection as raw
from lesvisit.models import draft as drafts
from lesvisit.models.codec import decode, encode
from lesvisit.models.erasing_rows import drop_records, rewrite
from lesvisit.models.texts_of import texts_of, with_texts


def people(connection: raw.Connection) -> dict[str, Person]:
    """Everybody here."""
    rows = connection.execute("SELECT id, payload FROM record WHERE kind = 'person'")
    return {row[0]: decode("person", row[1]) for row in rows}


def group_of(known: Mapping[str, Person], person_id: str) -> dict[str, Person]:
    """Everyone who turned out to be this person, by however many steps."""
    found = {person_id}
    while more := {i for i, p in known.items() if i not in found and p.same_as in found} | {
        p.same_as for i, p in known.items() if i in found and p.same_as and p.same_as not in found
    }:
        found |= more
    return {i: p for i, p in known.items() if i in found}


def finders_of(known: Mapping[str, Person], group: Mapping[str, Person]) -> list[NameFinder]:
    """How this person is found in texts, by each name that is known."""
    others = [p.name for i, p in known.items() if i not in group and not p.is_nobody]
    named = dict.fromkeys(p.name for p in group.values() if not p.is_nobody)
    return [NameFinder(name, others) for name in named if name.strip()]


def is_own(kind: str, payload: Any, made_by: str, group: Mapping[str, Person]) -> bool:
    """Is this record this person's own, and nobody else's?"""
    owner = getattr(payload, "person_id", "") or getattr(payload, "author_id", "") or made_by
    return kind in OWN and owner in group


def is_here(connection: raw.Connection, one: Erasure) -> bool:
    """Does the database still know this person by name?"""
    return any(p.name != one.words for p in group_of(people(connection), one.id).values())


class Eraser:
    """Puts other words in place of a name, everywhere but in ids. `group` holds the ids of the person."""

    def __init__(self, finders: list[NameFinder], words: str, ids: set[str], group: frozenset[str]) -> None:
        self.finders, self.group = finders, group
        self._words, self._ids = words, ids
        self._firsts = tuple(dict.fromkeys(start for f in finders for start in f.starts))

    def may_change(self, text: str) -> bool:
        """A quick look before JSON is read."""
        folded = roughly(text)
        return any(first in folded for first in self._firsts)

    def changed(self, payload: Any) -> Any:
        """The content without the name."""
        return with_texts(payload, self._one)

    def finds(self, text: str) -> bool:
        """May this text name the person?"""
        return text not in self._ids and any(f.finds(text) for f in self.finders)

    def names(self, payload: Any) -> bool:
        """Does a text in this content lose the name?"""
        texts = (text for _path, text in texts_of(payload) if text not in self._ids)
        return any(f.names(text) for text in texts for f in self.finders)

    def _one(self, text: str) -> str:
        if text in self._ids:
            return text
        for finder in self.finders:
            text = finder.replaced(text, self._words)
        return text


def eraser_for(connection: raw.Connection, person_id: str, words: str = "") -> Eraser:
    """To look whether texts name this person, or to put words in place of the name."""
    known = people(connection)
    group = group_of(known, person_id)
    ids = {row[0] for row in connection.execute("SELECT id FROM record")}
    return Eraser(finders_of(known, group), words, ids, frozenset(group))


def erase_person(connection: raw.Connection, one: Erasure) -> bool:
    """All of it; False when this person is nobody here, or nobody already."""
    if not is_here(connection, one):
        return False
    group = group_of(people(connection), one.id)
    eraser = eraser_for(connection, one.id, one.words)
    going = []
    rows = connection.execute("SELECT ord, id, scope_id, kind, payload, made_by FROM record").fetchall()
    for ord_, record_id, scope_id, kind, text, made_by in rows:
        put = partial(rewrite, connection, ord_, scope_id, text)
        if kind == "person" and record_id in group:
            put(nobody(one.words, group[record_id].same_as))
        elif kind in OWN and is_own(kind, decode(kind, text), made_by, group):
            going.append(record_id)
        elif eraser.may_change(text):
            put(eraser.changed(decode(kind, text)))
    drop_records(connection, going)
    _drop_acts_on(connection, going)
    _rewrite_history(connection, group, eraser, one.words)
    _rewrite_drafts(connection, eraser)
    return True


def _rewrite_history(connection: raw.Connection, group: Mapping[str, Person], eraser: Eraser, words: str) -> None:
    query = "SELECT h.record_id, h.rev, r.kind, h.payload FROM history h JOIN record r ON r.id = h.record_id"
    for record_id, rev, kind, text in connection.execute(query).fetchall():
        if kind == "person" and record_id in group:
            made = encode(nobody(words, group[record_id].same_as))
        elif eraser.may_change(text):
            made = encode(eraser.changed(decode(kind, text)))
        else:
            continue
        connection.execute("UPDATE history SET payload = ? WHERE record_id = ? AND rev = ?", (made, record_id, rev))


def _rewrite_drafts(connection: raw.Connection, eraser: Eraser) -> None:
    for key, text in connection.execute("SELECT key, data FROM draft").fetchall():
        if eraser.may_change(text):
            made = drafts.to_json(eraser.changed(drafts.from_json(text)))
            connection.execute("UPDATE draft SET data = ? WHERE key = ?", (made, key))


def _drop_acts_on(connection: raw.Connection, ids: Iterable[str]) -> None:
    """What can't be taken back any more, because its record is gone."""
    gone = set(ids)
    for ord_, text in connection.execute("SELECT ord, changes FROM operation").fetchall():
        if any(change[0] in gone for change in json.loads(text)):
            connection.execute("DELETE FROM operation WHERE ord = ?", (ord_,))
