"""A file damaged anywhere: a start is never blocked without a word, and nothing typed afterwards is lost."""

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlcipher3 import dbapi2 as driver

from lesvisit.domain.design import Design, DesignVersion
from lesvisit.domain.errors import BackupRejected, DatabaseRefused, LesVisitError
from lesvisit.domain.records import Book, Operation, ScopeKind
from lesvisit.domain.visit_book import VisitBook
from lesvisit.models import backup, beside, reading
from lesvisit.models.database import Database
from lesvisit.models.journal import Journal
from lesvisit.models.opening import Harm
from lesvisit.models.places import Places
from lesvisit.services import visits
from lesvisit.services.desk import inserted, new_id
from tests.models.support import DESK, add_note, fresh_visit, note_op, opened, rows, texts, view_of


def filled(folder: Path) -> str:
    with opened(folder) as base:
        visit_id = fresh_visit(base)
        view = view_of(base, visit_id)
        for n in range(60):
            base.put(note_op(view, f"regel {n} " * 30, n + 1))
    return visit_id


def spoil(path: Path, dice: random.Random) -> None:
    """Flips, zeroes or cuts somewhere."""
    data = bytearray(path.read_bytes())
    start = dice.randrange(len(data))
    length = dice.choice((1, 16, 4096, 12000))
    match dice.randrange(3):
        case 0:
            data[start : start + length] = bytes(b ^ 0x55 for b in data[start : start + length])
        case 1:
            data[start : start + length] = bytes(min(length, len(data) - start))
        case _:
            del data[start:]
    path.write_bytes(data)


@pytest.mark.parametrize("seed", range(40))
def test_a_start_after_damage_keeps_what_is_typed(tmp_path: Path, seed: int) -> None:
    visit_id = filled(tmp_path)
    path = tmp_path / "lesvisit.db"
    spoil(path, random.Random(seed))
    base = Database(Places(tmp_path))
    try:
        base.start().result(10)
    except LesVisitError:
        assert path.exists()  # refused in words, and left there
        base.close()
        return
    kept = typed(base, visit_id)
    base.close()
    journal = [e.id for e in Journal((tmp_path / "journal",)).entries() if isinstance(e, Operation)]
    assert all(saved or operation.id in journal for operation, saved in kept)
    with suppress(LesVisitError):  # and it blocks no later start
        with opened(tmp_path):
            pass
        if (tmp_path / "journal" / "journal.jsonl").exists():  # still damaged: the words wait for a file that is not
            backup.put_aside(path)
            with opened(tmp_path) as base:
                assert {e.id for e, saved in kept if not saved} <= set(base.read(operations).result(10))
        assert not (tmp_path / "journal" / "journal.jsonl").exists()


def operations(connection: Connection) -> list[str]:
    """The acts that a database knows."""
    return [str(row[0]) for row in connection.exec_driver_sql("SELECT id FROM operation")]


def typed(base: Database, visit_id: str) -> list[tuple[Operation, bool]]:
    """Types a few lines into the old visit where it can be read, else into a new one; which were saved."""
    view = readable(lambda: view_of(base, visit_id)) or readable(lambda: view_of(base, fresh_visit(base)))
    found = []
    for n in range(5 if view else 0):
        assert view is not None
        operation = note_op(view, f"nieuw {n}", 1000 + n)
        found.append((operation, base.put(operation).exception(10) is None))
    return found


def readable(read: Callable[[], VisitBook]) -> VisitBook | None:
    """What can be read; None when the damage is in the way."""
    with suppress(Exception):
        return read()
    return None


def test_the_write_ahead_log_gone_is_an_older_state_whole_and_told(tmp_path: Path) -> None:
    visit_id = filled(tmp_path)
    with opened(tmp_path) as base:
        base.put(note_op(view_of(base, visit_id), "in de log", 1000)).result()
        copy = tmp_path / "copy"
        copy.mkdir()
        for name in ("lesvisit.db", "lesvisit.open"):  # as a program copies that leaves the log out
            (copy / name).write_bytes((tmp_path / name).read_bytes())
    with opened(copy) as base:
        assert len(texts(base, visit_id)) == 60
        assert base.damage is not None
        assert base.damage.harm is Harm.LOG_GONE


