"""Draws one lesson design in the list: title, the line under it, the version at the right."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from lesvisit.ui.designs.list_model import FACTS_ROLE, VERSION_ROLE
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import LEFT, RIGHT, measure
from lesvisit.ui.widgets.row_ground import draw_row_ground

ROW = 68
Index = QModelIndex | QPersistentModelIndex


class DesignDelegate(QStyledItemDelegate):
    """The row under the cursor has a soft ground and a bar at the left."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.theme.px(240), self.theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        state = option.state
        draw_row_ground(painter, self.theme, rect, state)
        self._draw_words(painter, rect, index)
        painter.restore()

    def _draw_words(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        theme, px = self.theme, self.theme.px
        version = str(index.data(VERSION_ROLE))
        wide = measure(theme, version, 13) + px(16)
        inner = rect.adjusted(px(20), px(11), -px(20), -px(11))
        half = inner.height() / 2
        self._line(painter, QRectF(inner.left(), inner.top(), inner.width() - wide, half), 17, str(index.data()))
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font(13))
        painter.drawText(QRectF(inner.left(), inner.top(), inner.width(), half), RIGHT, version)
        self._line(
            painter, QRectF(inner.left(), inner.top() + half, inner.width(), half), 13, str(index.data(FACTS_ROLE))
        )

    def _line(self, painter: QPainter, rect: QRectF, px: int, text: str) -> None:
        title = px > 15
        font = self.theme.font(px, SEMIBOLD) if title else self.theme.font(px)
        painter.setFont(font)
        painter.setPen(self.theme.colour("ink" if title else "muted"))
        flat = " ".join(text.split())
        shown = QFontMetrics(font).elidedText(flat, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, LEFT, shown)
