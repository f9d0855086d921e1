"""Real, migrated databases on disk, and child processes for what must not happen in this one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from lesvisit.domain.events import Note
from lesvisit.domain.records import Operation, Record
from lesvisit.domain.visit_book import VisitBook
from lesvisit.models.database import Database
from lesvisit.models.places import Places
from lesvisit.services import observe, visits
from lesvisit.services.desk import Desk, inserted

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 24, 9, 40, tzinfo=UTC)
ME = "me"


class StillClock:
    """A clock that stands still."""

    def now_utc(self) -> datetime:
        return NOW

    def elapsed_ms(self) -> int:
        return 5000

    def boot_id(self) -> str:
        return "boot"

    def zone(self) -> str:
        return "Europe/Amsterdam"


DESK = Desk(StillClock(), "device", ME)


@contextmanager
def opened(folder: Path, second: Path | None = None) -> Iterator[Database]:
    """The database of a folder; made when there is none."""
    base = Database(Places(folder), second)
    base.start().result(20)
    try:
        yield base
    finally:
        base.close()


def fresh_visit(base: Database) -> str:
    """A visit without a line; its id."""
    book, operation = visits.new_visit(DESK, None, None)
    base.put(operation).result(10)
    return book.scope_id


def view_of(base: Database, visit_id: str) -> VisitBook:
    """The visit as it stands on the disk."""
    return base.read(lambda c: visits.open_visit(c, visit_id)).result(10)


def note_op(view: VisitBook, text: str, seq: int = 0) -> Operation:
    """The operation that keeps a line; with a sequence number of its own where several come from one view."""
    stamp = DESK.stamp(view.book, DESK.moment())
    write = inserted(Note(text), replace(stamp, seq=seq or stamp.seq))
    return DESK.operation(view.book, observe.STEP, "note.keep", (write,))


def add_note(base: Database, visit_id: str, text: str) -> Record[Any]:
    """A kept line, as it stands on the disk."""
    operation = note_op(view_of(base, visit_id), text)
    base.put(operation).result(10)
    record = view_of(base, visit_id).book.get(operation.writes[0].record_id)
    assert record is not None
    return record


def texts(base: Database, visit_id: str) -> list[str]:
    """The lines that are not deleted."""
    return [r.payload.text for r in view_of(base, visit_id).notes]


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    """What a query finds in a file that nobody has open."""
    connection = driver.connect(str(path))
    try:
        return [tuple(row) for row in connection.execute(query).fetchall()]
    finally:
        connection.close()


def child(code: str, *words: object, env: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    """Runs code in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
