"""What somebody else does in an editor that is being typed in: choosing a word in it, having it kept."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


@runtime_checkable
class Keeps(Protocol):
    """Keeps what is typed in a field, and does so now when it is asked to."""

    def flush(self) -> None: ...


def choose_word(editor: QWidget | None, word: str, *, look: bool = False) -> bool:
    """Selects the last place where the word stands; False when it stands nowhere. `look`: only tells."""
    text = editor.text() if isinstance(editor, QLineEdit) else ""
    text = editor.toPlainText() if isinstance(editor, QPlainTextEdit) else text
    start = text.rfind(word)
    if start < 0 or not word:
        return False
    if not look:
        _select(editor, _units(text[:start]), _units(word))
    return True


def _select(editor: QWidget | None, start: int, length: int) -> None:
    if isinstance(editor, QLineEdit):
        editor.setSelection(start, length)
    elif isinstance(editor, QPlainTextEdit):
        cursor = editor.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)


def _units(text: str) -> int:
    """Qt counts UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def keep_typed(editor: QWidget | None) -> None:
    """What is being typed is kept first: the code goes into what was kept."""
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    for owner in (editor, editor.parentWidget()) if editor is not None else ():
        for child in owner.findChildren(QObject, options=direct) if owner is not None else ():
            if isinstance(child, Keeps):
                child.flush()


def to_end(editor: QWidget | None) -> None:
    """Back to where the typing was: other words came in its place."""
    if isinstance(editor, QLineEdit):
        editor.end(False)
    elif isinstance(editor, QPlainTextEdit):
        editor.moveCursor(QTextCursor.MoveOperation.End)
