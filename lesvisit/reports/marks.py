"""The marks before notes and on the lanes, and their legend: shapes that read without colour."""

from collections.abc import Iterable, Iterator, Sequence

from lesvisit.domain.shapes import Look, Shape
from lesvisit.i18n import N_, Translator
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import INK, LEGEND, SEMIBOLD, WHITE, Style, mm
from lesvisit.reports.text import measure

WIDE = 1.84 * mm
LEGEND_ROW = 4 * mm
_NAME_MOST = 28  # letters of a name that is too long for a row of the legend
LEGEND_ORDER = (
    Shape.DISC,
    Shape.STROKES,
    Shape.SQUARE,
    Shape.RING,
    Shape.TRIANGLE,
    Shape.DIAMOND,
    Shape.QUESTION,
    Shape.DASHED,
)
WORDS = {
    Shape.DISC: N_("pupils"),
    Shape.STROKES: N_("literally"),
    Shape.SQUARE: N_("count"),
    Shape.RING: N_("case pupil"),
    Shape.TRIANGLE: N_("teacher acts"),
    Shape.DIAMOND: N_("interpretation"),
    Shape.QUESTION: N_("question"),
    Shape.DASHED: N_("held moment, still empty"),
}


def mark(
    sheet: Sheet, shape: Shape, x: float, y: float, letter: str = "", wide: float = WIDE, look: Look = Look.PLAIN
) -> None:
    """A mark with its middle at (x, y); `look` says whose, where more than one noted: a bar under it, or two."""
    half = wide / 2
    if look is not Look.PLAIN:
        for side in (1,) if look is Look.FOOT else (1, -1):
            low = y + side * (half * 1.55) - half * 0.16
            sheet.rect(x - half * 1.05, low, half * 2.1, half * 0.32, fill=INK)
    if shape is Shape.DISC:
        sheet.disc(x, y, half * 0.86)
    elif shape is Shape.STROKES:
        _strokes(sheet, x, y, half)
    elif shape is Shape.SQUARE:
        sheet.rect(x - half * 0.78, y - half * 0.78, half * 1.56, half * 1.56, fill=INK)
    elif shape is Shape.RING:
        _ring(sheet, x, y, half, letter)
    elif shape is Shape.TRIANGLE:
        points = [(x - half * 0.75, y - half), (x + half * 0.95, y), (x - half * 0.75, y + half)]
        sheet.shape(points, fill=WHITE, stroke=INK, width=0.75)
    elif shape is Shape.DIAMOND:
        points = [(x - half * 1.15, y), (x, y - half * 1.15), (x + half * 1.15, y), (x, y + half * 1.15)]
        sheet.shape(points, fill=WHITE, stroke=INK, width=0.75)
    elif shape is Shape.QUESTION:
        _letter(sheet, x, y, "?", wide * 1.6)
    else:
        sheet.rect(x - half, y - half * 0.7, half * 2, half * 1.4, stroke=INK, width=0.5, dash=(1.1, 1.1))


def told_mark(
    sheet: Sheet, translator: Translator, shape: Shape, x: float, y: float, letter: str = "", look: Look = Look.PLAIN
) -> None:
    """A mark before a line, with its word for who doesn't see it."""
    with sheet.figure(" ".join(part for part in (translator.gettext(WORDS[shape]), letter) if part)):
        mark(sheet, shape, x, y, letter, look=look)


def _strokes(sheet: Sheet, x: float, y: float, half: float) -> None:
    for left in (-0.85, 0.25):
        top, low = half * 0.95, half * 0.75
        points = [
            (x + left * half, y - top),
            (x + (left + 0.72) * half, y - top),
            (x + (left + 0.48) * half, y + low),
            (x + (left + 0.02) * half, y + low),
        ]
        sheet.shape(points, fill=INK)


def _ring(sheet: Sheet, x: float, y: float, half: float, letter: str) -> None:
    sheet.disc(x, y, half * 1.2, fill=WHITE, stroke=INK, width=0.75)
    if letter:
        _letter(sheet, x, y, letter[:2], half * (2.3 if len(letter) == 1 else 1.7))


def _letter(sheet: Sheet, x: float, y: float, letter: str, size: float) -> None:
    sheet.text(x, y + size * 0.345, letter, Style(SEMIBOLD, size, size), "center")


def legend(sheet: Sheet, translator: Translator, shapes: Iterable[Shape], x: float, base: float) -> float:
    """Each mark with its word, on one line; returns where it ends."""
    used = set(shapes)
    for shape in LEGEND_ORDER:
        if shape in used:
            with sheet.artifact():
                mark(sheet, shape, x + 1.1 * mm, base - 2.3, "A")
            x += 3.3 * mm + sheet.text(x + 3.3 * mm, base, translator.gettext(WORDS[shape]), LEGEND) + 3.4 * mm
    return x


def short_name(name: str) -> str:
    """An observer's name where there is little room."""
    return name if len(name) <= _NAME_MOST else f"{name[: _NAME_MOST - 1].rstrip()}…"


def legend_width(fonts: Fonts, translator: Translator, shapes: Iterable[Shape]) -> float:
    """How far a legend goes."""
    return sum(6.7 * mm + measure(fonts, translator.gettext(WORDS[shape]), LEGEND) for shape in set(shapes))


def observers_legend(
    sheet: Sheet, observers: Sequence[tuple[Look, str]], x: float, base: float, width: float
) -> None:
    """Whose mark is whose, beside each other, or below each other; a name wider than that is cut."""
    for look, name, across, row in _places(sheet.fonts, observers, width):
        left, low = x + across, base + row * LEGEND_ROW
        mark(sheet, Shape.DISC, left + 1.1 * mm, low - 2.3, look=look)
        sheet.text(left + 3.3 * mm, low, name, LEGEND)


def observers_legend_height(fonts: Fonts, observers: Sequence[tuple[Look, str]], width: float) -> float:
    """The rows of that legend."""
    return max((row + 1 for *_found, row in _places(fonts, observers, width)), default=0) * LEGEND_ROW


def _places(
    fonts: Fonts, observers: Sequence[tuple[Look, str]], width: float
) -> Iterator[tuple[Look, str, float, int]]:
    """Each observer with where the mark stands across, and on which row."""
    across, row = 0.0, 0
    for look, name in observers:
        wide = 3.3 * mm + measure(fonts, name, LEGEND)
        if wide > width:
            name = f"{name[: _NAME_MOST - 1].rstrip()}…"
            wide = 3.3 * mm + measure(fonts, name, LEGEND)
        if across and across + wide > width:
            across, row = 0.0, row + 1
        yield look, name, across, row
        across += wide + 3.4 * mm
