"""Why this visit: three cards with the names filled in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.visit import VisitPurpose
from lesvisit.domain.visit_book import VisitBook
from lesvisit.ui.prepare.part import Part, label_title, visited_name, visitor_name
from lesvisit.ui.widgets.choice_cards import Choice, ChoiceCards
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace


class PurposeCards(Part):
    """Nothing chosen is fine too. `rebuilt`: the cards are other widgets now."""

    rebuilt = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        _ = workspace.translator.gettext
        self._choices: list[Choice] = []
        self.cards = ChoiceCards(self.theme, name="purposeCards")
        self.cards.set_words(_("Why this visit?"))
        self.own_words = PlainLabel(self.theme, px=13, tone="muted", name="purposeWords")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (label_title(self.theme, _("Why this visit?")), self.cards, self.own_words):
            self._column.addWidget(widget)
        self.cards.choice_made.connect(lambda choice: self.set_head(purpose=VisitPurpose(choice)))
        self._space()
        self.theme.changed.connect(self._space)

    def refresh(self) -> None:
        choices = self._cards(self.view)
        if choices != self._choices:
            self._choices = choices
            self.cards.set_choices(choices)
            self.rebuilt.emit()
        purpose = self.view.visit.purpose
        self.cards.set_value(purpose.value or None)
        words = self.view.visit.purpose_text
        self.own_words.setText(words)
        self.own_words.setVisible(bool(words) and not purpose)

    def _cards(self, view: VisitBook) -> list[Choice]:
        return [self._designed(), self._learn(view), self._help(view)]

    def _designed(self) -> Choice:
        _ = self.workspace.translator.gettext
        return Choice("designed", _("Lesson designed together"), _("We see whether our design works."))

    def _learn(self, view: VisitBook) -> Choice:
        _ = self.workspace.translator.gettext
        visitor = visitor_name(view)
        mine = not visitor or self.workspace.me_id in view.visit.visitor_ids
        title = _("I come to learn") if mine else _("{name} comes to learn", name=visitor)
        sub = (
            _("{name} sees something to learn from.", name=visitor)
            if visitor
            else _("To see how a colleague does it.")
        )
        return Choice("learn", title, sub)

    def _help(self, view: VisitBook) -> Choice:
        _ = self.workspace.translator.gettext
        visited = visited_name(view.visit, view)
        if not visited:
            return Choice("help", _("My colleague wants help"), _("There is a question to look into."))
        return Choice("help", _("{name} wants help", name=visited), _("{name} has a question.", name=visited))

    def _space(self) -> None:
        self._column.setSpacing(self.theme.px(4))
