"""The room of lesson designs: the list, one design, and undo for what is done in it."""

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.records import Change, ScopeKind
from lesvisit.messages import sentence
from lesvisit.services import designs
from lesvisit.services.session import Session
from lesvisit.ui.designs.editor import DesignEditor
from lesvisit.ui.designs.list_page import DesignListPage
from lesvisit.ui.words import turned
from lesvisit.ui.workspace import Workspace

_CTRL_Y = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y)


class DesignsRoom(QWidget):
    """`visit_wanted` with a design and its version; `example_wanted`: the demo visit with its design."""

    visit_wanted = Signal(str, str)
    example_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("designsRoom")
        self.workspace = workspace
        self.list = DesignListPage(workspace)
        self.editor = DesignEditor(workspace)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self._connect()

    def _connect(self) -> None:
        self.list.design_chosen.connect(self.open)
        self.list.new_wanted.connect(self.make_new)
        self.list.example_wanted.connect(self.example_wanted)
        self.editor.back_wanted.connect(self.show_list)
        self.editor.visit_wanted.connect(self.visit_wanted)
        self.workspace.changed.connect(self._on_workspace_changed)

    # What the window asks

    def show_room(self, design_id: str = "") -> None:
        """The list, or one design."""
        if design_id:
            self.open(design_id)
        else:
            self.show_list()

    def leave(self) -> None:
        """What is being typed is kept now."""
        self.editor.close_design()
        self.stack.setCurrentWidget(self.list)

    def show_list(self) -> None:
        """All designs."""
        self.editor.close_design()
        self.stack.setCurrentWidget(self.list)
        self.list.load(focus=True)

    def open(self, design_id: str) -> None:
        """One design."""
        self.workspace.open_design(design_id, self._show_design)

    def make_new(self) -> None:
        """A new design, with the cursor in its title."""
        book, operation = designs.new_design(self.workspace.desk, "")
        session = self.workspace.new_session(book)
        session.do(operation)
        self._show_design(session)

    def _show_design(self, session: Session) -> None:
        self.stack.setCurrentWidget(self.editor)
        self.editor.open(session)

    def _on_workspace_changed(self, change: Change) -> None:
        session = self.workspace.session(change.scope_id)
        of_design = session is not None and session.book.scope_kind is ScopeKind.DESIGN
        if of_design and self.isVisible() and self.stack.currentWidget() is self.list:
            self.list.load()

    # Undo and redo

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y): first the text being typed, then the last act in this design."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._is_here(watched):
            if event.matches(QKeySequence.StandardKey.Undo) and not _editor_can(back=True):
                self.turn(back=True)
                return True
            if _is_redo(event) and not _editor_can(back=False):
                self.turn(back=False)
                return True
        return super().eventFilter(watched, event)

    def _is_here(self, watched: QObject) -> bool:
        return watched is QApplication.focusWidget() and self.editor.opened.session is not None and self.isVisible()

    def turn(self, *, back: bool) -> None:
        """Takes back the last act in this design, or does it again, and says which."""
        session = self.editor.opened.session
        if session is None:
            return
        self.editor.flush()
        turn = session.undo if back else session.redo
        self.workspace.when(turn(designs.STEP, self.workspace.me_id), self._on_turned, self._on_not_turned)

    def _on_turned(self, change: Change) -> None:
        self.workspace.say(turned(self.workspace.translator, change.how, change.verb))

    def _on_not_turned(self, error: BaseException) -> None:
        if not isinstance(error, LesVisitError):
            raise error
        self.workspace.say(sentence(error, self.workspace.translator))


def _is_redo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Redo) or event.keyCombination() == _CTRL_Y


def _editor_can(*, back: bool) -> bool:
    """Has the focused editor something of its own to take back or to do again?"""
    editor = QApplication.focusWidget()
    if isinstance(editor, QPlainTextEdit):
        document = editor.document()
        return not editor.isReadOnly() and (document.isUndoAvailable() if back else document.isRedoAvailable())
    if isinstance(editor, QLineEdit):
        return editor.isUndoAvailable() if back else editor.isRedoAvailable()
    return False
