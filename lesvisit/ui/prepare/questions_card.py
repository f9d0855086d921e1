"""The learning question of the visited teacher, and the observation questions made from it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.visit import MOST_QUESTIONS
from lesvisit.services import prepare
from lesvisit.services.desk import new_id
from lesvisit.services.session import VisitSession
from lesvisit.ui.icons import Icon, paint_icon
from lesvisit.ui.prepare.part import Part, label_title, visited_name, visitor_name
from lesvisit.ui.prepare.question_row import QuestionRow
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import ThemedWidget
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.follow_focus import chain
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.text_edit import GrowingTextEdit
from lesvisit.ui.workspace import Workspace


class _Arrow(ThemedWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._on_theme_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        paint_icon(painter, self.rect().toRectF(), Icon.ARROW_DOWN, self.theme.colour("accent"), 1.8)
        painter.end()

    def _on_theme_changed(self) -> None:
        self.setFixedSize(self.theme.px(20), self.theme.px(20))
        super()._on_theme_changed()


class QuestionsCard(Part):
    """Rows keep their widget while they move, so that the cursor stays where it is."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._rows: dict[str, QuestionRow] = {}
        self._tabs: list[str] = []
        self._drafts: list[str] = []  # rows that hold nothing yet
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self.workspace.translator.gettext, self.theme
        self.card = Card(theme, name="questionsCard")
        self.learning_title = label_title(theme)
        self.learning = GrowingTextEdit(theme, px=17, name="learningQuestion")
        self.learning.setPlaceholderText(_("What would your colleague like to find out about this lesson?"))
        self.arrow = _Arrow(theme)
        self.bridge = PlainLabel(theme, px=13, tone="muted")
        self.questions_title = label_title(theme, _("Observation questions"))
        self.more = LinkButton(theme, _("+ One more observation question"), name="questionMore")

    def _build_layout(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        across = QHBoxLayout()
        across.addWidget(self.arrow)
        across.addWidget(self.bridge, 1)
        self.list = QVBoxLayout()
        body = self.card.body
        body.addWidget(self.learning_title)
        body.addWidget(self.learning)
        body.addLayout(across)
        body.addWidget(self.questions_title)
        body.addLayout(self.list)
        body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._space()

    def _connect(self) -> None:
        self.bind_field(self.learning, "learning_question")
        self.more.clicked.connect(self.add_question)
        self.theme.changed.connect(self._space)

    def open(self, session: VisitSession) -> None:
        for question_id in tuple(self._rows):
            self._drop(question_id)
        self._drafts = []
        super().open(session)

    def refresh(self) -> None:
        super().refresh()
        self._show_words()
        self._show_rows()

    def flush(self) -> None:
        super().flush()
        for row in tuple(self._rows.values()):
            row.commit.flush()
            self._tidy(row.question_id)

    def add_question(self) -> None:
        """One more, empty, with the cursor in it; an empty one that is there already serves."""
        empty = next((r for r in self._rows.values() if not r.text.strip()), None)
        if empty is None and len(self._rows) >= MOST_QUESTIONS:
            _ = self.workspace.translator.gettext
            self.workspace.say(_("There is room for {most} at most.", most=MOST_QUESTIONS))
            return
        if empty is None:
            self._drafts.append(new_id())
            self._show_rows()
            empty = self._rows[self._drafts[-1]]
        empty.take_focus()

    def take_focus(self) -> None:
        """In the learning question while it is empty, else in the first observation question."""
        if not self.learning.toPlainText():
            self.learning.setFocus()
        elif self._rows:
            self._rows[self._ordered()[0]].take_focus()

    # Showing

    def _show_words(self) -> None:
        _ = self.workspace.translator.gettext
        visited, visitor = visited_name(self.view.visit, self.view), visitor_name(self.view)
        title = _("Learning question of {name}", name=visited) if visited else _("Learning question")
        self.learning_title.setText(title)
        self.learning.setAccessibleName(title)
        mine = not visitor or self.workspace.me_id in self.view.visit.visitor_ids
        self.bridge.setText(
            _("What could you then see in pupils?")
            if mine
            else _("What could {name} then see in pupils?", name=visitor)
        )

    def _show_rows(self) -> None:
        questions = {q.id: q.text for q in self.view.visit.focus_questions}
        self._drafts = [d for d in self._drafts if d not in questions]
        if not questions and not self._drafts:
            self._drafts = [new_id()]
        wanted = [*questions, *self._drafts]
        for gone in [q for q in self._rows if q not in wanted]:
            self._drop(gone)
        for place, question_id in enumerate(wanted):
            row = self._rows.get(question_id) or self._make(question_id)
            if self.list.indexOf(row) != place:
                self.list.insertWidget(place, row)
            row.set_place(place + 1, place + 1 == len(wanted))
            if row.text.strip() or not row.editor.hasFocus():  # one that is being emptied is not filled again
                row.commit.show(questions.get(question_id, ""))
        self._order_tabs(wanted)

    def _order_tabs(self, wanted: list[str]) -> None:
        if wanted != self._tabs:
            self._tabs = wanted
            rows = [widget for key in wanted for widget in self._rows[key].tab_stops]
            chain([self.learning, *rows, self.more])

    def _make(self, question_id: str) -> QuestionRow:
        row = QuestionRow(self.workspace, question_id)
        self._rows[question_id] = row
        row.committed.connect(lambda text: self._on_row_committed(question_id, text))
        row.came_at_hand.connect(lambda: self._on_row_at_hand(question_id))
        row.asked.connect(lambda wish: self._on_row_asked(question_id, wish))
        row.editor.focus_left.connect(lambda: self._tidy(question_id))
        return row

    def _drop(self, question_id: str) -> None:
        row = self._rows.pop(question_id)
        self.list.removeWidget(row)
        row.hide()
        row.deleteLater()

    # Acting

    def _on_row_committed(self, question_id: str, text: str) -> None:
        if text.strip():
            self.do(prepare.put_question(self.workspace.desk, self.view, question_id, text))

    def _on_row_at_hand(self, question_id: str) -> None:
        for key, row in self._rows.items():
            row.set_at_hand(key == question_id)

    def _on_row_asked(self, question_id: str, wish: str) -> None:
        row = self._rows[question_id]
        row.commit.flush()
        if wish in ("next", "new"):
            self._go_on(question_id)
        elif wish == "away":
            self._take_away(question_id)
        else:
            by = -1 if wish == "up" else 1
            self.do(prepare.move_question(self.workspace.desk, self.view, question_id, by))
            row.take_focus()

    def _go_on(self, question_id: str) -> None:
        order = list(self._ordered())
        place = order.index(question_id) + 1
        if place < len(order):
            self._rows[order[place]].take_focus()
        elif self._rows[question_id].text.strip():
            self.add_question()

    def _take_away(self, question_id: str) -> None:
        order = list(self._ordered())
        place = order.index(question_id)
        code = f"K{place + 1}"
        beside = order[place - 1] if place else order[1] if len(order) > 1 else ""
        if beside:
            self._rows[beside].take_focus()
        self._remove(question_id, code)

    def _tidy(self, question_id: str) -> None:
        """A question that was emptied and left goes; so does a row that never held anything, unless it is alone."""
        row = self._rows.get(question_id)
        if row is not None and not row.text.strip() and self.session is not None:
            self._remove(question_id, row.code)

    def _remove(self, question_id: str, code: str) -> None:
        if question_id in self._drafts:
            if len(self._rows) > 1:
                self._drafts.remove(question_id)
                self._show_rows()
            return
        operation = prepare.remove_question(self.workspace.desk, self.view, question_id)
        if operation is not None:
            self.do(operation)
            _ = self.workspace.translator.gettext
            self.workspace.say(_("{code} was taken away. Ctrl+Z brings it back.", code=code))

    def _ordered(self) -> list[str]:
        return [*(q.id for q in self.view.visit.focus_questions), *self._drafts]

    def _space(self) -> None:
        self.list.setSpacing(self.theme.px(8))
