"""Erasing in one database file: rows, search index, history and drafts of what is to be erased, in one transaction.

On the raw driver, so that it works alike on the open database, on a backup and at the start of the app. Doing it
twice changes nothing. What lies in other files: erasing_files.py.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from uuid_utils import uuid7

from lesvisit.domain.errors import StorageFailed
from lesvisit.domain.people import Person
from lesvisit.domain.retention import (
    HEAD_TEXTS,
    OWN,
    RAW,
    TEXTS,
    Erasure,
    EvidenceErased,
    NameFinder,
    Scope,
    mapped,
    texts_in,
    without_quotes,
)
from lesvisit.domain.text import searchable
from lesvisit.models import connection as raw
from lesvisit.models.codec import decode, encode
from lesvisit.models.crashpoints import reached
from lesvisit.models.erasing_counts import counts_of
from lesvisit.models.tables import iso

_LAST_OF_COPY = ("visit", "takeaway", "handed_over", "evidence_erased")
_FRAME_OF_COPY = ("learning_question", "board_goal", "purpose_text")


def apply(connection: raw.Connection, erasures: Iterable[Erasure]) -> bool:
    """Does all of it in one transaction; False when nothing of it was here. What came in again later is left."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        done = [_apply_one(connection, one) for one in erasures if not came_back(connection, one)]
        if any(done):
            connection.execute("INSERT INTO search(search) VALUES ('rebuild')")
        reached("erase_before_commit")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return any(done)


def compact(connection: raw.Connection) -> None:
    """No byte of what was deleted stays in the file or its log. Raises StorageFailed while somebody reads along."""
    _checkpoint(connection)
    connection.execute("VACUUM")
    reached("erase_vacuumed")
    _checkpoint(connection)


def _checkpoint(connection: raw.Connection) -> None:
    busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy is not None and busy[0]:
        raise StorageFailed("locked")


def is_here(connection: raw.Connection, one: Erasure) -> bool:
    """Is what was erased here again, because an older file was put in place?"""
    return not came_back(connection, one) and _found(connection, one)


def came_back(connection: raw.Connection, one: Erasure) -> bool:
    """Somebody brought it in again on purpose, after it was erased: a package, or new lines."""
    query = "SELECT EXISTS (SELECT 1 FROM operation WHERE at_utc > ? AND (scope_id = ? OR instr(changes, ?)))"
    return bool(connection.execute(query, (iso(one.at_utc), one.id, f'"{one.id}"')).fetchone()[0])


def after_all(connection: raw.Connection, one: Erasure) -> Erasure:
    """The erasure, later than every act on it: a clock that once ran ahead must not look as if it came in again."""
    query = "SELECT max(at_utc) FROM operation WHERE scope_id = ? OR instr(changes, ?)"
    newest = connection.execute(query, (one.id, f'"{one.id}"')).fetchone()[0]
    return one if newest is None else replace(one, at_utc=max(one.at_utc, datetime.fromisoformat(newest)))


def _found(connection: raw.Connection, one: Erasure) -> bool:
    if one.scope is Scope.PERSON:
        return any(p.name != one.words for p in group_of(people(connection), one.id).values())
    if one.scope is Scope.VISIT:
        return bool(_one(connection, "SELECT EXISTS (SELECT 1 FROM scope WHERE id = ?)", one.id))
    kinds = _going(connection, one)
    return bool(kinds)


def _apply_one(connection: raw.Connection, one: Erasure) -> bool:
    if one.scope is Scope.PERSON:
        return _erase_person(connection, one)
    if one.scope is Scope.VISIT:
        return _erase_visit(connection, one.id)
    return _erase_evidence(connection, one)


# A whole visit


def _erase_visit(connection: raw.Connection, visit_id: str) -> bool:
    here = _one(connection, "SELECT EXISTS (SELECT 1 FROM scope WHERE id = ?)", visit_id)
    drafts = _drop_drafts(connection, visit_id)
    if not here:
        return drafts
    ids = [row[0] for row in connection.execute("SELECT id FROM record WHERE scope_id = ?", (visit_id,))]
    _drop_records(connection, ids)
    for table in ("event", "operation"):
        connection.execute(f"DELETE FROM {table} WHERE scope_id = ?", (visit_id,))
    connection.execute("DELETE FROM scope WHERE id = ?", (visit_id,))
    return True


def _drop_records(connection: raw.Connection, ids: Iterable[str]) -> None:
    for record_id in ids:
        connection.execute("DELETE FROM search WHERE rowid = (SELECT ord FROM record WHERE id = ?)", (record_id,))
        connection.execute("DELETE FROM history WHERE record_id = ?", (record_id,))
        connection.execute("DELETE FROM event WHERE id = ?", (record_id,))
        connection.execute("DELETE FROM record WHERE id = ?", (record_id,))


def _drop_drafts(connection: raw.Connection, visit_id: str) -> bool:
    query = "DELETE FROM draft WHERE key = ? OR instr(key, ?) OR instr(data, ?)"
    return bool(connection.execute(query, (visit_id, visit_id, visit_id)).rowcount > 0)


