"""Encrypted visits in the window: what was open stays open under a lock, they move, and what stays plain is told."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from lesvisit.app import LesVisitApp
from lesvisit.exchange.package_lock import is_locked
from lesvisit.models import vault
from lesvisit.services import vault as vaults
from lesvisit.ui.designs.room import DesignsRoom
from lesvisit.ui.observe.page import ObservePage
from tests.models.support import child
from tests.models.vault_support import CODE, WORDS, files_with, quick
from tests.support.vault_app import WAIT, Start, encrypted, opened, starting, unlock


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    quick(monkeypatch)
    encrypted(tmp_path / "data")
    with starting(qtbot, qapp, tmp_path / "data") as begin:
        yield begin


@pytest.fixture
def app(qtbot: QtBot, start: Start) -> LesVisitApp:
    return opened(qtbot, start())


def test_a_package_that_was_being_given_keeps_its_words_under_the_lock(
    qtbot: QtBot, app: LesVisitApp, tmp_path: Path
) -> None:
    """Without them it would be written for anybody to read, under a page that says five words."""
    app.window.plan_visit()
    visit = app.window.visit
    assert visit is not None
    app.workspace.database.with_raw(lambda _: None).result(20)
    app.window.packages.give_visit(visit.book.scope_id)
    qtbot.waitUntil(lambda: app.window.packages.give_page is not None, timeout=WAIT)
    page = app.window.packages.give_page
    assert page is not None
    words, path = page.words, tmp_path / "weg.lesvisit"
    assert len(words.split()) == 5
    app.guard.lock()
    unlock(qtbot, app)
    assert page.isVisible()
    assert page.words == words
    with qtbot.waitSignal(page.work.written, timeout=WAIT):
        page.write(path)
    assert is_locked(path.read_bytes())


def test_a_design_that_was_being_written_is_still_open_after_the_lock(qtbot: QtBot, app: LesVisitApp) -> None:
    app.window.go_designs()
    room = app.window.findChild(DesignsRoom)
    assert room is not None
    room.make_new()
    title = next(one for one in room.editor.findChildren(QLineEdit) if one.isVisible() and one.isEnabled())
    title.setFocus()
    QTest.keyClicks(title, "Breuken")
    app.guard.lock()
    unlock(qtbot, app)
    assert room.stack.currentWidget() is room.editor
    assert title.isVisible()
    assert title.text() == "Breuken"
    assert title.hasFocus()


def test_what_could_not_be_encrypted_is_told(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something stands in the way of one old backup; "the backups too" may not be the last word then."""
    quick(monkeypatch)
    with starting(qtbot, qapp, tmp_path / "plain") as begin:
        app = begin()
        qtbot.waitUntil(lambda: app.workspace.started, timeout=WAIT)
        backups = app.workspace.database.back_up().result(20).path.parent
        broken = backups / "lesvisit-20260101T000000000000Z-auto.db"
        broken.write_bytes(b"SQLite format 3\0 but no more")
        (backups / f"{broken.name}.age" / "in the way").mkdir(parents=True)
        work = partial(vaults.switch_on, app.profile, vault.made(WORDS, CODE))
        app.window.reopen_wanted.emit(work, "Done. The backups too.")
        qtbot.waitUntil(lambda: "could be encrypted" in app.window.status.text(), timeout=WAIT)
        assert app.profile.vault is not None


def test_encrypted_visits_move_through_the_window(
    qtbot: QtBot, start: Start, app: LesVisitApp, tmp_path: Path
) -> None:
    app.window.start_observing()
    page = app.window.findChild(ObservePage)
    assert page is not None
    qtbot.waitUntil(page.line.text.hasFocus, timeout=WAIT)
    QTest.keyClicks(page.line.text, "Noor legt uit")
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    before, old = app.window, app.profile.folder
    app.window.move_wanted.emit(tmp_path / "new")
    qtbot.waitUntil(lambda: app.window is not before, timeout=WAIT)
    app.workspace.database.with_raw(lambda _: None).result(20)
    qtbot.waitUntil(lambda: not old.exists(), timeout=WAIT)  # looked over, then the place before is emptied
    assert not app.guard.is_locked
    again = opened(qtbot, start())
    assert again.profile.folder.is_relative_to(tmp_path / "new")
    rows = again.workspace.database.read(lambda c: c.exec_driver_sql("SELECT payload FROM record").fetchall())
    assert any("Noor legt uit" in row[0] for row in rows.result(20))
    assert files_with(tmp_path, "Noor legt uit") == []


ASKED = """
import sys
from pathlib import Path
from lesvisit.services.profile import find_profile
profile = find_profile(Path(sys.argv[1]))
assert profile.is_encrypted
print([name for name in ("sqlcipher3", "sqlalchemy", "lesvisit.models.database") if name in sys.modules])
"""


def test_the_question_waits_for_nothing_heavy(start: Start, tmp_path: Path) -> None:
    """Whether to ask is known from two files; what opens the visits is loaded while the words are typed."""
    done = child(ASKED, tmp_path / "data")
    assert done.stdout.strip() == "[]", done.stderr


def test_nobody_is_locked_out_of_an_app_that_is_closed(qtbot: QtBot, qapp: QApplication, start: Start) -> None:
    """Its watch went on, and met a page that was gone."""
    closed = opened(qtbot, start())
    closed.guard.lock()
    unlock(qtbot, closed)
    watch = closed.guard.watch
    assert watch is not None
    start()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(closed.window)
    if isValid(watch):
        watch.lock_wanted.emit()
    assert closed.guard.watch is None
