"""The second view beside the notes: everything that was counted, timed, rated or placed in the lesson."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from lesvisit.ui.debrief.counts_card import CountsCard
from lesvisit.ui.debrief.counts_words import counted_parts
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.widgets.follow_focus import FollowFocus


class CountsView(QScrollArea):
    """A card for each part, in the order of the form. `fill_wanted(block id)`; `arranged`: Tab goes otherwise."""

    fill_wanted = Signal(str)
    arranged = Signal()

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.talk, self.theme = talk, talk.workspace.theme
        self.phase_id = ""
        self.cards: dict[str, CountsCard] = {}
        self.setObjectName("countsView")
        self.setAccessibleName(talk.workspace.translator.gettext("What was counted"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page = QWidget()
        self.page.setProperty("part", "page")
        self._column = QVBoxLayout(self.page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(self.page)
        FollowFocus(self.theme, self)

    def refresh(self, phase_id: str) -> None:
        """Reads the visit again; a block that was corrected itself gets a new card."""
        self.phase_id = phase_id
        parts = {part.id: part for part in counted_parts(self.talk.view, self.talk.workspace.translator)}
        for part_id, card in tuple(self.cards.items()):
            if parts.get(part_id) != card.part:
                self._drop(part_id)
        for place, (part_id, part) in enumerate(parts.items()):
            if part_id not in self.cards:
                self._add(CountsCard(self.talk, part), place)
        self.cards = {part_id: self.cards[part_id] for part_id in parts}
        for card in self.cards.values():
            card.refresh(phase_id)
        self.arranged.emit()

    def _add(self, card: CountsCard, place: int) -> None:
        card.fill_wanted.connect(self.fill_wanted)
        card.arranged.connect(self.arranged)
        self.cards[card.part.id] = card
        self._column.insertWidget(place, card)
        card.show()

    def _drop(self, part_id: str) -> None:
        card = self.cards.pop(part_id)
        card.flush()
        card.hide()
        self._column.removeWidget(card)
        card.deleteLater()

    def clear(self) -> None:
        """Another visit comes."""
        for part_id in tuple(self.cards):
            self._drop(part_id)

    def flush(self) -> None:
        """Keeps what is typed."""
        for card in self.cards.values():
            card.flush()

    def take_focus(self, part_id: str = "") -> None:
        """The first thing to press, or that of this block."""
        cards = [self.cards[part_id]] if part_id in self.cards else list(self.cards.values())
        for card in cards:
            for button in (card.look_over, card.fill):
                if button.isVisibleTo(self):
                    button.setFocus(Qt.FocusReason.OtherFocusReason)
                    return
