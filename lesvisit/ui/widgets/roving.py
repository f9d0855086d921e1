"""Arrow keys inside a group of buttons: one Tab stop, the arrows, Home and End move, Space or Enter chooses."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

from lesvisit.ui.widgets.base import MODIFIERS

_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)


class Roving(QObject):
    """Watches the buttons of one group; the one that had the focus last is the Tab stop."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._buttons: list[QAbstractButton] = []

    def set_buttons(self, buttons: Sequence[QAbstractButton], stop: QAbstractButton | None = None) -> None:
        """Takes these buttons, in order; `stop` (else the first) is where Tab arrives."""
        for button in buttons:
            if button not in self._buttons:
                button.installEventFilter(self)
        self._buttons = list(buttons)
        if self._buttons:
            self.set_stop(stop if stop is not None else self._buttons[0])

    def set_stop(self, stop: QAbstractButton) -> None:
        """Makes this button the one that Tab reaches."""
        for button in self._buttons:
            is_stop = button is stop
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QAbstractButton):
            self.set_stop(watched)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(watched, event)
        return False

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        live = [button for button in self._buttons if button.isEnabled() and button.isVisible()]
        if watched not in live or event.modifiers() & MODIFIERS:
            return False
        target = _target(Qt.Key(event.key()), live.index(watched), len(live))
        if target is None:
            return False
        live[target].setFocus(Qt.FocusReason.TabFocusReason)
        return True


def _target(key: Qt.Key, place: int, count: int) -> int | None:
    if key in _BACK:
        return max(0, place - 1)
    if key in _ON:
        return min(count - 1, place + 1)
    return {Qt.Key.Key_Home: 0, Qt.Key.Key_End: count - 1}.get(key)
