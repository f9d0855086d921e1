"""Sharing: who may read which line, what waits for an answer, her agreement, and the papers. The one door.

Marks: *only us* by default. The visited teacher lowers any line at any time, and only an act of hers raises it again;
the visitor's takeaway is the visitor's to raise. Nothing is *team* until an act of theirs, and no act of `undo`
widens what she narrowed: her lowering is not undoable, she raises it herself.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from lesvisit.domain.board_card import BoardPaper
from lesvisit.domain.errors import LesVisitError, NoConsent
from lesvisit.domain.masking import find
from lesvisit.domain.records import Operation, Record, Write, changed, removed
from lesvisit.domain.sharing import RANK, LineMark, Mark, MaskAnswer, MaskChoice, Paper
from lesvisit.domain.team_paper import TeamPaper, digest
from lesvisit.domain.text import storable
from lesvisit.domain.visit import NamesMode
from lesvisit.domain.visit_book import VisitBook
from lesvisit.models.given import write_given
from lesvisit.services.desk import Desk, put_one
from lesvisit.services.share_board import board_card, export_board, exportable_board, for_board
from lesvisit.services.share_consent import (
    ChangeKind,
    ConsentChange,
    ConsentKind,
    ConsentState,
    consent_for,
    consent_of,
    consent_record,
    state_of,
)
from lesvisit.services.share_lines import (
    Fate,
    MaskQuestion,
    ShareLine,
    iter_questions,
    lines,
    marks_of,
    text_rev,
)
from lesvisit.services.share_names import hidden_in, same_person
from lesvisit.services.share_pair import pair_view
from lesvisit.services.share_paper import blocked, team_paper
from lesvisit.services.share_paper import is_empty as is_empty_team
from lesvisit.services.share_sources import LineKind

__all__ = [
    "ChangeKind", "ConsentChange", "ConsentKind", "ConsentState", "Fate", "LineKind", "MaskQuestion", "ShareLine",
    "answer", "blocked", "board_card", "consent_for", "consent_of", "consent_state", "export_board", "export_pair",
    "export_team", "exportable", "exportable_board", "for_board", "give_consent", "is_empty", "iter_questions",
    "lines", "lower", "mark_id", "pair_view", "put_on_team", "set_mark", "set_names_mode", "shared_paper",
    "team_paper", "text_rev", "withdraw_consent",
]  # fmt: skip

STEP = "share"
R = TypeVar("R")


# Marks


def mark_id(scope_id: str, line_id: str) -> str:
    """The id of a line's mark: the same on every laptop, so that a line has one mark."""
    return _id(scope_id, "mark", line_id)


def _id(*parts: object) -> str:
    return str(uuid5(NAMESPACE_URL, "lesvisit:" + "\x1f".join(str(p) for p in parts)))


def mark_of(view: VisitBook, line_id: str) -> LineMark:
    """The mark of a line; *us* without one."""
    return marks_of(view).get(line_id, LineMark(line_id, Mark.US))


def is_visited(desk: Desk, view: VisitBook) -> bool:
    """The visited teacher is at the keys."""
    return same_person(view, desk.me_id, view.visit.visited_id)


def is_visitor(desk: Desk, view: VisitBook) -> bool:
    """A visitor is at the keys."""
    return any(same_person(view, desk.me_id, i) for i in view.visit.visitor_ids)


def set_mark(desk: Desk, view: VisitBook, line_id: str, mark: Mark) -> Operation | None:
    """Marks one line; None when nothing differs.

    In the hands of the visited teacher, *us* and *nobody* lower the line. Raises LesVisitError("mark_lowered") when
    another would raise what she lowered, ("not_yours") when another than the visitor would raise the takeaway.
    """
    hers, before = is_visited(desk, view), mark_of(view, line_id)
    if hers and mark is not Mark.TEAM:
        return lower(desk, view, line_id, mark)
    if hers and before.lowered and line_id == "takeaway":
        mark = Mark.US  # she frees it; the visitor may raise it then
    raises = RANK[mark] > RANK[before.mark]
    if before.lowered and raises and not hers:
        raise LesVisitError("mark_lowered", line=line_id)
    if line_id == "takeaway" and mark is Mark.TEAM and raises and not is_visitor(desk, view):
        raise LesVisitError("not_yours", line=line_id)
    after = LineMark(line_id, mark, before.lowered and not hers)
    if after == before:
        return None
    return desk.operation(view.book, STEP, "mark.set", _mark_writes(view, after))


