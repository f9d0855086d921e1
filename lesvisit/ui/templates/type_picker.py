"""Which kind of block comes in: a card for each, drawn with an example from the forms that ship."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.blocks import TYPES, kind_of
from lesvisit.domain.template import Block, Section, Template
from lesvisit.services import library
from lesvisit.ui.templates.card import TemplateCard
from lesvisit.ui.templates.card_group import CardGroup, CardRoving
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.workspace import Workspace


class TypePicker(QWidget):
    """`type_chosen` with a type, `given_up` on Esc."""

    type_chosen = Signal(str)
    given_up = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("typePicker")
        self.workspace = workspace
        _, theme = workspace.translator.gettext, workspace.theme
        self.cards = [self._card(block_type) for block_type in TYPES]
        group = CardGroup(theme, _("Which building block?"), self.cards)
        self.back = LinkButton(theme, _("None after all"), name="typesBack")
        self.back.clicked.connect(self.given_up)
        self.roving = CardRoving(self)
        self.roving.set_buttons(self.cards)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(group)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _card(self, block_type: str) -> TemplateCard:
        translator = self.workspace.translator
        kind = kind_of(block_type)
        assert kind is not None, block_type
        example = example_of(block_type, library.templates(self.workspace.resources))
        language = translator.language
        shown = Template(
            block_type,
            1,
            {language: translator.gettext(kind.name)},
            good_for={language: translator.gettext(kind.about)},
            sections=(Section({}, (example,)),),
        )
        card = TemplateCard(self.workspace.theme, translator, shown)
        card.setObjectName(f"type_{block_type}")
        card.clicked.connect(lambda: self.type_chosen.emit(block_type))
        return card

    def take_focus(self) -> None:
        """On the first card."""
        self.cards[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


def example_of(block_type: str, shipped: Iterable[Template]) -> Block:
    """The first block of this type that ships, without its name (the card has the type's); else an empty one."""
    for template in shipped:
        for block in template.blocks(block_type):
            return replace(block, group={})
    return Block(block_type, block_type)