# What was noted, at the term; or all of a copy but the takeaway


def _going(connection: raw.Connection, one: Erasure) -> list[str]:
    """Ids of the records that go."""
    rows = connection.execute("SELECT id, kind, deleted FROM record WHERE scope_id = ?", (one.id,)).fetchall()
    keep = set(one.keep)
    if one.scope is Scope.COPY:
        return [i for i, kind, deleted in rows if i not in keep and (deleted or kind not in _LAST_OF_COPY)]
    moved = _moves_of_raw(connection, one.id)
    going = RAW | TEXTS
    return [i for i, kind, deleted in rows if deleted or (kind in going and i not in keep) or i in moved]


def _moves_of_raw(connection: raw.Connection, visit_id: str) -> set[str]:
    """A time moved on purpose goes with the event that it moved."""
    kinds = dict(connection.execute("SELECT id, kind FROM record WHERE scope_id = ?", (visit_id,)).fetchall())
    query = "SELECT id, payload FROM record WHERE scope_id = ? AND kind = 'stamp_move'"
    moves = connection.execute(query, (visit_id,)).fetchall()
    return {i for i, text in moves if kinds.get(json.loads(text).get("target_id", ""), "note") in RAW}


def _erase_evidence(connection: raw.Connection, one: Erasure) -> bool:
    head = connection.execute("SELECT payload FROM record WHERE id IN (SELECT id FROM record WHERE scope_id = ?"
                              " AND kind = 'visit')", (one.id,)).fetchone()  # fmt: skip
    if head is None:
        return _drop_drafts(connection, one.id)
    going = _going(connection, one)
    marked = _one(connection, "SELECT EXISTS (SELECT 1 FROM record WHERE scope_id = ? AND kind = 'evidence_erased')",
                  one.id)  # fmt: skip
    if not going and marked:
        return _drop_drafts(connection, one.id)
    mark = EvidenceErased(one.at_utc, counts_of(connection, one.id) if one.scope is Scope.EVIDENCE else ())
    quotes = list(_quotes(connection, going))
    quotes += _of_history(connection, one.id)
    _drop_records(connection, going)
    connection.execute("DELETE FROM history WHERE record_id IN (SELECT id FROM record WHERE scope_id = ?)", (one.id,))
    connection.execute("DELETE FROM operation WHERE scope_id = ?", (one.id,))
    _drop_drafts(connection, one.id)
    _clear_texts(connection, one, quotes)
    if not marked:
        _put_mark(connection, one, mark)
    return True


def _quotes(connection: raw.Connection, ids: Iterable[str]) -> Iterator[str]:
    for record_id in ids:
        row = connection.execute("SELECT payload FROM record WHERE id = ? AND kind = 'note'", (record_id,)).fetchone()
        if row is not None:
            yield from _words_of_note(row[0])


def _of_history(connection: raw.Connection, visit_id: str) -> list[str]:
    """How notes read before they were changed: somebody may have copied that."""
    query = ("SELECT h.payload FROM history h JOIN record r ON r.id = h.record_id"
             " WHERE r.scope_id = ? AND r.kind = 'note'")  # fmt: skip
    return [text for row in connection.execute(query, (visit_id,)) for text in _words_of_note(row[0])]


def _words_of_note(payload: str) -> Iterator[str]:
    note = json.loads(payload)
    yield from (text.strip() for text in (note.get("text", ""), note.get("effect", "")) if text)


def _clear_texts(connection: raw.Connection, one: Erasure, quotes: list[str]) -> None:
    """What stays, without a note that was copied into it, and without the fields that their owner did not keep."""
    rows = connection.execute("SELECT ord, kind, payload FROM record WHERE scope_id = ?", (one.id,)).fetchall()
    for ord_, kind, text in rows:
        value = json.loads(text)
        made = without_quotes(value, quotes)
        if kind == "visit":
            made = _head_cleared(made, one)
        _rewrite(connection, ord_, one.id, kind, text, made)


def _head_cleared(head: Any, one: Erasure) -> Any:
    fields = HEAD_TEXTS if one.scope is Scope.EVIDENCE else (*HEAD_TEXTS, *_FRAME_OF_COPY)
    going = [name for name in fields if f"{one.id}.{name}" not in one.keep and head.get(name)]
    empty: dict[str, Any] = {name: [] if isinstance(head[name], list) else "" for name in going}
    if one.scope is Scope.COPY:
        empty["focus_questions"] = []
    return {**head, **empty}


def _put_mark(connection: raw.Connection, one: Erasure, mark: EvidenceErased) -> None:
    query = ("INSERT INTO record (id, scope_id, kind, rev, base, deleted, payload, author_id, updated_utc, made_by)"
             " VALUES (?, ?, 'evidence_erased', 1, 1, 0, ?, '', ?, '')")  # fmt: skip
    connection.execute(query, (str(uuid7()), one.id, encode(mark), iso(one.at_utc)))


