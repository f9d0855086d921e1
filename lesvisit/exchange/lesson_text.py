"""A lesson plan as it was found (lines and tables), and what of it goes where in a lesson design.

Whatever the document was, each piece of its text has a place: in a goal, a phase, a field, as the heading that showed
the way, or left over. So nothing can get lost between the document and the design without being seen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypedDict

from lesvisit.i18n import N_


class Content(TypedDict):
    """What a design is made of."""

    title: str
    fields: dict[str, str]
    goals: list[tuple[str, tuple[str, ...]]]
    phases: list[tuple[str, int | None, dict[str, str]]]
    lesson_min: int | None


# What of a document is no text and is not opened.
PICTURES, CHARTS, EMBEDDED, MACROS, CONTROLS, OUTSIDE, MISSING = (
    "pictures",
    "charts",
    "embedded files",
    "macros",
    "form controls",
    "links to outside",
    "missing parts",
)
NOT_OPENED = {
    PICTURES: N_("pictures"),
    CHARTS: N_("charts"),
    EMBEDDED: N_("embedded files"),
    MACROS: N_("macros"),
    CONTROLS: N_("form controls"),
    OUTSIDE: N_("links to outside"),
    MISSING: N_("parts that the file lacks"),
}


class Source(StrEnum):
    """Where in the document a text stood."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    COMMENT = "comment"
    DELETED = "deleted"  # struck out by somebody who had changes tracked
    HIDDEN = "hidden"  # marked as hidden text
    DRAWING = "drawing"  # in a diagram


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `level` of a heading (0: none), `listed`: depth in a list (-1: none), `style`: its style's id."""

    text: str
    level: int = 0
    bold: bool = False
    listed: int = -1
    style: str = ""
    source: Source = Source.BODY


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, `span` columns wide; `goes_on`: it belongs to the cell above it."""

    lines: tuple[Line, ...]
    span: int = 1
    goes_on: bool = False

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(line.text for line in self.lines if line.text.strip())


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. A table within a cell stands as a block of its own behind it."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class LessonText:
    """All text of a document in reading order; `aside` is what stands round the page or was taken out of it.

    `left_out` names what is no text and was not opened (pictures, macros, links), with how many there were.
    """

    blocks: tuple[Line | Table, ...] = ()
    aside: tuple[Line, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()


class Part(StrEnum):
    """A place in a lesson design that a text can go to."""

    TITLE = "title"
    SUBJECT = "subject"
    YEAR = "year"
    MINUTES = "lesson_min"
    MAKERS = "makers"
    CLASS = "class_name"
    DAY = "day"
    BOARD_GOAL = "board_goal"
    PRIOR = "prior_knowledge"
    DIFFERENTIATION = "differentiation"
    CHECK = "check"
    QUESTION = "focus_question"
    KEEP = "keep"
    ADAPT = "adapt"
    GOAL = "goal"
    CRITERION = "criterion"
    PHASE = "phase"
    PHASE_MIN = "planned_min"
    TEACHER = "teacher_does"
    PUPILS = "pupils_do"
    EXPECTED = "expected"
    ACTIVITY = "activity"
    MISCONCEPTION = "misconception"
    PHASE_CHECK = "phase_check"
    DISCUSS = "discuss"
    LABEL = "label"  # a heading that said what follows
    LEFT = "left_over"


FIELDS = tuple(Part)[: list(Part).index(Part.GOAL)]  # of the design as a whole
PHASE_FIELDS = tuple(Part)[list(Part).index(Part.PHASE_MIN) : list(Part).index(Part.LABEL)]
PHASE_PARTS = (Part.PHASE, *PHASE_FIELDS)
GOAL_PARTS = (Part.GOAL, Part.CRITERION)
ONE_LINE = (Part.TITLE, Part.SUBJECT, Part.YEAR, Part.CLASS, Part.DAY)


@dataclass(frozen=True, slots=True)
class Place:
    """A part, and of which goal or phase (from 0); `index` is 0 for what a design has once."""

    part: Part
    index: int = 0


LEFT_OVER, LABEL = Place(Part.LEFT), Place(Part.LABEL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of the document with its place. `lead`: its bullet or number; `near`: the heading or column above it."""

    text: str
    place: Place = LEFT_OVER
    lead: str = ""
    near: str = ""
    source: Source = Source.BODY
    minutes: int | None = None  # what a time means, where it is one

    @property
    def whole(self) -> str:
        """The text as it stood in the document."""
        return f"{self.lead}{self.text}"


