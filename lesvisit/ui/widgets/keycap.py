"""The keycap, and a keycap with its words as in the hint bar (a click does what the key does)."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import CENTRE, LEFT, PaintedButton, draw_box, measure


def keycap_size(theme: Theme, text: str) -> QSize:
    """The size of a keycap: 18 high, at least as wide."""
    return QSize(max(theme.px(18), measure(theme, text, 12, True) + theme.px(10)), theme.px(18))


def paint_keycap(painter: QPainter, theme: Theme, rect: QRectF, text: str, on: bool = False) -> None:
    """A key as on the keyboard; `on` is for a key on an accent ground."""
    border = theme.colour("on" if on else "ctl")
    fill = None if on else theme.colour("surface")
    draw_box(painter, rect, theme.pxf(3), fill, border, theme.line_width)
    painter.setPen(theme.colour("on" if on else "muted"))
    painter.setFont(theme.font(12, SEMIBOLD))
    painter.drawText(rect, CENTRE, text)


class KeyHint(PaintedButton):
    """A key and what it does; no Tab stop, since the key itself is the way by keyboard."""

    ring_radius = 3

    def __init__(self, theme: Theme, key: str, words: str, *, name: str = "", parent: QWidget | None = None) -> None:
        self._key = key
        super().__init__(theme, words, name=name, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._say()

    def set_key(self, key: str) -> None:
        """Shows another key, from the key map."""
        self._key = key
        self.updateGeometry()
        self._say()

    def set_words(self, words: str) -> None:
        """Says something else behind the key."""
        self.setText(words)
        self._say()

    def content_size(self) -> QSize:
        cap = keycap_size(self.theme, self._key)
        words = measure(self.theme, self.text(), 13)
        gap = self.theme.px(6) if self.text() else 0
        return QSize(cap.width() + gap + words, max(cap.height(), self.theme.px(20)))

    def draw(self, painter: QPainter) -> None:
        cap = keycap_size(self.theme, self._key)
        box = QRectF(QPointF(0, (self.height() - cap.height()) / 2), cap)
        paint_keycap(painter, self.theme, box, self._key)
        painter.setPen(self.theme.colour("ink" if self.hovered else "muted"))
        painter.setFont(self.theme.font(13, REGULAR))
        words = QRectF(box.right() + self.theme.px(6), 0, self.width(), self.height())
        painter.drawText(words, LEFT, self.text())

    def _say(self) -> None:
        self.setAccessibleName(f"{self.text()}, {self._key}" if self.text() else self._key)
        self.update()
