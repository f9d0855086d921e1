"""The laptop's keyring in the real app: a tick in Settings, a start that asks nothing, and the words if it fails."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from lesvisit.app import LesVisitApp
from lesvisit.models import vault, vault_laptop
from lesvisit.ui.unlock import by_laptop
from tests.models.vault_support import CODE, WORDS, quick
from tests.support.keyring_here import KeyringHere, in_place
from tests.support.vault_app import WAIT, Start, encrypted, field, opened, starting, unlock
from tests.support.window import button

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick(monkeypatch)


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Start]:
    encrypted(tmp_path / "data")
    with starting(qtbot, qapp, tmp_path / "data") as begin:
        yield begin


def tick(app: LesVisitApp) -> QAbstractButton:
    return button(app.window, "laptopOpens")


def said(app: LesVisitApp, name: str) -> str:
    label = app.window.findChild(QLabel, name)
    assert label is not None
    return label.text()


def on_page(qtbot: QtBot, app: LesVisitApp) -> None:
    app.window.go_home()
    app.window.go_settings("vault")
    qtbot.waitUntil(lambda: looked(app), timeout=WAIT)


def looked(app: LesVisitApp) -> bool:
    """It is known whether there is a keyring."""
    return tick(app).isEnabled() or bool(said(app, "laptopReason"))


def typed(app: LesVisitApp, name: str, words: str) -> None:
    one = field(app.window, name)
    one.selectAll()
    QTest.keyClicks(one, words)
    QTest.keyClick(one, Qt.Key.Key_Return)


def ticked(qtbot: QtBot, app: LesVisitApp) -> None:
    on_page(qtbot, app)
    QTest.mouseClick(tick(app), Qt.MouseButton.LeftButton)
    typed(app, "laptopNow", WORDS)
    qtbot.waitUntil(lambda: app.profile.opens_by_laptop and not field_is_there(app, "laptopNow"), timeout=WAIT)


def field_is_there(app: LesVisitApp, name: str) -> bool:
    return any(one.isVisible() for one in app.window.findChildren(QWidget, name))


def opens_by_itself(qtbot: QtBot, app: LesVisitApp) -> None:
    qtbot.waitUntil(lambda: app.workspace.started and not app.guard.is_locked, timeout=WAIT)
    app.workspace.database.with_raw(lambda _: None).result(20)


def asks(qtbot: QtBot, app: LesVisitApp) -> str:
    """The passphrase is asked; what is said of why."""
    qtbot.waitUntil(lambda: field_is_there(app, "unlockWords"), timeout=WAIT)
    assert app.guard.is_locked
    assert field(app.window).hasFocus()
    return said(app, "unlockWhy")


def answered(qtbot: QtBot, ring: KeyringHere) -> None:
    """What hung answers, and the window has heard it."""
    ring.free.set()
    names = {"keyring", "beside"}
    qtbot.waitUntil(lambda: not names & {thread.name for thread in threading.enumerate()}, timeout=WAIT)
    QApplication.processEvents()


def test_the_tick_and_a_start_that_does_not_ask(qtbot: QtBot, start: Start, ring: KeyringHere) -> None:
    app = opened(qtbot, start())
    assert ring.asked == 0
    on_page(qtbot, app)
    assert tick(app).isEnabled()
    assert not tick(app).isChecked()
    QTest.mouseClick(tick(app), Qt.MouseButton.LeftButton)
    typed(app, "laptopNow", "andere woorden")
    qtbot.waitUntil(lambda: bool(field(app.window, "laptopNow").accessibleDescription()), timeout=WAIT)
    assert ring.kept == {}
    button(app.window, "laptopLeave").click()
    assert not tick(app).isChecked()
    ticked(qtbot, app)
    assert tick(app).isChecked()
    assert field_is_there(app, "onCard")

    app = start()
    opens_by_itself(qtbot, app)
    app.guard.lock()  # a locked view is no start
    assert field_is_there(app, "unlockWords")
    assert app.guard.is_locked
    unlock(qtbot, app)

    on_page(qtbot, app)
    assert tick(app).isChecked()
    QTest.mouseClick(tick(app), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not app.profile.opens_by_laptop and tick(app).isEnabled(), timeout=WAIT)
    assert ring.kept == {}
    assert asks(qtbot, start()) == ""


def test_without_a_keyring_the_tick_says_so(qtbot: QtBot, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    with in_place(monkeypatch, KeyringHere(), trusted=False):
        app = opened(qtbot, start())
        on_page(qtbot, app)
        assert not tick(app).isEnabled()
        assert "no keyring" in said(app, "laptopReason")
        assert "no keyring" in tick(app).accessibleDescription()


@pytest.mark.parametrize("trouble", ["denied", "gone", "wrong", "damaged"])
def test_whatever_fails_the_words_are_asked(qtbot: QtBot, start: Start, ring: KeyringHere, trouble: str) -> None:
    app = opened(qtbot, start())
    ticked(qtbot, app)
    path = vault_laptop.laptop_path(app.profile.places.database)
    ring.denies = trouble == "denied"
    if trouble == "gone":
        ring.kept.clear()
    if trouble == "wrong":
        ring.kept = dict.fromkeys(ring.kept, "0" * 64)
    if trouble == "damaged":
        path.write_bytes(path.read_bytes()[:40])
    app = start()
    assert "Your passphrase does" in asks(qtbot, app)
    opened(qtbot, app)
    on_page(qtbot, app)
    if trouble == "denied":  # the tick can go, also where the keyring refuses
        QTest.mouseClick(tick(app), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not app.profile.opens_by_laptop, timeout=WAIT)
        qtbot.waitUntil(lambda: looked(app), timeout=WAIT)


@pytest.mark.parametrize("typing", [False, True])
def test_a_keyring_that_hangs(
    qtbot: QtBot, start: Start, ring: KeyringHere, monkeypatch: pytest.MonkeyPatch, typing: bool
) -> None:
    """The field is there soon. An answer that comes late counts while nobody types."""
    monkeypatch.setattr(by_laptop, "WAIT_MS", 50)
    app = opened(qtbot, start())
    ticked(qtbot, app)
    ring.free.clear()
    app = start()
    assert "Your passphrase does" in asks(qtbot, app)
    if typing:
        QTest.keyClicks(field(app.window), "fiets")
        answered(qtbot, ring)
        assert app.guard.is_locked
        assert not app.workspace.started
        unlock(qtbot, app)
        qtbot.waitUntil(lambda: app.workspace.started, timeout=WAIT)
    else:
        ring.free.set()
        opens_by_itself(qtbot, app)


def test_the_words_while_it_hangs_and_an_answer_after_that(
    qtbot: QtBot, start: Start, ring: KeyringHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_laptop, "WAIT_MS", 50)
    app = opened(qtbot, start())
    ticked(qtbot, app)
    ring.free.clear()
    app = start()
    asks(qtbot, app)
    opened(qtbot, app)
    app.guard.lock()
    answered(qtbot, ring)  # the view was locked meanwhile: a late answer is no key to it
    assert app.guard.is_locked
    unlock(qtbot, app)


def test_the_recovery_code_still_opens(qtbot: QtBot, start: Start, ring: KeyringHere) -> None:
    app = opened(qtbot, start())
    ticked(qtbot, app)
    ring.denies = True
    app = start()
    asks(qtbot, app)
    button(app.window, "unlockOther").click()
    unlock(qtbot, app, CODE)
    qtbot.waitUntil(lambda: app.workspace.started, timeout=WAIT)


def test_plain_again_leaves_nothing(qtbot: QtBot, start: Start, ring: KeyringHere) -> None:
    app = opened(qtbot, start())
    ticked(qtbot, app)
    database, before = app.profile.places.database, app.window
    button(app.window, "vaultOff").click()
    typed(app, "vaultNow", WORDS)
    qtbot.waitUntil(lambda: app.window is not before, timeout=WAIT)
    app.workspace.database.with_raw(lambda _: None).result(20)
    assert vault.is_plain(database)
    assert ring.kept == {}
    assert not vault_laptop.laptop_path(database).exists()
    assert not start().guard.is_locked


STARTED = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from lesvisit import paths
from lesvisit.app import LesVisitApp
from lesvisit.app.application import Application
from lesvisit.i18n import Translator
from lesvisit.services.profile import open_profile
qt = Application(["lesvisit"])
profile = open_profile(Path(sys.argv[1]))
app = LesVisitApp(qt, profile, Translator("en", paths.resources() / "locale"))
app.window.painted.connect(lambda: QTimer.singleShot(0, qt.quit))
app.show()
qt.exec()
print(sorted({name.partition(".")[0] for name in sys.modules} & {"keyring", "secretstorage", "cryptography"}))
sys.stdout.flush()
os._exit(0)
"""


@pytest.mark.parametrize("locked", [False, True])
def test_a_start_where_nobody_chose_it_imports_no_keyring(tmp_path: Path, locked: bool) -> None:
    if locked:
        encrypted(tmp_path / "data")
    words = [sys.executable, "-c", STARTED, str(tmp_path / "data")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.strip() == "[]", done.stderr
