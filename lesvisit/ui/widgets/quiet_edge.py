"""The quiet screen's ribbon: 4 px along the lower edge, without words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.domain.ribbon import RibbonData, actual_boxes, axis_length
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import ThemedWidget


class QuietEdge(ThemedWidget):
    """Phases behind us, the one under way in accent, the rest as a hairline ground."""

    def __init__(self, theme: Theme, *, name: str = "quietEdge", parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, parent=parent)
        self._data = RibbonData()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_data(self, data: RibbonData, description: str = "") -> None:
        """Shows this lesson; the description is for readers."""
        self._data = data
        self.setAccessibleDescription(description)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        painter.fillRect(self.rect(), self.theme.colour("hair"))
        unit = self.width() / axis_length(self._data)
        for box in actual_boxes(self._data):
            rect = QRectF(box.start * unit, 0, max(2.0, box.minutes * unit - 2), self.height())
            painter.fillRect(rect, self.theme.colour("accent" if box.phase.current else "ctl"))
        painter.end()
