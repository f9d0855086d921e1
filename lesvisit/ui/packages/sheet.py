"""What the pages of this room have in common: a way back, a title, and a column that scrolls."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from lesvisit.ui.icons import Icon
from lesvisit.ui.theme import BOLD
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.follow_focus import FollowFocus
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace

_WIDE = 860  # of the design: a line of words stays readable


class Sheet(QWidget):
    """Add widgets to `column`, what is always in sight to `foot`. `back_wanted`: to where one came from."""

    back_wanted = Signal()

    def __init__(self, workspace: Workspace, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}Page")
        self.workspace, self.theme = workspace, workspace.theme
        self._ = workspace.translator.gettext
        theme = self.theme
        self.back = LinkButton(theme, self._("Back"), key="Esc", icon=Icon.BACK, small=False, name=f"{name}Back")
        self.title = PlainLabel(theme, title, px=28, weight=BOLD, name=f"{name}Title")
        self._inside = QWidget()
        self._inside.setProperty("ground", "bg")
        self.column = QVBoxLayout(self._inside)
        self.area = QScrollArea()
        self.area.setObjectName(f"{name}Scroll")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self._inside)
        FollowFocus(theme, self.area)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._outer.addWidget(self.title)
        self._outer.addWidget(self.area, 1)
        self.foot = QVBoxLayout()
        self._outer.addLayout(self.foot)
        self.back.clicked.connect(self.go_back)
        theme.changed.connect(self._space)
        self._space()

    def go_back(self) -> None:
        """Leaves; a page that is at work stops it first."""
        self.back_wanted.emit()

    def _space(self) -> None:
        px = self.theme.px
        self._inside.setMaximumWidth(px(_WIDE))
        self._outer.setContentsMargins(px(20), px(16), px(32), px(16))
        self._outer.setSpacing(px(8))
        self.title.setContentsMargins(px(12), 0, 0, 0)
        self.column.setContentsMargins(px(12), px(8), px(8), px(8))  # room for the ring around a button
        self.column.setSpacing(px(12))
        self.foot.setContentsMargins(px(12), 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)


def emptied(column: QVBoxLayout) -> None:
    """Takes everything out of a column."""
    while (item := column.takeAt(0)) is not None:
        widget, layout = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(layout, QVBoxLayout):
            emptied(layout)
