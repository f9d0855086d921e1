"""Keeps what is typed: after a moment of quiet, on leaving the field, on Enter. Nothing typed waits for a button."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QTextDocument
from PySide6.QtWidgets import QLineEdit

from lesvisit.ui.widgets.text_edit import GrowingTextEdit

QUIET_MS = 800
LATEST_MS = 800  # after the first key, also while somebody types on: with the disk, a kill costs at most a second


class QuietCommit(QObject):
    """Watches one editor and says `committed` with each new text, never twice with the same.

    What is committed leaves the editor's own undo: Ctrl+Z first takes back what is being typed, then the last act
    of the room. `show` puts the record's text in, but never over what is being typed. `quiet` off: only on leaving.
    """

    committed = Signal(str)

    def __init__(self, editor: QLineEdit | GrowingTextEdit, *, quiet: bool = True) -> None:
        super().__init__(editor)
        self.editor = editor
        self._kept: str | None = self.text()
        self._composing = False
        self._timer = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._latest = QTimer(self, singleShot=True, interval=LATEST_MS)
        self._latest.timeout.connect(self._on_timeout)
        if quiet:
            editor.textChanged.connect(self._on_text_changed)
        left = editor.editingFinished if isinstance(editor, QLineEdit) else editor.focus_left
        left.connect(self.flush)
        editor.installEventFilter(self)

    def text(self) -> str:
        """What stands in the editor now."""
        return self.editor.text() if isinstance(self.editor, QLineEdit) else self.editor.toPlainText()

    @property
    def typing(self) -> bool:
        """Is there text that was not committed yet?"""
        return self.text() != self._kept

    def refuse(self) -> None:
        """What was committed can't be kept: it stays in the field, as something that is being typed."""
        self._kept = None

    def start(self, text: str) -> None:
        """Another record stands in the field from now on, whatever was typed."""
        self._rest()
        self._kept = text
        if self.text() != text:
            self._put(text)

    def show(self, text: str) -> None:
        """Shows what the record holds. Outer spaces stay while the cursor is in the field."""
        now = self.text()
        if self.typing:
            return
        if now == text or (self.editor.hasFocus() and now.strip() == text.strip()):
            self._kept = now
            return
        self._kept = text
        self._put(text)

    def flush(self) -> None:
        """Commits what is typed now."""
        self._rest()
        text = self.text()
        if text == self._kept:
            return
        self._kept = text
        self._forget_own_undo(text)
        self.committed.emit(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        return False

    def _rest(self) -> None:
        self._timer.stop()
        self._latest.stop()

    def _on_text_changed(self) -> None:
        if not self.typing:
            self._rest()
            return
        self._timer.start()
        if not self._latest.isActive():
            self._latest.start()

    def _on_timeout(self) -> None:
        if self._composing:
            self._timer.start()
        else:
            self.flush()

    def _put(self, text: str) -> None:
        editor = self.editor
        if isinstance(editor, QLineEdit):
            place = editor.cursorPosition()
            editor.setText(text)
            editor.setCursorPosition(place)
            return
        place = editor.textCursor().position()
        editor.setPlainText(text)
        cursor = editor.textCursor()
        cursor.setPosition(min(place, editor.document().characterCount() - 1))  # Qt's own count: an emoji is two
        editor.setTextCursor(cursor)

    def _forget_own_undo(self, text: str) -> None:
        editor = self.editor
        if not isinstance(editor, QLineEdit):
            editor.document().clearUndoRedoStacks(QTextDocument.Stacks.UndoAndRedoStacks)
            return
        place = editor.cursorPosition()
        blocked = editor.blockSignals(True)
        editor.setText(text)  # the only way to empty the undo of a QLineEdit
        editor.blockSignals(blocked)
        editor.setCursorPosition(place)
