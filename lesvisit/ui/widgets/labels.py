"""Labels for user text (always plain), and the thin rule between parts."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from lesvisit.ui.theme import REGULAR, Theme
from lesvisit.ui.tokens import Role
from lesvisit.ui.widgets.base import name_widget

_TONE_ROLES: dict[Role, QPalette.ColorRole] = {
    "ink": QPalette.ColorRole.WindowText,
    "muted": QPalette.ColorRole.PlaceholderText,
    "accent": QPalette.ColorRole.Link,
    "on": QPalette.ColorRole.HighlightedText,
}


class PlainLabel(QLabel):
    """Text as it was typed: never rich text; wraps, or ends in an ellipsis when `elide` is set."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        px: float = 15,
        weight: QFont.Weight = REGULAR,
        tone: Role = "ink",
        italic: bool = False,
        wrap: bool = True,
        elide: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._px, self._weight, self._italic, self._tone, self._elide = px, weight, italic, tone, elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap and not elide)
        name_widget(self, name)
        self.setText(text)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def set_tone(self, tone: Role) -> None:
        """Gives the text another colour role."""
        self._tone = tone
        self._paint_in_tone()

    def set_type(self, px: float, weight: QFont.Weight = REGULAR) -> None:
        """Gives the text another size and weight of the design."""
        self._px, self._weight = px, weight
        self.setFont(self.theme.font(px, weight, self._italic))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(self.theme.px(24), hint.height()) if self._elide else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elide:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        shown = self._shown()
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._elide:
            self.setToolTip("" if self._shown() == self.text() else plain_tip(self.text()))

    def _shown(self) -> str:
        metrics = QFontMetrics(self.font())
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def _on_theme_changed(self) -> None:
        self.setFont(self.theme.font(self._px, self._weight, self._italic))
        self._paint_in_tone()

    def _paint_in_tone(self) -> None:
        if self._tone in _TONE_ROLES:
            self.setForegroundRole(_TONE_ROLES[self._tone])
            return
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.WindowText, self.theme.colour(self._tone))
        self.setPalette(palette)
        self.setForegroundRole(QPalette.ColorRole.WindowText)


def plain_tip(text: str) -> str:
    """A tool tip that shows user text as typed: Qt guesses rich text in tool tips, so it is escaped."""
    return f"<p>{escape(text)}</p>" if text else ""


class Rule(QFrame):
    """A separator one pixel thin."""

    def __init__(self, theme: Theme, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "rule")
        self._vertical = vertical
        self.theme = theme
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        if self._vertical:
            self.setFixedWidth(self.theme.line_width)
        else:
            self.setFixedHeight(self.theme.line_width)
