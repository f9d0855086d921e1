"""What was agreed the last time with this teacher, each with "seen today?" and the notes that show it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.visit import Seen
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import agreements as agreements_over
from lesvisit.services import prepare, visits
from lesvisit.services.visits import OpenAgreement, Overview
from lesvisit.ui.agreement_words import seen_choices
from lesvisit.ui.prepare.part import Part, small_title, visited_name
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.labels import PlainLabel, Rule
from lesvisit.ui.widgets.segmented import Segmented
from lesvisit.ui.workspace import Workspace

LinkedNote = tuple[str, str, str]  # id, minute, words


class _LinkedNotes(QWidget):
    """The notes that show an agreement, each with the way to take it off; hidden while there are none."""

    off_wanted = Signal(str)  # note id
    arranged = Signal()

    def __init__(self, theme: Theme, off: str, off_words: str) -> None:
        super().__init__()
        self.theme, self._off, self._off_words = theme, off, off_words
        self._shown: list[LinkedNote] = []
        self._links: list[LinkButton] = []
        self.head = PlainLabel(theme, px=13, name="agreementNotedHead")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))
        self._column.addWidget(self.head)

    @property
    def tab_stops(self) -> list[QWidget]:
        """The ways to take one off."""
        return list(self._links)

    def show_notes(self, head: str, notes: list[LinkedNote]) -> None:
        """Shows these: id, minute and words of each."""
        self.setVisible(bool(notes))
        self.head.setText(head)
        if notes != self._shown:
            self._shown = notes
            self._rebuild()

    def _rebuild(self) -> None:
        for row in self.findChildren(QWidget, "linkedNote", Qt.FindChildOption.FindDirectChildrenOnly):
            row.hide()
            self._column.removeWidget(row)
            row.deleteLater()
        self._links = []
        for note_id, minute, text in self._shown:
            self._column.addWidget(self._row(note_id, minute, text))
        self.arranged.emit()

    def _row(self, note_id: str, minute: str, text: str) -> QWidget:
        row = QWidget()
        row.setObjectName("linkedNote")
        link = LinkButton(self.theme, self._off, name=f"agreementUnlink_{note_id}")
        link.setAccessibleName(self._off_words.format(minute=minute, text=text))
        link.clicked.connect(lambda: self.off_wanted.emit(note_id))
        self._links.append(link)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self.theme.px(8))
        line.addWidget(PlainLabel(self.theme, f"{minute}  {text}", px=13, name="linkedNoteText"), 1)
        line.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        return row


class _Agreement(QWidget):
    def __init__(self, owner: "EarlierAgreements", found: OpenAgreement) -> None:
        super().__init__()
        self.agreement_id = found.record.id
        _, theme = owner.workspace.translator.gettext, owner.theme
        what = PlainLabel(theme, found.record.payload.what, px=15, name="agreementWhat")
        about = PlainLabel(theme, owner.about(found), px=13, tone="muted")
        self.answer = Segmented(theme, name="agreementSeen")
        self.answer.set_words(_("Seen today? {what}", what=found.record.payload.what))
        self.answer.set_choices(seen_choices(owner.workspace.translator))
        self.note = DropDown(theme, name=f"agreementNote_{self.agreement_id}")
        self.note.setAccessibleName(_("Link a note: {what}", what=found.record.payload.what))
        self.noted = _LinkedNotes(theme, _("Take off"), _("Take off the line of {minute}: {text}"))
        self.noted.setObjectName("agreementNoted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        for widget in (what, about, self.answer, self.note, self.noted):
            column.addWidget(widget)
        self.answer.choice_made.connect(lambda seen: owner.say_seen(self.agreement_id, Seen(seen)))
        self.noted.off_wanted.connect(lambda note_id: owner.link_note(self.agreement_id, note_id))
        self.noted.arranged.connect(owner.rebuilt)
        self.note.activated.connect(lambda _: owner.link_note(self.agreement_id, str(self.note.currentData() or "")))

    def show_notes(self, view: VisitBook, link: str, seen_at: str) -> None:
        """Offers the notes of today, once there are some; the linked ones stand under it."""
        linked = agreements_over.seen_of(view, self.agreement_id).notes
        notes = [(n.id, view.minute_text(n), n.payload.text) for n in view.notes if n.payload.text.strip()]
        wanted = [("", link), *((i, f"{minute}  {text}") for i, minute, text in notes if i not in linked)]
        if [(self.note.itemData(i), self.note.itemText(i)) for i in range(self.note.count())] != wanted:
            self.note.clear()
            for key, words in wanted:
                self.note.addItem(words, key)
        self.note.setCurrentIndex(0)
        self.note.setVisible(bool(notes))
        self.noted.show_notes(seen_at, [note for note in notes if note[0] in linked])

    @property
    def tab_stops(self) -> list[QWidget]:
        """In order."""
        return [*self.answer.tiles(), self.note, *self.noted.tab_stops]


class EarlierAgreements(Part):
    """Hidden while it is not known who is visited. `rebuilt`: the answers are other widgets now."""

    rebuilt = Signal()
    chain_wanted = Signal(object)  # frozenset of the two whose agreements they are

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        _, theme = workspace.translator.gettext, self.theme
        self._found = Overview()
        self._shown: tuple[OpenAgreement, ...] = ()
        self._rows: list[_Agreement] = []
        self.none = PlainLabel(theme, px=13, tone="muted", name="noAgreements")
        self.list = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(small_title(theme, _("Agreed the last time")))
        self._column.addWidget(self.none)
        self._column.addLayout(self.list)
        self.chain = LinkButton(theme, _("All agreements of you two"), name="prepareChain")
        self.chain.clicked.connect(lambda: self.chain_wanted.emit(agreements_over.pair_of(self.view.visit)))
        self._column.addWidget(self.chain, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addSpacing(theme.px(8))
        self._column.addWidget(Rule(theme))
        self._space()
        theme.changed.connect(self._space)

    def load(self) -> None:
        """Reads what was agreed in all visits."""
        self.workspace.read(visits.overview, self._take)

    def _take(self, found: Overview) -> None:
        self._found = found
        if self.session is not None:
            self.refresh()

    def refresh(self) -> None:
        visit = self.view.visit
        self.setVisible(bool(visit.visited_id))
        agreements = visits.earlier_agreements(self._found, self.view.book.scope_id, visit)
        if agreements != self._shown:
            self._shown = agreements
            self._rebuild()
        _ = self.workspace.translator.gettext
        name = visited_name(visit, self.view)
        self.none.setText(_("Nothing was agreed with {name} yet.", name=name))
        self.none.setVisible(not agreements)
        for row in self._rows:
            row.answer.set_value(prepare.seen_today(self.view, row.agreement_id).value)
            row.show_notes(self.view, _("Link a note of today"), _("Seen at:"))
        self.chain.setVisible(len(agreements_over.pair_of(visit)) > 1)

    def about(self, found: OpenAgreement) -> str:
        """Who agreed it and when, and the question."""
        _, translator = self.workspace.translator.gettext, self.workspace.translator
        payload = found.record.payload
        who = self.view.names(payload.who)
        parts = [translator.join(who) if who else payload.who_text, translator.date(found.visit.day, "d MMMM")]
        return " · ".join((*(p for p in parts if p), _("seen today?")))

    @property
    def tab_stops(self) -> list[QWidget]:
        """The answers, in order."""
        found: list[QWidget] = []
        for row in self._rows:
            found += row.tab_stops
        return [*found, self.chain]

    def say_seen(self, agreement_id: str, seen: Seen) -> None:
        """Keeps the answer."""
        self.do(prepare.say_seen(self.workspace.desk, self.view, agreement_id, seen))

    def link_note(self, agreement_id: str, note_id: str) -> None:
        """A note of today shows it; one that is linked is taken off again."""
        if note_id:
            desk, view = self.workspace.desk, self.view
            self.do(agreements_over.toggle_seen(desk, view, agreement_id, note_id, prepare.STEP))

    def _rebuild(self) -> None:
        for row in self._rows:
            self.list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_Agreement(self, found) for found in self._shown]
        for row in self._rows:
            self.list.addWidget(row)
        self.rebuilt.emit()

    def _space(self) -> None:
        self._column.setSpacing(self.theme.px(8))
        self.list.setSpacing(self.theme.px(16))
