"""The one line of an agreement: its number, what it says, who and when."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.ui.debrief.evidence_row import wrapped
from lesvisit.ui.icons import Icon, paint_icon
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import LEFT, PaintedButton

_LEFT, _RIGHT, _LINE = 28, 32, 22


class AgreementHead(PaintedButton):
    """A click opens or closes the agreement."""

    ring_radius = 4

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        self._number, self._sub, self._open, self._board = 1, "", False, False
        super().__init__(theme, name=name, parent=parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_agreement(self, number: int, what: str, sub: str, is_open: bool, board: bool) -> None:
        """Shows this agreement in a line."""
        self._number, self._sub, self._open, self._board = number, sub, is_open, board
        self.setText(what)
        self.update()

    def content_size(self) -> QSize:
        return QSize(
            self.theme.px(200), self.heightForWidth(self.width() if self.width() > 1 else self.theme.px(460))
        )

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._open:
            return self.theme.px(_LINE)
        sub = self._sub_layout(width).boundingRect().bottom() if self._sub else 0
        return max(self.theme.px(_LINE), round(self._layout(width).boundingRect().bottom())) + round(sub)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _layout(self, width: int) -> QTextLayout:
        px = self.theme.px
        text = self.text().strip()
        return wrapped(text, self.theme.font(15, REGULAR), width - px(_LEFT + _RIGHT), px(_LINE))

    def _sub_layout(self, width: int) -> QTextLayout:
        px = self.theme.px
        return wrapped(self._sub, self.theme.font(13), width - px(_LEFT + _RIGHT), px(18))

    def draw(self, painter: QPainter) -> None:
        theme, px = self.theme, self.theme.px
        painter.setPen(theme.colour("accent"))
        painter.setFont(theme.font(15, SEMIBOLD))
        painter.drawText(QRectF(0, 0, px(_LEFT), px(_LINE)), LEFT, str(self._number))
        if not self._open:
            self._draw_closed(painter)
        side = px(16)
        place = QRectF(self.width() - side, (px(_LINE) - side) / 2, side, side)
        painter.save()
        if self._open:
            painter.translate(place.center())
            painter.rotate(180)
            painter.translate(-place.center())
        paint_icon(painter, place, Icon.DOWN, theme.colour("ink" if self.hovered else "muted"), 2.4)
        painter.restore()

    def _draw_closed(self, painter: QPainter) -> None:
        theme, px = self.theme, self.theme.px
        layout = self._layout(self.width())
        painter.setPen(theme.colour("ink"))
        layout.draw(painter, QPointF(px(_LEFT), 0))
        painter.setPen(theme.colour("muted"))
        top = max(px(_LINE), layout.boundingRect().bottom())
        self._sub_layout(self.width()).draw(painter, QPointF(px(_LEFT), top))
