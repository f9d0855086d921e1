"""How long each phase was planned and how long it took, in words and as bars: one drawing for debrief and papers.

Only a phase that was seen whole is compared. Minutes of a lesson, never a figure about a teacher.
"""

from dataclasses import dataclass

from lesvisit.blocks.drawing import LEADING, Drawing, Pad, Room
from lesvisit.domain.visit_book import PhaseSpan, VisitBook
from lesvisit.i18n import Translator

_BAR, _GAP, _ROW_GAP = 7.0, 3.0, 11.0
_WIDE_FROM = 440.0  # from here on name, bars and words stand beside each other
_PX, _SMALL = 13.0, 12.0
_CODE = 28.0


@dataclass(frozen=True, slots=True)
class Compared:
    """One phase. `took` is None where it was not seen whole."""

    code: str
    name: str
    planned: int | None
    took: float | None

    @property
    def longer(self) -> int | None:
        """Whole minutes longer (+) or shorter (-) than planned; None where that can't be said."""
        return None if self.took is None or not self.planned else round(self.took - self.planned)


def compared(view: VisitBook) -> tuple[Compared, ...]:
    """Every phase of the design with its plan and how it went."""
    return tuple(_of(span) for span in view.spans)


def _of(span: PhaseSpan) -> Compared:
    return Compared(span.code, span.phase.name, span.phase.planned_min, span.actual_min)


def difference_words(phase: Compared, says: Translator) -> str:
    """What the difference is, in words."""
    _, longer = says.gettext, phase.longer
    if phase.took is None:
        return _("not seen whole")
    if longer is None:
        return _("no minutes planned")
    if longer == 0:
        return _("as planned")
    if longer > 0:
        return _("{minutes} min longer", minutes=longer)
    return _("{minutes} min shorter", minutes=-longer)


def minutes_words(phase: Compared, says: Translator) -> str:
    """The minutes themselves, as far as they are known."""
    _, planned, took = says.gettext, phase.planned, phase.took
    if planned and took is not None:
        return _("planned {planned}, took {took}", planned=planned, took=round(took))
    if took is not None:
        return _("took {took} min", took=round(took))
    return _("planned {planned} min", planned=planned) if planned else ""


def planned_actual_drawing(view: VisitBook, says: Translator, room: Room) -> Drawing | None:
    """A row for each phase; None without phases, or where none was seen whole."""
    phases = compared(view)
    if not any(phase.took is not None for phase in phases):
        return None
    rows = _Rows(phases, says, Pad(room))
    y = 0.0
    for place, phase in enumerate(phases):
        if place:
            rows.pad.cut(y + _ROW_GAP / 2)
            y += _ROW_GAP
        y = rows.draw(phase, y)
    return rows.pad.done(y, rows.words())


class _Rows:
    def __init__(self, phases: tuple[Compared, ...], says: Translator, pad: Pad) -> None:
        self.phases, self.says, self.pad = phases, says, pad
        longest = max((m for p in phases for m in (p.planned or 0, p.took or 0.0)), default=1.0)
        self._most = max(longest, 1.0)

    def draw(self, phase: Compared, y: float) -> float:
        """One phase; returns where it ends."""
        return self._wide(phase, y) if self.pad.room.width >= _WIDE_FROM else self._narrow(phase, y)

    def _wide(self, phase: Compared, y: float) -> float:
        width = self.pad.room.width
        name_w, words_w = width * 0.3, 150.0
        bars_x = name_w + 12
        bottom = self._name(phase, 0, y, name_w)
        self._bars(phase, bars_x, y + 3, width - bars_x - words_w - 12)
        said = self._said(phase, width - words_w, y, words_w)
        return max(bottom, said, y + 3 + 2 * _BAR + _GAP)

    def _narrow(self, phase: Compared, y: float) -> float:
        width = self.pad.room.width
        y = self._name(phase, 0, y, width) + 3
        self._bars(phase, 0, y, width)
        return self._said(phase, 0, y + 2 * _BAR + _GAP + 3, width)

    def _name(self, phase: Compared, x: float, y: float, width: float) -> float:
        room = self.pad.room
        code = room.fitting(phase.code, _CODE, _PX, True)
        self.pad.text(x, y, code, _PX, bold=True)
        left = _CODE if code else 0.0
        lines = room.wrapped(phase.name, width - left, _PX, most=2)
        for number, line in enumerate(lines):
            self.pad.text(x + left, y + number * _PX * LEADING, line, _PX)
        return y + max(1, len(lines)) * _PX * LEADING

    def _bars(self, phase: Compared, x: float, y: float, width: float) -> None:
        """Above what was planned, an outline; below what it took, filled: as in the ribbon."""
        scale = max(width, 10.0) / self._most
        if phase.planned:
            self.pad.box(x, y, max(phase.planned * scale, 2), _BAR, edge="ctl", radius=2)
        if phase.took is not None:
            self.pad.box(x, y + _BAR + _GAP, max(phase.took * scale, 2), _BAR, fill="ctl", radius=2)

    def _said(self, phase: Compared, x: float, y: float, width: float) -> float:
        whole = phase.took is not None
        words, minutes = difference_words(phase, self.says), minutes_words(phase, self.says)
        y += self.pad.paragraph(x, y, width, words, _PX, bold=bool(phase.longer), tone="ink" if whole else "muted")
        return y + (self.pad.paragraph(x, y, width, minutes, _SMALL, tone="muted") if minutes else 0.0)

    def words(self) -> str:
        """The same for a reader."""
        return "; ".join(self._row_words(phase) for phase in self.phases)

    def _row_words(self, phase: Compared) -> str:
        said = (
            f"{phase.code} {phase.name}".strip(),
            minutes_words(phase, self.says),
            difference_words(phase, self.says),
        )
        return ", ".join(part for part in said if part)
