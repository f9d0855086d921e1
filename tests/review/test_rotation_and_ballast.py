"""A disk that is really full, and a journal or preferences that can't be read: no word goes without being told."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PosixPath
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lesvisit.models import ballast
from lesvisit.models.database import Health
from lesvisit.models.draft import Draft
from lesvisit.models.journal import Journal
from lesvisit.services.profile import find_profile, open_profile
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.observe.page import ObservePage
from tests.models.support import ROOT, fresh_visit, note_op, opened, texts, view_of
from tests.models.test_trouble import START
from tests.support.house import House
from tests.support.vault_app import starting
from tests.support.window import window

__all__ = ["window"]

linux = pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")

FILL = """
import subprocess

def fill():
    with (folder.parent / "fill").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 65536)
        except OSError:
            pass
        try:
            while True:
                file.write(b"x")
        except OSError:
            pass
"""
KILLED = (
    START
    + FILL
    + """
base, visit_id, view = begin()
base.keep_room()
base.put(note_op(view, "voor het vol was", 1)).result(10)
fill()
print(visit_id, flush=True)
futures = [base.put(note_op(view, f"terwijl de schijf vol is {n} " * 10, n + 2)) for n in range(30)]
wait(lambda: base.health is Health.TROUBLE or all(f.done() for f in futures), "no trouble")
if not base.is_all_kept(15):
    print("afloat", flush=True)
os.kill(os.getpid(), 9)
"""
)
FULL = (
    START
    + FILL
    + f"""
KILLED = {KILLED!r}
"""
    + """
code = [sys.executable, "-c", KILLED, str(folder), str(second)]
visit_id, *more = subprocess.run(code, capture_output=True, text=True).stdout.split()
(folder.parent / "fill").unlink()
base = Database(Places(folder), second)
base.start().result(10)
print(len(texts(base, visit_id)), *more)
base.keep_room()
base.with_raw(lambda _: None).result(10)
fill()
futures = [base.put(note_op(view_of(base, visit_id), f"en weer vol {n} " * 10, n + 50)) for n in range(5)]
wait(lambda: base.health is Health.TROUBLE or all(f.done() for f in futures), "no trouble")
(folder.parent / "fill").unlink()
for future in futures:
    future.result(15)
base.keep_room()  # as every half hour
wait((folder / "journal" / "ballast").exists, "no room is kept")
base.close()
print("room again")
"""
)


def on_small_disk(tmp_path: Path, code: str) -> "subprocess.CompletedProcess[str]":
    """Runs code with the profile and the second place of the journal on one file system of 24 MB of their own."""
    small = tmp_path / "small"
    small.mkdir(exist_ok=True)
    places = f"{small}/profile {small}/second"
    run = f'mount -t tmpfs -o size=24m tmpfs {small} && exec {sys.executable} -c "$CODE" {places}'
    unshare = ["unshare", "-Urm"] if os.geteuid() else ["unshare", "-m"]
    env = {**os.environ, "CODE": code}
    command = [*unshare, "sh", "-c", run]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=120, cwd=ROOT)


@linux
def test_a_really_full_disk_takes_the_journal(tmp_path: Path) -> None:
    """Both places of the journal on the full disk: 30 lines stood in two files of 0 bytes, and went with the app."""
    if (tried := on_small_disk(tmp_path, "print('mounted')")).returncode:
        pytest.skip(f"no file system of one's own here: {tried.stderr.strip()}")
    done = on_small_disk(tmp_path, FULL)
    assert done.stdout.splitlines() == ["31", "room again"], done.stderr


def test_room_is_kept_where_there_is_plenty_and_given_when_no_place_takes_a_line(tmp_path: Path) -> None:
    (tmp_path / "second").write_text("no folder")
    journal = Journal((tmp_path / "journal", tmp_path / "second"))
    journal.room.keep()
    kept = tmp_path / "journal" / ballast.NAME
    assert kept.stat().st_size == ballast.SIZE
    assert not journal.files
    assert journal.keep_draft(Draft("visit", "past"))
    assert kept.exists()
    (tmp_path / "journal" / "journal.jsonl").unlink()
    (tmp_path / "journal" / "journal.jsonl").mkdir()
    assert not journal.keep_draft(Draft("visit", "nergens"))
    assert not kept.exists()
    journal.clear()
    assert kept.exists(), "room is kept again"


@linux
def test_a_line_that_did_not_fit_leaves_nothing_half(tmp_path: Path) -> None:
    journal = Journal((tmp_path,))
    assert journal.keep_draft(Draft("visit", "een"))
    path = tmp_path / "journal.jsonl"
    before = path.read_bytes()
    with nothing_fits(len(before) + 8):
        assert not journal.keep_draft(Draft("visit", "twee"))
    assert path.read_bytes() == before
    assert [d.text for d in journal.entries() if isinstance(d, Draft)] == ["een"]


@contextmanager
def nothing_fits(size: int = 0) -> Iterator[None]:
    """No file of this process may become longer than this, on whatever disk."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def typed(window: MainWindow, text: str) -> None:
    """A line of the lesson, with Enter."""
    window.start_observing()
    page = window.findChild(ObservePage)
    assert page is not None
    QTest.keyClicks(page.line.text, text)
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)


