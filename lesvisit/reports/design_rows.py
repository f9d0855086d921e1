"""Rows of a design's tables: columns of text side by side, cut between lines when a row is very long."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lesvisit.reports.flow import WHOLE, Strip
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import HAIR, INK, LEFT, RIGHT, SANS, SEMIBOLD, SOFT, Style, mm
from lesvisit.reports.tagging import Tag, table_row
from lesvisit.reports.text import Para

LEADING = 11.6
CELL = Style(SANS, 8.4, LEADING)
CELL_STRONG = Style(SEMIBOLD, 8.4, LEADING)
CELL_SOFT = Style(SANS, 8, LEADING, SOFT)
_PAD = 1.5 * mm
Draw = Callable[[Sheet, float], None]
Cells = Sequence[tuple[Tag, Sequence[Draw]]]
Mark = Callable[[Sheet, float, float], None]  # with the height of the strip it stands beside


@dataclass(frozen=True, slots=True)
class Column:
    """Paragraphs under one another at x; `bullets`: each begins with a disc left of it; `last`: one more line."""

    x: float
    paras: Sequence[Para]
    bullets: bool = False
    last: Draw | None = None

    def lines(self) -> list[Draw]:
        """A drawing per line."""
        found = [self._line(para, n, tag) for para, tag in self._tagged() for n in range(len(para.lines))]
        return [*found, self.last] if self.last is not None else found

    def _tagged(self) -> Iterator[tuple[Para, Tag]]:
        for block in self.paras:
            yield block, Tag("P")

    def _line(self, block: Para, number: int, tag: Tag) -> Draw:
        part = block.part(number, number + 1)
        dot = self.bullets and number == 0

        def draw(sheet: Sheet, y: float) -> None:
            if dot:
                sheet.disc(self.x - 3 * mm, y + LEADING / 2 + 0.3, 0.7 * mm, INK)
            with sheet.tag(tag):
                sheet.para(part, self.x, y)

        return draw


def row_strips(
    columns: Sequence[Column],
    *,
    beside: Draw | None = None,
    mark: Mark | None = None,
    again: Strip | None = None,
    further: Strip | None = None,
    table: Tag | None = None,
) -> list[Strip]:
    """One row with a hairline below it. `beside` is drawn once at its top, `mark` beside every strip of it.

    `again` heads a page that begins with the row, `further` one on which a long row goes on. The first column names
    the row of its `table`.
    """
    cells = table_row(table or Tag("Table"), len(columns), named=True)
    lines = list(zip(cells, (column.lines() for column in columns), strict=True))
    count = max((len(column) for _cell, column in lines), default=0)
    height = count * LEADING + 2 * _PAD
    if height <= WHOLE:
        return [Strip(height, _whole(lines, height, beside, mark), again=again)]
    strips = [
        _line_strip(lines, n, beside if n == 0 else None, mark, (further or again) if n else again, n >= count - 2)
        for n in range(count)
    ]
    strips.append(Strip(_PAD, lambda sheet, y: sheet.rule(y + _PAD, 0.4, HAIR)))
    return strips


def _whole(lines: Cells, height: float, beside: Draw | None, mark: Mark | None) -> Draw:
    def draw(sheet: Sheet, y: float) -> None:
        if mark is not None:
            mark(sheet, y + _PAD, height - 2 * _PAD)
        for place, (cell, column) in enumerate(lines):
            with sheet.tag(cell):
                if beside is not None and place == 0:
                    beside(sheet, y + _PAD)
                for number, line in enumerate(column):
                    line(sheet, y + _PAD + number * LEADING)
        sheet.rule(y + height, 0.4, HAIR, LEFT, RIGHT)

    return draw


def _line_strip(
    lines: Cells,
    number: int,
    beside: Draw | None,
    mark: Mark | None,
    again: Strip | None,
    last: bool,
) -> Strip:
    def draw(sheet: Sheet, y: float) -> None:
        if mark is not None:
            mark(sheet, y, LEADING)
        for place, (cell, column) in enumerate(lines):
            with sheet.tag(cell):
                if beside is not None and place == 0:
                    beside(sheet, y)
                if number < len(column):
                    column[number](sheet, y)

    return Strip(LEADING, draw, gap=0.0 if number else _PAD, keep=last or number == 0, again=again)
