"""What the harness found, each in its smallest form."""

import json
from functools import partial
from pathlib import Path

import pytest

from lesvisit.domain.records import Operation
from lesvisit.models.journal import Journal
from lesvisit.models.soundness import is_sound
from lesvisit.services.profile import find_profile, open_profile
from tests.crash.faulted import fill
from tests.crash.processes import answer_of
from tests.crash.tracing import can_trace
from tests.models.support import add_note, fresh_visit, note_op, opened, texts, view_of
from tests.tools.crash_faults import Series, one_run, verdict


def test_preferences_that_cannot_be_read_are_kept_as_they_were(tmp_path: Path) -> None:
    path = open_profile(tmp_path).folder / "profile.json"
    spoilt = path.read_bytes()[:20]
    path.write_bytes(spoilt)
    assert find_profile(tmp_path) is not None
    assert path.read_bytes() == spoilt
    again = open_profile(tmp_path)
    assert again.preferences.device_id
    (kept,) = path.parent.glob("profile-damaged-*.json")
    assert kept.read_bytes() == spoilt


def test_one_preference_that_does_not_exist_costs_only_itself(tmp_path: Path) -> None:
    profile = open_profile(tmp_path)
    profile.remember(theme="dark", zoom=1.5, me_id="noor")
    path = profile.folder / "profile.json"
    path.write_bytes(path.read_bytes().replace(b'"dark"', b'"dabk"'))
    found = open_profile(tmp_path).preferences
    assert (found.theme, found.zoom, found.me_id) == ("system", 1.5, "noor")
    path.write_text(json.dumps({"zoom": float("1e300"), "keys": [], "tablet": 1, "me_id": "noor"}))
    found = open_profile(tmp_path).preferences
    assert (found.zoom, found.keys, found.tablet, found.me_id) == (1.0, {}, False, "noor")


def test_a_line_of_the_journal_that_reads_otherwise_is_not_taken_and_is_kept(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        view = view_of(base, visit_id)
    journal = Journal((tmp_path / "journal",))
    for n, text in enumerate(("eerste regel", "tweede regel")):
        journal.keep_operation(note_op(view, text, n + 1))
    path = tmp_path / "journal" / "journal.jsonl"
    spoilt = path.read_bytes().replace(b"eerste regel", b"eerste tegel")
    path.write_bytes(spoilt)
    with opened(tmp_path) as base:
        assert texts(base, visit_id) == ["tweede regel"]
    assert not path.exists()
    (kept,) = path.parent.glob("journal-damaged-*.jsonl")
    assert kept.read_bytes() == spoilt
    assert kept in Journal((tmp_path / "journal",)).files


def test_lines_from_before_there_was_a_checksum_are_taken(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        view = view_of(base, fresh_visit(base))
    journal = Journal((tmp_path / "journal",))
    journal.keep_operation(note_op(view, "regel", 1))
    path = tmp_path / "journal" / "journal.jsonl"
    path.write_bytes(path.read_bytes().split(b"\t#")[0] + b"\n")
    assert [type(entry) for entry in journal.entries()] == [Operation]


def test_a_letter_that_fell_over_in_the_file_is_seen(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        add_note(base, visit_id, "de leerling kijkt op")
        assert base.read(is_sound).result(10)
    path = tmp_path / "lesvisit.db"
    data = path.read_bytes()
    place = data.index(b"de leerling kijkt op")
    path.write_bytes(data[:place] + b"d" + bytes([data[place + 1] ^ 4]) + data[place + 2 :])
    with opened(tmp_path) as base:
        assert base.with_raw(lambda c: c.execute("PRAGMA quick_check").fetchall()).result(10) == [("ok",)]
        assert not base.read(is_sound).result(10)


@pytest.mark.skipif(not can_trace(), reason="no strace here, or ptrace is not allowed")
@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
def test_a_disk_that_answers_nothing_at_the_start_is_told_in_words(tmp_path: Path, error: str) -> None:
    """The list of backups could not be read: the window got no word, and its database no end."""
    visit_id = answer_of(partial(fill, tmp_path))
    series = Series("start", "strace", "open", error, 6)
    ran = one_run(tmp_path, visit_id, series, 1, kill=False)
    assert ran.hit
    assert [e["reason"] for e in ran.told if e["what"] == "refused_start"] == ["unreadable"]
    assert verdict(tmp_path, visit_id, ran) == ""
