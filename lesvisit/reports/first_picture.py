"""The lesson in one picture: ribbon, lanes, sweep line, axis and legend under one head."""

from lesvisit.reports.facts import Facts
from lesvisit.reports.lanes import Lanes, draw_lanes, lanes_of
from lesvisit.reports.marks import legend, observers_legend
from lesvisit.reports.parts import HEAD_H, Part, section_head
from lesvisit.reports.ribbon import draw_ribbon, ribbon
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import LEGEND, TEXT_W, TEXT_X, mm
from lesvisit.reports.sweep import SWEEP_H, draw_sweep
from lesvisit.reports.text import Para, clipped
from lesvisit.reports.timeline import Timeline

_AXIS_H, _LEGEND_H = 3.4 * mm, 4 * mm
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
        self.ribbon = ribbon(facts.fonts, facts.ribbon, self.line, tuple(facts.gaps_of_all))
        self.lanes = lanes_of(facts, small) if with_lanes else Lanes((), 1.0)
        self.lanes_h = self.lanes.height + _OVER_LANES if self.lanes.lanes else 0.0
        self.sweep_h = SWEEP_H + _OVER_SWEEP if facts.sweeps else 0.0
        self.legend_h = _LEGEND_H * (2 if facts.observers else 1) if self.lanes.lanes else 0.0
        self.note = self._too_narrow()

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
        translator, line = self.facts.translator, self.line
        section_head(sheet, y, translator.gettext("The lesson in one picture"))
        y += HEAD_H
        draw_ribbon(sheet, self.ribbon, y, translator)
        y += self.ribbon.height
        line.grid(sheet, y, y + self.lanes_h + (_OVER_SWEEP if self.sweep_h else 0.0))
        draw_lanes(sheet, self.lanes, line, y + _OVER_LANES, translator)
        y += self.lanes_h
        if self.sweep_h:
            draw_sweep(sheet, self.facts.sweeps, line, y + _OVER_SWEEP, translator, self.facts.sweep_label)
        y += self.sweep_h
        line.labels(sheet, y + 2.9 * mm, translator)
        self._legend(sheet, y + _AXIS_H)

    def _legend(self, sheet: Sheet, y: float) -> None:
        if self.lanes.lanes:
            legend(sheet, self.facts.translator, self.lanes.shapes, TEXT_X, y + 3.5 * mm)
            observers_legend(sheet, self.facts.observer_marks, TEXT_X, y + 3.5 * mm + _LEGEND_H)
        if self.note:
            sheet.para(self.note, TEXT_X, y + self.legend_h + 0.3 * mm)