def lower(desk: Desk, view: VisitBook, line_id: str, mark: Mark = Mark.US) -> Operation | None:
    """The visited teacher keeps a line from the team (or from everybody); None when she had.

    Not undoable: she alone raises it again. Raises LesVisitError("not_visited") for another.
    """
    if not is_visited(desk, view):
        raise LesVisitError("not_visited", line=line_id)
    before, after = mark_of(view, line_id), LineMark(line_id, mark, lowered=True)
    if after == before:
        return None
    return desk.operation(view.book, STEP, "mark.lower", _mark_writes(view, after), undoable=False)


def _mark_writes(view: VisitBook, after: LineMark) -> Iterator[Write]:
    """One record says it, found by its line, deleted or not, so that an older act can't come back beside it."""
    records: list[Record[Any]] = [
        r for r in view.book.records.values() if isinstance(r.payload, LineMark) and r.payload.line == after.line
    ]
    first = min(records, key=lambda r: (r.deleted, r.id), default=None)
    yield put_one(first, after, mark_id(view.book.scope_id, after.line))
    yield from (removed(r) for r in records if r is not first and not r.deleted)


def to_raise(view: VisitBook) -> list[ShareLine]:
    """What *Zet op team* would raise: goals, how widely seen, agreements, as far as nobody said otherwise."""
    return [x for x in lines(view) if x.kind.one_act and x.mark is Mark.US and not x.lowered]


def put_on_team(desk: Desk, view: VisitBook) -> Operation | None:
    """Goals, how widely seen and agreements to the team, in one act; None when they are there.

    What the visited teacher lowered, and what is marked for nobody, stays. Notes, ratings and interpretations are
    never in it.
    """
    writes = [w for x in to_raise(view) for w in _mark_writes(view, LineMark(x.id, Mark.TEAM))]
    return desk.operation(view.book, STEP, "mark.team", writes) if writes else None


# Words that are answered for


def answer(desk: Desk, view: VisitBook, question: MaskQuestion, choice: MaskChoice, words: str = "") -> Operation:
    """Answers for one found word: it stays, it reads otherwise, or the whole field gets other words for the team.

    The stored text stays as it is. Without `words` a replaced word reads "een leerling", or as the names mode says.
    Raises LesVisitError("words_empty") for a rewriting without words, ("words_still_hidden") when what is put in
    place is itself a name or case letter.
    """
    words = storable(words).strip()
    if choice is MaskChoice.REWRITE:
        return _rewrite(desk, view, question, words)
    still = find(words, hidden_in(view)) if choice is MaskChoice.REPLACE else ()
    if still:
        raise LesVisitError("words_still_hidden", word=still[0].word)
    start, end = question.span
    given = MaskAnswer(question.key, question.rev, start, end, choice, words)
    return _answered(desk, view, given, start, end)


def _rewrite(desk: Desk, view: VisitBook, question: MaskQuestion, words: str) -> Operation:
    if not words:
        raise LesVisitError("words_empty")
    given = MaskAnswer(question.key, question.stored_rev, 0, len(question.text), MaskChoice.REWRITE, words)
    return _answered(desk, view, given, "rewrite")


def _answered(desk: Desk, view: VisitBook, given: MaskAnswer, *place: object) -> Operation:
    record_id = _id(view.book.scope_id, "answer", given.line, given.rev, *place)
    write = put_one(view.book.records.get(record_id), given, record_id)
    return desk.operation(view.book, STEP, "mask.answer", (write,))


