"""A file with visits that is damaged as disks do it: while it is open, or before a start."""

from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlcipher3 import dbapi2 as driver

from lesvisit.domain.errors import DatabaseRefused
from lesvisit.models import backup
from lesvisit.models.database import Database
from lesvisit.models.places import Places
from lesvisit.models.soundness import is_sound
from tests.models.support import add_note, fresh_visit, note_op, opened, view_of

PAGE = 4096


def settle(base: Database) -> None:
    """Whatever waited for the writing thread is done, and what that asked for."""
    for _ in range(2):
        base.with_raw(lambda _c: None).result(20)


def zero(base: Database, table: str) -> None:
    """The disk loses the page that a table begins with, while the file is open."""

    def root(connection: driver.Connection) -> int:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        found = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        return int(found[0])

    page = base.with_raw(root).result(20)
    with base.places.database.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(bytes(PAGE))
    base.with_raw(lambda c: c.execute("PRAGMA shrink_memory").fetchall()).result(20)
    with suppress(DatabaseRefused):
        base.read(lambda c: c.exec_driver_sql("PRAGMA shrink_memory").close()).result(20)


def flip_letter(path: Path, text: str) -> None:
    """One bit of the last letter falls over, in a closed file: no page is bad, and no start sees it."""
    data = bytearray(path.read_bytes())
    data[data.index(text.encode()) + len(text.encode()) - 1] ^= 4
    path.write_bytes(data)


def spoil_header(path: Path) -> None:
    """The file can't be told to be a database any more."""
    for beside_it in backup.side_files(path)[1:]:
        beside_it.unlink(missing_ok=True)
    path.write_bytes(b"x" * 100 + path.read_bytes()[100:])


def damaged_in_use(folder: Path, *lines: str) -> str:
    """A visit with a backup; then the file loses a page, these lines are typed, and LesVisit is closed."""
    with opened(folder) as base:
        visit_id = fresh_visit(base)
        add_note(base, visit_id, "een")
        base.back_up().result(20)
        view = view_of(base, visit_id)
        zero(base, "search_data")
        for n, text in enumerate(lines):
            with pytest.raises(DatabaseRefused):
                base.put(note_op(view, text, 70 + n)).result(20)
        settle(base)
    return visit_id


def known_unsound(connection: Connection) -> None:
    """The look at the file once the window is there (app/file_check.py)."""
    if not is_sound(connection):
        raise DatabaseRefused("unsound", problems=1)


def words_beside(folder: Path) -> list[str]:
    """Files of the journal that still hold something."""
    return sorted(str(p.relative_to(folder)) for p in (folder / "journal").rglob("*") if p.name != "ballast")


def put_back(folder: Path) -> None:
    """The backup that was offered, as Settings and the command do it."""
    places = Places(folder)
    offered = next(b for b in backup.listed(places.backups) if "-before-damage" in b.path.name)
    backup.restore(offered.path, places.database, places.backups)
