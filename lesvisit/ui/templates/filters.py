"""Which kinds of looking the gallery shows: all, or one of the five that Dutch teacher training tells apart."""

from PySide6.QtWidgets import QWidget

from lesvisit.i18n import Translator
from lesvisit.ui.templates.words import TAXONOMIES
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.radio import RadioGroup

ALL = ""


class TaxonomyFilter(RadioGroup):
    """`chosen` with a taxonomy, or an empty text for all."""

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        _ = translator.gettext
        super().__init__(theme, name="taxonomyFilter", words=_("Kind of looking"), parent=parent)
        flow = FlowLayout(theme, gap=8, line_gap=8, parent=self)
        made: dict[object, PlainButton] = {}
        for key, text in ((ALL, _("All")), *((k.value, _(text)) for k, text in TAXONOMIES.items())):
            button = PlainButton(theme, text, name=f"taxonomy_{key or 'all'}")
            button.setAccessibleName(text)
            flow.addWidget(button)
            made[key] = button
        self._adopt(made)
        self.set_value(ALL)

    def value(self) -> str:
        """What is chosen."""
        return str(self._chosen_key() or ALL)

    def set_value(self, taxonomy: str) -> None:
        """Shows this choice."""
        self._choose(taxonomy)
