"""The three quiet checks under an observation question: a filled circle with a tick, or an open one. Suggestions."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from lesvisit.domain.focus_check import check
from lesvisit.i18n import Translator
from lesvisit.ui.icons import Icon, paint_icon
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import LEFT, ThemedWidget, draw_box, measure
from lesvisit.ui.widgets.wrap_row import WrapRow

_SIDE, _GAP = 16, 6


class QuietCheck(ThemedWidget):
    """One suggestion with its words."""

    def __init__(self, theme: Theme, words: str, yes: str, no: str, *, name: str) -> None:
        super().__init__(theme, name=name)
        self._words, self._spoken = words, (no, yes)
        self.met = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_met(False)

    def set_met(self, met: bool) -> None:
        """Shows whether the question has it."""
        self.met = met
        self.setAccessibleName(f"{self._words}: {self._spoken[met]}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(_SIDE + _GAP + 2) + measure(self.theme, self._words, 13), self.theme.px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, self._painter()
        side = theme.px(_SIDE)
        circle = QRectF(1, round((self.height() - side) / 2), side, side)
        self._draw_circle(painter, circle)
        painter.setPen(theme.colour("ink" if self.met else "muted"))
        painter.setFont(theme.font(13))
        left = theme.px(_SIDE + _GAP) + 1
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), LEFT, self._words)
        painter.end()

    def _draw_circle(self, painter: QPainter, circle: QRectF) -> None:
        theme = self.theme
        if self.met:
            draw_box(painter, circle, circle.width() / 2, theme.colour("accent"))
            paint_icon(painter, circle.adjusted(3, 3, -3, -3), Icon.TICK, theme.colour("on"), 4.0)
            return
        painter.setPen(QPen(theme.colour("ctl"), max(1.5, theme.pxf(1.5))))
        painter.drawEllipse(circle.adjusted(1, 1, -1, -1))


class Checks(QWidget):
    """The row of three."""

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = translator.gettext
        yes, no = _("yes"), _("perhaps not yet")
        self.pupils = QuietCheck(theme, _("about pupils"), yes, no, name="checkPupils")
        self.visible_ = QuietCheck(theme, _("you can see or hear it"), yes, no, name="checkVisible")
        self.answerable = QuietCheck(theme, _("to count, to quote or to describe"), yes, no, name="checkAnswerable")
        row = WrapRow(theme, gap=14)
        for one in (self.pupils, self.visible_, self.answerable):
            row.add(one, 20, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)

    def show_text(self, text: str) -> None:
        """Looks at what is typed."""
        found = check(text)
        self.pupils.set_met(found.pupils)
        self.visible_.set_met(found.visible)
        self.answerable.set_met(found.answerable)