@pytest.mark.parametrize("table", ["record", "search_data", "search_content", "event", "operation", "ix_record_kind"])
def test_a_damaged_page_past_the_header_is_told_at_the_start(tmp_path: Path, table: str) -> None:
    filled(tmp_path)
    path = tmp_path / "lesvisit.db"
    ((root,),) = rows(path, f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'")
    data = bytearray(path.read_bytes())
    data[(root - 1) * 4096 : root * 4096] = bytes(4096)
    path.write_bytes(data)
    with opened(tmp_path) as base:
        assert base.damage is not None
        assert base.damage.harm is Harm.FILE
        assert base.damage.kept is not None
        assert (base.damage.kept / "lesvisit.db").read_bytes() == data
        add_note(base, fresh_visit(base), "de les gaat door")


def test_lines_of_a_visit_that_only_the_damaged_file_knew_can_be_opened(tmp_path: Path) -> None:
    """The backup that is put back is older than the visit; the journal holds its lines."""
    filled(tmp_path)
    with opened(tmp_path / "other") as other:
        view = view_of(other, fresh_visit(other))
    journal = Journal((tmp_path / "journal",))
    assert journal.keep_operation(note_op(view, "na de schade", 1))
    assert journal.keep_operation(note_op(view, "en nog een", 2))
    for _ in range(2):
        with opened(tmp_path) as base:
            listed = {v.id: v for v in base.read(visits.overview).result(10).visits}
            assert listed[view.book.scope_id].notes == 2
            assert texts(base, view.book.scope_id) == ["na de schade", "en nog een"]
            assert not base.journal.misfits()


def test_a_part_of_a_design_that_is_not_here_can_be_opened(tmp_path: Path) -> None:
    filled(tmp_path)
    book = Book(new_id(), ScopeKind.DESIGN)
    part = DESK.operation(book, "design", "design.version", (inserted(DesignVersion(number=2)),))
    assert Journal((tmp_path / "journal",)).keep_operation(part)
    with opened(tmp_path) as base:
        found = base.read(lambda c: reading.load(c, book.scope_id)).result(10)
        assert found is not None
        assert [r.payload for r in found.of(Design)] == [Design("", makers=("me",))]
        assert not base.journal.misfits()


def test_a_file_that_went_missing_is_told_and_its_backup_offered(tmp_path: Path) -> None:
    database = Database(Places(tmp_path))
    database.start().result(20)
    made = database.back_up("auto").result(20)
    database.close()
    for path in backup.side_files(tmp_path / "lesvisit.db"):
        path.unlink(missing_ok=True)

    again = Database(Places(tmp_path))
    again.start().result(20)
    again.close()

    assert again.damage is not None
    assert again.damage.kept is None
    assert again.damage.newest is not None
    assert again.damage.newest.made_utc == made.made_utc


def test_the_backup_that_is_offered_outlives_rotation(tmp_path: Path) -> None:
    database = Database(Places(tmp_path))
    database.start().result(20)
    offered = backup.spared(database.back_up("auto").result(20))
    assert offered is not None
    for _ in range(backup.KEEP_LAST + 2):
        database.back_up("auto").result(20)
    database.close()

    assert offered.path in {b.path for b in backup.listed(tmp_path / "backups")}


def spoil_schema(path: Path) -> None:
    """The name of a table is bytes that are no UTF-8, and its definition is nonsense: SQLite's refusal quotes it."""
    connection = driver.connect(str(path))
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute("UPDATE sqlite_master SET sql = 'x', name = CAST(x'61e162' AS TEXT) WHERE name = 'record'")
    connection.commit()
    connection.close()


def test_a_refusal_in_bytes_that_are_no_words_is_damage_too(tmp_path: Path) -> None:
    """Found by `dev.py crash damage --seed 910256429`: the driver can't even say what is wrong."""
    filled(tmp_path)
    path = tmp_path / "lesvisit.db"
    spoil_schema(path)
    damaged = path.read_bytes()
    with pytest.raises(DatabaseRefused), beside.reading(path, None) as connection:
        reading.totals(connection)
    with pytest.raises(BackupRejected):
        backup.verify(path)
    base = Database(Places(tmp_path))
    base.start().result(10)
    base.close()
    aside = [found for found in tmp_path.rglob("*") if found.is_file() and found.read_bytes() == damaged]
    assert len(aside) == 1
    assert aside[0].parent.name.startswith("damaged-")
