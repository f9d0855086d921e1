"""Counts of pupils: one disc per pupil when the groups add up to the class, otherwise bars with an outline."""

from collections.abc import Sequence
from dataclasses import dataclass

from lesvisit.reports.fonts import Fonts
from lesvisit.reports.parts import Part
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import INK, MID, SANS, SEMIBOLD, SOFT, WHITE, Style, mm
from lesvisit.reports.text import para

_R, _PITCH = 1.55 * mm, 4.2 * mm
_MOST_GROUPS, _MOST_PUPILS = 4, 60


@dataclass(frozen=True, slots=True)
class Count:
    """So many of so many; `of` None when it isn't known."""

    label: str
    count: int
    of: int | None = None


def whole_class(counts: Sequence[Count]) -> int:
    """How many of the first counts add up to their class exactly: those are drawn as discs; 0 when none do."""
    total = 0
    for place, found in enumerate(counts):
        if found.of is None or found.of != counts[0].of or found.count < 0:
            return 0
        total += found.count
        if total == found.of:
            return place + 1 if place < _MOST_GROUPS and total <= _MOST_PUPILS else 0
    return 0


def counts_part(
    fonts: Fonts, counts: Sequence[Count], x: float, width: float, size: float = 8.4, beside: str = ""
) -> Part:
    """Discs with their key, then the counts that are no part of the class as bars."""
    parts = counts_parts(fonts, counts, x, width, size, beside)

    def draw(sheet: Sheet, y: float) -> None:
        for part in parts:
            part.draw(sheet, y)
            y += part.height

    return Part(sum(part.height for part in parts), draw)


def counts_parts(
    fonts: Fonts, counts: Sequence[Count], x: float, width: float, size: float = 8.4, beside: str = ""
) -> list[Part]:
    """The same as parts between which a page may break: the discs with their key, then each bar."""
    groups = whole_class(counts)
    discs = [_units(fonts, counts[:groups], x, width, size)] if groups else []
    return [*discs, *(_bar(fonts, found, x, width, size, beside) for found in counts[groups:])]


def _units(fonts: Fonts, counts: Sequence[Count], x: float, width: float, size: float) -> Part:
    total = sum(found.count for found in counts)
    columns = max((total + 1) // 2, 1)
    key_x = x + columns * _PITCH + 4 * mm
    row_h = size * 1.55
    text = Style(SANS, size, size * 1.35)
    labels = [para(fonts, found.label, text, max(x + width - key_x - 14 * mm, 30 * mm)) for found in counts]
    below = key_x + 44 * mm > x + width
    if below:
        key_x = x
    height = sum(max(row_h, label.height) for label in labels)
    top = 2 * _PITCH + 2 * mm if below else 0.0

    def draw(sheet: Sheet, y: float) -> None:
        place = 0
        for kind, found in enumerate(counts):
            for _pupil in range(found.count):
                cx, cy = x + _R + place % columns * _PITCH, y + _R + 0.5 * mm + place // columns * _PITCH
                _pupil_disc(sheet, kind, cx, cy)
                place += 1
        y += top
        for kind, (found, label) in enumerate(zip(counts, labels, strict=True)):
            base = y + text.leading / 2 + 0.33 * size
            _pupil_disc(sheet, kind, key_x + 2 * mm, base - size * 0.34)
            with sheet.tag("P"):
                sheet.text(key_x + 11 * mm, base, str(found.count), text.but(face=SEMIBOLD), "right")
                sheet.para(label, key_x + 13 * mm, y)
            y += max(row_h, label.height)

    return Part(max(2 * _PITCH + 0.5 * mm, top + height), draw)


def _pupil_disc(sheet: Sheet, kind: int, x: float, y: float) -> None:
    """Filled, open with a slash, open, open with a dot."""
    sheet.disc(x, y, _R, fill=INK if kind == 0 else WHITE, stroke=INK, width=0.7)
    if kind == 1:
        slant = _R * 0.68
        sheet.line(x - slant, y + slant, x + slant, y - slant, 0.7)
    elif kind == 3:
        sheet.disc(x, y, _R * 0.35)


def _bar(fonts: Fonts, found: Count, x: float, width: float, size: float, beside: str) -> Part:
    """`beside` is the pattern "{n} van {of}" in the language of the paper."""
    longest = 60 * mm
    share = found.count / found.of if found.of else 0.0
    text = Style(SANS, size, size * 1.3)
    words = beside.format(n=found.count, of=found.of) if found.of and beside else str(found.count)
    label = para(fonts, found.label, text, width - longest - 24 * mm)

    def draw(sheet: Sheet, y: float) -> None:
        base = y + text.leading / 2 + 0.33 * size
        if found.of:
            sheet.rect(x, y + 0.6 * mm, longest, 2.8 * mm, fill=WHITE, stroke=SOFT, width=0.4)
            sheet.rect(
                x, y + 0.6 * mm, longest * min(max(share, 0.0), 1.0), 2.8 * mm, fill=MID, stroke=INK, width=0.5
            )
        with sheet.tag("P"):
            sheet.text(x + longest + 2 * mm, base, words, text.but(face=SEMIBOLD))
            sheet.para(label, x + longest + 24 * mm, y)

    return Part(max(label.height, text.leading) + 1.2 * mm, draw)
