"""A row of fields that fills the width, and goes on in a next row where it does not fit (200 %)."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget, QWidgetItem

from lesvisit.ui.theme import Theme


@dataclass(frozen=True)
class _Cell:
    item: QLayoutItem
    least: int  # of the design
    share: int


class WrapLayout(QLayout):
    """Cells with a least width (of the design) and a share of what is left."""

    def __init__(self, theme: Theme, gap: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self._gap = theme, gap
        self._cells: list[_Cell] = []
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, widget: QWidget, least: int, share: int) -> None:
        """One more cell at the end."""
        self.addChildWidget(widget)
        self._cells.append(_Cell(QWidgetItem(widget), least, share))
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 (Qt's name)
        self._cells.append(_Cell(item, 120, 1))

    def count(self) -> int:
        return len(self._cells)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 (Qt's name)
        return self._cells[index].item if 0 <= index < len(self._cells) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 (Qt's name)
        return self._cells.pop(index).item if 0 <= index < len(self._cells) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 (Qt's name)
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        width = sum(self.theme.px(c.least) + self._space for c in self._cells)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:  # noqa: N802 (Qt's name)
        widest = max((c.item.minimumSize().width() for c in self._shown), default=0)
        return QSize(widest, max((c.item.minimumSize().height() for c in self._shown), default=0))

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 (Qt's name)
        super().setGeometry(rect)
        self._place(rect, move=True)

    @property
    def _space(self) -> int:
        return self.theme.px(self._gap)

    @property
    def _shown(self) -> list[_Cell]:
        return [c for c in self._cells if not c.item.isEmpty()]

    def _least(self, cell: _Cell) -> int:
        return max(self.theme.px(cell.least), cell.item.minimumSize().width())

    def _rows(self, width: int) -> list[list[_Cell]]:
        rows: list[list[_Cell]] = []
        used = 0
        for cell in self._shown:
            least = self._least(cell)
            if rows and used + self._space + least <= width:
                rows[-1].append(cell)
                used += self._space + least
            else:
                rows.append([cell])
                used = least
        return rows

    def _place(self, rect: QRect, *, move: bool) -> int:
        top = rect.top()
        for row in self._rows(rect.width()):
            top += self._place_row(row, rect, top, move) + self._space
        return max(0, top - rect.top() - self._space)

    def _place_row(self, row: list[_Cell], rect: QRect, top: int, move: bool) -> int:
        left, high = rect.left(), 0
        spare = rect.width() - sum(self._least(c) for c in row) - self._space * (len(row) - 1)
        shares = sum(c.share for c in row)
        for cell in row:
            width = self._least(cell) + (max(0, spare) * cell.share // shares if shares else 0)
            width = min(width, rect.width())
            item = cell.item
            height = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            if move:
                item.setGeometry(QRect(left, top, width, height))
            left += width + self._space
            high = max(high, height)
        return high


class WrapRow(QWidget):
    """The widget around it."""

    def __init__(self, theme: Theme, *, gap: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wrap = WrapLayout(theme, gap, self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._wrap.invalidate)

    def add(self, widget: QWidget, least: int, share: int = 1) -> None:
        """One more field."""
        self._wrap.add(widget, least, share)
