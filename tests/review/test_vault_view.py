"""A locked view is shut: no key, no drop and no list reaches the visits, and the words come back for nobody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from lesvisit.app import LesVisitApp
from lesvisit.models import backup
from lesvisit.ui.observe.page import ObservePage
from lesvisit.ui.unlock.watch import LockWatch
from tests.models.vault_support import filled, quick, switched_on
from tests.support.house import FakeClock
from tests.support.vault_app import WAIT, Start, encrypted, field, opened, starting, unlock
from tests.support.window import button

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    quick(monkeypatch)
    encrypted(tmp_path / "data")
    with starting(qtbot, qapp, tmp_path / "data") as begin:
        yield begin


@pytest.fixture
def app(qtbot: QtBot, start: Start) -> LesVisitApp:
    return opened(qtbot, start())


def verbs(app: LesVisitApp) -> list[str]:
    app.workspace.database.with_raw(lambda _: None).result(20)
    read = app.workspace.database.read(lambda c: c.exec_driver_sql("SELECT verb FROM operation").fetchall())
    return [row[0] for row in read.result(20)]


def locked(app: LesVisitApp) -> bool:
    return app.guard.is_locked


def lines(app: LesVisitApp) -> list[str]:
    """Of the visit on the screen, once the disk has answered."""
    app.workspace.database.with_raw(lambda _: None).result(20)
    QApplication.processEvents()
    visit = app.window.visit
    assert visit is not None
    return [note.payload.text for note in visit.view.notes]


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_Z, CTRL),
        (Qt.Key.Key_Y, CTRL),
        (Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_PageDown, CTRL),
        (Qt.Key.Key_PageUp, CTRL),
        (Qt.Key.Key_1, CTRL),
        (Qt.Key.Key_K, CTRL),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_N, CTRL),
    ],
)
def test_no_key_turns_or_leaves_the_visit_under_the_lock(
    app: LesVisitApp, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    app.window.plan_visit()
    visit = app.window.visit
    assert visit is not None
    before, step, book = verbs(app), app.window.visit_step, visit.book
    app.guard.lock()
    for _ in range(2):
        QTest.keyClick(field(app.window), key, modifiers)
    assert app.window.visit is visit
    assert app.window.visit_step == step
    assert visit.book is book
    assert verbs(app) == before


def test_undo_takes_nothing_back_under_the_lock(qtbot: QtBot, app: LesVisitApp) -> None:
    app.window.start_observing()
    page = app.window.findChild(ObservePage)
    assert page is not None
    qtbot.waitUntil(page.line.text.hasFocus, timeout=WAIT)
    QTest.keyClicks(page.line.text, "Noor legt uit")
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    app.guard.lock()
    QTest.keyClick(field(app.window), Qt.Key.Key_Z, CTRL)
    assert lines(app) == ["Noor legt uit"]
    unlock(qtbot, app)
    QTest.keyClick(page.line.text, Qt.Key.Key_Z, CTRL)  # and then it does again
    qtbot.waitUntil(lambda: lines(app) == [], timeout=WAIT)


@pytest.mark.parametrize("times", [1, 4])
def test_the_words_do_not_come_back_by_undo(qtbot: QtBot, app: LesVisitApp, times: int) -> None:
    app.guard.lock()
    unlock(qtbot, app)
    app.guard.lock()
    button(app.window, "unlockShow").click()
    one = field(app.window)
    one.setFocus()
    for _ in range(times):
        QTest.keyClick(one, Qt.Key.Key_Z, CTRL)
    assert one.text() == ""
    QTest.keyClick(one, Qt.Key.Key_Y, CTRL)
    assert one.text() == ""


def test_the_question_of_a_backup_is_no_way_past_the_lock(qtbot: QtBot, app: LesVisitApp, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    filled(other)
    switched_on(other)
    app.window.restore_wanted.emit(backup.listed(other / "backups")[0].path)
    assert app.guard.is_locked
    app.guard.lock()
    QTest.keyClick(field(app.window), Qt.Key.Key_Escape)
    assert app.guard.is_locked
    unlock(qtbot, app)


def test_a_package_dropped_on_a_locked_window_is_not_opened(app: LesVisitApp, tmp_path: Path) -> None:
    package = tmp_path / "x.lesvisit"
    package.write_bytes(b"none")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(package))])
    app.guard.lock()
    place, buttons = QPointF(300, 300), Qt.MouseButton.LeftButton
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, copy, data, buttons, none)
    QApplication.sendEvent(app.window, enter)
    QApplication.sendEvent(app.window, QDropEvent(place, copy, data, buttons, none))
    assert app.window.packages.open_page is None


def test_every_list_and_dialog_over_the_window_goes(app: LesVisitApp) -> None:
    menu = QMenu(app.window)
    inner = menu.addMenu("Noor de Wit")
    inner.addAction("3 havo")
    menu.popup(app.window.mapToGlobal(app.window.rect().center()))
    inner.popup(app.window.mapToGlobal(app.window.rect().center()))
    assert inner.isVisible()
    app.guard.lock()
    assert not inner.isVisible()
    assert not menu.isVisible()


def test_only_with_the_screen_means_never_by_itself(app: LesVisitApp) -> None:
    watch = app.guard.watch
    assert watch is not None
    assert watch._idle.isActive()
    app.profile.remember(lock_minutes=0)
    app.window.lock_minutes_changed.emit(0)
    watch.touched()
    assert not watch._idle.isActive()


def test_a_laptop_that_slept_is_locked_when_it_wakes(qtbot: QtBot, app: LesVisitApp) -> None:
    """A timer stands still while the laptop sleeps; the hours count all the same."""
    before, handle = app.guard.watch, app.window.windowHandle()
    assert before is not None
    clock = FakeClock()
    app.guard.watch = watch = LockWatch(clock.elapsed_ms, app.guard)
    watch.lock_wanted.connect(app.guard.lock)
    before.watch(None, 0)
    watch.watch(handle, 10)
    clock.pass_by(9 * 60)
    watch.look()
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    assert not locked(app)
    clock.pass_by(9 * 60)
    watch.look()
    assert not locked(app)
    clock.pass_by(2 * 60 * 60)
    watch.look()
    assert locked(app)
    unlock(qtbot, app)
    clock.pass_by(2 * 60 * 60)
    QTest.keyClick(handle, Qt.Key.Key_A)  # before it looked again
    assert locked(app)


def test_words_that_nearly_fit_do_not_wait_for_who_comes_next(qtbot: QtBot, app: LesVisitApp) -> None:
    app.guard.lock()
    one, page = field(app.window), app.guard.page.page
    QTest.keyClicks(one, "fiets lepel wolk tuim")
    QTest.keyClick(one, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(one.accessibleDescription()), timeout=WAIT)
    assert one.text()  # to be mended by who typed it
    assert page.forgets.isActive()
    page.forgets.start(1)
    qtbot.waitUntil(lambda: not one.text(), timeout=WAIT)
    button(app.window, "unlockShow").click()
    QTest.keyClick(one, Qt.Key.Key_Z, CTRL)
    assert one.text() == ""
