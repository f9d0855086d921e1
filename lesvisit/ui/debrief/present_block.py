"""Who sits at the table: the people of the visit to choose from, and a line for anybody else."""

from PySide6.QtWidgets import QWidget

from lesvisit.domain.observers import observers_of
from lesvisit.services import debrief
from lesvisit.ui.debrief.people_choice import PeopleChoice
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.widgets.card import Card


class PresentBlock(Card):
    """Changes who is present, before and during the talk; who is present may write."""

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(talk.workspace.theme, padding=16, name="presentBlock", parent=parent)
        self.talk = talk
        _ = talk.workspace.translator.gettext
        self.who = PeopleChoice(self.theme, _("Who is here"), _("and somebody else"), name="presentWho")
        self.body.addWidget(self.who)
        self.who.people_chosen.connect(self._on_people_chosen)
        self.who.other.editing_finished.connect(self._on_other_typed)

    def refresh(self) -> None:
        """Reads the visit again."""
        view = self.talk.view
        visit = view.visit
        observers = (o.person_id for o in observers_of(view))
        ids = dict.fromkeys((*debrief.writers(view), *visit.co_designer_ids, *observers))
        self.who.set_people([(i, view.name(i)) for i in ids if view.name(i)])
        self.who.show_chosen(debrief.present(view))

    def _on_people_chosen(self, ids: tuple[str, ...]) -> None:
        self.talk.look_over(lambda desk, view: debrief.set_present(desk, view, ids))
        self.refresh()  # somebody stays

    def _on_other_typed(self) -> None:
        name = self.who.other.text().strip()
        if not name:
            return
        self.who.other.set_text("")
        added = self.talk.workspace.people_named([name])
        ids = (*debrief.present(self.talk.view), *added)
        self.talk.look_over(lambda desk, view: debrief.set_present(desk, view, tuple(dict.fromkeys(ids))))
