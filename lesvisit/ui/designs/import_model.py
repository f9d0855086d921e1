"""The pieces of a document in a list: each with where it goes."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from lesvisit.exchange.lesson_text import LessonMapping, Part
from lesvisit.i18n import Translator
from lesvisit.ui.designs import import_words
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import LEFT, draw_box

PLACE_ROLE, PART_ROLE, NUMBER_ROLE = (Qt.ItemDataRole.UserRole + n for n in (1, 2, 3))
Index = QModelIndex | QPersistentModelIndex


class PieceModel(QAbstractListModel):
    """All pieces, or only those left over."""

    def __init__(self, translator: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.translator = translator
        self.found = LessonMapping()
        self.only_left = False
        self._rows: list[int] = []

    def show(self, found: LessonMapping, *, only_left: bool) -> None:
        """These pieces; the same ones in the same order only change where they go."""
        rows = [n for n, p in enumerate(found.pieces) if not only_left or p.place.part == Part.LEFT]
        if rows == self._rows and len(found.pieces) == len(self.found.pieces):
            self.found, self.only_left = found, only_left
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))
            return
        self.beginResetModel()
        self.found, self.only_left, self._rows = found, only_left, rows
        self.endResetModel()

    def number(self, row: int) -> int:
        """The number of the piece in a row."""
        return self._rows[row]

    def row_of(self, number: int) -> int:
        """The row of a piece, or the first one after it; -1 when there is none."""
        return next((row for row, n in enumerate(self._rows) if n >= number), len(self._rows) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        number = self._rows[index.row()]
        piece = self.found.pieces[number]
        place = import_words.place_words(self.translator, self.found, piece.place)
        values: dict[int, Any] = {
            Qt.ItemDataRole.DisplayRole: " ".join(piece.whole.split()),
            Qt.ItemDataRole.AccessibleTextRole: f"{place}: {piece.whole}",
            PLACE_ROLE: place,
            PART_ROLE: piece.place.part,
            NUMBER_ROLE: number,
        }
        return values.get(role)


class PieceDelegate(QStyledItemDelegate):
    """Two lines: where it goes, and the text. What is left over has an open ring, what has a place a disc."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.theme.px(200), self.theme.px(52))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self.theme, self.theme.px
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("alt"))
            painter.fillRect(QRectF(rect.left(), rect.top(), px(3), rect.height()), theme.colour("accent"))
        self._mark(painter, rect, index.data(PART_ROLE))
        inner = rect.adjusted(px(38), px(6), -px(16), -px(6))
        half = inner.height() / 2
        self._words(painter, QRectF(inner.left(), inner.top(), inner.width(), half), index, 13)
        self._words(painter, QRectF(inner.left(), inner.top() + half, inner.width(), half), index, 15)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_box(painter, rect.adjusted(1, 1, -1, -1), theme.pxf(6), None, theme.colour("accent"), 2)
        painter.restore()

    def _mark(self, painter: QPainter, rect: QRectF, part: Part) -> None:
        theme, px = self.theme, self.theme.px
        if part == Part.LABEL:
            return
        side = theme.pxf(10)
        box = QRectF(rect.left() + px(16), rect.center().y() - side / 2, side, side)
        left = part == Part.LEFT  # not "is": Qt hands it back as a text
        fill = None if left else theme.colour("accent")
        draw_box(painter, box, side / 2, fill, theme.colour("ink" if left else "accent"), max(1, px(1.5)))

    def _words(self, painter: QPainter, rect: QRectF, index: Index, size: int) -> None:
        theme, part = self.theme, index.data(PART_ROLE)
        if size == 13:
            role = "muted" if part == Part.LABEL else "ink" if part == Part.LEFT else "accent"
            font, text = theme.font(13, SEMIBOLD), str(index.data(PLACE_ROLE))
        else:
            role = "muted" if part == Part.LABEL else "ink"
            font, text = theme.font(15), str(index.data())
        painter.setFont(font)
        painter.setPen(theme.colour("muted" if role == "muted" else "ink" if role == "ink" else "accent"))
        shown = QFontMetrics(font).elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, LEFT, shown)
