"""The pieces of a document beside the piece at hand; by keyboard: arrows, Enter to choose, Delete leaves it out."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from lesvisit.exchange.lesson_text import NOT_OPENED, LessonMapping, Part, Place
from lesvisit.ui.designs import import_words
from lesvisit.ui.designs.import_model import PieceDelegate, PieceModel
from lesvisit.ui.designs.import_piece import PiecePanel
from lesvisit.ui.widgets.base import ENTER_KEYS
from lesvisit.ui.widgets.buttons import LinkButton, MainButton
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.segmented import Segmented
from lesvisit.ui.widgets.side_by_side import SideBySide
from lesvisit.ui.workspace import Workspace

_ALL, _LEFT = "all", "left"
_STACK_BELOW = 760


class SortView(QWidget):
    """`accepted`: make the design; `cancelled`: another document."""

    accepted = Signal()
    cancelled = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.theme = workspace, workspace.theme
        self.found = LessonMapping()
        self._before: list[LessonMapping] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        _, theme = self.workspace.translator.gettext, self.theme
        self.summary = PlainLabel(theme, px=15, name="importSummary")
        self.not_opened = PlainLabel(theme, px=13, tone="muted", name="importNotOpened")
        self.which = Segmented(theme, name="importWhich")
        self.which.set_words(_("Which pieces are shown"))
        self.model = PieceModel(self.workspace.translator, self)
        self.view = QListView()
        self.view.setObjectName("importPieces")
        self.view.setAccessibleName(_("Pieces of text and where they go"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(PieceDelegate(theme, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMinimumHeight(theme.px(170))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.piece = PiecePanel(self.workspace)
        keys = _(
            "Enter: choose a place · Left, Right: one phase or goal back or on · Delete: leave it out · Ctrl+Z: back"
        )
        self.keys = PlainLabel(theme, keys, px=13, tone="muted")
        self.cancel = LinkButton(theme, _("Another document"), small=False, name="importCancel")
        self.make = MainButton(theme, _("Make this lesson design"), name="importMake")
        self._lay_out()

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("part", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 6, 1, 6)
        inner.addWidget(self.view)
        self.columns = SideBySide(self.theme, card, self.piece, stack_below=_STACK_BELOW, gap=24, shares=(3, 2))
        top = QHBoxLayout()
        top.addWidget(self.summary, 1)
        top.addWidget(self.which)
        foot = QHBoxLayout()
        foot.addWidget(self.keys, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.make)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(top)
        self._column.addWidget(self.not_opened)
        self._column.addWidget(self.columns, 1)
        self._column.addLayout(foot)

    def _connect(self) -> None:
        self.which.choice_made.connect(lambda _key: self._refresh())
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.selectionModel().selectionChanged.connect(self._on_current)
        self.view.doubleClicked.connect(lambda _index: self.piece.begin())
        self.view.installEventFilter(self)
        self.piece.place_chosen.connect(self.put)
        self.cancel.clicked.connect(self.cancelled)
        self.make.clicked.connect(self.accepted)

    # Showing

    def begin(self, found: LessonMapping) -> None:
        """A document that was just read."""
        self.found, self._before = found, []
        self._show_choices()
        self.which.set_value(_ALL)
        self.model.show(LessonMapping(), only_left=False)
        self._refresh()
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._on_current()
        self._tell_not_opened()

    def take_focus(self) -> None:
        """On the first piece."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_choices(self) -> None:
        _, ngettext = self.workspace.translator.gettext, self.workspace.translator.ngettext
        left = ngettext("{n} left over", "{n} left over", len(self.found.left_over))
        self.which.set_choices(((_ALL, _("Everything")), (_LEFT, left)))

    def _refresh(self) -> None:
        number = self.current
        self._show_choices()
        self.model.show(self.found, only_left=self.which.value() == _LEFT)
        self.summary.setText(import_words.summary(self.workspace.translator, self.found))
        row = self.model.row_of(number) if number >= 0 else 0
        if self.model.rowCount() and self.current != number:
            self.view.setCurrentIndex(self.model.index(max(row, 0), 0))
        self._on_current()

    def _tell_not_opened(self) -> None:
        _ = self.workspace.translator.gettext
        parts = [f"{_(NOT_OPENED[what])} ({count})" for what, count in self.found.left_out]
        self.not_opened.setText(_("Not opened: {what}", what=", ".join(parts)) if parts else "")
        self.not_opened.setVisible(bool(parts))

    @property
    def current(self) -> int:
        """The number of the piece at hand; -1 when there is none."""
        index = self.view.currentIndex()
        return self.model.number(index.row()) if index.isValid() else -1

    @property
    def chosen(self) -> list[int]:
        """The numbers of the pieces that are chosen together."""
        rows = self.view.selectionModel().selectedIndexes()
        return sorted(self.model.number(index.row()) for index in rows) or [n for n in (self.current,) if n >= 0]

    def _on_current(self, *_indexes: object) -> None:
        self.piece.show_piece(self.found, self.current, len(self.chosen))

    # Moving

    def put(self, place: Place) -> None:
        """The chosen pieces go there."""
        after = self.found.moved(self.chosen, place)
        if after != self.found:
            self._before.append(self.found)
            self.found = after
            self._refresh()

    def step(self, by: int) -> None:
        """The chosen pieces one phase or goal on, or back."""
        number = self.current
        if number < 0:
            return
        place = self.found.pieces[number].place
        last = len(import_words.numbers(self.workspace.translator, self.found, place.part)) - 1
        if last >= 0:
            self.put(Place(place.part, min(max(place.index + by, 0), last)))

    def take_back(self) -> None:
        """The last move back."""
        if self._before:
            self.found = self._before.pop()
            self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if key in ENTER_KEYS or key == Qt.Key.Key_Space:
            self.piece.begin()
        elif key == Qt.Key.Key_Delete:
            self.put(Place(Part.LEFT))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step(1 if key == Qt.Key.Key_Right else -1)
        else:
            return False
        return True
