"""Lists of pupils' names, one per class: only to warn where somebody writes about a lesson, and as it goes out."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lesvisit.domain.pupil_names import class_key
from lesvisit.services import pupil_names
from lesvisit.services.pupil_names import NameList
from lesvisit.ui.icons import Icon
from lesvisit.ui.settings.names_card import NamesCard
from lesvisit.ui.settings.sub_page import SubPage
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.tick_box import TickBox
from lesvisit.ui.workspace import Workspace


class NamesPage(SubPage):
    """A card per class. Erasing is asked for twice in the card itself, and can't be taken back."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        _ = workspace.translator.gettext
        intro = _(
            "A name is easily typed. If you want, LesVisit says so quietly at the foot of the screen, wherever you "
            "write about a lesson, and puts a place code or “a pupil” in its place. Before something goes out, it "
            "tells which names are still in it. Only with this list; it never stops you."
        )
        super().__init__(workspace, _("Pupils' names"), intro, name="namesPage", parent=parent)
        self.cards: list[NamesCard] = []
        self._build_parts()

    def _build_parts(self) -> None:
        _ = self._
        where = Card(self.theme, _("Where these lists lie"), name="namesWhere", plain=True)
        folder = pupil_names.folder_of(self.workspace.profile)
        text = _(
            "In small files of their own, on this laptop: {folder}. Not in the database, so in no backup, no search,"
            " no paper and nothing you share. Erasing a list overwrites its file before it is removed.",
            folder=folder,
        )
        where.body.addWidget(PlainLabel(self.theme, text, px=13, tone="muted"))
        self.capitals = TickBox(
            self.theme, _("Without a list, warn at a capital in mid-sentence"), name="watchCapitals"
        )
        self.capitals.toggled.connect(self._on_capitals_toggled)
        where.body.addWidget(self.capitals)
        self.new = PlainButton(self.theme, _("New list"), icon=Icon.PLUS, name="newNames")
        self.new.clicked.connect(self._on_new_clicked)
        self.body.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(where)

    # Showing

    def reload(self) -> None:
        super().reload()
        for card in self.cards:
            self._throw_away(card)
        self.cards = []
        for one in pupil_names.name_lists(self.workspace.profile):
            self._add_card(one)
        self.capitals.blockSignals(True)
        self.capitals.setChecked(self.workspace.profile.preferences.watch_capitals)
        self.capitals.blockSignals(False)

    def flush(self) -> None:
        for card in self.cards:
            card.flush()

    def take_focus(self) -> None:
        (self.cards[0] if self.cards else self.new).setFocus(Qt.FocusReason.TabFocusReason)

    def show_class(self, class_name: str) -> None:
        """Goes to the list of a class, or begins one."""
        known = next((c for c in self.cards if class_key(c.kept.class_name) == class_key(class_name)), None)
        card = known or self._add_card(NameList(class_name))
        card.take_names_focus()

    def _add_card(self, one: NameList) -> NamesCard:
        card = NamesCard(self.workspace, one)
        card.erased.connect(lambda card=card: self._on_erased(card))
        card.failed.connect(self._on_failed)
        card.saved.connect(self.error.clear)
        card.is_taken = partial(self._is_taken, card)
        self.body.insertWidget(len(self.cards), card)
        card.show()  # Qt itself shows it only later, and what is hidden takes no focus
        self.cards.append(card)
        return card

    def _is_taken(self, card: NamesCard, class_name: str) -> bool:
        key = class_key(class_name)
        return any(class_key(other.kept.class_name) == key for other in self.cards if other is not card)

    def _throw_away(self, card: NamesCard) -> None:
        card.forget()
        card.hide()
        card.deleteLater()

    # Acts

    def _on_new_clicked(self) -> None:
        empty = next((c for c in self.cards if c.is_empty), None)
        (empty or self._add_card(NameList(""))).setFocus()

    def _on_erased(self, card: NamesCard) -> None:
        self.cards.remove(card)
        self._throw_away(card)
        self.workspace.say(self._("The list is erased."))
        self.new.setFocus()

    def _on_failed(self, sentence: str) -> None:
        self.error.show_error(self._("The list could not be kept."), sentence)

    def _on_capitals_toggled(self, on: bool) -> None:
        self.workspace.profile.remember(watch_capitals=on)
