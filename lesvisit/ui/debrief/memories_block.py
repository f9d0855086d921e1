"""Two memories: each types alone, covers, hands over; then both stand beside each other, under the ribbon."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from lesvisit.domain.debrief import Memory
from lesvisit.domain.template import Speaker, Step
from lesvisit.services import debrief, memories
from lesvisit.services.memories import Turn
from lesvisit.ui.debrief.kept_text import KeptText
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.debrief.words import capital, who
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.base import set_state
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.wrap_row import WrapRow

Keep = Callable[[str, str, str], None]  # person, field, text


class MemoryCard(Card):
    """One person's memory: being typed, covered, still to come, or open. `typed` with every letter."""

    typed = Signal()

    def __init__(self, talk: Talk, place: int, keep: Keep) -> None:
        super().__init__(talk.workspace.theme, padding=16, name=f"memory{place}")
        self.talk, self._keep = talk, keep
        self._person, self._turn = "", (Turn("", Memory("", "")), "", "")
        _ = talk.workspace.translator.gettext
        self.fields = {
            "learned": Field(self.theme, _("What did pupils learn?"), multiline=True, name=f"memoryLearned{place}"),
            "turned": Field(self.theme, _("Where did it turn?"), multiline=True, name=f"memoryTurned{place}"),
        }
        self.state = PlainLabel(self.theme, tone="muted", name=f"memoryState{place}")
        self.read = {name: self._reading(name) for name in self.fields}
        for name, field in self.fields.items():
            self.body.addWidget(field)
            for label in self.read[name]:
                self.body.addWidget(label)
        self.change = LinkButton(self.theme, _("Change"), name=f"changeMemory{place}")
        self.change.setCheckable(True)
        self.change.toggled.connect(self._on_change_toggled)
        self.body.addWidget(self.state)
        self.body.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.kept = {name: self._tie(name, field) for name, field in self.fields.items()}

    def _reading(self, name: str) -> tuple[PlainLabel, PlainLabel]:
        head = PlainLabel(self.theme, self.fields[name].label.text(), px=13, weight=SEMIBOLD, tone="muted")
        text = PlainLabel(self.theme, px=17, name=f"{name}Read")
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return head, text

    def _tie(self, name: str, field: Field) -> KeptText:
        field.text_changed.connect(lambda _text: self.typed.emit())
        return KeptText(self.talk, field, lambda text: self._keep(self._person, name, text))

    def show_turn(self, turn: Turn, name: str, said: str) -> None:
        """What is hidden stands nowhere in the window, not for a reader either."""
        if turn.person_id != self._person or not turn.open:
            self.change.setChecked(False)
        self._person, self._turn = turn.person_id, (turn, name, said)
        typed = turn.typing or (turn.open and self.change.isChecked())
        self.set_title(name)
        self.change.setVisible(turn.open)
        self.change.setAccessibleName(f"{self.change.text()}: {name}")
        for field, kept in self.kept.items():
            text = str(getattr(turn.memory, field))
            if not typed:
                kept.flush() if turn.open else kept.forget()
            kept.show(text if typed else "")
            self.fields[field].setVisible(typed)
            self._show_read(field, text.strip() if turn.open and not typed else "")
        self.state.setText(said)
        self.state.setVisible(bool(said))
        self.setAccessibleDescription(said)
        set_state(self, "plain", not turn.typing and not turn.open)

    def _on_change_toggled(self, on: bool) -> None:
        """What is open is set right in its own fields; what was typed is kept first."""
        if not on:
            for kept in self.kept.values():
                kept.flush()
        self.show_turn(*self._turn)

    def _show_read(self, field: str, text: str) -> None:
        head, label = self.read[field]
        label.setText(text)
        for widget in (head, label):
            widget.setVisible(bool(text))

    @property
    def empty(self) -> bool:
        """Has nothing been typed yet?"""
        return not any(field.text().strip() for field in self.fields.values())


