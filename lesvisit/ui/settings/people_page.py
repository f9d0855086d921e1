"""The colleagues of this laptop: who of them leads others, and so fills in no scales at their lessons (R11)."""

from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from lesvisit.services import people
from lesvisit.ui.settings.sub_page import SubPage
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.tick_box import TickBox
from lesvisit.ui.workspace import Workspace


class PeoplePage(SubPage):
    """A tick for each colleague; nothing else is told of anybody here."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        _ = workspace.translator.gettext
        intro = _(
            "Tick who is a manager of colleagues. When she or he comes to look, scales are off in the form of that "
            "visit: looking at a lesson is no appraisal. Notes, counting and the talk stay as they are."
        )
        super().__init__(workspace, _("Colleagues"), intro, name="peoplePage", parent=parent)
        self.card = Card(self.theme, _("Manager of colleagues"), name="peopleCard")
        self.nobody = PlainLabel(self.theme, _("There are no colleagues yet."), tone="muted", name="nobodyYet")
        self.card.body.addWidget(self.nobody)
        self.body.addWidget(self.card)
        self.ticks: dict[str, TickBox] = {}
        workspace.people_changed.connect(self._on_people_changed)

    def reload(self) -> None:
        super().reload()
        known = people.colleagues(self.workspace.people)
        for tick in self.ticks.values():
            tick.hide()
            tick.deleteLater()
        self.ticks = {}
        for person_id, person in known:
            tick = TickBox(self.theme, person.name, name=f"manager_{len(self.ticks)}")
            tick.setChecked(person.leads_other)
            tick.toggled.connect(partial(self._on_ticked, person_id))
            self.card.body.addWidget(tick)
            self.ticks[person_id] = tick
        self.nobody.setVisible(not known)

    def _on_ticked(self, person_id: str, on: bool) -> None:
        self.workspace.say_who_leads(person_id, on)
        self.can_take_back(partial(self.workspace.say_who_leads, person_id, not on))

    def _on_people_changed(self) -> None:
        known = people.colleagues(self.workspace.people)
        if [person_id for person_id, _person in known] != list(self.ticks):
            if self.isVisible():
                self.reload()
            return
        for person_id, person in known:
            with QSignalBlocker(self.ticks[person_id]):
                self.ticks[person_id].setChecked(person.leads_other)
