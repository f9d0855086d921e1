"""Share: the lines and who may read them, the paper itself beside them, her yes, and out of the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from lesvisit.domain.errors import LesVisitError, NoConsent
from lesvisit.domain.records import Change, Operation
from lesvisit.domain.sharing import Mark, MaskChoice, Paper
from lesvisit.domain.team_paper import TeamPaper
from lesvisit.domain.visit import NamesMode
from lesvisit.domain.visit_book import VisitBook
from lesvisit.messages import sentence
from lesvisit.services import share
from lesvisit.services.desk import Desk
from lesvisit.services.session import VisitSession
from lesvisit.ui.share.agreed_bar import AgreedBar
from lesvisit.ui.share.lines_card import LinesCard
from lesvisit.ui.share.options import PaperOptions
from lesvisit.ui.share.paper_maker import Made, PaperMaker, Wish
from lesvisit.ui.share.paper_out import CAN_PRINT
from lesvisit.ui.share.paper_outlet import PaperOutlet
from lesvisit.ui.share.preview import PaperPreview
from lesvisit.ui.share.reading import ReadingSheet
from lesvisit.ui.share.state_words import state_words
from lesvisit.ui.step_page import StepPage
from lesvisit.ui.widgets.error_bar import ErrorBar
from lesvisit.ui.widgets.side_by_side import SideBySide
from lesvisit.ui.workspace import Workspace

PREPARE, DEBRIEF = 0, 2
_STACK_BELOW, _PAPER_WIDTH = 980, 432


class SharePage(StepPage):
    """The fourth step of the road."""

    step = "share"
    give_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.session: VisitSession | None = None
        self.paper = Paper.TEAM
        self.language = workspace.profile.preferences.paper_language or workspace.translator.language
        self.chooser = ""
        self._remedy = ""
        self._stop: Callable[[], None] = lambda: None
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        theme, translator = self.theme, self.workspace.translator
        self.error = ErrorBar(theme, name="shareError")
        self.options = PaperOptions(theme, translator)
        self.lines = LinesCard(theme, translator)
        self.reading = ReadingSheet(theme, translator)
        self.preview = PaperPreview(theme, translator)
        self.bar = AgreedBar(theme, translator, CAN_PRINT)
        self.maker = PaperMaker(self.workspace, self)
        self.outlet = PaperOutlet(self.workspace, self.maker, self)

    def _build_layout(self) -> None:
        self.left = QWidget()
        self._left_box = QVBoxLayout(self.left)
        self._left_box.addWidget(self.options)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.lines)
        self.stack.addWidget(self.reading)
        self._left_box.addWidget(self.stack, 1)
        self.side = QFrame()
        self.side.setObjectName("sidePanel")
        side_box = QVBoxLayout(self.side)
        side_box.setContentsMargins(0, 0, 0, 0)
        side_box.addWidget(self.preview)
        self.columns = SideBySide(self.theme, self.left, self.side, stack_below=_STACK_BELOW)
        self.scroll_area = QScrollArea()
        self.scroll_area.setObjectName("shareScroll")
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setWidget(self.columns)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.error)
        box.addWidget(self.scroll_area, 1)
        box.addWidget(self.bar)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._left_box.setContentsMargins(px(24), px(18), px(24), px(16))
        self._left_box.setSpacing(px(12))
        stacked = self.columns.stacked
        self.side.setMinimumWidth(0 if stacked else px(_PAPER_WIDTH))
        self.side.setMinimumHeight(px(620) if stacked else 0)
        self.stack.setMinimumHeight(px(340))
        self.bar.set_narrow(stacked)

    def _connect(self) -> None:
        self.options.paper_chosen.connect(self._on_paper_chosen)
        self.options.names_chosen.connect(self._on_names_chosen)
        self.options.language_chosen.connect(self._on_language_chosen)
        self.options.chooser_chosen.connect(self._on_chooser_chosen)
        self.options.data_wanted.connect(lambda: self._out(self.outlet.ask_and_save_data))
        self.options.give_wanted.connect(self.give_wanted)
        self.lines.one_act_wanted.connect(self._on_one_act_wanted)
        self.lines.debrief_wanted.connect(lambda: self.step_wanted.emit(DEBRIEF))
        self.lines.table.mark_wanted.connect(self._on_mark_wanted)
        self.lines.table.answered.connect(self._on_answered)
        self.lines.table.went_to.connect(self._into_view)
        self.reading.agreed.connect(self._on_agreed)
        self.reading.left.connect(self.stop_reading)
        self.bar.read_wanted.connect(self.start_reading)
        self.bar.save_wanted.connect(self.save)
        self.bar.print_wanted.connect(lambda: self._out(self.outlet.print_paper))
        self.bar.open_wanted.connect(self.outlet.open_saved)
        self.bar.withdraw_wanted.connect(self._on_withdraw_wanted)
        self.maker.made.connect(self._on_made)
        self.maker.failed.connect(self._on_failed)
        self.outlet.saved.connect(self._on_saved)
        self.outlet.data_saved.connect(self._on_data_saved)
        self.outlet.refused.connect(self._on_failed)
        self.error.button_chosen.connect(self._on_error_button_chosen)
        self.columns.stacked_changed.connect(lambda _: self._space())
        self.theme.changed.connect(self._space)

    # Coming and going

    def show_visit(self, session: VisitSession) -> None:
        self._stop()
        if session is not self.session:
            self.outlet.forget()
            self.preview.show_nothing()
        self.session = session
        self._stop = session.listen(on_change=self._on_change)
        self.chooser = self._first_chooser()
        self.error.clear()
        self.stop_reading()
        self._show(now=True)

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

    def _people(self) -> dict[str, str]:
        """The visited teacher first, then the visitors."""
        if self.view is None:
            return {}
        ids = (self.view.visit.visited_id, *self.view.visit.visitor_ids)
        return {i: self.view.name(i) for i in ids if self.view.name(i)}

    def _first_chooser(self) -> str:
        people, me = self._people(), self.workspace.me_id
        if me in people:
            return me
        visitors = [i for i in people if self.view is not None and i in self.view.visit.visitor_ids]
        return visitors[0] if visitors else me

    # What is shown

    def _on_change(self, _change: Change) -> None:
        self._show()

    def _show(self, now: bool = False) -> None:
        view = self.view
        if view is None:
            return
        pair = self.paper is Paper.PAIR
        self.options.show_options(self.paper, view.visit.names_mode, self.language)
        self.options.show_choosers(self._people(), self.chooser)
        found = share.lines(view, self.language)
        visited = view.name(view.visit.visited_id)
        self.lines.show_lines(found, visited, pair, bool(share.to_raise(view)))
        self._show_state(view, found)
        self._show_reading(view, found)
        self.outlet.follow(Wish(view, self.paper, self.language))
        self.maker.wish(Wish(view, self.paper, self.language), now)

    def _show_state(self, view: VisitBook, found: list[share.ShareLine]) -> None:
        words = state_words(self.workspace.translator, view, self.paper, self.language, found)
        self.bar.show_state(words, self.stack.currentWidget() is self.reading)

    def _show_reading(self, view: VisitBook, found: list[share.ShareLine]) -> None:
        if self.stack.currentWidget() is not self.reading:
            return
        paper = share.team_paper(view, self.language)
        state = share.consent_state(view, self.language)
        self.reading.read(paper, state, {x.id: x for x in found}, self._people())

    def _on_made(self, made: Made) -> None:
        self.preview.show_paper(made)

    def _on_failed(self, error: BaseException) -> None:
        self.tell(error)

    # Choosing

    def _on_paper_chosen(self, paper: Paper) -> None:
        self.paper = paper
        if paper is Paper.PAIR:
            self.stop_reading()
        self.preview.page = 0
        self._show(now=True)

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
        paper = share.team_paper(view, self.language)
        waiting = share.blocked(share.lines(view, self.language))
        if not view.visit.visited_id:
            self.tell(LesVisitError("no_visited"))
        elif waiting:
            self.tell(LesVisitError("words_wait"))
        elif share.is_empty(paper):
            self.tell(NoConsent("nothing_shared"))
        else:
            self._read()

    def _read(self) -> None:
        self.error.clear()
        self.paper = Paper.TEAM
        self.stack.setCurrentWidget(self.reading)
        self._show()
        self._into_view(self.stack)
        self.reading.take_focus()

    def stop_reading(self) -> None:
        """Back to the lines."""
        if self.stack.currentWidget() is not self.lines:
            self.stack.setCurrentWidget(self.lines)
            self.lines.table.setFocus()
            self._show()

    def _into_view(self, widget: QWidget) -> None:
        """Where the columns stand under each other."""
        if self.columns.stacked:
            self.scroll_area.ensureWidgetVisible(widget, 0, 0)

    def _on_agreed(self, paper: TeamPaper, person_id: str) -> None:
        self._do(lambda view: share.give_consent(self.desk.writing_as(person_id), view, paper, person_id))
        if self.view is not None and share.consent_state(self.view, self.language).valid:
            self.stop_reading()
            self.bar.save.setFocus()

    def _on_withdraw_wanted(self) -> None:
        self._do(lambda view: share.withdraw_consent(self.desk, view))

    # Out

    def save(self) -> None:
        """Asks where, and writes the paper that is shown."""
        self._out(self.outlet.ask_and_save)

    def _out(self, act: Callable[[], object]) -> None:
        """Refuses a team paper without her yes before anything is asked."""
        view = self.view
        if view is None:
            return
        try:
            if self.paper is Paper.TEAM:
                share.exportable(view, self.language)
        except NoConsent as error:
            self.tell(error)
            return
        self.error.clear()
        act()

    def _on_saved(self, path: Path) -> None:
        self.error.clear()
        self.bar.show_saved(True)
        self.workspace.say(self.workspace.translator.gettext("Saved as {name}.", name=path.name))

    def _on_data_saved(self, path: Path) -> None:
        self.error.clear()
        self.workspace.say(self.workspace.translator.gettext("Saved as {name}.", name=path.name))

    # Refusals

    def tell(self, error: BaseException) -> None:
        """What happened, what is safe, and one thing to do."""
        from lesvisit.ui.share.error_words import error_words

        words = error_words(self.workspace.translator, error)
        self._remedy = words.remedy
        self.error.show_error(words.what, words.safe, words.button)

    def _on_error_button_chosen(self) -> None:
        remedies: dict[str, Callable[[], None]] = {
            "read": self.start_reading,
            "prepare": lambda: self.step_wanted.emit(PREPARE),
            "waiting": self._go_to_waiting,
            "save": self.save,
            "lines": self.lines.table.setFocus,
        }
        self.error.clear()
        remedies.get(self._remedy, lambda: None)()

    def _go_to_waiting(self) -> None:
        if self.view is not None:
            for line in share.blocked(share.lines(self.view, self.language)):
                self.lines.go_to(line.id)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_E and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.save()
        else:
            super().keyPressEvent(event)
