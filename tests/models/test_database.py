"""The database thread: settings, order, conflicts, the journal, drafts, damage."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from lesvisit.domain.errors import DatabaseRefused, LesVisitError, RecordChanged, StorageFailed
from lesvisit.domain.events import Note
from lesvisit.domain.records import changed
from lesvisit.models import backup
from lesvisit.models import connection as raw
from lesvisit.models.database import Database, Health
from lesvisit.models.draft import Draft
from lesvisit.models.journal import MISFITS, Journal
from lesvisit.models.places import Places
from lesvisit.services.profile import open_profile
from tests.models.support import DESK, add_note, child, fresh_visit, note_op, opened, rows, texts, view_of

AWKWARD = [
    "<b>x",
    "a\u2028b\x85c\x0bd",
    "\x1b[2J",
    "😀" * 300,
    "שלום",
    "e\u0301",
    "\U0010ffff",
    "'; DROP TABLE record",
]


def test_every_setting_reads_back(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        found = base.with_raw(raw.pragmas).result()
        read_only = base.read(lambda c: c.exec_driver_sql("PRAGMA query_only").scalar()).result()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "fullfsync": 1,
        "checkpoint_fullfsync": 1,
    }
    assert read_only == 1


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 53, 4), True),
        ((3, 51, 3), True),
        ((3, 51, 2), False),
        ((3, 50, 7), True),
        ((3, 50, 6), False),
        ((3, 44, 6), True),
        ((3, 40, 1), False),
        ((3, 45, 0), False),
    ],
)
def test_sqlite_with_the_wal_fault_is_not_used(version: tuple[int, ...], safe: bool) -> None:
    assert raw.safe_sqlite(version) is safe


def test_the_reader_cannot_write(tmp_path: Path) -> None:
    with opened(tmp_path) as base, pytest.raises(StorageFailed, match="read_only"):
        base.read(lambda c: c.exec_driver_sql("DELETE FROM record")).result()


def test_notes_are_there_after_closing(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        for text in AWKWARD:
            add_note(base, visit_id, text)
    with opened(tmp_path) as base:
        assert texts(base, visit_id) == AWKWARD


def test_closing_drains_what_is_queued(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        view = view_of(base, visit_id)
        for n in range(200):
            base.put(note_op(view, str(n), n + 1))
    with opened(tmp_path) as base:
        assert len(texts(base, visit_id)) == 200


def test_an_operation_twice_is_once(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        operation = note_op(view_of(base, visit_id), "een")
        base.put(operation).result()
        assert base.put(operation).result().records == ()
        assert texts(base, visit_id) == ["een"]


def test_a_change_made_on_an_older_revision_is_refused_whole(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        record = add_note(base, visit_id, "een")
        view = view_of(base, visit_id)
        base.put(DESK.operation(view.book, "observe", "note.edit", (changed(record, Note("twee")),))).result()
        extra = note_op(view_of(base, visit_id), "erbij").writes[0]
        late = DESK.operation(view.book, "observe", "note.edit", (extra, changed(record, Note("drie"))))
        with pytest.raises(RecordChanged, match="changed_elsewhere"):
            base.put(late).result()
        assert texts(base, visit_id) == ["twee"]


def test_a_draft_comes_back(tmp_path: Path) -> None:
    draft = Draft("visit", "half een regel \u2028", caret=4, note_id="n")
    with opened(tmp_path) as base:
        base.keep_draft(Draft("visit", "half")).result()
        base.keep_draft(draft).result()
    with opened(tmp_path) as base:
        assert base.drafts().result() == [draft]
        base.clear_draft("visit").result()
        assert base.drafts().result() == []


# The emergency journal


def test_the_journal_is_replayed_once_and_forgotten(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        kept = note_op(view_of(base, visit_id), "in beide")
        base.put(kept).result()
        view = view_of(base, visit_id)
    journal = Journal((tmp_path / "journal",))
    for operation in (kept, *(note_op(view, text, n) for n, text in enumerate(AWKWARD, start=2))):
        assert journal.keep_operation(operation)
    journal.keep_draft(Draft("a", "gaat weg"))
    journal.keep_draft(Draft("b", "oud"))
    journal.keep_draft(Draft("b", "nieuw"))
    journal.keep_cleared("a")
    for _ in range(2):
        with opened(tmp_path) as base:
            assert sorted(texts(base, visit_id)) == sorted(["in beide", *AWKWARD])
            assert [d.text for d in base.drafts().result()] == ["nieuw"]
    assert list(journal.entries()) == []


def test_a_torn_line_of_the_journal_costs_no_other(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        first, second = (note_op(view_of(base, visit_id), text) for text in ("een", "twee"))
    journal = Journal((tmp_path / "journal",))
    journal.keep_operation(first)
    path = tmp_path / "journal" / "journal.jsonl"
    path.write_bytes(path.read_bytes()[:-40])
    journal.keep_operation(second)
    with opened(tmp_path) as base:
        assert texts(base, visit_id) == ["twee"]


def test_what_no_longer_fits_is_kept_beside_the_journal(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        record = add_note(base, visit_id, "een")
        view = view_of(base, visit_id)
        late = DESK.operation(view.book, "observe", "note.edit", (changed(record, Note("mijn woorden")),))
        base.put(DESK.operation(view.book, "observe", "note.edit", (changed(record, Note("twee")),))).result()
    Journal((tmp_path / "journal",)).keep_operation(late)
    with opened(tmp_path) as base:
        assert texts(base, visit_id) == ["twee"]
    assert "mijn woorden" in (tmp_path / "journal" / MISFITS).read_text(encoding="utf-8")


def test_the_second_place_takes_over(tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("a file where the folder should be", encoding="utf-8")
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        operation = note_op(view_of(base, visit_id), "een")
    assert Journal((tmp_path / "journal", tmp_path / "second")).keep_operation(operation)
    with opened(tmp_path, tmp_path / "second") as base:
        assert texts(base, visit_id) == ["een"]


# Damage


def test_a_damaged_file_is_put_aside_and_the_newest_good_backup_named(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        add_note(base, visit_id, "een")
        good = base.back_up().result()
        worse = base.back_up().result()
    worse.path.write_bytes(worse.path.read_bytes()[:5000])
    path = tmp_path / "lesvisit.db"
    path.write_bytes(b"not a database at all" * 300)
    before = path.read_bytes()
    with opened(tmp_path) as base:
        assert base.health is Health.GOOD
        assert base.damage is not None
        assert base.damage.kept is not None
        assert (base.damage.kept / "lesvisit.db").read_bytes() == before
        assert base.damage.newest is not None
        assert base.damage.newest.made_utc == good.made_utc
        offered = base.damage.newest.path
        assert add_note(base, fresh_visit(base), "gaat door").rev == 1
    backup.restore(offered, path, tmp_path / "backups")
    with opened(tmp_path) as base:
        assert texts(base, visit_id) == ["een"]


@pytest.mark.parametrize("size", [0, 1, 50, 99])
def test_a_truncated_file_never_blocks(tmp_path: Path, size: int) -> None:
    with opened(tmp_path) as base:
        fresh_visit(base)
    path = tmp_path / "lesvisit.db"
    path.write_bytes(path.read_bytes()[:size])
    with opened(tmp_path) as base:
        assert texts(base, add_note(base, fresh_visit(base), "een").scope_id) == ["een"]


# One writer


LOCKED = """
import sys
from dataclasses import replace
from pathlib import Path
from lesvisit.domain.errors import LesVisitError
from lesvisit.services.profile import open_profile
try:
    open_profile(Path(sys.argv[1])).lock()
