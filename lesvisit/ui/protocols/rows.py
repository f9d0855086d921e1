"""A row of a list: its words, something muted behind them, and a sign where something is not right yet."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import ENTER_KEYS, LEFT, RIGHT, PaintedButton, draw_box

_HIGH, _SIDE = 36, 12
_MOVES = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}


class ListRow(PaintedButton):
    """`came` when it has the focus; `asked`: enter, new, up, down, away."""

    came = Signal()
    asked = Signal(str)
    ring_radius = 4

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        self._behind, self._wrong, self._bold = "", False, False
        super().__init__(theme, name=name, parent=parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.came)

    def show_words(
        self, text: str, behind: str = "", *, wrong: bool = False, bold: bool = False, spoken: str = ""
    ) -> None:
        """Its words; `behind` stands at the right."""
        self.setText(text)
        self._behind, self._wrong, self._bold = behind, wrong, bold
        self.setAccessibleName(spoken or ", ".join(part for part in (text, behind) if part))
        self.update()

    def nextCheckState(self) -> None:  # noqa: N802 (Qt's name)
        """Does nothing: the page says where we are."""

    def content_size(self) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(_HIGH))

    def draw(self, painter: QPainter) -> None:
        theme, px, here = self.theme, self.theme.px, self.isChecked()
        rect = QRectF(self.rect())
        if here or self.hovered:
            draw_box(painter, rect, theme.pxf(4), theme.colour("soft" if here else "alt"))
        if here:
            painter.fillRect(QRectF(0, px(6), px(3), rect.height() - px(12)), theme.colour("accent"))
        small = theme.font(13, SEMIBOLD if self._wrong else REGULAR)
        behind = "!" if self._wrong else self._behind
        wide = QFontMetrics(small).horizontalAdvance(behind) if behind else 0
        painter.setFont(small)
        painter.setPen(theme.colour("warn" if self._wrong else "muted"))
        painter.drawText(rect.adjusted(0, 0, -px(_SIDE), 0), RIGHT, behind)
        font = theme.font(15, SEMIBOLD if here or self._bold else REGULAR)
        room = rect.adjusted(px(_SIDE), 0, -px(2 * _SIDE) - wide, 0)
        shown = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        painter.drawText(room, LEFT, shown)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.came.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wish = self._wish(event)
        if wish:
            event.accept()
            self.asked.emit(wish)
            return
        super().keyPressEvent(event)

    def _wish(self, event: QKeyEvent) -> str:
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.AltModifier:
            return _MOVES.get(key, "")
        if key in ENTER_KEYS and not event.isAutoRepeat():
            return "new" if modifiers == Qt.KeyboardModifier.ControlModifier else "enter"
        return "away" if key == Qt.Key.Key_Delete and not event.isAutoRepeat() else ""
