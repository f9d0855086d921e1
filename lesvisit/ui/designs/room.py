"""The room of lesson designs: the list, one design, and undo for what is done in it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.records import Change, ScopeKind
from lesvisit.services import design_versions, designs
from lesvisit.services.session import Session
from lesvisit.ui.designs.editor import DesignEditor
from lesvisit.ui.designs.list_page import DesignListPage
from lesvisit.ui.turning_room import TurningRoom
from lesvisit.ui.widgets.page_stack import PageStack
from lesvisit.ui.workspace import Workspace

if TYPE_CHECKING:
    from lesvisit.ui.designs.compare_page import ComparePage
    from lesvisit.ui.designs.import_page import ImportPage


class DesignsRoom(TurningRoom):
    """`visit_wanted` with a design and its version; `example_wanted`: the demo visit with its design.

    `visit_chosen` with a visit that used a design.
    """

    visit_wanted = Signal(str, str)
    visit_chosen = Signal(str)
    example_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "designsRoom", parent)
        self.list = DesignListPage(workspace)
        self.editor = DesignEditor(workspace)
        self.comparison: ComparePage | None = None
        self.importing: ImportPage | None = None
        self._put_away = ""  # the design that was archived or put back last, for Ctrl+Z in the list
        self.stack = PageStack()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self._connect()

    def _connect(self) -> None:
        self.list.design_chosen.connect(self.open)
        self.list.new_wanted.connect(self.make_new)
        self.list.import_wanted.connect(self.import_design)
        self.editor.opened.gone.connect(self.show_list)
        self.list.example_wanted.connect(self.example_wanted)
        self.editor.back_wanted.connect(self.show_list)
        self.list.away_wanted.connect(self.put_away)
        self.editor.visit_wanted.connect(self.visit_wanted)
        self.editor.visit_chosen.connect(self.visit_chosen)
        self.editor.compare_wanted.connect(self.compare)
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

    def import_design(self) -> None:
        """A lesson plan from a Word file, or text."""
        if self.importing is None:
            from lesvisit.ui.designs.import_page import ImportPage

            self.importing = ImportPage(self.workspace)
            self.importing.back_wanted.connect(self.show_list)
            self.importing.made.connect(self._show_design)
            self.stack.addWidget(self.importing)
        self.stack.setCurrentWidget(self.importing)
        self.importing.begin()

    def compare(self, before_id: str, after_id: str) -> None:
        """Two versions of the open design side by side."""
        if self.comparison is None:
            from lesvisit.ui.designs.compare_page import ComparePage

            self.comparison = ComparePage(self.workspace)
            self.comparison.back_wanted.connect(self._on_compared)
            self.stack.addWidget(self.comparison)
        self.stack.setCurrentWidget(self.comparison)
        opened = self.editor.opened
        self.comparison.compare(opened.design.title, opened.versions, before_id, after_id)

    def _on_compared(self) -> None:
        self.stack.setCurrentWidget(self.editor)
        self.editor.part.compare.setFocus()

    def put_away(self, design_id: str) -> None:
        """A design into the archive, or back into the list."""
        self.workspace.open_design(design_id, self._put_away_now)

    def _put_away_now(self, session: Session) -> None:
        away = not designs.design_record(session.book).payload.archived
        operation = design_versions.put_away(self.workspace.desk, session.book, away)
        if operation is None:
            return
        self._put_away = session.book.scope_id
        session.do(operation)
        _ = self.workspace.translator.gettext
        self.workspace.say(
            _("This design is in the archive now. Ctrl+Z takes that back.")
            if away
            else _("This design is in the list again. Ctrl+Z takes that back.")
        )

    def _show_design(self, session: Session) -> None:
        self.stack.setCurrentWidget(self.editor)
        self.editor.open(session)

    def _on_workspace_changed(self, change: Change) -> None:
        session = self.workspace.session(change.scope_id)
        of_design = session is not None and session.book.scope_kind is ScopeKind.DESIGN
        if session is None or not of_design or not self.isVisible() or self.stack.currentWidget() is not self.list:
            return
        if change.how == "do":
            self.list.show_design(change.scope_id, designs.design_record(session.book).payload)
        else:
            self.list.load()

    # Undo and redo

    def acted_in(self) -> tuple[Session, str] | None:
        """The open design, in the list the one that was put away last."""
        if self.stack.currentWidget() is not self.list:
            session = self.editor.opened.session
        else:
            session = self.workspace.session(self._put_away) if self._put_away else None
        return None if session is None else (session, designs.STEP)

    def keep_typed(self) -> None:
        self.editor.flush()
