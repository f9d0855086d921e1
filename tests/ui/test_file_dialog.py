"""No folder of ours stays in the list that Qt keeps for all programs: it may be called after a colleague."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

import lesvisit.ui
from lesvisit.ui.file_dialog import file_dialog, without_trace
from lesvisit.ui.main_window import MainWindow
from tests.support.house import House
from tests.support.window import button

NAME = "Noor van den Berg"
THEIRS = "[FileDialog]\nhistory=file:///srv/a, file:///srv/b%20c\nlastVisited=file:///srv/a\n"
UI = Path(lesvisit.ui.__file__).parent

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there Qt keeps it in no file")


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    """The file in which Qt keeps the last folders, of this test alone."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "config"))
    yield tmp_path / "config" / "QtProject.conf"
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(Path.home() / ".config"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a teacher keeps what a colleague gave her."""
    made = tmp_path / NAME
    made.mkdir()
    (made / "les.lesvisit").write_text("x")
    return made


def chosen(dialog: QFileDialog, folder: Path) -> None:
    """She looks into the folder, takes what is there, and the window goes."""
    dialog.setDirectory(str(folder))
    dialog.selectFile("les.lesvisit")
    dialog.accept()
    gone()


def gone() -> None:
    """What was told to go has gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def traces(kept: Path) -> str:
    """What stands there now; Qt writes its own sizes in any case."""
    return "\n".join(line for line in kept.read_text("utf-8").splitlines() if line.startswith(("history", "last")))


def test_qt_itself_does_keep_it(qtbot: QtBot, kept: Path, folder: Path) -> None:
    """The proof that the tests below can fail."""
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = QFileDialog(parent, "", str(folder))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    chosen(dialog, folder)
    assert "Noor" in traces(kept)


@pytest.mark.parametrize("ended", ["accept", "reject", "deleteLater"])
def test_nothing_of_ours_stays_and_theirs_does(qtbot: QtBot, kept: Path, folder: Path, ended: str) -> None:
    kept.parent.mkdir()
    kept.write_text(THEIRS)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = file_dialog(parent, "", folder)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    dialog.selectFile("les.lesvisit")
    getattr(dialog, ended)()
    gone()
    assert "viewMode" in kept.read_text("utf-8")  # Qt did write
    assert traces(kept) == "\n".join(THEIRS.splitlines()[1:])


def test_the_windows_that_ask_for_a_file_keep_no_folder(
    house: House, window: MainWindow, kept: Path, folder: Path
) -> None:
    for page, act, name in (("leave", "leaveStart", "leaveDialog"), (None, "restoreFile", "restoreDialog")):
        window.go_settings(page) if page else window.go_settings()
        assert window._settings is not None
        button(window, act).click()
        dialog = window._settings.findChild(QFileDialog, name)
        assert dialog is not None
        dialog.setDirectory(str(folder))
        dialog.reject()
        gone()
        assert "viewMode" in kept.read_text("utf-8")
        assert traces(kept) == ""
    house.settle()


def test_the_window_for_a_package_keeps_no_folder(window: MainWindow, kept: Path, folder: Path) -> None:
    window.packages.open_file(None)
    page = window.packages.open_page
    assert page is not None
    chosen(page.ask_file(), folder)
    assert traces(kept) == ""


def test_the_window_for_printing_keeps_none_either(qtbot: QtBot, kept: Path, folder: Path) -> None:
    """Its field for a file opens such a window by itself."""
    parent = QWidget()
    qtbot.addWidget(parent)
    printing = without_trace(lambda: QPrintDialog(QPrinter(), parent))
    inner = QFileDialog(printing, "", str(folder))
    inner.open()
    inner.reject()
    inner.deleteLater()
    gone()
    assert "Noor" in traces(kept)
    printing.deleteLater()
    gone()
    assert traces(kept) == ""


def test_no_such_window_is_made_elsewhere() -> None:
    makes = re.compile(r"\bQFileDialog\((?!QFileDialog)|\bQFileDialog\.get|\bQPrintDialog\(")
    found = {
        f"{path.relative_to(UI)}: {line.strip()}"
        for path in UI.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if makes.search(line) and "without_trace(" not in line
    }
    assert found == set()
