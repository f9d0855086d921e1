"""Encrypted visits in the real app: chosen in Settings, asked at the start, locked while a lesson runs."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from lesvisit.app import LesVisitApp
from lesvisit.models import backup, vault
from lesvisit.ui.observe.page import ObservePage
from lesvisit.ui.unlock.watch import LockWatch
from tests.models.vault_support import CODE, SECRET, WORDS, files_with, filled, quick, switched_on
from tests.support.vault_app import WAIT, Start, field, starting
from tests.support.window import button


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick(monkeypatch)


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Start]:
    """Starts the app on one folder, as often as one likes; each start ends the one before."""
    with starting(qtbot, qapp, tmp_path / "data") as begin:
        yield begin


def looks_at_a_package(app: LesVisitApp) -> bool:
    return app.window.packages.open_page is not None


def locked(app: LesVisitApp) -> bool:
    return app.guard.is_locked


def watched(app: LesVisitApp) -> LockWatch | None:
    return app.guard.watch


def started(qtbot: QtBot, app: LesVisitApp) -> None:
    qtbot.waitUntil(lambda: app.workspace.started, timeout=WAIT)
    app.workspace.database.with_raw(lambda _: None).result(20)


def type_in(root: QWidget, name: str, text: str, enter: bool = True) -> None:
    one = field(root, name)
    one.setFocus()
    one.clear()
    QTest.keyClicks(one, text)
    if enter:
        QTest.keyClick(one, Qt.Key.Key_Return)


def unlocked(qtbot: QtBot, app: LesVisitApp, words: str = WORDS) -> None:
    type_in(app.window, "unlockWords", words)
    qtbot.waitUntil(lambda: not app.guard.is_locked, timeout=WAIT)


def switch_on_in_settings(qtbot: QtBot, app: LesVisitApp) -> str:
    """Goes the road of a person; the code."""
    app.window.go_settings("vault")
    button(app.window, "vaultStart").click()
    type_in(app.window, "newWordsFirst", "kort")
    assert field(app.window, "newWordsFirst").accessibleDescription()
    type_in(app.window, "newWordsFirst", WORDS, enter=False)
    type_in(app.window, "newWordsSecond", WORDS + "x")
    assert field(app.window, "newWordsSecond").accessibleDescription()
    type_in(app.window, "newWordsSecond", WORDS)
    label = app.window.findChild(QLabel, "recoveryCode")
    assert label is not None
    code = label.text()
    button(app.window, "codeHave").click()
    assert not label.isVisible()
    type_in(app.window, "codeTyped", CODE)
    assert field(app.window, "codeTyped").accessibleDescription()
    assert app.profile.vault is None  # nothing before the code is typed back
    before = app.window
    type_in(app.window, "codeTyped", code.lower().replace("-", " "))
    qtbot.waitUntil(lambda: app.window is not before, timeout=WAIT)
    started(qtbot, app)
    return code


def test_chosen_in_settings_and_asked_at_the_next_start(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    app = start()
    started(qtbot, app)
    app.workspace.say_who_i_am("Fenna Sentinel")
    app.workspace.database.back_up().result(20)
    database = app.workspace.database.places.database
    assert vault.is_plain(database)
    code = switch_on_in_settings(qtbot, app)
    assert vault.is_on(database)
    button(app.window, "lockNow")  # the page of encrypted visits stands there
    assert app.window.findChild(QLabel, "recoveryCode").text() == ""  # type: ignore[union-attr]

    app = start()
    assert locked(app)
    assert not app.workspace.started
    assert field(app.window, "unlockWords").hasFocus()
    type_in(app.window, "unlockWords", "andere woorden")
    qtbot.waitUntil(lambda: bool(field(app.window, "unlockWords").accessibleDescription()), timeout=WAIT)
    assert not app.workspace.started
    unlocked(qtbot, app)
    started(qtbot, app)
    qtbot.waitUntil(lambda: app.window.home._loaded, timeout=WAIT)
    assert files_with(tmp_path / "data", "Fenna Sentinel") == []

    app = start()
    button(app.window, "unlockOther").click()
    unlocked(qtbot, app, code)
    started(qtbot, app)
    assert "Settings" in app.window.status.text()


def test_typing_goes_on_under_the_lock(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    app = start()
    started(qtbot, app)
    folder = app.profile.folder
    switch_on_in_settings(qtbot, app)
    with qtbot.waitActive(app.window):
        app.window.activateWindow()
    app.window.start_observing()
    page = app.window.findChild(ObservePage)
    assert page is not None
    text = page.line.text
    qtbot.waitUntil(text.hasFocus, timeout=WAIT)
    QTest.keyClicks(text, "R2P3 wacht op")
    cursor = text.textCursor()
    cursor.setPosition(4)
    text.setTextCursor(cursor)

    app.guard.lock()
    assert locked(app)
    assert app.window.findChild(QWidget, "unlockPage").geometry() == app.window.rect()  # type: ignore[union-attr]
    kept = app.workspace.database.drafts().result(20)
    assert [d.text for d in kept] == ["R2P3 wacht op"]
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_A, Qt.Key.Key_Escape, Qt.Key.Key_F1):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert not page.isAncestorOf(focused)
        QApplication.sendEvent(focused, QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "a"))
    QTest.keyClick(app.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert app.window.findChild(ObservePage) is page
    assert page.observation is not None
    began = app.workspace.clock.now_utc()
    page.observation.lesson_began(began)  # what goes on underneath is kept
    app.workspace.database.with_raw(lambda _: None).result(20)
    rows = app.workspace.database.read(lambda c: c.exec_driver_sql("SELECT verb FROM operation").fetchall())
    assert len(rows.result(20)) == 2  # the visit and its bell: no key began another one

    unlocked(qtbot, app)
    assert text.hasFocus()
    assert text.toPlainText() == "R2P3 wacht op"
    assert text.textCursor().position() == 4
    QTest.keyClicks(text, "!")
    QTest.keyClick(text, Qt.Key.Key_Return)
    app.workspace.database.with_raw(lambda _: None).result(20)
    assert files_with(folder, "R2P3! wacht op", "R2P3 wacht op") == []


def test_nobody_there_and_the_view_locks(qtbot: QtBot, start: Start) -> None:
    app = start()
    started(qtbot, app)
    assert not watched(app)  # plain visits: nothing is watched
    app.guard.lock()
    assert not locked(app)
    switch_on_in_settings(qtbot, app)
    watch = watched(app)
    assert watch is not None
    assert watch._idle.isActive()
    assert watch._idle.interval() == 10 * 60_000
    whole = watch._idle.interval()
    watch._idle.setTimerType(Qt.TimerType.PreciseTimer)
    watch.touched()
    handle = app.window.windowHandle()
    touches: list[Callable[[], object]] = [
        partial(QTest.keyClick, handle, Qt.Key.Key_Shift),
        partial(QTest.mouseClick, handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5)),
    ]
    for touch in touches:
        qtbot.waitUntil(lambda: watch._idle.remainingTime() < whole - 200, timeout=WAIT)
        before = watch._idle.remainingTime()
        touch()
        assert watch._idle.remainingTime() > before + 100
    watch._idle.start(1)
    qtbot.waitUntil(lambda: app.guard.is_locked, timeout=WAIT)
    watch.watch(handle, 10)
    unlocked(qtbot, app)
    watch.screen.locked.emit()
    assert locked(app)


def test_other_words_another_code_and_off_again(qtbot: QtBot, start: Start) -> None:
    app = start()
    started(qtbot, app)
    code = switch_on_in_settings(qtbot, app)
    button(app.window, "vaultWords").click()
    type_in(app.window, "otherWordsNow", "verkeerde woorden", enter=False)
    type_in(app.window, "otherWordsFirst", "nieuwe lange woorden", enter=False)
    type_in(app.window, "otherWordsSecond", "nieuwe lange woorden")
    qtbot.waitUntil(lambda: bool(field(app.window, "otherWordsNow").accessibleDescription()), timeout=WAIT)
    type_in(app.window, "otherWordsNow", code)
    qtbot.waitUntil(lambda: bool(app.window.findChildren(QWidget, "onCard")[0].isVisible()), timeout=WAIT)

    button(app.window, "vaultCode").click()
    type_in(app.window, "vaultNow", "nieuwe lange woorden")
    label = app.window.findChild(QLabel, "recoveryCode")
    assert label is not None
    qtbot.waitUntil(lambda: bool(label.text()), timeout=WAIT)
    other = label.text()
    assert other != code
    button(app.window, "codeHave").click()
    type_in(app.window, "codeTyped", other)
    qtbot.waitUntil(lambda: bool(app.window.findChildren(QWidget, "onCard")[0].isVisible()), timeout=WAIT)

    before = app.window
    button(app.window, "vaultOff").click()
    type_in(app.window, "vaultNow", code)
    qtbot.waitUntil(lambda: bool(field(app.window, "vaultNow").accessibleDescription()), timeout=WAIT)
    type_in(app.window, "vaultNow", other)
    qtbot.waitUntil(lambda: app.window is not before, timeout=WAIT)
    started(qtbot, app)
    assert app.profile.vault is None
    assert vault.is_plain(app.workspace.database.places.database)
    assert not start().guard.is_locked


def test_a_backup_of_another_laptop_asks_its_own_words(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    filled(other)
    switched_on(other)
    stick = backup.listed(other / "backups")[0].path
    app = start()
    started(qtbot, app)
    app.window.restore_wanted.emit(stick)
    assert locked(app)
    QTest.keyClick(field(app.window, "unlockWords"), Qt.Key.Key_Escape)
    assert not locked(app)
    assert vault.is_plain(app.workspace.database.places.database)
    app.window.restore_wanted.emit(stick)
    before = app.window
    type_in(app.window, "unlockWords", WORDS)
    qtbot.waitUntil(lambda: app.window is not before, timeout=WAIT)
    started(qtbot, app)
    assert app.profile.vault is not None
    rows = app.workspace.database.read(lambda c: c.exec_driver_sql("SELECT payload FROM record").fetchall())
    assert any(SECRET in row[0] for row in rows.result(20))
    assert start().guard.is_locked


def test_a_package_waits_until_the_view_is_open(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    app = start()
    started(qtbot, app)
    switch_on_in_settings(qtbot, app)
    package = tmp_path / "x.lesvisit"
    package.write_bytes(b"none")
    for locked_at_start in (False, True):
        if locked_at_start:
            app = start()
        else:
            app.guard.lock()
        app.on_second_start(str(package))
        assert not looks_at_a_package(app)
        unlocked(qtbot, app)
        qtbot.waitUntil(partial(looks_at_a_package, app), timeout=WAIT)
