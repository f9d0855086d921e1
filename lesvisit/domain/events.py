"""What happens during a visit: one event per live act, each with its own times.

An event stores times, not totals, so that everything can be counted per phase afterwards.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from lesvisit.domain.shapes import Shape


class StampBasis(StrEnum):
    """Where `at_utc` comes from."""

    CLOCK = "clock"  # the visit's anchor plus elapsed time within one boot
    WALL = "wall"  # the wall clock, because the laptop restarted in between
    IMPORTED = "imported"  # stands in a file


@dataclass(frozen=True, slots=True)
class Stamp:
    """The times of one event; never rewritten. Moving a stamp on purpose is an event of its own.

    `first_utc` is the moment of the first key, `committed_utc` of the writing to disk, `at_utc` the effective
    moment. `elapsed_ms` counts on a clock that goes on through sleep, from the boot called `boot_id`.
    """

    seq: int
    device_id: str
    boot_id: str
    elapsed_ms: int | None
    first_utc: datetime | None
    at_utc: datetime | None
    zone: str
    basis: StampBasis = StampBasis.CLOCK
    committed_utc: datetime | None = None
    block_id: str = ""


class NoteKind(StrEnum):
    """What a line is: a fact until it is made something else."""

    OBSERVATION = "observation"
    QUOTE = "quote"
    INTERPRETATION = "interpretation"
    JUDGEMENT = "judgement"
    QUESTION = "question"

    @property
    def is_fact(self) -> bool:
        """Seen or heard; the others wait for their own step of the debrief."""
        return self in (NoteKind.OBSERVATION, NoteKind.QUOTE)


class SubjectKind(StrEnum):
    """Whom or what a note is about."""

    TEACHER = "teacher"
    CLASS = "class"
    ROW = "row"
    SEAT = "seat"
    CASE = "case"
    GROUP = "group"
    PUPIL = "pupil"  # one pupil, without saying which
    CHOIR = "choir"  # many at once
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Subject:
    """A reference, never a pupil's name: seat code R2P3, row R4, case letter B."""

    kind: SubjectKind
    code: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the observer. `links` holds ids of goals, criteria and observation questions."""

    text: str
    kind: NoteKind = NoteKind.OBSERVATION
    effect: str = ""
    about: tuple[Subject, ...] = ()
    links: tuple[str, ...] = ()
    counted: bool = False
    phase_id: str = ""  # an override; otherwise the phase follows from the time
    original_kind: str = ""  # the word an imported file used
    local_id: str = ""  # the id an imported file used
    block_id: str = ""  # the block it was typed in; empty: the sheet itself
    item: str = ""  # the item of that block: which kind of utterance
    extra: dict[str, object] = field(default_factory=dict)

    @property
    def held(self) -> bool:
        """A moment that was held and is still empty."""
        return not self.text.strip() and not self.effect.strip()

    @property
    def case_letters(self) -> tuple[str, ...]:
        """Letters of the case pupils this line is about."""
        return tuple(s.code for s in self.about if s.kind is SubjectKind.CASE)

    @property
    def shape(self) -> Shape:
        """The mark before the line, the same on screen and paper."""
        by_kind = {
            NoteKind.QUOTE: Shape.STROKES,
            NoteKind.INTERPRETATION: Shape.DIAMOND,
            NoteKind.JUDGEMENT: Shape.DIAMOND,
            NoteKind.QUESTION: Shape.QUESTION,
        }
        if self.held:
            return Shape.DASHED
        if self.kind in by_kind:
            return by_kind[self.kind]
        if self.counted:
            return Shape.SQUARE
        if self.case_letters:
            return Shape.RING
        if any(s.kind is SubjectKind.TEACHER for s in self.about):
            return Shape.TRIANGLE
        return Shape.DISC


@dataclass(frozen=True, slots=True)
class Tick:
    """One press of a counter."""

    counter_id: str
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PhaseStart:
    """A phase began; `seen` is False for the phase that was under way when the visitor came in."""

    phase_id: str
    seen: bool = True


class GapReason(StrEnum):
    """Why nothing could be noted for a while."""

    SLEEP = "sleep"
    CLOCK = "clock"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Gap:
    """The laptop slept, the clock jumped or the app was closed; nothing is rewritten."""

    from_utc: datetime
    to_utc: datetime
    reason: GapReason


@dataclass(frozen=True, slots=True)
class StampMove:
    """A stamp moved on purpose; the original stays in the event it belongs to."""

    target_id: str
    at_utc: datetime


@dataclass(frozen=True, slots=True)
class Duration:
    """A stopwatch: wait time and the like. `seconds` may be a fraction; `running` until it is stopped.

    `item` is the item of the block that was timed; it began at the stamp.
    """

    label: str
    seconds: float
    followed_by: str = ""
    extra: dict[str, object] = field(default_factory=dict)
    item: str = ""
    running: bool = False


@dataclass(frozen=True, slots=True)
class Sweep:
    """A round through the class: counts per category out of those present."""

    counts: dict[str, int]
    present: int | None = None
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseCell:
    """A case pupil in one phase: predicted beside observed. `evidence` holds note ids, or text as it came."""

    pupil: str
    phase_id: str
    predicted: str = ""
    observed: str = ""
    evidence: tuple[str, ...] = ()
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in the room: `code` as R2P3; x and y from 0 to 1, the board at y = 0. `empty`: nobody sits there."""

    code: str
    x: float
    y: float
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Seating:
    """The room: described in words, and as seats where somebody drew it."""

    layout: str = ""
    case_pupils: dict[str, str] = field(default_factory=dict)  # letter to seat code
    extra: dict[str, object] = field(default_factory=dict)
    seats: tuple[Seat, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One press or answer in a building block; the block's kind says what the fields mean.

    `item` is the code, category, seat or question; `value` what was answered (a value of the scale, yes or no, a
    symbol, on or off); `other` a second item (where an arrow leads, who answered); `slot` the number of an interval,
    from 0; `texts` free text per column; `evidence` ids of notes. Who answers again gets a new revision: the time of
    the first answer stays in the stamp.
    """

    block_id: str
    item: str = ""
    value: str = ""
    other: str = ""
    slot: int | None = None
    number: float | None = None
    texts: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VisitEnd:
    """*Klaar*: the visitor stopped observing."""
