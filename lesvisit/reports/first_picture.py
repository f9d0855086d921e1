"""The lesson in one picture: ribbon, lanes, sweep line, axis and legend under one head."""

from lesvisit.reports.facts import Facts
from lesvisit.reports.lanes import Lanes, draw_lanes, lanes_of
from lesvisit.reports.marks import legend
from lesvisit.reports.parts import HEAD_H, Part, section_head
from lesvisit.reports.ribbon import draw_ribbon, ribbon
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import LEGEND, TEXT_W, TEXT_X, mm
from lesvisit.reports.sweep import SWEEP_H, draw_sweep
from lesvisit.reports.timeline import Timeline

_AXIS_H, _LEGEND_H, _LINE_H = 3.4 * mm, 4 * mm, 9.0


def timeline(facts: Facts) -> Timeline:
    """The axis of this visit."""
    shown = facts.book.visit.visit_min or facts.minutes
    return Timeline(facts.minutes, float(shown))


def picture_part(facts: Facts, with_lanes: bool, small: bool) -> Part | None:
    """The picture; None when there is nothing to draw."""
    line = timeline(facts)
    rib = ribbon(facts.fonts, facts.ribbon, line, facts.gaps)
    lanes = lanes_of(facts, small) if with_lanes else Lanes((), 1.0)
    narrow = rib.too_narrow()
    _ = facts.translator.gettext
    note = (
        facts.para(_("Too narrow for a name: {names}.", names=", ".join(narrow)), LEGEND, TEXT_W) if narrow else None
    )
    sweep_h = SWEEP_H + 1.6 * mm if facts.sweeps else 0.0
    if not rib.height and not lanes.height and not sweep_h:
        return None
    legend_h = _LEGEND_H if lanes.lanes else 0.0
    lanes_h = lanes.height + (1 * mm if lanes.lanes else 0.0)
    height = HEAD_H + rib.height + lanes_h + sweep_h + _AXIS_H + legend_h + (note.height if note else 0.0)

    def draw(sheet: Sheet, y: float) -> None:
        section_head(sheet, y, _("The lesson in one picture"))
        y += HEAD_H
        draw_ribbon(sheet, rib, y, facts.translator)
        y += rib.height
        if lanes.lanes:
            line.grid(sheet, y, y + lanes_h)
            draw_lanes(sheet, lanes, line, y + 1 * mm, facts.translator)
        y += lanes_h
        if facts.sweeps:
            line.grid(sheet, y, y + 1.6 * mm)
            draw_sweep(sheet, facts.sweeps, line, y + 1.6 * mm, facts.translator)
        y += sweep_h
        line.labels(sheet, y + 2.9 * mm, facts.translator)
        y += _AXIS_H
        if lanes.lanes:
            legend(sheet, facts.translator, lanes.shapes, TEXT_X, y + 3.5 * mm)
        if note:
            sheet.para(note, TEXT_X, y + legend_h + 0.3 * mm)

    return Part(height, draw)
