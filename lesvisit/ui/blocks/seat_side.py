"""What stands beside the room; it scrolls by itself, so that the whole room stays in sight on a low screen."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.follow_focus import FollowFocus


class SideArea(QScrollArea):
    """As wide as what it shows."""

    def __init__(self, theme: Theme, parts: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self._parts = theme, parts
        self.setObjectName("seatSide")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        inner = QWidget()
        inner.setProperty("part", "page")
        self._column = QVBoxLayout(inner)
        for part in parts:
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.setWidget(inner)
        FollowFocus(theme, self)
        theme.changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Takes the width of the part that shows, and of the scroll bar where one is needed."""
        edge = self.theme.px(4)  # room for the focus ring
        self._column.setContentsMargins(edge, 0, edge, 0)
        shown = next((part for part in self._parts if part.isVisibleTo(self)), self._parts[0])
        layout, hint = shown.layout(), shown.sizeHint()
        by_width = layout is not None and layout.hasHeightForWidth()
        high = layout.heightForWidth(hint.width()) if layout is not None and by_width else hint.height()
        bar = self.verticalScrollBar().sizeHint().width() if high > self.height() else 0
        self.setFixedWidth(hint.width() + 2 * edge + bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(60), self.theme.px(60))
