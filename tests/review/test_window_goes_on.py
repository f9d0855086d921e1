"""After trouble the window goes on: what concerns loss stays in sight, and a visit that is open stays open."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lesvisit.domain.errors import StorageFailed
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.observe.page import ObservePage
from lesvisit.ui.visit_room import DEBRIEF
from tests.support.house import House
from tests.support.window import window

__all__ = ["window"]


def test_storage_trouble_is_told_on_home_too_after_observing(
    house: House, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.start_observing()
    monkeypatch.setattr(house.workspace.database, "trouble", StorageFailed("disk_full", path="x"))
    house.workspace.health_changed.emit()
    assert not window.trouble.isVisible()  # the observe page says it at its own foot
    window.go_home()
    assert window.trouble.isVisible()
    window.go_settings()
    assert window.trouble.isVisible()


def test_keeping_all_after_a_bug_closes_no_visit(house: House, window: MainWindow) -> None:
    window.start_observing()
    page = window.findChild(ObservePage)
    assert page is not None
    assert page.model is not None
    QTest.keyClicks(page.line.text, "half ")
    window.keep_typing_safe()
    house.settle()
    assert [d.text for d in house.workspace.database.drafts().result(5)] == ["half "]
    QTest.keyClicks(page.line.text, "heel")
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    room = window._visit_room
    assert room is not None
    assert room.session is not None
    assert [r.payload.text for r in room.session.view.notes] == ["half heel"]
    assert page.model.rowCount() == 1  # and it is on the screen
    room.go(DEBRIEF)
    assert room.step == DEBRIEF
