"""Share: the lines and who may read them, the paper itself beside them, her yes, and out of the window."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from lesvisit.domain.errors import LesVisitError, NoConsent
from lesvisit.domain.records import Change, Operation
from lesvisit.domain.sharing import Mark, MaskChoice, Paper
from lesvisit.domain.visit import NamesMode
from lesvisit.domain.visit_book import VisitBook
from lesvisit.messages import sentence
from lesvisit.services import share, share_sent
from lesvisit.services.desk import Desk
from lesvisit.services.session import VisitSession
from lesvisit.ui.share.named_pupils import NamedPupils
from lesvisit.ui.share.page_frame import ShareFrame
from lesvisit.ui.share.paper_beside import Beside
from lesvisit.ui.share.paper_lines import first_chooser, lines_for, people_of, to_read, waiting_for
from lesvisit.ui.share.paper_maker import Made, PaperMaker, Wish
from lesvisit.ui.share.paper_outlet import PaperOutlet
from lesvisit.ui.share.refusals import Refusals
from lesvisit.ui.share.state_words import state_words
from lesvisit.ui.share.way_out import WayOut
from lesvisit.ui.share.words import SharedPaper
from lesvisit.ui.went_out import keep_recalled
from lesvisit.ui.workspace import Workspace

PREPARE, DEBRIEF = 0, 2


class SharePage(ShareFrame):
    """The fourth step of the road."""

    give_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.session: VisitSession | None = None
        self.paper = Paper.TEAM
        self.language = workspace.profile.preferences.paper_language or workspace.translator.language
        self.chooser = ""
        self.large = False
        self._stop: Callable[[], None] = lambda: None
        self.maker = PaperMaker(workspace, self)
        self.outlet = PaperOutlet(workspace, self.maker, self)
        self.beside = Beside(workspace, self)
        self.refusals = Refusals(self.error, workspace.translator, self._remedies())
        self.way_out = WayOut(self)
        self.pupils = NamedPupils(self)
        self._connect()

    def _connect(self) -> None:
        self.options.paper_chosen.connect(self._on_paper_chosen)
        self.options.names_chosen.connect(self._on_names_chosen)
        self.options.language_chosen.connect(self._on_language_chosen)
        self.options.chooser_chosen.connect(self._on_chooser_chosen)
        self.options.lock.changed.connect(self._on_password_changed)
        self.options.lock.put_away.connect(lambda: self._on_lock_wanted(False))
        more = self.options.more
        more.lock_wanted.connect(self._on_lock_wanted)
        more.attach_wanted.connect(self._on_attach_wanted)
        self.options.attach.put_away.connect(lambda: self._on_attach_wanted(False))
        more.large_wanted.connect(self._on_large_wanted)
        more.sent_wanted.connect(self.show_sent)
        more.give_wanted.connect(self.give_wanted)
        self.lines.one_act_wanted.connect(self._on_one_act_wanted)
        self.lines.debrief_wanted.connect(lambda: self.step_wanted.emit(DEBRIEF))
        self.lines.table.mark_wanted.connect(self._on_mark_wanted)
        self.lines.table.answered.connect(self._on_answered)
        self.lines.table.went_to.connect(self.into_view)
        self.reading.agreed.connect(self._on_agreed)
        for card in (self.reading, self.sent):
            card.left.connect(self.stop_reading)
        self.sent.recalled.connect(self._on_recalled)
        self.aside.left.connect(lambda: self._on_paper_chosen(Paper.TEAM))
        self.bar.read_wanted.connect(self.start_reading)
        self.bar.save_wanted.connect(self.save)
        self.bar.withdraw_wanted.connect(self._on_withdraw_wanted)
        self.maker.made.connect(self._on_made)
        self.maker.failed.connect(self._on_failed)
        self.beside.found.connect(self._show)
        self.beside.failed.connect(self._on_failed)

    # Coming and going

    def show_visit(self, session: VisitSession) -> None:
        self._stop()
        if session is not self.session:
            self._begin_another()
        self.session = session
        self._stop = session.listen(on_change=self._on_change)
        self.chooser = first_chooser(session.view, self.workspace.me_id)
        self.error.clear()
        self.stop_reading()
        self._show(now=True)

    def _begin_another(self) -> None:
        """Another visit: no password, no saved file and no quiet paper goes from one to the next."""
        self.outlet.forget()
        self.beside.forget()
        self._on_lock_wanted(False)
        self._on_attach_wanted(False)
        self.bar.show_saved(None)
        self.preview.show_nothing()
        if not (self.paper.agreed or self.paper is Paper.PAIR):
            self.paper = Paper.TEAM

    def leave(self) -> None:
        self._stop()
        self._stop = lambda: None
        self.maker.stop()

    def take_focus(self) -> None:
        self.lines.table.setFocus()

    @property
    def view(self) -> VisitBook | None:
        """The visit as it stands now."""
        return self.session.view if self.session else None

    @property
    def desk(self) -> Desk:
        """The desk of who is choosing now."""
        return self.workspace.desk.writing_as(self.chooser)

    # What is shown

    def _on_change(self, _change: Change) -> None:
        self._show()

    def _show(self, now: bool = False) -> None:
        view, session = self.view, self.session
        if view is None or session is None:
            return
        self.options.show_options(self.paper, view.visit.names_mode, self.language)
        self.options.show_choosers(people_of(view), self.chooser)
        found = lines_for(view, self.paper, self.language)
        self.lines.show_lines(found, view.name(view.visit.visited_id), self.paper, bool(share.to_raise(view)))
        self.pupils.look(view, found)
        self._show_state(view, found)
        self._show_reading(view, found)
        self._show_sent(view)
        self._wish(view, session, now)

    def _wish(self, view: VisitBook, session: VisitSession, now: bool) -> None:
        beside = self.beside.of(view, self.paper, self.language)
        if beside is None and self.beside.needs(self.paper):
            return  # it is being read; the pages come then
        wish = Wish(view, self.paper, self.language, self.large, beside)
        self.outlet.follow(wish, session)
        self.maker.wish(wish, now)

    def _show_state(self, view: VisitBook, found: list[share.ShareLine]) -> None:
        words = state_words(self.workspace.translator, view, self.paper, self.language, found)
        self.bar.show_state(words, self.stack.currentWidget() is self.reading)

    def _show_reading(self, view: VisitBook, found: list[share.ShareLine]) -> None:
        if self.stack.currentWidget() is self.reading:
            self.reading.read(to_read(view, self.paper, self.language), {x.id: x for x in found}, people_of(view))

    def _show_sent(self, view: VisitBook) -> None:
        more, found = self.options.more, share_sent.papers_sent(view)
        more.sent, more.has_design, more.large = len(found), bool(view.visit.design_id), self.large
        if self.stack.currentWidget() is self.sent:
            self.sent.show_sent(view, found)

    def _on_made(self, made: Made) -> None:
        self.preview.show_paper(made)

    def _on_failed(self, error: BaseException) -> None:
        self.tell(error)

    # Choosing

    def _on_paper_chosen(self, paper: Paper) -> None:
        if paper is not self.paper:
            self.bar.show_saved(None)
        self.paper = paper
        quiet = self.beside.needs(paper)
        if quiet:
            self.aside.show_paper(paper)
        self.stack.setCurrentWidget(self.aside if quiet else self.lines)
        self.error.clear()
        self.preview.page = 0
        self._show(now=True)

    def _on_large_wanted(self, large: bool) -> None:
        self.large = large
        self._show(now=True)

    def _on_lock_wanted(self, wanted: bool) -> None:
        self.options.more.locked = wanted
        self.options.lock.show_row(wanted)
        self.outlet.password = ""
        self.options.attach.show_for(pair=self.paper is Paper.PAIR, locked=wanted)

    def _on_attach_wanted(self, wanted: bool) -> None:
        self.options.more.attached = wanted
        self.options.attach.want(wanted)
        self.outlet.visit_words = self.options.attach.words

    def _on_password_changed(self, password: str) -> None:
        self.outlet.password = password

    def _on_names_chosen(self, mode: NamesMode) -> None:
        self._do(lambda view: share.set_names_mode(self.desk, view, mode))

    def _on_language_chosen(self, language: str) -> None:
        self.language = language
        self.workspace.profile.remember(paper_language=language)
        self._show(now=True)

    def _on_chooser_chosen(self, person_id: str) -> None:
        self.chooser = person_id

    def _on_mark_wanted(self, line_id: str, mark: Mark) -> None:
        self._do(lambda view: share.set_mark(self.desk, view, line_id, mark))

    def _on_one_act_wanted(self) -> None:
        self._do(lambda view: share.put_on_team(self.desk, view))

    def _on_answered(self, question: share.MaskQuestion, choice: MaskChoice, words: str) -> None:
        try:
            self._do_or_raise(lambda view: share.answer(self.desk, view, question, choice, words))
        except LesVisitError as error:
            self.lines.table.show_wrong(question, sentence(error, self.workspace.translator))
        else:
            self.lines.go_to(question.key.partition("#")[0])

    def _do(self, make: Callable[[VisitBook], Operation | None]) -> None:
        try:
            self._do_or_raise(make)
        except LesVisitError as error:
            self.workspace.say(sentence(error, self.workspace.translator))

    def _do_or_raise(self, make: Callable[[VisitBook], Operation | None]) -> None:
        if self.session is None:
            return
        operation = make(self.session.view)
        if operation is not None:
            self.error.clear()
            self.session.do(operation)

    # Her yes

    def start_reading(self) -> None:
        """Shows exactly what the team will read, to be read to the visited teacher."""
        view = self.view
        if view is None:
            return
        paper = self.paper if self.paper.agreed else Paper.TEAM
        if not view.visit.visited_id:
            self.tell(LesVisitError("no_visited"))
        elif waiting_for(view, paper, self.language):
            self.tell(LesVisitError("words_wait"))
        elif share.is_empty(share.shared_paper(view, self.language, paper)):
            self.tell(NoConsent("board_nothing_shared" if paper is Paper.BOARD else "nothing_shared"))
        else:
            self._read(paper)

    def _read(self, paper: Paper) -> None:
        self.error.clear()
        self.paper = paper
        self.reading.begin()
        self.stack.setCurrentWidget(self.reading)
        self._show()
        self.into_view(self.stack)
        self.reading.take_focus()

    def stop_reading(self) -> None:
        """Back to the lines."""
        if self.stack.currentWidget() is not self.lines:
            if self.beside.needs(self.paper):
                self.stack.setCurrentWidget(self.aside)
                self.aside.back.setFocus()
            else:
                self.stack.setCurrentWidget(self.lines)
                self.lines.table.setFocus()
            self._show()

    def _on_agreed(self, papers: tuple[SharedPaper, ...], person_id: str) -> None:
        desk = self.desk.writing_as(person_id)
        self._do(lambda view: share.give_consent(desk, view, papers, person_id))
        if self.view is not None and share.consent_state(self.view, self.language, self.paper).valid:
            self.stop_reading()
            self.bar.save.setFocus()

    def _on_withdraw_wanted(self) -> None:
        self._do(lambda view: share.withdraw_consent(self.desk, view, self.paper))
        (self.bar.read if self.bar.read.isVisible() else self.lines.table).setFocus()

    # Where papers went

    def show_sent(self) -> None:
        """What left, to be called back by hand."""
        self.stack.setCurrentWidget(self.sent)
        self._show()
        self.into_view(self.stack)
        self.sent.take_focus()

    def _on_recalled(self, record_id: str, recalled: bool) -> None:
        self._do(lambda view: share_sent.recall(self.workspace.desk, view, record_id, recalled))
        record = self.view.book.get(record_id) if self.view is not None else None
        if record is not None:
            keep_recalled(self.workspace, record, recalled)

    # Out, and refusals

    def save(self) -> None:
        """Asks where, and writes the paper that is shown."""
        self.way_out.save()

    def tell(self, error: BaseException) -> None:
        """What happened, what is safe, and one thing to do."""
        self.refusals.tell(error)

    def _remedies(self) -> dict[str, Callable[[], None]]:
        return {
            "read": self.start_reading,
            "prepare": lambda: self.step_wanted.emit(PREPARE),
            "waiting": self._go_to_waiting,
            "save": self.save,
            "lines": self.lines.table.setFocus,
        }

    def _go_to_waiting(self) -> None:
        if self.view is not None:
            for line in waiting_for(self.view, self.paper, self.language):
                self.lines.go_to(line.id)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_E and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.save()
        else:
            super().keyPressEvent(event)
