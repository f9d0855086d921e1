"""Tab goes as the eye reads: column by column, from top to bottom, whatever was made first."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSpinBox, QComboBox, QPlainTextEdit, QWidget

_WHOLE = (QAbstractSpinBox, QComboBox, QPlainTextEdit)
_LINE = 12  # widgets whose tops differ less stand beside each other


class TabOrder(QObject):
    """Puts the widgets of some columns in order once their layout has settled."""

    def __init__(self, columns: Sequence[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._order)

    @property
    def pending(self) -> bool:
        """Will the order still be set."""
        return self._timer.isActive()

    def later(self) -> None:
        """Sets the order when what happens now has been laid out."""
        self._timer.start()

    def _order(self) -> None:
        ordered = [widget for column in self._columns for widget in _stops(column)]
        for before, after in pairwise(ordered):
            QWidget.setTabOrder(before, after)


def _stops(column: QWidget) -> list[QWidget]:
    found = [w for w in column.findChildren(QWidget) if _is_stop(w, column)]
    return sorted(found, key=lambda w: _place(w, column))


def _is_stop(widget: QWidget, column: QWidget) -> bool:
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None:
        return False
    if not widget.isVisibleTo(column):
        return False
    parent = widget.parentWidget()
    while parent is not None and parent is not column:
        if isinstance(parent, _WHOLE) or (isinstance(parent, QAbstractScrollArea) and parent.focusPolicy()):
            return False
        parent = parent.parentWidget()
    return True


def _place(widget: QWidget, column: QWidget) -> tuple[int, int]:
    corner = widget.mapTo(column, QPoint(0, 0))
    return corner.y() // _LINE, corner.x()
