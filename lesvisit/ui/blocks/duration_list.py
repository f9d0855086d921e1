"""What was timed, one row each, to choose one and correct it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import ENTER_KEYS, LEFT, RIGHT
from lesvisit.ui.widgets.row_ground import draw_row_ground

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
_LEAST_ROWS, _MOST_ROWS = 2, 4
_MINUTE_W, _LENGTH_W = 56, 96


@dataclass(frozen=True, slots=True)
class TimesRow:
    """One row: when it began, how long (in words, empty while that is hidden), who."""

    record_id: str
    minute: str
    length: str
    who: str
    muted: bool = False

    @property
    def spoken(self) -> str:
        """The row as a reader speaks it."""
        return ", ".join(part for part in (self.minute, self.length, self.who) if part)


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[TimesRow] = []

    def show_rows(self, rows: Sequence[TimesRow]) -> None:
        """Shows these; only the rows that differ are painted anew when their number stays."""
        before, self_rows = self.rows, list(rows)
        if [r.record_id for r in before] == [r.record_id for r in self_rows]:
            self.rows = self_rows
            for place, (old, new) in enumerate(zip(before, self_rows, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(place, 0), self.index(place, 0))
            return
        self.beginResetModel()
        self.rows = self_rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return row.spoken if role in spoken else None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, target: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self.theme, self._target = theme, target

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.theme.px(200), self._target())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, TimesRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        draw_row_ground(painter, self.theme, rect, option.state)
        self._draw_row(painter, rect, row)
        painter.restore()

    def _draw_row(self, painter: QPainter, rect: QRectF, row: TimesRow) -> None:
        theme, px = self.theme, self.theme.px
        inner = rect.adjusted(px(8), 0, -px(12), 0)
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font(15, REGULAR))
        painter.drawText(QRectF(inner.left(), inner.top(), px(_MINUTE_W), inner.height()), RIGHT, row.minute)
        left = inner.left() + px(_MINUTE_W + 16)
        if row.length:
            width = px(_LENGTH_W)
            painter.setPen(theme.colour("muted" if row.muted else "ink"))
            self._words(painter, QRectF(left, inner.top(), width, inner.height()), row.length, not row.muted)
            left += width + px(8)
        painter.setPen(theme.colour("ink"))
        self._words(painter, QRectF(left, inner.top(), inner.right() - left, inner.height()), row.who, False)

    def _words(self, painter: QPainter, box: QRectF, text: str, bold: bool) -> None:
        font = self.theme.font(15, SEMIBOLD if bold else REGULAR)
        flat = " ".join(text.split())
        shown = QFontMetrics(font).elidedText(flat, Qt.TextElideMode.ElideRight, max(0, int(box.width())))
        painter.setFont(font)
        painter.drawText(box, LEFT, shown)


class TimesList(QListView):
    """`picked(record id)`: another row is meant; `away_wanted(record id)`: Delete; `edit_wanted`: Enter or Space."""

    picked = Signal(str)
    away_wanted = Signal(str)
    edit_wanted = Signal()

    def __init__(self, theme: Theme, target: Callable[[], int], *, words: str, empty: str) -> None:
        super().__init__()
        self.theme, self._target, self._empty = theme, target, empty
        self._model = _Model(self)
        self.setObjectName("times")
        self.setAccessibleName(words)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(theme, target, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda index: self._pick(index.row()))
        theme.changed.connect(self._on_theme_changed)

    @property
    def rows(self) -> list[TimesRow]:
        """What is shown."""
        return self._model.rows

    def show_rows(self, rows: Sequence[TimesRow], chosen: str) -> None:
        """Shows these rows and the one that is meant."""
        grown = len(rows) != len(self.rows)
        self._model.show_rows(rows)
        place = next((n for n, row in enumerate(self.rows) if row.record_id == chosen), -1)
        index = self._model.index(place, 0)
        if self.currentIndex() != index:
            self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)
        if grown:
            self.updateGeometry()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        rows = min(max(len(self.rows), _LEAST_ROWS), _MOST_ROWS)
        return QSize(self.theme.px(260), rows * self._target())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(160), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.rows:
            return
        painter = QPainter(self.viewport())
        painter.setPen(self.theme.colour("muted"))
        painter.setFont(self.theme.font(13))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        painter.drawText(self.viewport().rect().adjusted(0, self.theme.px(6), 0, 0), flags, self._empty)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move; letters are left to the page, which types them as a note."""
        key, chosen = Qt.Key(event.key()), self._chosen()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in _MOVES:
            super().keyPressEvent(event)
            self._pick(self.currentIndex().row())
        elif chosen and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.isAutoRepeat():
            self.away_wanted.emit(chosen)
        elif chosen and (key in ENTER_KEYS or key == Qt.Key.Key_Space):
            self.edit_wanted.emit()
        else:
            event.ignore()

    def _chosen(self) -> str:
        place = self.currentIndex().row()
        return self.rows[place].record_id if 0 <= place < len(self.rows) else ""

    def _pick(self, place: int) -> None:
        if 0 <= place < len(self.rows):
            self.picked.emit(self.rows[place].record_id)

    def _on_theme_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
