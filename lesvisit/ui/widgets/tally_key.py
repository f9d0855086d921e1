"""A tally key: keycap, word, turf marks in fives, the number. The key works on the whole page, a click too."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import LEFT, RIGHT, PaintedButton, draw_box, measure
from lesvisit.ui.widgets.keycap import keycap_size, paint_keycap
from lesvisit.ui.widgets.marks import paint_turf

_TURF_AT = 0.56  # of the width, as in the picture of the observe page


class TallyKey(PaintedButton):
    """Counts nothing itself: `clicked` asks, `set_count` shows."""

    ring_radius = 4

    def __init__(
        self,
        theme: Theme,
        key: str,
        word: str,
        count: int = 0,
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._key, self._count, self._trailing = key, count, ""
        super().__init__(theme, word, name=name, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()

    @property
    def count(self) -> int:
        """The number shown."""
        return self._count

    def set_count(self, count: int) -> None:
        """Shows this number, in turf marks and digits."""
        self._count = count
        self._say()

    def set_trailing(self, text: str) -> None:
        """Words at the right instead of turf marks and number ("laatste 4 s")."""
        self._trailing = text
        self._say()

    def set_key(self, key: str) -> None:
        """Shows another key, from the key map."""
        self._key = key
        self._say()

    def content_size(self) -> QSize:
        word = measure(self.theme, self.text(), 13)
        return QSize(self._word_left() + word + self.theme.px(96), self.theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.theme.touched(QSize(self._word_left() + self.theme.px(60), self.theme.px(28)))

    def draw(self, painter: QPainter) -> None:
        theme = self.theme
        if self.hovered or self.isDown():
            ground = theme.colour("soft" if self.isDown() else "bg")
            draw_box(painter, QRectF(self.rect()), theme.pxf(4), ground)
        cap = keycap_size(theme, self._key)
        box = QRectF(QPointF(0, round((self.height() - cap.height()) / 2)), cap)
        paint_keycap(painter, theme, box, self._key)
        end = self._draw_end(painter)
        self._draw_word(painter, end)

    def _word_left(self) -> int:
        return max(self.theme.px(24), keycap_size(self.theme, self._key).width()) + self.theme.px(8)

    def _draw_end(self, painter: QPainter) -> float:
        """Draws what is at the right, and says where it begins."""
        theme = self.theme
        text = self._trailing or str(self._count)
        px = 13 if self._trailing else 15
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(px, SEMIBOLD))
        painter.drawText(QRectF(self.rect()), RIGHT, text)
        begin = self.width() - measure(theme, text, px, True) - theme.px(8)
        if self._trailing:
            return begin
        high = theme.px(14)
        left = max(self.width() * _TURF_AT, 0.0)
        turf = QRectF(left, (self.height() - high) / 2, max(0.0, begin - left), high)
        paint_turf(painter, turf, self._count, theme.colour("ink"))
        return left - theme.px(4)

    def _draw_word(self, painter: QPainter, end: float) -> None:
        font = self.theme.font(13, REGULAR)
        left = self._word_left()
        shown = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, int(end - left))
        painter.setFont(font)
        painter.setPen(self.theme.colour("ink"))
        painter.drawText(QRectF(left, 0, end - left, self.height()), LEFT, shown)

    def _say(self) -> None:
        end = self._trailing or str(self._count)
        self.setAccessibleName(f"{self.text()}, {end}")
        self.setAccessibleDescription(self._key)
        self.update()
