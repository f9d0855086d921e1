"""What slow work wants to open comes once, and not over a page that is covered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lesvisit.app import LesVisitApp
from lesvisit.ui.when_usable import when_usable
from tests.models.vault_support import quick
from tests.support.vault_app import Start, encrypted, opened, starting, unlock


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    quick(monkeypatch)
    encrypted(tmp_path / "data")
    with starting(qtbot, qapp, tmp_path / "data") as begin:
        yield begin


def central(app: LesVisitApp) -> QWidget:
    found = app.window.centralWidget()
    assert found is not None
    return found


def test_it_waits_for_the_lock_to_be_opened(qtbot: QtBot, start: Start) -> None:
    app = opened(qtbot, start())
    page, done = central(app), list[str]()
    app.guard.lock()
    when_usable(page, lambda: done.append("print window"))
    assert done == []
    for _ in range(2):
        unlock(qtbot, app)
        app.guard.lock()
    assert done == ["print window"]
    unlock(qtbot, app)


def test_at_once_on_a_page_in_use(qtbot: QtBot, start: Start) -> None:
    app, done = opened(qtbot, start()), list[str]()
    when_usable(central(app), lambda: done.append("print window"))
    assert done == ["print window"]
