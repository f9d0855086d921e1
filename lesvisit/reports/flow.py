"""Pages from strips: a strip is never cut, and stays with the next one where it says so."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import BOTTOM, TOP, mm
from lesvisit.reports.text import Para

Draw = Callable[[Sheet, float], None]
_ONE_LINE = 14 * mm
WHOLE = 40 * mm  # a text up to this height is never cut


@dataclass(frozen=True, slots=True)
class Strip:
    """Something as wide as the page. `draw` gets the sheet and its top.

    `gap` is the space before it, dropped at the top of a page; `keep` holds it with the next strip; `again` is drawn
    first when a page begins with this strip; `fresh` always begins a page; `room` begins one when less is left.
    """

    height: float
    draw: Draw
    gap: float = 0.0
    keep: bool = False
    again: "Strip | None" = None
    fresh: bool = False
    room: float = 0.0


class Placed(NamedTuple):
    """A strip with its place on a page."""

    strip: Strip
    y: float


Page = list[Placed]


def space(height: float) -> Strip:
    """White."""
    return Strip(height, lambda sheet, y: None)


def text_strips(
    block: Para,
    x: float,
    gap: float = 0.0,
    again: Strip | None = None,
    before: Draw | None = None,
    after: Draw | None = None,
) -> list[Strip]:
    """A paragraph as one strip, or as lines when it is longer than 40 mm; at least two lines stay together.

    `before` and `after` draw what stands beside its first line, in the order in which it is read.
    """
    if block.height <= WHOLE:
        return [Strip(block.height, _drawing(block, x, before, after), gap, again=again)]
    count = len(block.lines)
    return [
        Strip(
            block.style.leading,
            _drawing(block.part(i, i + 1), x, *((before, after) if i == 0 else (None, None))),
            gap if i == 0 else 0.0,
            keep=i in (0, count - 2),
            again=again,
        )
        for i in range(count)
    ]


def _drawing(block: Para, x: float, before: Draw | None, after: Draw | None) -> Draw:
    def draw(sheet: Sheet, y: float) -> None:
        if before is not None:
            before(sheet, y)
        sheet.para(block, x, y)
        if after is not None:
            after(sheet, y)

    return draw


def kept(strips: Iterable[Strip]) -> list[Strip]:
    """These strips stay together, the last one free."""
    found = list(strips)
    return [replace(s, keep=True) for s in found[:-1]] + found[-1:]


def paginate(strips: Iterable[Strip], top: float = TOP, bottom: float = BOTTOM) -> list[Page]:
    """Places strips on as many pages as they need; the last page never holds one line alone."""
    pages: list[Page] = [[]]
    y = top
    for chunk in _chunks(_not_alone(list(strips))):
        y = _place(chunk, pages, y, top, bottom)
    return [page for page in pages if page]


def _not_alone(strips: list[Strip]) -> list[Strip]:
    if len(strips) < 3 or strips[-1].height > _ONE_LINE:
        return strips
    return [*strips[:-2], replace(strips[-2], keep=True), strips[-1]]


def _chunks(strips: list[Strip]) -> Iterator[list[Strip]]:
    chunk: list[Strip] = []
    for strip in strips:
        chunk.append(strip)
        if not strip.keep:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _place(chunk: list[Strip], pages: list[Page], y: float, top: float, bottom: float) -> float:
    """Adds a chunk to the last page, or to a new one; returns where the page goes on."""
    height = sum(s.gap + s.height for s in chunk)
    first = chunk[0]
    if pages[-1] and (first.fresh or bottom - y < max(height, first.room)):
        pages.append([])
        y = top
    for strip in chunk:
        if pages[-1] and y + strip.gap + strip.height > bottom + 0.01:
            pages.append([])
            y = top
        y = _put(strip, pages, y)
    return y


def _put(strip: Strip, pages: list[Page], y: float) -> float:
    page = pages[-1]
    if page:
        y += strip.gap
    elif strip.again is not None and len(pages) > 1:
        page.append(Placed(strip.again, y))
        y += strip.again.height + strip.gap
    page.append(Placed(strip, y))
    return y + strip.height
