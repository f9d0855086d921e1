"""All lesson designs, and the way to a new one."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from lesvisit.services import designs
from lesvisit.services.designs import DesignSummary
from lesvisit.ui.designs.list_delegate import DesignDelegate
from lesvisit.ui.designs.list_model import DesignListModel
from lesvisit.ui.theme import BOLD
from lesvisit.ui.widgets.base import ENTER_KEYS
from lesvisit.ui.widgets.buttons import LinkButton, MainButton
from lesvisit.ui.widgets.empty_state import EmptyState
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace


class DesignListPage(QWidget):
    """`design_chosen` with an id; `new_wanted`; `example_wanted`."""

    design_chosen = Signal(str)
    new_wanted = Signal()
    example_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.theme = workspace, workspace.theme
        self._focus_wanted = False
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self.workspace.translator.gettext, self.theme
        self.title = PlainLabel(theme, _("Lesson designs"), px=28, weight=BOLD)
        self.example = LinkButton(theme, _("Example"), small=False, name="designExample")
        self.new = MainButton(theme, _("New lesson design"), name="newDesign")
        self.model = DesignListModel(self.workspace.translator, self.workspace.name, self)
        self.view = QListView()
        self.view.setObjectName("designList")
        self.view.setAccessibleName(_("Lesson designs"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(DesignDelegate(theme, self.view))
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.empty = EmptyState(
            theme,
            _("No lesson designs yet"),
            _("Make one together, or look at the example."),
            main=_("New lesson design"),
            quiet=_("Example"),
            name="noDesigns",
        )

    def _build_layout(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.example)
        head.addWidget(self.new)
        self.card = QFrame()
        self.card.setProperty("part", "card")
        inner = QVBoxLayout(self.card)
        inner.setContentsMargins(1, 6, 1, 6)
        inner.addWidget(self.view)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addWidget(self.empty)
        self._column.addWidget(self.card, 1)
        self._column.addStretch(0)
        self._space()
        self._show(self.model.rowCount())

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_wanted)
        self.example.clicked.connect(self.example_wanted)
        self.empty.main_chosen.connect(self.new_wanted)
        self.empty.quiet_chosen.connect(self.example_wanted)
        self.view.clicked.connect(self._on_view_clicked)
        self.view.installEventFilter(self)
        self.theme.changed.connect(self._space)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER_KEYS:
            self._on_view_clicked(self.view.currentIndex())
            return True
        return False

    def load(self, *, focus: bool = False) -> None:
        """Reads the designs anew; with `focus` the cursor then goes where work begins."""
        self._focus_wanted = focus
        self.workspace.read(designs.listed, self._take)

    def take_focus(self) -> None:
        """On the list, else on the button that makes the first one."""
        if self.model.rowCount():
            self.view.setFocus()
        else:
            self.empty.main.setFocus()

    def _take(self, found: list[DesignSummary]) -> None:
        here = self.view.currentIndex().row()
        self.model.set_designs(found)
        self._show(len(found))
        if found:
            self.view.setCurrentIndex(self.model.index(min(max(here, 0), len(found) - 1), 0))
        if self._focus_wanted and self.isVisible():
            self.take_focus()

    def _show(self, count: int) -> None:
        self.card.setVisible(bool(count))
        self.empty.setVisible(not count)
        self.new.setVisible(bool(count))
        self.example.setVisible(bool(count))
        self._column.setStretch(self._column.count() - 1, 0 if count else 1)

    def _on_view_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.design_chosen.emit(self.model.summary(index.row()).id)

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(32), px(24), px(32), px(24))
        self._column.setSpacing(px(16))
        self.view.doItemsLayout()
