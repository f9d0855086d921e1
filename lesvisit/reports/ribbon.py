"""The ribbon (lint): planned above, as it went below, joined where both are known."""

from dataclasses import dataclass

from lesvisit.domain.ribbon import Box, RibbonData, actual_boxes, connectors, phase_drift, planned_boxes
from lesvisit.i18n import Translator
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import INK, MID, PAPER, SANS, SEMIBOLD, SOFT, TEXT_X, TINT, WHITE, Style, mm
from lesvisit.reports.text import Para, measure, para
from lesvisit.reports.timeline import Timeline

PLAN_H, JOIN_H, ACTUAL_H = 5 * mm, 3.4 * mm, 11 * mm
NAME = Style(SANS, 6.9, 8)
MINUTES = Style(SEMIBOLD, 7.4, 8)
PLANNED = Style(SANS, 7, 8, SOFT)
AXIS_LABEL = Style(SANS, 7.8, 9, SOFT)
AXIS_STRONG = Style(SEMIBOLD, 7.8, 9)
_PAD = 1.1 * mm
Gaps = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The rows that have data, ready to draw."""

    planned: tuple[Box, ...]
    actual: tuple[Box, ...]
    data: RibbonData
    line: Timeline
    names: dict[str, Para]
    gaps: Gaps = ()

    @property
    def height(self) -> float:
        """0 without any phase."""
        rows = (PLAN_H if self.planned else 0.0) + (ACTUAL_H if self.actual else 0.0)
        return rows + (JOIN_H if self.planned and self.actual else 0.0)

    def too_narrow(self) -> list[str]:
        """`F2 = Lesdoel en belang` for each phase whose name did not fit."""
        shown = self.actual or self.planned
        return [f"{b.phase.code} = {b.phase.name}" for b in shown if b.phase.id not in self.names and b.phase.name]


def ribbon(fonts: Fonts, data: RibbonData, line: Timeline, gaps: Gaps = ()) -> Ribbon:
    """Measures the ribbon: which names fit in their boxes."""
    planned, actual = planned_boxes(data), actual_boxes(data)
    names: dict[str, Para] = {}
    for box in actual or planned:
        left, right = _free(line, box, gaps)
        set_name = _fitting(fonts, box.phase.name, right - left - 2 * _PAD)
        if set_name is not None:
            names[box.phase.id] = set_name
    return Ribbon(planned, actual, data, line, names, gaps)


def _free(line: Timeline, box: Box, gaps: Gaps) -> tuple[float, float]:
    """The widest part of a box in which something could be noted: there its words stand."""
    parts, left, right = [], line.at(box.start), line.at(box.end)
    for start, end in gaps:
        x1, x2 = line.at(start), line.at(end)
        if x1 < right and x2 > left:
            parts.append((left, max(x1, left)))
            left = min(x2, right)
    return max([*parts, (left, right)], key=lambda part: part[1] - part[0])


def _fitting(fonts: Fonts, name: str, width: float) -> Para | None:
    """The name on at most two lines, broken at spaces and after hyphens; None when it doesn't fit."""
    if not name.strip() or width < 12:
        return None
    block = para(fonts, name, NAME, width)
    if len(block.lines) > 1 and "-" in name:
        block = para(fonts, _hyphens_open(fonts, name, width), NAME, width)
    whole = all(para(fonts, word, NAME, 1e9).widest <= width for word in name.replace("-", "- ").split())
    return block if whole and len(block.lines) <= 2 else None


def _hyphens_open(fonts: Fonts, name: str, width: float) -> str:
    """The name with a line break after the last hyphen that still fits on the first line."""
    parts = name.split("-")
    for count in range(len(parts) - 1, 0, -1):
        head = "-".join(parts[:count]) + "-"
        if para(fonts, head, NAME, 1e9).widest <= width:
            return head + "\n" + "-".join(parts[count:])
    return name


def draw_ribbon(sheet: Sheet, rib: Ribbon, y: float, translator: Translator) -> None:
    """Draws the rows from y down."""
    _ = translator.gettext
    if rib.planned:
        sheet.text(TEXT_X - 3 * mm, y + PLAN_H / 2 + 2.6, _("planned"), AXIS_LABEL, "right")
        for box in rib.planned:
            _planned(sheet, rib.line, box, y)
    if rib.planned and rib.actual:
        top, low = y + PLAN_H, y + PLAN_H + JOIN_H
        for join in connectors(rib.data):
            sheet.line(rib.line.at(join.planned), top, rib.line.at(join.actual), low, 0.4, INK)
        _last_join(sheet, rib, top, low)
        y = low
    elif rib.planned:
        y += PLAN_H
    if rib.actual:
        sheet.text(TEXT_X - 3 * mm, y + ACTUAL_H / 2 + 2.6, _("actual"), AXIS_STRONG, "right")
        _unseen(sheet, rib, y, translator)
        for place, box in enumerate(rib.actual):
            _actual_box(sheet, rib, box, y, MID if place % 2 else TINT)
        for start, end in rib.gaps:
            _gap(sheet, rib.line.at(start), rib.line.at(end), y)
        for box in rib.actual:
            _actual_words(sheet, rib, box, y, translator)


