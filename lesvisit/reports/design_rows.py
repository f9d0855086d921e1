"""Rows of a design's tables: columns of text side by side, cut between lines when a row is very long."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lesvisit.reports.flow import WHOLE, Strip
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import HAIR, INK, LEFT, RIGHT, SANS, SEMIBOLD, SOFT, Style, mm
from lesvisit.reports.text import Para

LEADING = 11.6
CELL = Style(SANS, 8.4, LEADING)
CELL_STRONG = Style(SEMIBOLD, 8.4, LEADING)
CELL_SOFT = Style(SANS, 8, LEADING, SOFT)
_PAD = 1.5 * mm
Draw = Callable[[Sheet, float], None]
Mark = Callable[[Sheet, float, float], None]  # with the height of the strip it stands beside


@dataclass(frozen=True, slots=True)
class Column:
    """Paragraphs under one another at x; `bullets`: each begins with a disc left of it."""

    x: float
    paras: Sequence[Para]
    bullets: bool = False

    def lines(self) -> list[Draw]:
        """A drawing per line."""
        return [self._line(para, n) for para in self.paras for n in range(len(para.lines))]

    def _line(self, block: Para, number: int) -> Draw:
        part = block.part(number, number + 1)
        dot = self.bullets and number == 0

        def draw(sheet: Sheet, y: float) -> None:
            if dot:
                sheet.disc(self.x - 3 * mm, y + LEADING / 2 + 0.3, 0.7 * mm, INK)
            sheet.para(part, self.x, y)

        return draw


def row_strips(
    columns: Sequence[Column],
    *,
    least: float = 0.0,
    beside: Draw | None = None,
    mark: Mark | None = None,
    again: Strip | None = None,
) -> list[Strip]:
    """One row with a hairline below it. `beside` is drawn once at its top, `mark` beside every strip of it."""
    lines = [column.lines() for column in columns]
    count = max((len(column) for column in lines), default=0)
    height = max(count * LEADING, least) + 2 * _PAD
    if height <= WHOLE:
        return [Strip(height, _whole(lines, height, beside, mark), again=again)]
    strips = [_line_strip(lines, n, beside if n == 0 else None, mark, again) for n in range(count)]
    strips.append(Strip(2 * _PAD, lambda sheet, y: sheet.rule(y + _PAD, 0.4, HAIR), again=None))
    return strips


def _whole(lines: Sequence[Sequence[Draw]], height: float, beside: Draw | None, mark: Mark | None) -> Draw:
    def draw(sheet: Sheet, y: float) -> None:
        if mark is not None:
            mark(sheet, y + _PAD, height - 2 * _PAD)
        if beside is not None:
            beside(sheet, y + _PAD)
        for column in lines:
            for number, line in enumerate(column):
                line(sheet, y + _PAD + number * LEADING)
        sheet.rule(y + height, 0.4, HAIR, LEFT, RIGHT)

    return draw


def _line_strip(
    lines: Sequence[Sequence[Draw]], number: int, beside: Draw | None, mark: Mark | None, again: Strip | None
) -> Strip:
    def draw(sheet: Sheet, y: float) -> None:
        if mark is not None:
            mark(sheet, y, LEADING)
        if beside is not None:
            beside(sheet, y)
        for column in lines:
            if number < len(column):
                column[number](sheet, y)

    return Strip(LEADING, draw, gap=_PAD if number == 0 else 0.0, keep=number == 0, again=again)
