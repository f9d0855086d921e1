"""The real app over encrypted visits: started on a folder as often as one likes, as a person meets it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from lesvisit import paths
from lesvisit.app import LesVisitApp
from lesvisit.i18n import Translator
from lesvisit.models import vault
from lesvisit.services import vault as vaults
from lesvisit.services.profile import open_profile
from tests.models.vault_support import CODE, WORDS

WAIT = 20_000
Start = Callable[[], LesVisitApp]


@contextmanager
def starting(qtbot: QtBot, qapp: QApplication, folder: Path) -> Iterator[Start]:
    """Starts the app on one folder; each start ends the one before."""
    running: list[LesVisitApp] = []

    def end() -> None:
        for app in running:
            app.window.close()
            app.close()
            app.window.deleteLater()
        running.clear()

    def begin() -> LesVisitApp:
        end()
        profile = open_profile(folder)
        profile.lock()
        app = LesVisitApp(qapp, profile, Translator("en", paths.resources() / "locale"))
        running.append(app)
        with qtbot.waitExposed(app.window):
            app.show()
        with qtbot.waitActive(app.window):
            app.window.activateWindow()
        return app

    yield begin
    end()


def encrypted(folder: Path) -> None:
    """A profile whose visits are under WORDS, closed."""
    profile = open_profile(folder)
    for prepared in (None, vault.made(WORDS, CODE)):
        if prepared is not None:
            vaults.switch_on(profile, prepared)
        base = profile.database()
        base.start().result(20)
        base.close()


def field(root: QWidget, name: str = "unlockWords") -> QLineEdit:
    """The visible field of that name."""
    found = [one for one in root.findChildren(QLineEdit, name) if one.isVisible()]
    assert found, f"no visible field {name}"
    return found[0]


def unlock(qtbot: QtBot, app: LesVisitApp, words: str = WORDS) -> None:
    """Types the words that open the view."""
    one = field(app.window)
    one.setFocus()
    one.selectAll()
    QTest.keyClicks(one, words)
    QTest.keyClick(one, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not app.guard.is_locked, timeout=WAIT)


def opened(qtbot: QtBot, app: LesVisitApp) -> LesVisitApp:
    """Past the question at the start, with the database open."""
    unlock(qtbot, app)
    qtbot.waitUntil(lambda: app.workspace.started, timeout=WAIT)
    app.workspace.database.with_raw(lambda _: None).result(20)
    return app
