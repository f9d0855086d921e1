"""The quiet screen's own parts: the minute very large, and one line of small print at the foot."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import LEFT, ThemedWidget
from lesvisit.ui.widgets.keycap import KeyHint
from lesvisit.ui.widgets.labels import PlainLabel

SIDE = 96


class QuietHead(ThemedWidget):
    """The minute and the phase under way, nothing else."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="quietHead", parent=parent)
        self._number, self._small, self._phase = "", "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lesson(self, number: str, small: str, phase: str) -> None:
        """Repaints only when something differs."""
        if (number, small, phase) != (self._number, self._small, self._phase):
            self._number, self._small, self._phase = number, small, phase
            self.setAccessibleName(f"{number} {small}, {phase}" if phase else f"{number} {small}")
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(600), self.theme.px(76 if is_large_quiet(self.theme) else 152))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        side = self._side()
        large = is_large_quiet(self.theme)
        top, high, number_px = (8, 66, 56) if large else (40, 110, 96)
        line = QRectF(side, self.theme.px(top), self.width() - 2 * side, self.theme.px(high))
        painter.setPen(self.theme.colour("ink"))
        painter.setFont(self.theme.font(number_px, SEMIBOLD))
        painter.drawText(line, LEFT, self._number)
        left = painter.fontMetrics().horizontalAdvance(self._number) + self.theme.px(14)
        painter.setPen(self.theme.colour("muted"))
        painter.setFont(self.theme.font(22))
        foot = line.adjusted(0, 0, 0, -self.theme.px(14 if large else 24))
        bottom = Qt.AlignmentFlag.AlignBottom
        painter.drawText(foot.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | bottom, self._small)
        room = foot.adjusted(left + self.theme.px(60), 0, 0, 0)
        shown = painter.fontMetrics().elidedText(self._phase, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | bottom, shown)
        painter.end()

    def _side(self) -> int:
        return quiet_side(self.theme)


class QuietFoot(QWidget):
    """Clock, saved, pupils hidden; and the key that leads back."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("quietFoot")
        self.words = PlainLabel(theme, px=15, tone="muted", elide=True, name="quietWords", parent=self)
        self.back = KeyHint(theme, "F11", "", name="quietBack", parent=self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.back)
        theme.changed.connect(self._space)
        self._space()

    def say(self, text: str, trouble: bool) -> None:
        """One line of small print; trouble in the colour of trouble."""
        if text != self.words.text():
            self.words.setText(text)
        self.words.set_tone("warn" if trouble else "muted")

    def _space(self) -> None:
        side = quiet_side(self.theme)
        large = is_large_quiet(self.theme)
        self._row.setContentsMargins(side, self.theme.px(8 if large else 34), side, self.theme.px(8 if large else 22))
        self.setFixedHeight(self.theme.px(44 if large else 96))


def quiet_side(theme: Theme) -> int:
    """The margin of the quiet screen."""
    return theme.px(24) if is_large_quiet(theme) else theme.px(SIDE)


def is_large_quiet(theme: Theme) -> bool:
    """From this content factor margins and the minute give way to the lines."""
    return theme.scale >= 1.5
