"""Lines that were changed on both laptops: both versions side by side, until one is chosen. All by keyboard."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.records import Book, Change
from lesvisit.domain.visit_book import VisitBook
from lesvisit.messages import sentence
from lesvisit.services import other_versions
from lesvisit.services.other_versions import STEP, Choice
from lesvisit.services.session import Session, VisitSession
from lesvisit.ui.packages.sheet import Sheet, emptied
from lesvisit.ui.packages.sides import LineSides
from lesvisit.ui.packages.words import kind_words
from lesvisit.ui.turning import Turn, turn, wanted
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.empty_state import EmptyState
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace


class ChoicesPage(Sheet):
    """`show_choices`; `show_wanted(kind, id)`: to the visit, design, form or conversation model."""

    show_wanted = Signal(object, str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "choices", workspace.translator.gettext("Two versions of a line"), parent)
        _, theme = self._, self.theme
        self.session: Session | None = None
        self._stop: Callable[[], None] = lambda: None
        note = _("These lines were changed here and on the other laptop. Both stay until you choose.")
        self.note = PlainLabel(theme, note, tone="muted")
        self.empty = EmptyState(
            theme,
            _("Nothing waits for a choice"),
            _("Every line has one version now; the others stay in its history."),
            main=_("To the visit"),
            name="choicesEmpty",
        )
        self.cards: list[ChoiceCard] = []
        self._list = QVBoxLayout()
        self.column.addWidget(self.note)
        self.column.addWidget(self.empty)
        self.column.addLayout(self._list)
        self.column.addStretch(1)
        self.empty.main_chosen.connect(self._on_to_visit)

    def show_choices(self, session: Session) -> None:
        """The lines of this visit, design, form or model that wait."""
        self._stop()
        _ = self._
        of_visit = isinstance(session, VisitSession)
        self.empty.main.setText(_("To the visit") if of_visit else _("Show it"))
        self.session = session
        self._stop = session.listen(on_change=self._on_change)
        self._fill(0)

    def leave(self) -> None:
        """The page goes down."""
        self._stop()
        self._stop = lambda: None

    def _on_change(self, _change: Change) -> None:
        self._fill(next((n for n, card in enumerate(self.cards) if card.isAncestorOf(self.focusWidget())), 0))

    def _fill(self, place: int) -> None:
        session = self.session
        if session is None:
            return
        emptied(self._list)
        self._list.setSpacing(self.theme.px(12))
        self.cards = []
        for choice in other_versions.waiting(session.book):
            card = ChoiceCard(self.workspace, session, choice)
            card.mine.clicked.connect(lambda _=False, c=choice: self._choose(c, mine=True))
            card.theirs.clicked.connect(lambda _=False, c=choice: self._choose(c, mine=False))
            self.cards.append(card)
            self._list.addWidget(card)
        self.empty.setVisible(not self.cards)
        self.note.setVisible(bool(self.cards))
        where = self.cards[min(place, len(self.cards) - 1)].mine if self.cards else self.empty.main
        where.show()
        where.setFocus()

    def _choose(self, choice: Choice, *, mine: bool) -> None:
        if self.session is None:
            return
        desk, view = self.workspace.desk, _standing(self.session)
        if mine:
            self.session.do(other_versions.keep_mine(desk, self.session.book, choice))
        elif not other_versions.is_hers(desk, view, choice):
            self.session.do(other_versions.take_theirs(desk, view, choice))

    def _on_to_visit(self) -> None:
        if self.session is not None:
            self.show_wanted.emit(self.session.book.scope_kind, self.session.book.scope_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = wanted(event)
        if way is not None and self.session is not None:
            self._turn(self.session, way)
        else:
            super().keyPressEvent(event)

    def _turn(self, session: Session, way: Turn) -> None:
        """A choice, never the import below it: that one is taken back where a package is opened."""
        scope_id, back = session.book.scope_id, way is Turn.BACK
        asked = self.workspace.database.write(partial(other_versions.is_next, scope_id=scope_id, back=back))

        def answered(is_choice: bool) -> None:
            if is_choice:
                turn(self.workspace, session, STEP, way)

        self.workspace.when(asked, answered)


def _standing(session: Session) -> VisitBook | Book:
    """The visit as it stands, else the book."""
    return session.view if isinstance(session, VisitSession) else session.book


class ChoiceCard(Card):
    """One line: here beside there, and the two answers."""

    def __init__(self, workspace: Workspace, session: Session, choice: Choice) -> None:
        translator, theme = workspace.translator, workspace.theme
        _ = translator.gettext
        other = choice.other.payload
        view = _standing(session)
        author = view.same_person(other.author_id) if isinstance(view, VisitBook) else other.author_id
        who = workspace.name(author) or _("the other laptop")
        title = _("{kind}, changed by {name}", kind=kind_words(translator, other.kind), name=who)
        super().__init__(theme, title, padding=20, name=f"choice_{other.record_id}")
        self.sides = LineSides(
            theme,
            translator,
            choice.here.payload,
            choice.payload,
            workspace.name,
            gone_here=choice.here.deleted,
            gone_there=other.deleted,
            key=other.record_id,
        )
        self.mine = PlainButton(theme, _("Keep what is here"), name=f"mine_{other.record_id}")
        self.theirs = PlainButton(theme, _("Take what is there"), name=f"theirs_{other.record_id}")
        self.mine.setAccessibleName(_("Keep what is here: {line}", line=title))
        self.theirs.setAccessibleName(_("Take what is there: {line}", line=title))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        for button in (self.mine, self.theirs):  # each under its own side
            row.addWidget(button, 1, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.sides)
        if other_versions.is_hers(workspace.desk, view, choice):
            why = sentence(LesVisitError("mark_lowered"), translator)
            self.theirs.setEnabled(False)
            self.theirs.setToolTip(why)
            self.body.addWidget(PlainLabel(theme, why, px=13, name=f"hers_{other.record_id}"))
        self.body.addLayout(row)
