"""What was written while damage was known is kept until that is settled: for the backup, whenever it is put back."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lesvisit.domain.errors import DatabaseRefused
from lesvisit.domain.events import Note
from lesvisit.domain.records import changed
from lesvisit.models import backup, for_backup
from lesvisit.models.database import Database
from lesvisit.models.draft import Draft
from lesvisit.models.for_backup import NAME as FOR_BACKUP
from lesvisit.models.journal import Journal
from lesvisit.models.places import Places
from tests.models.support import DESK, add_note, fresh_visit, note_op, opened, texts, view_of
from tests.support.damaged import damaged_in_use, flip_letter, known_unsound, put_back, settle, words_beside, zero

NOW = datetime.now(UTC)


@pytest.mark.parametrize("starts", [0, 1, 3])
def test_the_backup_takes_the_lines_at_this_start_or_any_later(tmp_path: Path, starts: int) -> None:
    visit_id = damaged_in_use(tmp_path, "twee", "drie")
    for _ in range(starts):
        with opened(tmp_path) as base:
            assert texts(base, visit_id) == ["twee", "drie"]  # shown meanwhile, in a file of their own
            assert base.damage is not None
            assert base.damage.newest is not None
    put_back(tmp_path)
    for _ in range(2):
        with opened(tmp_path) as base:
            assert texts(base, visit_id) == ["een", "twee", "drie"]
            assert base.damage is None
            assert not base.journal.misfits()
        assert words_beside(tmp_path) == []


def test_damage_that_no_start_sees_keeps_the_lines_too(tmp_path: Path) -> None:
    """A flipped letter: the same file goes on to be used, and the lines stand in it."""
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        add_note(base, visit_id, "een leerling")
        base.back_up().result(20)
    flip_letter(tmp_path / "lesvisit.db", "een leerling")
    for n, text in enumerate(("twee", "drie")):
        with opened(tmp_path) as base:
            if n == 0:
                base.read(known_unsound).exception(20)
                settle(base)
            assert base.damage is not None
            assert base.damage.here
            assert base.trouble is not None
            assert base.trouble.reason == "damaged_here"
            base.put(note_op(view_of(base, visit_id), text, 70 + n)).result(20)
    put_back(tmp_path)
    with opened(tmp_path) as base:
        assert texts(base, visit_id) == ["een leerling", "twee", "drie"]
    assert words_beside(tmp_path) == []


def test_a_restore_killed_halfway_brings_the_lines_all_the_same(tmp_path: Path) -> None:
    """The backup stands in its place, and what is told of the damage was not taken away yet."""
    visit_id = damaged_in_use(tmp_path, "twee")
    with opened(tmp_path):
        told = (tmp_path / backup.TOLD).read_bytes()
    put_back(tmp_path)
    (tmp_path / backup.TOLD).write_bytes(told)
    with opened(tmp_path) as base:
        assert texts(base, visit_id) == ["een", "twee"]


def test_an_act_that_fits_the_backup_alone_waits_for_it(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        record = add_note(base, visit_id, "een")
        base.back_up().result(20)
        view = view_of(base, visit_id)
        zero(base, "search_data")
        edit = DESK.operation(view.book, "observe", "note.edit", (changed(record, Note("een, anders")),))
        with pytest.raises(DatabaseRefused):
            base.put(edit).result(20)
        settle(base)
    with opened(tmp_path) as base:
        assert not base.journal.misfits()
    put_back(tmp_path)
    with opened(tmp_path) as base:
        assert texts(base, visit_id) == ["een, anders"]
        assert not base.journal.misfits()


def test_dismissed_the_lines_stay_where_they_are_shown_and_nothing_waits(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        record = add_note(base, visit_id, "een")
        base.back_up().result(20)
        view = view_of(base, visit_id)
        zero(base, "search_data")
        edit = DESK.operation(view.book, "observe", "note.edit", (changed(record, Note("een, anders")),))
        for act in (note_op(view, "twee", 70), edit):
            with pytest.raises(DatabaseRefused):
                base.put(act).result(20)
        settle(base)
    with opened(tmp_path) as base:
        base.keep_draft(Draft("line", "half", saved_utc=NOW)).result(20)
        base.dismiss_damage()
        settle(base)
        assert words_beside(tmp_path) == ["journal/misfits.jsonl"]
        assert "een, anders" in base.journal.misfits()[0].read_text(encoding="utf-8")  # it fits nowhere now
    with opened(tmp_path) as base:
        assert base.damage is None
        assert texts(base, visit_id) == ["twee"]
        assert [d.text for d in base.drafts().result(20)] == ["half"]


def test_half_typed_lines_come_along_once(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        base.back_up().result(20)
        zero(base, "search_data")
        with pytest.raises(DatabaseRefused):
            base.put(note_op(view_of(base, visit_id), "twee", 70)).result(20)
        for key in ("kept", "open"):
            base.keep_draft(Draft(key, f"half {key}", saved_utc=NOW)).result(20)
        base.clear_draft("kept").result(20)
    with opened(tmp_path) as base:
        assert [d.key for d in base.drafts().result(20)] == ["open"]
        base.clear_draft("open").result(20)
        base.keep_draft(Draft("kept", "later", saved_utc=datetime.now(UTC))).result(20)
        newer = base.back_up().result(20)
    with opened(tmp_path) as base:  # what was finished since stays so, what was begun since stays
        assert [d.text for d in base.drafts().result(20)] == ["later"]
    places = Places(tmp_path)
    backup.restore(newer.path, places.database, places.backups)
    with opened(tmp_path) as base:
        assert "later" in [d.text for d in base.drafts().result(20)]


def weeks_pass(folder: Path, weeks: int) -> None:
    """What lies beside the database was last added to so long ago."""
    moment = time.time() - weeks * 7 * 86400
    os.utime(folder / "journal" / FOR_BACKUP, (moment, moment))


def test_it_is_kept_no_longer_than_the_backup_that_was_offered(tmp_path: Path) -> None:
    visit_id = damaged_in_use(tmp_path, "twee", "drie")
    held = tmp_path / "journal" / FOR_BACKUP
    with opened(tmp_path) as base:
        act = note_op(view_of(base, visit_id), "vier", 80)
    before = held.read_bytes()
    weeks_pass(tmp_path, 3)
    for _ in range(3):  # a line that is met again takes no more room
        Journal((tmp_path / "journal",)).keep_operation(act)
        with opened(tmp_path):
            assert held.read_bytes().startswith(before)
    assert len(held.read_bytes().split()) <= len(before.split()) * 2
    assert held.read_bytes().count(act.id.encode()) == 1
    weeks_pass(tmp_path, 5)
    with opened(tmp_path) as base:
        assert texts(base, visit_id) == ["twee", "drie", "vier"]
    assert words_beside(tmp_path) == []


def test_a_line_that_no_file_took_is_never_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The damage stands in a file too large for a start to look over: each start goes on with it."""
    from lesvisit.models import opening

    monkeypatch.setattr(opening, "WHOLE_UP_TO", 0)
    visit_id = damaged_in_use(tmp_path, "twee")
    for _ in range(2):
        with opened(tmp_path) as base:
            settle(base)
            assert base.damage is not None
            base.dismiss_damage()
            settle(base)
            assert base.damage is not None
    put_back(tmp_path)
    with opened(tmp_path) as base:
        assert texts(base, visit_id) == ["een", "twee"]


