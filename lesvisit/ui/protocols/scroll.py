"""Two columns under each other's head in one scroll: a list at the left, what is chosen in it at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.follow_focus import FollowFocus
from lesvisit.ui.widgets.side_by_side import SideBySide

STACK_BELOW = 760


class TwoParts(QScrollArea):
    """The list keeps a third of the width; under 760 (of the design) it stands above the rest."""

    def __init__(self, theme: Theme, left: QWidget, right: QWidget, *, name: str) -> None:
        super().__init__()
        self.theme = theme
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("ground", "bg")
        self.parts = SideBySide(theme, left, right, stack_below=STACK_BELOW, gap=32, shares=(3, 7))
        self._column = QVBoxLayout(inside)
        self._column.addWidget(self.parts)
        self._column.addStretch(1)
        self.setWidget(inside)
        FollowFocus(theme, self)
        theme.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(32), px(12), px(32), px(24))
