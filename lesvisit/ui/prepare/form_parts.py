"""The observation form and the conversation model of this visit."""

from PySide6.QtWidgets import QWidget

from lesvisit.domain.template import Protocol, Template, text_in
from lesvisit.services import prepare
from lesvisit.services.library import protocols, templates
from lesvisit.ui.prepare.choice_part import ChoicePart
from lesvisit.ui.workspace import Workspace


class _DataPart(ChoicePart):
    """A choice out of what ships as data; the visit's own snapshot stays in the list when it is another."""

    def _show(self, shipped: "tuple[Template, ...] | tuple[Protocol, ...]", own: Template | Protocol | None) -> None:
        language = self.workspace.translator.language
        known: list[Template | Protocol] = list(shipped)
        if own is not None:
            known = [own if one.id == own.id else one for one in known]
            known += [] if own in known else [own]
        items = [(text_in(one.name, language), one.id) for one in known]
        if items != [(self.choice.itemText(i), self.choice.itemData(i)) for i in range(self.choice.count())]:
            self.choice.clear()
            for words, key in items:
                self.choice.addItem(words, key)
        self.choice.setCurrentIndex(self.choice.findData(own.id) if own else -1)
        self.say_about(text_in(own.description, language) if own else "")
        self.show_fixed()


class TemplatePart(_DataPart):
    """The observation form."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, workspace.translator.gettext("Observation form"), "templateChoice", parent)

    def refresh(self) -> None:
        self._show(templates(self.workspace.resources), self.view.template)

    def _on_chosen(self, data: object) -> None:
        chosen = next((t for t in templates(self.workspace.resources) if t.id == data), None)
        if chosen is not None and chosen != self.view.template:
            self.do(prepare.choose_template(self.workspace.desk, self.view, chosen))


class ProtocolPart(_DataPart):
    """The conversation model of the debrief."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, workspace.translator.gettext("Conversation model"), "protocolChoice", parent)

    def refresh(self) -> None:
        self._show(protocols(self.workspace.resources), self.view.protocol)

    def _on_chosen(self, data: object) -> None:
        chosen = next((p for p in protocols(self.workspace.resources) if p.id == data), None)
        if chosen is not None and chosen != self.view.protocol:
            self.do(prepare.choose_protocol(self.workspace.desk, self.view, chosen))
