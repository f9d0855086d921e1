"""A lesson design: goals with success criteria and phases, in versions that freeze once observed."""

from dataclasses import dataclass, field
from datetime import datetime

MOST_GOALS, MOST_CRITERIA, MOST_PHASES = 100, 100, 150  # criteria of one goal; the editor stops there, and a package
MOST_CRITERIA_IN_ALL = 400
VERSION_TEXTS = (
    "class_name",
    "day",
    "board_goal",
    "prior_knowledge",
    "differentiation",
    "check",
    "focus_question",
    "keep",
    "adapt",
)  # the texts of a version, in the order in which they are read
PHASE_TEXTS = ("name", "activity", "teacher_does", "pupils_do", "expected", "misconception", "check", "discuss")


@dataclass(frozen=True, slots=True)
class Criterion:
    """A success criterion: what a pupil says, does or makes when the goal is reached."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Goal:
    """A lesson goal in pupil terms. Its id stays the same across versions."""

    id: str
    text: str
    criteria: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True)
class Phase:
    """A lesson phase. `planned_min` in minutes, None when not planned; `activity` is the form of work (werkvorm).

    `predictions` maps the letter of a case pupil to what is expected of that pupil in this phase.
    """

    id: str
    name: str
    planned_min: int | None = None
    teacher_does: str = ""
    pupils_do: str = ""
    expected: str = ""
    activity: str = ""
    extra: dict[str, object] = field(default_factory=dict)
    misconception: str = ""  # what pupils may think, say or do wrong here
    check: str = ""  # how it is checked that they understand
    discuss: str = ""  # a question that the makers ask each other about this phase
    predictions: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Design:
    """What all versions share."""

    title: str
    subject: str = ""
    year: str = ""  # "2 havo"
    lesson_min: int | None = None
    makers: tuple[str, ...] = ()  # person ids
    extra: dict[str, object] = field(default_factory=dict)
    archived: bool = False  # not in the list unless asked for; nothing is lost


@dataclass(frozen=True, slots=True)
class DesignVersion:
    """One version: edited freely while open, never again once `frozen_utc` is set.

    Where it comes from: `made_by` (person ids) opened or changed it, at `made_utc` it was opened, from the version
    numbered `from_number` (0: none), after the visit `visit_id`, and `why`. `keep` and `adapt` say what the lesson
    before it taught: what stays, what becomes different.
    """

    number: int
    goals: tuple[Goal, ...] = ()
    phases: tuple[Phase, ...] = ()
    board_goal: str = ""
    prior_knowledge: str = ""
    frozen_utc: datetime | None = None
    extra: dict[str, object] = field(default_factory=dict)
    class_name: str = ""
    day: str = ""  # when the lesson is, as the makers say it
    differentiation: str = ""
    check: str = ""  # how understanding is checked at the end: an exit ticket, a question
    focus_question: str = ""  # the kijkvraag that is proposed for a visit
    keep: str = ""
    adapt: str = ""
    made_by: tuple[str, ...] = ()
    made_utc: datetime | None = None
    why: str = ""
    visit_id: str = ""
    from_number: int = 0

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All success criteria, in the order of the goals."""
        return tuple(c for goal in self.goals for c in goal.criteria)

    def planned_start(self, phase_id: str) -> int | None:
        """Minute at which a phase is planned to start; None when a phase before it has no planned minutes."""
        minute = 0
        for phase in self.phases:
            if phase.id == phase_id:
                return minute
            if phase.planned_min is None:
                return None
            minute += phase.planned_min
        return None

    def goal_of(self, ref: str) -> Goal | None:
        """The goal with this id, or the goal that the criterion with this id belongs to."""
        for goal in self.goals:
            if goal.id == ref or any(c.id == ref for c in goal.criteria):
                return goal
        return None


def codes(version: DesignVersion | None) -> dict[str, str]:
    """Ids of goals, criteria and phases to the code of their *place* in this version: D1, D1a, F3."""
    found: dict[str, str] = {}
    if version is None:
        return found
    for g, goal in enumerate(version.goals, start=1):
        found[goal.id] = f"D{g}"
        for c, criterion in enumerate(goal.criteria):
            found[criterion.id] = f"D{g}{_letters(c)}"
    for p, phase in enumerate(version.phases, start=1):
        found[phase.id] = f"F{p}"
    return found


def _letters(index: int) -> str:
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
