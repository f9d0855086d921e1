"""Tallies per phase: a stroke for each press at its time, the phase's number after its last stroke, totals."""

from itertools import groupby

from lesvisit.domain.ribbon import actual_boxes
from lesvisit.domain.shapes import Shape
from lesvisit.reports.facts import Facts, Tallied
from lesvisit.reports.marks import mark, short_name
from lesvisit.reports.parts import HEAD_H, Part, section_head
from lesvisit.reports.ribbon import AXIS_LABEL
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import HAIR, INK, LEFT, LINE, MID, RIGHT, SANS, SEMIBOLD, TINT, WHITE, Style, mm
from lesvisit.reports.text import Para, clipped, measure
from lesvisit.reports.timeline import Timeline
from lesvisit.reports.told import tally_words

DRAWING_X, DRAWING_W = 66 * mm, 114 * mm
_STRIP_H, _PITCH = 5 * mm, 6 * mm
_MOST, _MOST_LINES = 180 * mm, 12
_LABEL = Style(SANS, 7.8, 8.2)
_NUMBER = Style(SANS, 6.8, 8)
_TOTAL = Style(SEMIBOLD, 8.4, 10)
_CODE = Style(SEMIBOLD, 6.6, 8)


def tally_groups(facts: Facts) -> list[tuple[int, int]]:
    """From which counter to which: so many as a page can hold below each other."""
    found, first, height = [], 0, 0.0
    for place, row in enumerate(facts.tallies):
        high = _row_height(_label(facts, row))
        if place > first and height + high > _MOST:
            found.append((first, place))
            first, height = place, 0.0
        height += high
    return [*found, (first, len(facts.tallies))] if facts.tallies else []


def _label(facts: Facts, row: Tallied) -> Para:
    return clipped(facts.fonts, facts.para(_words(facts, row), _LABEL, DRAWING_X - LEFT - 6 * mm), _MOST_LINES)


def _row_height(label: Para) -> float:
    return max(_PITCH, label.height + 0.6 * mm)


def tallies_part(facts: Facts, last: int = 0, first: int = 0) -> Part | None:
    """All counters that were pressed, or those from `first` up to `last`."""
    rows = facts.tallies[first : last or None]
    if not rows:
        return None
    line = Timeline(facts.minutes, float(facts.book.visit.visit_min or facts.minutes), DRAWING_X, DRAWING_W)
    labels = [_label(facts, row) for row in rows]
    heights = [_row_height(label) for label in labels]
    phased = bool(actual_boxes(facts.ribbon))
    strip_h = _STRIP_H if phased else 4 * mm
    height = HEAD_H + 0.6 * mm + strip_h + sum(heights) + 4 * mm

    def draw(sheet: Sheet, y: float) -> None:
        _ = facts.translator.gettext
        section_head(sheet, y, _("Tallies per phase") if phased else _("Tallies"), role="H3")
        with sheet.figure(tally_words(facts, rows)):
            _drawing(sheet, y + HEAD_H + 0.6 * mm)

    def _drawing(sheet: Sheet, y: float) -> None:
        sheet.text(RIGHT, y + 3.3 * mm, facts.translator.gettext("total"), AXIS_LABEL, "right")
        _phases(sheet, facts, line, y, sum(heights) if phased else 0.0)
        y += strip_h
        for row, label, row_h in zip(rows, labels, heights, strict=True):
            _row(sheet, facts, line, label, row, y, row_h)
            y += row_h
        line.labels(sheet, y + 3.2 * mm, facts.translator)

    return Part(height, draw)


def _words(facts: Facts, row: Tallied) -> str:
    """Its words, and below them whose it is where more than one pressed."""
    if row.observer is None:
        return row.label
    return f"{row.label}\n{short_name(facts.observer_name(row.observer))}"


def _phases(sheet: Sheet, facts: Facts, line: Timeline, y: float, below: float) -> None:
    for place, box in enumerate(actual_boxes(facts.ribbon)):
        x1, x2 = line.at(box.start), line.at(box.end)
        fill = (MID if place % 2 else TINT) if box.phase.seen_whole else WHITE
        sheet.rect(x1, y, x2 - x1, _STRIP_H, fill=fill, stroke=INK, width=0.5)
        if x2 - x1 > measure(sheet.fonts, box.phase.code, _CODE) + 1:
            sheet.text((x1 + x2) / 2, y + 3.25 * mm, box.phase.code, _CODE, "center")
        if place:
            sheet.line(x1, y + _STRIP_H, x1, y + _STRIP_H + below, 0.4, LINE, (1, 1.6))


def _row(sheet: Sheet, facts: Facts, line: Timeline, label: Para, row: Tallied, y: float, height: float) -> None:
    minutes = row.minutes
    middle = y + height / 2
    for place in range(len(label.lines)):
        part = label.part(place, place + 1)
        top = middle - label.height / 2 + place * _LABEL.leading
        sheet.para(part, DRAWING_X - 3 * mm - part.widest, top)
        if row.observer is not None and place == len(label.lines) - 1:
            x = DRAWING_X - 5 * mm - part.widest
            mark(sheet, Shape.DISC, x, top + _LABEL.leading / 2, look=row.observer.look)
    for minute in minutes:
        x = line.at(minute)
        sheet.line(x, middle - 1.7 * mm, x, middle + 2.1 * mm, 1.3)
    for _phase, group in groupby(minutes, facts.book.phase_at):
        presses = list(group)
        sheet.text(line.at(presses[-1]) + 1 * mm, middle + 2.3 * mm, str(len(presses)), _NUMBER)
    sheet.text(RIGHT, middle + 3, str(len(minutes)), _TOTAL, "right")
    sheet.line(line.x, y + height, line.x + line.width, y + height, 0.4, HAIR)
