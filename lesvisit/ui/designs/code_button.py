"""The code of a phase with an angle: opens what more there is to say about the phase, and closes it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from lesvisit.ui.icons import Icon, paint_icon
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import LEFT, PaintedButton, measure

_ANGLE, _GAP = 12, 4


class CodeButton(PaintedButton):
    """Checked: the rest of the phase is shown. `holds`: something stands there; then the angle is in the accent."""

    ring_radius = 3

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, "", name=name)
        self.holds = False
        self.setCheckable(True)

    def set_holds(self, holds: bool) -> None:
        """Something is written in what is closed."""
        if holds != self.holds:
            self.holds = holds
            self.update()

    def content_size(self) -> QSize:
        px = self.theme.px
        return QSize(measure(self.theme, self.text(), 15, True) + px(_GAP + _ANGLE), px(18))

    def draw(self, painter: QPainter) -> None:
        theme, high = self.theme, self.height()
        painter.setFont(theme.font(15, SEMIBOLD))
        painter.setPen(theme.colour("ink"))
        painter.drawText(QRectF(0, 0, self.width(), high), LEFT, self.text())
        side = theme.pxf(_ANGLE)
        x = measure(theme, self.text(), 15, True) + theme.pxf(_GAP)
        painter.save()
        painter.translate(x + side / 2, high / 2)
        painter.rotate(0 if self.isChecked() else -90)
        tone = theme.colour("accent" if self.holds or self.isChecked() or self.hovered else "muted")
        paint_icon(painter, QRectF(-side / 2, -side / 2, side, side), Icon.DOWN, tone, 3.0 if self.holds else 2.4)
        painter.restore()
