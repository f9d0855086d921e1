"""A row of phases to begin with: direct instruction, EDI, or those of another design."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.i18n import N_, Translator
from lesvisit.services.designs import DesignSummary
from lesvisit.ui import design_words
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.wrap_row import WrapRow

# Names of phases with their minutes in a lesson of 50; in another lesson they take the same share.
DIRECT = (
    (N_("Daily review"), 5),
    (N_("Presentation"), 10),
    (N_("(Guided) practice"), 12),
    (N_("Applying on one's own"), 13),
    (N_("Periodic review"), 5),
    (N_("Feedback"), 5),
)
EDI = (
    (N_("Lesson goal"), 3),
    (N_("Activating prior knowledge"), 5),
    (N_("Instruction: concept"), 8),
    (N_("Instruction: skill"), 8),
    (N_("Instruction: importance"), 3),
    (N_("Guided practice"), 9),
    (N_("Closing the lesson"), 4),
    (N_("Working on one's own, extended instruction"), 10),
)


def named(translator: Translator, preset: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """A preset in the language of the screen."""
    return [(translator.gettext(name), share) for name, share in preset]


class PresetBar(QWidget):
    """`preset_chosen` with names and shares; `like_chosen` with the phases of another design."""

    preset_chosen = Signal(object)
    like_chosen = Signal(object)

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self._designs: tuple[DesignSummary, ...] = ()
        _ = translator.gettext
        self.direct = PlainButton(theme, _("Direct instruction"), name="presetDirect")
        self.edi = PlainButton(theme, _("EDI phases"), name="presetEdi")
        self.like = DropDown(theme, name="presetLike", words=_("Phases of another design"))
        self.like.setPlaceholderText(_("Phases of another design"))
        row = WrapRow(theme, gap=12)
        row.add(self.direct, 10, 0)
        row.add(self.edi, 10, 0)
        row.add(self.like, 220, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        words = _("Begin with a row of phases; you can change everything.")
        column.addWidget(PlainLabel(theme, words, px=13, tone="muted"))
        column.addWidget(row)
        self.direct.clicked.connect(lambda: self.preset_chosen.emit(named(translator, DIRECT)))
        self.edi.clicked.connect(lambda: self.preset_chosen.emit(named(translator, EDI)))
        self.like.activated.connect(self._on_like)
        self.show_designs(())

    def show_designs(self, designs: Sequence[DesignSummary]) -> None:
        """The designs whose phases can be taken."""
        self._designs = tuple(d for d in designs if d.version.phases)
        self.like.clear()
        for found in self._designs:
            title = design_words.title(self.translator, found.design.title)
            phases = self.translator.ngettext("{n} phase", "{n} phases", len(found.version.phases))
            self.like.addItem(f"{title} · {phases}")
        self.like.setCurrentIndex(-1)
        self.like.setVisible(bool(self._designs))

    def _on_like(self, place: int) -> None:
        self.like.setCurrentIndex(-1)
        if 0 <= place < len(self._designs):
            self.like_chosen.emit(self._designs[place].version.phases)
