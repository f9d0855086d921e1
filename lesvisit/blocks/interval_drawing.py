"""An interval grid on screen and paper: the grid as it went under its phases, counts per code and per phase."""

from collections.abc import Iterator

from lesvisit.blocks.drawing import Axis, Drawing, Pad, Room, axis_of
from lesvisit.blocks.interval_cells import Cells, GridRow, grid_rows, strangers
from lesvisit.blocks.interval_slots import COMMENT, is_late, length_words, minute_in
from lesvisit.blocks.kind import block_label, per_phase
from lesvisit.domain.clock import minute_text
from lesvisit.domain.template import Block, text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator

_LABEL_W, _NUMBER_W, _CODE_W = 190.0, 30.0, 48.0
_ROW, _GROUP, _MARK, _SMALL = 17.0, 20.0, 11.0, 12.0
_LEAST_BOX = 4.0  # narrower intervals are drawn as one bar
_LEAST_COLUMN, _MOST_COLUMN = 17.0, 72.0
_MOST_MINUTES = 600.0
Run = tuple[int, int, bool]  # from, to, filled in later


def draw_grid(view: VisitBook, block: Block, says: Translator, room: Room) -> Drawing | None:
    """The whole drawing; None when nothing was entered."""
    cells = Cells(view, block)
    if cells.span is None:
        return None
    return _GridDrawing(view, block, says, room, cells).made()


class _GridDrawing:
    """One drawing being made, part by part, downwards."""

    def __init__(self, view: VisitBook, block: Block, says: Translator, room: Room, cells: Cells) -> None:
        self.view, self.block, self.says, self.room, self.cells = view, block, says, room, cells
        rows = grid_rows(view, block, says)
        self.rows = (*(row for row in rows if row.key != COMMENT), *strangers(cells, rows, says))
        self.length = length_words(cells.slots.seconds, says)
        self.pad = Pad(room)
        self.left = min(_LABEL_W, room.width * 0.35)
        self.axis = self._axis()
        self.minutes = {row.key: self._minutes(row) for row in self.rows}
        self.y = 0.0

    def made(self) -> Drawing:
        """All parts."""
        legend = self.says.gettext(
            "Each block is an interval of {length}; at the right, how many.", length=self.length
        )
        self.y += self.pad.paragraph(0, 0, self.room.width, legend, _SMALL, tone="muted") + 4
        self._grid()
        self._remarks()
        self._phases()
        self._comments()
        return self.pad.done(self.y, self._words())

    def _axis(self) -> Axis:
        span, slots = self.cells.span or (0, 0), self.cells.slots
        least = min(max(slots.start(span[1] + 1), 1.0), _MOST_MINUTES)
        return axis_of(self.view, self.left, self.room.width - _NUMBER_W, least)

    def _minutes(self, row: GridRow) -> list[float]:
        cells = self.cells.row(row.key)
        return sorted(minute_in(self.view, self.cells.slots, found[0], slot) for slot, found in cells.items())

    # The grid

    def _grid(self) -> None:
        self.y += self.axis.heads(self.pad, self.y)
        top = self.y
        codes = (self.room.measure(row.code, _SMALL, True) + 8 for row in self.rows if row.code)
        code_w = min(max(codes, default=0.0), _CODE_W, self.left * 0.4)
        group = ""
        for row in self.rows:
            if row.group not in ("", group):
                self._group(row.group)
            group = row.group
            self._row(row, code_w)
        self.axis.lines(self.pad, top, self.y)
        self._partial_line(top)
        self.y += 2 + self.axis.feet(self.pad, self.y + 2)
        self.pad.cut(self.y)

    def _group(self, title: str) -> None:
        shown = self.room.fitting(title, self.room.width, _SMALL, True)
        self.pad.text(0, self.y + 3, shown, _SMALL, tone="muted", bold=True)
        self.y += _GROUP

    def _row(self, row: GridRow, code_w: float) -> None:
        pad, y, count = self.pad, self.y, len(self.cells.row(row.key))
        if row.code:
            pad.text(0, y, self.room.fitting(row.code, code_w - 4, _SMALL, True), _SMALL, bold=True)
        begin = code_w if row.code else 0.0
        pad.text(begin, y, self.room.fitting(row.label, self.left - begin - 10, _SMALL), _SMALL)
        pad.rule(self.left, self.axis.right, y + _ROW - 0.5)
        for run in self._runs(row.key):
            self._mark(run, y + 3)
        tone = {"bold": True} if count else {"tone": "muted"}
        pad.text(self.room.width, y, str(count), _SMALL, align="right", **tone)
        self.y += _ROW
        pad.cut(self.y)

    def _runs(self, key: str) -> Iterator[Run]:
        """Intervals that are on: each by itself, or neighbours together where they would be too narrow."""
        marks = [(slot, is_late(found[0])) for slot, found in sorted(self.cells.row(key).items())]
        apart = self.axis.x(self.cells.slots.minutes) - self.axis.x(0) >= _LEAST_BOX
        begin = 0
        for at in range(1, len(marks) + 1):
            last = at == len(marks) or marks[at] != (marks[at - 1][0] + 1, marks[at - 1][1])
            if last or apart:
                yield marks[begin][0], marks[at - 1][0], marks[begin][1]
                begin = at

    def _mark(self, run: Run, y: float) -> None:
        slots, (first, last, late) = self.cells.slots, run
        end = slots.start(last + 1)
        if self._partial is not None and last == self._partial[0]:
            end = self._partial[1]
        x1, x2 = self.axis.x(slots.start(first)) + 0.75, self.axis.x(end) - 0.75
        if end <= 0 or slots.start(first) >= self.axis.minutes:  # before the bell, or beyond any lesson
            x1, x2 = (self.left - 5, self.left - 1.5) if end <= 0 else (self.axis.right + 1.5, self.axis.right + 5)
        box = (x1, y, max(x2 - x1, 1.5), _MARK)
        if late:
            self.pad.box(*box, edge="ink", width=1.2)
        else:
            self.pad.box(*box, fill="ink")

    # The end

    @property
    def _partial(self) -> tuple[int, float] | None:
        """The interval in which the visit ended, and the minute; None when it was whole."""
        return partial_of(self.view, self.cells)

    def _partial_line(self, top: float) -> None:
        if self._partial is not None:
            x = self.axis.x(self._partial[1])
            self.pad.line(((x, top), (x, self.y)), "ink", 1.2, dashed=True)

    def _remarks(self) -> None:
        says, told = self.says, []
        if self._partial is not None:
            slot, end = self._partial
            seen = minute_text(end - self.cells.slots.start(slot))
            told.append(
                says.gettext("The last interval was not whole: {seen} of {length}.", seen=seen, length=self.length)
            )
        if any(is_late(found[0]) for row in self.rows for found in self.cells.row(row.key).values()):
            told.append(says.gettext("An open block was filled in later."))
        for text in told:
            self.y += 2 + self.pad.paragraph(0, self.y + 2, self.room.width, text, _SMALL, tone="muted")
        self.pad.cut(self.y)

    # Per phase

    def _phases(self) -> None:
        counts = {row.key: per_phase(self.view, self.minutes[row.key]) for row in self.rows}
        columns = [(span.phase.id, span.code) for span in self.view.spans if span.start_min is not None]
        if any("" in found for found in counts.values()):
            columns.insert(0, ("", self.says.gettext("before")))
        wide = min((self.room.width - self.left) / max(len(columns), 1), _MOST_COLUMN)
        if len(columns) < 2 or wide < _LEAST_COLUMN:
            return
        self.y += 10
        title = self.room.fitting(self.says.gettext("Intervals per phase"), self.left - 8, _SMALL, True)
        self.pad.text(0, self.y, title, _SMALL, tone="muted", bold=True)
        for number, (_phase, code) in enumerate(columns):
            shown = self.room.fitting(code, wide - 4, _SMALL, True)
            x = self.left + (number + 0.5) * wide
            self.pad.text(x, self.y, shown, _SMALL, tone="muted", bold=True, align="center")
        self.y += _ROW
        group = ""
        for row in self.rows:
            if not counts[row.key]:
                continue
            if row.group not in ("", group):
                self._group(row.group)
            group = row.group
            self._phase_row(row, wide, [counts[row.key].get(phase, 0) for phase, _code in columns])

    def _phase_row(self, row: GridRow, wide: float, numbers: list[int]) -> None:
        self.pad.rule(0, self.left + wide * len(numbers), self.y)
        self.pad.text(0, self.y, self.room.fitting(_both(row), self.left - 10, _SMALL), _SMALL)
        for place, number in enumerate(numbers):
            tone = {} if number else {"tone": "ctl"}
            x = self.left + (place + 0.5) * wide
            self.pad.text(x, self.y, str(number) if number else "·", _SMALL, align="center", **tone)
        self.y += _ROW
        self.pad.cut(self.y)

    # Comments

    def _comments(self) -> None:
        left = min(96.0, self.room.width * 0.3)
        for slot, found in sorted(self.cells.row(COMMENT).items()):
            self.y += 6
            self.pad.text(0, self.y, self.cells.slots.words(slot), _SMALL, tone="muted", bold=True)
            text = " / ".join(text.strip() for record in found for text in record.payload.texts)
            self.y += self.pad.paragraph(left, self.y, self.room.width - left, text, _SMALL)
            self.pad.cut(self.y)

    def _words(self) -> str:
        label = block_label(self.block, self.says)
        told = [self.says.gettext("{label}, intervals of {length}", label=label, length=self.length)]
        for row in self.rows:
            minutes = self.minutes[row.key]
            phases = per_phase(self.view, minutes).items()
            spread = ", ".join(f"{self.view.codes[ref]} {n}" for ref, n in phases if self.view.codes.get(ref))
            if minutes:
                told.append(f"{row.named}: {len(minutes)}" + (f" ({spread})" if spread else ""))
        return "; ".join(told)


