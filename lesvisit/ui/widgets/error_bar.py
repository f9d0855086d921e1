"""The error bar: in the page, never a pop-up. What happened, what is safe, and one thing to do."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.ui.theme import BOLD, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import ThemedWidget, announce, crisp_pen
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.labels import PlainLabel

NARROW = 640  # under this width words beside a button would stand in a column


class ErrorBar(ThemedWidget):
    """Hidden until something happened; readers hear it as an alert."""

    button_chosen = Signal()

    def __init__(self, theme: Theme, *, name: str = "errorBar", parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, parent=parent)
        self.sign = PlainLabel(theme, "!", px=20, weight=BOLD, tone="warn", wrap=False)
        self.what = PlainLabel(theme, px=15, weight=SEMIBOLD, tone="warn")
        self.safe = PlainLabel(theme, px=13)
        self.button = PlainButton(theme, "", name=f"{name}Button")
        self._build_layout()
        self.button.clicked.connect(self.button_chosen)
        self.hide()

    def show_error(self, what: str, safe: str, button: str = "") -> None:
        """Says what happened (bold), what is safe, and offers one act."""
        self.what.setText(what)
        self.safe.setText(safe)
        self.safe.setVisible(bool(safe))
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setAccessibleName(what)
        self.setAccessibleDescription(safe)
        self.show()
        announce(self, f"{what} {safe}".strip())

    def clear(self) -> None:
        """It is solved."""
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, self._painter()
        warn, width, bar = theme.colour("warn"), theme.line_width, theme.px(4)
        inset = width / 2
        painter.setPen(crisp_pen(warn, width))
        painter.setBrush(theme.colour("warnbg"))
        painter.drawPath(_right_rounded(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), theme.pxf(6)))
        painter.fillRect(0, 0, bar, self.height(), warn)
        painter.end()

    def _build_layout(self) -> None:
        self._row = QHBoxLayout(self)
        self._words = QVBoxLayout()
        self._words.addWidget(self.what)
        self._words.addWidget(self.safe)
        self.acts = QHBoxLayout()
        self.acts.addWidget(self.button)
        self._said = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._said.addLayout(self._words, 1)
        self._said.addLayout(self.acts)
        self._row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(self._said, 1)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(17), px(11), px(15), px(11))
        for layout in (self._row, self._said, self.acts):
            layout.setSpacing(px(14))
        self._words.setSpacing(px(2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the words get all of the width, and what to do stands under them."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        narrow = self.width() < self.theme.px(NARROW)
        ways = QBoxLayout.Direction
        self._said.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        side = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignVCenter
        self._said.setAlignment(self.acts, side)

    def _on_theme_changed(self) -> None:
        self._space()
        self._turn()
        super()._on_theme_changed()


def _right_rounded(rect: QRectF, radius: float) -> QPainterPath:
    """A box with square corners at the left, where the thick bar is."""
    side = 2 * radius
    path = QPainterPath(rect.topLeft())
    path.lineTo(rect.right() - radius, rect.top())
    path.arcTo(QRectF(rect.right() - side, rect.top(), side, side), 90, -90)
    path.lineTo(rect.right(), rect.bottom() - radius)
    path.arcTo(QRectF(rect.right() - side, rect.bottom() - side, side, side), 0, -90)
    path.lineTo(rect.left(), rect.bottom())
    path.closeSubpath()
    return path
