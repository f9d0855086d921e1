"""One line of a paper form being typed over: minute, what was seen, its kind, the goal. Enter keeps it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.events import Note, NoteKind
from lesvisit.domain.line import TEACHER
from lesvisit.domain.shapes import Shape
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.ui.debrief.minute_picker import MinutePicker
from lesvisit.ui.debrief.words import SHAPES, capital
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import ENTER_KEYS
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.field import Field, FieldFrame
from lesvisit.ui.widgets.wrap_row import WrapRow

# As the paper names them: P, “ ”, T, I, ?
KINDS = (Shape.DISC, Shape.STROKES, Shape.TRIANGLE, Shape.DIAMOND, Shape.QUESTION)
_NOTE_KINDS = {
    Shape.STROKES: NoteKind.QUOTE,
    Shape.DIAMOND: NoteKind.INTERPRETATION,
    Shape.QUESTION: NoteKind.QUESTION,
}


@dataclass(frozen=True, slots=True)
class Half:
    """A line that was begun and not kept: its minute as typed (empty: as proposed), its words, its kind and goal."""

    minute: str = ""
    text: str = ""
    kind: str = KINDS[0].value
    ref: str = ""


class PaperRow(QWidget):
    """`entered`: this line is to be kept; `moved`: another minute is chosen."""

    entered = Signal()
    moved = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        _ = translator.gettext
        self.picker = MinutePicker(theme, translator)
        self.minute = FieldFrame(theme, _("Lesson minute"), self.picker)
        self.text = Field(theme, _("What did you see or hear?"), name="paperText")
        self.kind = DropDown(theme)
        for shape in KINDS:
            self.kind.addItem(capital(_(SHAPES[shape])), shape.value)
        self.goal = DropDown(theme)
        self.keep = PlainButton(theme, _("Keep the line"), key="↵", name="paperKeep")
        self._row = WrapRow(theme, gap=12)
        self._row.add(self.minute, 150, 0)
        self._row.add(self.text, 320, 5)
        self._row.add(FieldFrame(theme, _("Kind"), self.kind, name="paperKind"), 150, 1)
        self._row.add(FieldFrame(theme, _("Goal"), self.goal, name="paperGoal"), 150, 1)
        self._row.add(self._low(self.keep), 90, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)
        self.picker.entered.connect(self._on_minute_entered)
        self.picker.moved.connect(self.moved)
        self.keep.clicked.connect(self.entered)

    def _low(self, button: QWidget) -> QWidget:
        """As low as the editors, under a label that is not there."""
        holder = QWidget()
        self._low_column = QVBoxLayout(holder)
        self._low_column.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.theme.changed.connect(self._space)
        self._space()
        return holder

    def _space(self) -> None:
        self._low_column.setContentsMargins(0, self.theme.px(20), 0, 0)

    # What it holds

    def show_goals(self, view: VisitBook) -> None:
        """The goals, criteria and observation questions of this visit, by the code that stands on the paper."""
        self.goal.clear()
        self.goal.addItem(self.translator.gettext("none"), "")
        for goal in view.goals:
            self._add_goal(view, goal.id, goal.text)
            for criterion in goal.criteria:
                self._add_goal(view, criterion.id, criterion.text)
        for question in view.visit.focus_questions:
            self._add_goal(view, question.id, question.text)

    def _add_goal(self, view: VisitBook, ref: str, text: str) -> None:
        self.goal.addItem(f"{view.codes.get(ref, '')}  {text}", ref)

    @property
    def note(self) -> Note:
        """What is typed, as a line of the observer."""
        shape, ref = Shape(self.kind.currentData()), str(self.goal.currentData() or "")
        about = (TEACHER,) if shape is Shape.TRIANGLE else ()
        kind = _NOTE_KINDS.get(shape, NoteKind.OBSERVATION)
        return Note(self.text.text().strip(), kind, about=about, links=(ref,) if ref else ())

    @property
    def half(self) -> Half:
        """As it stands there now."""
        kind, ref = str(self.kind.currentData() or ""), str(self.goal.currentData() or "")
        return Half(self.picker.field.text(), self.text.text(), kind, ref)

    def show_half(self, half: Half) -> None:
        """Goes on with a line that was begun, or with an empty one."""
        if half.minute:
            self.picker.field.setText(half.minute)
        self.text.set_text(half.text)
        self.kind.setCurrentIndex(max(self.kind.findData(half.kind), 0))
        self.goal.setCurrentIndex(max(self.goal.findData(half.ref), 0))

    def next_line(self) -> None:
        """Empty again, at the same minute: the paper goes on from there."""
        self.text.set_text("")
        self.say("", "")
        self.kind.setCurrentIndex(0)
        self.goal.setCurrentIndex(0)
        self.take_focus()

    def take_focus(self) -> None:
        """At the minute, ready to be typed over."""
        self.picker.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.picker.field.selectAll()

    def say(self, about_minute: str, about_text: str) -> None:
        """What is wrong with the minute or the text; empty: nothing."""
        self.minute.set_wrong(about_minute)
        self.text.set_wrong(about_text)

    def _on_minute_entered(self) -> None:
        """Enter at the minute goes on to the words, or keeps them when they are there."""
        if self.text.text().strip():
            self.entered.emit()
        else:
            self.text.input.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the text, and in a list that is closed, keeps the line."""
        if event.key() in ENTER_KEYS:
            self.entered.emit()
        else:
            super().keyPressEvent(event)
