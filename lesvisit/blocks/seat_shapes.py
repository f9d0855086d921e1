"""The shapes of a seat map's symbols: by their place in the list, never by colour, the same on screen and paper."""

from collections.abc import Callable

from lesvisit.blocks.drawing import Box, Disc, Line, Mark, Point, Tone

SHAPES = 12  # so many symbols have a shape of their own


def symbol_marks(place: int, x: float, y: float, size: float, tone: Tone = "ink") -> tuple[Mark, ...]:
    """The shape of the symbol at this place of the list, around (x, y)."""
    return _DRAWERS[place % SHAPES](x, y, size / 2, tone, max(1.2, size * 0.13))


def _disc(x: float, y: float, r: float, tone: Tone, _w: float) -> tuple[Mark, ...]:
    return (Disc(x, y, r * 0.82, tone),)


def _ring(x: float, y: float, r: float, tone: Tone, w: float) -> tuple[Mark, ...]:
    return (Disc(x, y, r * 0.8, "", tone, w),)


def _square(x: float, y: float, r: float, tone: Tone, _w: float) -> tuple[Mark, ...]:
    return (Box(x - r * 0.75, y - r * 0.75, r * 1.5, r * 1.5, tone),)


def _open_square(x: float, y: float, r: float, tone: Tone, w: float) -> tuple[Mark, ...]:
    return (Box(x - r * 0.8, y - r * 0.8, r * 1.6, r * 1.6, "", tone, w),)


def _shape(points: tuple[Point, ...], tone: Tone, w: float, full: bool) -> tuple[Mark, ...]:
    return (Line(points, tone, w, closed=True, fill=tone if full else ""),)


def _triangle_points(x: float, y: float, r: float) -> tuple[Point, ...]:
    return ((x - r * 0.9, y + r * 0.72), (x + r * 0.9, y + r * 0.72), (x, y - r * 0.86))


def _triangle(x: float, y: float, r: float, tone: Tone, w: float) -> tuple[Mark, ...]:
    return _shape(_triangle_points(x, y, r), tone, w, full=False)


def _full_triangle(x: float, y: float, r: float, tone: Tone, w: float) -> tuple[Mark, ...]:
    return _shape(_triangle_points(x, y, r), tone, w * 0.6, full=True)


def _diamond_points(x: float, y: float, r: float) -> tuple[Point, ...]:
    return ((x, y - r), (x + r, y), (x, y + r), (x - r, y))


def _full_diamond(x: float, y: float, r: float, tone: Tone, w: float) -> tuple[Mark, ...]:
    return _shape(_diamond_points(x, y, r), tone, w * 0.6, full=True)


def _diamond(x: float, y: float, r: float, tone: Tone, w: float) -> tuple[Mark, ...]:
    return _shape(_diamond_points(x, y, r * 0.95), tone, w, full=False)


def _cross(x: float, y: float, r: float, tone: Tone, w: float) -> tuple[Mark, ...]:
    a = r * 0.75
    return (
        Line(((x - a, y - a), (x + a, y + a)), tone, w * 1.3),
        Line(((x - a, y + a), (x + a, y - a)), tone, w * 1.3),
    )


def _strokes(x: float, y: float, r: float, tone: Tone, w: float) -> tuple[Mark, ...]:
    return tuple(
        Line(((x + dx - r * 0.3, y + r * 0.85), (x + dx + r * 0.3, y - r * 0.85)), tone, w * 1.2)
        for dx in (-r * 0.42, r * 0.42)
    )


def _plus(x: float, y: float, r: float, tone: Tone, w: float) -> tuple[Mark, ...]:
    a = r * 0.9
    return (Line(((x - a, y), (x + a, y)), tone, w * 1.3), Line(((x, y - a), (x, y + a)), tone, w * 1.3))


def _bar(x: float, y: float, r: float, tone: Tone, w: float) -> tuple[Mark, ...]:
    return (Line(((x - r * 0.9, y), (x + r * 0.9, y)), tone, w * 2.2),)


_DRAWERS: tuple[Callable[[float, float, float, Tone, float], tuple[Mark, ...]], ...] = (
    _disc,
    _ring,
    _square,
    _triangle,
    _full_diamond,
    _cross,
    _strokes,
    _open_square,
    _full_triangle,
    _diamond,
    _plus,
    _bar,
)