@linux
@pytest.mark.parametrize("room_again", [True, False])
def test_whoever_closes_is_told_of_what_stands_in_no_file(house: House, window: MainWindow, room_again: bool) -> None:
    base, _ = house.workspace.database, house.workspace.translator.gettext
    with nothing_fits():
        typed(window, "nergens nog")
        house.qtbot.waitUntil(lambda: base.health is Health.TROUBLE, timeout=20_000)
        assert not base.is_all_kept(0)
        assert not window.close()
        told = _("Some of what you typed is not kept anywhere yet. If you close LesVisit again, you lose it.")
        assert window.trouble.isVisible()
        assert window.trouble.what.text() == told
        assert window.visit is not None, "the lesson is still there"
        if not room_again:
            assert window.close(), "who closes again wants it"
    if room_again:
        house.qtbot.waitUntil(lambda: base.health is Health.GOOD, timeout=20_000)
        house.settle()
        assert not window.trouble.isVisible()
        assert window.close()
        session_texts = [r.payload.text for r in house.read(notes)]
        assert session_texts == ["nergens nog"]


def notes(connection: Any) -> list[Any]:
    """The notes of all visits."""
    from lesvisit.models import reading

    return list(reading.of_kind(connection, ["note"]))


@linux
def test_no_backup_is_put_back_over_what_stands_in_no_file(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """The file is closed for that, and what waits for room went with it."""
    with starting(qtbot, qapp, tmp_path) as begin:
        app = begin()
        qtbot.waitUntil(lambda: app.workspace.started and app.window.home._loaded, timeout=20_000)
        base, said = app.workspace.database, list[str]()
        made = base.back_up().result(20)
        app.workspace.said.connect(said.append)
        with nothing_fits():
            typed(app.window, "nergens nog")
            qtbot.waitUntil(lambda: base.health is Health.TROUBLE, timeout=20_000)
            app.window.restore_wanted.emit(made.path)
            assert app.workspace.database is base
            assert [text.partition(":")[0] for text in said[-1:]] == ["Not now"]
        qtbot.waitUntil(lambda: base.health is Health.GOOD, timeout=20_000)
        base.with_raw(lambda _c: None).result(20)  # behind what waited
        assert [r.payload.text for r in base.read(notes).result(20)] == ["nergens nog"]


@linux
def test_what_the_journal_holds_holds_up_no_closing(house: House, window: MainWindow) -> None:
    base = house.workspace.database
    window.start_observing()
    house.settle()
    size = max(p.stat().st_size for p in base.places.folder.glob("lesvisit.db*"))
    assert size > 20_000
    with nothing_fits(20_000):
        typed(window, "in het noodjournaal")
        house.qtbot.waitUntil(lambda: base.health is Health.TROUBLE, timeout=20_000)
        assert window.close()


def test_a_folder_where_the_journal_belongs_blocks_nothing(tmp_path: Path) -> None:
    (tmp_path / "journal" / "journal.jsonl").mkdir(parents=True)
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        base.put(note_op(view_of(base, visit_id), "een", 1)).result(10)
        assert texts(base, visit_id) == ["een"]
    assert (tmp_path / "journal" / "journal.jsonl").is_dir()


class Unreadable(PosixPath):
    """A file of which a sector is gone."""

    def read_text(self, *_args: Any, **_kwargs: Any) -> str:
        raise OSError(errno.EIO, "Input/output error")


@linux
def test_a_journal_that_cannot_be_read_now_waits_as_it_is(tmp_path: Path) -> None:
    """The disk refuses once: nothing is added to it, and the clearing leaves it for the next start."""
    first, second = tmp_path / "first", tmp_path / "second"
    assert Journal((first,)).keep_draft(Draft("visit", "woorden"))
    held = (first / "journal.jsonl").read_bytes()
    journal = Journal((first, second))
    journal._paths = (Unreadable(first / "journal.jsonl"), second / "journal.jsonl")
    assert list(journal.entries()) == []
    assert journal.keep_draft(Draft("visit", "later"))
    journal.clear()
    assert (first / "journal.jsonl").read_bytes() == held
    assert not (second / "journal.jsonl").exists()
    again = Journal((first, second))
    assert [d.text for d in again.entries() if isinstance(d, Draft)] == ["woorden"]


def test_a_folder_where_the_preferences_belong_costs_the_preferences_alone(tmp_path: Path) -> None:
    folder = open_profile(tmp_path).folder
    (folder / "profile.json").unlink()
    (folder / "profile.json" / "inside").mkdir(parents=True)
    (folder / "lesvisit.db").touch()
    found = find_profile(tmp_path)
    assert found is not None
    assert found.preferences.theme == "system"
    profile = open_profile(tmp_path)
    assert profile.folder == folder
    assert profile.preferences.device_id
    profile.remember(zoom=1.5)
    assert open_profile(tmp_path).preferences.zoom == 1.5
    assert [p.is_dir() for p in folder.glob("profile-damaged-*")] == [True], "what lay there is kept"
