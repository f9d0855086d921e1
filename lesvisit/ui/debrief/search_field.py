"""The search field above the evidence: a magnifying glass, and its key while it is empty."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from lesvisit.ui.icons import Icon, paint_icon
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import name_widget
from lesvisit.ui.widgets.keycap import keycap_size, paint_keycap


class SearchField(QLineEdit):
    """Esc empties it and goes back to the list (`left`); Down and Enter go to the list too."""

    left = Signal()

    def __init__(self, theme: Theme, words: str, key: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self._key = theme, key
        name_widget(self, name, words)
        self.setPlaceholderText(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._fit()
        theme.changed.connect(self._fit)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(114), self.theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(96), self.theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, painter = self.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(14)
        glass = QRectF(theme.px(9), (self.height() - side) / 2, side, side)
        paint_icon(painter, glass, Icon.SEARCH, theme.colour("muted"), 2.4)
        if not self.text() and not self.hasFocus():
            cap = keycap_size(theme, self._key)
            corner = QPointF(self.width() - cap.width() - theme.px(6), (self.height() - cap.height()) / 2)
            paint_keycap(painter, theme, QRectF(corner, cap), self._key)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        px = self.theme.px
        self.setFont(self.theme.font(13))
        self.setStyleSheet(f"QLineEdit {{ min-height: 0; padding: 0 {px(6)}px 0 {px(26)}px; }}")
        self.setFixedHeight(px(28))
        self.updateGeometry()
