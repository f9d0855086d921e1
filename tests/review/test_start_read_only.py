"""LesVisit started where nothing can be written: said in words, another folder offered, and gone on in."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from lesvisit import paths
from lesvisit.__main__ import main
from lesvisit.i18n import Translator
from lesvisit.models import beside, vault, vault_switch
from lesvisit.services import visits
from lesvisit.services.profile import find_profile
from lesvisit.ui.refusal import show_refusal
from tests.models.support import ROOT
from tests.models.vault_support import CODE, WORDS, files_with
from tests.review.test_read_only_place import killed
from tests.support.read_only import on_read_only

SHORT = ROOT / "resources" / "samples" / "sample_short.json"

# The whole app in a process of its own, with somebody who answers its boxes and reads its window.
START = """
import json, os, sys
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
data, usual, log, *presses = sys.argv[1:]
from lesvisit import paths
paths.data_dir, paths.log_dir = (lambda: Path(usual)), (lambda: Path(log))
import lesvisit.ui
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QMessageBox
from lesvisit.app import elsewhere, start
from lesvisit.ui.main_window import MainWindow
elsewhere.has_screen = lambda: True
told = []

def look():
    box = QApplication.activeModalWidget()
    if isinstance(box, QFileDialog):
        box.findChild(QLineEdit).setText(presses.pop(0))
        box.accept()
    elif isinstance(box, QMessageBox):
        told.append(box.informativeText())
        box.findChild(QAbstractButton, presses.pop(0)).click()
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow) and window.isVisible() and (window.home._loaded or locked(window)):
            folder = window.workspace.profile.folder
            told.extend((str(folder), len(window.home._overview.visits) if window.home._loaded else "locked"))
            window.close()
            QApplication.quit()

def locked(window):
    return any(page.isVisible() for page in window.findChildren(QAbstractButton, "unlockOpen"))

class Watched(start.Application):
    def __init__(self, words):
        super().__init__(words)
        self.looking = QTimer(self, interval=20)
        self.looking.timeout.connect(look)
        self.looking.start()

start.Application = Watched
code = start.main(Path(data), "en")
print(json.dumps([code, *told]))
"""


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A data folder with one visit."""
    data = tmp_path / "data"
    assert main(["--data-dir", str(data), "demo", "--visit", str(SHORT), "--pdf-dir", str(tmp_path / "p")]) == 0
    return data


def started(data: Path, tmp_path: Path, *presses: object) -> list[object]:
    """The exit code, what the boxes said, where the visits are that the window opened, and how many."""
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    done = on_read_only(data, "-c", START, data, tmp_path / "usual" / "LesVisit", tmp_path / "log", *presses)
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before
    assert done.stdout, done.stderr
    assert "can't write in" in done.stderr
    found: list[object] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_the_better_place_is_offered_and_taken(closed: Path, tmp_path: Path) -> None:
    code, told, folder, visits = started(closed, tmp_path, "elsewhereBetter")
    assert (code, visits) == (0, 1)
    assert "nothing that you note down would be saved" in str(told)
    assert Path(str(folder)).is_relative_to(tmp_path / "usual" / "LesVisit")


def test_another_folder_is_chosen_and_the_next_time_its_visits_are_opened(closed: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "something else.txt").write_text("x")
    code, _told, folder, visits = started(closed, tmp_path, "elsewhereOther", mine)
    assert (code, visits) == (0, 1)
    assert Path(str(folder)).is_relative_to(mine / "LesVisit")
    main(["--data-dir", str(mine / "LesVisit"), "demo", "--pdf-dir", str(tmp_path / "p")])
    _code, _told, again, visits = started(closed, tmp_path, "elsewhereOther", mine)
    assert (again, visits) == (folder, 2)


def test_a_folder_that_takes_nothing_is_told_and_asked_again(closed: Path, tmp_path: Path) -> None:
    code, *told = started(closed, tmp_path, "elsewhereOther", closed, "elsewhereClose")
    assert code == 1, told
    assert len(told) == 2
    assert not (tmp_path / "usual").exists()


def test_an_empty_place_begins_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, told, folder, visits = started(tmp_path / "empty", tmp_path, "elsewhereBetter")
    assert (code, visits) == (0, 0)
    assert "Choose another folder" in str(told)
    assert Path(str(folder)).is_relative_to(tmp_path / "usual" / "LesVisit")


def test_encrypted_visits_are_copied_as_they_are(closed: Path, tmp_path: Path) -> None:
    profile = find_profile(closed)
    assert profile is not None
    vault_switch.switch_on(profile.places.database, vault.made(WORDS, CODE))
    code, _told, folder, state = started(closed, tmp_path, "elsewhereBetter")
    assert (code, state) == (0, "locked")
    copied = find_profile(tmp_path / "usual" / "LesVisit")
    assert copied is not None
    assert str(copied.folder) == folder
    assert copied.is_encrypted
    copied.open_vault(WORDS)
    assert files_with(tmp_path / "usual", "Noor") == []


def test_without_a_console_a_refusal_is_no_crash(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    """The program with a window on Windows has no stderr."""
    monkeypatch.setattr(sys, "stderr", None)
    show_refusal("x", Translator("en", paths.locale_dir()))


def test_what_stood_in_the_log_alone_comes_along(closed: Path, tmp_path: Path) -> None:
    shutil.rmtree(closed)
    killed(closed)
    code, _told, _folder, visits = started(closed, tmp_path, "elsewhereBetter")
    assert (code, visits) == (0, 1)


COPY = """
import os, sys
from pathlib import Path
if sys.argv[3:]:
    os.environ["LESVISIT_CRASH_AT"] = sys.argv[3]
from lesvisit.services.location import go_from_read_only
profile, copied = go_from_read_only(Path(sys.argv[1]), Path(sys.argv[2]))
print(copied)
"""


@pytest.mark.skipif(os.name == "nt", reason="the point ends the process by SIGKILL")
def test_killed_while_copying_nothing_counts_and_it_is_done_again(closed: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    died = on_read_only(closed, "-c", COPY, closed, new, "copied_out")
    assert died.returncode == -9, died.stderr
    assert find_profile(new) is None
    done = on_read_only(closed, "-c", COPY, closed, new)
    assert done.stdout == "True\n", done.stderr
    assert [path.name for path in new.iterdir()] == ["profiles"]
    profile = find_profile(new)
    assert profile is not None
    with beside.reading(profile.places.database) as connection:
        assert len(visits.overview(connection).visits) == 1
