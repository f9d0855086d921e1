"""Lanes: every note as its mark, by goal, on the time axis of the ribbon."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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
_WHITE, _CLOSE = 0.25, 0.06  # between two marks, in widths
_HALF = {Shape.RING: 0.66, Shape.DIAMOND: 0.6, Shape.STROKES: 0.5}  # how far a mark reaches from its middle
_OTHERS = 0.46
_NUMBER = Style("FiraSans-Medium", 6.6, 8)


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


class Spot(NamedTuple):
    """A mark with its place: its middle across, how far below the middle of the lane, how wide."""

    mark: Mark
    x: float
    down: float
    wide: float


@dataclass(frozen=True, slots=True)
class Lanes:
    """All lanes with the room they get."""

    lanes: tuple[Lane, ...]
    pitch: float

    @property
    def height(self) -> float:
        """Of all lanes."""
        return self.pitch * len(self.lanes)

    def spots(self, lane: Lane, line: Timeline) -> list[Spot] | None:
        """Where the marks of a lane stand; None when they are too many or too near: then bars tell of them."""
        if len(lane.marks) > TOO_MANY:
            return None
        wide = _wide(self.pitch)
        one = _placed(lane, line, wide, (0.0,), _WHITE) or _placed(lane, line, wide, (0.0,), _CLOSE)
        if one is not None or self.pitch < 2.6 * wide:
            return one
        return _placed(lane, line, wide, (-0.25 * self.pitch, 0.25 * self.pitch), _CLOSE)

    def barred(self, line: Timeline) -> bool:
        """Is there any lane of bars?"""
        return any(self.spots(lane, line) is None for lane in self.lanes)

    def shapes(self, line: Timeline) -> set[Shape]:
        """The marks that are drawn, for the legend."""
        return {m.shape for lane in self.lanes if self.spots(lane, line) is not None for m in lane.marks}


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
        mine = [r for r in facts.book.notes if ids.intersection(r.payload.links)]
        rest = [r for r in rest if not ids.intersection(r.payload.links)]
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
    for place, lane in enumerate(lanes.lanes):
        middle = y + lanes.pitch * (place + 0.5)
        sheet.line(line.x, middle, line.x + line.width, middle, 0.4, HAIR)
        style = (AXIS_LABEL if lane.weak or size < 7 else AXIS_STRONG).but(size=size)
        if size < 7:
            style = style.but(color=INK)
        sheet.text(TEXT_X - 3 * mm, middle + size * 0.34, lane.label, style, "right")
        spots = lanes.spots(lane, line)
        if spots is None:
            _bars(sheet, lane, line, middle, lanes.pitch)
        for spot in spots or ():
            mark(sheet, spot.mark.shape, spot.x, middle + spot.down, spot.mark.letter, spot.wide, spot.mark.look)


def _wide(pitch: float) -> float:
    """A mark is as wide as its lane allows."""
    return WIDE if pitch > 3.2 * mm else max(1.1 * mm, WIDE * pitch / (3.2 * mm))


def _placed(lane: Lane, line: Timeline, wide: float, rows: Sequence[float], white: float) -> list[Spot] | None:
    """Marks side by side on as many rows; one moves at most 2.5 mm, None when one would cover another."""
    spots: list[list[Spot]] = [[] for _row in rows]
    for found in sorted(lane.marks, key=lambda m: m.minute):
        here = min(line.at(found.minute), line.x + line.width)
        places = [max([here, *(spot.x + _step(spot, found, white) for spot in row[-1:])]) for row in spots]
        row = places.index(min(places))
        spots[row].append(Spot(found, places[row], rows[row], wide))
    placed = [spot for row in spots for spot in _inside(row, line.x + line.width, white)]
    near = all(abs(spot.x - line.at(spot.mark.minute)) <= _SHIFT + 0.01 for spot in placed)
    return placed if near else None


def _step(spot: Spot, after: Mark, white: float) -> float:
    """How far apart two marks are that stand beside each other."""
    return spot.wide * (_HALF.get(spot.mark.shape, _OTHERS) + _HALF.get(after.shape, _OTHERS) + white)


def _inside(row: list[Spot], right: float, white: float) -> list[Spot]:
    """At the end of the axis marks move left instead."""
    found: list[Spot] = []
    for place in range(len(row) - 1, -1, -1):
        x = min(row[place].x, right)
        found.append(row[place]._replace(x=x))
        if place:
            right = x - _step(row[place - 1], row[place].mark, white)
    return found[::-1]


def _bars(sheet: Sheet, lane: Lane, line: Timeline, middle: float, pitch: float) -> None:
    """Bars per minute, the tallest as high as the lane, and the number of notes at the right."""
    counts = Counter(int(m.minute) for m in lane.marks)
    tallest = max(counts.values())
    high = pitch * 0.86
    for minute, count in sorted(counts.items()):
        x1, x2 = line.at(minute), line.at(minute + 1)
        h = high * count / tallest
        sheet.rect(x1 + 0.3, middle + high / 2 - h, max(x2 - x1 - 0.6, 0.6), h, fill=INK)
    sheet.text(line.x + line.width + 1.2, middle + 2.2, str(len(lane.marks)), _NUMBER)
