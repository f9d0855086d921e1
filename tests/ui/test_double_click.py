"""The tick for a double click, in Settings and where a package is opened; and the file that the system names."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lesvisit import paths
from lesvisit.app import LesVisitApp
from lesvisit.app.application import Application
from lesvisit.i18n import Translator
from lesvisit.models.file_type import LinuxFileType
from lesvisit.services.profile import open_profile
from lesvisit.ui.double_click import DoubleClick
from lesvisit.ui.main_window import MainWindow
from tests.support.house import House

WAIT = 20_000

linux = pytest.mark.skipif(sys.platform != "linux", reason="desktop entries are of Linux")


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, own_home: Path) -> LinuxFileType:
    """As the built app runs, in the home of this test; what the desktop would read."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    return LinuxFileType(Path(sys.executable), own_home / ".local" / "share")


def told(window: MainWindow, name: str) -> DoubleClick:
    return next(one for one in window.findChildren(DoubleClick) if one.tick.objectName() == name)


@linux
def test_ticked_in_settings_and_undone(house: House, window: MainWindow, installed: LinuxFileType) -> None:
    said: list[str] = []
    house.workspace.said.connect(said.append)
    window.go_settings()
    one = told(window, "doubleClick")
    assert one.isVisible()
    one.tick.click()
    assert installed.is_on()
    window.go_home()
    window.go_settings()
    assert one.tick.isChecked()
    one.tick.click()
    assert not installed.is_on()
    assert len(said) == 2
    assert all("dubbelklikt op een pakket" in text for text in said)


@linux
def test_offered_where_a_package_is_opened_until_it_is_so(
    house: House, window: MainWindow, installed: LinuxFileType, tmp_path: Path
) -> None:
    window.packages.open_file(None)
    one = told(window, "openDoubleClick")
    assert one.isVisible()
    one.tick.click()
    assert installed.is_on()
    window.packages.open_file(None)
    assert not one.isVisible()


@linux
def test_where_it_fails_it_is_said_and_stays_off(
    house: House, window: MainWindow, installed: LinuxFileType, own_home: Path
) -> None:
    said: list[str] = []
    house.workspace.said.connect(said.append)
    (own_home / ".local").write_text("")
    window.go_settings()
    one = told(window, "doubleClick")
    one.tick.click()
    assert not one.tick.isChecked()
    assert len(said) == 1


def test_from_source_it_is_not_offered(house: House, window: MainWindow) -> None:
    window.go_settings()
    window.packages.open_file(None)
    assert not any(one.isVisible() for one in window.findChildren(DoubleClick))


def test_the_file_that_the_system_names_opens_at_the_start_and_later(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """As macOS tells a double click: an event of the application, at any time."""
    assert isinstance(qapp, Application)
    first, second = tmp_path / "eerste.lesvisit", tmp_path / "tweede.lesvisit"
    for path in (first, second):
        path.write_bytes(b"geen pakket")
    QApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(first))))
    profile = open_profile(tmp_path / "data")
    profile.lock()
    app = LesVisitApp(qapp, profile, Translator("nl", paths.resources() / "locale"))
    qapp.hear_files(app.on_file)
    app.show()

    def opened() -> Path | None:
        page = app.window.packages.open_page
        return page.path if page is not None and page.isVisible() else None

    qtbot.waitUntil(lambda: opened() == first, timeout=WAIT)
    QApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(second))))
    qtbot.waitUntil(lambda: opened() == second, timeout=WAIT)
    app.window.close()
    app.close()
    app.window.deleteLater()
