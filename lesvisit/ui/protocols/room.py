"""The room of conversation models: the list, the editor, files in and out, and undo for what is done in it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lesvisit.domain.records import Change, ScopeKind
from lesvisit.domain.template import Protocol
from lesvisit.services import protocols
from lesvisit.services.session import Session
from lesvisit.ui.own_room import OwnRoom
from lesvisit.ui.protocol_shelf import ProtocolShelf
from lesvisit.ui.protocols import words
from lesvisit.ui.protocols.editor import ProtocolEditor
from lesvisit.ui.protocols.files import ProtocolFiles
from lesvisit.ui.protocols.list_page import ListPage
from lesvisit.ui.workspace import Workspace


class ProtocolsRoom(OwnRoom):
    """`back_wanted`; `chosen` with the protocol that is to lead the talk of the visit."""

    back_wanted = Signal()
    chosen = Signal(object)  # Protocol

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "protocolsRoom", parent)
        self.for_visit = False
        self._last: Session | None = None  # where the last act in the list was made: for undo
        self.shelf = ProtocolShelf(workspace, self)
        self.page = ListPage(workspace, self.shelf)
        self.editor = ProtocolEditor(workspace)
        self.files = ProtocolFiles(workspace, self)
        self.lay_out({self.page: self.page.error, self.editor: self.editor.error})
        self._connect()

    def _connect(self) -> None:
        page, detail, editor = self.page, self.page.detail, self.editor
        self.shelf.changed.connect(page.refresh)
        page.back_wanted.connect(self.back_wanted)
        page.new_wanted.connect(lambda: self._make(None))
        page.import_wanted.connect(self.files.ask_and_open)
        detail.use.clicked.connect(lambda: self._use(page.current))
        detail.change.clicked.connect(lambda: self.open(page.current))
        detail.copy.clicked.connect(self._copy)
        detail.export.clicked.connect(lambda: self._export(page.current))
        detail.choose.clicked.connect(
            lambda: self.workspace.choices_wanted.emit(ScopeKind.PROTOCOL, self.page.current)
        )
        detail.package.clicked.connect(lambda: self._as_package(page.current, detail.name.text()))
        detail.away.clicked.connect(self._take_away)
        editor.back_wanted.connect(self.show_list)
        editor.use_wanted.connect(lambda: self._use(editor.opened.id))
        editor.export_wanted.connect(lambda: self._export(editor.opened.id))
        self.files.arrived.connect(self._on_file_arrived)
        self.files.refused.connect(self.refuse)
        self.workspace.changed.connect(self._on_workspace_changed)

    # What the window asks

    def show_room(self, *, for_visit: bool, current: str = "") -> None:
        """The list: to choose one for a visit, or for itself."""
        self.for_visit = for_visit
        self._last = None
        self.show_list(current)

    def leave(self) -> None:
        """What is being typed is kept now."""
        self.editor.flush()

    def show_list(self, current: str = "") -> None:
        """All of them; the one that was edited is looked at."""
        edited = self.editor.opened.id or current
        self.editor.close_protocol()
        self.stack.setCurrentWidget(self.page)
        self.page.show_for(for_visit=self.for_visit, current=edited)
        self.page.take_focus()
        self.shelf.load()

    def open(self, protocol_id: str) -> None:
        """One of the school's own, to be changed."""
        self.shelf.open(protocol_id, self._show_editor)

    def _make(self, protocol: Protocol | None) -> None:
        self._show_editor(self.make_session(protocols.new_protocol(self.workspace.desk, protocol)))

    def _show_editor(self, session: Session) -> None:
        self.stack.setCurrentWidget(self.editor)
        self.editor.open(session, for_visit=self.for_visit)

    # What is done with one

    def _copy(self) -> None:
        entry = self.page.entry
        if entry is not None:
            self._make(protocols.copy_of(entry.protocol))

    def _use(self, protocol_id: str) -> None:
        if self.for_visit:
            self.shelf.use(protocol_id, self.chosen.emit)

    def _export(self, protocol_id: str) -> None:
        """A version of the school's own that leaves counts as used."""
        self.shelf.use(protocol_id, self._ask_and_save)

    def _as_package(self, protocol_id: str, title: str) -> None:
        self.workspace.package_wanted.emit(ScopeKind.PROTOCOL, protocol_id, title)

    def _ask_and_save(self, protocol: Protocol) -> None:
        self.files.ask_and_save(protocol)

    def _take_away(self) -> None:
        def away(session: Session) -> None:
            session.do(protocols.take_away(self.workspace.desk, session.book))
            self._last = session
            self.say_taken_away(words.title(self.workspace.translator, protocols.record_of(session.book).payload))

        self.shelf.open(self.page.current, away)

    def _on_file_arrived(self, protocol: Protocol) -> None:
        self.page.error.clear()
        self.page.show_for(for_visit=self.for_visit, current=protocol.id)
        self.shelf.load()
        self.say_arrived(words.title(self.workspace.translator, protocol))

    def _on_workspace_changed(self, change: Change) -> None:
        if self.isVisible() and ProtocolShelf.is_own(self.workspace.session(change.scope_id)):
            self.shelf.load()

    # Undo and redo

    def acted_in(self) -> tuple[Session, str] | None:
        session = self.editor.opened.session or self._last
        return None if session is None else (session, protocols.STEP)

    def keep_typed(self) -> None:
        self.editor.flush()
