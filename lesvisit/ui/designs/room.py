"""The room of lesson designs: the list, one design, and undo for what is done in it."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from lesvisit.domain.records import Change, ScopeKind
from lesvisit.services import designs
from lesvisit.services.session import Session
from lesvisit.ui.designs.editor import DesignEditor
from lesvisit.ui.designs.list_page import DesignListPage
from lesvisit.ui.turning import Turn, turn, wanted
from lesvisit.ui.workspace import Workspace


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
        """First the text being typed is taken back, then the last act in this design."""
        way = wanted(event) if self._is_here(watched) else None
        if way is not None:
            self.turn(way)
            return True
        return super().eventFilter(watched, event)

    def _is_here(self, watched: QObject) -> bool:
        return watched is QApplication.focusWidget() and self.editor.opened.session is not None and self.isVisible()

    def turn(self, way: Turn) -> None:
        """Takes back the last act in this design, or does it again, and says which."""
        session = self.editor.opened.session
        if session is not None:
            self.editor.flush()
            turn(self.workspace, session, designs.STEP, way)
