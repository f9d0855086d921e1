"""Where the sorting of a lesson plan stands: the pieces so far, and which goal, phase and heading are at hand."""

import re
from dataclasses import replace

from lesvisit.exchange.lesson_text import (
    GOAL_PARTS,
    LABEL,
    LEFT_OVER,
    PHASE_FIELDS,
    LessonMapping,
    Line,
    Part,
    Piece,
    Place,
    Source,
)
from lesvisit.exchange.lesson_times import Time, minutes_of, settled, time_in
from lesvisit.exchange.lesson_words import may_be_title, speaks_of_pupils

STYLE = "LesVisit-"  # our own export names the part of each paragraph in its style
_LEAD = re.compile(r"^(?:[•◦▪‣●○■□☐☑·*–—-]|\(?(?:\d{1,2}|[a-z])[.)])\s+")
_NUMBERED_PHASE = re.compile(r"^(?:les)?(?:fase|phase|stap|step)\s*\d+\s*[:.–—-]\s*(?=\S)", re.IGNORECASE)
_BRACKETS = {"(": ")", "[": "]"}
_MOST_GOALS, _MOST_PHASES = 40, 100


class Sorting:
    """What was found so far. `section`: the part that the last heading announced; None when it said nothing."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.goal = -1
        self.phase = -1
        self.section: Part | None = None
        self.near = ""
        self.in_course = False  # below a heading such as "Verloop", or among phases
        self.course_level = 0
        self.goal_as_line = False  # the last goal was a paragraph: a list below it holds its criteria
        self.pending = -1  # the heading just passed that nothing is known about yet
        self.closed = False  # a table held the phases: what stands below it is no part of the last one
        self._times: dict[int, Time] = {}
        self._criteria: list[int] = []  # criteria of one list below several goals
        self._goals_before = 0

    # Putting a text in a place

    def put(self, text: str, place: Place, *, lead: str = "", source: Source = Source.BODY) -> int:
        """One more piece; its number. An empty text makes none."""
        if not (text.strip() or lead.strip()):
            return -1
        near = "" if place.part is Part.LABEL else self.near
        self.pieces.append(Piece(text.strip(), place, lead, near, source))
        return len(self.pieces) - 1

    def label(self, text: str, lead: str = "") -> None:
        """A heading that said what follows."""
        self.put(text, LABEL, lead=lead)
        self.pending = -1

    def left(self, line: Line) -> int:
        """A text that has no place."""
        return self.put(line.text, LEFT_OVER, source=line.source)

    def content(self, line: Line, part: Part | None) -> None:
        """A text below a heading, beside a label or in a column of this part."""
        lead, text = split_lead(line.text)
        if part is None or part is Part.LEFT:
            self.put(text, LEFT_OVER, lead=lead)
        elif part is Part.GOAL:
            self._goal(line, text, lead)
        elif part is Part.CRITERION:
            self.criterion(text, lead)
        elif part is Part.PHASE:
            self.phase_heading(line.text)
        elif part in (Part.PHASE_MIN, Part.MINUTES):
            self.time(line.text, part)
        elif part is Part.MISCONCEPTION and self.phase < 0 and not self.in_course:
            self.put(text, LEFT_OVER, lead=lead)  # of the lesson as a whole: a person says in which phase it lives
        elif part in PHASE_FIELDS:
            self.in_phase()
            self.put(text, Place(part, self.phase), lead=lead)
        else:
            self.put(text, Place(part), lead=lead)

    # Goals

    def new_goal(self) -> None:
        """What follows belongs to a next goal."""
        self.goal = min(self._count(GOAL_PARTS), _MOST_GOALS - 1)
        self._criteria = []

    def _goal(self, line: Line, text: str, lead: str) -> None:
        listed = line.listed >= 0 or bool(lead)
        if text.endswith(":") and not listed:
            self.label(text)
            return
        if line.listed > 0 or (listed and self.goal_as_line and self.goal >= 0):
            self.criterion(text, lead)
            return
        self.new_goal()
        self.goal_as_line = not listed
        self.put(text, Place(Part.GOAL, self.goal), lead=lead)

    def criteria_begin(self) -> None:
        """A list of criteria below the goals so far."""
        self._criteria = []
        self._goals_before = self._count((Part.GOAL,))

    def criterion(self, text: str, lead: str = "") -> None:
        """A criterion of the goal at hand."""
        self.goal = max(self.goal, 0)
        number = self.put(text, Place(Part.CRITERION, self.goal), lead=lead)
        if number >= 0:
            self._criteria.append(number)

    def criteria_end(self) -> None:
        """As many criteria as goals above them: each goal has its own."""
        if self._goals_before > 1 and len(self._criteria) == self._goals_before:
            taken = {p.place.index for n, p in enumerate(self.pieces) if _criterion(p) and n not in self._criteria}
            if not taken:
                for index, number in enumerate(self._criteria):
                    self.pieces[number] = replace(self.pieces[number], place=Place(Part.CRITERION, index))
        self._criteria, self._goals_before = [], 0

    def _count(self, parts: tuple[Part, ...]) -> int:
        return max((p.place.index + 1 for p in self.pieces if p.place.part in parts), default=0)

    # Phases

    def new_phase(self) -> None:
        """What follows belongs to a next phase."""
        self.phase = min(self.phase + 1, _MOST_PHASES - 1)
        self.pending, self.closed = -1, False

    def in_phase(self) -> None:
        """There is a phase to put something in."""
        if self.phase < 0:
            self.new_phase()

    def phase_heading(self, text: str) -> None:
        """The name of a next phase, with its minutes in it or not."""
        self.new_phase()
        self.phase_name(text)

    def phase_name(self, text: str) -> None:
        """The name of the phase at hand; a time in it is its minutes."""
        found = time_in(text)
        begin, end = _with_brackets(text, found) if found else (len(text), len(text))
        before, after = text[:begin].strip(), text[end:].strip()
        self._named(before)
        if found is not None:
            self._time_piece(text[begin:end], found)
        if after and before:
            self.put(after.lstrip(":–—- "), self._told(after), lead=_head(after, ":–—- "))
        else:
            self._named(after, lead=_head(after, ":–—- "))

    def _named(self, text: str, lead: str = "") -> None:
        text = text[len(lead) :]
        number = _NUMBERED_PHASE.match(text)
        if number is not None:
            lead, text = lead + number[0], text[number.end() :]
        self.put(text, Place(Part.PHASE, self.phase), lead=lead)

    def at_phase_name(self) -> bool:
        """The phase at hand has a name already."""
        return any(p.place == Place(Part.PHASE, self.phase) for p in self.pieces)

    def told(self, line: Line) -> None:
        """A line in a phase that doesn't say whose it is."""
        lead, text = split_lead(line.text)
        self.put(text, self._told(text), lead=lead)

    def _told(self, text: str) -> Place:
        return Place(Part.PUPILS if speaks_of_pupils(text) else Part.TEACHER, self.phase)

    def time(self, text: str, part: Part = Part.PHASE_MIN) -> bool:
        """The minutes of the phase at hand, or of the lesson; False when the text is no time and was left over."""
        found = time_in(text, column=True)
        if found is None:
            self.put(text, LEFT_OVER)
            return False
        if part is Part.PHASE_MIN:
            self.in_phase()
        begin, end = _with_brackets(text, found)
        self.put(text[:begin], LEFT_OVER)
        self._time_piece(text[begin:end], found, part)
        self.put(text[end:], LEFT_OVER)
        return True

    def _time_piece(self, text: str, found: Time, part: Part = Part.PHASE_MIN) -> None:
        place = Place(part, self.phase if part is Part.PHASE_MIN else 0)
        number = self.put(text, place)
        if number < 0:
            return
        if part is Part.PHASE_MIN:
            self._times[number] = found
        else:
            self.pieces[number] = replace(self.pieces[number], minutes=minutes_of(text))

    def has_time(self) -> bool:
        """The phase at hand has its minutes already."""
        return any(self.pieces[n].place.index == self.phase for n in self._times)

    # In the end

    def finished(self, left_out: tuple[tuple[str, int], ...], name: str) -> LessonMapping:
        """The mapping, with the times understood as a whole."""
        self.criteria_end()
        self._find_title()
        numbers = list(self._times)
        for number, minutes in zip(numbers, settled([self._times[n] for n in numbers]), strict=True):
            piece = replace(self.pieces[number], minutes=minutes)
            self.pieces[number] = piece if minutes is not None else replace(piece, place=LEFT_OVER)
        return LessonMapping(tuple(self.pieces), left_out, name)

    def _find_title(self) -> None:
        """The words "Lesplan Pythagoras" above a plan without another title is its title."""
        if any(piece.place.part is Part.TITLE for piece in self.pieces):
            return
        for number, piece in enumerate(self.pieces):
            if piece.place.part is Part.LABEL and may_be_title(piece.text):
                self.pieces[number] = replace(piece, place=Place(Part.TITLE))
                return


def split_lead(text: str) -> tuple[str, str]:
    """A typed bullet or number, and the text behind it."""
    found = _LEAD.match(text.lstrip())
    if found is None:
        return "", text.strip()
    return found[0], text.lstrip()[found.end() :].strip()


def styled_part(line: Line) -> Part | None:
    """The part that our own export wrote into the style."""
    if not line.style.startswith(STYLE):
        return None
    name = line.style.removeprefix(STYLE)
    return Part(name) if name in list(Part) else None


def _criterion(piece: Piece) -> bool:
    return piece.place.part is Part.CRITERION


def _head(text: str, signs: str) -> str:
    return text[: len(text) - len(text.lstrip(signs))]


def _with_brackets(text: str, found: Time) -> tuple[int, int]:
    """The time with the brackets and the dash round it."""
    begin, end = found.begin, found.end
    before = text[:begin].rstrip()
    after = text[end:].lstrip()
    if before and after and _BRACKETS.get(before[-1]) == after[0]:
        return len(before) - 1, len(text) - len(after) + 1
    return begin, end
