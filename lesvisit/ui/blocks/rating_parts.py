"""What stands below the values of an indicator: what a value means, linked lines, examples to tick."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.ui.icons import Icon, paint_icon
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import LEFT, PaintedButton, ThemedWidget, draw_control, measure
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import plain_tip
from lesvisit.ui.widgets.tick_box import paint_tick_box

Target = Callable[[], int]
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
_AROUND = 5
_GONE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class RatingFoot(ThemedWidget):
    """What the value in front means, and the button that links the last line.

    As high as the longest of the meanings, so that nothing moves when another one shows.
    """

    def __init__(self, theme: Theme, meanings: Sequence[str], link_words: str, target: Target, name: str) -> None:
        super().__init__(theme, name=f"{name}_foot")
        self._meanings, self._target, self._text = tuple(m for m in meanings if m), target, ""
        self.link = LinkButton(theme, link_words, icon=Icon.PLUS, small=False, name=f"{name}_link", parent=self)
        self.link.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def text(self) -> str:
        """What is told now."""
        return self._text

    def show_text(self, text: str) -> None:
        """Tells what this value means."""
        if text != self._text:
            self._text = text
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        metrics, room = QFontMetrics(self.theme.font(13)), self._room(width)
        heights = [metrics.boundingRect(0, 0, room, 10_000, _WRAPPED, m).height() for m in self._meanings]
        return max(self._target(), max(heights, default=0) + 2 * self.theme.px(_AROUND))

    def sizeHint(self) -> QSize:
        width = self.width() or self.theme.px(640)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self._target())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.link.sizeHint()
        high = max(size.height(), self._target())
        left = self.width() - size.width()
        self.link.setGeometry(left, (self.height() - high) // 2, size.width(), high)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        painter.setFont(self.theme.font(13))
        painter.setPen(self.theme.colour("muted"))
        painter.drawText(QRectF(0, 0, self._room(self.width()), self.height()), _WRAPPED, self._text)
        painter.end()

    def _room(self, width: int) -> int:
        return max(self.theme.px(80), width - self.link.sizeHint().width() - self.theme.px(12))


class EvidenceChip(PaintedButton):
    """A linked line: its minute, its first words, and a cross; pressing it takes the line off again."""

    def __init__(self, theme: Theme, minute: str, text: str, words: str, target: Target, name: str) -> None:
        self._minute, self._words_shown, self._target = minute, text, target
        super().__init__(theme, minute, name=name)
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(text))

    def content_size(self) -> QSize:
        px = self.theme.px
        return QSize(px(10) + self._minute_w() + self._text_w() + px(30), self._target())

    def draw(self, painter: QPainter) -> None:
        theme, px = self.theme, self.theme.px
        draw_control(painter, theme, QRectF(self.rect()), down=self.isDown(), hovered=self.hovered)
        painter.setFont(theme.font(13))
        painter.setPen(theme.colour("muted"))
        painter.drawText(QRectF(px(10), 0, self._minute_w(), self.height()), LEFT, self._minute)
        painter.setPen(theme.colour("ink"))
        shown = QFontMetrics(theme.font(13)).elidedText(
            self._words_shown, Qt.TextElideMode.ElideRight, self._text_w()
        )
        painter.drawText(QRectF(px(10) + self._minute_w(), 0, self._text_w(), self.height()), LEFT, shown)
        side = px(12)
        cross = QRectF(self.width() - px(10) - side, (self.height() - side) / 2, side, side)
        paint_icon(painter, cross, Icon.CROSS, theme.colour("ink"), 2.6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _GONE and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def _minute_w(self) -> int:
        return measure(self.theme, self._minute, 13) + self.theme.px(8) if self._minute else 0

    def _text_w(self) -> int:
        return min(measure(self.theme, self._words_shown, 13), self.theme.px(200)) if self._words_shown else 0


class ExampleTick(PaintedButton):
    """An example to tick, its words on as many lines as they need."""

    def __init__(self, theme: Theme, text: str, target: Target, name: str) -> None:
        self._target = target
        super().__init__(theme, text, name=name)
        self.setCheckable(True)
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def content_size(self) -> QSize:
        width = self._left() + measure(self.theme, self.text(), 13) + self.theme.px(4)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._left() + self.theme.px(60), self._target())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        metrics = QFontMetrics(self.theme.font(13))
        room = max(1, width - self._left())
        return max(self._target(), metrics.boundingRect(0, 0, room, 10_000, _WRAPPED, self.text()).height())

    def draw(self, painter: QPainter) -> None:
        theme, side = self.theme, self.theme.px(18)
        box = QRectF(QPointF(0, round((self.height() - side) / 2)), QSize(side, side))
        paint_tick_box(painter, theme, box, self.isChecked(), self.hovered, self.isEnabled())
        painter.setFont(theme.font(13))
        painter.setPen(theme.colour("ink"))
        left = self._left()
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), _WRAPPED, self.text())

    def _left(self) -> int:
        return self.theme.px(18 + 8)


class FlowPart(QWidget):
    """Chips or examples, going on in a next line."""

    def __init__(self, theme: Theme, gap: int, line_gap: int, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.flow = FlowLayout(theme, gap=gap, line_gap=line_gap, parent=self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def put(self, widget: QWidget) -> None:
        """One more."""
        widget.setParent(self)
        self.flow.addWidget(widget)
        widget.show()
