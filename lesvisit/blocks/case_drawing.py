"""The sheet of the case pupils as debrief and papers show it: phases below each other, pupils beside each other."""

from collections.abc import Sequence
from math import cos, pi, sin

from lesvisit.blocks.case_cells import (
    Cell,
    Place,
    cells,
    criterion,
    criterion_text,
    expected,
    letters,
    phase_ids,
    phase_of,
    seats,
)
from lesvisit.blocks.case_matrix import phase_words, reached_words
from lesvisit.blocks.drawing import LEADING, Drawing, Pad, Room
from lesvisit.blocks.kind import block_label
from lesvisit.domain.events import Note
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator

_PHASE_W, _GAP = 34.0, 10.0
_LEAST_PUPIL = 205.0  # narrower than this, fewer pupils stand beside each other
_MOST_BESIDE = 3
_PX, _SMALL = 13.0, 12.0
_LINE, _SMALL_LINE = _PX * LEADING, _SMALL * LEADING
_SHARE = 0.44  # of a pupil's width for what was predicted


def matrix_drawing(view: VisitBook, block: Block, says: Translator, room: Room) -> Drawing | None:
    """Tables of up to three pupils; None when nothing was predicted for a pupil, seen or noted."""
    table = _Table(view, block, says, Pad(room))
    if not table.filled:
        return None
    pupils = [p for p in letters(view, block) if table.has(p)]
    beside = max(1, min(_MOST_BESIDE, int((room.width - _PHASE_W) // _LEAST_PUPIL)))
    y = 0.0
    for start in range(0, len(pupils), beside):
        y = table.draw(pupils[start : start + beside], y + (16 if start else 0))
    return table.pad.done(y, table.words(pupils))


class _Table:
    """Draws the pupils that stand beside each other; knows all cells."""

    def __init__(self, view: VisitBook, block: Block, says: Translator, pad: Pad) -> None:
        self.view, self.block, self.says, self.pad = view, block, says, pad
        self.cells: dict[Place, Cell] = {place: c for place, c in cells(view, block).items() if not c.empty}
        self.phases = phase_ids(view, block)
        if any(phase_id not in self.phases for _pupil, phase_id in self.cells):
            self.phases = (*self.phases, *dict.fromkeys(p for _l, p in self.cells if p not in self.phases))
        self.seats = seats(view)

    @property
    def filled(self) -> bool:
        """Is there anything to show?"""
        return bool(self.cells) or any(self._reached(p) for p in letters(self.view, self.block))

    def has(self, pupil: str) -> bool:
        """Is there anything of this pupil?"""
        return any(p == pupil for p, _phase in self.cells) or bool(self._reached(pupil))

    def _reached(self, pupil: str) -> str:
        record = criterion(self.view, self.block, pupil)
        return record.payload.value if record is not None else ""

    # Drawing

    def draw(self, pupils: Sequence[str], y: float) -> float:
        """One table; returns where it ends."""
        width = (self.pad.room.width - _PHASE_W) / len(pupils)
        lefts = [_PHASE_W + place * width for place in range(len(pupils))]
        self.pad.cut(y)
        y = self._head(pupils, lefts, width, y)
        for phase_id in self.phases:
            if any((pupil, phase_id) in self.cells for pupil in pupils):
                y = self._phase(pupils, lefts, width, phase_id, y)
        if any(self._reached(pupil) for pupil in pupils):
            y = self._criteria(pupils, lefts, width, y)
        return y

    def _head(self, pupils: Sequence[str], lefts: Sequence[float], width: float, y: float) -> float:
        _, pad = self.says.gettext, self.pad
        predicted_w, seen_w = _widths(width)
        for pupil, x in zip(pupils, lefts, strict=True):
            pad.disc(x + 8, y + 9, 7.5, "", "ink", 1.3)
            pad.text(x + 8, y + 1.5, pad.room.fitting(pupil, 15, 11, True), 11, bold=True, align="center")
            words = pad.room.fitting(_("predicted"), predicted_w - 22)
            pad.text(x + 22, y, words, _PX, tone="muted", italic=True)
            seen = pad.room.fitting(_("seen"), seen_w, _PX, True)
            pad.text(x + predicted_w + _GAP, y, seen, _PX, bold=True)
            seat = self.seats.get(pupil, "")
            rest = seen_w - pad.room.measure(seen, _PX, True) - 8
            if seat and pad.room.measure(seat, _SMALL, False) <= rest:
                pad.text(x + width - _GAP, y + 1, seat, _SMALL, tone="muted", align="right")
        pad.rule(0, pad.room.width, y + 22, "ink")
        return y + 22

    def _phase(self, pupils: Sequence[str], lefts: Sequence[float], width: float, phase_id: str, y: float) -> float:
        pad, view = self.pad, self.view
        top = y + 4
        pad.text(0, top, self._phase_code(phase_id), _SMALL, bold=True)
        planned = expected(view, phase_id)
        found = [self.cells.get((pupil, phase_id), Cell(pupil, phase_id)) for pupil in pupils]
        if planned and any(not cell.predicted for cell in found):
            words = self.says.gettext("design: {expected}", expected=planned)
            top += pad.paragraph(_PHASE_W, top, pad.room.width - _PHASE_W, words, _SMALL, tone="muted", italic=True)
        high = max(self._cell(cell, x, width, top) for cell, x in zip(found, lefts, strict=True))
        y = top + high + 5
        pad.rule(0, pad.room.width, y, "hair")
        pad.cut(y)
        return y

    def _phase_code(self, phase_id: str) -> str:
        phase = phase_of(self.view, phase_id)
        words = self.view.codes.get(phase_id, "") or (phase.name if phase is not None else phase_id)
        return self.pad.room.fitting(words, _PHASE_W - 4, _SMALL, True)

    def _cell(self, cell: Cell, x: float, width: float, y: float) -> float:
        predicted_w, seen_w = _widths(width)
        predicted = " ".join(cell.predicted.split()) or "–"
        high = self.pad.paragraph(x, y, predicted_w, predicted, _PX, tone="muted", italic=True)
        left, top = x + predicted_w + _GAP, y
        for text, minutes in self._seen(cell):
            top += self._text(left, top, seen_w, text, minutes)
        return max(high, top - y)

    def _seen(self, cell: Cell) -> list[tuple[str, str]]:
        """What was seen with the minutes of its evidence, then what was noted of this pupil: text, minutes."""
        evidence = [r for r in (self.view.book.get(e) for e in cell.evidence) if r is not None]
        known = {r.id for r in evidence}
        loose = [e for e in cell.evidence if e not in known and self.view.book.records.get(e) is None]
        text = "; ".join(cell.observed)
        loose = [e for e in loose if e.casefold() not in text.casefold()]
        minutes = ", ".join(dict.fromkeys(m for m in (self.view.minute_text(r) for r in evidence) if m))
        found = []
        if text or loose:
            found.append((f"{text} ({', '.join(loose)})".strip() if loose else text, minutes))
            evidence = []
        notes: list[Record[Note]] = [r for r in evidence if isinstance(r.payload, Note)]
        notes += [r for r in cell.noted if r.id not in known]
        found += [(" ".join(r.payload.text.split()), self.view.minute_text(r)) for r in notes]
        return found or [("–", "")]

    def _text(self, x: float, y: float, width: float, text: str, minutes: str) -> float:
        """Wrapped text with minutes behind it, on a line of their own where they don't fit; the height."""
        pad = self.pad
        lines = pad.room.wrapped(text, width, _PX)
        for number, line in enumerate(lines):
            pad.text(x, y + number * _LINE, line, _PX)
        high = len(lines) * _LINE
        if not minutes:
            return high
        used = pad.room.measure(f"{lines[-1]} ", _PX, False)
        if used + pad.room.measure(minutes, _SMALL, True) <= width:
            pad.text(x + used, y + high - _LINE + 0.7, minutes, _SMALL, tone="accent", bold=True)
            return high
        return high + pad.paragraph(x, y + high, width, minutes, _SMALL, tone="accent", bold=True)

    def _criteria(self, pupils: Sequence[str], lefts: Sequence[float], width: float, y: float) -> float:
        """Whether each reached the criterion: a shape, its word and the criterion."""
        pad, top = self.pad, y + 5
        texts = {p: criterion_text(self.view, self.block, p) for p in pupils if self._reached(p)}
        shared = next(iter(texts.values())) if len(set(texts.values())) == 1 else ""
        _ = self.says.gettext
        title = _("criterion reached: {criterion}", criterion=shared) if shared else _("criterion reached")
        top += pad.paragraph(0, top, pad.room.width, title, _SMALL, bold=True)
        high = 0.0
        for pupil, x in zip(pupils, lefts, strict=True):
            if pupil in texts:
                text = "" if shared else texts[pupil]
                high = max(high, self._answer(self._reached(pupil), text, x, width - _GAP - 20, top))
        y = top + high + 5
        pad.rule(0, pad.room.width, y, "hair")
        pad.cut(y)
        return y

    def _answer(self, value: str, text: str, x: float, width: float, y: float) -> float:
        pad = self.pad
        _reached_mark(pad, x + 8, y + 9, value)
        high = pad.paragraph(x + 20, y, width, reached_words(value, self.says), _PX, bold=True)
        return high + (pad.paragraph(x + 20, y + high, width, text, _SMALL, tone="muted") if text else 0.0)

    # Words

    def words(self, pupils: Sequence[str]) -> str:
        """The whole sheet for a screen reader: phase by phase, pupil by pupil."""
        _ = self.says.gettext
        parts = [block_label(self.block, self.says)]
        for phase_id in self.phases:
            for pupil in pupils:
                cell = self.cells.get((pupil, phase_id))
                if cell is not None:
                    parts.append(f"{phase_words(self.view, phase_id)}, {self._cell_words(cell)}")
        for pupil in pupils:
            if self._reached(pupil):
                words = reached_words(self._reached(pupil), self.says)
                parts.append(_("{pupil}: criterion reached: {words}", pupil=pupil, words=words))
        return ". ".join(parts)

    def _cell_words(self, cell: Cell) -> str:
        _ = self.says.gettext
        told = [" ".join(part for part in pair if part) for pair in self._seen(cell)]
        seen = _("not noted") if told == ["–"] else "; ".join(told)
        if not cell.predicted:
            return _("{pupil}: seen {seen}", pupil=cell.pupil, seen=seen)
        return _("{pupil}: predicted {predicted}, seen {seen}", pupil=cell.pupil, predicted=cell.predicted, seen=seen)


def _widths(width: float) -> tuple[float, float]:
    predicted = (width - 2 * _GAP) * _SHARE
    return predicted, width - 2 * _GAP - predicted


def _reached_mark(pad: Pad, x: float, y: float, value: str) -> None:
    """Full for yes, half for partly, empty for no, dashed for not seen."""
    if value == "not_seen":
        pad.line(((x - 4.5, y), (x + 4.5, y)), "ink", 1.4, dashed=True)
        return
    pad.disc(x, y, 4.5, "ink" if value == "yes" else "", "ink", 1.3)
    if value == "partly":
        half = [(x + 4.5 * cos(pi * n / 12), y + 4.5 * sin(pi * n / 12)) for n in range(13)]
        pad.line(half, "ink", 1.0, closed=True, fill="ink")
