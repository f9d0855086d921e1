"""What was noted, as the two read it back in the debrief: one line per note or result, and what is shown of them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from lesvisit.domain.events import Note, NoteKind, SubjectKind
from lesvisit.domain.shapes import Look, Shape

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
    observer_id: str = ""  # who saw it: the author, as the person that one turned out to be; empty for a result
    look: Look = Look.PLAIN  # how that observer's marks look
    also: frozenset[str] = frozenset()  # the other observers who noted it too

    @property
    def is_fact(self) -> bool:
        """Seen, heard or counted; ideas and questions wait for their own step."""
        return self.result or self.kind.is_fact


class SeenBy(StrEnum):
    """How many observers saw it."""

    ANY = ""
    ALONE = "alone"  # nobody else noted something about the same within half a minute
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class EvidenceFilter:
    """What of it is shown; an empty field lets everything through."""

    ref: str = ""
    shape: Shape | None = None
    phase_id: str = ""
    pupil: str = ""
    observer_id: str = ""
    words: str = ""
    seen_by: SeenBy = SeenBy.ANY

    @property
    def is_empty(self) -> bool:
        """Everything is shown."""
        return self == EvidenceFilter()

    def matches(self, line: EvidenceLine) -> bool:
        """Is this line shown?"""
        return bool(shown((line,), self))

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
    found = _of_one(list(lines), wanted)
    if wanted.ref:
        found = [line for line in found if wanted.ref in line.refs]
    if wanted.shape is not None:
        found = [line for line in found if line.shape is wanted.shape]
    if wanted.phase_id:
        found = [line for line in found if line.phase_id == wanted.phase_id]
    if wanted.pupil:
        found = [line for line in found if wanted.pupil in line.pupils]
    for word in folded(wanted.words).split():
        found = [line for line in found if word in line.words]
    return tuple(found)


def _of_one(lines: list[EvidenceLine], wanted: EvidenceFilter) -> list[EvidenceLine]:
    """By observer, and whether others saw it too; results were seen by nobody in the lesson."""
    if wanted.observer_id:
        lines = [line for line in lines if line.observer_id == wanted.observer_id]
    if wanted.seen_by is SeenBy.ALONE:
        return [line for line in lines if line.observer_id and not line.also]
    if wanted.seen_by is SeenBy.TOGETHER:
        return [line for line in lines if line.also]
    return lines
