"""The list of what was noted: arrows move, Space links, R answers, W rewrites; rows can be dragged to a criterion."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QListView, QWidget

from lesvisit.domain.events import NoteKind
from lesvisit.domain.evidence_filter import EvidenceLine
from lesvisit.i18n import Translator
from lesvisit.ui.debrief.evidence_delegate import ANSWER, REWRITE, EvidenceDelegate, RowsView, line_of
from lesvisit.ui.debrief.evidence_model import EvidenceProxy, Index, Role
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import ENTER_KEYS


class EvidenceList(RowsView):
    """The rows. `tick_wanted(id)`, `text_kept(id, mode, text)`, `breadth_pressed(1..4)`."""

    tick_wanted = Signal(str)
    text_kept = Signal(str, str, str)
    breadth_pressed = Signal(int)
    replay_wanted = Signal(str)

    def __init__(
        self, theme: Theme, translator: Translator, name: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("evidenceList")
        self.setAccessibleName(translator.gettext("What was noted"))
        self.delegate = EvidenceDelegate(theme, translator, name, self)
        self.setItemDelegate(self.delegate)
        self.may_rewrite: Callable[[EvidenceLine], bool] = lambda _: True
        self._set_up()
        self.delegate.text_kept.connect(self.text_kept)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Fixed)  # `lay_out` knows when rows get another height
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.LinkAction)
        self.setMouseTracking(True)

    @property
    def current_line(self) -> EvidenceLine | None:
        """The row the arrows stand on."""
        index = self.currentIndex()
        return line_of(index) if index.isValid() else None

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Shows what a proxy lets through."""
        assert isinstance(model, EvidenceProxy)
        self.proxy = model
        super().setModel(model)

    def doItemsLayout(self) -> None:  # noqa: N802
        """Qt lays the rows out."""
        self.delegate.measure_anew()
        super().doItemsLayout()

    def lay_out(self) -> None:
        """Lays the rows out again when all of them may be of another height."""
        if self.delegate.measure_anew():
            self.scheduleDelayedItemsLayout()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:  # noqa: N802
        """Rows say something else; only when one gets another height, all are laid out again."""
        rows = range(first.row(), last.row() + 1)
        if all(self.delegate.same_height(self.proxy.index(row)) for row in rows):
            QAbstractItemView.dataChanged(self, first, last, list(roles))
        else:
            super().dataChanged(first, last, list(roles))

    def edit_row(self, index: QModelIndex, mode: str) -> None:
        """Opens the editor in a row: an answer, or the rewriting of a judgement."""
        if not index.isValid() or line_of(index).result:
            return
        self.setCurrentIndex(index)
        self.delegate.editing_id, self.delegate.mode = line_of(index).id, mode
        self.doItemsLayout()
        self.edit(index)
        self.scrollTo(index)

    def close_editor(self) -> None:
        """Keeps what is typed in a row and closes the editor."""
        editor = self.delegate._editor
        if editor is not None:
            self.delegate._finish(editor)

    def put_editor_away(self) -> None:
        """Closes the editor without keeping: what was typed is kept already, by who typed it."""
        self.delegate.mode = ""
        self.close_editor()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802
        """Qt closes the editor: the row gets its height back."""
        self.delegate.forget_editor()
        super().closeEditor(editor, hint)
        self.scheduleDelayedItemsLayout()

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Letters are acts here, never a search."""

    def focusInEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model() is not None and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not (event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier))
        if plain and self._on_plain_key(event.key()):
            return
        super().keyPressEvent(event)

    def _on_plain_key(self, key: int) -> bool:
        index = self.currentIndex()
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_4:
            self.breadth_pressed.emit(key - Qt.Key.Key_0)
            return True
        if key == Qt.Key.Key_Space or key in ENTER_KEYS:
            self._tick(index)
            return True
        if key == Qt.Key.Key_R:
            self.edit_row(index, ANSWER)
            return True
        if key == Qt.Key.Key_W:
            self._rewrite(index)
            return True
        if key == Qt.Key.Key_L:
            self.replay_wanted.emit(line_of(index).id if index.isValid() else "")
            return True
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and self._on_click(index, place):
            return
        super().mousePressEvent(event)

    def _on_click(self, index: QModelIndex, place: QPoint) -> bool:
        rect = self.visualRect(index)
        made = self.delegate.lay(index, self.row_width)
        at = QRectF(place.x() - rect.x(), place.y() - rect.y(), 1, 1)
        was_current = index == self.currentIndex()
        if made.tick.adjusted(-8, -8, 8, 8).intersects(at):
            self.setCurrentIndex(index)
            self._tick(index)
        elif was_current and made.answer_key.adjusted(-8, -8, 8, 8).intersects(at):
            self.edit_row(index, ANSWER)
        else:
            return False
        return True

    def _tick(self, index: QModelIndex) -> None:
        if index.isValid() and index.data(Role.TICKABLE):
            self.tick_wanted.emit(line_of(index).id)

    def _rewrite(self, index: QModelIndex) -> None:
        line = line_of(index)
        if index.isValid() and line.kind is NoteKind.JUDGEMENT and self.may_rewrite(line):
            self.edit_row(index, REWRITE)