# A person


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
    others = [p.name for i, p in known.items() if i not in group]
    return [NameFinder(name, others) for name in dict.fromkeys(p.name for p in group.values()) if name.strip()]


def is_own(kind: str, payload: Mapping[str, Any], made_by: str, group: Mapping[str, Person]) -> bool:
    """Is this record this person's own, and nobody else's?"""
    owner = str(payload.get("person_id") or payload.get("author_id") or made_by)
    return kind in OWN and owner in group


def _erase_person(connection: raw.Connection, one: Erasure) -> bool:
    group = group_of(people(connection), one.id)
    eraser = eraser_for(connection, one.id, one.words)
    if not eraser.finders:
        return False
    going = []
    rows = connection.execute("SELECT ord, id, scope_id, kind, payload, made_by FROM record").fetchall()
    for ord_, record_id, scope_id, kind, text, made_by in rows:
        value = json.loads(text)
        if kind == "person" and record_id in group:
            nobody = Person(one.words, same_as=group[record_id].same_as)
            _rewrite(connection, ord_, scope_id, kind, text, json.loads(encode(nobody)))
        elif is_own(kind, value, made_by, group):
            going.append(record_id)
        elif eraser.may_change(text):
            _rewrite(connection, ord_, scope_id, kind, text, eraser.changed(value))
    _drop_records(connection, going)
    _drop_acts_on(connection, going)
    _rewrite_history(connection, group, eraser, one.words)
    _rewrite_drafts(connection, eraser)
    return True


class Eraser:
    """Puts other words in place of a name, everywhere but in ids. `group` holds the ids of the person."""

    def __init__(self, finders: list[NameFinder], words: str, ids: set[str], group: frozenset[str]) -> None:
        self.finders, self.group = finders, group
        self._words, self._ids = words, ids
        self._firsts = tuple({f.name.split()[0].casefold() for f in finders} | {
            part.casefold() for f in finders for part in f.parts
        })  # fmt: skip

    def may_change(self, text: str) -> bool:
        """A quick look before JSON is read."""
        folded = text.casefold()
        return any(first in folded for first in self._firsts)

    def changed(self, value: Any) -> Any:
        """Plain data without the name."""
        return mapped(value, self._one)

    def finds(self, value: Any) -> bool:
        """Does a text in this plain data name the person?"""
        return any(text not in self._ids and any(f.finds(text) for f in self.finders) for text in texts_in(value))

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
    finders = [f for f in finders_of(known, group) if f.name.casefold() != words.casefold()]
    return Eraser(finders, words, ids, frozenset(group))


def _rewrite_history(connection: raw.Connection, group: Mapping[str, Person], eraser: Eraser, words: str) -> None:
    query = "SELECT h.record_id, h.rev, r.kind, h.payload FROM history h JOIN record r ON r.id = h.record_id"
    for record_id, rev, kind, text in connection.execute(query).fetchall():
        if kind == "person" and record_id in group:
            made = encode(Person(words, same_as=group[record_id].same_as))
        elif eraser.may_change(text):
            made = encode(decode(kind, json.dumps(eraser.changed(json.loads(text)), ensure_ascii=False)))
        else:
            continue
        connection.execute("UPDATE history SET payload = ? WHERE record_id = ? AND rev = ?", (made, record_id, rev))


def _rewrite_drafts(connection: raw.Connection, eraser: Eraser) -> None:
    for key, text in connection.execute("SELECT key, data FROM draft").fetchall():
        if eraser.may_change(text):
            made = json.dumps(eraser.changed(json.loads(text)), ensure_ascii=False)
            connection.execute("UPDATE draft SET data = ? WHERE key = ?", (made, key))


def _drop_acts_on(connection: raw.Connection, ids: Iterable[str]) -> None:
    """What can't be taken back any more, because its record is gone."""
    gone = set(ids)
    for ord_, text in connection.execute("SELECT ord, changes FROM operation").fetchall():
        if any(change[0] in gone for change in json.loads(text)):
            connection.execute("DELETE FROM operation WHERE ord = ?", (ord_,))


# Rows


def _rewrite(connection: raw.Connection, ord_: int, scope_id: str, kind: str, text: str, value: Any) -> None:
    """Other content in the same revision: what was erased has no history."""
    payload = decode(kind, json.dumps(value, ensure_ascii=False))
    made = encode(payload)
    if made == text:
        return
    connection.execute("UPDATE record SET payload = ? WHERE ord = ?", (made, ord_))
    deleted = _one(connection, "SELECT deleted FROM record WHERE ord = ?", ord_)
    connection.execute("DELETE FROM search WHERE rowid = ?", (ord_,))
    body = "" if deleted else searchable(payload)
    if body:
        connection.execute("INSERT INTO search(rowid, body, scope_id) VALUES (?, ?, ?)", (ord_, body, scope_id))


def _one(connection: raw.Connection, query: str, *values: Any) -> Any:
    return connection.execute(query, values).fetchone()[0]
