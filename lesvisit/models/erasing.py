"""Erasing in one database file: rows, search index, history and drafts of what is to be erased, in one transaction.

On the raw driver, so that it works alike on the open database, on a backup and at the start of the app. Doing it
twice changes nothing. What lies in other files: erasing_files.py.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from uuid_utils import uuid7

from lesvisit.domain.errors import StorageFailed
from lesvisit.domain.quotes import Quotes
from lesvisit.domain.retention import (
    Erasure,
    EvidenceErased,
    Scope,
)
from lesvisit.domain.sharing import Consent
from lesvisit.domain.visit import Visit
from lesvisit.models import connection as raw
from lesvisit.models import erasing_person, holding
from lesvisit.models.codec import decode, encode
from lesvisit.models.crashpoints import reached
from lesvisit.models.erasing_counts import counts_of
from lesvisit.models.erasing_quotes import clear_versions, quotes_of
from lesvisit.models.erasing_rows import drop_drafts, drop_records, rewrite
from lesvisit.models.erasing_rows import one as ask
from lesvisit.models.tables import iso
from lesvisit.models.texts_of import with_texts

_PEOPLE = "people"  # the one scope that every profile has


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
    """Did somebody bring it in again on purpose, after it was erased: a package, or new lines?

    Where this file went through the erasing it says so; what stands in it now came since, by whatever clock.
    """
    if went_through(connection, one):
        return True
    query = "SELECT EXISTS (SELECT 1 FROM operation WHERE at_utc > ? AND (scope_id = ? OR instr(changes, ?)))"
    return bool(ask(connection, query, iso(one.at_utc), one.id, f'"{one.id}"'))


def after_all(connection: raw.Connection, one: Erasure) -> Erasure:
    """The erasure, later than every act on it: a clock that once ran ahead must not look as if it came in again."""
    query = "SELECT max(at_utc) FROM operation WHERE scope_id = ? OR instr(changes, ?)"
    newest = ask(connection, query, one.id, f'"{one.id}"')
    if newest is not None:
        one = replace(one, at_utc=max(one.at_utc, datetime.fromisoformat(newest)))
    while went_through(connection, one):  # erased before at the very same moment
        one = replace(one, at_utc=one.at_utc + timedelta(microseconds=1))
    return one


def mark(connection: raw.Connection, erasures: Iterable[Erasure]) -> None:
    """This file went through these: one line each among the acts on people, without saying of what."""
    scope = ("INSERT INTO scope (id, kind, number, created_utc) SELECT ?, 'people', 1, ?"
             " WHERE NOT EXISTS (SELECT 1 FROM scope WHERE kind = 'people')")  # fmt: skip
    line = ("INSERT OR IGNORE INTO operation (id, scope_id, step, verb, author_id, at_utc, state, changes)"
            " VALUES (?, ?, 'erase', 'erased', '', ?, 'fixed', '[]')")  # fmt: skip
    for one in erasures:
        connection.execute(scope, (_PEOPLE, iso(one.at_utc)))
        connection.execute(line, (_sign(one), _PEOPLE, iso(one.at_utc)))


def went_through(connection: raw.Connection, one: Erasure) -> bool:
    """Is this behind this file?"""
    return bool(ask(connection, "SELECT EXISTS (SELECT 1 FROM operation WHERE id = ?)", _sign(one)))


def _sign(one: Erasure) -> str:
    return str(uuid5(NAMESPACE_URL, f"lesvisit-erased:{one.scope}:{one.id}:{iso(one.at_utc)}"))


def _found(connection: raw.Connection, one: Erasure) -> bool:
    if one.scope is Scope.PERSON:
        return erasing_person.is_here(connection, one)
    if one.scope is Scope.VISIT:
        return bool(ask(connection, "SELECT EXISTS (SELECT 1 FROM scope WHERE id = ?)", one.id))
    return holding.holds(connection, one)


def _apply_one(connection: raw.Connection, one: Erasure) -> bool:
    if one.scope is Scope.PERSON:
        return erasing_person.erase_person(connection, one)
    if one.scope is Scope.VISIT:
        return _erase_visit(connection, one.id)
    return _erase_evidence(connection, one)


# A whole visit


def _erase_visit(connection: raw.Connection, visit_id: str) -> bool:
    here = ask(connection, "SELECT EXISTS (SELECT 1 FROM scope WHERE id = ?)", visit_id)
    drafts = drop_drafts(connection, visit_id)
    ids = [row[0] for row in connection.execute("SELECT id FROM record WHERE scope_id = ?", (visit_id,))]
    cleared = clear_versions(connection, visit_id, quotes_of(connection, visit_id, ids), whole=True)
    if not here:
        return drafts or cleared
    drop_records(connection, ids)
    for table in ("event", "operation"):
        connection.execute(f"DELETE FROM {table} WHERE scope_id = ?", (visit_id,))
    connection.execute("DELETE FROM scope WHERE id = ?", (visit_id,))
    return True


# What was noted, at the term; or all of a copy but the takeaway


def _erase_evidence(connection: raw.Connection, one: Erasure) -> bool:
    head = connection.execute("SELECT payload FROM record WHERE id IN (SELECT id FROM record WHERE scope_id = ?"
                              " AND kind = 'visit')", (one.id,)).fetchone()  # fmt: skip
    if head is None:
        return drop_drafts(connection, one.id)
    going = holding.going(connection, one)
    marked = ask(connection, "SELECT EXISTS (SELECT 1 FROM record WHERE scope_id = ? AND kind = 'evidence_erased')",
                  one.id)  # fmt: skip
    if marked and not going and not holding.holds_more(connection, one):
        return drop_drafts(connection, one.id)
    erased = EvidenceErased(one.at_utc, counts_of(connection, one.id) if one.scope is Scope.EVIDENCE else ())
    quotes = quotes_of(connection, one.id, going)
    drop_records(connection, going)
    connection.execute("DELETE FROM history WHERE record_id IN (SELECT id FROM record WHERE scope_id = ?)", (one.id,))
    connection.execute("DELETE FROM operation WHERE scope_id = ?", (one.id,))
    drop_drafts(connection, one.id)
    _clear_texts(connection, one, quotes)
    clear_versions(connection, one.id, quotes, whole=False)
    if not marked:
        _put_mark(connection, one, erased)
    return True


def _clear_texts(connection: raw.Connection, one: Erasure, quotes: Quotes) -> None:
    """What stays, without a note that was copied into it, and without the fields that their owner did not keep."""
    rows = connection.execute("SELECT ord, kind, payload FROM record WHERE scope_id = ?", (one.id,)).fetchall()
    for ord_, kind, text in rows:
        made = with_texts(decode(kind, text), quotes.taken_out)
        if isinstance(made, Visit):
            made = holding.head_cleared(made, one)
        if isinstance(made, Consent):
            made = replace(made, content="")  # lines as they were read to her; the number of it stays
        rewrite(connection, ord_, one.id, text, made)


def _put_mark(connection: raw.Connection, one: Erasure, erased: EvidenceErased) -> None:
    query = ("INSERT INTO record (id, scope_id, kind, rev, base, deleted, payload, author_id, updated_utc, made_by)"
             " VALUES (?, ?, 'evidence_erased', 1, 1, 0, ?, '', ?, '')")  # fmt: skip
    connection.execute(query, (str(uuid7()), one.id, encode(erased), iso(one.at_utc)))