def test_a_second_damage_shows_the_lines_again(tmp_path: Path) -> None:
    visit_id = damaged_in_use(tmp_path, "twee")
    with opened(tmp_path) as base:
        assert texts(base, visit_id) == ["twee"]
    (tmp_path / "lesvisit.db").write_bytes(b"x" * 9000)
    for name in ("lesvisit.db-wal", "lesvisit.db-shm"):
        with suppress(FileNotFoundError):
            (tmp_path / name).unlink()
    with opened(tmp_path) as base:
        assert texts(base, visit_id) == ["twee"]


def test_a_start_without_damage_leaves_no_file_behind(tmp_path: Path) -> None:
    base: Database
    with opened(tmp_path) as base:
        view = view_of(base, fresh_visit(base))
    with opened(tmp_path) as base:
        base.journal.keep_operation(note_op(view, "regel", 1))
    with opened(tmp_path) as base:
        assert texts(base, view.book.scope_id) == ["regel"]
    assert words_beside(tmp_path) == []


@pytest.mark.parametrize("moved", [for_backup.hold, for_backup.recall])
@pytest.mark.parametrize("halfway", [False, True])
def test_moving_lines_there_and_back_cut_short_doubles_none(
    tmp_path: Path, moved: Callable[[Path], None], halfway: bool
) -> None:
    journal, held = tmp_path / "journal.jsonl", tmp_path / FOR_BACKUP
    first, then, both = b"\na\n\nb\n", b"\nc\n", b"\na\n\nb\n\nc\n"
    target, other = (held, journal) if moved is for_backup.hold else (journal, held)
    held.write_bytes(first)
    journal.write_bytes(then)
    if halfway:
        target.write_bytes(both)
    moved(journal)
    assert target.read_bytes() == both
    assert not other.exists()
