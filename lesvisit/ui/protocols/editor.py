"""One debrief protocol: left the model and its steps, right the fields of what is chosen; a faulty one is kept."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.services.session import Session
from lesvisit.ui.icons import Icon
from lesvisit.ui.protocols import words
from lesvisit.ui.protocols.form import Form
from lesvisit.ui.protocols.forms import StepForm, WholeForm
from lesvisit.ui.protocols.open_protocol import OpenProtocol
from lesvisit.ui.protocols.scroll import TwoParts
from lesvisit.ui.protocols.step_list import WHOLE, StepList
from lesvisit.ui.theme import BOLD
from lesvisit.ui.widgets.buttons import LinkButton, MainButton
from lesvisit.ui.widgets.error_bar import ErrorBar
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.saved_mark import SavedMark
from lesvisit.ui.widgets.segmented import Segmented
from lesvisit.ui.workspace import Workspace


class ProtocolEditor(QWidget):
    """`back_wanted` to the list; `use_wanted` and `export_wanted` when nothing is wrong."""

    back_wanted = Signal()
    use_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("protocolEditor")
        self.workspace, self.theme, self.translator = workspace, workspace.theme, workspace.translator
        self.opened = OpenProtocol(workspace, self)
        self._stop: Callable[[], None] = lambda: None
        self._strict = False  # what is just not filled in yet is said at its field too
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self.translator.gettext, self.theme
        self.back = LinkButton(theme, _("All conversation models"), icon=Icon.BACK, name="protocolBack")
        self.title = PlainLabel(theme, px=28, weight=BOLD, name="protocolTitle")
        self.length = PlainLabel(theme, px=13, tone="muted", name="protocolLength")
        self.language = Segmented(theme, name="protocolLanguage")
        self.language.set_words(_("Language of the texts"))
        self.language.set_choices([(key, _(text)) for key, text in words.LANGUAGES.items()])
        self.export = LinkButton(theme, _("Save as a file…"), name="protocolExport")
        self.error = ErrorBar(theme, name="protocolError")
        self.steps = StepList(self.opened)
        self.whole = WholeForm(self.opened)
        self.step = StepForm(self.opened)
        self.saved = SavedMark(theme, name="protocolSaved")
        self.faults = LinkButton(theme, "", name="protocolFaults")
        self.use = MainButton(theme, _("Lead the talk by it"), name="protocolUse")

    def _build_layout(self) -> None:
        self._head = QVBoxLayout()
        first = QHBoxLayout()
        first.addWidget(self.back)
        first.addStretch(1)
        first.addWidget(self.export)
        first.addWidget(self.language)
        self._head.addLayout(first)
        for widget in (self.title, self.length, self.error):
            self._head.addWidget(widget)
        fields = QWidget()
        column = QVBoxLayout(fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.whole)
        column.addWidget(self.step)
        self.parts = TwoParts(self.theme, self.steps, fields, name="protocolScroll")
        foot = QFrame()
        foot.setObjectName("bottomBar")
        self._foot = QHBoxLayout(foot)
        self._foot.addWidget(self.saved)
        self._foot.addWidget(self.faults)
        self._foot.addStretch(1)
        self._foot.addWidget(self.use)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._head)
        whole.addWidget(self.parts, 1)
        whole.addWidget(foot)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._head.setContentsMargins(px(32), px(12), px(32), px(4))
        self._head.setSpacing(px(4))
        self._foot.setContentsMargins(px(32), px(9), px(32), px(9))
        self._foot.setSpacing(px(16))

    def _connect(self) -> None:
        self.theme.changed.connect(self._space)
        self.back.clicked.connect(self.back_wanted)
        self.language.choice_made.connect(self._on_language_chosen)
        self.steps.step_wanted.connect(self.show_step)
        self.steps.enter_wanted.connect(self._on_enter_wanted)
        self.faults.clicked.connect(self.go_to_problem)
        self.export.clicked.connect(lambda: self._when_sound(self.export_wanted.emit))
        self.use.clicked.connect(lambda: self._when_sound(self.use_wanted.emit))
        self.error.button_chosen.connect(self.error.clear)
        self.opened.changed.connect(lambda _change: self.refresh())
        self.destroyed.connect(lambda: self._stop())  # noqa: PLW0108 - a session outlives a page; the stop of then

    # Opening and leaving

    def open(self, session: Session, *, for_visit: bool) -> None:
        """Shows this protocol; without a visit there is no talk to lead."""
        self.close_protocol()
        self.opened.open(session)
        self._stop = session.listen(on_saved=self._on_saved, on_refused=self._on_refused)
        self._strict = False
        self.use.setVisible(for_visit)
        self.language.set_value(self.opened.language)
        self.error.clear()
        self.saved.clear()
        self.step.step_id = ""
        self.whole.start()
        self.steps.here = WHOLE
        self.refresh()
        self.show_step(WHOLE)
        if self.opened.protocol.name:
            self.steps.take_focus()
        else:
            self.whole.go()

    def close_protocol(self) -> None:
        """What is being typed is kept; no protocol is open."""
        self.flush()
        self._stop()
        self._stop = lambda: None
        self.opened.close()

    def flush(self) -> None:
        """Keeps what is being typed."""
        if self.opened.session is not None:
            self.whole.flush()
            self.step.flush()

    @property
    def form(self) -> Form:
        """The fields of what is chosen."""
        return self.step if self.steps.here else self.whole

    def show_step(self, step_id: str) -> None:
        """The fields of a step, or of the model itself."""
        if self.opened.session is None:
            return
        self.steps.set_here(step_id)
        self.whole.setVisible(not self.steps.here)
        self.step.setVisible(bool(self.steps.here))
        if self.steps.here:
            self.step.open_step(self.steps.here)
        self._show_problems()

    def refresh(self) -> None:
        """Shows what the protocol now holds."""
        if self.opened.session is None:
            return
        protocol = self.opened.protocol
        if self.steps.here not in ("", *(s.id for s in protocol.steps)):
            self.show_step(WHOLE)
        self.title.setText(words.title(self.translator, protocol))
        self.length.setText(words.length(self.translator, protocol))
        self.whole.refresh()
        self.step.refresh()
        self._show_problems()

    # What is wrong

    def _show_problems(self) -> None:
        problems = self.opened.problems
        places = [(*self._step_and_rest(p.path), p.words(self.translator)) for p in problems]
        self.steps.refresh({step_id for step_id, _rest, _said in places} if self._strict else set())
        here = {rest: said for step_id, rest, said in places if step_id == self.steps.here}
        self.form.show_problems(here if self._strict else {k: v for k, v in here.items() if not self._is_blank(k)})
        self.faults.setText(words.faults(self.translator, len(problems)) if problems else "")
        self.faults.setVisible(bool(problems))

    def _is_blank(self, path: str) -> bool:
        """A text that is just not typed yet is no fault to be told while somebody is still at it."""
        bound = next((b for b in self.form.bound if b.field.objectName() == f"field_{path}Field"), None)
        return bound is not None and not bound.field.text().strip()

    def _step_and_rest(self, path: str) -> tuple[str, str]:
        """`steps[2].minutes` as the step's id and `minutes`; else the model itself and the whole path."""
        for place, step in enumerate(self.opened.protocol.steps):
            start = f"steps[{place}]."
            if path.startswith(start):
                return step.id, path.removeprefix(start)
        return WHOLE, path

    def go_to_problem(self) -> None:
        """To the first thing that is not right yet."""
        self._strict = True
        self._show_problems()
        problems = self.opened.problems
        if problems:
            step_id, rest = self._step_and_rest(problems[0].path)
            self.show_step(step_id)
            if rest == "steps":
                self.steps.tools.buttons[0].setFocus()
            else:
                self.form.go(rest)

    def _when_sound(self, act: Callable[[], None]) -> None:
        """Does it when nothing is wrong; else says what is, and leads there."""
        self.flush()
        if not self.opened.problems:
            act()
            return
        _, count = self.translator.gettext, words.faults(self.translator, len(self.opened.problems))
        self.workspace.say(_("{faults}, so this model can’t lead a talk yet. It is kept as it is.", faults=count))
        self.go_to_problem()

    # Acting

    def _on_enter_wanted(self) -> None:
        self.form.go()

    def _on_language_chosen(self, language: str) -> None:
        self.flush()
        self.opened.show_language(language)
        self.whole.start()
        self.step.start()

    def _on_saved(self, _op_id: str, at: datetime) -> None:
        _, time = self.translator.gettext, self.translator.time(at.astimezone(), seconds=True)
        self.saved.show_saved(_("Saved {time}", time=time))

    def _on_refused(self, op_id: str, _error: object) -> None:
        if not op_id.startswith(("undo-", "redo-")):  # then nothing was there to take back
            self.saved.show_error(self.translator.gettext("Not saved"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from the fields to the steps, and from there to the list."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.steps.isAncestorOf(QApplication.focusWidget() or self):
            self.back_wanted.emit()
        else:
            self.steps.take_focus()
