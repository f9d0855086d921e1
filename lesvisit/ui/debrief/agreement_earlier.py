"""What was agreed the last time, at the start of the talk: seen today, and in which notes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.visit import Seen
from lesvisit.services import agreements
from lesvisit.services.agreements import Chained
from lesvisit.ui.agreement_words import about_agreement, seen_choices
from lesvisit.ui.debrief.evidence_links import EvidenceLinks, links_of
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.labels import PlainLabel, Rule
from lesvisit.ui.widgets.segmented import Segmented


class _Row(QWidget):
    """One earlier agreement with its answer and the notes that show it."""

    def __init__(self, owner: "EarlierBlock", found: Chained) -> None:
        super().__init__()
        self.owner, self.talk, self.found = owner, owner.talk, found
        self.agreement_id = found.record.id
        _, theme, translator = owner.words, owner.theme, owner.talk.workspace.translator
        self.what = PlainLabel(theme, found.record.payload.what, name="earlierWhat")
        self.about = PlainLabel(
            theme, about_agreement(translator, self.talk.view.name, found), px=13, tone="muted", name="earlierAbout"
        )
        self.answer = Segmented(theme, name=f"earlierSeen_{self.agreement_id}")
        self.answer.set_words(_("Seen today? {what}", what=found.record.payload.what))
        self.answer.set_choices(seen_choices(translator))
        self.link = LinkButton(theme, _("Link a note"), name=f"earlierLink_{self.agreement_id}")
        nothing = _("No note yet.")
        self.links = EvidenceLinks(theme, _("Seen at:"), nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        line = QHBoxLayout()
        line.setSpacing(theme.px(12))
        line.addWidget(self.answer)
        line.addWidget(self.link)
        line.addStretch(1)
        for widget in (Rule(theme), self.what, self.about):
            column.addWidget(widget)
        column.addLayout(line)
        column.addWidget(self.links)
        self.answer.choice_made.connect(self._on_answered)
        self.link.clicked.connect(self._on_link)
        self.links.note_wanted.connect(self.talk.note_wanted)

    @property
    def ref(self) -> str:
        """What notes are linked to."""
        return agreements.seen_ref(self.agreement_id)

    def refresh(self) -> None:
        _, view = self.owner.words, self.talk.view
        said = agreements.seen_of(view, self.agreement_id)
        self.answer.set_value(said.seen.value)
        self.links.show_links(links_of(view, said.notes, ()))
        here = self.talk.ref == self.ref
        self.link.setText(_("Press Space on a note of the list") if here else _("Link a note"))
        for widget in (self.link, self.links):
            widget.setVisible(bool(view.notes))  # without notes there is nothing to link

    def _on_answered(self, seen: str) -> None:
        agreement_id = self.agreement_id
        self.talk.do(lambda desk, view: agreements.say_seen(desk, view, agreement_id, Seen(seen)))

    def _on_link(self) -> None:
        self.talk.open_ref(self.ref)
        self.owner.link_wanted.emit()


class EarlierBlock(Card):
    """Read once per visit. `arrived`: there is something to show; `chain_wanted(pair)`."""

    arrived = Signal()
    link_wanted = Signal()
    chain_wanted = Signal(object)

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        self.words = talk.workspace.translator.gettext
        _ = self.words
        super().__init__(
            talk.workspace.theme, _("Agreed the last time"), padding=16, name="earlierBlock", parent=parent
        )
        self.talk = talk
        self._found: tuple[Chained, ...] = ()
        self._rows: list[_Row] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(self.theme.px(10))
        self.chain = LinkButton(self.theme, _("All agreements of you two"), name="earlierChain")
        self.body.addLayout(self._list)
        self.body.addWidget(self.chain, 0, Qt.AlignmentFlag.AlignLeft)
        self.chain.clicked.connect(lambda: self.chain_wanted.emit(agreements.pair_of(self.talk.view.visit)))

    @property
    def known(self) -> bool:
        """Is there anything to look back at?"""
        return bool(self._found)

    @property
    def rows(self) -> list[_Row]:
        """The agreements, in order."""
        return self._rows

    def load(self) -> None:
        """Reads what was agreed before this visit."""
        if self.talk.session is None:
            return
        visit_id = self.talk.session.book.scope_id

        def take(found: tuple[Chained, ...]) -> None:
            session = self.talk.session
            if session is not None and session.book.scope_id == visit_id and found != self._found:
                self._found = found
                self._rebuild()
                self.arrived.emit()

        self.talk.workspace.read(lambda c: agreements.read_earlier(c, visit_id), take)

    def forget(self) -> None:
        """Another visit."""
        self._found = ()
        self._rebuild()

    def refresh(self) -> None:
        """Reads the answers again."""
        for row in self._rows:
            row.refresh()

    def _rebuild(self) -> None:
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_Row(self, found) for found in self._found]
        for row in self._rows:
            self._list.addWidget(row)
