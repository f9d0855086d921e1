"""All lesson designs, searched and filtered; the archive; and the way to a new one."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from lesvisit.domain.design import Design
from lesvisit.services import design_finder, designs
from lesvisit.services.designs import DesignSummary
from lesvisit.ui import design_words
from lesvisit.ui.designs.filter_bar import FilterBar
from lesvisit.ui.designs.list_delegate import DesignDelegate
from lesvisit.ui.designs.list_model import DesignListModel
from lesvisit.ui.theme import BOLD
from lesvisit.ui.widgets.base import ENTER_KEYS
from lesvisit.ui.widgets.buttons import LinkButton, MainButton
from lesvisit.ui.widgets.empty_state import EmptyState
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.side_by_side import SideBySide
from lesvisit.ui.workspace import Workspace

_LONGEST_TITLE, _HEAD_STACK_BELOW = 60, 720


class DesignListPage(QWidget):
    """`design_chosen` with an id; `new_wanted`; `example_wanted`; `away_wanted` with an id: archive, or back."""

    design_chosen = Signal(str)
    away_wanted = Signal(str)
    new_wanted = Signal()
    example_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.theme = workspace, workspace.theme
        self._focus_wanted = False
        self._designs: list[DesignSummary] = []
        self._read = False  # until it is known, nothing says that there are none
        self._build_widgets()
        self._build_layout()
        self._connect()
        self._show_away()

    def _build_widgets(self) -> None:
        _, theme = self.workspace.translator.gettext, self.theme
        self.title = PlainLabel(theme, _("Lesson designs"), px=28, weight=BOLD)
        self.example = LinkButton(theme, _("Example"), small=False, name="designExample")
        self.importing = LinkButton(theme, _("From a Word file or text"), small=False, name="importDesign")
        self.new = MainButton(theme, _("New lesson design"), name="newDesign")
        self.filters = FilterBar(theme, self.workspace.translator)
        self.none = PlainLabel(theme, px=15, tone="muted", name="noDesignFound")
        self.away = LinkButton(theme, "", name="designAway")
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
        acts = QWidget()
        row = QHBoxLayout(acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        for button in (self.example, self.importing, self.new):
            row.addWidget(button)
        self.head = SideBySide(self.theme, self.title, acts, stack_below=_HEAD_STACK_BELOW, gap=8, shares=(1, 0))
        self.card = QFrame()
        self.card.setProperty("part", "card")
        inner = QVBoxLayout(self.card)
        inner.setContentsMargins(1, 6, 1, 6)
        inner.addWidget(self.view)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.head)
        self._column.addWidget(self.filters)
        self._column.addWidget(self.empty)
        self._column.addWidget(self.none)
        self._column.addWidget(self.card, 1)
        self._column.addWidget(self.away, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(0)
        self._space()
        self._show(self.model.rowCount())

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_wanted)
        self.importing.clicked.connect(self.import_wanted)
        self.example.clicked.connect(self.example_wanted)
        self.empty.main_chosen.connect(self.new_wanted)
        self.empty.quiet_chosen.connect(self.example_wanted)
        self.view.clicked.connect(self._on_view_clicked)
        self.view.selectionModel().currentChanged.connect(self._show_away)
        self.filters.changed.connect(self._filter)
        self.filters.left.connect(self.view.setFocus)
        self.away.clicked.connect(self._on_away)
        self.view.installEventFilter(self)
        self.theme.changed.connect(self._space)
        self.head.stacked_changed.connect(lambda _stacked: self._space())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in ENTER_KEYS:
            self._on_view_clicked(self.view.currentIndex())
            return True
        if event.key() == Qt.Key.Key_Delete:
            self._on_away()
            return True
        if event.matches(QKeySequence.StandardKey.Find):
            self.filters.search.setFocus()
            return True
        return False

    def load(self, *, focus: bool = False) -> None:
        """Reads the designs anew; with `focus` the cursor then goes where work begins."""
        self._focus_wanted = focus
        self.workspace.read(designs.listed, self._take)

    def show_design(self, design_id: str, design: Design) -> None:
        """What was just done with a design, before the disk has it."""
        here = [replace(d, design=design) if d.id == design_id else d for d in self._designs]
        self._focus_wanted = False
        self._take(here)

    def take_focus(self) -> None:
        """On the list, else on the button that makes the first one."""
        if self.model.rowCount():
            self.view.setFocus()
        else:
            self.empty.main.setFocus()

    def _take(self, found: list[DesignSummary]) -> None:
        self._designs, self._read = found, True
        self.filters.show_designs(found)
        self._filter()
        if self._focus_wanted and self.isVisible():
            self.take_focus()

    def _filter(self) -> None:
        """The designs that fit what is looked for."""
        here = self.view.currentIndex().row()
        wish, name_of = self.filters.wish, self.workspace.name
        shown = design_finder.found(self._designs, wish, name_of)
        versions = {d.id: design_finder.found_in(d, wish, name_of) or d.version for d in shown}
        older = {d.id: versions[d.id].number for d in shown if versions[d.id] is not d.version}
        self.model.set_designs(shown, older)
        at_hand = self.view.hasFocus() or self.away.hasFocus()
        self._show(len(self._designs))
        if at_hand and not shown:
            self.filters.search.setFocus()
        if shown:
            self.view.setCurrentIndex(self.model.index(min(max(here, 0), len(shown) - 1), 0))
        self._show_away()

    def _show(self, count: int) -> None:
        shown = self.model.rowCount()
        self.card.setVisible(bool(shown))
        self.empty.setVisible(self._read and not count)
        for widget in (self.filters, self.new, self.example):
            widget.setVisible(bool(count))
        self.none.setText(self.workspace.translator.gettext("No lesson design fits this. Try fewer words."))
        self.none.setVisible(bool(count) and not shown)
        self._column.setStretch(self._column.count() - 1, 0 if shown else 1)

    def _show_away(self) -> None:
        """What Delete does with the design under the cursor."""
        index, _ = self.view.currentIndex(), self.workspace.translator.gettext
        self.away.setVisible(index.isValid())
        if index.isValid():
            found = self.model.summary(index.row())
            title = design_words.title(self.workspace.translator, found.design.title)
            title, away = _short(title), found.design.archived
            words = _("Put “{title}” back in the list", title=title) if away else _("Archive “{title}”", title=title)
            self.away.setText(words)
            self.away.updateGeometry()

    def _on_away(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self.away_wanted.emit(self.model.summary(index.row()).id)

    def _on_view_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.design_chosen.emit(self.model.summary(index.row()).id)

    def _space(self) -> None:
        px, close = self.theme.px, self.head.stacked
        around = px(10 if close else 24)
        self._column.setContentsMargins(px(32), around, px(32), around)
        self._column.setSpacing(px(10 if close else 16))
        self.view.doItemsLayout()


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_TITLE else flat[: _LONGEST_TITLE - 1].rstrip() + "…"
