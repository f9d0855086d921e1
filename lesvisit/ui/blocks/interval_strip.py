"""The head of the live grid: the interval under way, and a thin bar that fills towards its end. Nothing moves."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.base import LEFT, crisp_pen, measure

if TYPE_CHECKING:
    from lesvisit.ui.blocks.interval_layout import Now
    from lesvisit.ui.blocks.interval_view import IntervalView

_BAR_W, _BAR_H = 160, 6


class StripPainter:
    """Draws the head of one view."""

    def __init__(self, view: "IntervalView") -> None:
        self.view = view
        self.theme = view.theme

    def bar_rect(self) -> QRect:
        """The thin bar that fills towards the end of the interval."""
        px, view = self.theme.px, self.view
        left = measure(self.theme, self._now_words(), 13, True) + px(14)
        wide = max(px(40), min(px(_BAR_W), view.strip_w - left - px(16)))
        return QRect(left, (view.strip_h - px(_BAR_H)) // 2, wide, px(_BAR_H))

    def bar_differs(self, before: "Now | None", now: "Now") -> bool:
        """Is there another pixel of the bar to fill?"""
        wide = self.bar_rect().width()
        return before is None or round(before.share * wide) != round(now.share * wide)

    def _now_words(self) -> str:
        view, says = self.view, self.view.translator
        if view.now is None or view.cells is None:
            return says.gettext("The first interval begins with the first press.")
        interval = view.cells.slots.words(view.now.slot)
        if view.now.ended:
            return says.gettext("Stopped in interval {n}, {interval}", n=view.now.slot + 1, interval=interval)
        return says.gettext("Interval {n}, {interval}", n=view.now.slot + 1, interval=interval)

    def paint(self, painter: QPainter) -> None:
        """The words, the bar, and the help of the row of the cursor where there is room for it."""
        view, theme = self.view, self.theme
        high, right = view.strip_h, view.strip_w
        painter.setPen(theme.colour("ink" if view.now is not None else "muted"))
        painter.setFont(theme.font(13, SEMIBOLD))
        painter.drawText(QRect(0, 0, right, high), LEFT, self._now_words())
        end = measure(theme, self._now_words(), 13, True) + theme.px(14)
        if view.now is not None:
            bar = self.bar_rect()
            self._bar(painter, bar, view.now.share)
            end = bar.right() + theme.px(16)
        help_words = view.rows[view.row].help if view.rows and view.hasFocus() else ""
        if help_words and right - end > theme.px(160):
            painter.setPen(theme.colour("muted"))
            painter.setFont(theme.font(13))
            shown = QFontMetrics(painter.font()).elidedText(help_words, Qt.TextElideMode.ElideRight, right - end)
            painter.drawText(QRect(end, 0, right - end, high), LEFT, shown)

    def _bar(self, painter: QPainter, bar: QRect, share: float) -> None:
        painter.fillRect(bar, self.theme.colour("surface"))
        full = round(bar.width() * min(1.0, max(0.0, share)))
        painter.fillRect(QRect(bar.left(), bar.top(), full, bar.height()), self.theme.colour("accent"))
        painter.setPen(crisp_pen(self.theme.colour("ctl"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(bar).adjusted(0.5, 0.5, -0.5, -0.5))
