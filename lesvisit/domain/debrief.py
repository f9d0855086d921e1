"""What the two say and agree afterwards."""

from dataclasses import dataclass, field
from datetime import date, datetime

from lesvisit.domain.shapes import Breadth
from lesvisit.domain.visit import Seen


@dataclass(frozen=True, slots=True)
class Debrief:
    """The talk: when, who sat there, where it stands. `step_sec` holds seconds spent per step id.

    `present_ids` is who was there when it began; a `Present` says it anew.
    """

    started_utc: datetime | None = None
    ended_utc: datetime | None = None
    day: date | None = None
    start: str = ""  # "14:50"
    protocol_name: str = ""  # as an imported file words it
    present_ids: tuple[str, ...] = ()
    step_id: str = ""
    step_sec: dict[str, int] = field(default_factory=dict)
    writer_id: str = ""
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Present:
    """Who sits at the table, as the two said it; apart from the talk's frame, so that it can be undone by itself."""

    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepText:
    """What was said in one step of the protocol."""

    step_id: str
    text: str = ""
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeftStep:
    """The title of a step that another protocol put away, kept for what was said in it."""

    step_id: str
    title: dict[str, str]


@dataclass(frozen=True, slots=True)
class Memory:
    """What one person remembers of the lesson before the notes are seen: what pupils learned, and where it turned.

    `covered`: done with, and hidden until the others are done too. Covered with nothing in it: skipped.
    """

    step_id: str
    person_id: str
    learned: str = ""
    turned: str = ""
    covered: bool = False
    extra: dict[str, object] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Is there nothing in it?"""
        return not (self.learned.strip() or self.turned.strip())


@dataclass(frozen=True, slots=True)
class Evidence:
    """How widely one criterion (or a goal) was seen in pupils, why, and the records that show it.

    `notes` holds ids of notes and of lesson results; `loose` references as they came in a file ("ticket").
    """

    criterion_id: str
    breadth: Breadth | None = None
    text: str = ""
    notes: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FocusAnswer:
    """The answer the two give to one observation question, with the notes that show it."""

    question_id: str
    text: str = ""
    notes: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Agreement:
    """One thing agreed: who, what, when, how it will be seen in pupils. Without `due` it is never overdue.

    `later`: kept for another time, because three others come first.
    """

    what: str
    who: tuple[str, ...] = ()  # person ids
    who_text: str = ""  # free text instead of, or beside, people
    when: str = ""
    due: date | None = None
    see: str = ""
    goal_id: str = ""
    to_board: bool = False
    done: bool = False
    order: int = 0
    local_id: str = ""
    extra: dict[str, object] = field(default_factory=dict)
    later: bool = False


@dataclass(frozen=True, slots=True)
class SeenToday:
    """In a later visit, the answer to whether an earlier agreement was seen, with the notes of today that show it."""

    agreement_id: str
    seen: Seen = Seen.NOT_LOOKED
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Takeaway:
    """What the visitor takes home (meenemer); the visitor's to mark."""

    text: str
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reaction:
    """The visited teacher's answer to a note."""

    note_id: str
    text: str
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A judging line said again as what was seen; the first wording stays in the note."""

    note_id: str
    was: str
    now: str
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LessonResult:
    """A result after the lesson (an exit ticket and the like): so many of so many; `count` None: not counted yet."""

    label: str
    count: int | None = None
    of: int | None = None
    group: str = ""  # "exit_tickets"
    order: int = 0
    key: str = ""  # its name in an imported file
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NextVisit:
    """The next visit, agreed at the end."""

    day: date | None = None
    minutes: int | None = None
    visitor_id: str = ""
    visited_id: str = ""
    focus_id: str = ""
    focus_text: str = ""
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BoardCard:
    """What the board gets: one success line and the planning line; actions are agreements marked for the board."""

    success: str = ""
    session: str = ""
    planning: str = ""
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One changed line of the lesson design: was and becomes, with the reason.

    `phase_id` is a phase, or for the field "text" a goal or criterion. `version_id` is the version that was made with
    it, empty while the two are still at it.
    """

    phase_id: str
    field: str  # teacher_does | pupils_do | expected | text
    was: str
    now: str
    why: str = ""
    version_id: str = ""
    agreement_id: str = ""