except LesVisitError as error:
    print(error.reason)
else:
    print("locked")
"""


def test_there_is_never_a_second_writer(tmp_path: Path) -> None:
    profile = open_profile(tmp_path)
    profile.lock()
    assert child(LOCKED, tmp_path).stdout.strip() == "in_use"
    profile.unlock()
    assert child(LOCKED, tmp_path).stdout.strip() == "locked"


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_killed_writer_leaves_no_lock(tmp_path: Path) -> None:
    code = LOCKED.replace('print("locked")', "import os; os.kill(os.getpid(), 9)")
    assert child(code, tmp_path).returncode == -9
    open_profile(tmp_path).lock()


def test_work_after_a_refusal_is_answered(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    path = tmp_path / "lesvisit.db"
    connection = raw.connect(path)
    connection.execute("PRAGMA user_version=99")
    connection.execute("UPDATE alembic_version SET version_num='0099'")
    connection.close()
    base = Database(Places(tmp_path))
    with pytest.raises(DatabaseRefused):
        base.start().result(10)
    with pytest.raises(LesVisitError):
        base.read(lambda c: None).result(10)
    with pytest.raises(LesVisitError):
        base.keep_draft(Draft("visit", "woorden")).result(10)
    base.close()
    assert [d.text for d in Journal((tmp_path / "journal",)).entries() if isinstance(d, Draft)] == ["woorden"]
    assert rows(path, "PRAGMA user_version") == [(99,)]


def test_no_log_holds_what_a_person_wrote(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        view = view_of(base, visit_id)
        first = note_op(view, "een", 1)
        base.put(first).result()
        same = replace(first.writes[0], payload=Note("geheim-woord"))
        error = base.put(DESK.operation(view.book, "observe", "note.keep", (same,))).exception(10)
    assert error is not None
    assert "geheim" not in str(error)
    assert "a database job failed" in caplog.text
    assert "geheim" not in caplog.text
    with opened(tmp_path) as base:
        assert texts(base, visit_id) == ["een"]
    assert "geheim-woord" in (tmp_path / "journal" / MISFITS).read_text(encoding="utf-8")


def test_this_sqlite_is_new_enough_and_a_lowered_setting_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The settings are read back at each start: one that didn't hold is a refusal, not a hope."""
    assert tuple(int(part) for part in raw.SQLITE.split(".")) >= raw.SAFE_SQLITE
    with opened(tmp_path):
        pass
    assert rows(tmp_path / "lesvisit.db", "PRAGMA application_id") == [(raw.APPLICATION_ID,)]
    real = raw.pragmas

    def lowered(connection: raw.Connection) -> dict[str, object]:
        connection.execute("PRAGMA synchronous=NORMAL")  # as a library that knows better would
        return real(connection)

    monkeypatch.setattr(raw, "pragmas", lowered)
    with pytest.raises(DatabaseRefused, match="setting_refused"):
        raw.connect(tmp_path / "lesvisit.db")
