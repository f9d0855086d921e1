"""Rounds over the lesson: each category as a share of those present, with its own shape, and the numbers under it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lesvisit.blocks.drawing import Axis, Drawing, Pad, Room, axis_of
from lesvisit.blocks.kind import block_label, item_label
from lesvisit.domain.clock import minute_text
from lesvisit.domain.events import Sweep
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block, text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator

_LABEL_W, _SMALL, _CHART, _LINE, _REACH = 150.0, 12.0, 96.0, 16.0, 4.0
_MOST_TOLD = 60  # rounds in words; more is no longer listened to


@dataclass(frozen=True, slots=True)
class _Round:
    minute: float
    sweep: Sweep
    present: int | None


def draw_sweep(
    view: VisitBook, block: Block, rounds: Sequence[Record[Sweep]], says: Translator, room: Room
) -> Drawing | None:
    """The whole drawing; None when there was no round."""
    if not rounds:
        return None
    return _SweepDrawing(view, block, rounds, says, room).made()


class _SweepDrawing:
    """One drawing being made, downwards."""

    def __init__(
        self, view: VisitBook, block: Block, records: Sequence[Record[Sweep]], says: Translator, room: Room
    ) -> None:
        self.view, self.block, self.says, self.room = view, block, says, room
        timed = [(view.minute(r), r.payload) for r in records]
        self.untimed = [sweep for minute, sweep in timed if minute is None]
        found = [_Round(m, sweep, self._present(sweep)) for m, sweep in timed if m is not None]
        self.rounds = sorted(found, key=lambda r: r.minute)
        known = [item.id for item in block.items]
        used = [key for r in records for key in r.payload.counts]
        self.keys = (*(k for k in known if k in used), *dict.fromkeys(k for k in used if k not in known))
        self.pad = Pad(room)
        self.axis = axis_of(view, min(_LABEL_W, room.width * 0.35), room.width - 14)
        self.y = 0.0

    def _present(self, sweep: Sweep) -> int | None:
        """Of how many: those present, else as agreed, else all that were counted in two or more categories."""
        told = sweep.present or self.view.visit.pupils_present
        return told or (sum(sweep.counts.values()) or None if len(sweep.counts) > 1 else None)

    def made(self) -> Drawing:
        """All parts."""
        if self.rounds:
            self.y += self.axis.heads(self.pad, 0) + 4
            self._chart()
            for number, key in enumerate(self.keys):
                self._numbers(number, key)
            self.y += 2 + self.axis.feet(self.pad, self.y + 2)
        for sweep in self.untimed:
            told = self.says.gettext("without a time: {counts}", counts=self._told(sweep))
            self.y += self.pad.paragraph(0, self.y, self.room.width, told, _SMALL, tone="muted")
            self.pad.cut(self.y)
        return self.pad.done(self.y, self._words())

    # The chart

    def _chart(self) -> None:
        pad, axis, top, foot = self.pad, self.axis, self.y, self.y + _CHART
        axis.lines(pad, top, foot)
        for share, label in ((1.0, "everyone"), (0.5, "half"), (0.0, "no one")):
            y = foot - share * _CHART
            pad.rule(axis.left, axis.right, y, "hair" if share else "ctl")
            words = {"everyone": self.says.gettext("everyone"), "half": self.says.gettext("half")}.get(label, "0")
            pad.text(
                axis.left - 8,
                y - 8,
                self.room.fitting(words, axis.left - 8, _SMALL),
                _SMALL,
                tone="muted",
                align="right",
            )
        for number, key in enumerate(self.keys):
            points = [
                (axis.x(r.minute), foot - self._share(r, key) * _CHART) for r in self.rounds if self._shown(r, key)
            ]
            if len(points) > 1:
                pad.line(points, "ink" if number == 0 else "muted", 1.5 if number == 0 else 1.0)
            for x, y in points:
                shape(pad, number, x, y)
        self.y = foot + 8

    def _shown(self, found: _Round, key: str) -> bool:
        return key in found.sweep.counts and bool(found.present)

    def _share(self, found: _Round, key: str) -> float:
        return min(1.0, max(0.0, found.sweep.counts[key] / (found.present or 1)))

    # The numbers

    def _numbers(self, number: int, key: str) -> None:
        """A line per category: its shape and name, and its numbers under their rounds."""
        pad, left = self.pad, self.axis.left
        shape(pad, number, _REACH + 1, self.y + 8)
        lines = self.room.wrapped(item_label(self.block, key, self.says), left - 24, _SMALL, most=2)
        for at, line in enumerate(lines):
            pad.text(16, self.y + at * _LINE, line, _SMALL)
        used = self._lay_numbers(key, with_present=number == 0)
        self.y += _LINE * max(len(lines), used) + 2
        pad.rule(0, self.room.width, self.y - 1)
        pad.cut(self.y)

    def _lay_numbers(self, key: str, *, with_present: bool) -> int:
        """Each number under its round, the next lower where two would touch, left out where three would."""
        ends, used = [self.axis.left - 10.0] * 2, 1
        for found in self.rounds:
            count = found.sweep.counts.get(key)
            if count is None:
                continue
            present = found.sweep.present
            text = f"{count}/{present}" if with_present and present is not None else str(count)
            half, x = self.room.measure(text, _SMALL, False) / 2, self.axis.x(found.minute)
            x = min(max(x, self.axis.left + half - 8), self.room.width - half)
            line = next((n for n, end in enumerate(ends) if x - half >= end + 3), None)
            if line is not None:
                self.pad.text(x, self.y + line * _LINE, text, _SMALL, align="center")
                ends[line], used = x + half, max(used, line + 1)
        return used

    # In words

    def _told(self, sweep: Sweep) -> str:
        told = [f"{item_label(self.block, k, self.says)} {sweep.counts[k]}" for k in self.keys if k in sweep.counts]
        if sweep.present is not None:
            told.append(self.says.gettext("{n} present", n=sweep.present))
        return ", ".join(told)

    def _words(self) -> str:
        label = block_label(self.block, self.says)
        n = len(self.rounds) + len(self.untimed)
        head = self.says.ngettext("{label}: {n} round", "{label}: {n} rounds", n, label=label)
        told = [f"{minute_text(r.minute)} {self._told(r.sweep)}" for r in self.rounds[:_MOST_TOLD]]
        return "; ".join((head, *told, *(self._told(sweep) for sweep in self.untimed[:_MOST_TOLD])))


# The shapes


def shape(pad: Pad, number: int, x: float, y: float, reach: float = _REACH) -> None:
    """The mark of a category: each its own shape, so that grey paper tells them apart."""
    _SHAPES[number % len(_SHAPES)](pad, x, y, reach)


def _disc(pad: Pad, x: float, y: float, r: float) -> None:
    pad.disc(x, y, r)


def _ring(pad: Pad, x: float, y: float, r: float) -> None:
    pad.disc(x, y, r, fill="surface", edge="ink", width=1.5)


def _square(pad: Pad, x: float, y: float, r: float) -> None:
    pad.box(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8, fill="ink")


def _open_square(pad: Pad, x: float, y: float, r: float) -> None:
    pad.box(x - r * 0.95, y - r * 0.95, r * 1.9, r * 1.9, fill="surface", edge="ink", width=1.5)


def _triangle(pad: Pad, x: float, y: float, r: float) -> None:
    corners = ((x - r * 1.1, y + r * 0.9), (x, y - r * 1.1), (x + r * 1.1, y + r * 0.9))
    pad.line(corners, "ink", 1.0, closed=True, fill="ink")


def _diamond(pad: Pad, x: float, y: float, r: float) -> None:
    corners = ((x, y - r * 1.25), (x + r * 1.25, y), (x, y + r * 1.25), (x - r * 1.25, y))
    pad.line(corners, "ink", 1.5, closed=True, fill="surface")


def _cross(pad: Pad, x: float, y: float, r: float) -> None:
    pad.line(((x - r, y - r), (x + r, y + r)), "ink", 1.8)
    pad.line(((x - r, y + r), (x + r, y - r)), "ink", 1.8)


def _bar(pad: Pad, x: float, y: float, r: float) -> None:
    pad.box(x - r * 1.2, y - r * 0.4, r * 2.4, r * 0.8, fill="ink")


_SHAPES: tuple[Callable[[Pad, float, float, float], None], ...] = (
    *(_disc, _ring, _square, _open_square),
    *(_triangle, _diamond, _cross, _bar),
)


def draw_sketch(block: Block, says: Translator, room: Room) -> Drawing:
    """Two lines of rounds and the categories, for the gallery."""
    pad, high = Pad(room), 44.0
    axis = Axis(8, room.width - 8, 5)
    courses = ((0.85, 0.95, 0.9, 0.75, 0.95), (0.15, 0.05, 0.1, 0.25, 0.05))
    pad.rule(0, room.width, high + 4, "ctl")
    for number, course in enumerate(courses[: max(1, min(len(block.items), 2))]):
        points = [(axis.x(at + 0.5), 4 + (1 - share) * high) for at, share in enumerate(course)]
        pad.line(points, "ink" if number == 0 else "muted", 1.5 if number == 0 else 1.0)
        for x, y in points:
            shape(pad, number, x, y)
    y = high + 10
    for number, item in enumerate(block.items[:2]):
        shape(pad, number, 6 + number * room.width / 2, y + 8)
        word = room.fitting(text_in(item.label, says.language), room.width / 2 - 20, 12)
        pad.text(16 + number * room.width / 2, y, word, 12)
    return pad.done(y + 18)