def _unseen(sheet: Sheet, rib: Ribbon, y: float, translator: Translator) -> None:
    """What of the lesson lies before and after the visit, greyed."""
    line = rib.line
    first, last = line.at(rib.actual[0].start), line.at(max(box.end for box in rib.actual))
    for x1, x2 in ((line.x, first), (last, line.x + line.width)):
        if x2 - x1 > 2:
            sheet.rect(x1, y, x2 - x1, ACTUAL_H, fill=PAPER)
        if x2 - x1 > 16 * mm:
            word = translator.gettext("not seen")
            sheet.text((x1 + x2) / 2, y + ACTUAL_H / 2 + 2.4, word, PLANNED, "center")


def _last_join(sheet: Sheet, rib: Ribbon, top: float, low: float) -> None:
    """The end of the lesson, planned and actual."""
    last = rib.actual[-1]
    if last.phase.seen_whole and rib.planned[-1].phase.id == last.phase.id:
        sheet.line(rib.line.at(rib.planned[-1].end), top, rib.line.at(last.end), low, 0.4, INK)


def _planned(sheet: Sheet, line: Timeline, box: Box, y: float) -> None:
    x1, x2 = line.at(box.start), line.at(box.end)
    sheet.rect(x1, y, x2 - x1, PLAN_H, fill=WHITE, stroke=SOFT, width=0.5)
    if x2 - x1 > 8:
        sheet.text((x1 + x2) / 2, y + PLAN_H / 2 + 2.4, f"{box.minutes:.0f}", PLANNED, "center")


def _actual_box(sheet: Sheet, rib: Ribbon, box: Box, y: float, fill: str) -> None:
    """White and dashed when the phase was not seen whole."""
    x1, x2 = rib.line.at(box.start), rib.line.at(box.end)
    if box.phase.seen_whole:
        sheet.rect(x1, y, x2 - x1, ACTUAL_H, fill=fill, stroke=INK, width=0.5)
    else:
        sheet.rect(x1, y, x2 - x1, ACTUAL_H, fill=WHITE, stroke=INK, width=0.5, dash=(2, 1.6))


def _actual_words(sheet: Sheet, rib: Ribbon, box: Box, y: float, translator: Translator) -> None:
    x1, x2 = _free(rib.line, box, rib.gaps)
    name = rib.names.get(box.phase.id)
    base = y + ACTUAL_H - 1.6 * mm
    if name is not None:
        sheet.para(name, x1 + _PAD, y + 0.9 * mm)
        _minutes(sheet, rib, box, x1, x2, base, translator)
    else:
        _narrow(sheet, box, x1, x2, y, base, translator)


def _minutes(sheet: Sheet, rib: Ribbon, box: Box, x1: float, x2: float, base: float, translator: Translator) -> None:
    _ = translator.gettext
    if not box.phase.seen_whole:
        sheet.text(x1 + _PAD, base, _("not seen whole") if x2 - x1 > 20 * mm else "?", NAME)
        return
    sheet.text(x1 + _PAD, base, _("{minutes} min", minutes=round(box.minutes)), MINUTES)
    drift = phase_drift(rib.data, box.phase.id)
    if drift is not None and round(drift) and x2 - x1 >= 14 * mm:
        sheet.text(x2 - _PAD, base, drift_text(round(drift)), MINUTES, "right")


def _narrow(sheet: Sheet, box: Box, x1: float, x2: float, y: float, base: float, translator: Translator) -> None:
    middle, wide = (x1 + x2) / 2, x2 - x1
    code = NAME.but(face=SEMIBOLD, size=6.6)
    if wide < max(7.0, measure(sheet.fonts, box.phase.code, code) + 1):
        return
    sheet.text(middle, y + 3.4 * mm, box.phase.code, code, "center")
    if not box.phase.seen_whole:
        sheet.text(middle, base, "?", MINUTES, "center")
    elif wide >= 10 * mm:
        sheet.text(middle, base, translator.gettext("{minutes} min", minutes=round(box.minutes)), MINUTES, "center")
    else:
        sheet.text(middle, base, f"{box.minutes:.0f}", MINUTES, "center")


def _gap(sheet: Sheet, x1: float, x2: float, y: float) -> None:
    """A time in which nothing could be noted."""
    if x2 - x1 > 1:
        sheet.rect(x1, y, x2 - x1, ACTUAL_H, fill=WHITE, stroke=INK, width=0.5, dash=(2, 1.6))
    if x2 - x1 > 5:
        sheet.text((x1 + x2) / 2, y + ACTUAL_H / 2 + 2.8, "?", MINUTES, "center")


def drift_text(minutes: int) -> str:
    """`+2` or `−1`."""
    return f"+{minutes}" if minutes > 0 else f"−{-minutes}"