class MemoriesBlock(WrapRow):
    """`turned_over`: a memory was covered; `typed`: the words of the main button may differ now."""

    turned_over = Signal()
    typed = Signal()

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(talk.workspace.theme, gap=16, parent=parent)
        self.talk = talk
        self.setObjectName("memoriesBlock")
        self.setAccessibleName(talk.workspace.translator.gettext("Two memories"))
        self.cards: list[MemoryCard] = []

    # What is shown

    @property
    def step(self) -> Step | None:
        """The step whose memories stand here."""
        here = self.talk.step
        return memories.shown_in(self.talk.protocol, here) if here is not None else None

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Everybody's part, in order."""
        return memories.turns(self.talk.view, self.step) if self.step is not None else ()

    @property
    def waiting(self) -> bool:
        """Is somebody still to type in the step that is open? Then the notes wait too."""
        step = self.talk.step
        return step is not None and self.talk.session is not None and memories.waiting(self.talk.view, step)

    def refresh(self) -> None:
        """Reads the memories again."""
        turns = self.turns
        while len(self.cards) < len(turns):
            card = MemoryCard(self.talk, len(self.cards) + 1, self._keep)
            card.typed.connect(self.typed)
            self.cards.append(card)
            self.add(card, 250)
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(turns))
            if place < len(turns):
                card.show_turn(turns[place], self._name(turns[place]), self._said(turns, place))

    def _name(self, turn: Turn) -> str:
        name = self.talk.name(turn.person_id)
        role = Speaker.VISITED if turn.person_id == self.talk.view.visit.visited_id else Speaker.VISITOR
        return name or capital(who(self.talk.workspace.translator, self.talk.view, role))

    def _said(self, turns: tuple[Turn, ...], place: int) -> str:
        _, turn = self.talk.workspace.translator.gettext, turns[place]
        if turn.open:
            return _("Skipped.") if turn.memory.empty else ""
        if turn.typing:
            if all(other.memory.covered for other in turns if other is not turn):
                return _("Only you look at the screen now. When you are done, both appear.")
            return _("Only you look at the screen now. It is covered before the other begins.")
        if turn.memory.covered:
            return _("Covered. It appears when the other is done too.")
        return _("Types after this, without seeing it.")

    # Acting

    def _keep(self, person_id: str, field: str, text: str) -> None:
        step = self.step
        if step is not None:
            texts = {field: text}
            self.talk.do(lambda desk, view: memories.set_text(desk, view, step.id, person_id, **texts))

    @property
    def _card(self) -> MemoryCard | None:
        """The card of who types now."""
        whose = next((place for place, turn in enumerate(self.turns) if turn.typing), -1)
        return self.cards[whose] if 0 <= whose < len(self.cards) else None

    def main_words(self) -> tuple[str, str]:
        """What the main button does while somebody types: in full, and in short."""
        _, card, turns = self.talk.workspace.translator.gettext, self._card, self.turns
        after = [turn for turn in turns if not turn.memory.covered and not turn.typing]
        skips = card is None or card.empty
        if not after:
            return (_("Skip, and look together"), _("Skip")) if skips else (_("Done, look together"), _("Done"))
        name = self._name(after[0])
        if skips:
            return _("Skip, hand over to {name}", name=name), _("Skip")
        return _("Cover, hand over to {name}", name=name), _("Cover")

    def begin(self) -> None:
        """The one whose turn it is sits at the keys."""
        turn = next((turn for turn in self.turns if turn.typing), None)
        if turn is not None and self.waiting and debrief.begun(self.talk.frame):
            self.talk.write_as(turn.person_id)

    def cover(self) -> None:
        """The one who types is done: covered, and the next begins; after the last both appear."""
        step, turn = self.step, next((turn for turn in self.turns if turn.typing), None)
        if step is None or turn is None:
            return
        self.talk.flush()
        self.talk.do(lambda desk, view: memories.cover(desk, view, step.id, turn.person_id))
        self.begin()
        self.refresh()
        self.take_focus()
        self.turned_over.emit()

    def first_field(self) -> QWidget | None:
        """Where typing goes on; None when all is typed."""
        card = self._card
        return card.fields["learned"].input if card is not None and self.waiting else None

    def take_focus(self) -> bool:
        """The cursor where typing goes on; False when all is typed."""
        field = self.first_field()
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        return field is not None
