"""Backups: checked before they count, rotated, and put back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lesvisit.domain.errors import BackupRejected, StorageFailed
from lesvisit.models import backup
from lesvisit.models import connection as raw
from lesvisit.models.files import write_bytes
from tests.models.support import add_note, fresh_visit, note_op, opened, rows, texts, view_of


def test_a_backup_made_while_typing_is_whole_and_not_older_than_its_start(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        view = view_of(base, visit_id)
        made = []
        for n in range(60):
            base.put(note_op(view, str(n), n + 1))
            if n % 20 == 10:
                made.append((n, base.back_up()))
        done = [(n, future.result()) for n, future in made]
    for n, found in done:
        backup.verify(found.path)
        assert rows(found.path, "SELECT count(*) FROM event") == [(n + 1,)]
        assert not found.path.with_name(found.path.name + "-wal").exists()


def test_restore_keeps_what_stood_there(tmp_path: Path) -> None:
    path, folder = tmp_path / "lesvisit.db", tmp_path / "backups"
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        add_note(base, visit_id, "een")
        first = base.back_up().result()
        add_note(base, visit_id, "twee")
    kept = backup.restore(first.path, path, folder)
    assert kept is not None
    with opened(tmp_path) as base:
        assert texts(base, visit_id) == ["een"]
    backup.restore(kept, path, folder)
    with opened(tmp_path) as base:
        assert texts(base, visit_id) == ["een", "twee"]


def test_restore_over_a_damaged_file_puts_that_aside(tmp_path: Path) -> None:
    path = tmp_path / "lesvisit.db"
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        made = base.back_up().result()
    path.write_bytes(b"\x07" * 9000)
    kept = backup.restore(made.path, path, tmp_path / "backups")
    assert kept is not None
    assert (kept / "lesvisit.db").read_bytes() == b"\x07" * 9000
    with opened(tmp_path) as base:
        assert texts(base, visit_id) == []


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 5] = b"\xa5" * 8192
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def newer(path: Path) -> None:
    connection = raw.connect(path)
    connection.execute("PRAGMA user_version=99")
    connection.execute("PRAGMA journal_mode=delete")
    connection.close()


def foreign(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04")


def missing(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (damaged, "backup_damaged"),
        (cut, "backup_damaged"),
        (newer, "backup_newer"),
        (foreign, "backup_foreign"),
        (missing, "backup_missing"),
    ],
)
def test_what_is_not_whole_is_refused_and_nothing_is_changed(
    tmp_path: Path, change: Callable[[Path], None], reason: str
) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        for n in range(60):
            add_note(base, visit_id, f"regel {n} " * 40)
        made = base.back_up().result()
    change(made.path)
    before = (tmp_path / "lesvisit.db").read_bytes()
    with pytest.raises(BackupRejected, match=reason):
        backup.restore(made.path, tmp_path / "lesvisit.db", tmp_path / "backups")
    assert (tmp_path / "lesvisit.db").read_bytes() == before
    assert backup.newest_good(tmp_path / "backups") is None


def test_rotation_keeps_the_last_the_days_and_the_weeks(tmp_path: Path) -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    for hours in range(0, 24 * 60, 6):
        made = now - timedelta(hours=hours)
        (tmp_path / f"lesvisit-{made:%Y%m%dT%H%M%S%f}Z-auto.db").touch()
    (tmp_path / "lesvisit-notes.db").touch()
    backup.rotate(tmp_path, now)
    kept = [now - b.made_utc for b in backup.listed(tmp_path)]
    assert kept[:5] == [timedelta(hours=6 * n) for n in range(5)]
    assert len({(now - age).date() for age in kept if age < timedelta(days=7)}) >= 7
    assert len([age for age in kept if age >= timedelta(days=7)]) in (3, 4)
    assert max(kept) <= timedelta(weeks=4)
    assert (tmp_path / "lesvisit-notes.db").exists()


def test_a_failed_backup_leaves_the_one_before(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as base:
        fresh_visit(base)
        target = tmp_path / "backup.db"
        base.with_raw(lambda c: backup.make(c, target)).result()
        before = target.read_bytes()
        with pytest.raises(StorageFailed):
            base.with_raw(lambda c: backup.make(c, tmp_path / "nowhere" / "backup.db")).result()
    assert target.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "backup.db"]


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    write_bytes(path, b"one")
    (tmp_path / "folder").mkdir()
    with pytest.raises(StorageFailed, match="file_failed"):
        write_bytes(tmp_path / "folder", b"two")
    write_bytes(path, b"two")
    assert path.read_bytes() == b"two"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder", "paper.pdf"]


def test_an_older_one_that_cannot_be_removed_costs_no_backup(tmp_path: Path) -> None:
    """A disk that would not be tidied told a bug where a backup stood."""
    (tmp_path / "backups" / "lesvisit-20200101T000000000000Z-auto.db").mkdir(parents=True)
    with opened(tmp_path) as base:
        fresh_visit(base)
        made = [base.back_up().result() for _ in range(backup.KEEP_LAST + 1)]
    backup.verify(made[-1].path)


def test_no_room_for_a_folder_of_backups_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("a file of that name")
    with opened(tmp_path) as base:
        fresh_visit(base)
        with pytest.raises(StorageFailed, match="file_failed"):
            base.back_up().result()
