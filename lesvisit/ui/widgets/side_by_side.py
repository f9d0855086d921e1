"""Two columns beside each other, or one under the other when the room is too narrow (200 %)."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from lesvisit.ui.theme import Theme


class SideBySide(QWidget):
    """`stack_below` and `gap` are sizes of the design; `shares` how the width is divided."""

    stacked_changed = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        first: QWidget,
        second: QWidget,
        *,
        stack_below: int,
        gap: int = 0,
        shares: tuple[int, int] = (1, 0),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme, self._stack_below, self._gap = theme, stack_below, gap
        self.first, self.second = first, second
        self.stacked = False
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._shares = shares
        self._box.addWidget(first, shares[0])
        self._box.addWidget(second, shares[1])
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def minimumSizeHint(self) -> QSize:
        widths = [w.minimumSizeHint().width() for w in (self.first, self.second)]
        return QSize(max(widths), self._box.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _on_theme_changed(self) -> None:
        self._box.setSpacing(self.theme.px(self._gap))
        self._arrange()

    def _arrange(self) -> None:
        stacked = self.width() < self.theme.px(self._stack_below)
        if stacked == self.stacked:
            return
        self.stacked = stacked
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._box.setDirection(direction)
        for place, share in enumerate(self._shares):
            self._box.setStretch(place, 0 if stacked else share)
        self.updateGeometry()
        self.stacked_changed.emit(stacked)
