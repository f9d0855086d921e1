"""The middle: what the open step asks, and the work that belongs to it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from lesvisit.domain.debrief_steps import work_of
from lesvisit.domain.template import Output, Shows, text_in
from lesvisit.services import debrief, handing_over
from lesvisit.ui.debrief.agreement_earlier import EarlierBlock
from lesvisit.ui.debrief.agreements_block import AgreementsBlock
from lesvisit.ui.debrief.changed_line import ChangedLineBlock
from lesvisit.ui.debrief.closing_blocks import NextVisitBlock, StepTextBlock, SuccessBlock, TakeawayBlock
from lesvisit.ui.debrief.lines_block import LinesBlock
from lesvisit.ui.debrief.memories_block import MemoriesBlock
from lesvisit.ui.debrief.present_block import PresentBlock
from lesvisit.ui.debrief.results_block import ResultsBlock
from lesvisit.ui.debrief.step_shows import StepShows
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.debrief.words import lead_words, title_of
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.empty_state import EmptyState
from lesvisit.ui.widgets.labels import PlainLabel

QUESTIONS, EVIDENCE, AGREEMENTS, TAKEAWAY = "questions", "evidence", "agreements", "takeaway"


class WorkColumn(QFrame):
    """Title, who begins, prompts, and the blocks of the step; the text of what was said ends each step."""

    hand_over_wanted = Signal()

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.talk = talk
        self.theme = talk.workspace.theme
        self._ = talk.workspace.translator.gettext
        self.setObjectName("workColumn")
        self.setProperty("part", "page")
        self._build_widgets()
        self._build_layout()
        self.theme.changed.connect(self._space)

    def _build_widgets(self) -> None:
        _, theme, talk = self._, self.theme, self.talk
        self.title = PlainLabel(theme, px=20, weight=SEMIBOLD, name="stepTitle")
        self.lead = PlainLabel(theme, tone="muted", name="stepLead")
        self.prompts = PlainLabel(theme, name="stepPrompts")
        self.learning = PlainLabel(theme, px=17, weight=SEMIBOLD, name="learningQuestion")
        self.questions = LinesBlock(talk, questions=True)
        self.goals = LinesBlock(talk, questions=False)
        self.no_goals = EmptyState(
            theme,
            _("This visit has no lesson design with goals."),
            _("Talk by the observation questions: link what you saw to them."),
            name="noGoals",
        )
        self.no_questions = EmptyState(
            theme,
            _("There is no observation question yet."),
            _("You can add one under Prepare. Without one: begin with what pupils did."),
            name="noQuestions",
        )
        self.nothing = EmptyState(
            theme,
            _("This visit has no lesson design and no observation question yet."),
            _("Begin with what pupils did. Both can still be filled in under Prepare."),
            name="nothingPrepared",
        )
        self.results = ResultsBlock(talk)
        self.present = PresentBlock(talk)
        self.memories = MemoriesBlock(talk)
        self.step_shows = StepShows(talk)
        self.earlier = EarlierBlock(talk)
        self.agreements = AgreementsBlock(talk)
        self.changed_line = ChangedLineBlock(talk)
        self.success = SuccessBlock(talk)
        self.next_visit = NextVisitBlock(talk)
        self.takeaway = TakeawayBlock(talk)
        self.step_text = StepTextBlock(talk)
        self.hand_over = LinkButton(theme, "", small=False, name="debriefHandOver")
        self.hand_over.clicked.connect(self.hand_over_wanted)

    def _build_layout(self) -> None:
        self._column = QVBoxLayout(self)
        self._heading = QVBoxLayout()
        for widget in (self.title, self.lead, self.prompts):
            self._heading.addWidget(widget)
        self._column.addLayout(self._heading)
        for block in self._blocks():
            self._column.addWidget(block)
        self._column.addWidget(self.hand_over, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._space()

    def _blocks(self) -> list[QWidget]:
        return [
            self.earlier,
            self.memories,
            self.learning,
            self.questions,
            self.no_questions,
            self.goals,
            self.no_goals,
            self.nothing,
            self.step_shows,
            self.agreements,
            self.changed_line,
            self.success,
            self.takeaway,
            self.step_text,
            self.present,
            self.next_visit,
            self.results,
        ]

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(24), px(16), px(14), px(16))
        self._column.setSpacing(px(12))
        self._heading.setSpacing(px(3))

    # What the step shows

    @property
    def shows(self) -> tuple[str, ...]:
        """What stands in the middle of the open step."""
        step = self.talk.step
        return work_of(self.talk.protocol, step) if step else ()

    def open_step(self) -> None:
        """Another step came up: what it is about is opened."""
        shows = self.shows
        self.memories.begin()
        if AGREEMENTS in shows:
            self.agreements.begin()
        self.talk.open_ref(self._first_ref(shows))
        self.refresh()

    def _first_ref(self, shows: tuple[str, ...]) -> str:
        """Stays on the open line where the step has it; looking at evidence begins with what is still to choose."""
        self.goals.refresh()
        self.questions.refresh()
        if EVIDENCE in shows and self.goals.refs:
            return self.talk.ref if self.goals.holds(self.talk.ref) else self.goals.first_to_do()
        if QUESTIONS in shows or EVIDENCE in shows:
            keeps = self.questions.holds(self.talk.ref)
            bare = EVIDENCE in shows and bool(self.questions.refs)
            return self.talk.ref if keeps else (self.questions.refs[0] if bare else "")
        return ""

    def refresh(self) -> None:
        """Reads the visit again."""
        step, view, translator = self.talk.step, self.talk.view, self.talk.workspace.translator
        if step is None:
            return
        self.title.setText(title_of(translator, step))
        self.lead.setText(lead_words(translator, view, step))
        prompts = [text_in(prompt, translator.language) for prompt in step.prompts]
        self.prompts.setText("\n".join(prompts))
        self.prompts.setVisible(bool(prompts))
        self._show_blocks()

    def _show_blocks(self) -> None:
        shows, view = self.shows, self.talk.view
        has_goals, has_questions = bool(view.goals), bool(view.visit.focus_questions)
        evidence = EVIDENCE in shows
        questions = QUESTIONS in shows or (evidence and not has_goals)
        self.learning.setText(view.visit.learning_question)
        shown: dict[QWidget, bool] = {
            self.learning: QUESTIONS in shows and bool(view.visit.learning_question),
            self.questions: questions and has_questions,
            self.no_questions: questions and not has_questions and (has_goals or not evidence),
            self.goals: evidence and has_goals,
            self.no_goals: evidence and not has_goals and has_questions,
            self.nothing: evidence and not has_goals and not has_questions,
            self.results: evidence or Shows.RESULTS in shows,
            self.memories: bool(self.memories.turns),
            self.step_shows: self.step_shows.refresh_for(shows),
            self.present: self._is_first and not self.memories.turns,
            self.earlier: self._is_first and self.earlier.known,
            self.agreements: AGREEMENTS in shows,
            self.changed_line: AGREEMENTS in shows and view.version is not None,
            self.success: AGREEMENTS in shows,
            self.takeaway: TAKEAWAY in shows,
            self.next_visit: TAKEAWAY in shows,
            self.step_text: self._says_text,
        }
        for block, wanted in shown.items():
            if wanted and hasattr(block, "refresh"):
                block.refresh()
            block.setVisible(wanted)
        self._show_hand_over()

    def _show_hand_over(self) -> None:
        """In the last step the visit can go to its owner at once."""
        talk, view = self.talk, self.talk.view
        last = debrief.begun(talk.frame) and talk.next_step is None
        self.hand_over.setVisible(last and handing_over.can_hand_over(view, talk.workspace.me_id))
        self.hand_over.setText(self._("Hand over to {name}", name=view.name(view.visit.visited_id)))

    @property
    def _says_text(self) -> bool:
        """Is what was said typed in this step? Text that stands there already is never hidden."""
        step = self.talk.step
        return step is None or step.output != Output.NONE or bool(debrief.step_text(self.talk.view, step.id))

    @property
    def _is_first(self) -> bool:
        """Is it the step that the talk begins with?"""
        steps = self.talk.steps
        return bool(steps) and self.talk.step is steps[0]

    @property
    def lines(self) -> LinesBlock:
        """The rows that the keys for the open line work on."""
        return self.questions if self.questions.holds(self.talk.ref) else self.goals

    def forget(self) -> None:
        """Another visit: nothing of the one before is left."""
        self.earlier.forget()
        self.agreements.forget()
        self.changed_line.forget()
        self.results.forget()

    def first_field(self) -> QWidget:
        """Where typing begins in the open step."""
        typing = self.memories.first_field()
        if typing is not None:
            return typing
        if self.agreements.isVisibleTo(self) and self.agreements.cards:
            card = self.agreements.cards[-1]
            return card.what.editor if card.form.isVisibleTo(self) else card.head
        if self.takeaway.isVisibleTo(self):
            return self.takeaway.text.editor
        rows = [self.questions.row(ref) for ref in self.questions.refs]
        shown = next((row for row in rows if row is not None and row.isVisibleTo(self)), None)
        return shown or self.step_text.text.editor

    def has_design(self) -> bool:
        """Are there goals to talk by."""
        return bool(self.talk.view.goals)
