"""The sweep line: how many pupils were at work in each round, out of those present. Zero is always at the bottom."""

from collections.abc import Callable, Sequence

from lesvisit.i18n import Translator
from lesvisit.reports.ribbon import AXIS_LABEL, AXIS_STRONG
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import INK, LEFT, MEDIUM, PAPER, TEXT_X, Style, mm
from lesvisit.reports.text import clipped, para
from lesvisit.reports.timeline import Timeline

SWEEP_H = 11.5 * mm
_NUMBER = Style(MEDIUM, 7, 8)
_LABEL_W = TEXT_X - 3 * mm - LEFT
Round = tuple[float, int, int | None]


def draw_sweep(
    sheet: Sheet, rounds: Sequence[Round], line: Timeline, y: float, translator: Translator, label: str
) -> None:
    """Draws the rounds in a box of 11.5 mm with its top at y; `label` is what was counted."""
    most = max([1, *(n for _, n, _ in rounds), *(p for _, _, p in rounds if p)])
    zero = y + SWEEP_H

    def height(count: float) -> float:
        return zero - count / most * (SWEEP_H - 1)

    points = [(line.at(minute), height(count)) for minute, count, _ in rounds]
    if len(points) > 1:
        sheet.shape([(points[0][0], zero), *points, (points[-1][0], zero)], fill=PAPER)
    line.grid(sheet, y, zero)
    sheet.line(line.x, zero, line.x + line.width, zero, 0.4)
    _present(sheet, rounds, line, height, translator)
    words = clipped(sheet.fonts, para(sheet.fonts, label, AXIS_STRONG, _LABEL_W), 2)
    base = y + SWEEP_H * 0.62 - (len(words.lines) - 1) * AXIS_STRONG.leading / 2
    for place, found in enumerate(words.lines):
        shown = "".join(piece.text for piece in found.pieces).rstrip()
        sheet.text(TEXT_X - 3 * mm, base + place * AXIS_STRONG.leading, shown, AXIS_STRONG, "right")
    if len(points) > 1:
        sheet.shape(points, stroke=INK, width=1.1, close=False)
    for x, at in points:
        sheet.disc(x, at, 0.95 * mm)
    _numbers(sheet, rounds, points)


def _present(
    sheet: Sheet, rounds: Sequence[Round], line: Timeline, height: Callable[[float], float], translator: Translator
) -> None:
    """The dashed line of those present, in steps where it changes."""
    known = [(minute, present) for minute, _, present in rounds if present]
    if not known:
        return
    level = height(known[0][1])
    label = translator.gettext("{n} present", n=known[0][1])
    sheet.text(TEXT_X - 3 * mm, level + 2.6, label, AXIS_LABEL, "right")
    starts = [line.x, *(line.at(minute) for minute, _ in known[1:]), line.x + line.width]
    before = level
    for place, (_minute, present) in enumerate(known):
        here = height(present)
        sheet.line(starts[place], before, starts[place], here, 0.6, dash=(1.8, 1.6))
        sheet.line(starts[place], here, starts[place + 1], here, 0.6, dash=(1.8, 1.6))
        before = here


def _numbers(sheet: Sheet, rounds: Sequence[Round], points: Sequence[tuple[float, float]]) -> None:
    """The number under each disc; every other one where they would touch."""
    free = 0.0
    for (x, at), (_, count, _) in zip(points, rounds, strict=True):
        if x - 4 > free:
            sheet.text(x, at + 3.3 * mm, str(count), _NUMBER, "center")
            free = x + 4.5
