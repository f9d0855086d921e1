"""Sorting the paragraphs of a lesson plan: headings, labels with a colon, lists below them."""

import re

from lesvisit.exchange.lesson_state import Sorting, split_lead, styled_part
from lesvisit.exchange.lesson_text import LABEL, LEFT_OVER, PHASE_FIELDS, Line, Part, Place
from lesvisit.exchange.lesson_times import time_in
from lesvisit.exchange.lesson_words import is_course, is_form_word, is_phase_name, label_part

_LABELLED = re.compile(r"^([^:\n\t]{2,60}?)(\s*(?::|\t)\s*)(.*)$", re.DOTALL)
_NUMBER = re.compile(r"\b(\d{1,2})\s*:?\s*$")
_GAP = re.compile(r"\s{2,}")
_SHORT, _LONG_HEADING = 60, 140


class LineSorter:
    """Sorts line by line."""

    def __init__(self, state: Sorting) -> None:
        self.state = state
        self.began = False  # something of the lesson was found: what comes now is no title any more
        self._inline: Part | None = None

    def take(self, line: Line) -> None:
        """One more line of the document."""
        part = styled_part(line)
        if part is not None:
            self.styled(line, part)
        elif line.text.strip():
            if is_heading(line):
                self._heading(line)
            else:
                self._body(line)
            self.began = True

    # Our own export

    def styled(self, line: Line, part: Part) -> None:
        """A paragraph that says itself what it is."""
        state = self.state
        if part is Part.GOAL:
            state.goal += 1
            state.put(line.text, Place(part, state.goal))
        elif part is Part.CRITERION:
            state.goal = max(state.goal, 0)
            state.put(line.text, Place(part, state.goal))
        elif part is Part.PHASE:
            state.new_phase()
            state.put(line.text, Place(part, state.phase))
        elif part in (Part.PHASE_MIN, Part.MINUTES):
            if line.text.strip():
                state.time(line.text, part)
        elif part in PHASE_FIELDS:
            state.in_phase()
            state.put(line.text, Place(part, state.phase))
        elif part is Part.LABEL:
            state.label(line.text)
        else:
            state.put(line.text, LEFT_OVER if part is Part.LEFT else Place(part))

    # Headings

    def _heading(self, line: Line) -> None:
        state, text = self.state, line.text.strip()
        if self.labelled(line):
            return
        if is_course(text) and self._comes_late():
            self._begin_course(line)
        elif is_form_word(text):
            state.label(text)
            state.section, state.near = None, text
        elif self._is_phase(line):
            self._begin_phase(line)
        elif not self._announces(line):
            self._unknown(line)

    def _comes_late(self) -> bool:
        """The words "lesson plan" at the top say what the paper is; further on it begins the course of the lesson."""
        return self.began or any(p.place.part is not Part.LABEL for p in self.state.pieces)

    def _begin_course(self, line: Line) -> None:
        state = self.state
        self._leave_section()
        state.label(line.text)
        state.in_course, state.course_level, state.section, state.near = True, line.level, None, line.text.strip()

    def _is_phase(self, line: Line) -> bool:
        state = self.state
        if len(line.text) > _LONG_HEADING:
            return False
        if state.in_course and line.level > state.course_level:
            return label_part(line.text, phase_first=True) not in PHASE_FIELDS
        if not state.in_course and label_part(line.text) is not None:
            return False
        return is_phase_name(line.text) or (self._timed(line) and label_part(line.text) is None)

    def _timed(self, line: Line) -> bool:
        found = time_in(line.text)
        return found is not None and (self.began or found.end < len(line.text))

    def _begin_phase(self, line: Line) -> None:
        state = self.state
        self._leave_section()
        if not state.in_course:
            state.in_course, state.course_level = True, max(line.level - 1, 0)
        lead, text = split_lead(line.text)
        state.near = text
        state.put("", LABEL, lead=lead)
        state.phase_heading(text)

    def _announces(self, line: Line) -> bool:
        """A heading that is a label."""
        text = line.text.strip()
        _lead, bare = split_lead(text)
        part = label_part(bare.rstrip(":"), phase_first=self.state.in_course)
        if part is None:
            return False
        self._open(part, text)
        if part is Part.PHASE:
            self._begin_course(Line("", line.level))
        elif part not in PHASE_FIELDS and line.level <= self.state.course_level:
            self.state.in_course = False
        return True

    def _unknown(self, line: Line) -> None:
        state, text = self.state, line.text.strip()
        has_title = any(p.place.part is Part.TITLE for p in state.pieces)
        if not has_title and not self.began:
            state.put(text, Place(Part.TITLE))
            return
        self._leave_section()
        if line.level and line.level <= state.course_level:
            state.in_course = False
        state.section, state.near = Part.LEFT, text
        state.pending = state.left(line)

    # Labels

    def _open(self, part: Part, text: str) -> None:
        """From here on everything belongs to this part, until another heading."""
        state = self.state
        self._inline = None
        number = _NUMBER.search(text)
        again = part is Part.GOAL and state.section is Part.CRITERION and number is not None
        if part is Part.CRITERION and state.section is not Part.CRITERION:
            state.criteria_begin()
        elif not again:
            self._leave_section()
        state.label(text)
        state.near = text.rstrip(":").strip()
        if part in (Part.CRITERION, Part.GOAL) and number is not None and int(number[1]) <= state.goal + 1:
            state.goal = int(number[1]) - 1
        if not again:
            state.section = part
            state.goal_as_line = False

    def _leave_section(self) -> None:
        if self.state.section is Part.CRITERION:
            self.state.criteria_end()
        self.state.section = None

    def labelled(self, line: Line) -> bool:
        """Takes `Label: text`, or a label by itself with a colon; False when the line is neither."""
        state = self.state
        lead, text = split_lead(line.text)
        found = _LABELLED.match(text)
        part = self._part(found[1]) if found else None
        if found is None or part is None:
            return False
        value, further = self._until_next_label(found[3].strip())
        if not value:
            self._open(part, lead + text)
            return True
        state.put((found[1] + found[2]).rstrip(), LABEL, lead=lead)
        state.near = found[1].strip()
        if part is Part.CRITERION:
            state.criteria_begin()
        if part is Part.GOAL:
            state.goal_as_line = False
        state.content(Line(value), part)
        if part is Part.GOAL:
            state.goal_as_line = True
        if line.listed < 0 and not lead:
            self._inline = part
        if further:
            self.labelled(Line(further))
        return True

    def _until_next_label(self, value: str) -> tuple[str, str]:
        """`wiskunde   Klas: H2b` beside "Vak:": its own text, and the next label with what follows."""
        for gap in _GAP.finditer(value):
            found = _LABELLED.match(value[gap.end() :])
            if found is not None and self._part(found[1]) is not None:
                return value[: gap.start()].rstrip(), value[gap.end() :]
        return value, ""

    def _part(self, label: str) -> Part | None:
        return label_part(label, phase_first=self.state.in_course and self.state.phase >= 0)

    # Text

    def _body(self, line: Line) -> None:
        state = self.state
        lead, text = split_lead(line.text)
        listed = line.listed >= 0 or bool(lead)
        if self.labelled(line):
            return
        if listed and self._inline is not None:
            state.content(line, self._inline)
            return
        self._inline = None
        if not listed and self._alone(line, text):
            return
        if self._starts_phase(line, text, lead):
            return
        if state.section is not None:
            state.content(line, state.section)
        elif state.in_course and state.phase >= 0 and not state.closed:
            state.told(line)
        elif not self.began and not listed and len(text) <= _LONG_HEADING:
            state.put(line.text, Place(Part.TITLE))
        else:
            state.put(text, LEFT_OVER, lead=lead)

    def _alone(self, line: Line, text: str) -> bool:
        """A short line that is a label, although it isn't set as a heading."""
        if len(text) > _SHORT:
            return False
        if is_course(text.rstrip(":")):
            self._begin_course(line)
            return True
        if is_form_word(text.rstrip(":")):
            self.state.label(line.text)
            return True
        part = label_part(text.rstrip(":"), phase_first=self.state.in_course)
        if part is None or part is Part.PHASE:
            return False
        self._open(part, line.text)
        return True

    def _starts_phase(self, line: Line, text: str, lead: str) -> bool:
        """`0-5 Introductie`, or `Introductie (10 min)`: a short line with a time at its begin or end."""
        state = self.state
        if state.section not in (None, Part.LEFT, Part.PHASE) or len(text) > _LONG_HEADING or line.listed > 0:
            return False
        found = time_in(text)
        if found is None:
            return self._named_phase(line, text, lead)
        outside = text[: found.begin].strip(" ([-–"), text[found.end :].strip(" )].:-–")
        at_edge = not outside[0] or not outside[1] or is_phase_name(outside[0])
        if not at_edge or not (outside[0] or outside[1]):
            return False
        if not state.in_course and not is_phase_name(outside[0] or outside[1].partition(":")[0]):
            return False
        self._begin_phase(line)
        return True

    def _named_phase(self, line: Line, text: str, lead: str) -> bool:
        state = self.state
        if line.listed >= 0 or lead or len(text) > _SHORT or not (state.in_course and is_phase_name(text)):
            return False
        self._begin_phase(line)
        return True


def is_heading(line: Line) -> bool:
    """Set as a heading, or a short bold line."""
    return line.level > 0 or (line.bold and line.listed < 0 and len(line.text.strip()) <= _SHORT)
