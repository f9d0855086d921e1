"""A drawing of a block as strips that flow over pages: it breaks between its rows, and nothing of it is cut off."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from lesvisit.blocks.drawing import LEADING, Box, Disc, Drawing, Line, Mark, Words
from lesvisit.reports.drawn import SCALE, drawing_part
from lesvisit.reports.flow import Strip, tagged
from lesvisit.reports.style import mm
from lesvisit.reports.tagging import Tag

WHOLE = 70 * mm  # a drawing up to this height stays on one page
MOST = 225 * mm  # no strip is higher: it must fit below a head
_SAME = 0.01


def drawing_strips(drawing: Drawing, x: float) -> list[Strip]:
    """The drawing with its left edge at x, cut where it may be; what is too high for a page between its lines too."""
    edges = _edges(drawing)
    strips = [_strip(drawing, top, bottom, x) for top, bottom in pairwise(edges)]
    last = len(strips) - 1
    small = drawing.height * SCALE <= WHOLE
    held = [replace(s, keep=n < last if small else n in (0, last - 1) and n < last) for n, s in enumerate(strips)]
    return tagged(held, Tag("Figure", alt=drawing.words))


def _edges(drawing: Drawing) -> list[float]:
    height = drawing.height
    cuts = sorted({cut for cut in drawing.cuts if _SAME < cut < height - _SAME})
    edges = [0.0]
    for cut in [*cuts, height]:
        edges.extend(_between_lines(drawing.marks, edges[-1], cut))
        edges.append(cut)
    return edges


def _between_lines(marks: Sequence[Mark], top: float, bottom: float) -> Iterator[float]:
    """Where a part that is too high for a page breaks: after a line of text, never through one."""
    most = MOST / SCALE
    if bottom - top <= most:
        return
    words = [(m.y, m.y + m.px * LEADING) for m in marks if isinstance(m, Words)]
    ends = sorted({end for _y, end in words if top < end < bottom and not _through(words, end)})
    while bottom - top > most:
        found = max((end for end in ends if top + _SAME < end <= top + most), default=top + most)
        yield found
        top = found


def _through(words: Sequence[tuple[float, float]], y: float) -> bool:
    return any(start + _SAME < y < end - _SAME for start, end in words)


def _strip(drawing: Drawing, top: float, bottom: float, x: float) -> Strip:
    marks = tuple(found for mark in drawing.marks for found in _within(mark, top, bottom, bottom >= drawing.height))
    part = drawing_part(Drawing(drawing.width, bottom - top, marks), x)
    return Strip(part.height, part.draw)


# What of a mark lies between two heights, measured from the upper one


def _within(mark: Mark, top: float, bottom: float, last: bool) -> Iterator[Mark]:
    if isinstance(mark, Box):
        upper, lower = max(mark.y, top), min(mark.y + mark.h, bottom)
        if lower > upper or (mark.h <= _SAME and _holds(mark.y, top, bottom, last)):
            yield replace(mark, y=upper - top, h=max(lower - upper, 0.0))
    elif isinstance(mark, Line):
        yield from _line_within(mark, top, bottom, last)
    else:
        middle = mark.y if isinstance(mark, Disc) else mark.y + mark.px * LEADING / 2
        if _holds(middle, top, bottom, last):
            yield replace(mark, y=mark.y - top)


def _line_within(line: Line, top: float, bottom: float, last: bool) -> Iterator[Line]:
    """Straight lines are cut; shapes and broken lines stay whole where their middle is."""
    heights = [y for _x, y in line.points]
    low, high = min(heights, default=0.0), max(heights, default=0.0)
    if len(line.points) == 2 and not line.arrow and high - low > _SAME:
        if high > top and low < bottom:
            yield replace(line, points=tuple(_at(line, y, top) for y in (max(low, top), min(high, bottom))))
        return
    if _holds((low + high) / 2, top, bottom, last):
        yield replace(line, points=tuple((x, y - top) for x, y in line.points))


def _at(line: Line, y: float, top: float) -> tuple[float, float]:
    (x1, y1), (x2, y2) = line.points
    return x1 + (x2 - x1) * (y - y1) / (y2 - y1), y - top


def _holds(y: float, top: float, bottom: float, last: bool) -> bool:
    return top <= y < bottom or (last and y >= bottom) or (top <= 0 and y < top)
