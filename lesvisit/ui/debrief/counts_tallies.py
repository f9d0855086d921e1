"""Counters under one time axis: a stroke for each press, below it the number per phase, at the end that of all.

Where more than one observer pressed a counter each has a row of their own, with their sign and name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lesvisit.blocks import kind_of
from lesvisit.blocks.by_observer import SIGN_W, drawn_each, name_of, only_of, several, sign
from lesvisit.blocks.drawing import Axis, Drawing, Pad, Room, axis_of
from lesvisit.blocks.kind import block_label, minutes_of, per_phase
from lesvisit.domain.observers import Observer
from lesvisit.domain.template import Block
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.ui.debrief.counts_words import CountedPart

_LABEL_W, _SHARE, _NUMBER_W, _GAP = 190.0, 0.36, 30.0, 12.0
_LINE, _STROKE = 17.55, 13.0
_MOST_LINES = 3


def part_drawing(view: VisitBook, part: CountedPart, says: Translator, room: Room) -> Drawing | None:
    """What is looked back at together: counters in rows, any other block as it draws itself, of each observer."""
    kind = kind_of(part.block.type)
    if len(part.blocks) > 1:
        return tallies_drawing(view, part.blocks, says, room)
    if kind is None:
        return None
    return drawn_each(view, part.blocks, says, room, lambda seen, where: kind.drawing(seen, part.block, says, where))


@dataclass(frozen=True, slots=True)
class _Row:
    """A counter; `observer` where more than one pressed it."""

    label: str
    minutes: tuple[float, ...]
    observer: Observer | None = None
    name: str = ""

    @property
    def words(self) -> str:
        """For who hears the drawing."""
        return f"{self.label}, {self.name}" if self.name else self.label


def _rows_of(view: VisitBook, blocks: Sequence[Block], says: Translator) -> Iterator[_Row]:
    for block in blocks:
        label, makers = block_label(block, says), several(view, (block,))
        if not makers:
            yield _Row(label, minutes_of(view, view.of_block(block.id)))
        for observer in makers:
            mine = minutes_of(view, only_of(view, observer).of_block(block.id))
            yield _Row(label, mine, observer, name_of(observer, says))


def tallies_drawing(view: VisitBook, blocks: Sequence[Block], says: Translator, room: Room) -> Drawing | None:
    """The counters of one section that were pressed in the whole visit or in this part of it; None when none was."""
    rows = list(_rows_of(view, blocks, says))
    if not any(row.minutes for row in rows):
        return None
    pad = Pad(room)
    axis = axis_of(view, min(_LABEL_W, room.width * _SHARE), room.width - _NUMBER_W)
    y = axis.heads(pad, 0)
    for row in rows:
        y = _row(pad, axis, view, row, y)
        pad.cut(y)
    return pad.done(y + axis.feet(pad, y + 2) + 2, _words(view, rows))


def _row(pad: Pad, axis: Axis, view: VisitBook, row: _Row, top: float) -> float:
    lines, minutes = pad.room.wrapped(row.label, axis.left - _GAP, 13, most=_MOST_LINES), row.minutes
    high = max((len(lines) + (row.observer is not None)) * _LINE, _STROKE + (16 if axis.bands else 2)) + 6
    for place, line in enumerate(lines):
        pad.text(0, top + 2 + place * _LINE, line, 13)
    if row.observer is not None:
        under = top + 2 + len(lines) * _LINE
        sign(pad, row.observer.look, 5, under + 9)
        pad.text(SIGN_W, under, pad.room.fitting(row.name, axis.left - _GAP - SIGN_W, 12), 12, tone="muted")
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


def _words(view: VisitBook, rows: Sequence[_Row]) -> str:
    told = []
    for row in rows:
        found = per_phase(view, row.minutes)
        spread = ", ".join(f"{view.codes[ref]} {n}" for ref, n in found.items() if ref in view.codes)
        told.append(f"{row.words}: {len(row.minutes)}" + (f" ({spread})" if spread else ""))
    return "\n".join(told)
