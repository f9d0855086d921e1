"""A row that leads somewhere: what it is, what it is for, and an angle at the right."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.ui.icons import Icon, paint_icon
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import PaintedButton, draw_box
from lesvisit.ui.widgets.card import Card

_SIDE, _TOP, _ANGLE = 12, 9, 18
_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


def rows_card(card: Card) -> None:
    """A card of rows that touch: its title stands in line with their words."""
    card.body.setSpacing(0)
    card.title.setContentsMargins(card.theme.px(_SIDE), card.theme.px(2), 0, card.theme.px(6))


class WayRow(PaintedButton):
    """As wide as its card; both texts wrap."""

    ring_radius = 4

    def __init__(self, theme: Theme, title: str, why: str, *, name: str, parent: QWidget | None = None) -> None:
        self._why = why
        super().__init__(theme, title, name=name, parent=parent)
        self.setAccessibleName(title)
        self.setAccessibleDescription(why)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def content_size(self) -> QSize:
        width = self.width() if self.width() > 1 else self.theme.px(480)
        return QSize(self.theme.px(200), self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._title_high(width) + self._text_high(self._why, 13, REGULAR, width) + 2 * self.theme.px(_TOP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _title_high(self, width: int) -> int:
        return self._text_high(self.text(), 15, SEMIBOLD, width) + self.theme.px(2)

    def _text_high(self, text: str, px: int, weight: object, width: int) -> int:
        font = self.theme.font(px, SEMIBOLD if weight == SEMIBOLD else REGULAR)
        return QFontMetrics(font).boundingRect(0, 0, self._room(width), 10_000, int(_WRAP), text).height()

    def _room(self, width: int) -> int:
        return max(1, width - self.theme.px(2 * _SIDE + _ANGLE + 12))

    def draw(self, painter: QPainter) -> None:
        theme, px = self.theme, self.theme.px
        if self.hovered or self.isDown():
            draw_box(painter, QRectF(self.rect()), px(4), theme.colour("soft" if self.isDown() else "alt"))
        room, top = self._room(self.width()), px(_TOP)
        title_high = self._title_high(self.width())
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(15, SEMIBOLD))
        painter.drawText(QRectF(px(_SIDE), top, room, title_high), int(_WRAP), self.text())
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font(13))
        painter.drawText(QRectF(px(_SIDE), top + title_high, room, self.height()), int(_WRAP), self._why)
        side = px(_ANGLE)
        painter.save()
        painter.translate(self.width() - px(_SIDE), (self.height() - side) / 2)
        painter.scale(-1, 1)  # the angle that leads back, turned round
        paint_icon(painter, QRectF(0, 0, side, side), Icon.BACK, theme.colour("ink"), 2.2)
        painter.restore()
