"""What stands in the column of steps: one step with its soft clock, and the name of the protocol."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.ui.debrief.evidence_row import wrapped
from lesvisit.ui.icons import Icon, paint_icon
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import LEFT, RIGHT, PaintedButton, draw_box, measure
from lesvisit.ui.widgets.soft_bar import SoftBar

_SIDE, _TOP, _LINE, _MINUTES = 16, 9, 20, 48
_BAR_TOP, _BAR_HIGH = 6, 30


class StepItem(PaintedButton):
    """One step: its title and minutes; the open one also says who begins and how far it is."""

    ring_radius = 6

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        self._minutes, self._first = "", ""
        self._here = self._done = False
        self._clock = False
        super().__init__(theme, name=name, parent=parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.bar = SoftBar(theme, name=f"{name}Bar", parent=self)
        self.bar.hide()

    def show_step(self, title: str, minutes: str, first: str, *, here: bool, done: bool) -> None:
        """Shows a step."""
        self.setText(title)
        self._minutes, self._first, self._here, self._done = minutes, first, here, done
        self._clock = self._clock and here
        self.bar.setVisible(self._clock)
        self._place_bar()
        self.updateGeometry()
        self.update()

    def set_clock(self, shown: bool) -> None:
        """The soft clock is there while the two are at it, or when its time is known."""
        if shown != self._clock:
            self._clock = shown
            self.bar.setVisible(shown)
            self.updateGeometry()

    def content_size(self) -> QSize:
        width = self.width() if self.width() > 1 else self.theme.px(204)
        return QSize(self.theme.px(160), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return self.content_size()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._below_title(width)) + self.theme.px(_BAR_TOP + _BAR_HIGH + _TOP if self._clock else _TOP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_bar()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _place_bar(self) -> None:
        px = self.theme.px
        top = round(self._below_title(self.width())) + px(_BAR_TOP)
        self.bar.setGeometry(px(_SIDE), top, max(1, self.width() - 2 * px(_SIDE) + px(1)), px(_BAR_HIGH))

    def _title(self, width: int) -> QTextLayout:
        px = self.theme.px
        font = self.theme.font(15, SEMIBOLD if self._here else REGULAR)
        minutes = max(measure(self.theme, self._minutes, 13), px(16)) + px(8)
        return wrapped(self.text(), font, width - px(2 * _SIDE) - minutes, px(_LINE))

    def _below_title(self, width: int) -> float:
        px = self.theme.px
        sub = px(20) if self._here and self._first else 0
        return px(_TOP) + max(px(_LINE), self._title(width).boundingRect().bottom()) + sub

    def draw(self, painter: QPainter) -> None:
        theme, px, rect = self.theme, self.theme.px, QRectF(self.rect())
        if self._here:
            draw_box(painter, rect, theme.pxf(6), theme.colour("soft"))
            bar = QRectF(0, px(10), px(3), rect.height() - px(20))
            painter.fillRect(bar, theme.colour("accent"))
        elif self.hovered:
            draw_box(painter, rect, theme.pxf(6), theme.colour("alt"))
        painter.setPen(theme.colour("ink" if self._here else "muted"))
        self._title(self.width()).draw(painter, QPointF(px(_SIDE), px(_TOP)))
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font(13))
        right = QRectF(self.width() - px(_SIDE + _MINUTES), px(_TOP), px(_MINUTES), px(_LINE))
        if self._done and not self._here:
            side = px(16)
            tick = QRectF(right.right() - side, right.center().y() - side / 2, side, side)
            paint_icon(painter, tick, Icon.TICK, theme.colour("accent"), 2.8)
        else:
            painter.drawText(right, RIGHT, self._minutes)
        if self._here and self._first:
            top = self._below_title(self.width()) - px(20)
            painter.drawText(QRectF(px(_SIDE), top, self.width(), px(20)), LEFT, self._first)


class ProtocolButton(PaintedButton):
    """The name of the protocol, as long as there is room, with an angle: another can be chosen."""

    ring_radius = 3

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def content_size(self) -> QSize:
        return QSize(self.theme.px(80), self.theme.px(26))

    def draw(self, painter: QPainter) -> None:
        theme, px = self.theme, self.theme.px
        font = theme.font(13, SEMIBOLD)
        shown = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - px(20))
        painter.setPen(theme.colour("ink" if self.hovered else "muted"))
        painter.setFont(font)
        painter.drawText(QRectF(0, 0, self.width(), self.height()), LEFT, shown)
        left = min(QFontMetrics(font).horizontalAdvance(shown) + px(5), self.width() - px(14))
        side = px(12)
        sign = QRectF(left, (self.height() - side) / 2 + 1, side, side)
        paint_icon(painter, sign, Icon.DOWN, theme.colour("muted"), 2.8)
