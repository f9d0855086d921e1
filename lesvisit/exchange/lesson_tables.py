"""Sorting the tables of a lesson plan: columns with headings, rows with labels, a table per phase."""

from collections.abc import Mapping

from lesvisit.exchange.lesson_lines import LineSorter
from lesvisit.exchange.lesson_state import Sorting, styled_part
from lesvisit.exchange.lesson_text import PHASE_PARTS, Cell, Line, Part, Place, Table
from lesvisit.exchange.lesson_times import time_in
from lesvisit.exchange.lesson_words import is_phase_and_time, is_phase_name, label_part

Row = tuple[Cell, ...]
Columns = Mapping[int, tuple[Part | None, str]]  # where a column begins: its part and its heading
_HAPPENS = (Part.TEACHER, Part.PUPILS, Part.ACTIVITY, Part.EXPECTED)
_MOST_KNOWN = 0.6  # of a row's cells: then it is a row of headings


class TableSorter:
    """Sorts table by table, with the same state as the lines."""

    def __init__(self, state: Sorting, lines: LineSorter) -> None:
        self.state, self.lines = state, lines
        self._columns: Columns = {}
        self._one_phase = False  # the table is about one phase: labels at the left
        self._name_wanted = False
        self._band = False  # a row across the table opened the phase at hand

    def take(self, table: Table) -> None:
        """One more table of the document."""
        state = self.state
        if any(styled_part(line) for row in table.rows for cell in row for line in cell.lines):
            self._styled(table)
            return
        section, near = state.section, state.near
        self._columns, self._band = {}, False
        self._begin_phase_table(table)
        for row in table.rows:
            self._row(row)
        state.criteria_end()
        state.section, state.near = section, near
        state.closed = state.closed or self._one_phase or self._of_phases
        self.lines.began = True

    def _styled(self, table: Table) -> None:
        for row in table.rows:
            for cell in row:
                for line in cell.lines:
                    self.lines.take(line)

    def _begin_phase_table(self, table: Table) -> None:
        state = self.state
        firsts = [label_part(row[0].text.rstrip(":"), phase_first=True) for row in table.rows if row]
        happens = any(part in _HAPPENS for part in firsts)
        self._one_phase = happens and sum(part in PHASE_PARTS for part in firsts) >= 2
        self._name_wanted = False
        if not self._one_phase or self._header(table.rows[0]):
            self._one_phase = self._one_phase and not self._header(table.rows[0])
            return
        if state.pending >= 0:
            self._heading_is_phase()
        elif not self._phase_is_empty():
            state.new_phase()
            self._name_wanted = True
        state.in_course = True

    def _heading_is_phase(self) -> None:
        """The heading above a table of one phase is its name."""
        state = self.state
        heading = state.pieces.pop(state.pending)
        state.phase_heading(heading.whole)
        state.section = None

    def _phase_is_empty(self) -> bool:
        """A heading just opened a phase, and nothing is in it yet."""
        state = self.state
        named = (Place(Part.PHASE, state.phase), Place(Part.PHASE_MIN, state.phase))
        places = [p.place for p in state.pieces if p.place.part in PHASE_PARTS and p.place.index == state.phase]
        return state.phase >= 0 and bool(places) and all(p in named for p in places)

    # Rows

    def _row(self, row: Row) -> None:
        if not any(cell.text for cell in row):
            return
        header = self._header(row)
        if header:
            self._columns, self._band = header, False
            for cell in row:
                self.state.label(cell.text)
            self.state.in_course = self.state.in_course or self._of_phases
        elif self._columns and self._fits(row):
            self._column_row(row)
        else:
            self._labelled_row(row)

    def _header(self, row: Row) -> Columns:
        """The columns that a row of headings begins; none when it is no such row."""
        texts = [cell.text for cell in row if cell.text]
        as_phases = [label_part(t.rstrip(":"), phase_first=True) or _both(t) for t in texts]
        phases = bool({Part.PHASE, Part.PHASE_MIN} & set(as_phases)) or {Part.TEACHER, Part.PUPILS} <= set(as_phases)
        known = [p for p in (as_phases if phases else [label_part(t.rstrip(":")) for t in texts]) if p is not None]
        if len(set(known)) < 2 or len(known) < _MOST_KNOWN * len(texts):
            return {}
        columns: dict[int, tuple[Part | None, str]] = {}
        at = 0
        for cell in row:
            part = label_part(cell.text.rstrip(":"), phase_first=phases) or _both(cell.text)
            columns[at] = part, cell.text
            at += cell.span
        return columns

    @property
    def _of_phases(self) -> bool:
        return any(part in PHASE_PARTS for part, _heading in self._columns.values())

    def _fits(self, row: Row) -> bool:
        """Does this row stand under the headings? A text across the table doesn't."""
        filled = [(at, cell) for at, cell in _placed(row) if cell.text]
        if len(row) == 1 and len(self._columns) > 1:
            return False
        if len(filled) == 1 and filled[0][0] == 0:
            return filled[0][1].span <= max(1, max(self._columns) // 2)
        return len(row) >= 0.5 * len(self._columns)

    # Under headings

    def _column_row(self, row: Row) -> None:
        if self._of_phases:
            self._phase_row(row)
        else:
            self._plain_row(row)
        self._band = False

    def _phase_row(self, row: Row) -> None:
        state = self.state
        cells = {self._column(at)[0]: cell for at, cell in reversed(list(_placed(row)))}
        if self._begins_phase(cells):
            state.new_phase()
        state.in_phase()
        name = cells.get(Part.PHASE)
        about = name.text.partition("\n")[0] if name else ""
        for at, cell in _placed(row):
            part, heading = self._column(at)
            state.near = " · ".join(t for t in (about, heading) if t)
            for line in cell.lines:
                self._in_column(line, part)

    def _begins_phase(self, cells: Mapping[Part | None, Cell]) -> bool:
        state = self.state
        name, time = cells.get(Part.PHASE), cells.get(Part.PHASE_MIN)
        if state.phase < 0 or (name is not None and name.text):
            return not self._band or state.phase < 0
        timed = time is not None and bool(time.text)
        if self._band:
            return False
        if Part.PHASE in {part for part, _heading in self._columns.values()}:
            return timed and state.has_time()
        return timed or time is None or not time.goes_on

    def _in_column(self, line: Line, part: Part | None) -> None:
        state = self.state
        if not line.text.strip():
            return
        if part is Part.PHASE:
            if time_in(line.text) is None and state.at_phase_name():
                state.put(line.text, Place(Part.PHASE, state.phase))
            else:
                state.phase_name(line.text)
        else:
            state.content(line, part)

    def _plain_row(self, row: Row) -> None:
        """Goals with their criteria, or fields of the design under their headings."""
        state = self.state
        parts = {part for part, _heading in self._columns.values()}
        for at, cell in _placed(row):
            part, state.near = self._column(at)
            if part is Part.GOAL and Part.CRITERION in parts:
                self._one_goal(cell)
            else:
                for line in cell.lines:
                    self._content(line, part)

    def _one_goal(self, cell: Cell) -> None:
        """Beside criteria a cell is one goal, also of several lines."""
        state = self.state
        if cell.text:
            state.new_goal()
        for line in cell.lines:
            state.put(line.text, Place(Part.GOAL, state.goal))

    def _content(self, line: Line, part: Part | None) -> None:
        if line.text.strip():
            self.state.content(line, part)

    def _column(self, at: int) -> tuple[Part | None, str]:
        """The column that a cell stands in."""
        begins = max((c for c in self._columns if c <= at), default=0)
        return self._columns.get(begins, (None, ""))

    # Labels at the left

    def _labelled_row(self, row: Row) -> None:
        state = self.state
        if self._is_band(row) or self._names_phase(row):
            return
        part, waits = None, False  # a label before this cell, still without its text
        for cell in row:
            text = cell.text
            found = None if waits or not text else self._label(text)
            if found is not None:
                part, waits = found, True
                self._open(part, text)
            elif not text:
                waits = False
            else:
                self._cell(cell, part)
                waits = False
        if not waits and part is not None:
            state.section = None

    def _label(self, text: str) -> Part | None:
        return label_part(text.strip().rstrip(":"), phase_first=self._one_phase)

    def _open(self, part: Part, text: str) -> None:
        state = self.state
        if part is Part.CRITERION:
            state.criteria_begin()
        if part is Part.PHASE and self._one_phase and not self._name_wanted:
            state.new_phase()
            self._name_wanted = True
        state.label(text)
        state.near, state.section, state.goal_as_line = text.rstrip(": "), part, False

    def _cell(self, cell: Cell, part: Part | None) -> None:
        """The text of a cell: beside a label, below one, or speaking for itself."""
        lines = [line for line in cell.lines if line.text.strip()]
        if part is None and len(lines) > 1:
            found = self._label(lines[0].text)
            if found is not None:
                self._open(found, lines[0].text)
                part, lines = found, lines[1:]
        for line in lines:
            if part is None and self._of_phases:
                if not self.lines.labelled(line):
                    self.state.left(line)
            elif part is None:
                self.lines.take(line)
            elif part is Part.PHASE and self._one_phase:
                self.state.phase_name(line.text)
                self._name_wanted = False
            else:
                self.state.content(line, part)

    def _is_band(self, row: Row) -> bool:
        """A text across a table of phases: the name of the phase below it, unless it is a label."""
        filled = [cell for cell in row if cell.text]
        if not self._of_phases or len(filled) != 1 or len(filled[0].lines) > 1:
            return False
        text = filled[0].text
        known = any(part is Part.PHASE for part, _heading in self._columns.values())
        if not (is_phase_name(text) or time_in(text) is not None or (not known and self._label(text) is None)):
            return False
        self.state.near = text
        self.state.phase_heading(text)
        self._band = True
        return True

    def _names_phase(self, row: Row) -> bool:
        """The first row of a table about one phase: its name, and its minutes beside it."""
        filled = [cell for cell in row if cell.text]
        if not (self._one_phase and self._name_wanted) or self._label(filled[0].text) is not None:
            return False
        self._name_wanted = False
        for cell in filled:
            for line in cell.lines:
                self.state.phase_name(line.text)
        return True


def _both(text: str) -> Part | None:
    return Part.PHASE if is_phase_and_time(text) else None


def _placed(row: Row) -> list[tuple[int, Cell]]:
    """Each cell with the column it begins in."""
    found, at = [], 0
    for cell in row:
        found.append((at, cell))
        at += cell.span
    return found
