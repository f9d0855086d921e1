"""A list to choose from, drawn like the fields; and a date field with the same angle."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QSizePolicy, QStyle, QStyleOptionComboBox, QWidget

from lesvisit.ui.icons import Icon, paint_icon
from lesvisit.ui.theme import Theme
from lesvisit.ui.tokens import Role
from lesvisit.ui.widgets.base import LEFT, draw_box, measure, name_widget


def _draw_angle(painter: QPainter, theme: Theme, widget: QWidget) -> None:
    side = theme.px(16)
    left = widget.width() - side - theme.px(10)
    rect = QRectF(left, (widget.height() - side) / 2, side, side)
    paint_icon(painter, rect, Icon.DOWN, theme.colour("ink" if widget.isEnabled() else "muted"), 2.4)


class DropDown(QComboBox):
    """A QComboBox that isn't editable; its items are plain text. `small` is 30 high, for filters."""

    ring_radius = 6

    def __init__(
        self, theme: Theme, *, small: bool = False, name: str = "", words: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme, self._small = theme, small
        name_widget(self, name, words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        texts = [self.placeholderText(), *(self.itemText(place) for place in range(self.count()))]
        widest = max(measure(self.theme, text, self._px) for text in texts)
        return QSize(min(widest, self.theme.px(400)) + self.theme.px(self._side + 2), self._high())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(64), self._high())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page; it never chooses something on the way."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        over = self.isEnabled() and bool(option.state & QStyle.StateFlag.State_MouseOver)
        self._draw_box(painter, over)
        _draw_angle(painter, theme, self)
        font = theme.font(self._px)
        room = self.width() - theme.px(self._side)
        empty = self.currentIndex() < 0
        text = self.placeholderText() if empty else self.currentText()
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(theme.colour("muted" if empty or not self.isEnabled() else "ink"))
        painter.drawText(QRectF(theme.px(11), 0, room + 2, self.height()), LEFT, shown)
        painter.end()

    @property
    def _px(self) -> int:
        return 13 if self._small else 15

    @property
    def _side(self) -> int:
        """What is beside the words: the space before them and the angle behind them."""
        return 39 if self._small else 45

    def _high(self) -> int:
        return self.theme.px(30 if self._small else 36)

    def _draw_box(self, painter: QPainter, over: bool) -> None:
        theme, wrong = self.theme, bool(self.property("wrong"))
        border: Role = "warn" if wrong else "ink" if over else "ctl"
        ground = theme.colour("alt" if over else "surface")
        width = 2 if wrong else theme.line_width
        dashed = not self.isEnabled()
        draw_box(painter, QRectF(self.rect()), theme.pxf(6), ground, theme.colour(border), width, dashed)


class DateField(QDateEdit):
    """A date with a calendar that opens under it (F4 or Alt+Down by keyboard)."""

    ring_radius = 6

    def __init__(self, theme: Theme, *, name: str = "", words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        name_widget(self, name, words)
        self.setCalendarPopup(True)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self.theme.target(36))

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab leaves the date; Left and Right go from day to month to year."""
        return QWidget.focusNextPrevChild(self, is_next)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page; it never changes the date on the way."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        _draw_angle(painter, self.theme, self)
        painter.end()
