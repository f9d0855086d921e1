"""The lines of a visit that can go to the team: where each comes from, its mark, and what it may not show yet."""

import hashlib
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from lesvisit.domain.masking import Found, FoundKind, find, mask_seats, replaced
from lesvisit.domain.records import Record
from lesvisit.domain.shapes import Breadth, Shape
from lesvisit.domain.sharing import RANK, LineMark, Mark, MaskAnswer, MaskChoice
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.share_names import Naming, hidden_in
from lesvisit.services.share_sources import LineKind, Source, sources
from lesvisit.services.share_words import paper_words

# A view never changes, and what one act changes is asked for by the table, the bar and both papers: found out once.
_KEPT: "deque[tuple[VisitBook, str, tuple[ShareLine, ...]]]" = deque(maxlen=2)


class Fate(StrEnum):
    """Whether a line stands on the team paper now."""

    GOES = "goes"
    STAYS = "stays"  # its mark is not *team*
    BLOCKED = "blocked"  # a name or case letter waits for an answer
    ABOVE = "above"  # what it belongs to stays: a criterion without its goal


@dataclass(frozen=True, slots=True)
class MaskQuestion:
    """A found word that waits for an answer. `start` and `end` stand in `text`, the words of this field."""

    key: str  # MaskAnswer.line: the line id, or "<line id>#<field>"
    rev: int
    stored_rev: int  # of the field as stored, which other words may stand for
    text: str
    found: Found
    suggestion: str

    @property
    def span(self) -> tuple[int, int]:
        """Where the word stands."""
        return self.found.start, self.found.end


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One line with its mark. `texts` is what the paper would print, by field, seat codes masked."""

    id: str
    kind: LineKind
    title: str
    text: str
    mark: Mark = Mark.US
    lowered: bool = False
    fate: Fate = Fate.STAYS
    shape: Shape | None = None
    breadth: Breadth | None = None
    under: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[MaskQuestion, ...] = ()

    @property
    def goes(self) -> bool:
        """It stands on the team paper."""
        return self.fate is Fate.GOES


def lines(view: VisitBook, language: str = "nl") -> list[ShareLine]:
    """Every line that can go to the team, in the order of the paper; the notes last.

    `language` is the paper's: words that LesVisit itself writes and masks are in it.
    """
    for kept_view, kept_language, kept in tuple(_KEPT):
        if kept_view is view and kept_language == language:
            return list(kept)
    found = _lines(view, language)
    _KEPT.append((view, language, tuple(found)))
    return found


def _lines(view: VisitBook, language: str) -> list[ShareLine]:
    naming = Naming(view, paper_words(language))
    masker = Masker(view, naming)
    marks = marks_of(view)
    found: list[ShareLine] = []
    going: set[str] = set()
    for source in sources(view, naming):
        line = _line(source, marks.get(source.id), masker, going)
        if line.goes:
            going.add(line.id)
        found.append(line)
    return found


def line_of(view: VisitBook, line_id: str) -> ShareLine | None:
    """One line by its id."""
    return next((line for line in lines(view) if line.id == line_id), None)


def _line(source: Source, mark: LineMark | None, masker: "Masker", going: set[str]) -> ShareLine:
    texts, questions = masker.masked(source)
    given = mark or LineMark(source.id, source.standing_mark)
    return ShareLine(
        id=source.id,
        kind=source.kind,
        title=source.title,
        text=source.text,
        mark=given.mark,
        lowered=given.lowered,
        fate=_fate(given.mark, questions, not source.under or source.under in going),
        shape=source.shape,
        breadth=source.breadth,
        under=source.under,
        texts=texts,
        questions=questions,
    )


def _fate(mark: Mark, questions: tuple[MaskQuestion, ...], above_goes: bool) -> Fate:
    if mark is not Mark.TEAM:
        return Fate.STAYS
    if questions:
        return Fate.BLOCKED
    return Fate.GOES if above_goes else Fate.ABOVE


# Marks


def marks_of(view: VisitBook) -> dict[str, LineMark]:
    """The mark of each line that has one; of two marks for one line the narrower holds."""
    found: dict[str, LineMark] = {}
    for record in view.book.of(LineMark):
        mark, before = record.payload, found.get(record.payload.line)
        found[mark.line] = mark if before is None else _narrower(before, mark)
    return found


def _narrower(one: LineMark, other: LineMark) -> LineMark:
    narrow = min(one, other, key=lambda m: RANK[m.mark])
    return replace(narrow, lowered=one.lowered or other.lowered)


# Masking


def text_rev(text: str) -> int:
    """The revision of a text that answers belong to: another text has another one (48 bits of its SHA-256)."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:6], "big")


class Masker:
    """Masks the lines of one paper with the answers given so far."""

    def __init__(self, view: VisitBook, naming: Naming) -> None:
        self.naming = naming
        self.hidden = hidden_in(view)
        self.answers: dict[tuple[str, int], list[MaskAnswer]] = {}
        for record in sorted(view.book.of(MaskAnswer), key=_made):
            self.answers.setdefault((record.payload.line, record.payload.rev), []).append(record.payload)

    def masked(self, source: Source) -> tuple[dict[str, str], tuple[MaskQuestion, ...]]:
        """What the paper would print of a line, by field, and what waits for an answer first."""
        texts: dict[str, str] = {}
        questions: list[MaskQuestion] = []
        for name, text in source.fields.items():
            texts[name] = self._field(source.key(name), text, questions)
        whole = {name: text for name, text in source.ready.items() if text}
        seats = mask_seats(tuple(texts.values()), self.naming.words.pupils)
        return whole | dict(zip(texts, seats, strict=True)), tuple(questions)

    def _field(self, key: str, stored: str, questions: list[MaskQuestion]) -> str:
        text = self._rewritten(key, stored)
        words: dict[tuple[int, int], str] = {}
        for found in find(text, self.hidden):
            rev = self._rev(text, found)
            answer = self._answer(key, rev, found)
            if answer is None:
                standing = self.naming.standing_word(found)
                questions.append(MaskQuestion(key, rev, text_rev(stored), text, found, standing))
            elif answer.choice is MaskChoice.REPLACE:
                words[found.start, found.end] = answer.replacement or self.naming.standing_word(found)
        return replaced(text, words)

    def _rewritten(self, key: str, text: str) -> str:
        """The words that were put in place of a field's own; they are looked at like any others."""
        given = self.answers.get((key, text_rev(text)), ())
        new = [a.replacement for a in given if a.choice is MaskChoice.REWRITE]
        return new[-1] if new else text

    def _rev(self, text: str, found: Found) -> int:
        """An answer about a name holds for the names mode it was given in."""
        mode = self.naming.mode if found.kind is FoundKind.NAME else ""
        return text_rev(f"{mode}:{text}")

    def _answer(self, key: str, rev: int, found: Found) -> MaskAnswer | None:
        for answer in reversed(self.answers.get((key, rev), ())):
            if (answer.start, answer.end) == (found.start, found.end) and not self._shows(answer):
                return answer
        return None

    def _shows(self, answer: MaskAnswer) -> bool:
        """Words that hide nothing: a name was put in place of a name."""
        return answer.choice is MaskChoice.REPLACE and bool(find(answer.replacement, self.hidden))


def _made(record: Record[Any]) -> tuple[float, str]:
    return record.updated_utc.timestamp(), record.id


def iter_questions(found: list[ShareLine]) -> Iterator[MaskQuestion]:
    """All that waits for an answer on lines marked for the team."""
    for line in found:
        if line.fate is Fate.BLOCKED:
            yield from line.questions
