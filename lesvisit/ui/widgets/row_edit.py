"""A text in a row of a list: it grows, and its keys say what is wanted of the row."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent
from PySide6.QtWidgets import QWidget

from lesvisit.ui.theme import REGULAR, Theme
from lesvisit.ui.widgets.base import ENTER_KEYS
from lesvisit.ui.widgets.text_edit import GrowingTextEdit

_ARROWS = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}


class RowEdit(GrowingTextEdit):
    """`asked`: next (Enter), new (Ctrl+Enter), up and down (Alt+arrow), away (Backspace when empty).

    With `lines`, Enter makes a line as it does anywhere.
    """

    focus_came = Signal()
    asked = Signal(str)

    def __init__(
        self,
        theme: Theme,
        *,
        px: float = 15,
        weight: QFont.Weight = REGULAR,
        lines: bool = False,
        bare: bool = True,
        name: str = "",
        words: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._weight, self._lines_allowed = weight, lines
        super().__init__(theme, px=px, bare=bare, name=name, words=words, parent=parent)
        if bare:
            self.setProperty("ring", "on")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_came.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wish = "" if self.isReadOnly() else self._wish(event)
        if wish:
            event.accept()
            self.asked.emit(wish)
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """In a row of one paragraph, pasted lines become one."""
        if source.hasText() and not self._lines_allowed:
            self.insertPlainText(" ".join(source.text().split()))
            return
        super().insertFromMimeData(source)

    def _wish(self, event: QKeyEvent) -> str:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in ENTER_KEYS:
            return self._enter(modifiers)
        if modifiers == Qt.KeyboardModifier.AltModifier:
            return _ARROWS.get(Qt.Key(key), "")
        empty = key == Qt.Key.Key_Backspace and not self.toPlainText() and not event.isAutoRepeat()
        return "away" if empty else ""

    def _enter(self, modifiers: Qt.KeyboardModifier) -> str:
        if modifiers == Qt.KeyboardModifier.ControlModifier:
            return "new"
        return "" if self._lines_allowed else "next"

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        self.setFont(self.theme.font(self._px, self._weight))
        self._fit()