def partial_of(view: VisitBook, cells: Cells) -> tuple[int, float] | None:
    """The interval in which the visitor stopped and the minute of it; None while it goes on or at its very end."""
    end = view.end_min
    if not view.ended or end is None:
        return None
    slot = cells.slots.at(end)
    return (slot, end) if (end - cells.slots.start(slot)) * 60 > 1 else None


def _both(row: GridRow) -> str:
    return f"{row.code}  {row.label}" if row.code and row.code != row.label else row.label


def draw_sketch(block: Block, says: Translator, room: Room) -> Drawing:
    """A few rows of the grid with marks, for the gallery."""
    pad, left, columns = Pad(room), min(room.width * 0.36, 150.0), 8
    wide = (room.width - left) / columns
    labels = [text_in(item.label, says.language) for item in block.items[:4]] or [""]
    on = {(0, 0), (0, 1), (0, 4), (1, 2), (1, 3), (1, 4), (2, 5), (2, 6), (2, 7), (3, 1), (3, 6)}
    for number, label in enumerate(labels):
        y = number * 17.0
        pad.text(0, y, room.fitting(label, left - 8, 12), 12)
        pad.rule(left, room.width, y + 16.5)
        for column in range(columns):
            if (number, column) in on:
                pad.box(left + column * wide + 1, y + 3, wide - 2, _MARK, fill="ink")
    high = 17.0 * len(labels)
    for number in range(columns):
        pad.line(((left + number * wide, 0), (left + number * wide, high)), "hair", 1.0)
    return pad.done(high)
