"""The real window over a house, and the small things that tests do with it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from lesvisit.ui.main_window import MainWindow
from tests.support.house import House


@pytest.fixture
def window(house: House) -> Iterator[MainWindow]:
    """The main window, shown, with its first overview read."""
    made = MainWindow(house.workspace)
    made.show()
    house.qtbot.waitUntil(lambda: made.home._loaded, timeout=20_000)
    yield made
    made.close()
    made.deleteLater()


def button(root: QWidget, name: str) -> QAbstractButton:
    """The visible button with this objectName; what a layout was given just now is shown at the next turn of Qt."""
    if not is_shown(root, name):
        QApplication.sendPostedEvents()
    found = [b for b in root.findChildren(QAbstractButton, name) if b.isVisible()]
    assert found, f"no visible button {name}"
    return found[0]


def is_shown(root: QWidget, name: str) -> bool:
    """Is there a visible button with this objectName by now? To wait for."""
    return any(b.isVisible() for b in root.findChildren(QAbstractButton, name))
