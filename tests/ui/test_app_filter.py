"""A page that hears the keys of the whole app: only while it can be used, also at its very end."""

import gc

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lesvisit.ui.app_filter import FilterWhileShown


class Page(QWidget):
    """Counts the keys that it hears, wherever they are typed."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = 0
        self.filter = FilterWhileShown(self)
        self.circle = self

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QLineEdit) and event.type() is QEvent.Type.KeyPress:
            self.heard += 1
        return False


def test_it_hears_while_it_is_shown_and_enabled(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    column, page, line = QVBoxLayout(whole), Page(), QLineEdit()
    column.addWidget(page)
    column.addWidget(line)
    whole.show()

    def heard(key: Qt.Key = Qt.Key.Key_A) -> int:
        before = page.heard
        QTest.keyClick(line, key)
        return page.heard - before

    assert heard() == 1
    page.setEnabled(False)
    assert heard() == 0
    page.setEnabled(True)
    assert heard() == 1
    page.hide()
    assert heard() == 0
    page.show()
    assert heard() == 1


def test_a_page_that_the_collector_takes_is_hidden_without_a_word(qtbot: QtBot) -> None:
    """What Python held of the filter may be gone before its page is hidden for the last time."""
    page = Page()
    page.show()
    page.filter.__dict__.clear()
    page.hide()
    page.show()
    del page
    gc.collect()
