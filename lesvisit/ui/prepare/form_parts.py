"""The observation form and the conversation model of this visit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from lesvisit.domain.template import Protocol, Template, text_in
from lesvisit.services import pins, prepare
from lesvisit.services import templates as own_templates
from lesvisit.services.library import templates
from lesvisit.services.templates import OwnTemplate
from lesvisit.ui.prepare.choice_part import ChoicePart
from lesvisit.ui.prepare.pin_list import PinList
from lesvisit.ui.protocol_shelf import ProtocolShelf
from lesvisit.ui.widgets.buttons import LinkButton
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
    """The observation form, what is pinned to it, and the way to all forms: `templates_wanted`."""

    templates_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        _ = workspace.translator.gettext
        super().__init__(workspace, _("Observation form"), "templateChoice", parent)
        self._own: list[OwnTemplate] = []
        self.pins = PinList(self.theme, workspace.translator)
        self.all_forms = LinkButton(self.theme, _("All forms, and blocks to pin"), name="templatesAll")
        self.column.addWidget(self.pins)
        self.column.addWidget(self.all_forms, 0, Qt.AlignmentFlag.AlignLeft)
        self.all_forms.clicked.connect(self.templates_wanted)
        self.pins.off_wanted.connect(self._on_off_wanted)

    def load(self) -> None:
        """Reads which forms the school has of its own."""
        self.workspace.read(own_templates.listed, self._take)

    def _take(self, found: list[OwnTemplate]) -> None:
        own = self.workspace.templates_now(found)
        self._own = [one for one in own if not one.taken_away and not one.faults]
        if self.session is not None:
            self.refresh()

    def refresh(self) -> None:
        shipped = tuple(t for t in templates(self.workspace.resources) if not t.more)
        self._show((*(own.template for own in self._own), *shipped), self.view.template)
        self.pins.show_pins(pins.pins(self.view.template), fixed=self.stands())

    def _on_chosen(self, data: object) -> None:
        mine = self.view.template
        if mine is not None and data == mine.id:
            return
        if any(own.id == data for own in self._own):
            self.workspace.use_template(str(data), self._choose)
            return
        chosen = next((t for t in templates(self.workspace.resources) if t.id == data), None)
        if chosen is not None:
            self._choose(chosen)

    def _choose(self, template: Template) -> None:
        if not self.stands():
            self.do(prepare.choose_template(self.workspace.desk, self.view, template))

    def _on_off_wanted(self, block_id: str) -> None:
        if not self.stands():
            self.do(prepare.unpin_block(self.workspace.desk, self.view, block_id))


class ProtocolPart(_DataPart):
    """The conversation model of the debrief, and the way to all of them: `protocols_wanted`."""

    protocols_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        _ = workspace.translator.gettext
        super().__init__(workspace, _("Conversation model"), "protocolChoice", parent)
        self.shelf = ProtocolShelf(workspace, self)
        self.all_models = LinkButton(self.theme, _("All conversation models"), name="protocolsAll")
        self.column.addWidget(self.all_models, 0, Qt.AlignmentFlag.AlignLeft)
        self.all_models.clicked.connect(self.protocols_wanted)
        self.shelf.changed.connect(self._on_shelf_changed)

    def load(self) -> None:
        """Reads which models the school has of its own."""
        self.shelf.load()

    def _on_shelf_changed(self) -> None:
        if self.session is not None:
            self.refresh()

    def refresh(self) -> None:
        self._show(self.shelf.usable, self.view.protocol)

    def _on_chosen(self, data: object) -> None:
        mine = self.view.protocol
        if mine is None or data != mine.id:
            self.shelf.use(str(data), self._choose)

    def _choose(self, protocol: Protocol) -> None:
        if not self.stands():
            self.do(prepare.choose_protocol(self.workspace.desk, self.view, protocol))
