"""The parts of Home and where they stand: two columns beside each other, or below each other where it is narrow."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from lesvisit.ui.home.damage_bar import DamageBar
from lesvisit.ui.home.foot import HomeFoot
from lesvisit.ui.home.search import SearchField
from lesvisit.ui.theme import BOLD
from lesvisit.ui.widgets.buttons import MainButton
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace

NARROW = 900  # under this width the columns stand below each other


class HomeFrame(QWidget):
    """Holds the parts; `HomeRoom` fills them and makes them work."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.theme = workspace.theme
        self._build_widgets()
        self._build_layout()
        self.theme.changed.connect(self._space)

    def _build_widgets(self) -> None:
        _, theme = self.workspace.translator.gettext, self.theme
        self.title = PlainLabel(theme, _("Visits"), px=28, weight=BOLD)
        self.today = PlainLabel(theme, px=15, tone="muted")
        self.search = SearchField(self.workspace)
        self.start = MainButton(theme, _("Start observing now"), key="Ctrl N", big=True, name="startObserving")
        self.damage = DamageBar(self.workspace)
        self.foot = HomeFoot(self.workspace)

    def _build_layout(self) -> None:
        self.body = QStackedWidget()
        self.body.addWidget(self._build_page())
        self.outer = QVBoxLayout(self)
        self.outer.addLayout(self._build_head())
        self.outer.addWidget(self.damage)
        self.outer.addWidget(self.body, 1)
        self._space()

    def _build_page(self) -> QScrollArea:
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.columns.addLayout(self.left, 600)
        self.columns.addLayout(self.right, 570)
        inside = QWidget()
        inside.setProperty("ground", "bg")
        self.page = QVBoxLayout(inside)
        self.page.setContentsMargins(0, 0, 0, 0)
        self.page.addLayout(self.columns, 1)
        self.columns.setContentsMargins(0, 0, 0, 0)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setWidget(inside)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return self.scroller

    def _build_head(self) -> QGridLayout:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.title)
        names.addWidget(self.today)
        self.head = QGridLayout()
        self.head.addLayout(names, 0, 0)
        self.head.addWidget(self.start, 0, 2)
        self.head.setColumnStretch(0, 1)
        return self.head

    def _space(self) -> None:
        margin = self.theme.px(32)
        self.outer.setContentsMargins(margin, self.theme.px(24), margin, self.theme.px(12))
        self.outer.setSpacing(self.theme.px(20))
        self.page.setSpacing(self.theme.px(20))
        self.columns.setSpacing(self.theme.px(24))
        self.left.setSpacing(self.theme.px(20))
        self.right.setSpacing(self.theme.px(20))
        self.head.setSpacing(self.theme.px(16))
        self._turn()

    def _turn(self) -> None:
        narrow = self.theme.large or self.width() < self.theme.px(NARROW)
        self.columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        (self.page if narrow else self.outer).addWidget(self.foot)  # little height: it scrolls along
        self.foot.set_narrow(narrow)
        if narrow:  # so does what is told of the file: all of it can be read
            self.page.insertWidget(0, self.damage)
        else:
            self.outer.insertWidget(1, self.damage)
        if narrow:
            self.head.addWidget(self.search, 1, 0, 1, 3)
        else:
            self.head.addWidget(self.search, 0, 1)
        self.search.setMinimumWidth(0 if narrow else self.theme.px(280))

    def put_on_top(self, notice: QWidget) -> None:
        """A notice above the columns; it scrolls along with them."""
        self.page.insertWidget(0, notice)

    def clear_columns(self) -> None:
        """Takes away what the columns show."""
        for column in (self.left, self.right):
            while (item := column.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns stand below each other where there is no room beside."""
        super().resizeEvent(event)
        self._turn()
