"""Putting a backup back: neither that backup nor what stood there is ever lost on the way."""

import errno
from pathlib import Path

import pytest

from lesvisit.domain.errors import LesVisitError
from lesvisit.models import backup
from tests.models.support import add_note, fresh_visit, opened, rows, texts


def test_the_oldest_backup_that_is_kept_can_be_put_back(tmp_path: Path) -> None:
    path, folder = tmp_path / "lesvisit.db", tmp_path / "backups"
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        add_note(base, visit_id, "een")
        first = base.back_up().result()
        add_note(base, visit_id, "twee")
        for _ in range(backup.KEEP_LAST - 1):
            base.back_up().result()
    kept = backup.restore(first.path, path, folder)  # the backup of what stood there must not rotate it away first
    assert kept is not None
    with opened(tmp_path) as base:
        assert texts(base, visit_id) == ["een"]


def test_a_restore_that_fails_leaves_what_stood_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, folder = tmp_path / "lesvisit.db", tmp_path / "backups"
    with opened(tmp_path) as base:
        add_note(base, fresh_visit(base), "een")
        made = base.back_up().result()

    def full(_source: Path, _target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(backup, "_copy", full)
    with pytest.raises(LesVisitError):
        backup.restore(made.path, path, folder)
    assert rows(path, "SELECT count(*) FROM event") == [(1,)]
