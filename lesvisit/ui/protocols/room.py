"""The room of conversation models: the list, the editor, files in and out, and undo for what is done in it."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.records import Change, ScopeKind
from lesvisit.domain.template import Protocol
from lesvisit.messages import sentence
from lesvisit.services import protocols
from lesvisit.services.session import Session
from lesvisit.ui.protocol_shelf import ProtocolShelf
from lesvisit.ui.protocols import words
from lesvisit.ui.protocols.editor import ProtocolEditor
from lesvisit.ui.protocols.files import ProtocolFiles
from lesvisit.ui.protocols.list_page import ListPage
from lesvisit.ui.turning import Turn, turn, wanted
from lesvisit.ui.workspace import Workspace


class ProtocolsRoom(QWidget):
    """`back_wanted`; `chosen` with the protocol that is to lead the talk of the visit."""

    back_wanted = Signal()
    chosen = Signal(object)  # Protocol

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("protocolsRoom")
        self.workspace = workspace
        self.for_visit = False
        self._last: Session | None = None  # where the last act in the list was made: for undo
        self.shelf = ProtocolShelf(workspace, self)
        self.page = ListPage(workspace, self.shelf)
        self.editor = ProtocolEditor(workspace)
        self.files = ProtocolFiles(workspace, self)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.page)
        self.stack.addWidget(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
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
        detail.package.clicked.connect(lambda: self._as_package(page.current, detail.name.text()))
        detail.away.clicked.connect(self._take_away)
        editor.back_wanted.connect(self.show_list)
        editor.use_wanted.connect(lambda: self._use(editor.opened.id))
        editor.export_wanted.connect(lambda: self._export(editor.opened.id))
        self.files.arrived.connect(self._on_file_arrived)
        self.files.refused.connect(self._on_refused)
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
        book, operation = protocols.new_protocol(self.workspace.desk, protocol)
        session = self.workspace.new_session(book)
        session.do(operation)
        self._show_editor(session)

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
            _ = self.workspace.translator.gettext
            name = words.title(self.workspace.translator, protocols.record_of(session.book).payload)
            self.workspace.say(_("“{name}” was taken away. Ctrl+Z brings it back.", name=name))

        self.shelf.open(self.page.current, away)

    def _on_file_arrived(self, protocol: Protocol) -> None:
        self.page.error.clear()
        self.page.show_for(for_visit=self.for_visit, current=protocol.id)
        self.shelf.load()
        name = words.title(self.workspace.translator, protocol)
        self.workspace.say(self.workspace.translator.gettext("“{name}” is here.", name=name))

    def _on_refused(self, error: LesVisitError) -> None:
        _ = self.workspace.translator.gettext
        here = self.editor.error if self.stack.currentWidget() is self.editor else self.page.error
        here.show_error(_("That can’t be done."), sentence(error, self.workspace.translator), _("All right"))

    def _on_workspace_changed(self, change: Change) -> None:
        if self.isVisible() and ProtocolShelf.is_own(self.workspace.session(change.scope_id)):
            self.shelf.load()

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
        """First the text being typed is taken back, then the last act in this model (or in the list)."""
        here = watched is QApplication.focusWidget() and self.isVisible()
        way = wanted(event) if here else None
        if way is not None:
            self.turn(way)
            return True
        return super().eventFilter(watched, event)

    def turn(self, way: Turn) -> None:
        """Takes back the last act, or does it again, and says which."""
        session = self.editor.opened.session or self._last
        if session is not None:
            self.editor.flush()
            turn(self.workspace, session, protocols.STEP, way)
