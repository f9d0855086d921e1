"""A row that goes on in the next line when it is full: filters, people, evidence times, questions, key strips."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from lesvisit.ui.theme import Theme


class FlowLayout(QLayout):
    """Items keep their own size. Gaps and margins (left, top, right, bottom) are sizes of the design."""

    def __init__(
        self,
        theme: Theme,
        gap: int = 8,
        line_gap: int = 4,
        margin: tuple[int, int, int, int] = (0, 0, 0, 0),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.theme, self._gap, self._line_gap, self._margin = theme, gap, line_gap, margin
        self._items: list[QLayoutItem] = []
        if parent is not None:
            parent.setLayout(self)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 (Qt's name)
        """Takes an item; Qt calls this for addWidget."""
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 (Qt's name)
        """The item at this place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 (Qt's name)
        """Takes an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def clear(self) -> None:
        """Throws all widgets away."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.invalidate()

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 (Qt's name)
        """It grows in neither direction by itself."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 (Qt's name)
        """Lays the items out in this rectangle."""
        super().setGeometry(rect)
        self._lay(rect, place=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 (Qt's name)
        """As wide as the widest item."""
        size = QSize(0, 0)
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        left, top, right, bottom = self._margins()
        return size + QSize(left + right, top + bottom)

    def _margins(self) -> tuple[int, int, int, int]:
        left, top, right, bottom = (self.theme.px(m) for m in self._margin)
        return left, top, right, bottom

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay(self, rect: QRect, *, place: bool) -> int:
        left, top, right, bottom = self._margins()
        y = rect.y() + top
        for number, line in enumerate(self._lines(rect.width() - left - right)):
            high = max(size.height() for _, size in line)
            if number:
                y += self.theme.px(self._line_gap)
            if place:
                self._place(line, rect.x() + left, y, high)
            y += high
        return y + bottom - rect.y()

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        gap, x = self.theme.px(self._gap), 0
        for item in self._shown():
            size = self._size(item, width)
            if not lines or (x and x + size.width() > width):
                lines.append([])
                x = 0
            lines[-1].append((item, size))
            x += size.width() + gap
        return lines

    @staticmethod
    def _size(item: QLayoutItem, width: int) -> QSize:
        hint = item.sizeHint()
        if hint.width() <= width or width <= 0:
            return hint
        return QSize(width, item.heightForWidth(width) if item.hasHeightForWidth() else hint.height())

    def _place(self, line: list[tuple[QLayoutItem, QSize]], x: int, y: int, high: int) -> None:
        for item, size in line:
            item.setGeometry(QRect(QPoint(x, y + (high - size.height()) // 2), size))
            x += size.width() + self.theme.px(self._gap)
