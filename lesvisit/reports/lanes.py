"""Lanes: every note as its mark, by goal, on the time axis of the ribbon."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lesvisit.domain.events import Note
from lesvisit.domain.records import Record
from lesvisit.domain.shapes import Look, Shape
from lesvisit.i18n import Translator
from lesvisit.reports.facts import Facts
from lesvisit.reports.marks import WIDE, mark
from lesvisit.reports.ribbon import AXIS_LABEL, AXIS_STRONG
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import HAIR, INK, TEXT_X, Style, mm
from lesvisit.reports.timeline import Timeline

PITCH, SHARED = 5.45 * mm, 28.5 * mm
TOO_MANY = 40
_SHIFT = 2.5 * mm


@dataclass(frozen=True, slots=True)
class Mark:
    """One note on a lane."""

    minute: float
    shape: Shape
    letter: str = ""
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class Lane:
    """The notes of one goal; `weak` for the lane of notes without a goal."""

    label: str
    marks: tuple[Mark, ...]
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Lanes:
    """All lanes with the room they get."""

    lanes: tuple[Lane, ...]
    pitch: float

    @property
    def height(self) -> float:
        """Of all lanes."""
        return self.pitch * len(self.lanes)

    @property
    def shapes(self) -> set[Shape]:
        """The marks that are used, for the legend."""
        return {m.shape for lane in self.lanes for m in lane.marks}


def lanes_of(facts: Facts, small: bool) -> Lanes:
    """One lane per goal (without goals per observation question) and one for the rest; none without notes."""
    if not any(True for _ in _marks(facts, facts.book.notes)):
        return Lanes((), PITCH)
    found = [lane for lane in _by_ref(facts) if lane.marks or not lane.weak]
    pitch = min(PITCH, SHARED / len(found)) if small else PITCH
    return Lanes(tuple(found), pitch)


def _by_ref(facts: Facts) -> Iterator[Lane]:
    _ = facts.translator.gettext
    rest = list(facts.book.notes)
    refs = {g.id: {g.id, *(c.id for c in g.criteria)} for g in facts.goals} or {q.id: {q.id} for q in facts.questions}
    for ref, ids in refs.items():
        mine = [r for r in facts.book.notes if ids & set(r.payload.links)]
        rest = [r for r in rest if r not in mine]
        label = facts.goal_word(ref, capital=False) or facts.question_word(ref, capital=False)
        yield Lane(label, tuple(_marks(facts, mine)))
    label = _("no goal") if facts.goals else _("no question") if refs else _("notes")
    yield Lane(label, tuple(_marks(facts, rest)), weak=True)


def _marks(facts: Facts, notes: list[Record[Note]]) -> Iterator[Mark]:
    for record in notes:
        minute = facts.book.minute(record)
        if minute is not None:
            letter = "".join(record.payload.case_letters[:1])
            yield Mark(minute, record.payload.shape, letter, facts.look(record))


def draw_lanes(sheet: Sheet, lanes: Lanes, line: Timeline, y: float, translator: Translator) -> None:
    """Draws all lanes from y down."""
    line.grid(sheet, y, y + lanes.height)
    size = 7.8 if lanes.pitch > 3.6 * mm else 6.6
    wide = WIDE if lanes.pitch > 3.2 * mm else max(1.1 * mm, WIDE * lanes.pitch / (3.2 * mm))
    for place, lane in enumerate(lanes.lanes):
        middle = y + lanes.pitch * (place + 0.5)
        sheet.line(line.x, middle, line.x + line.width, middle, 0.4, HAIR)
        style = (AXIS_LABEL if lane.weak or size < 7 else AXIS_STRONG).but(size=size)
        if size < 7:
            style = style.but(color=INK)
        sheet.text(TEXT_X - 3 * mm, middle + size * 0.34, lane.label, style, "right")
        if len(lane.marks) > TOO_MANY:
            _bars(sheet, lane, line, middle, lanes.pitch)
        else:
            _row(sheet, lane, line, middle, wide)


def _row(sheet: Sheet, lane: Lane, line: Timeline, middle: float, wide: float) -> None:
    """Marks side by side; one moves right at most 2.5 mm so that none covers another."""
    free = line.x - wide
    for found in sorted(lane.marks, key=lambda m: m.minute):
        here = line.at(found.minute)
        x = min(max(here, free), here + _SHIFT)
        gap = wide * (1.45 if found.shape in (Shape.RING, Shape.STROKES) else 1.25)
        mark(sheet, found.shape, min(x, line.x + line.width), middle, found.letter, wide, found.look)
        free = x + gap


def _bars(sheet: Sheet, lane: Lane, line: Timeline, middle: float, pitch: float) -> None:
    """More than forty notes: bars per minute, the tallest as high as the lane, and the number."""
    counts = Counter(int(m.minute) for m in lane.marks)
    tallest = max(counts.values())
    high = pitch * 0.86
    for minute, count in sorted(counts.items()):
        x1, x2 = line.at(minute), line.at(minute + 1)
        h = high * count / tallest
        sheet.rect(x1 + 0.3, middle + high / 2 - h, max(x2 - x1 - 0.6, 0.6), h, fill=INK)
    style = Style("FiraSans-Medium", 6.6, 8)
    sheet.text(line.x + line.width + 1.2, middle + 2.2, str(len(lane.marks)), style)
