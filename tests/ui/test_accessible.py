"""Everything that can be used has a name that a screen reader can say, and an objectName."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from lesvisit.ui.main_window import MainWindow
from tests.support.house import House

INTERACTIVE = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)


def nameless(root: QWidget) -> list[str]:
    """The usable, visible widgets without an accessible name or without an objectName."""
    found = []
    for widget in root.findChildren(QWidget):
        own = widget.objectName().startswith("qt_") or isinstance(widget.parent(), QComboBox | QAbstractItemView)
        if not isinstance(widget, INTERACTIVE) or not widget.isVisible() or own:
            continue
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus and not isinstance(widget, QAbstractButton):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        spoken = interface.text(QAccessible.Text.Name)
        if not spoken.strip() or not widget.objectName():
            chain: list[str] = []
            step: QWidget | None = widget
            while step is not None and len(chain) < 4:
                chain.append(step.objectName() or type(step).__name__)
                step = step.parentWidget()
            found.append(f"{type(widget).__name__} {' < '.join(chain)}: name {spoken!r}")
    return found


@pytest.mark.parametrize("place", ["welcome", "home", "designs", "settings", "0", "1", "2", "3"])
def test_every_control_can_be_named(house: House, window: MainWindow, place: str) -> None:
    if place != "welcome":
        house.workspace.say_who_i_am("Bram")
    if place in "0123":
        window.show_session(house.sample_visit(), int(place))
    elif place in ("designs", "settings"):
        {"designs": window.go_designs, "settings": window.go_settings}[place]()
    house.settle()

    assert nameless(window) == []
