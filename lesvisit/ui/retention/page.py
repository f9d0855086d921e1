"""Settings: how long notes stay. The term, and the visits that reached it; nothing goes without a click."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.messages import sentence
from lesvisit.services import erase, retention
from lesvisit.services.retention import Due, DueVisit
from lesvisit.ui.retention.due_card import DueCard
from lesvisit.ui.settings.sub_page import SubPage
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.segmented import Segmented
from lesvisit.ui.workspace import Workspace

WEEKS = (4, 6, 8, 12, 0)


class RetentionPage(SubPage):
    """A card for the term, then a card per visit that reached it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        _ = workspace.translator.gettext
        intro = _(
            "What you noted in a lesson goes after a while; what you found and agreed stays. LesVisit asks first: "
            "nothing goes by itself."
        )
        super().__init__(workspace, _("How long notes stay"), intro, name="retentionPage", parent=parent)
        self.cards: list[DueCard] = []
        self.body.addWidget(self._term_card())
        self.said = PlainLabel(self.theme, tone="muted", name="retentionSaid")
        self.body.addWidget(self.said)
        self.due = QVBoxLayout()
        self.body.addLayout(self.due)

    def _term_card(self) -> Card:
        _, says = self._, self.workspace.translator
        card = Card(self.theme, _("The term of your school"), name="termCard")
        self.term = Segmented(self.theme, name="retentionTerm")
        choices = [(str(n), says.ngettext("{n} week", "{n} weeks", n)) for n in WEEKS if n]
        self.term.set_choices([*choices, ("0", _("school year"))])
        self.term.set_words(_("The term of your school"))
        self.term.choice_made.connect(self._on_term)
        card.body.addWidget(self.term, 0, Qt.AlignmentFlag.AlignLeft)
        why = _(
            "Counted from the day of the lesson. The law names no number: your school chooses. Six weeks is usual."
        )
        card.body.addWidget(PlainLabel(self.theme, why, px=13, tone="muted"))
        return card

    # For the room

    def reload(self) -> None:
        super().reload()
        self.error.hide()
        self.term.set_value(str(self.workspace.profile.preferences.retention_weeks))
        today, profile = retention.today_of(self.workspace.desk), self.workspace.profile
        self.workspace.read(lambda c: retention.read_due(c, profile, today), self._show)

    def take_focus(self) -> None:
        self.term.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, due: Due) -> None:
        while (item := self.due.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.due.setSpacing(self.theme.px(16))
        self.cards = [DueCard(self.workspace, due, one) for one in due.visits]
        for card in self.cards:
            card.erase_wanted.connect(self._on_erase)
            card.later_wanted.connect(self._on_later)
            self.due.addWidget(card)
        self.said.setText(self._said(due))

    def _said(self, due: Due) -> str:
        if due.running:
            return self._("A lesson is being watched now. Nothing goes until it is over.")
        if not due.visits:
            return self._("No visit has reached the term.")
        n = self.workspace.translator.ngettext
        return n("{n} visit has reached the term.", "{n} visits have reached the term.", len(due.visits))

    # Acts

    def _on_term(self, weeks: str) -> None:
        retention.set_weeks(self.workspace.profile, int(weeks))
        self.workspace.database.places = self.workspace.profile.places  # the next backup knows it too
        self.reload()

    def _on_later(self, visit_id: str) -> None:
        retention.ask_later(self.workspace.profile, [visit_id], retention.today_of(self.workspace.desk))
        self.workspace.say(self._("You are asked again in a week."))
        self.reload()

    def _on_erase(self, visit_id: str, keep: tuple[str, ...]) -> None:
        one = next((card.one for card in self.cards if card.one.id == visit_id), None)
        if one is None:
            return
        act = retention.act_on(self.workspace.desk, one, keep)
        self.workspace.forget(visit_id)
        self.said.setText(self._("Erasing, also from the backups…"))
        future = erase.carry_out(self.workspace.database, (act,))
        self.workspace.when(future, lambda _done: self._on_erased(one), self._on_failed)

    def _on_erased(self, one: DueVisit) -> None:
        notes = one.going and not one.taken_back and not one.handed_to
        erased = self._("The notes are erased. What you agreed stays.") if notes else self._("It is erased.")
        self.workspace.say(erased)
        self.reload()
        self.take_focus()

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, LesVisitError):
            raise error
        what = self._("Not everything could be erased yet. LesVisit goes on with it at the next start.")
        self.error.show_error(what, sentence(error, self.workspace.translator))
        self.error.show()
