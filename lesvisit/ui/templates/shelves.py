"""The cards of the gallery in their groups: which one is looked at, and what is folded away under *More*."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.ui.templates import words
from lesvisit.ui.templates.card import TemplateCard
from lesvisit.ui.templates.card_group import CardGroup, CardRoving
from lesvisit.ui.templates.shelf import Entry, Group, Place, Wish
from lesvisit.ui.widgets.base import ENTER_KEYS
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.workspace import Workspace


class Shelves(QWidget):
    """`looked_at`: another card is looked at; `clicked` by mouse; `entered`: Enter goes on to what can be done."""

    looked_at = Signal()
    clicked = Signal()
    entered = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = workspace.theme, workspace.translator
        self.current = ""
        self.cards: dict[str, TemplateCard] = {}
        self._more_open = False
        self._shown: tuple[tuple[Group, ...], Wish] = ((), Wish())
        self._built: object = None
        self.roving = CardRoving(self)
        self.groups = QVBoxLayout()
        self.more = LinkButton(self.theme, "", small=False, name="templatesMore")
        self.more.clicked.connect(self._on_more_clicked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self.groups)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._space()
        self.theme.changed.connect(self._space)

    # Showing

    def show_groups(self, groups: tuple[Group, ...], wish: Wish) -> None:
        """These, for what is looked for; cards are made anew only when something differs."""
        self._shown = (groups, wish)
        if self._built != (groups, wish, self._more_open):
            self._built = (groups, wish, self._more_open)
            self._rebuild(groups, wish)
        self.show_current()

    def show_current(self) -> None:
        """Marks the card that is looked at."""
        for key, card in self.cards.items():
            card.setChecked(key == self.current)

    def take_focus(self) -> None:
        """On the card that is looked at."""
        card = self.cards.get(self.current) or next(iter(self.cards.values()), None)
        if card is not None:
            card.setFocus()

    def _rebuild(self, groups: tuple[Group, ...], wish: Wish) -> None:
        had_focus = any(card.hasFocus() for card in self.cards.values())
        clear(self.groups)
        self.cards = {}
        for group in groups:
            if group.place is not Place.MORE or self._more_open:
                made = self._make_group(group, wish)
                self.groups.addWidget(made)
                made.show()  # now, so that the focus can go to its cards
        self._show_more(sum(len(group.entries) for group in groups if group.place is Place.MORE))
        if self.current not in self.cards:
            self.current = next(iter(self.cards), "")
        self.roving.set_buttons(list(self.cards.values()), self.cards.get(self.current))
        if had_focus:
            self.take_focus()

    def _make_group(self, group: Group, wish: Wish) -> CardGroup:
        cards = [self._make_card(entry) for entry in group.entries]
        title, about = self._heading(group.place, wish)
        made = CardGroup(self.theme, title, cards, about=about)
        made.setObjectName(f"group_{group.place.value}")
        return made

    def _heading(self, place: Place, wish: Wish) -> tuple[str, str]:
        _ = self.translator.gettext
        asked = " / ".join(q.strip() for q in wish.questions if q.strip())
        return {
            Place.FIT: (_("Fits your question"), asked) if asked else (_("Good to begin with"), ""),
            Place.OWN: (_("Of our school"), ""),
            Place.OTHERS: (_("Comes with LesVisit") if wish.taxonomy else _("Other forms"), ""),
            Place.MORE: (_("More, with more to learn"), ""),
        }[place]

    def _make_card(self, entry: Entry) -> TemplateCard:
        _, note = self.translator.gettext, ""
        if entry.faults:
            note = _("draft: {faults}", faults=words.faults(self.translator, entry.faults))
        card = TemplateCard(self.theme, self.translator, entry.template, note=note)
        card.installEventFilter(self)
        card.clicked.connect(lambda: self._on_card_clicked(entry.id))
        self.cards[entry.id] = card
        return card

    def _show_more(self, count: int) -> None:
        _, ngettext = self.translator.gettext, self.translator.ngettext
        self.more.setVisible(bool(count))
        self.more.setText(_("Show fewer") if self._more_open else ngettext("Show {n} more", "Show {n} more", count))

    # Acting

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The card with the focus is looked at; Enter goes on to what can be done with it."""
        if isinstance(watched, TemplateCard):
            if event.type() == QEvent.Type.FocusIn:
                self._look_at(watched.template.id)
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER_KEYS:
                self.entered.emit()
                return True
        return False

    def _on_card_clicked(self, key: str) -> None:
        self._look_at(key)
        self.clicked.emit()

    def _look_at(self, key: str) -> None:
        self.current = key
        self.show_current()
        self.looked_at.emit()

    def _on_more_clicked(self) -> None:
        self._more_open = not self._more_open
        self.show_groups(*self._shown)
        self.looked_at.emit()

    def _space(self) -> None:
        self.groups.setSpacing(self.theme.px(24))
        self._column.setSpacing(self.theme.px(16))


def clear(layout: QVBoxLayout) -> None:
    """Throws away all widgets of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
