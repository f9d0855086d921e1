"""The unlock page over a window: what goes on underneath goes on, but can't be seen or reached."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from lesvisit.i18n import Translator
from lesvisit.ui.theme import Theme
from lesvisit.ui.unlock.page import Check, UnlockPage

_REACHES = {QEvent.Type.KeyPress, QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop}


class Cover(QObject):
    """One for a window. The caret returns to where it was. `left`: the question was left unanswered."""

    left = Signal()

    def __init__(self, window: QMainWindow, theme: Theme, translator: Translator) -> None:
        super().__init__(window)
        self._window = window
        self._focused: QWidget | None = None
        self._done: Callable[[Any], None] = lambda _found: None
        self.page = UnlockPage(theme, translator, window)
        self.page.hide()
        self.page.opened.connect(self._on_opened)
        self.page.left.connect(self._on_left)
        window.installEventFilter(self)

    @property
    def is_on(self) -> bool:
        """Is the window covered?"""
        return not self.page.isHidden()

    @property
    def can_leave(self) -> bool:
        """Can it be taken off without any words?"""
        return not self.page.leave.isHidden()

    def put_on(
        self, title: str, why: str, check: Check, done: Callable[[Any], None], *, can_leave: bool = False
    ) -> None:
        """Covers the window until `check` takes the words; `done` gets what it gave."""
        self._done = done
        if not self.is_on:
            self._close_others()
            self._focused = self._window.focusWidget()
        self.page.ask(title, why, check, can_leave=can_leave)
        self._show_page()
        self.page.take_focus()

    def show_wait(self, title: str, why: str) -> None:
        """Covers the window with words alone; painted at once, for whoever keeps the window waiting."""
        self.page.wait(title, why)
        self._show_page()
        self.page.repaint()

    def _show_page(self) -> None:
        self.page.setGeometry(self._window.rect())
        self.page.show()
        self.page.raise_()
        self._let_use(False)  # no key and no Tab goes there; clocks and drafts go on

    def take_off(self) -> None:
        """The window is as it was."""
        self._let_use(True)
        self.page.hide()
        focused, self._focused = self._focused, None
        if focused is not None and isValid(focused) and focused.isVisible():
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def _let_use(self, on: bool) -> None:
        inside = self._window.centralWidget()
        if inside is not None:
            inside.setEnabled(on)

    def _on_opened(self, found: object) -> None:
        self.take_off()
        self._done(found)

    def _on_left(self) -> None:
        self.take_off()
        self.left.emit()

    def _close_others(self) -> None:
        """Lists and dialogs that stand over the window, in each other too, show what is in it."""
        for other in QApplication.topLevelWidgets():
            if other is not self._window and other.isVisible():
                other.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the window, which hears no key itself and takes nothing that is dropped on it."""
        if self.is_on and event.type() in _REACHES:
            event.ignore()
            return True
        if self.is_on and event.type() == QEvent.Type.Resize:
            self.page.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)
