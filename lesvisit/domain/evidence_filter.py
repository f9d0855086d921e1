"""What was noted, as the two read it back in the debrief: one line per note or result, and what is shown of them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from lesvisit.domain.debrief import Evidence, FocusAnswer, LessonResult, Reaction, Rewrite
from lesvisit.domain.events import Note, NoteKind, SubjectKind
from lesvisit.domain.records import Record
from lesvisit.domain.shapes import Shape
from lesvisit.domain.sharing import LineMark, Mark
from lesvisit.domain.visit_book import VisitBook

_SEAT = re.compile(r"\bR\d{1,2} ?P\d{1,2}\b", re.IGNORECASE)
_PUPILS = (SubjectKind.SEAT, SubjectKind.CASE, SubjectKind.ROW, SubjectKind.GROUP)


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said to a note."""

    author_id: str
    text: str


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One note, or one result after the lesson (`result`), ready to be shown and filtered.

    `text` is the newest wording, `first_wording` the one in the note when it was rewritten. `refs` holds the ids of
    goals, criteria and observation questions it belongs to, by the observer's links or as evidence.
    """

    id: str
    time: str
    text: str
    effect: str = ""
    shape: Shape = Shape.DISC
    letter: str = ""
    kind: NoteKind = NoteKind.OBSERVATION
    author_id: str = ""
    phase_id: str = ""
    refs: frozenset[str] = frozenset()
    pupils: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    first_wording: str = ""
    to_team: bool = False
    result: bool = False
    words: str = ""  # what text search looks through, folded

    @property
    def is_fact(self) -> bool:
        """Seen, heard or counted; ideas and questions wait for their own step."""
        return self.result or self.kind.is_fact


@dataclass(frozen=True, slots=True)
class EvidenceFilter:
    """What of it is shown; an empty field lets everything through."""

    ref: str = ""
    shape: Shape | None = None
    phase_id: str = ""
    pupil: str = ""
    observer_id: str = ""
    words: str = ""

    @property
    def is_empty(self) -> bool:
        """Everything is shown."""
        return self == EvidenceFilter()

    def matches(self, line: EvidenceLine) -> bool:
        """Is this line shown?"""
        return (
            (not self.ref or self.ref in line.refs)
            and (self.shape is None or self.shape is line.shape)
            and (not self.phase_id or self.phase_id == line.phase_id)
            and (not self.pupil or self.pupil in line.pupils)
            and (not self.observer_id or self.observer_id == line.author_id)
            and all(word in line.words for word in folded(self.words).split())
        )

    def with_values(self, **values: object) -> "EvidenceFilter":
        """The same filter with other fields."""
        return replace(self, **values)  # type: ignore[arg-type]


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Small letters without accents, for looking up."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def evidence_lines(view: VisitBook) -> tuple[EvidenceLine, ...]:
    """All notes in lesson order, then the results after the lesson."""
    reader = _Reader(view)
    notes = [reader.note_line(record) for record in view.notes]
    results = sorted(view.book.of(LessonResult), key=lambda r: r.payload.order)
    return (*notes, *(reader.result_line(record) for record in results))


class _Reader:
    """Looks up once what all lines of a visit need."""

    def __init__(self, view: VisitBook) -> None:
        self.view = view
        self.linked = _linked(view)
        self.rewrites = {r.payload.note_id: r.payload for r in view.book.of(Rewrite)}
        self.answers: dict[str, list[Answer]] = {}
        for record in view.book.of(Reaction):
            self.answers.setdefault(record.payload.note_id, []).append(Answer(record.made_by, record.payload.text))
        marks = view.book.of(LineMark)
        self.to_team = {r.payload.line for r in marks if r.payload.mark is Mark.TEAM}
        self.goals = {c.id: goal.id for goal in view.goals for c in goal.criteria}

    def note_line(self, record: Record[Note]) -> EvidenceLine:
        note, rewrite = record.payload, self.rewrites.get(record.id)
        text = rewrite.now if rewrite else note.text
        answers = tuple(self.answers.get(record.id, ()))
        phase = self.view.phase_of(record)
        return EvidenceLine(
            id=record.id,
            time=self.view.minute_text(record),
            text=text,
            effect=note.effect,
            shape=note.shape,
            letter=next(iter(note.case_letters), ""),
            kind=note.kind,
            author_id=record.made_by,
            phase_id=phase.id if phase else "",
            refs=self._refs(record.id, note.links),
            pupils=pupils_of(note),
            answers=answers,
            first_wording=note.text if rewrite else "",
            to_team=f"note:{record.id}" in self.to_team,
            words=folded(" ".join((note.text, text, note.effect, *(a.text for a in answers)))),
        )

    def result_line(self, record: Record[LessonResult]) -> EvidenceLine:
        result = record.payload
        text = f"{result.label}: {result.count}" + (f" / {result.of}" if result.of is not None else "")
        return EvidenceLine(
            id=record.id,
            time="",
            text=text,
            shape=Shape.SQUARE,
            author_id=record.made_by,
            refs=self._refs(record.id, ()),
            to_team=f"result:{record.id}" in self.to_team,
            result=True,
            words=folded(text),
        )

    def _refs(self, record_id: str, links: Iterable[str]) -> frozenset[str]:
        refs = {*links, *self.linked.get(record_id, ())}
        return frozenset(refs | {self.goals[ref] for ref in refs if ref in self.goals})


def _linked(view: VisitBook) -> dict[str, list[str]]:
    """Ids of notes and results to the criteria and questions they are evidence for."""
    found: dict[str, list[str]] = {}
    for evidence in view.book.of(Evidence):
        for record_id in evidence.payload.notes:
            found.setdefault(record_id, []).append(evidence.payload.criterion_id)
    for answer in view.book.of(FocusAnswer):
        for record_id in answer.payload.notes:
            found.setdefault(record_id, []).append(answer.payload.question_id)
    return found


def pupils_of(note: Note) -> tuple[str, ...]:
    """Codes of the pupils, rows and groups a note is about, and seat codes in its words; never a name."""
    codes = [s.code for s in note.about if s.kind in _PUPILS and s.code]
    written = _SEAT.findall(f"{note.text} {note.effect}")
    codes += [seat.upper().replace(" ", "") for seat in written]
    return tuple(dict.fromkeys(codes))


def pupil_codes(lines: Iterable[EvidenceLine]) -> list[str]:
    """All codes there are: case letters first, then rows and seats in order."""
    codes = {code for line in lines for code in line.pupils}
    return sorted(codes, key=lambda code: (len(code) > 1, [int(n) for n in re.findall(r"\d+", code)], code))


def shown(lines: Iterable[EvidenceLine], wanted: EvidenceFilter) -> tuple[EvidenceLine, ...]:
    """The lines that the filter lets through."""
    return tuple(line for line in lines if wanted.matches(line))
