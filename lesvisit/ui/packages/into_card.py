"""Is this the same lesson? The visits of that day as cards, and a quiet way to any other; nothing chooses itself."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.text import seen
from lesvisit.domain.visit import Visit
from lesvisit.services.joining_near import LessonHere
from lesvisit.ui.packages.words import lesson_words
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.choice_cards import Choice, ChoiceCards
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.field import FieldFrame
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.words import visit_title
from lesvisit.ui.workspace import Workspace

OWN = "own"
_MOST_CARDS = 6


class IntoCard(QWidget):
    """`chosen(visit id)`; an empty text: a visit of its own. `title` heads each card, `other` is the quiet way."""

    chosen = Signal(str)

    def __init__(self, workspace: Workspace, question: str, title: str, other: str) -> None:
        super().__init__()
        self.workspace, self.theme, self._title = workspace, workspace.theme, title
        _ = self._ = workspace.translator.gettext
        self._choices: list[Choice] = []
        self._rest: list[LessonHere] = []
        self.card = Card(self.theme, question, padding=20, name="packageSameLesson")
        self.told = PlainLabel(self.theme, px=13, tone="muted", name="packageClassTold")
        self.cards = ChoiceCards(self.theme, name="packageInto")
        self.cards.set_words(question)
        self.list = DropDown(self.theme)
        self.list.setPlaceholderText(_("Choose a visit"))
        self.frame = FieldFrame(self.theme, other, self.list, name="packageOther")
        self.more = LinkButton(self.theme, other, small=False, name="packageMore")
        for widget in (self.told, self.cards, self.frame):
            self.card.body.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.card)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.cards.choice_made.connect(lambda key: self.chosen.emit("" if key == OWN else key))
        self.more.clicked.connect(self._on_more)
        self.list.activated.connect(self._on_listed)

    def ask(self, visit: Visit, near: Sequence[LessonHere], rest: Sequence[LessonHere], *, own: bool) -> None:
        """Where `visit` belongs: `near` as cards, `rest` behind the quiet way; `own`: it may stand by itself."""
        _ = self._
        self._rest = [*near[_MOST_CARDS:], *rest]
        self._choices = [self._choice(lesson) for lesson in near[:_MOST_CARDS]]
        if own:
            self._choices.insert(0, Choice(OWN, _("A visit of its own"), _("It stands beside yours on the list.")))
        self.cards.set_choices(self._choices)
        self.cards.set_value(OWN if own else None)
        otherwise = any(not lesson.same_class for lesson in near[:_MOST_CARDS])
        told = _("A class is written in many ways: you say which lesson it was.")
        if own:
            name = seen(visit.class_name.strip()) or _("not filled in")
            told = _(
                "Class in the package: {name}. Classes are written in many ways: you say which it was.", name=name
            )
        self.told.setText(told)
        self.told.setVisible(otherwise)
        self.frame.hide()
        self.more.setVisible(bool(self._rest))
        self.card.setVisible(bool(near))
        self.setVisible(bool(near or self._rest))

    def _choice(self, lesson: LessonHere) -> Choice:
        return Choice(lesson.visit_id, self._title, self._words(lesson))

    def _words(self, lesson: LessonHere) -> str:
        """Whose lesson, day, class, subject and bell; who looked, where that was somebody else."""
        workspace, visit = self.workspace, lesson.visit
        others = [workspace.name(i) for i in visit.visitor_ids if i != workspace.me_id]
        looked = workspace.translator.join([name for name in others if name])
        title = visit_title(workspace.translator, workspace.name(visit.visited_id))
        return " · ".join(part for part in (looked, title, lesson_words(workspace.translator, visit)) if part)

    def _on_more(self) -> None:
        """The list is filled when it is wanted: there may be years of visits."""
        self.list.clear()
        for lesson in self._rest:
            self.list.addItem(self._words(lesson), lesson.visit_id)
        self.list.setCurrentIndex(-1)
        self.more.hide()
        self.card.show()
        self.frame.show()
        self.frame.setFocus()

    def _on_listed(self, place: int) -> None:
        """What was found in the list stands among the cards from then on, chosen."""
        if not 0 <= place < len(self._rest):
            return
        lesson = self._rest.pop(place)
        self._choices.append(self._choice(lesson))
        self.cards.set_choices(self._choices)
        self.cards.set_value(lesson.visit_id)
        self.frame.hide()
        self.more.setVisible(bool(self._rest))
        self.cards.tiles()[-1].setFocus()
        self.chosen.emit(lesson.visit_id)
