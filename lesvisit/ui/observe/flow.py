"""Widgets in a row at their own size, going on in the next row where it is full; the last may stand at the right."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from lesvisit.ui.theme import Theme


class FlowLayout(QLayout):
    """`margin` is left, top, right, bottom, all in pixels of the design."""

    def __init__(
        self,
        theme: Theme,
        *,
        gap: int,
        margin: tuple[int, int, int, int] = (0, 0, 0, 0),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme, self._gap, self._margin = theme, gap, margin
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 (Qt's name)
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 (Qt's name)
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 (Qt's name)
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 (Qt's name)
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        left, top, right, bottom = (self.theme.px(m) for m in self._margin)
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(s.width() for s in sizes) + self.theme.px(self._gap) * max(0, len(sizes) - 1)
        return QSize(width + left + right, max((s.height() for s in sizes), default=0) + top + bottom)

    def minimumSize(self) -> QSize:  # noqa: N802 (Qt's name)
        left, top, right, bottom = (self.theme.px(m) for m in self._margin)
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        width = max((s.width() for s in sizes), default=0)
        return QSize(width + left + right, max((s.height() for s in sizes), default=0) + top + bottom)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 (Qt's name)
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _rows(self, room: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            width = item.sizeHint().width()
            if rows and used + self.theme.px(self._gap) + width <= room:
                rows[-1].append(item)
                used += self.theme.px(self._gap) + width
            else:
                rows.append([item])
                used = width
        return rows

    def _place(self, rect: QRect, *, move: bool) -> int:
        left, top, right, bottom = (self.theme.px(m) for m in self._margin)
        y = rect.top() + top
        rows = self._rows(rect.width() - left - right)
        for row in rows:
            high = max(item.sizeHint().height() for item in row)
            x = rect.left() + left
            for item in row:
                size = item.sizeHint()
                if move:
                    width = min(size.width(), rect.width() - left - right)
                    item.setGeometry(QRect(x, y + (high - size.height()) // 2, width, size.height()))
                x += size.width() + self.theme.px(self._gap)
            y += high + self.theme.px(4)
        return y - rect.top() + bottom - (self.theme.px(4) if rows else 0)
