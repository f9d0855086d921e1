"""The sheet: kept rows that hug the line below them; only the rows in sight are painted, whatever their number.

A view of its own instead of a QListView, which asks for the size of every row again when one is added.
"""

from collections.abc import Iterator
from itertools import accumulate

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from lesvisit.ui.observe.sheet_delegate import SheetDelegate
from lesvisit.ui.observe.sheet_model import ROW_ROLE, SheetModel
from lesvisit.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_KEYS = {
    Qt.Key.Key_Up: QAbstractItemView.CursorAction.MoveUp,
    Qt.Key.Key_Down: QAbstractItemView.CursorAction.MoveDown,
    Qt.Key.Key_PageUp: QAbstractItemView.CursorAction.MovePageUp,
    Qt.Key.Key_PageDown: QAbstractItemView.CursorAction.MovePageDown,
    Qt.Key.Key_Home: QAbstractItemView.CursorAction.MoveHome,
    Qt.Key.Key_End: QAbstractItemView.CursorAction.MoveEnd,
}


class SheetView(QAbstractItemView):
    """Rows over a SheetModel. Enter or a click asks to edit a row, Delete to take it away."""

    edit_wanted = Signal(QModelIndex)
    delete_wanted = Signal(QModelIndex)
    left_below = Signal()  # arrow down past the last row

    def __init__(self, theme: Theme, *, name: str = "sheet", words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.rows = SheetDelegate(theme, self)
        self._heights: list[int] = []
        self._tops: list[int] = [0]
        self._last: int | None = None
        self._editor: QWidget | None = None
        self._edited = QPersistentModelIndex()
        self._marked = False
        self._empty_words = ""
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setItemDelegate(self.rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(1)
        theme.changed.connect(self.measure_all)

    def show_model(self, model: SheetModel) -> None:
        """Shows this model from now on."""
        self.setModel(model)
        model.rowsInserted.connect(self._on_model_rows_inserted)
        model.rowsRemoved.connect(self._on_model_rows_removed)
        model.dataChanged.connect(self._on_model_data_changed)
        model.modelReset.connect(self.measure_all)
        self.measure_all()

    def set_empty_words(self, words: str) -> None:
        """What an empty sheet says: how to begin."""
        self._empty_words = words
        self.viewport().update()

    def set_last(self, count: int | None) -> None:
        """Shows only this many last rows (the quiet screen), or all."""
        self._last = count
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if count is None else policy.ScrollBarAlwaysOff)
        self.measure_all()

    def mark(self, index: QModelIndex) -> None:
        """Goes to a row and shows it as the one that is meant, without taking the focus."""
        self._marked = index.isValid()
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.viewport().update()

    def unmark(self) -> None:
        """Nothing is meant any more."""
        if self._marked:
            self._marked = False
            self.viewport().update()

    # An editor in a row

    def open_editor(self, index: Index, editor: QWidget) -> None:
        """Puts an editor over a row; the row takes the editor's height."""
        self._editor, self._edited = editor, QPersistentModelIndex(index)
        editor.setParent(self.viewport())
        self.fit_editor()
        editor.show()
        self.scrollTo(self.model().index(self._edited.row(), 0))

    def fit_editor(self) -> None:
        """The editor's height changed."""
        if self._editor is None or not self._edited.isValid():
            return
        self._editor.resize(self.viewport().width(), self._editor.sizeHint().height())
        self._set_height(self._edited.row())
        self._place_editor()

    def close_editor(self) -> None:
        """The editor goes; whoever made it keeps it."""
        editor, row = self._editor, self._edited.row() if self._edited.isValid() else -1
        self._editor, self._edited = None, QPersistentModelIndex()
        if editor is not None:
            editor.hide()
        if row >= 0:
            self._set_height(row)

    def _place_editor(self) -> None:
        if self._editor is not None and self._edited.isValid():
            self._editor.setGeometry(self.visualRect(self._edited))
            self._editor.raise_()

    # Measuring

    def measure_all(self) -> None:
        """Measures every row: another width, size or model."""
        model: QAbstractItemModel | None = self.model()
        count = model.rowCount() if model is not None else 0
        self.rows.taken_right = self.width() - self.viewport().width()
        self._heights = [self._measure(row) for row in range(count)]
        self._heights_changed(0)
        self.scrollToBottom()

    def _measure(self, row: int) -> int:
        if self._editor is not None and self._edited.isValid() and self._edited.row() == row:
            return self._editor.sizeHint().height()
        if self._last is not None and row < self.model().rowCount() - self._last:
            return 0
        return self.rows.height(self.model().index(row, 0).data(ROW_ROLE), self.viewport().width())

    def _set_height(self, row: int) -> None:
        height = self._measure(row)
        if height != self._heights[row]:
            self._heights[row] = height
            self._heights_changed(row)
        self._place_editor()

    def _heights_changed(self, first: int) -> None:
        at_end = self._at_end()
        del self._tops[first + 1 :]
        self._tops += list(accumulate(self._heights[first:], initial=self._tops[first]))[1:]
        self._fit_scroll_bar()
        if at_end:
            self.scrollToBottom()
        self._place_editor()
        self.viewport().update()

    def _at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - 2

    def _fit_scroll_bar(self) -> None:
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._tops[-1] - self.viewport().height()))
        bar.setPageStep(max(1, self.viewport().height()))
        bar.setSingleStep(self.theme.px(39))

    def _on_model_rows_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._heights[first:first] = [self._measure(row) for row in range(first, last + 1)]
        if self._last is not None:
            self.measure_all()
            return
        self._heights_changed(first)

    def _on_model_rows_removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        del self._heights[first : last + 1]
        if self._last is not None:
            self.measure_all()
            return
        self._heights_changed(first)

    def _on_model_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 1):
            self._heights[row] = self._measure(row)
        self._heights_changed(first.row())

    # What a view must answer

    def _lift(self) -> int:
        """How far the rows hang down: few rows stand at the bottom, against the line."""
        return max(0, self.viewport().height() - self._tops[-1]) - self.verticalScrollBar().value()

    def visualRect(self, index: Index) -> QRect:  # noqa: N802 (Qt's name)
        row = index.row()
        if not index.isValid() or row >= len(self._heights):
            return QRect()
        return QRect(0, self._tops[row] + self._lift(), self.viewport().width(), self._heights[row])

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802 (Qt's name)
        y = point.y() - self._lift()
        for row in self._rows_between(y, y):
            return self.model().index(row, 0)
        return QModelIndex()

    def _rows_between(self, top: int, bottom: int) -> Iterator[int]:
        """The rows that a stretch of the sheet touches."""
        low, high = 0, len(self._heights)
        while low < high:
            middle = (low + high) // 2
            if self._tops[middle + 1] <= top:
                low = middle + 1
            else:
                high = middle
        while low < len(self._heights) and self._tops[low] <= bottom and bottom >= 0:
            if self._heights[low]:
                yield low
            low += 1

    def scrollTo(  # noqa: N802 (Qt's name)
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        rect = self.visualRect(index)
        if rect.isNull():
            return
        bar = self.verticalScrollBar()
        if rect.top() < 0:
            bar.setValue(bar.value() + rect.top())
        elif rect.bottom() > self.viewport().height():
            bar.setValue(bar.value() + min(rect.bottom() - self.viewport().height() + 1, rect.top()))
        self._place_editor()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._place_editor()
        self.viewport().update()

    def horizontalOffset(self) -> int:  # noqa: N802 (Qt's name)
        return 0

    def verticalOffset(self) -> int:  # noqa: N802 (Qt's name)
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:  # noqa: N802 (Qt's name)
        return False

    def setSelection(  # noqa: N802 (Qt's name)
        self, rect: QRect, command: QItemSelectionModel.SelectionFlag
    ) -> None:
        index = self.indexAt(rect.center())
        if index.isValid():
            self.selectionModel().select(index, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802 (Qt's name)
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    def moveCursor(  # noqa: N802 (Qt's name)
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        count = len(self._heights)
        if not count:
            return QModelIndex()
        row = self.currentIndex().row() if self.currentIndex().isValid() else count
        actions = QAbstractItemView.CursorAction
        steps = {
            actions.MoveUp: -1,
            actions.MovePrevious: -1,
            actions.MoveDown: 1,
            actions.MoveNext: 1,
            actions.MovePageUp: -8,
            actions.MovePageDown: 8,
            actions.MoveHome: -count,
            actions.MoveEnd: count,
        }
        return self.model().index(min(max(row + steps.get(action, 0), 0), count - 1), 0)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        lift = self._lift()
        above = self._tops[0] + lift
        if above > 0:
            self.rows.draw_margin(painter, QRectF(0, 0, self.viewport().width(), above))
        if not self._heights and self._last is None:
            self._draw_empty(painter)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        for row in self._rows_between(event.rect().top() - lift, event.rect().bottom() - lift):
            index = self.model().index(row, 0)
            if self._edited.isValid() and self._edited.row() == row:
                continue
            option.rect = self.visualRect(index)
            option.state = self._state(index)
            self.rows.paint(painter, option, index)
        painter.end()

    def _draw_empty(self, painter: QPainter) -> None:
        left = self.theme.px(self.rows.style.text)
        room = self.viewport().rect().adjusted(left, 0, -left, -self.theme.px(16))
        painter.setPen(self.theme.colour("muted"))
        painter.setFont(self.theme.font(15))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), self._empty_words)

    def _state(self, index: QModelIndex) -> QStyle.StateFlag:
        state = QStyle.StateFlag.State_Enabled
        if index == self.currentIndex() and (self.hasFocus() or self._marked):
            state |= QStyle.StateFlag.State_Selected
            if self.hasFocus():
                state |= QStyle.StateFlag.State_HasFocus
        return state

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.measure_all()
            self.fit_editor()
        else:
            self._heights_changed(len(self._heights))

    def updateGeometries(self) -> None:  # noqa: N802 (Qt's name)
        """The scroll bar is ours: Qt's own idea of it would make the sheet jump."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and index.isValid():
            self.edit_wanted.emit(index)
        elif key == Qt.Key.Key_Delete and index.isValid():
            self.delete_wanted.emit(index)
        elif key == Qt.Key.Key_Down and (not index.isValid() or index.row() == len(self._heights) - 1):
            self.left_below.emit()
        elif key in _KEYS:
            self.setCurrentIndex(self.moveCursor(_KEYS[Qt.Key(key)], event.modifiers()))
            self.scrollTo(self.currentIndex())
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the row; it never takes the focus from the line by itself."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.edit_wanted.emit(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._last is None:
            super().wheelEvent(event)
