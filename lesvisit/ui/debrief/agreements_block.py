"""One to three agreements, one open at a time; an empty one stands ready and is made when it is filled in.

A fourth asks which come first; the others are kept for later.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.debrief import Agreement
from lesvisit.services import agreements, debrief
from lesvisit.services.desk import new_id
from lesvisit.ui.debrief.agreement_card import AgreementCard
from lesvisit.ui.debrief.agreement_first import FirstChoice, LaterList
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.icons import Icon
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.labels import PlainLabel


class AgreementsBlock(QWidget):
    """The cards, a button for one more, and a quiet line beyond three."""

    arranged = Signal()  # cards came, went, or were opened

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.talk = talk
        self.theme = talk.workspace.theme
        self._ = talk.workspace.translator.gettext
        self.setObjectName("agreementsBlock")
        self._cards: dict[str, AgreementCard] = {}
        self._draft = ""  # id of an agreement that isn't filled in yet
        self._open = ""
        self._asked = False  # once per visit: whoever goes on all the same may
        self.add = PlainButton(self.theme, self._("Another agreement"), icon=Icon.PLUS, name="agreementAdd")
        self.hint = PlainLabel(
            self.theme, self._("One to three agreements work best."), px=13, tone="muted", name="agreementHint"
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self.theme.px(8))
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(12))
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self.hint, 1)
        self._column.addLayout(row)
        self.first = FirstChoice(talk)
        self.later = LaterList(talk)
        self._column.addWidget(self.first)
        self._column.addWidget(self.later)
        self.add.clicked.connect(self._on_add_clicked)
        self.first.chosen.connect(self._on_first_chosen)
        self.later.brought_back.connect(self._on_brought_back)

    @property
    def cards(self) -> list[AgreementCard]:
        """The cards, in order."""
        return list(self._cards.values())

    def begin(self) -> None:
        """The step comes up: without an agreement an empty one is open."""
        if not debrief.agreements(self.talk.view) and not self._draft:
            self._draft = self._open = new_id()
        self.refresh()

    def forget(self) -> None:
        """Another visit."""
        self._draft = self._open = ""
        self._asked = False

    def refresh(self) -> None:
        """Reads the agreements again."""
        records = debrief.agreements(self.talk.view)
        ids = [r.id for r in records]
        if self._draft in ids:
            self._draft = ""
        shown = {r.id: r.payload for r in records}
        if self._draft:
            shown[self._draft] = Agreement("")
        self._drop(set(self._cards) - set(shown))
        for number, (record_id, agreement) in enumerate(shown.items(), start=1):
            card = self._cards.get(record_id) or self._make(record_id)
            self._column.insertWidget(number - 1, card)
            card.show()
            card.show_agreement(number, agreement, is_open=record_id == self._open)
        self._cards = {record_id: self._cards[record_id] for record_id in shown}
        asks = len(records) > agreements.MOST
        self.hint.setVisible(len(shown) >= debrief.MOST_AGREEMENTS and not asks)
        self.first.setVisible(asks)
        if asks:
            self.first.show_agreements(records)
        self.later.show_agreements(agreements.for_later(self.talk.view))
        self.add.setEnabled(not self._draft)
        self.arranged.emit()

    def _make(self, record_id: str) -> AgreementCard:
        card = AgreementCard(self.talk, record_id)
        card.toggled.connect(self._on_toggled)
        card.removed.connect(self._on_removed)
        self._cards[record_id] = card
        return card

    def _drop(self, ids: set[str]) -> None:
        for record_id in ids:
            card = self._cards.pop(record_id)
            for kept in card.kept:
                kept.forget()
            card.hide()
            card.deleteLater()

    def _on_toggled(self, record_id: str) -> None:
        self.talk.flush()
        self._open = "" if record_id == self._open else record_id
        self.refresh()
        if self._open:
            self._cards[record_id].take_focus()

    def _on_removed(self, record_id: str) -> None:
        if record_id == self._draft:
            self._draft = ""
        self._open = ""
        self.refresh()
        self.add.setFocus()

    def _on_first_chosen(self) -> None:
        self._open = ""
        self.refresh()
        self.add.setFocus()

    def _on_brought_back(self, record_id: str) -> None:
        self.talk.flush()
        first = [r.id for r in debrief.agreements(self.talk.view)]
        self.talk.do(lambda desk, view: agreements.choose_first(desk, view, [*first, record_id]))
        self.add.setFocus()

    def asks_first(self) -> bool:
        """On the way to the next step: is it still to choose which come first? Asks once, with the focus in it."""
        if self._asked or not self.first.isVisibleTo(self):
            return False
        self._asked = True
        self._open = ""
        self.refresh()
        self.first.boxes[-1].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def take_focus(self) -> None:
        """Typing begins in the agreement that is open, else at its first line."""
        card = self._cards.get(self._open) or next(iter(self._cards.values()), None)
        if card is None:
            self.add.setFocus()
        elif card.form.isVisibleTo(self):
            card.take_focus()
        else:
            card.head.setFocus()

    def _on_add_clicked(self) -> None:
        self.talk.flush()
        self._draft = self._open = new_id()
        self.refresh()
        self._cards[self._draft].take_focus()
