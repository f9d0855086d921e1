"""The events of a block in a list: when, what, which answer. Arrows move, Enter goes to fields, Del takes away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import ENTER_KEYS, LEFT, RIGHT, draw_box

Index = QModelIndex | QPersistentModelIndex
MOST_ROWS = 7  # in sight at a time
_MINUTE, _SIDE, _GAP = 50, 10, 8


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event: the record behind it, its time, its words, and the mark when it was set right afterwards."""

    key: str
    record_id: str
    minute: str
    what: str
    value: str = ""
    mark: str = ""

    @property
    def spoken(self) -> str:
        """The same for readers."""
        return ", ".join(part for part in (self.minute, self.what, self.value, self.mark) if part)


class EventModel(QAbstractListModel):
    """The lines in lesson order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[EventLine, ...] = ()

    def set_lines(self, lines: Sequence[EventLine]) -> None:
        """Shows these; only what differs is told when none came or went."""
        found = tuple(lines)
        if [line.key for line in found] == [line.key for line in self.lines]:
            before, self.lines = self.lines, found
            for row, line in enumerate(found):
                if line != before[row]:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self.lines = found
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """The row of a line, -1 for none."""
        return next((row for row, line in enumerate(self.lines) if line.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken
        return line if role == Qt.ItemDataRole.UserRole else None


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: "CorrectionList") -> None:
        super().__init__(view)
        self.theme, self.view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.view.viewport().width(), self.theme.target(32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(line, EventLine):
            rect = QRectF(option.rect)
            painter.save()
            self._paint_ground(painter, rect, index.row() == self.view.currentIndex().row())
            self._paint_words(painter, rect, line)
            painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, current: bool) -> None:
        theme = self.theme
        if current:
            painter.fillRect(rect, theme.colour("soft"))
            painter.fillRect(QRectF(rect.left(), rect.top(), theme.px(3), rect.height()), theme.colour("accent"))
            if self.view.hasFocus():
                inside = rect.adjusted(theme.px(3), 0, 0, 0)
                draw_box(painter, inside, 0, None, theme.colour("accent"), 2)
            return
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))

    def _paint_words(self, painter: QPainter, rect: QRectF, line: EventLine) -> None:
        theme, px = self.theme, self.theme.px
        inner = rect.adjusted(px(_SIDE), 0, -px(_SIDE), 0)
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font(13))
        painter.drawText(QRectF(inner.left(), inner.top(), px(_MINUTE), inner.height()), RIGHT, line.minute)
        left, right = inner.left() + px(_MINUTE + _GAP), inner.right()
        right = self._at_right(painter, inner, left, right, line.mark, italic=True)
        right = self._at_right(painter, inner, left, right, line.value)
        painter.setPen(theme.colour("ink"))
        font = theme.font(15)
        painter.setFont(font)
        what = QFontMetricsF(font).elidedText(line.what, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRectF(left, inner.top(), right - left, inner.height()), LEFT, what)

    def _at_right(
        self, painter: QPainter, inner: QRectF, left: float, right: float, text: str, italic: bool = False
    ) -> float:
        """Words at the right, at most half of what is left; returns where the room for others ends."""
        if not text:
            return right
        theme = self.theme
        font = theme.font(13, REGULAR if italic else SEMIBOLD, italic)
        metrics = QFontMetricsF(font)
        width = min(metrics.horizontalAdvance(text) + 1, (right - left) / 2)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.setFont(font)
        painter.setPen(theme.colour("muted" if italic else "ink"))
        painter.drawText(QRectF(right - width, inner.top(), width, inner.height()), RIGHT, shown)
        return right - width - theme.px(_GAP)


class CorrectionList(QListView):
    """`chosen(key)` when another line is current, `fields_wanted` on Enter, `away_wanted` on Del, `left` on Esc."""

    chosen = Signal(str)
    fields_wanted = Signal()
    away_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, words: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.events_model = EventModel(self)
        self.setModel(self.events_model)
        self.setItemDelegate(_LineDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fit)

    @property
    def line(self) -> EventLine | None:
        """The current line."""
        found = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, EventLine) else None

    def show_lines(self, lines: Sequence[EventLine]) -> None:
        """Shows these lines; the current one stays current, or its neighbour when it went."""
        before, place = self.line, self.currentIndex().row()
        self.events_model.set_lines(lines)
        row = self.events_model.row_of(before.key) if before is not None else -1
        if row < 0 and lines:
            row = min(max(place, 0), len(lines) - 1)
        self.go_to(row)
        self._fit()

    def go_to(self, row: int) -> None:
        """Makes a row the current one."""
        index = self.events_model.index(row) if row >= 0 else QModelIndex()
        if index.row() != self.currentIndex().row() or not index.isValid():
            self.setCurrentIndex(index)
        self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        super().currentChanged(current, previous)
        line = self.line
        self.chosen.emit(line.key if line is not None else "")

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Letters are no search here."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in ENTER_KEYS or key == Qt.Key.Key_Space:
            self.fields_wanted.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.away_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.go_to(0 if self.events_model.lines else -1)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _fit(self) -> None:
        rows = min(len(self.events_model.lines), MOST_ROWS)
        self.setFixedHeight(rows * self.theme.target(32) + 2 * self.frameWidth())
        self.setVisible(rows > 0)
