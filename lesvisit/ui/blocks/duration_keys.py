"""A large key to start, to stop and to change who talks: a shape, its words, what it does now, and its keycap."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import LEFT, PaintedButton, draw_control
from lesvisit.ui.widgets.keycap import keycap_size, paint_keycap

_SIDE, _SHAPE = 16, 16
_WORDS_PX, _UNDER_PX = 17, 13


class TimerKey(PaintedButton):
    """A triangle while it waits, a filled square while it runs; `under` says what a press does now."""

    def __init__(
        self,
        theme: Theme,
        words: str,
        target: Callable[[], int],
        *,
        high: int = 72,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._target, self._high = target, high
        self._key, self._under, self._running = "", "", False
        super().__init__(theme, words, name=name, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()

    @property
    def running(self) -> bool:
        """Is what it times going on?"""
        return self._running

    @property
    def under(self) -> str:
        """The words below."""
        return self._under

    def show_state(self, running: bool, under: str) -> None:
        """Shows whether it runs, and the words below."""
        if (running, under) != (self._running, self._under):
            self._running, self._under = running, under
            self._say()

    def set_key(self, key: str) -> None:
        """The key that presses it; empty: others have the keys."""
        if key != self._key:
            self._key = key
            self._say()

    def content_size(self) -> QSize:
        return QSize(self.theme.px(200), max(self._target(), self.theme.px(self._high)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.content_size().height())

    def draw(self, painter: QPainter) -> None:
        theme, rect = self.theme, QRectF(self.rect())
        draw_control(painter, theme, rect, chosen=self._running, down=self.isDown(), hovered=self.hovered)
        px = theme.px
        inner = rect.adjusted(px(_SIDE), 0, -px(_SIDE), 0)
        self._draw_shape(painter, QRectF(inner.left(), rect.center().y() - px(_SHAPE) / 2, px(_SHAPE), px(_SHAPE)))
        if self._key:
            cap = keycap_size(theme, self._key)
            box = QRectF(QPointF(inner.right() - cap.width(), round(rect.center().y() - cap.height() / 2)), cap)
            paint_keycap(painter, theme, box, self._key)
            inner.setRight(box.left() - px(8))
        inner.setLeft(inner.left() + px(_SHAPE + 12))
        self._draw_words(painter, inner)

    def _draw_shape(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("accent" if self._running else "muted"))
        if self._running:
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        else:
            painter.drawPolygon(QPolygonF([box.topLeft(), QPointF(box.right(), box.center().y()), box.bottomLeft()]))

    def _draw_words(self, painter: QPainter, box: QRectF) -> None:
        theme = self.theme
        lines = [(self.text(), theme.font(_WORDS_PX, SEMIBOLD), theme.colour("ink"))]
        if self._under:
            lines.append((self._under, theme.font(_UNDER_PX), theme.colour("muted")))
        heights = [QFontMetrics(font).lineSpacing() + theme.px(2) for _text, font, _colour in lines]
        top = box.center().y() - sum(heights) / 2
        for (text, font, colour), high in zip(lines, heights, strict=True):
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(QRectF(box.left(), top, box.width(), high), LEFT, _elided(font, text, box.width()))
            top += high

    def _say(self) -> None:
        self.setAccessibleName(", ".join(part for part in (self.text(), self._under) if part))
        self.setAccessibleDescription(self._key)
        self.update()


def _elided(font: QFont, text: str, width: float) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(width)))
