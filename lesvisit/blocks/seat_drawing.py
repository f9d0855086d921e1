"""The room on screen and paper: the seats with their marks.

Darker means more, and the number always stands there: nothing is told by colour alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lesvisit.blocks.drawing import Pad, Room, Tone
from lesvisit.blocks.seat_shapes import symbol_marks
from lesvisit.blocks.seat_state import RoomState
from lesvisit.blocks.seats import HOME, TEACHER, Point, box_size
from lesvisit.domain.events import Seat
from lesvisit.i18n import Translator

_LEVEL_H, _FRONT_H, _LEAST_H, _MOST_H = 48.0, 44.0, 150.0, 430.0
TEACHER_R = 11.0
_LINES_W = 70.0  # from this width on a seat says how many lines are about it
_SHADES: tuple[tuple[Tone, Tone], ...] = (("surface", "ink"), ("alt", "ink"), ("soft", "ink"), ("accent", "on"))


@dataclass(frozen=True)
class Symbols:
    """Ids to words and shapes; an id that the block does not know gets the next shape."""

    labels: Mapping[str, str]
    places: Mapping[str, int]

    @staticmethod
    def of(labels: Mapping[str, str]) -> "Symbols":
        """Shapes in the order of the labels."""
        return Symbols(labels, {value: place for place, value in enumerate(labels)})


@dataclass
class Plan:
    """What is drawn of a room. `notes`: how many lines are about a seat; `rounds`: every seat was asked as often."""

    seats: Sequence[Seat]
    letters: Mapping[str, str]  # seat to case letter
    symbols: Symbols
    state: RoomState
    says: Translator
    notes: Mapping[str, int] = field(default_factory=dict)
    rounds: bool = False

    @property
    def most(self) -> int:
        """The largest number at a seat."""
        return max((self.state.at(seat.code).total for seat in self.seats), default=0)

    def box(self, width: float) -> Point:
        """The size of a seat in a room of this width."""
        return box_size(self.seats, width, self.height(), (108, 44))

    def shows_lines(self, width: float) -> bool:
        """Is there room in a seat, and a reason, to say how many lines are about it?"""
        return self.box(width)[0] >= _LINES_W and any(seat.code in self.notes for seat in self.seats)

    def height(self) -> float:
        """The height of the room: by its rows, within bounds."""
        levels = len({round(seat.y * 20) for seat in self.seats})
        return min(max(_FRONT_H + min(levels, 8) * _LEVEL_H, _LEAST_H), _MOST_H)


# Legend


def legend(pad: Pad, y: float, plan: Plan) -> float:
    """Every symbol with its words and how often; returns the height used."""
    counts: dict[str, int] = {}
    for place in plan.state.places.values():
        for value, often in place.counts.items():
            counts[value] = counts.get(value, 0) + often
    x, top = 0.0, y
    for value, label in plan.symbols.labels.items():
        number = str(counts.get(value, 0))
        tail = pad.room.measure(number, 13, True)
        words = pad.room.fitting(label or value, max(60.0, min(280.0, pad.room.width - 30 - tail)), 13)
        wide = 22 + pad.room.measure(words, 13, False) + 6 + tail
        if x and x + wide > pad.room.width:
            x, y = 0.0, y + 20
        pad.marks.extend(symbol_marks(plan.symbols.places[value], x + 8, y + 9, 12))
        pad.text(x + 20, y, words, 13)
        pad.text(x + wide, y, number, 13, bold=True, align="right")
        x += wide + 22
    return y + 24 - top


# The room


def frame(pad: Pad, y: float, height: float, says: Translator) -> None:
    """The walls, and the board in front."""
    width = pad.room.width
    pad.box(0, y, width, height, "surface", "hair", radius=4)
    pad.box(width * 0.34, y + 4, width * 0.32, 5, "ink", radius=1)
    word = says.gettext("board")
    if pad.room.measure(word, 12, False) < width * 0.2:
        pad.text(width * 0.67 + 4, y + 1, word, 12, tone="muted")


def marks_room(pad: Pad, y: float, plan: Plan) -> float:
    """The seats with their marks and the shade of their number; returns the height used."""
    height, width = plan.height(), pad.room.width
    frame(pad, y, height, plan.says)
    box = plan.box(width)
    px = 12.0 if box[1] >= 18 and box[0] >= 56 else 9.0
    longest = max((pad.room.measure(seat.code, px, False) for seat in plan.seats), default=0.0)
    short = box[0] < longest + pad.room.measure("00", px, True) + 18
    for seat in plan.seats:
        x = min(max(seat.x * width - box[0] / 2, 2), width - box[0] - 2)
        top = min(max(seat.y * height - box[1] / 2, 2), height - box[1] - 2)
        _seat(pad, (x, y + top), box, seat, plan, px, short)
    if plan.state.at(TEACHER).total:
        paint_teacher(pad, (HOME[0] * width, y + 13 + TEACHER_R), plan.says, plan.state.at(TEACHER).total)
    return height + 8


def _seat(pad: Pad, corner: Point, box: Point, seat: Seat, plan: Plan, px: float, short: bool) -> None:
    (x, y), (w, h) = corner, box
    place = plan.state.at(seat.code)
    total = 0 if plan.rounds else place.total
    shade, tone = _SHADES[_level(total, plan.most)]
    pad.box(x, y, w, h, shade, "ctl" if not seat.empty else "hair", radius=4, dashed=seat.empty)
    high = h >= 34
    line_y = y + (2 if high else h / 2 - px * 0.675)
    number = str(total) if total else ""
    tail = pad.room.measure(number, px, True) + 4 if number else 0.0
    letter = plan.letters.get(seat.code, "")
    ring = px + 5 if letter else 0.0
    code = short_code(pad.room, seat.code, w - 8 - tail - ring, px, short)
    wide = pad.room.measure(code, px, False)
    pad.text(x + 4, line_y, code, px, tone="muted" if tone == "ink" else tone)
    if letter:
        case_ring(pad, (x + 6 + wide + ring / 2, line_y + px * 0.675), letter, px * 0.62, tone)
    pad.text(x + w - 4, line_y, number, px, bold=True, align="right", tone=tone)
    if high:
        lines = plan.notes.get(seat.code, 0) if w >= _LINES_W else 0
        about = _lines_about(pad, (x + w - 4, y + h - 11), lines, tone)
        _counts(pad, (x + 4, y + h - 11, w - 8 - about), place.counts, plan, tone)
    elif place.counts and w > 8 + tail + ring + wide + 16:
        best = max(place.counts, key=lambda value: place.counts[value])
        marks = symbol_marks(plan.symbols.places[best], x + w - 4 - tail - 7, y + h / 2, min(10.0, h - 4), tone)
        pad.marks.extend(marks)


def _level(number: int, most: int) -> int:
    """0 for none, else 1 to 3 by the share of the largest; a few marks never look like many."""
    return 0 if not number else min(3, 1 + int((number - 1) * 3 / max(most, 3)))


def short_code(room: Room, code: str, width: float, px: float, short: bool) -> str:
    """R12P3, 12.3 where that is too wide (or all are short), nothing where that is too."""
    shorter = code.removeprefix("R").replace("P", ".")
    fitting = (text for text in ((shorter,) if short else (code, shorter)) if room.measure(text, px, False) <= width)
    return next(fitting, "")


def case_ring(pad: Pad, middle: Point, letter: str, radius: float, tone: Tone = "ink") -> None:
    """A case pupil: a ring with its letter."""
    pad.disc(*middle, radius, "", tone, 1.2)
    px = radius * 1.35
    pad.text(middle[0], middle[1] - px * 0.675, letter[:2], px, bold=True, align="center", tone=tone)


def _counts(pad: Pad, place: tuple[float, float, float], counts: Mapping[str, int], plan: Plan, tone: Tone) -> None:
    """Shapes with how often, as many as fit; the number stands where there are several kinds, or none above."""
    x, middle, width = place
    end = x + width
    numbered = len(counts) > 1 or plan.rounds
    places = plan.symbols.places
    for value in sorted(counts, key=lambda v: places[v]):
        number = str(counts[value]) if numbered else ""
        wide = 12 + (pad.room.measure(number, 11, False) + 6 if number else 0)
        if x + wide > end:
            pad.text(x, middle - 8, "…" if x + 8 <= end else "", 11, tone=tone)
            return
        pad.marks.extend(symbol_marks(places[value], x + 5, middle, 10, tone))
        pad.text(x + 12, middle - 7.5, number, 11, tone=tone)
        x += wide


def _lines_about(pad: Pad, right: Point, number: int, tone: Tone) -> float:
    """How many lines of the sheet are about this seat, as three short lines and the number; the width used."""
    if not number:
        return 0.0
    wide = pad.room.measure(str(number), 11, False)
    pad.text(right[0], right[1] - 7.5, str(number), 11, tone=tone, align="right")
    lines_icon(pad, right[0] - wide - 11, right[1], tone)
    return wide + 16


def lines_icon(pad: Pad, x: float, y: float, tone: Tone = "ink") -> None:
    """Three short lines: a line of the sheet."""
    for dy in (-3, 0, 3):
        pad.line(((x, y + dy), (x + 8, y + dy)), tone, 1.0)


def paint_teacher(pad: Pad, spot: Point, says: Translator, number: int) -> None:
    """The teacher in front, and the number of marks beside her."""
    pad.disc(*spot, TEACHER_R, "surface", "ink", 1.5)
    word = says.gettext("T")
    pad.text(spot[0], spot[1] - 8.1, word, 12, bold=True, align="center")
    if number:
        pad.text(spot[0] + TEACHER_R + 5, spot[1] - 8.1, str(number), 12, bold=True)
