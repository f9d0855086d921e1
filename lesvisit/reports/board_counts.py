"""Counts of pupils on the board card: one disc per pupil, large enough to read from where the team stands."""

from collections.abc import Callable, Sequence

from lesvisit.reports.board_cells import A6_W, MARGIN, Cell
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import INK, MID, SANS, SEMIBOLD, SOFT, WHITE, Style, mm
from lesvisit.reports.text import Para, clipped, para
from lesvisit.reports.unit_drawing import Count, whole_class

_R, _PITCH, _KEY_R = 2.6, 6.6, 1.85
_LABEL = Style(SANS, 11, 14.4)
_KEY_X, _NUMBER_X, _LABEL_X = 1.9, 12.0, 14.0
_COLUMN = A6_W - 2 * MARGIN
_MOST_ROWS, _MOST_LINES = 6, 2
_BAR = 26.0
Pick = Callable[[Sheet, Cell, float], None]


class BoardCounts:
    """The drawing with its key; `height` in millimetres of the A6."""

    def __init__(self, fonts: Fonts, counts: Sequence[Count], beside: str) -> None:
        self.fonts = fonts
        self.groups = whole_class(counts)
        self.counts = list(counts)[: max(self.groups, _MOST_ROWS)]
        self.cut = len(self.counts) < len(counts) or any(self._longer(found) for found in self.counts)
        self.beside = beside  # "{n} van {of}" in the language of the card
        total = sum(found.count for found in self.counts[: self.groups])
        most = int((_COLUMN + _PITCH - 2 * _R) / _PITCH)
        self.rows = -(-total // most)
        self.columns = -(-total // self.rows) if self.rows else 0

    @property
    def height(self) -> float:
        """Discs, key, bars."""
        discs = self.rows * _PITCH + 2.6 if self.groups else 0.0
        keys = sum(self._row(found) for found in self.counts[: self.groups])
        return discs + keys + self._gap(self.groups) + sum(self._row(found) for found in self.counts[self.groups :])

    def draw(self, sheet: Sheet, cell: Cell, top: float) -> None:
        """Draws all of it from `top` on."""
        if self.groups:
            self._discs(sheet, cell, top)
            top += self.rows * _PITCH + 2.6
        for kind, found in enumerate(self.counts):
            if kind < self.groups:
                self._key(sheet, cell, top, kind)
            else:
                top += self._gap(kind)
                self._bar(sheet, cell, top, found)
            top += self._row(found)

    def _gap(self, kind: int) -> float:
        """White between the class and the counts beside it."""
        return 2.4 if 0 < self.groups == kind < len(self.counts) else 0.0

    def _row(self, found: Count) -> float:
        return max(6.0, self._label(found, Cell()).height / mm + 0.9)

    def _label(self, found: Count, cell: Cell) -> Para:
        return clipped(self.fonts, self._words(found, cell), _MOST_LINES)

    def _words(self, found: Count, cell: Cell) -> Para:
        at = _LABEL_X if found in self.counts[: self.groups] else _BAR + 20
        return para(self.fonts, found.label, cell.style(_LABEL), cell.size(_COLUMN - at))

    def _longer(self, found: Count) -> bool:
        return len(self._words(found, Cell()).lines) > _MOST_LINES

    def _discs(self, sheet: Sheet, cell: Cell, top: float) -> None:
        groups = self.counts[: self.groups]
        kinds = [kind for kind, found in enumerate(groups) for _pupil in range(found.count)]
        with sheet.figure("; ".join(f"{found.count} {found.label}" for found in groups)):
            for place, kind in enumerate(kinds):
                x = MARGIN + _R + place % self.columns * _PITCH
                pupil_disc(sheet, cell, kind, x, top + _R + place // self.columns * _PITCH, _R)

    def _key(self, sheet: Sheet, cell: Cell, top: float, kind: int) -> None:
        found = self.counts[kind]
        pupil_disc(sheet, cell, kind, MARGIN + _KEY_X, top + 2.55, _KEY_R)
        number = cell.style(_LABEL.but(face=SEMIBOLD))
        sheet.text(*cell.at(MARGIN + _NUMBER_X, top + 3.8), str(found.count), number, "right")
        sheet.para(self._label(found, cell), *cell.at(MARGIN + _LABEL_X, top))

    def _bar(self, sheet: Sheet, cell: Cell, top: float, found: Count) -> None:
        words = self.beside.format(n=found.count, of=found.of) if found.of else str(found.count)
        if found.of:
            x, y = cell.at(MARGIN, top + 0.9)
            share = min(max(found.count / found.of, 0.0), 1.0)
            sheet.rect(x, y, cell.size(_BAR), cell.size(3.4), fill=WHITE, stroke=SOFT, width=0.4)
            sheet.rect(x, y, cell.size(_BAR * share), cell.size(3.4), fill=MID, stroke=INK, width=0.5)
        number = cell.style(_LABEL.but(face=SEMIBOLD))
        sheet.text(*cell.at(MARGIN + (_BAR + 2 if found.of else 0), top + 3.8), words, number)
        sheet.para(self._label(found, cell), *cell.at(MARGIN + _BAR + 20, top))


def pupil_disc(sheet: Sheet, cell: Cell, kind: int, x: float, y: float, r: float) -> None:
    """Filled, open with a slash, open, open with a dot."""
    at_x, at_y = cell.at(x, y)
    wide, line = cell.size(r), 0.9 * cell.scale
    sheet.disc(at_x, at_y, wide - line / 2, fill=INK if kind == 0 else WHITE, stroke=INK, width=line)
    if kind == 1:
        slant = wide * 0.62
        sheet.line(at_x - slant, at_y + slant, at_x + slant, at_y - slant, line)
    elif kind == 3:
        sheet.disc(at_x, at_y, wide * 0.35)
