"""The room of observation forms: the gallery, the editor, files in and out, and undo for what is done in it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.records import Change, Operation, ScopeKind
from lesvisit.domain.template import Template
from lesvisit.services import prepare, templates
from lesvisit.services.session import Session, VisitSession
from lesvisit.ui.own_room import OwnRoom
from lesvisit.ui.templates import words
from lesvisit.ui.templates.editor import TemplateEditor
from lesvisit.ui.templates.files import TemplateFiles
from lesvisit.ui.templates.gallery import GalleryPage
from lesvisit.ui.templates.shelf import Entry
from lesvisit.ui.workspace import Workspace

_Last = tuple[Session, str]  # where the last act in the gallery was made: for undo


class TemplatesRoom(OwnRoom):
    """`back_wanted` to the visit; `visit_wanted` a new visit on a template; `try_wanted` a minute with one."""

    back_wanted = Signal()
    visit_wanted = Signal(object)  # Template
    try_wanted = Signal(object)  # Template

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "templatesRoom", parent)
        self.visit: VisitSession | None = None
        self._last: _Last | None = None
        self._stop: Callable[[], None] = lambda: None
        self.gallery = GalleryPage(workspace)
        self.editor = TemplateEditor(workspace)
        self.files = TemplateFiles(workspace, self)
        self.lay_out({self.gallery: self.gallery.error, self.editor: self.editor.error})
        self._connect()

    def _connect(self) -> None:
        gallery, detail, workspace = self.gallery, self.gallery.detail, self.workspace
        gallery.back_wanted.connect(self.back_wanted)
        gallery.new_wanted.connect(self.make_new)
        gallery.import_wanted.connect(self.files.ask_and_open)
        gallery.put_back_wanted.connect(self._put_back)
        for signal, act in (
            (detail.use_wanted, self._use),
            (detail.try_wanted, self._try),
            (detail.edit_wanted, self._edit),
            (detail.copy_wanted, self._copy),
            (detail.export_wanted, self._export),
            (detail.package_wanted, self._as_package),
            (detail.choices_wanted, lambda entry: workspace.choices_wanted.emit(ScopeKind.TEMPLATE, entry.id)),
            (detail.away_wanted, self._take_away),
        ):
            signal.connect(lambda act=act: self._with_entry(act))
        detail.pin_wanted.connect(self._pin)
        self.editor.back_wanted.connect(self.show_gallery)
        self.editor.use_wanted.connect(self._use_edited)
        self.editor.try_wanted.connect(self.try_wanted)
        self.editor.export_wanted.connect(self._export_edited)
        self.files.arrived.connect(self._on_file_arrived)
        self.files.refused.connect(self.refuse)
        self.workspace.changed.connect(self._on_workspace_changed)
        self.destroyed.connect(lambda: self._stop())  # noqa: PLW0108 - a session outlives a page; the stop of then

    # What the window asks

    def show_room(self, visit: VisitSession | None = None, current: str = "") -> None:
        """The gallery: to choose a form for this visit, or for itself; `current` is looked at."""
        self._stop()
        self.visit = visit
        if visit is not None:
            self._stop = visit.listen(on_change=lambda _change: self.gallery.refresh())
        self._last = None
        self.show_gallery(current)

    def leave(self) -> None:
        """What is being typed is kept now."""
        self.editor.flush()

    def resume(self) -> None:
        """Back from a try: everything stands as it was."""
        here = self.editor if self.stack.currentWidget() is self.editor else self.gallery
        here.take_focus()

    def show_gallery(self, current: str = "") -> None:
        """All forms; the one that was edited is looked at."""
        edited = self.editor.opened.id or current
        self.editor.close_template()
        self.stack.setCurrentWidget(self.gallery)
        self.gallery.show_for(self.visit)
        if edited:
            self.gallery.load(focus=True, current=edited)

    def make_new(self) -> None:
        """An empty page, with the cursor in its name."""
        self._make(None)

    def _make(self, template: Template | None) -> None:
        self._show_editor(self.make_session(templates.new_template(self.workspace.desk, template)))

    def open(self, template_id: str) -> None:
        """One of the school's own, to be changed."""
        self.workspace.open_template(template_id, self._show_editor)

    def _show_editor(self, session: Session) -> None:
        self.stack.setCurrentWidget(self.editor)
        self.editor.open(session, for_visit=self.visit is not None)

    # What is done in the gallery

    def _with_entry(self, act: Callable[[Entry], None]) -> None:
        entry = self.gallery.entry
        if entry is not None:
            act(entry)

    def _use(self, entry: Entry) -> None:
        if entry.own is None:
            self._choose(entry.template)
        elif not entry.faults:
            self.workspace.use_template(entry.id, self._choose)

    def _choose(self, template: Template) -> None:
        """It becomes the form of the visit, or of a new one."""
        if self.visit is None:
            self.visit_wanted.emit(template)
            return
        if not prepare.started(self.visit.view):
            self.visit.do(prepare.choose_template(self.workspace.desk, self.visit.view, template))
        self.back_wanted.emit()

    def _try(self, entry: Entry) -> None:
        self.try_wanted.emit(entry.template)

    def _edit(self, entry: Entry) -> None:
        self.open(entry.id)

    def _copy(self, entry: Entry) -> None:
        self._make(templates.copy_of(entry.template))

    def _take_away(self, entry: Entry) -> None:
        def away(session: Session) -> None:
            self._act(session, templates.STEP, templates.take_away(self.workspace.desk, session.book))
            self.say_taken_away(words.title(self.workspace.translator, entry.template))

        self.workspace.open_template(entry.id, away)

    def _put_back(self, template_id: str) -> None:
        def back(session: Session) -> None:
            self._act(session, templates.STEP, templates.put_back(self.workspace.desk, session.book))
            self.gallery.load(focus=True, current=template_id)

        self.workspace.open_template(template_id, back)

    def _pin(self, block_id: str) -> None:
        entry, visit = self.gallery.entry, self.visit
        if entry is None or visit is None:
            return
        try:
            operation = prepare.pin_block(self.workspace.desk, visit.view, entry.template, block_id)
        except LesVisitError as error:
            self.refuse(error)
            return
        self._act(visit, prepare.STEP, operation)

    def _act(self, session: Session, step: str, operation: Operation) -> None:
        session.do(operation)
        self._last = (session, step)
        self.gallery.error.clear()

    # Used from the editor, and files

    def _use_edited(self) -> None:
        if not self.editor.opened.problems:
            self.workspace.use_template(self.editor.opened.id, self._choose)

    def _export(self, entry: Entry) -> None:
        self.files.ask_and_save(entry.template, own=entry.own is not None)

    def _as_package(self, entry: Entry) -> None:
        title = words.title(self.workspace.translator, entry.template)
        self.workspace.package_wanted.emit(ScopeKind.TEMPLATE, entry.id, title)

    def _export_edited(self) -> None:
        self.files.ask_and_save(self.editor.opened.template, own=True)

    def _on_file_arrived(self, template: Template) -> None:
        self.gallery.error.clear()
        self.gallery.load(focus=True, current=template.id)
        self.say_arrived(words.title(self.workspace.translator, template))

    def _on_workspace_changed(self, change: Change) -> None:
        session = self.workspace.session(change.scope_id)
        of_template = session is not None and session.book.scope_kind is ScopeKind.TEMPLATE
        if of_template and self.isVisible() and self.stack.currentWidget() is self.gallery:
            self.gallery.load()

    # Undo and redo

    def acted_in(self) -> _Last | None:
        session = self.editor.opened.session
        return self._last if session is None else (session, templates.STEP)

    def keep_typed(self) -> None:
        self.editor.flush()
