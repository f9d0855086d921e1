"""A small filter: its name while nothing is filtered, the chosen thing with a cross when it is."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from lesvisit.ui.icons import Icon, paint_icon
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import LEFT, draw_box, draw_control, measure, name_widget

_HIGH, _SIDE, _SIGN = 28, 9, 13
Choice = tuple[str, str, str]  # id, short text (shown when closed), long text (in the list)


class FilterDrop(QComboBox):
    """Choices with an empty one on top; Delete, Backspace or a click on the cross empties it.

    `pill` is the outline of a goal, criterion or observation question.
    """

    ring_radius = 6
    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        label: str,
        every: str,
        *,
        pill: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme, self._label, self._every, self._pill = theme, label, every, pill
        self._choices: tuple[Choice, ...] = ()
        name_widget(self, name, label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMaxVisibleItems(16)
        if pill:
            self.ring_radius = _HIGH // 2
        self.activated.connect(self._on_activated)
        theme.changed.connect(self.updateGeometry)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offers these; what was chosen stays chosen when it is still there."""
        if tuple(choices) == self._choices and self.count():
            return
        before = self.value()
        self._choices = tuple(choices)
        self.clear()
        self.addItem(self._every, "")
        for key, _short, long in choices:
            self.addItem(long, key)
        widest = max((measure(self.theme, c[2], 15) for c in choices), default=0)
        self.view().setMinimumWidth(min(widest + self.theme.px(40), self.theme.px(440)))
        self.set_value(before)

    def value(self) -> str:
        """The id that is chosen, an empty text for none."""
        return str(self.currentData() or "")

    def set_value(self, key: str) -> None:
        """Shows this choice."""
        self.setCurrentIndex(max(0, self.findData(key)))
        said = self.currentText() if self.value() else self._every
        self.setAccessibleName(f"{self._label}: {said}")
        self.updateGeometry()
        self.update()

    def is_empty(self) -> bool:
        """Is there nothing to choose."""
        return not self._choices

    def empty_out(self) -> None:
        """Filters no more."""
        if self.value():
            self.set_value("")
            self.chosen.emit("")

    @property
    def _text(self) -> str:
        return next((c[1] for c in self._choices if c[0] == self.value()), self._label)

    def sizeHint(self) -> QSize:
        px = self.theme.px
        words = measure(self.theme, self._text, 13, True)
        return QSize(min(words, px(150)) + px(2 * _SIDE + 4 + _SIGN), px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, on = QRectF(self.rect()), bool(self.value())
        if self._pill and on:
            draw_box(painter, rect, rect.height() / 2, theme.colour("soft"), theme.colour("accent"), theme.line_width)
        else:
            draw_control(painter, theme, rect, chosen=on, hovered=self.underMouse())
        painter.setPen(theme.colour("accent" if on else "ink"))
        painter.setFont(theme.font(13, SEMIBOLD if on else REGULAR))
        painter.drawText(rect.adjusted(theme.px(_SIDE), 0, -theme.px(_SIDE), 0), LEFT, self._text)
        self._paint_sign(painter, on)
        painter.end()

    def _paint_sign(self, painter: QPainter, on: bool) -> None:
        side = self.theme.px(_SIGN if not on else _SIGN - 3)
        corner = QPointF(self.width() - self.theme.px(8) - side, (self.height() - side) / 2)
        role = "accent" if on else "ink"
        sign = QRectF(corner, QSize(side, side))
        paint_icon(painter, sign, Icon.CROSS if on else Icon.DOWN, self.theme.colour(role), 2.4)  # type: ignore[arg-type]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.value() and event.position().x() > self.width() - self.theme.px(8 + _SIGN + 4):
            self.empty_out()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.empty_out()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling past it changes nothing."""
        event.ignore()

    def _on_activated(self, _row: int) -> None:
        self.set_value(self.value())
        self.chosen.emit(self.value())
