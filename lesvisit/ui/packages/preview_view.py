"""What a package would bring, before anything is done: from whom, what, beside what is here, and who is who."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.package import PackedRecord
from lesvisit.services.arrival_who import asked
from lesvisit.services.arrival_words import erased_words, notable
from lesvisit.services.arrivals import Line, Preview, Relation
from lesvisit.services.desk import PEOPLE
from lesvisit.services.joining import JoinPreview, visit_in
from lesvisit.services.joining_near import LessonHere
from lesvisit.services.joining_parts import Why
from lesvisit.services.joining_words import bell_words, differs_words, join_words, nothing_words
from lesvisit.ui.packages.into_card import IntoCard
from lesvisit.ui.packages.sheet import emptied
from lesvisit.ui.packages.sides import LineSides
from lesvisit.ui.packages.who_card import WhoCard
from lesvisit.ui.packages.words import gist, head_words, kind_words, lesson_words, names_of
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace

_MOST_SIDES = 40


class PreviewView(QWidget):
    """`changed`: something was answered; `into_chosen(visit id)`: it belongs to a visit of ours, or to none."""

    changed = Signal()
    into_chosen = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.theme = workspace, workspace.theme
        self._ = workspace.translator.gettext
        self.who: list[WhoCard] = []
        self._alone: Preview | None = None  # the package as a visit of its own
        _ = self._
        question, title = _("Is this the same lesson?"), _("Belongs to this visit")
        self.same = IntoCard(workspace, question, title, _("Another visit of mine"))
        self.into = self.same.cards
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._fixed = QVBoxLayout()
        self._asked = QVBoxLayout()
        self._lines = QVBoxLayout()
        for part in (self._fixed, self._asked):
            self._column.addLayout(part)
        self._column.addWidget(self.same)
        self._column.addLayout(self._lines)
        self.same.chosen.connect(self.into_chosen)
        self._space()
        self.theme.changed.connect(self._space)

    def _space(self) -> None:
        for column in (self._column, self._fixed, self._asked, self._lines):
            column.setSpacing(self.theme.px(12))

    # What is shown

    def begin(self, found: Preview, lessons: tuple[LessonHere, ...]) -> None:
        """A package that was just read."""
        self._clear()
        self._fixed.addWidget(self._from_whom(found))
        self._ask_who(found)
        self._ask_into(found, lessons)
        self._alone = found
        self.show_lines(found)

    def begin_joining(self, found: JoinPreview) -> None:
        """A visit that stands here already joins another one."""
        self._clear()
        self.same.hide()
        self._ask_who(found)
        self._alone = None
        self.show_lines(found)

    def _clear(self) -> None:
        for column in (self._fixed, self._asked, self._lines):
            emptied(column)

    def show_lines(self, found: Preview) -> None:
        """How its lines stand to what is here; anew when it is to belong to another visit."""
        emptied(self._lines)
        self._say_erased(found)
        self._lines.addWidget(self._counts(found))
        if isinstance(found, JoinPreview):
            self._lines.addWidget(self._joins(found))
        _ = self._
        both = found.of(Relation.BOTH)
        more = _("And {n} more lines; all of them wait for you afterwards.", n=len(both) - _MOST_SIDES)
        self._show_sides(found, both, "both", "", more)
        newer = [line for line in found.of(Relation.NEWER) if line.here is not None and line.scope.id != PEOPLE]
        becomes = _("Changed there since. What stands at There is what it becomes.")
        more = _("And {n} more lines that were changed there since.", n=len(newer) - _MOST_SIDES)
        self._show_sides(found, newer, "newer", becomes, more)

    def _show_sides(self, found: Preview, lines: Sequence[Line], name: str, why: str, more: str) -> None:
        """Each line as it is here and there; so many that a page can show, and that there are more."""
        for line in lines[:_MOST_SIDES]:
            self._lines.addWidget(self._sides(found, line, name, why))
        if len(lines) > _MOST_SIDES:
            self._lines.addWidget(PlainLabel(self.theme, more, tone="muted"))

    def _from_whom(self, found: Preview) -> Card:
        _, translator, package = self._, self.workspace.translator, found.package
        card = Card(self.theme, padding=20, name="packageFrom")
        head = head_words(translator, package)
        card.body.addWidget(PlainLabel(self.theme, head, px=20, weight=SEMIBOLD, name="packageHead"))
        visit = visit_in(package)
        scope = package.scope(package.main)
        about = lesson_words(translator, visit) if visit is not None else ""
        if visit is None and scope is not None:
            known = names_of((), found.people)
            about = next((t for t in (gist(translator, r.head.payload, known) for r in scope.records) if t), "")
        if about:
            card.body.addWidget(PlainLabel(self.theme, about, name="packageAbout"))
        made = package.made_utc.astimezone()
        when = _("Packed on {day} at {time}.", day=translator.date(made.date(), "d MMMM y"), time=f"{made:%H:%M}")
        card.body.addWidget(PlainLabel(self.theme, when, px=13, tone="muted"))
        return card

    def _say_erased(self, found: Preview) -> None:
        """What was erased here on purpose never comes back unsaid, nor under the name of another visit."""
        folder, translator = self.workspace.profile.folder, self.workspace.translator
        told = (erased_words(one, folder, translator) for one in (self._alone or found, found))
        for words in dict.fromkeys(filter(None, told)):
            self._lines.addWidget(PlainLabel(self.theme, words, weight=SEMIBOLD, tone="warn", name="packageErased"))

    def _counts(self, found: Preview) -> Card:
        card = Card(self.theme, self._("What comes in"), padding=20, name="packageCounts")
        words_of = count_words(self.workspace, found)
        if not found.changes and self.asks and not isinstance(found, JoinPreview):
            words_of = [self._("Everything in this package is here already. Only who is who was not said yet.")]
        for words in words_of:
            card.body.addWidget(PlainLabel(self.theme, words, name="packageCount"))
        people = names_of(_people(found), found.people)
        n = self.workspace.translator.ngettext
        for person_id, notes in sorted(found.notes_by.items()):
            who = people(person_id) or self._("somebody without a name")
            words = n("{n} note by {name}", "{n} notes by {name}", notes, name=who)
            card.body.addWidget(PlainLabel(self.theme, words, px=13, tone="muted", name="packageNotesBy"))
        return card

    def _joins(self, found: JoinPreview) -> Card:
        """Per kind: what joins our visit, and what stays in theirs and why."""
        translator = self.workspace.translator
        card = Card(self.theme, self._("What joins your visit, and what stays"), padding=20, name="packageJoin")
        for words in differs_words(translator, found):
            card.body.addWidget(PlainLabel(self.theme, words, weight=SEMIBOLD, name="packageDiffers"))
        for words in join_words(translator, found):
            card.body.addWidget(PlainLabel(self.theme, words, name="packageShare"))
        if any(share.why is Why.JOINS for share in found.shares):
            card.body.addWidget(PlainLabel(self.theme, bell_words(translator, found), name="packageBells"))
        return card

    def _sides(self, found: Preview, line: Line, name: str, why: str) -> Card:
        translator = self.workspace.translator
        card = Card(self.theme, kind_words(translator, line.there.kind), padding=20, name=f"{name}_{line.there.id}")
        if why:
            card.body.addWidget(PlainLabel(self.theme, why, px=13, tone="muted"))
        here, there = line.here, line.there.head
        assert here is not None  # a line on both sides is here
        card.body.addWidget(
            LineSides(
                self.theme,
                translator,
                here.head.payload,
                there.payload,
                names_of(_people(found), found.people),
                gone_here=here.head.deleted,
                gone_there=there.deleted,
                key=line.there.id,
            )
        )
        return card

    # What is asked

    def _ask_who(self, found: Preview) -> None:
        self.who = []
        open_ones = {r.id for r in found.unanswered}
        known = {i: p for i, p in found.people.items() if i not in open_ones}
        for record in asked(found, visit_in(found.package)):
            namesakes = [i for i in found.namesakes(record.id) if i in known]
            card = WhoCard(
                self.theme,
                self.workspace.translator,
                record.id,
                record.head.payload.name,
                known,
                self.workspace.me_id,
                namesakes,
                perhaps_me=not namesakes and self._is_perhaps_me(found, record.id),
            )
            card.answered.connect(self.changed)
            self.who.append(card)
            self._asked.addWidget(card)

    def _is_perhaps_me(self, found: Preview, person_id: str) -> bool:
        """The visited teacher of a visit that somebody else sends, in which I am nobody yet."""
        visit, me_id = visit_in(found.package), self.workspace.me_id
        if visit is None or person_id != visit.visited_id or person_id == found.package.sender.person_id:
            return False
        return me_id not in visit.visitor_ids

    @property
    def asks(self) -> bool:
        """Is there something to say of who is who?"""
        return bool(self.who)

    @property
    def all_answered(self) -> bool:
        """Was every question about who is who answered?"""
        return all(card.answer is not None for card in self.who)

    def same_as(self) -> Mapping[str, str]:
        """Who they are here, nothing for somebody new; `ME` where this laptop has no owner yet."""
        return {card.person_id: card.answer for card in self.who if card.answer is not None}

    def _ask_into(self, found: Preview, lessons: tuple[LessonHere, ...]) -> None:
        visit = visit_in(found.package)
        if visit is None:
            self.same.hide()
            return
        near = [lesson for lesson in lessons if lesson.near]
        self.same.ask(visit, near, [lesson for lesson in lessons if not lesson.near], own=True)


def _people(found: Preview) -> tuple[PackedRecord, ...]:
    scope = found.package.scope(PEOPLE)
    return scope.records if scope is not None else ()


def count_words(workspace: Workspace, found: Preview) -> list[str]:
    """How many lines are new, newer, older, on both sides; without the colleagues themselves."""
    _, n = workspace.translator.gettext, workspace.translator.ngettext
    lines = [line for line in found.lines if line.scope.id != PEOPLE]
    count = {r: sum(line.relation is r for line in lines) for r in Relation}
    if not found.changes and isinstance(found, JoinPreview):
        return [nothing_words(workspace.translator, found)]
    if not found.changes:
        return [_("Everything in this package is here already; there is nothing to take in.")]
    words = []
    if count[Relation.NEW]:
        words.append(n("{n} line is new here.", "{n} lines are new here.", count[Relation.NEW]))
    if count[Relation.NEWER]:
        words.append(
            n("{n} line was changed there since.", "{n} lines were changed there since.", count[Relation.NEWER])
        )
    if count[Relation.SAME]:
        words.append(n("{n} line is the same.", "{n} lines are the same.", count[Relation.SAME]))
    if count[Relation.OLDER]:
        words.append(
            n("{n} line is newer here and stays.", "{n} lines are newer here and stay.", count[Relation.OLDER])
        )
    if count[Relation.BOTH]:
        words.append(
            n(
                "{n} line was changed here and there: both versions are kept.",
                "{n} lines were changed here and there: both versions are kept.",
                count[Relation.BOTH],
            )
        )
    return words + notable(found, workspace.translator)
