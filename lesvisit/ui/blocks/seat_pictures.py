"""Pictures of seats that are kept: a repaint draws only the seats that differ anew."""

from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from lesvisit.ui.blocks.seat_paint import SeatLook, paint_seat
from lesvisit.ui.theme import Theme

_AROUND = 5.0  # the ring of the keyboard lies outside the box
Key = tuple[SeatLook, float, float, bool, float]


class SeatPictures:
    """One picture per place; `forget` when the theme changes."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._kept: dict[str, tuple[Key, QPixmap]] = {}

    def forget(self) -> None:
        """Colours or sizes are new."""
        self._kept.clear()

    def paint(self, painter: QPainter, code: str, rect: QRectF, look: SeatLook, short: bool) -> None:
        """The seat at this place, drawn when it looks otherwise than before."""
        ratio = painter.device().devicePixelRatio()
        key = (look, rect.width(), rect.height(), short, ratio)
        known = self._kept.get(code)
        if known is None or known[0] != key:
            known = self._kept[code] = (key, self._picture(rect, look, short, ratio))
        painter.drawPixmap(QPointF(rect.left() - _AROUND, rect.top() - _AROUND), known[1])

    def _picture(self, rect: QRectF, look: SeatLook, short: bool, ratio: float) -> QPixmap:
        wide, high = rect.width() + 2 * _AROUND, rect.height() + 2 * _AROUND
        picture = QPixmap(ceil(wide * ratio), ceil(high * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_seat(painter, self.theme, QRectF(_AROUND, _AROUND, rect.width(), rect.height()), look, short)
        painter.end()
        return picture
