"""Tables to write in by hand: printed heads and labels, open cells, a head again on each page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lesvisit.reports.flow import Strip
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import HAIR, INK, LEFT, LINE, MEDIUM, RIGHT, SANS, SEMIBOLD, SOFT, Style, mm
from lesvisit.reports.text import Para, Span, para

HEAD = Style(MEDIUM, 7, 8.8, SOFT)
LABEL = Style(SANS, 8.4, 10.6)
HELP = Style(SANS, 7.2, 9, SOFT)
GROUP = Style(SEMIBOLD, 8, 10.4)
_PAD = 1.2 * mm
_WHOLE = 90 * mm  # a table up to this height stays on one page


@dataclass(frozen=True, slots=True)
class Col:
    """One column; `center`: its head and printed text stand in the middle."""

    width: float
    head: str = ""
    center: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What is printed in a cell: code and words, with its explanation below; or only words to pick from."""

    text: str = ""
    code: str = ""
    help: str = ""
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from the left; `group`: only words across the table."""

    cells: Sequence[Cell] = ()
    group: bool = False


def shared(width: float, heads: Sequence[str]) -> list[Col]:
    """Columns of one width."""
    return [Col(width / max(len(heads), 1), head) for head in heads]


def table(fonts: Fonts, cols: Sequence[Col], rows: Sequence[Row], least: float) -> list[Strip]:
    """A table between the margins; `least` is the height of an open row."""
    head = _head(fonts, cols)
    made = [_group(fonts, row) if row.group else _row(fonts, cols, row, least) for row in rows]
    whole = head.height + sum(strip.height for strip in made) <= _WHOLE
    last = len(made) - 1
    return [
        head,
        *(
            replace(strip, again=head, keep=strip.keep or (n < last and (whole or n in (0, last - 1))))
            for n, strip in enumerate(made)
        ),
    ]


def open_rows(count: int) -> list[Row]:
    """Rows without a word."""
    return [Row()] * count


def _edges(cols: Sequence[Col]) -> list[float]:
    edges = [LEFT]
    for col in cols:
        edges.append(edges[-1] + col.width)
    return edges


def _head(fonts: Fonts, cols: Sequence[Col]) -> Strip:
    edges = _edges(cols)
    heads = [para(fonts, col.head, HEAD, col.width - (0.4 if col.center else 2) * mm) for col in cols]
    height = max((head.height for head in heads), default=0.0) + 1.6 * mm

    def draw(sheet: Sheet, y: float) -> None:
        for x, col, head in zip(edges, cols, heads, strict=False):
            top = y + height - 1.2 * mm - head.height
            _put(sheet, head, x, col, top)
        sheet.rule(y + height, 0.7, INK, LEFT, edges[-1])

    return Strip(height, draw, keep=True)


def _put(sheet: Sheet, block: Para, x: float, col: Col, top: float) -> None:
    for place in range(len(block.lines)):
        line = block.part(place, place + 1)
        left = x + (col.width - line.widest) / 2 if col.center else x + (_PAD if x > LEFT else 0)
        sheet.para(line, left, top + place * block.style.leading)


def _group(fonts: Fonts, row: Row) -> Strip:
    words = para(fonts, row.cells[0].text, GROUP, RIGHT - LEFT)
    height = words.height + 2.4 * mm

    def draw(sheet: Sheet, y: float) -> None:
        sheet.para(words, LEFT, y + 1.6 * mm)
        sheet.rule(y + height, 0.4, LINE)

    return Strip(height, draw, keep=True)


def _row(fonts: Fonts, cols: Sequence[Col], row: Row, least: float) -> Strip:
    edges = _edges(cols)
    blocks = [_words(fonts, cell, col) for cell, col in zip(row.cells, cols, strict=False)]
    height = max([least, *(sum(p.height for p in block) + 1.8 * mm for block in blocks)])

    def draw(sheet: Sheet, y: float) -> None:
        for x, col, block in zip(edges, cols, blocks, strict=False):
            top = y + (0.9 * mm if height > least else max((height - sum(p.height for p in block)) / 2, 0.0))
            for words in block:
                _put(sheet, words, x, col, top)
                top += words.height
        for x in edges[1:-1]:
            sheet.line(x, y, x, y + height, 0.4, HAIR)
        sheet.rule(y + height, 0.4, LINE, LEFT, edges[-1])

    return Strip(height, draw)


def _words(fonts: Fonts, cell: Cell, col: Col) -> list[Para]:
    width = col.width - (0.4 if col.center else 2) * mm
    spans = [Span(f"{cell.code}  ", face=SEMIBOLD, said=False)] if cell.code else []
    found = []
    if cell.text or spans:
        found.append(para(fonts, [*spans, Span(cell.text, said=False)], HELP if cell.soft else LABEL, width))
    if cell.help:
        found.append(para(fonts, [Span(cell.help, said=False)], HELP, width))
    return found
