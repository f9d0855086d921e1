"""From the text of a lesson plan to what goes where; for documents and for text that was pasted."""

import re
from collections.abc import Callable

from lesvisit.domain.errors import DocumentRefused
from lesvisit.exchange.lesson_lines import LineSorter
from lesvisit.exchange.lesson_state import Sorting
from lesvisit.exchange.lesson_tables import TableSorter
from lesvisit.exchange.lesson_text import LEFT_OVER, Cell, LessonMapping, LessonText, Line, Table

MOST_SIGNS = 600_000  # about 250 pages: no plan of one lesson, and more than a person can sort
MOST_LINES = 8_000
Step = Callable[[float], None]  # told how far it is, from 0 to 1; may raise to stop
_HEADING = re.compile(r"^(#{1,6})\s+(?=\S)")
_EVERY = 50


def mapped(found: LessonText, name: str = "", step: Step = lambda _share: None) -> LessonMapping:
    """What goes where. Raises DocumentRefused when there is no text, or far more than a lesson plan has."""
    _check_size(found)
    state = Sorting()
    lines = LineSorter(state)
    tables = TableSorter(state, lines)
    for number, block in enumerate(found.blocks):
        if number % _EVERY == 0:
            step(number / len(found.blocks))
        if isinstance(block, Table):
            tables.take(block)
        else:
            lines.take(block)
    state.criteria_end()
    state.near = ""
    for line in found.aside:
        state.put(line.text, LEFT_OVER, source=line.source)
    step(1.0)
    return state.finished(found.left_out, name)


def _check_size(found: LessonText) -> None:
    signs = count = 0
    for line in all_lines(found):
        signs += len(line.text)
        count += bool(line.text.strip())
    if not count:
        raise DocumentRefused("document_empty")
    if signs > MOST_SIGNS or count > MOST_LINES:
        raise DocumentRefused("document_too_long", most=MOST_LINES)


def all_lines(found: LessonText) -> list[Line]:
    """Every line of a document, wherever it stands."""
    lines: list[Line] = []
    for block in found.blocks:
        if isinstance(block, Table):
            lines.extend(line for row in block.rows for cell in row for line in cell.lines)
        else:
            lines.append(block)
    return [*lines, *found.aside]


def pasted(text: str) -> LessonText:
    """Text from elsewhere: lines, tables with tabs as spreadsheets and Word give them, `#` before headings."""
    blocks: list[Line | Table] = []
    rows: list[tuple[Cell, ...]] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        cells = line.split("\t")
        if len(cells) > 1 and sum(bool(c.strip()) for c in cells) > (0 if rows else 1):
            rows.append(tuple(Cell((Line(c.strip()),)) for c in cells))
            continue
        if rows:
            blocks.append(Table(tuple(rows)))
            rows = []
        blocks.append(_pasted_line(line))
    if rows:
        blocks.append(Table(tuple(rows)))
    return LessonText(tuple(blocks))


def _pasted_line(line: str) -> Line:
    found = _HEADING.match(line)
    if found is not None:
        return Line(line[found.end() :].strip(), level=len(found[1]))
    depth = (len(line) - len(line.lstrip())) // 2
    return Line(line.strip(), listed=min(depth, 8) if depth else -1)
