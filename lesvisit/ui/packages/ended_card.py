"""What came in stands here: the ways on from there, and the one click that takes it all back."""

from PySide6.QtWidgets import QWidget

from lesvisit.i18n import Translator
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.buttons import MainButton, PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel


class EndedCard(Card):
    """`name` begins the names of its buttons: {name}Show, {name}Choices, {name}TakeBack."""

    def __init__(self, theme: Theme, translator: Translator, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=20, name=f"{name}Ended", parent=parent)
        _ = translator.gettext
        self.said = PlainLabel(theme, px=20, weight=SEMIBOLD, name=f"{name}Said")
        self.show_it = MainButton(theme, _("Show it"), name=f"{name}Show")
        self.choose = PlainButton(theme, _("Choose between two versions"), name=f"{name}Choices")
        self.back_all = PlainButton(theme, _("Take it all back"), key="Ctrl Z", name=f"{name}TakeBack")
        self.body.addWidget(self.said)
        acts = QWidget()
        flow = FlowLayout(theme, gap=12, line_gap=8, parent=acts)
        for button in (self.show_it, self.choose, self.back_all):
            flow.addWidget(button)
        self.body.addWidget(acts)

    def tell(self, words: str, *, choices: bool, can_go_back: bool) -> None:
        """What stands here now, and which ways there are."""
        self.said.setText(words)
        self.choose.setVisible(choices)
        self.back_all.setVisible(can_go_back)
