"""Backups: checked before they count, rotated, and put back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lesvisit.domain.errors import BackupRejected, StorageFailed
from lesvisit.domain.retention import term_of
from lesvisit.models import backup
from lesvisit.models import connection as raw
from lesvisit.models.files import write_bytes
from lesvisit.services.profile import open_profile
from lesvisit.services.retention import set_weeks
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
    connection.execute("UPDATE alembic_version SET version_num='0099'")
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


def planted(folder: Path, made: datetime, serial: int | None = None, reason: str = "auto") -> Path:
    number = "" if serial is None else f"{serial:06d}-"
    path = folder / f"lesvisit-{made:%Y%m%dT%H%M%S%f}Z-{number}{reason}.db"
    path.touch()
    return path


def test_a_clock_that_is_set_back_does_not_take_the_backup_just_made(tmp_path: Path) -> None:
    """Six of them within the hour that is still to come by the clock of now."""
    folder = tmp_path / "backups"
    folder.mkdir()
    for minutes in range(10, 70, 10):
        planted(folder, datetime.now(UTC) + timedelta(minutes=minutes), reason="close")
    with opened(tmp_path) as base:
        fresh_visit(base)
        made = base.back_up("by-hand").result()
        assert made.path.exists()
        later = base.back_up("by-hand").result()
    newest = backup.newest_good(folder)
    assert newest is not None
    assert newest.path == later.path
    assert backup.listed(folder)[1].path == made.path


def test_what_was_made_later_is_the_newest_whatever_the_clock_said(tmp_path: Path) -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    before = planted(tmp_path, now + timedelta(hours=1), 7)
    after = planted(tmp_path, now, 8)
    assert [b.path for b in backup.listed(tmp_path, now)] == [after, before]


@pytest.mark.parametrize("first", [None, 1])
def test_backups_of_a_clock_that_was_far_ahead_go_in_time(tmp_path: Path, first: int | None) -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    for n in range(5):
        planted(tmp_path, datetime(2099, 1, 1 + n, tzinfo=UTC), first and first + n)
    for n in range(40):
        made = now + timedelta(minutes=30 * n)
        path = planted(tmp_path, made, 6 + n)
        backup.rotate(tmp_path, made, path, 6)
        assert backup.listed(tmp_path, made)[0].path == path
        assert len([b for b in backup.listed(tmp_path, made) if b.made_utc <= made]) >= min(5, n + 1)
    assert all(b.made_utc.year == 2026 for b in backup.listed(tmp_path))


@pytest.mark.parametrize(("every", "weeks"), [(30, 6), (7, 2), (1, 1), (30, 0)])
def test_none_is_older_than_the_term_but_the_last_one_made(tmp_path: Path, every: int, weeks: int) -> None:
    for n in range(1, 26):
        now = datetime(2026, 1, 5, 10, tzinfo=UTC) + timedelta(days=every * n)
        path = planted(tmp_path, now, n)
        backup.rotate(tmp_path, now, path, weeks)
        kept = backup.listed(tmp_path, now)
        assert kept[0].path == path
        assert all(term_of(b.made_utc.date(), weeks) > now.date() for b in kept)


def test_the_last_one_stays_however_old_it_is(tmp_path: Path) -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    old = [planted(tmp_path, now - timedelta(days=200 - n), n) for n in range(1, 4)]
    backup.rotate(tmp_path, now, weeks=6)
    assert [b.path for b in backup.listed(tmp_path, now)] == [old[-1]]


def test_what_is_offered_after_a_long_summer_stays_four_weeks(tmp_path: Path) -> None:
    """It was older than four weeks, and than the term, at the moment it was offered: five closings took it away."""
    now = datetime.now(UTC)
    offered = backup.spared(backup.BackupFile(planted(tmp_path, now - timedelta(days=70), 3, "close"), now, 3))
    assert offered is not None
    assert offered.path.name.endswith("Z-000003-before-damage.db")
    for n in range(30):
        then = now + timedelta(days=n, hours=-1)
        backup.rotate(tmp_path, then, planted(tmp_path, then, 4 + n), 6)
        assert offered.path.exists() is (n <= 28), n


def test_the_term_of_the_profile_reaches_the_rotation(tmp_path: Path) -> None:
    profile = open_profile(tmp_path)
    folder = profile.places.backups
    folder.mkdir()
    old = planted(folder, datetime.now(UTC) - timedelta(days=20))
    set_weeks(profile, 2)
    base = profile.database()
    base.start().result(20)
    try:
        made = base.back_up().result(20)
    finally:
        base.close()
    assert not old.exists()
    assert [b.path for b in backup.listed(folder)] == [made.path]


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
    older = planted(tmp_path / "backups", datetime(2019, 1, 1, tzinfo=UTC))
    with opened(tmp_path) as base:
        fresh_visit(base)
        made = [base.back_up().result() for _ in range(backup.KEEP_LAST + 1)]
    backup.verify(made[-1].path)
    assert not older.exists(), "one that stays in the way keeps no other"


def test_no_room_for_a_folder_of_backups_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("a file of that name")
    with opened(tmp_path) as base:
        fresh_visit(base)
        with pytest.raises(StorageFailed, match="file_failed"):
            base.back_up().result()
