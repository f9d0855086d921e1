"""One visit: the step bar above, one of the four steps below, and undo for all of them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from lesvisit.domain.debrief import Debrief
from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.visit_book import VisitBook
from lesvisit.messages import sentence
from lesvisit.services.prepare import started
from lesvisit.services.session import VisitSession
from lesvisit.ui.app_filter import FilterWhileShown
from lesvisit.ui.package_sign import PackageSign
from lesvisit.ui.step_page import StepPage
from lesvisit.ui.turning import Turn, is_key_for, turn, wanted
from lesvisit.ui.widgets.step_bar import StepBar, StepWords
from lesvisit.ui.words import STEPS, class_line, visit_title
from lesvisit.ui.workspace import Workspace

PREPARE, OBSERVE, DEBRIEF, SHARE = range(4)
LOOK_OVER = 4  # no step of the road: the observer's own page between two of them
_PAGE_KEYS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}  # with Ctrl: a step of the road back or on


def _make_prepare(workspace: Workspace) -> StepPage:
    from lesvisit.ui.prepare.page import PreparePage

    return PreparePage(workspace)


def _make_observe(workspace: Workspace) -> StepPage:
    from lesvisit.ui.observe.page import ObservePage

    return ObservePage(workspace)


def _make_debrief(workspace: Workspace) -> StepPage:
    from lesvisit.ui.debrief.page import DebriefPage

    return DebriefPage(workspace)


def _make_share(workspace: Workspace) -> StepPage:
    from lesvisit.ui.share.page import SharePage

    return SharePage(workspace)


def _make_look_over(workspace: Workspace) -> StepPage:
    from lesvisit.ui.lookover.page import LookOverPage

    return LookOverPage(workspace)


# Each page is loaded when it is first gone to: a cold start pays for none of them.
_MAKERS: dict[int, Callable[[Workspace], StepPage]] = {
    PREPARE: _make_prepare,
    OBSERVE: _make_observe,
    DEBRIEF: _make_debrief,
    SHARE: _make_share,
    LOOK_OVER: _make_look_over,
}


class VisitRoom(QWidget):
    """Shows the session that `open` was given. `quiet_wanted`: the whole screen for the lesson, or back."""

    back_wanted = Signal()
    step_shown = Signal(int)
    quiet_wanted = Signal(bool)
    design_wanted = Signal(str)
    chain_wanted = Signal(object)
    templates_wanted = Signal()
    protocols_wanted = Signal()
    give_wanted = Signal()
    hand_over_wanted = Signal()
    choices_wanted = Signal(str)
    let_go_wanted = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("visitRoom")
        self.workspace = workspace
        self.session: VisitSession | None = None
        self.step = PREPARE
        self._pages: dict[int, StepPage] = {}
        self._stop: Callable[[], None] = lambda: None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.bar = StepBar(self.workspace.theme)
        self.bar.set_back_words(self.workspace.translator.gettext("Back to the visits"))
        self.sign = PackageSign(self.workspace)
        self.stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.sign)
        layout.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.bar.step_chosen.connect(self.go)
        self.bar.back_chosen.connect(self.back_wanted)
        self.sign.choices_wanted.connect(self.choices_wanted)
        self.sign.let_go_wanted.connect(self.let_go_wanted)
        FilterWhileShown(self)

    # Going through the road

    def open(self, session: VisitSession, step: int) -> None:
        """Shows a visit at one of its steps."""
        self.close_visit()
        self.session = session
        self._stop = session.listen(on_change=lambda _: self._show_bar(), on_refused=self._on_refused)
        self.go(step)

    def close_visit(self) -> None:
        """What is being typed is kept; the visit goes off the screen."""
        if self.session is not None:
            self._page(self.step).leave()
        self._stop()
        self._stop = lambda: None
        self.session = None

    def keep_typing_safe(self) -> None:
        """What is being typed is kept; the visit stays open."""
        if self.session is not None:
            page = self._page(self.step)
            page.leave()
            page.show_visit(self.session)

    def go(self, step: int) -> None:
        """Shows another step of the same visit."""
        if self.session is None:
            return
        current = self.stack.currentWidget()
        if isinstance(current, StepPage):
            current.leave()
        self.step = step
        if step != PREPARE and started(self.session.view):
            self.workspace.freeze_design(self.session)
        page = self._page(step)
        self.stack.setCurrentWidget(page)
        self.bar.setVisible(step != OBSERVE)
        page.show_visit(self.session)
        self._show_bar()
        page.take_focus()
        self.step_shown.emit(step)

    def _page(self, step: int) -> StepPage:
        if step not in self._pages:
            page = _MAKERS[step](self.workspace)
            page.step_wanted.connect(self.go)
            page.back_wanted.connect(self.back_wanted)
            page.quiet_wanted.connect(self.quiet_wanted)
            for name, signal in (
                ("design_wanted", self.design_wanted),
                ("templates_wanted", self.templates_wanted),
                ("chain_wanted", self.chain_wanted),
                ("protocols_wanted", self.protocols_wanted),
                ("give_wanted", self.give_wanted),
                ("hand_over_wanted", self.hand_over_wanted),
            ):
                wish = getattr(page, name, None)
                if wish is not None:
                    wish.connect(signal)
            done = getattr(page, "done_wanted", None)
            if done is not None:
                done.connect(lambda: self.go(DEBRIEF))
            self._pages[step] = page
            self.stack.addWidget(page)
        return self._pages[step]

    @property
    def page(self) -> StepPage | None:
        """The page of the step that is shown."""
        here = self.stack.currentWidget()
        return here if isinstance(here, StepPage) and self.session is not None else None

    @property
    def _place(self) -> int:
        """Where on the road one is; looking it over belongs to observing."""
        return OBSERVE if self.step == LOOK_OVER else self.step

    def _show_bar(self) -> None:
        if self.session is None:
            return
        _ = self.workspace.translator.gettext
        view = self.session.view
        visited = view.name(view.visit.visited_id)
        rest = " · ".join(p for p in (class_line(view.visit), self._day(view)) if p)
        self.bar.set_title(visit_title(self.workspace.translator, visited), rest)
        words = StepWords(_("still to do"), _("done"), _("here"))
        self.sign.show_visit(view, lesson=self.step == OBSERVE)
        self.bar.set_steps([_(name) for name in STEPS], self._place, done_steps(view), words)

    def _day(self, view: VisitBook) -> str:
        return self.workspace.translator.date(view.visit.day, "EEEEEE d MMMM")

    # Undo and redo

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+PgUp and Ctrl+PgDn go along the road; Ctrl+Z first takes back the text being typed."""
        if not self._is_here(watched):
            return super().eventFilter(watched, event)
        by = _steps_asked(event)
        if by:
            beside = DEBRIEF if self.step == LOOK_OVER and by > 0 else self._place + by * (self.step != LOOK_OVER)
            self.go(min(max(beside, PREPARE), SHARE))
            return True
        way = wanted(event)
        if way is not None:
            self.turn(way)
            return True
        return super().eventFilter(watched, event)

    def _is_here(self, watched: QObject) -> bool:
        return self.session is not None and is_key_for(self, watched)

    def turn(self, way: Turn) -> None:
        """Takes back the last act of this step, or does it again, and says which."""
        if self.session is not None:
            turn(self.workspace, self.session, self._page(self.step).step, way)

    def _on_refused(self, _op_id: str, error: LesVisitError) -> None:
        self.workspace.say(sentence(error, self.workspace.translator))


def done_steps(view: VisitBook) -> set[int]:
    """The steps of the road that lie behind."""
    done: set[int] = set()
    if view.notes or view.ended:
        done.add(PREPARE)
    talk = view.book.first(Debrief)
    began = talk is not None and (talk.payload.started_utc is not None or bool(talk.payload.start))
    if view.ended or began:
        done.add(OBSERVE)
    if talk is not None and talk.payload.ended_utc is not None:
        done.add(DEBRIEF)
    return done


def _steps_asked(event: QEvent) -> int:
    """How many steps along the road a key press asks for: -1, 1, or 0 for other keys."""
    if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return 0
    if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
        return 0
    return _PAGE_KEYS.get(Qt.Key(event.key()), 0)
