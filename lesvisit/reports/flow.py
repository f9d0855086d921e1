"""Pages from strips: a strip is never cut, and stays with the next one where it says so."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import BOTTOM, CHAPTER_ROOM, TOP, mm
from lesvisit.reports.tagging import Tag
from lesvisit.reports.text import Para

Draw = Callable[[Sheet, float], None]
_ONE_LINE = 14 * mm  # what is this high at the end of a paper stands on no page alone
_LABEL, _TWO_LINES = 7.0, 18.0  # what is lower than a line; what is at least two
WHOLE = 40 * mm  # a text up to this height is never cut
MOST = 225 * mm  # what is never cut, is cut when it is higher than this: it must fit below a head


@dataclass(frozen=True, slots=True)
class Strip:
    """Something as wide as the page. `draw` gets the sheet and its top.

    `gap` is the space before it, dropped at the top of a page; `keep` holds it with the next strip; `again` is drawn
    first when a page begins with this strip; `fresh` always begins a page; `room` begins one when less is left;
    `head` holds it with the next two lines.
    """

    height: float
    draw: Draw
    gap: float = 0.0
    keep: bool = False
    again: "Strip | None" = None
    fresh: bool = False
    room: float = 0.0
    head: bool = False


class Placed(NamedTuple):
    """A strip with its place on a page."""

    strip: Strip
    y: float
    repeated: bool = False  # a head that stood on an earlier page too


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
    role: str = "P",
    least: float = 0.0,
) -> list[Strip]:
    """A paragraph as one strip, or as lines when it is longer than 40 mm; at least two lines stay together.

    `before` and `after` draw what stands beside its first line, in the order in which it is read; they are part of
    the one element that it is, over the end of a page too. One strip is at least `least` high.
    """
    tag, count = Tag(role), len(block.lines)
    if block.height <= WHOLE:
        return [Strip(max(block.height, least), _drawing(block, x, tag, before, after), gap, again=again)]
    return [
        Strip(
            block.style.leading,
            _drawing(block.part(i, i + 1), x, tag, *((before, after) if i == 0 else (None, None))),
            gap if i == 0 else 0.0,
            keep=i in (0, count - 2),
            again=again,
        )
        for i in range(count)
    ]


def tagged(strips: Iterable[Strip], tag: Tag) -> list[Strip]:
    """These strips are one element: a row, a list, a label with its text. What is inside may be tagged further."""
    return [replace(strip, draw=_inside(strip.draw, tag)) for strip in strips]


def _inside(draw: Draw, tag: Tag) -> Draw:
    def whole(sheet: Sheet, y: float) -> None:
        with sheet.tag(tag):
            draw(sheet, y)

    return whole


def _drawing(block: Para, x: float, tag: Tag, before: Draw | None, after: Draw | None) -> Draw:
    def draw(sheet: Sheet, y: float) -> None:
        with sheet.tag(tag):
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


def held(strips: Sequence[Strip], height: float) -> list[Strip]:
    """The first of these stay together, as many as are this high: something so high stands beside them."""
    found = list(strips)
    for place, strip in enumerate(found[:-1]):
        height -= strip.height + (strip.gap if place else 0.0)
        if height <= 0.01:
            break
        found[place] = replace(strip, keep=True)
    return found


def paginate(strips: Iterable[Strip], top: float = TOP, bottom: float = BOTTOM) -> list[Page]:
    """Places strips on as many pages as they need; a head keeps two lines, the last page never holds one alone."""
    pages: list[Page] = [[]]
    y = top
    for chunk in _chunks(_held(list(strips))):
        y = _place(chunk, pages, y, top, bottom)
    return [page for page in pages if page]


def _held(strips: list[Strip]) -> list[Strip]:
    """What stays together beyond what the strips say themselves."""
    keep = {place for place, strip in enumerate(strips) if strip.keep}
    for place, strip in enumerate(strips):
        if strip.head:
            keep.update(_below_head(strips, place))
    keep.update(_with_the_last(strips))
    return [s if s.keep or n not in keep else replace(s, keep=True) for n, s in enumerate(strips)]


def _lines(strip: Strip) -> int:
    """None for what only stands beside something, one, or two for more."""
    return 0 if strip.height < _LABEL else 1 if strip.height < _TWO_LINES else 2


def _below_head(strips: Sequence[Strip], place: int) -> Iterator[int]:
    """The strips that hold a head with two lines; where its part of the paper is shorter, with all of it."""
    lines = 0
    for after in range(place + 1, len(strips)):
        below = strips[after]
        if below.fresh or lines > 1 or (below.head and lines):
            return
        yield after - 1
        if below.head:
            return
        lines += _lines(below)


def _with_the_last(strips: Sequence[Strip]) -> Iterator[int]:
    """Two lines move along with a last line."""
    if not strips or strips[-1].height > _ONE_LINE:
        return
    lines = _lines(strips[-1])
    for place in range(len(strips) - 2, -1, -1):
        if lines > 2 or strips[place + 1].fresh:
            return
        yield place
        lines += _lines(strips[place])


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
    if height > bottom - top:  # no page can hold it: it may as well begin here
        height = min(height, CHAPTER_ROOM)
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
        page.append(Placed(strip.again, y, repeated=True))
        y += strip.again.height + strip.gap
    page.append(Placed(strip, y))
    return y + strip.height
