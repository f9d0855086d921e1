"""What every room of the window works with: the open profile, its database, people, texts and theme."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from lesvisit.i18n import Translator
from lesvisit.ui.bridge import Bridge
from lesvisit.ui.theme import Theme

if TYPE_CHECKING:
    from concurrent.futures import Future

    from lesvisit.domain.clock import Clock, Moment
    from lesvisit.domain.records import Book, Change, Operation
    from lesvisit.domain.template import Template
    from lesvisit.domain.visit import Visit
    from lesvisit.domain.visit_book import VisitBook
    from lesvisit.models.database import Database
    from lesvisit.services.desk import Desk
    from lesvisit.services.profile import Profile
    from lesvisit.services.session import Session, VisitSession
    from lesvisit.services.templates import OwnTemplate

# The records and the services are imported by the first act or reading: the first picture does not wait for them.


@dataclass(frozen=True, slots=True)
class Parts:
    """What the composition root hands to the window. `database` may be made when it is first asked for."""

    profile: Profile
    database: Database | Callable[[], Database]
    clock: Clock
    theme: Theme
    translator: Translator
    resources: Path


class Workspace(QObject):
    """Shared by all rooms. `changed` broadcasts every act; `people_changed` new names; `said` a line for the foot."""

    changed = Signal(object)  # Change
    people_changed = Signal()
    said = Signal(str)
    health_changed = Signal()
    language_changed = Signal(str)
    package_wanted = Signal(object, str, str)  # ScopeKind, scope id and title of what is handed on alone
    choices_wanted = Signal(object, str)  # ScopeKind and scope id of what has two versions of a line

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.profile = parts.profile
        self.clock = parts.clock
        self.theme = parts.theme
        self.translator = parts.translator
        self.resources = parts.resources
        self._opened = (parts.clock.now_utc(), parts.clock.elapsed_ms())  # when this run of the app began
        self.bridge = Bridge(self)
        self.started = False
        self._people: Book | None = None
        self._made = parts.database
        self._sessions: dict[str, Session] = {}
        # By visit or design, while the app is open and nowhere else: which code a pupil has, which word is no pupil.
        self.pupil_codes: dict[tuple[str, str], str] = {}
        self.no_pupils: set[tuple[str, str]] = set()

    @property
    def database(self) -> Database:
        """The profile's database: a window that only stands there does not even load its module."""
        if callable(self._made):
            self._made = self._made()
        return self._made

    def start(self) -> None:
        """Opens the database, once; what was asked before waits for it."""
        if not self.started:
            self.started = True
            self.database.on_health = lambda: self.bridge.deliver(self.health_changed.emit)
            self.database.start()

    # Who and when

    @property
    def opened(self) -> Moment:
        """When this run of the app began, by all clocks."""
        from lesvisit.domain.clock import Moment

        return Moment(*self._opened, self.clock.boot_id(), self.clock.zone())

    @property
    def desk(self) -> Desk:
        """The desk of the person whose laptop this is."""
        return self.profile.desk(self.clock)

    @property
    def me_id(self) -> str:
        """The id of that person, an empty text before the welcome."""
        return self.profile.preferences.me_id

    @property
    def people(self) -> Book:
        """The people of this profile, as far as they are read."""
        if self._people is None:
            from lesvisit.services import people

            self._people = people.empty()
        return self._people

    def name(self, person_id: str) -> str:
        """The name of a person, as it is shown."""
        from lesvisit.domain.text import seen
        from lesvisit.services import people

        person = people.by_id(self.people).get(person_id)
        return seen(person.name) if person else ""

    def names(self) -> list[str]:
        """All known names, for completion."""
        from lesvisit.services import people

        return sorted({p.name for p in people.by_id(self.people).values() if p.name})

    def load_people(self, done: Callable[[], None] = lambda: None) -> None:
        """Reads the people of the profile."""
        from lesvisit.services import visits

        def take(book: Book) -> None:
            if len(book.records) >= len(self.people.records):
                newer = [
                    r for r in self.people.records.values() if r.rev > getattr(book.records.get(r.id), "rev", r.rev)
                ]
                self._people = (
                    book.put(newer) if newer else book
                )  # what was done since is still on its way to the disk
                self._know_owner()
                self.people_changed.emit()
            done()

        self.read(visits.people, take)

    def _know_owner(self) -> None:
        """Whose laptop it is stands with the people too: a power cut may have kept it from the preferences."""
        from lesvisit.services import people

        if not self.me_id and (me_id := people.me(people.here(self.people))):
            self.profile.remember(me_id=me_id)

    def people_named(self, names: Sequence[str]) -> tuple[str, ...]:
        """Ids for these names; names that are new are added at once."""
        from lesvisit.services import people

        operation, ids = people.add(self.desk, self.people, names)
        if operation is not None:
            self._do_people(operation)
        return ids

    def say_who_i_am(self, name: str) -> None:
        """The answer to the welcome's question."""
        from lesvisit.services import people

        operation, me_id = people.say_who_i_am(self.desk, self.people, name)
        if people.came_called(self.people, name):
            _ = self.translator.gettext
            self.say(_("Somebody called {name} came by a package too: you are not taken for each other.", name=name))
        self.profile.remember(me_id=me_id)
        self._do_people(operation)

    def say_who_leads(self, person_id: str, leads: bool) -> None:
        """A colleague is a manager of colleagues, or isn't; said in the settings."""
        from lesvisit.services import people

        operation = people.set_leads(self.desk, self.people, person_id, leads, undoable=False)
        if operation is not None:
            self._do_people(operation)

    def set_leads(self, visit: VisitSession, person_id: str, leads: bool) -> None:
        """The same, said while a visit is prepared: undo there takes it back."""
        from lesvisit.domain.records import changed
        from lesvisit.services import people
        from lesvisit.services.session import Session

        beside = people.set_leads(self.desk, self.people, person_id, leads)
        if beside is None:
            return
        head = visit.view.head
        here = self.desk.operation(visit.book, "prepare", "person.leads", (changed(head, head.payload),))
        session = Session(self.people, self.database, self.bridge.deliver)
        session.listen(on_refused=lambda _op, _error: self.load_people(self._reframe_people))
        visit.do_with(here, session, beside)
        self._people = session.book
        self._reframe_people()
        self.people_changed.emit()

    def _do_people(self, operation: Operation) -> None:
        from lesvisit.services import people
        from lesvisit.services.session import Session, VisitSession

        session = Session(self.people, self.database, self.bridge.deliver)
        session.do(operation)
        self._people = session.book
        known = people.by_id(self.people)
        for open_one in self._sessions.values():
            if isinstance(open_one, VisitSession):
                open_one.reframe(people=known)
        self.people_changed.emit()

    # Reading and writing

    def read(
        self,
        work: Callable[[Any], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Reads on the reader's thread and answers on the window's; a refusal is said at the foot."""
        self.bridge.when(self.database.read(work), done, failed or self._on_read_refused)

    def _on_read_refused(self, error: BaseException) -> None:
        from lesvisit.domain.errors import LesVisitError

        if not isinstance(error, LesVisitError):
            raise error
        if self.database.trouble is None:  # else the banner says it
            from lesvisit.messages import sentence

            self.say(sentence(error, self.translator))

    def when(self, future: Future[Any], done: Callable[[Any], None], failed: Any = None) -> None:
        """Answers on the window's thread."""
        self.bridge.when(future, done, failed)

    # Visits and designs that are open

    def start_visit(self, head: Visit | None = None) -> VisitSession:
        """A new visit, ready at once; the disk follows."""
        from lesvisit.domain.visit_book import VisitBook
        from lesvisit.services import people, visits
        from lesvisit.services.library import protocols, templates
        from lesvisit.services.session import VisitSession

        template = next(iter(templates(self.resources)), None)
        protocol = next(iter(protocols(self.resources)), None)
        book, operation = visits.new_visit(self.desk, template, protocol, head=head)
        session = VisitSession(VisitBook(book, people=people.by_id(self.people)), self.database, self.bridge.deliver)
        self._adopt(session)
        session.do(operation)
        return session

    def open_visit(
        self,
        visit_id: str,
        done: Callable[[VisitSession], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """The session of a visit: the one that is open, or read from the disk."""
        from lesvisit.services import visits
        from lesvisit.services.session import VisitSession

        known = self._sessions.get(visit_id)
        if isinstance(known, VisitSession):
            done(known)
            return

        def take(view: VisitBook) -> None:
            session = self._sessions.get(visit_id)
            if not isinstance(session, VisitSession):
                session = VisitSession(view, self.database, self.bridge.deliver)
                self._adopt(session)
            done(session)

        self.read(lambda c: visits.open_visit(c, visit_id), take, failed)

    def reframe_design(self, session: VisitSession) -> None:
        """Puts the design version that the visit's header names around an open visit."""
        visit = session.view.visit
        if not visit.design_id:
            session.reframe(design=None, version=None)
            return

        def take(design: Session) -> None:
            version = design.book.get(visit.version_id)
            header = design.book.get(visit.design_id)
            if version is not None and header is not None:
                session.reframe(design=header.payload, version=version.payload)

        self.open_design(visit.design_id, take)

    def freeze_design(self, session: VisitSession) -> None:
        """The design version that a begun visit stands on never changes again."""
        visit, version = session.view.visit, session.view.version
        if not visit.design_id or not visit.version_id or (version is not None and version.frozen_utc is not None):
            return

        def freeze(design: Session) -> None:
            from lesvisit.services import observe

            record = design.book.get(visit.version_id)
            operation = None if record is None else observe.freeze(self.desk, design.book, record)
            if operation is not None:
                design.do(operation)

        self.open_design(visit.design_id, freeze)

    def open_design(self, design_id: str, done: Callable[[Session], None]) -> None:
        """The session of a lesson design."""
        from lesvisit.services import designs

        self._open_scope(design_id, designs.open_design, done)

    def open_template(self, template_id: str, done: Callable[[Session], None]) -> None:
        """The session of an observation template of the school."""
        from lesvisit.services import templates

        self._open_scope(template_id, templates.open_template, done)

    def open_protocol(self, protocol_id: str, done: Callable[[Session], None]) -> None:
        """The session of a debrief protocol of the school."""
        from lesvisit.services import protocols

        self._open_scope(protocol_id, protocols.open_protocol, done)

    def templates_now(self, stored: Sequence[OwnTemplate]) -> list[OwnTemplate]:
        """The school's own templates as they were read, with those that are open as they are now."""
        from lesvisit.domain.records import ScopeKind
        from lesvisit.services.templates import summary_of

        books = (s.book for s in self._sessions.values() if s.book.scope_kind is ScopeKind.TEMPLATE)
        here = {book.scope_id: summary_of(book) for book in books}
        return [*(here.pop(own.id, own) for own in stored), *here.values()]

    def use_template(self, template_id: str, done: Callable[[Template], None]) -> None:
        """A template of the school as it is put to use now: its version counts up when it differs from the last."""

        def use(session: Session) -> None:
            from lesvisit.services import templates

            template, operation = templates.put_to_use(self.desk, session.book)
            if operation is not None:
                session.do(operation)
            done(template)

        self.open_template(template_id, use)

    def _open_scope(self, scope_id: str, read: Callable[[Any, str], Book], done: Callable[[Session], None]) -> None:
        known = self._sessions.get(scope_id)
        if known is not None:
            done(known)
            return

        def take(book: Book) -> None:
            done(self._sessions.get(scope_id) or self.new_session(book))

        self.read(lambda c: read(c, scope_id), take)

    def new_session(self, book: Book) -> Session:
        """A session over a book that was just made or read."""
        from lesvisit.services.session import Session

        session = Session(book, self.database, self.bridge.deliver)
        self._adopt(session)
        return session

    def session(self, scope_id: str) -> Session | None:
        """A session that is open."""
        return self._sessions.get(scope_id)

    def no_pupils_of(self, scope_id: str) -> frozenset[str]:
        """Folded words of which somebody said that they are no pupil in this visit or design."""
        return frozenset(word for scope, word in tuple(self.no_pupils) if scope == scope_id)

    def forget(self, scope_id: str) -> None:
        """What was read of a scope no longer holds: something of it is erased. The next opening reads it anew."""
        self._sessions.pop(scope_id, None)

    def forget_all(self) -> None:
        """The same for everything, people too: a person is erased."""
        self._sessions.clear()
        self._people = None

    def _adopt(self, session: Session) -> None:
        self._sessions[session.book.scope_id] = session
        session.listen(on_change=self._on_change, on_refused=lambda _op, _error: self.reload(session))

    def reload(self, session: Session) -> None:
        """The disk has something else than this session: it was refused, or came from a file."""
        from lesvisit.services import visits

        scope_id = session.book.scope_id

        def take(book: Book | None) -> None:
            if book is not None:
                session.take_from_disk(book)

        self.read(lambda c: visits.stored_book(c, scope_id), take)

    def _on_change(self, change: Change) -> None:
        from lesvisit.domain.records import ScopeKind

        session = self._sessions.get(change.scope_id)
        if session is not None and session.book.scope_kind is ScopeKind.DESIGN:
            self._follow_design(session)
        self.changed.emit(change)
        for beside in change.beside:
            other = self._sessions.get(beside.scope_id)
            if other is not None:
                other.take(beside)
            elif beside.scope_id == self.people.scope_id:
                self._people = self.people.put(beside.records)
                self._reframe_people()
                self.people_changed.emit()

    def arrived(self, changes: Sequence[Change]) -> None:
        """What a package brought, or took away again: open rooms show it at once."""
        from lesvisit.services.desk import PEOPLE
        from lesvisit.services.session import VisitSession

        for change in changes:
            if change.scope_id == PEOPLE:  # names first: nothing stands there without one
                self._people = self.people.put(change.records)
                self._reframe_people()
                self.people_changed.emit()
        for change in changes:
            session = self._sessions.get(change.scope_id)
            gone = {r.id for r in change.records if r.deleted}
            if isinstance(session, VisitSession) and session.view.head.id in gone:
                self._sessions.pop(change.scope_id)  # the whole visit is gone again
            elif session is not None:
                session.take(change)
            self.changed.emit(change)

    def _reframe_people(self) -> None:
        from lesvisit.services import people
        from lesvisit.services.session import VisitSession

        known = people.by_id(self.people)
        for session in tuple(self._sessions.values()):
            if isinstance(session, VisitSession):
                session.reframe(people=known)

    def _follow_design(self, design: Session) -> None:
        """Open visits on a design show its version as it now is."""
        from lesvisit.services.session import VisitSession

        records = design.book.records
        for session in tuple(self._sessions.values()):
            if isinstance(session, VisitSession):
                version = records.get(session.view.visit.version_id)
                header = records.get(design.book.scope_id)
                if version is not None and header is not None:
                    session.reframe(version=version.payload, design=header.payload)

    # Language

    def set_language(self, language: str) -> None:
        """Another language for the whole window; the rooms are made anew."""
        self.translator = Translator(language, self.translator.locale_dir)
        self.profile.remember(language=language)
        self.language_changed.emit(language)

    def say(self, text: str) -> None:
        """A line at the foot of the window, the only place that speaks."""
        self.said.emit(text)