def set_names_mode(desk: Desk, view: VisitBook, mode: NamesMode) -> Operation | None:
    """How the team paper names teachers; None when nothing differs."""
    if view.visit.names_mode is mode:
        return None
    visit = replace(view.visit, names_mode=mode)
    return desk.operation(view.book, STEP, "names.mode", (changed(view.head, visit),))


# Her agreement


def shared_paper(view: VisitBook, language: str, paper: Paper) -> TeamPaper | BoardPaper:
    """What the team or the board would read now."""
    return board_card(view, language) if paper is Paper.BOARD else team_paper(view, language)


def is_empty(paper: TeamPaper | BoardPaper) -> bool:
    """Nothing is shared yet."""
    return paper.is_empty if isinstance(paper, BoardPaper) else is_empty_team(paper)


def consent_state(view: VisitBook, language: str, paper: Paper = Paper.TEAM) -> ConsentState:
    """Whether the visited teacher agreed to exactly what this paper now says, else what changed since."""
    return state_of(consent_of(view, paper), shared_paper(view, language, paper))


def give_consent(
    desk: Desk,
    view: VisitBook,
    papers: TeamPaper | BoardPaper | Sequence[TeamPaper | BoardPaper],
    person_id: str,
) -> Operation:
    """She agrees to what was read to her, one paper or both in one reading, and her name was chosen.

    No authentication is claimed. Raises LesVisitError: ("no_visited") when the visit names no visited teacher,
    ("not_visited") when another name was chosen, ("nothing_shared") for an empty paper, ("paper_changed") when one is
    no longer what was read.
    """
    visited = view.visit.visited_id
    if not visited:
        raise LesVisitError("no_visited")
    if not same_person(view, person_id, visited):
        raise LesVisitError("not_visited", name=view.name(visited))
    read = papers if isinstance(papers, Sequence) else (papers,)
    if any(is_empty(one) for one in read):
        raise LesVisitError("nothing_shared")
    if any(digest(one) != digest(shared_paper(view, one.language, Paper(one.kind))) for one in read):
        raise LesVisitError("paper_changed")
    writes = [_consent_write(desk, view, one, person_id) for one in read]
    return desk.operation(view.book, STEP, "consent.give", writes)


def _consent_write(desk: Desk, view: VisitBook, paper: TeamPaper | BoardPaper, person_id: str) -> Write:
    given = consent_for(paper, person_id, desk.clock.now_utc())
    record_id = _id(view.book.scope_id, "consent", given.paper)
    record = consent_record(view, given.paper) or view.book.records.get(record_id)
    return put_one(record, given, record_id)


def withdraw_consent(desk: Desk, view: VisitBook, paper: Paper = Paper.TEAM) -> Operation | None:
    """She takes it back; only agreeing again brings it back, never undo. None when there is none."""
    record = consent_record(view, paper)
    if record is None:
        return None
    return desk.operation(view.book, STEP, "consent.withdraw", (removed(record),), undoable=False)


# The papers


def exportable(view: VisitBook, language: str) -> TeamPaper:
    """The team paper with her agreement. Raises NoConsent, with why not as its reason."""
    paper = team_paper(view, language)
    if is_empty(paper):
        raise NoConsent("nothing_shared")
    if paper.consent is None:
        name = view.name(view.visit.visited_id)
        if not name:
            raise NoConsent("no_visited")
        raise NoConsent("no_consent" if consent_of(view) is None else "consent_changed", name=name)
    return paper


def export_team(view: VisitBook, language: str, path: Path, make: Callable[[TeamPaper, Path], R]) -> R:
    """Writes the team paper, all or nothing. Raises NoConsent, or StorageFailed with what stood there untouched."""
    paper = exportable(view, language)
    return _written(path, lambda out: make(paper, out))


def export_pair(view: VisitBook, path: Path, make: Callable[[VisitBook, Path], R]) -> R:
    """Writes the paper of the two, all or nothing. Raises StorageFailed."""
    own = pair_view(view)
    return _written(path, lambda out: make(own, out))


def _written(path: Path, make: Callable[[Path], R]) -> R:
    made: list[R] = []
    write_given(path, lambda out: made.append(make(out)))
    return made[0]