@dataclass(frozen=True, slots=True)
class FoundGoal:
    """A goal with the criteria found for it."""

    text: str
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPhase:
    """A phase with what was found for it; `fields` by the name of the field in a design's phase."""

    name: str
    planned_min: int | None = None
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LessonMapping:
    """What goes where: every piece of the text, in the order of the document, each with its place."""

    pieces: tuple[Piece, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    name: str = ""  # of the file, for a design without a title

    @property
    def goals(self) -> tuple[FoundGoal, ...]:
        """The goals with their criteria, none empty."""
        found = []
        for index in range(self.count(GOAL_PARTS)):
            criteria = tuple(p.text for p in self.at(Place(Part.CRITERION, index)))
            text = self.text(Place(Part.GOAL, index))
            if text or criteria:
                found.append(FoundGoal(text, criteria))
        return tuple(found)

    @property
    def phases(self) -> tuple[FoundPhase, ...]:
        """The phases in order, none empty."""
        found = []
        for index in range(self.count(PHASE_PARTS)):
            fields = {phase_field(p): self.text(Place(p, index)) for p in PHASE_FIELDS if p is not Part.PHASE_MIN}
            fields = {name: text for name, text in fields.items() if text}
            name, minutes = self.text(Place(Part.PHASE, index), True), self.minutes(Place(Part.PHASE_MIN, index))
            if name or minutes is not None or fields:
                found.append(FoundPhase(name, minutes, fields))
        return tuple(found)

    @property
    def fields(self) -> dict[str, str]:
        """What a design has once, by the name of its field; only what was found."""
        found = {part.value: self.text(Place(part), part in ONE_LINE) for part in FIELDS if part is not Part.MINUTES}
        return {name: text for name, text in found.items() if text}

    @property
    def lesson_min(self) -> int | None:
        """How long the lesson is."""
        return self.minutes(Place(Part.MINUTES))

    @property
    def left_over(self) -> tuple[Piece, ...]:
        """What has no place in the design, in order."""
        return tuple(p for p in self.pieces if p.place.part is Part.LEFT)

    @property
    def content(self) -> Content:
        """What a design is made of, by the names of its parts."""
        return {
            "title": self.fields.get("title") or self.name,
            "fields": self.fields,
            "goals": [(goal.text, goal.criteria) for goal in self.goals],
            "phases": [(phase.name, phase.planned_min, phase.fields) for phase in self.phases],
            "lesson_min": self.lesson_min,
        }

    # Reading

    def at(self, place: Place) -> list[Piece]:
        """The pieces of one place."""
        return [p for p in self.pieces if p.place == place]

    def text(self, place: Place, one_line: bool = False) -> str:
        """The pieces of one place as one text."""
        return (" " if one_line else "\n").join(p.text for p in self.at(place))

    def minutes(self, place: Place) -> int | None:
        """The minutes of one place: the first that means a number."""
        return next((p.minutes for p in self.at(place) if p.minutes is not None), None)

    def count(self, parts: Sequence[Part]) -> int:
        """How many goals or phases the places speak of."""
        return max((p.place.index + 1 for p in self.pieces if p.place.part in parts), default=0)

    # Changing

    def moved(self, places: Iterable[int], to: Place) -> "LessonMapping":
        """The pieces with these numbers (their place in `pieces`) put somewhere else."""
        wanted = set(places)
        return replace(
            self,
            pieces=tuple(put_at(p, to) if n in wanted else p for n, p in enumerate(self.pieces)),
        )


def put_at(piece: Piece, to: Place) -> Piece:
    """The piece at another place; as minutes only when it can be read as a time."""
    from lesvisit.exchange.lesson_times import minutes_of

    minutes = piece.minutes
    if to.part in (Part.PHASE_MIN, Part.MINUTES):
        minutes = minutes if minutes is not None else minutes_of(piece.text)
        if minutes is None:
            return piece
    return replace(piece, place=to, minutes=minutes)


def phase_field(part: Part) -> str:
    """The name of the field in a design's phase."""
    return "check" if part is Part.PHASE_CHECK else part.value
