"""The editor of one line: what is typed, composed or dictated; its keys for keeping and going on are signals."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, Qt, QTextCursor, QTextDocument
from PySide6.QtWidgets import QWidget

from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.text_edit import GrowingTextEdit

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# Keys that take a complete slash code, with what they would type.
TAKES = {Qt.Key.Key_Space: " ", Qt.Key.Key_Tab: "", Qt.Key.Key_Return: "", Qt.Key.Key_Enter: ""}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def _units(text: str) -> int:
    """So many places it has for Qt, which counts an emoji as two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _takes_nothing(_typed: str) -> bool:
    return False


class LineEdit(GrowingTextEdit):
    """One field of a line. `typed` also while an input method composes; keys that leave the text are signals."""

    typed = Signal()
    entered = Signal()
    tabbed = Signal(bool)  # True: forward
    went_up = Signal()
    went_down = Signal()
    escaped = Signal()
    delete_wanted = Signal()
    paged = Signal(int)  # a page up (-1) or down: in the sheet, the focus stays here

    def __init__(
        self,
        theme: Theme,
        *,
        px: float = 17,
        name: str,
        words: str,
        deletes: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, px=px, max_lines=6, bare=True, name=name, words=words, parent=parent)
        self.composing = False
        self.taker: Callable[[str], bool] = _takes_nothing
        self._deletes = deletes
        self._said = ("", False)
        self.textChanged.connect(self._say)
        self.setTabChangesFocus(False)  # Tab comes to keyPressEvent: it may take a code, or open the effect
        self.setProperty("ring", "none")

    def set_px(self, px: float) -> None:
        """Another size of the design (the quiet screen)."""
        self._px = px
        self._on_theme_changed()

    def put(self, text: str, caret: int | None = None) -> None:
        """Shows a text as the start of what is typed: there is nothing to take back in it yet."""
        if self.toPlainText() != text:
            self.setPlainText(text)
        self.document().clearUndoRedoStacks(QTextDocument.Stacks.UndoAndRedoStacks)
        cursor = self.textCursor()
        end = self.document().characterCount() - 1  # Qt counts in UTF-16 units, as the caret was kept
        cursor.setPosition(end if caret is None else min(max(caret, 0), end))
        self.setTextCursor(cursor)

    def before_caret(self) -> str:
        """The text before the caret, for slash codes."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.position())
        cursor.setPosition(0, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().replace("\u2029", "\n")

    def replace_before(self, start: int, text: str) -> None:
        """Puts `text` in the place of everything from sign `start` to the caret, as one step of undo."""
        cursor = self.textCursor()
        end = cursor.position()
        cursor.setPosition(_units(self.before_caret()[:start]))
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def replace_signs(self, spans: Iterable[tuple[int, int, str]]) -> None:
        """Puts other words in these places (in signs), as one step of undo; the caret stays where it was."""
        text, cursor = self.toPlainText(), QTextCursor(self.document())
        cursor.beginEditBlock()
        for start, end, new in sorted(spans, reverse=True):
            self._stretch(cursor, text, start, end)
            cursor.insertText(new)
        cursor.endEditBlock()

    def choose(self, start: int, end: int) -> None:
        """Selects a stretch (in signs)."""
        cursor = self.textCursor()
        self._stretch(cursor, self.toPlainText(), start, end)
        self.setTextCursor(cursor)

    def selected(self) -> str:
        """What is selected."""
        return self.textCursor().selectedText()

    @staticmethod
    def _stretch(cursor: QTextCursor, text: str, start: int, end: int) -> None:
        cursor.setPosition(_units(text[:start]))
        cursor.setPosition(_units(text[:end]), QTextCursor.MoveMode.KeepAnchor)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self._say()

    def _say(self) -> None:
        now = (self.toPlainText(), self.composing)
        if now != self._said:
            self._said = now
            self.typed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._ask(event):
            super().keyPressEvent(event)

    def _ask(self, event: QKeyEvent) -> bool:
        """Keys that leave the text alone; True when it was one of them."""
        key, plain = event.key(), event.modifiers() in _PLAIN
        if plain and key in TAKES and not event.isAutoRepeat() and self.taker(TAKES[Qt.Key(key)]):
            return True
        if key in ENTER and plain and event.isAutoRepeat():
            return True
        wish = self._plain_wish(key) if plain else self._other_wish(key, event.modifiers())
        if wish is not None:
            wish()
        return wish is not None

    def _plain_wish(self, key: int) -> Callable[[], None] | None:
        wishes: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Return: self.entered.emit,
            Qt.Key.Key_Enter: self.entered.emit,
            Qt.Key.Key_Tab: lambda: self.tabbed.emit(True),
            Qt.Key.Key_Backtab: lambda: self.tabbed.emit(False),
            Qt.Key.Key_Escape: self.escaped.emit,
            Qt.Key.Key_PageUp: lambda: self.paged.emit(-1),
            Qt.Key.Key_PageDown: lambda: self.paged.emit(1),
        }
        if key == Qt.Key.Key_Up and self._at_edge(QTextCursor.MoveOperation.Up):
            return self.went_up.emit
        if key == Qt.Key.Key_Down and self._at_edge(QTextCursor.MoveOperation.Down):
            return self.went_down.emit
        return wishes.get(key)

    def _other_wish(self, key: int, modifiers: Qt.KeyboardModifier) -> Callable[[], None] | None:
        if key == Qt.Key.Key_Backtab:
            return lambda: self.tabbed.emit(False)
        if self._deletes and key == Qt.Key.Key_Delete and modifiers == Qt.KeyboardModifier.ControlModifier:
            return self.delete_wanted.emit
        return None

    def _at_edge(self, move: QTextCursor.MoveOperation) -> bool:
        cursor = self.textCursor()
        return not cursor.movePosition(move)
