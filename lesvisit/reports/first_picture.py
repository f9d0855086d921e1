"""The lesson in one picture: ribbon, lanes, sweep line, axis and legend under one head."""

from dataclasses import replace

from lesvisit.reports.facts import Facts
from lesvisit.reports.lanes import Lanes, draw_lanes, lanes_of
from lesvisit.reports.marks import legend, legend_width, observers_legend, observers_legend_height
from lesvisit.reports.parts import HEAD_H, Part, section_head
from lesvisit.reports.ribbon import draw_ribbon, ribbon
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import LEGEND, RIGHT, TEXT_W, TEXT_X, mm
from lesvisit.reports.sweep import SWEEP_H, draw_sweep
from lesvisit.reports.text import Para, clipped, measure
from lesvisit.reports.timeline import Timeline
from lesvisit.reports.told import picture_words

_AXIS_H, _LEGEND_H = 3.4 * mm, 4 * mm
_NUMBER_W = 5 * mm
_OVER_LANES, _OVER_SWEEP = 1 * mm, 1.6 * mm


def timeline(facts: Facts) -> Timeline:
    """The axis of this visit."""
    shown = facts.book.visit.visit_min or facts.minutes
    return Timeline(facts.minutes, float(shown))


def picture_part(facts: Facts, with_lanes: bool, small: bool) -> Part | None:
    """The picture; None when there is nothing to draw."""
    picture = _Picture(facts, with_lanes, small)
    return Part(picture.height, picture.draw) if picture.rows_h else None


class _Picture:
    """The rows that have data, measured."""

    def __init__(self, facts: Facts, with_lanes: bool, small: bool) -> None:
        self.facts = facts
        self.line = timeline(facts)
        self.lanes = lanes_of(facts, small) if with_lanes else Lanes((), 1.0)
        self.barred = self.lanes.barred(self.line)
        if self.barred:  # the number of notes stands at the right of its lane, inside the margin
            self.line = replace(self.line, width=TEXT_W - _NUMBER_W)
        self.ribbon = ribbon(facts.fonts, facts.ribbon, self.line, tuple(facts.gaps_of_all))
        self.lanes_h = self.lanes.height + _OVER_LANES if self.lanes.lanes else 0.0
        self.sweep_h = SWEEP_H + _OVER_SWEEP if facts.sweeps else 0.0
        self.shapes = self.lanes.shapes(self.line)
        self.observers = facts.observer_marks if self.shapes else []  # bars don't say whose
        self.bars = facts.translator.gettext("bars: notes per minute") if self.barred else ""
        self.legend_h = self._legend_height() if self.lanes.lanes else 0.0
        self.note = self._too_narrow()

    def _legend_height(self) -> float:
        fonts = self.facts.fonts
        wide = legend_width(fonts, self.facts.translator, self.shapes) + measure(fonts, self.bars, LEGEND)
        rows = 2 if self.bars and self.shapes and wide > TEXT_W else 1
        return rows * _LEGEND_H + observers_legend_height(fonts, self.observers, TEXT_W)

    def _too_narrow(self) -> Para | None:
        names = ", ".join(self.ribbon.too_narrow())
        if not names:
            return None
        text = self.facts.translator.gettext("Too narrow for a name: {names}.", names=names)
        return clipped(self.facts.fonts, self.facts.para(text, LEGEND, TEXT_W), 3)

    @property
    def rows_h(self) -> float:
        """Height of what is drawn on the axis; 0 when there is nothing."""
        return self.ribbon.height + self.lanes_h + self.sweep_h

    @property
    def height(self) -> float:
        """With head, axis, legend and note."""
        return HEAD_H + self.rows_h + _AXIS_H + self.legend_h + (self.note.height if self.note else 0.0)

    def draw(self, sheet: Sheet, y: float) -> None:
        """From y down."""
        section_head(sheet, y, self.facts.translator.gettext("The lesson in one picture"))
        y += HEAD_H
        with sheet.figure(picture_words(self.facts, self.ribbon, self.lanes)):
            y = self._draw_rows(sheet, y)
        self._legend(sheet, y + _AXIS_H)

    def _draw_rows(self, sheet: Sheet, y: float) -> float:
        translator, line = self.facts.translator, self.line
        draw_ribbon(sheet, self.ribbon, y, translator)
        y += self.ribbon.height
        line.grid(sheet, y, y + self.lanes_h + (_OVER_SWEEP if self.sweep_h else 0.0))
        draw_lanes(sheet, self.lanes, line, y + _OVER_LANES, translator)
        y += self.lanes_h
        if self.sweep_h:
            draw_sweep(sheet, self.facts.sweeps, line, y + _OVER_SWEEP, translator, self.facts.sweep_label)
        y += self.sweep_h
        line.labels(sheet, y + 2.9 * mm, translator)
        return y

    def _legend(self, sheet: Sheet, y: float) -> None:
        if self.lanes.lanes:
            base = y + 3.5 * mm
            right = legend(sheet, self.facts.translator, self.shapes, TEXT_X, base) if self.shapes else TEXT_X
            if self.bars and right + measure(self.facts.fonts, self.bars, LEGEND) > RIGHT:
                right, base = TEXT_X, base + _LEGEND_H
            sheet.text(right, base, self.bars, LEGEND)
            observers_legend(sheet, self.observers, TEXT_X, base + _LEGEND_H, TEXT_W)
        if self.note:
            sheet.para(self.note, TEXT_X, y + self.legend_h + 0.3 * mm)
