"""Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) of a room: first the text being typed, then the last act, named at the foot."""

from concurrent.futures import Future
from enum import Enum

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.records import Change
from lesvisit.messages import sentence
from lesvisit.services.session import Session
from lesvisit.ui.words import turned
from lesvisit.ui.workspace import Workspace


class Turn(Enum):
    """Which way the last act goes."""

    BACK = "undo"
    AGAIN = "redo"


def is_key_for(room: QWidget, watched: QObject) -> bool:
    """Is it a key in the window that this room is shown in? Only the focused widget's counts."""
    if not isinstance(watched, QWidget) or watched is not QApplication.focusWidget():
        return False
    return room.isVisible() and watched.window() is room.window()


def wanted(event: QEvent) -> Turn | None:
    """What a key press asks of the room; None for other keys, and where the focused editor turns its own text."""
    if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return None
    if event.matches(QKeySequence.StandardKey.Undo):
        return None if _editor_can(Turn.BACK) else Turn.BACK
    ctrl_y = QKeySequence(event.keyCombination()) == QKeySequence("Ctrl+Y")
    if ctrl_y or event.matches(QKeySequence.StandardKey.Redo):
        return None if _editor_can(Turn.AGAIN) else Turn.AGAIN
    return None


def turn(workspace: Workspace, session: Session, step: str, way: Turn) -> None:
    """Takes back the last act of a step, or does it again, and says which; or why not."""
    act = session.undo if way is Turn.BACK else session.redo
    future: Future[Change] = act(step, workspace.me_id)

    def done(change: Change) -> None:
        workspace.say(turned(workspace.translator, change.how, change.verb))

    def refused(error: BaseException) -> None:
        if not isinstance(error, LesVisitError):
            raise error
        workspace.say(sentence(error, workspace.translator))

    workspace.when(future, done, refused)


def _editor_can(way: Turn) -> bool:
    """Has the focused editor something of its own to take back or to do again?"""
    editor = QApplication.focusWidget()
    back = way is Turn.BACK
    if isinstance(editor, QPlainTextEdit):
        document = editor.document()
        return not editor.isReadOnly() and (document.isUndoAvailable() if back else document.isRedoAvailable())
    if isinstance(editor, QLineEdit):
        return editor.isUndoAvailable() if back else editor.isRedoAvailable()
    return False
