"""Damage met in a lesson, closed without a backup put back, and days later: through the real window."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from lesvisit.app.file_check import check_file
from lesvisit.app.running import LesVisitApp
from lesvisit.services import visits
from tests.models.support import view_of
from tests.review.test_damage_told import filled, lesson, type_line
from tests.support.damaged import flip_letter, settle, zero
from tests.support.vault_app import WAIT, starting


def loaded(qtbot: QtBot, app: LesVisitApp) -> None:
    qtbot.waitUntil(lambda: app.window.home._loaded, timeout=WAIT)


def lines_of(app: LesVisitApp) -> list[list[str]]:
    """The lines of every visit that Home lists."""
    base = app.workspace.database
    listed = base.read(visits.overview).result(20).visits
    return sorted([note.payload.text for note in view_of(base, one.id).notes] for one in listed)


def test_damage_that_is_no_longer_there_is_not_told_on(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """A page that was bad is written anew when the log goes into the file: a look at all of it ends the telling."""
    _visit, path = filled(tmp_path)
    with starting(qtbot, qapp, tmp_path) as start:
        flip_letter(path, '"text":"een')
        told = []
        for _ in range(2):
            app = start()
            loaded(qtbot, app)
            told.append(app.workspace.database.damage is not None)
            check_file(app)
            qtbot.waitUntil(app.window.home.damage.isVisible, timeout=WAIT)
            settle(app.workspace.database)
            app.window.close()
            app.close()
        assert told == [False, True]
        flip_letter(path, '"text":"eej')
        app = start()
        loaded(qtbot, app)
        assert app.workspace.database.damage is not None
        check_file(app)
        qtbot.waitUntil(lambda: app.workspace.database.damage is None, timeout=WAIT)
        qtbot.waitUntil(lambda: not app.window.home.damage.isVisible(), timeout=WAIT)
        app = start()
        loaded(qtbot, app)
        assert app.workspace.database.damage is None


def test_she_closes_and_puts_the_backup_back_days_later_in_settings(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    filled(tmp_path)
    with starting(qtbot, qapp, tmp_path) as start:
        app = start()
        loaded(qtbot, app)
        zero(app.workspace.database, "search_data")
        page = lesson(qtbot, app)
        for text in ("eerste regel", "tweede regel"):
            type_line(page, text)
        qtbot.waitUntil(lambda: bool(page.hints.trouble), timeout=WAIT)
        settle(app.workspace.database)
        for _ in range(2):
            app = start()
            loaded(qtbot, app)
            assert lines_of(app) == [["eerste regel", "tweede regel"]]
            assert app.window.home.damage.isVisible()
        damage = app.workspace.database.damage
        assert damage is not None
        assert damage.newest is not None
        app.window.go_settings()
        made = damage.newest.made_utc.astimezone()
        base = app.workspace.database
        # All this may take less than a second: then the backup of closing, above it, goes by the same name.
        wanted = app.window.findChildren(QAbstractButton, f"restore_{made:%Y%m%d%H%M%S}")[-1]
        QTest.mouseClick(wanted, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: app.workspace.database is not base, timeout=WAIT)
        for _ in range(2):
            settle(app.workspace.database)
            assert lines_of(app) == [["een"], ["eerste regel", "tweede regel"]]
            assert app.workspace.database.damage is None
            app = start()
            loaded(qtbot, app)
        assert not app.window.home.damage.isVisible()
