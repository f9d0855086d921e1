"""A scrolling page whose parts stand in one column, no wider than reads well."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.follow_focus import FollowFocus

WIDEST = 860


class ColumnArea(QScrollArea):
    """Add parts to `column`; they take as much height as they need at this width."""

    def __init__(self, theme: Theme, *, top: int, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self._top, self._gap = theme, top, gap
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("ground", "bg")
        # A widget in a row: a column asks a part with a greatest width how high it is at the whole width.
        self._row = QHBoxLayout(inside)
        self._holder = QWidget()
        self.column = QVBoxLayout()
        whole = QVBoxLayout(self._holder)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self.column)
        whole.addStretch(1)
        self._row.addWidget(self._holder, 1000)
        self._row.addStretch(1)
        self.setWidget(inside)
        FollowFocus(theme, self)
        theme.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(32), px(self._top), px(32), px(32))
        self._holder.setMaximumWidth(px(WIDEST))
        self.column.setSpacing(px(self._gap))
