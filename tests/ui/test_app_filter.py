"""Rooms that hear every key of the app: only while they stand on the screen, so that nothing is asked at the end."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import lesvisit.ui
from lesvisit.ui.app_filter import FilterWhileShown


class Page(QWidget):
    """Counts the keys that go to anything in the app."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = 0
        FilterWhileShown(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.keys += event.type() is QEvent.Type.KeyPress and isinstance(watched, QWidget)
        return super().eventFilter(watched, event)


def test_keys_are_heard_while_it_is_shown_and_no_longer(qtbot: QtBot) -> None:
    page, other = Page(), QWidget()
    qtbot.addWidget(page)
    qtbot.addWidget(other)
    heard = []
    for act in (lambda: None, page.show, page.hide, page.show, page.close):
        act()
        before = page.keys
        QTest.keyClick(other, Qt.Key.Key_A)
        heard.append(page.keys - before)
    assert [bool(n) for n in heard] == [False, True, False, True, False]


def test_no_room_hears_the_whole_app_for_good() -> None:
    """What is still asked while Python shuts down crashes the app after its window closed (seen once in six)."""
    assert lesvisit.ui.__file__ is not None
    kept = [
        path.name
        for path in Path(lesvisit.ui.__file__).parent.rglob("*.py")
        if "app.installEventFilter(" in (text := path.read_text("utf-8")) and "app.removeEventFilter(" not in text
    ]
    assert kept == []
