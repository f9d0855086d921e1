"""The soft bar of a protocol step: filled to the minute; past its end it stays full. Never an alarm."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import LEFT, ThemedWidget, draw_box

_BAR_HIGH, _GAP, _WORDS_HIGH = 6, 6, 18


class SoftBar(ThemedWidget):
    """An outlined bar with its words under it ("3 van 5 min")."""

    def __init__(self, theme: Theme, *, name: str = "softBar", parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, parent=parent)
        self._share, self._words = 0.0, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_minutes(self, done: float, planned: float, words: str) -> None:
        """Shows how far the step is; the words also say when it is longer than planned."""
        self._share = min(1.0, max(0.0, done / planned)) if planned > 0 else 0.0
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        high = _BAR_HIGH + (_GAP + _WORDS_HIGH if self._words else 0)
        return QSize(self.theme.px(160), self.theme.px(high))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, self._painter()
        bar = QRectF(0, 0, self.width(), theme.px(_BAR_HIGH))
        round_end = bar.height() / 2
        path = QPainterPath()
        path.addRoundedRect(bar, round_end, round_end)
        painter.setClipPath(path)
        filled = QRectF(0, 0, bar.width() * self._share, bar.height())
        painter.fillRect(filled, theme.colour("accent"))
        painter.setClipping(False)
        draw_box(painter, bar, round_end, None, theme.colour("ctl"), theme.line_width)
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font(13))
        words = QRectF(0, theme.px(_BAR_HIGH + _GAP), self.width(), theme.px(_WORDS_HIGH))
        painter.drawText(words, LEFT, self._words)
        painter.end()
