"""Counters under one time axis: a stroke for each press, below it the number per phase, at the end that of all."""

from collections.abc import Sequence

from lesvisit.blocks.drawing import Axis, Drawing, Pad, Room, axis_of
from lesvisit.blocks.kind import block_label, minutes_of, per_phase
from lesvisit.domain.template import Block
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator

_LABEL_W, _SHARE, _NUMBER_W, _GAP = 190.0, 0.36, 30.0, 12.0
_LINE, _STROKE = 17.55, 13.0
_MOST_LINES = 3


def tallies_drawing(view: VisitBook, blocks: Sequence[Block], says: Translator, room: Room) -> Drawing | None:
    """The counters of one section that were pressed in the whole visit or in this part of it; None when none was."""
    presses = {block.id: minutes_of(view, view.of_block(block.id)) for block in blocks}
    if not any(presses.values()):
        return None
    pad = Pad(room)
    axis = axis_of(view, min(_LABEL_W, room.width * _SHARE), room.width - _NUMBER_W)
    y = axis.heads(pad, 0)
    for block in blocks:
        y = _row(pad, axis, view, block_label(block, says), presses[block.id], y)
        pad.cut(y)
    return pad.done(y + axis.feet(pad, y + 2) + 2, _words(view, blocks, presses, says))


def _row(pad: Pad, axis: Axis, view: VisitBook, label: str, minutes: Sequence[float], top: float) -> float:
    lines = pad.room.wrapped(label, axis.left - _GAP, 13, most=_MOST_LINES)
    high = max(len(lines) * _LINE, _STROKE + (16 if axis.bands else 2)) + 6
    for place, line in enumerate(lines):
        pad.text(0, top + 2 + place * _LINE, line, 13)
    axis.lines(pad, top, top + high)
    for minute in minutes:
        x = axis.x(minute)
        pad.line(((x, top + 4), (x, top + 4 + _STROKE)), "ink", 1.5)
    _numbers(pad, axis, view, minutes, top + 4 + _STROKE)
    pad.text(pad.room.width, top + 2, str(len(minutes)), 13, bold=True, align="right")
    pad.rule(0, pad.room.width, top + high)
    return top + high


def _numbers(pad: Pad, axis: Axis, view: VisitBook, minutes: Sequence[float], y: float) -> None:
    """Below the strokes of each phase how many there are."""
    counted = {view.codes.get(ref, ""): n for ref, n in per_phase(view, minutes).items()}
    for code, start, end in axis.bands:
        if counted.get(code):
            pad.text((axis.x(start) + axis.x(end)) / 2, y, str(counted[code]), 12, tone="muted", align="center")


def _words(view: VisitBook, blocks: Sequence[Block], presses: dict[str, tuple[float, ...]], says: Translator) -> str:
    told = []
    for block in blocks:
        found = per_phase(view, presses[block.id])
        spread = ", ".join(f"{view.codes[ref]} {n}" for ref, n in found.items() if ref in view.codes)
        count = str(len(presses[block.id]))
        told.append(f"{block_label(block, says)}: {count}" + (f" ({spread})" if spread else ""))
    return "\n".join(told)
