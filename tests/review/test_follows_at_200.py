"""The page follows the field one goes to, also when it finds its place only after the focus came (200 %)."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from lesvisit.ui.widgets.follow_focus import FollowFocus
from tests.support.house import House


class Page:
    """A field under something that can grow, in a scroll area that follows the focus."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.area, self.above, self.field = QScrollArea(), QWidget(), QLineEdit()
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        for part in (self.above, self.field, QWidget()):
            part.setMinimumHeight(30)
            column.addWidget(part)
        self.area.setWidgetResizable(True)
        self.area.setWidget(sheet)
        FollowFocus(house.workspace.theme, self.area)
        house.qtbot.addWidget(self.area)
        self.area.resize(400, 200)
        self.area.show()
        self.area.activateWindow()
        house.qtbot.waitUntil(self.area.isActiveWindow)
        self.field.setFocus()
        house.qtbot.waitUntil(self.field.hasFocus)

    @property
    def in_sight(self) -> bool:
        """Is the whole field seen?"""
        top = self.field.mapTo(self.area.viewport(), QPoint(0, 0)).y()
        return top >= 0 and top + self.field.height() <= self.area.viewport().height()

    def grow(self, height: int) -> None:
        """What stands above the field takes its room."""
        bar = self.area.verticalScrollBar()
        self.above.setMinimumHeight(height)
        self.house.qtbot.waitUntil(lambda: bar.maximum() > height - 200)

    def wheel(self, turns: int) -> None:
        """The wheel of the mouse over the page."""
        view = self.area.viewport()
        middle = QPointF(view.rect().center())
        event = QWheelEvent(
            middle,
            QPointF(view.mapToGlobal(middle.toPoint())),
            QPoint(),
            QPoint(0, 120 * turns),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view, event)


def test_a_field_that_moves_after_the_focus_came_is_followed(house: House) -> None:
    page = Page(house)
    assert page.in_sight
    page.grow(600)
    house.qtbot.waitUntil(lambda: page.in_sight, timeout=1500)


def test_whoever_scrolls_away_is_left_alone(house: House) -> None:
    page = Page(house)
    page.grow(600)
    house.qtbot.waitUntil(lambda: page.in_sight, timeout=1500)
    bar = page.area.verticalScrollBar()
    page.wheel(20)
    there = bar.value()
    assert not page.in_sight
    page.grow(900)
    house.settle()
    assert bar.value() == there
