"""The notice about where the visits lie, in the real app: it blocks nothing, is left or followed, and stays told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lesvisit import paths
from lesvisit.app import LesVisitApp
from lesvisit.i18n import Translator
from lesvisit.services.profile import open_profile
from lesvisit.ui.observe.page import ObservePage
from lesvisit.ui.widgets.labels import PlainLabel
from tests.support.window import button

WAIT = 20_000
Start = Callable[[], LesVisitApp]


@pytest.fixture
def usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The usual place of this laptop, empty."""
    place = tmp_path / "usual" / "LesVisit"
    monkeypatch.setattr(paths, "data_dir", lambda: place)
    monkeypatch.setattr(paths, "log_dir", lambda: tmp_path / "log" / "LesVisit")
    return place


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path, usual: Path) -> Iterator[Start]:
    """Starts the app on a folder of OneDrive, as often as one likes."""
    running: list[LesVisitApp] = []

    def end() -> None:
        for app in running:
            app.window.close()
            app.close()
            app.window.deleteLater()
        running.clear()

    def begin() -> LesVisitApp:
        end()
        profile = open_profile(tmp_path / "OneDrive - School" / "LesVisit")
        profile.lock()
        app = LesVisitApp(qapp, profile, Translator("nl", paths.resources() / "locale"))
        running.append(app)
        with qtbot.waitExposed(app.window):
            app.show()
        qtbot.waitUntil(lambda: app.window.home._loaded, timeout=WAIT)
        return app

    yield begin
    end()


def note_down(qtbot: QtBot, app: LesVisitApp, text: str) -> None:
    """Ctrl+N, a line, Enter: whatever stands on Home."""
    QTest.keyClick(app.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page = app.window.findChild(ObservePage)
    assert page is not None
    qtbot.waitUntil(page.isVisible, timeout=WAIT)
    focus = app.window.focusWidget()
    QTest.keyClicks(focus, text)
    QTest.keyClick(focus, Qt.Key.Key_Return)
    app.workspace.database.with_raw(lambda _: None).result(20)


def texts(qtbot: QtBot, app: LesVisitApp) -> list[str]:
    """Every kept line on the disk."""

    def work(connection: object) -> list[str]:
        rows = connection.exec_driver_sql("SELECT payload FROM record").fetchall()  # type: ignore[attr-defined]
        return [str(row[0]) for row in rows]

    app.workspace.database.with_raw(lambda _: None).result(20)
    return app.workspace.database.read(work).result(20)


def test_the_welcome_does_not_say_that_all_stays_here(qtbot: QtBot, start: Start) -> None:
    where = start().window.findChild(PlainLabel, "welcomeWhere")
    assert where is not None
    assert not where.isVisible()


def test_it_is_told_and_the_first_note_waits_for_nothing(qtbot: QtBot, start: Start) -> None:
    app = start()
    place = app.window.home.place
    assert place.isVisible()
    assert "OneDrive" in place.accessibleName()
    assert not app.window.home.foot.where.text()  # it does not all stay on this laptop
    note_down(qtbot, app, "18 lln schrijven")
    assert any("18 lln schrijven" in text for text in texts(qtbot, app))


def test_left_here_it_is_told_in_settings_alone(qtbot: QtBot, start: Start) -> None:
    app = start()
    button(app.window, "placeNoticeStay").click()
    assert not app.window.home.place.isVisible()
    app = start()
    assert not app.window.home.place.isVisible()
    app.window.go_settings()
    assert button(app.window, "settingsPlaceMove").isVisible()


def test_moved_with_all_that_was_noted(qtbot: QtBot, start: Start, usual: Path, tmp_path: Path) -> None:
    app = start()
    note_down(qtbot, app, "18 lln schrijven")
    app.window.go_home()
    old = app.profile.folder
    before = app.window
    button(app.window, "placeNoticeMove").click()
    qtbot.waitUntil(lambda: app.window is not before and app.window.home._loaded, timeout=WAIT)

    assert app.profile.folder.is_relative_to(usual)
    assert any("18 lln schrijven" in text for text in texts(qtbot, app))
    assert not app.window.home.place.isVisible()
    qtbot.waitUntil(lambda: not old.exists(), timeout=WAIT)
    note_down(qtbot, app, "20 lln lezen")

    again = start()
    assert again.profile.folder.is_relative_to(usual)
    found = texts(qtbot, again)
    assert all(any(line in text for text in found) for line in ("18 lln schrijven", "20 lln lezen"))
    assert not again.window.home.place.isVisible()
    left = [p for p in (tmp_path / "OneDrive - School").rglob("*") if p.is_file()]
    assert [p.name for p in left] == ["moved.json"]


def test_a_move_that_fails_is_said_and_work_goes_on(qtbot: QtBot, start: Start, usual: Path) -> None:
    app = start()
    note_down(qtbot, app, "18 lln schrijven")
    app.window.go_home()
    usual.parent.mkdir(parents=True)
    usual.write_text("a file where the folder should come")
    before, said = app.window, app.workspace
    button(app.window, "placeNoticeMove").click()
    qtbot.waitUntil(lambda: app.window is not before and app.window.home._loaded, timeout=WAIT)
    assert said is not app.workspace
    assert app.window.status.text()
    assert any("18 lln schrijven" in text for text in texts(qtbot, app))
    note_down(qtbot, app, "20 lln lezen")
