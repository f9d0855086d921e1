"""Seats of a classroom: read from words, laid out in rows, drawn within a rectangle, found by direction.

x and y go from 0 to 1, the board stands at y = 0; the strip before `FRONT` belongs to the board and the teacher.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from math import ceil, sqrt

from lesvisit.domain.events import Seat, Seating

TEACHER = "T"  # the teacher as a place: arrows begin and end there
FLOOR = "@"  # where the teacher walked: a point, no place
HOME = (0.5, 0.075)  # where the teacher stands before anybody saw her walk
FRONT = 0.15
MOST_ROWS, MOST_PLACES, MOST_SEATS = 12, 20, 144
_GAP = 6.0  # between two boxes, less where it is tight

_CODE = re.compile(r"R(\d{1,2})P(\d{1,2})")
_SUM = re.compile(r"\d{1,3}(?:\s*\+\s*\d{1,3})+")
_ROWS = re.compile(r"(\d{1,3})\s*(?:rijen|rij|rows?)\b")
_ROWS_OF = re.compile(r"(\d{1,3})\s*(?:rijen|rij|rows?)\s*(?:van|of|met|with|à)\s*(\d{1,3})\b")
_TIMES = re.compile(r"(\d{1,3})\s*[x×*]\s*(\d{1,3})\b")
_TOTAL = re.compile(r"(\d{1,3})\s*(?:plaatsen|places|seats|stoelen|leerlingen|pupils|lln)\b")
_GROUPS = re.compile(
    r"(\d{1,3})\s*(?:tafelgroep\w*|groep\w*|groups?|tafels?|tables?|eilanden?)\s*(?:van|of|met|with|à)\s*(\d{1,3})\b"
)
_BEHIND = re.compile(r"\br1\b\W*(?:staat |is |zit )?(?:achteraan|achterin|at the back)")

Point = tuple[float, float]
Places = Mapping[str, Point]


# Codes


def row_and_place(code: str) -> tuple[int, int] | None:
    """Row and place of a code like R2P3; None for another code."""
    found = _CODE.fullmatch(code)
    return None if found is None else (int(found[1]), int(found[2]))


def row_of(code: str) -> str:
    """The row of a seat, R2 of R2P3; an empty text for another code."""
    found = row_and_place(code)
    return "" if found is None else f"R{found[0]}"


def in_order(seats: Sequence[Seat]) -> tuple[Seat, ...]:
    """Seat order: row by row, place by place; seats with codes of their own last, from the board backwards."""

    def key(seat: Seat) -> tuple[int, float, float]:
        found = row_and_place(seat.code)
        return (0, *found) if found is not None else (1, seat.y, seat.x)

    return tuple(sorted(seats, key=key))


# Layouts


def in_rows(places: Sequence[int], *, aisles: Sequence[int] = (), behind: bool = False) -> tuple[Seat, ...]:
    """Rows with so many places, P1 above P1. `aisles`: after so many places one can walk; `behind`: R1 last."""
    widest = max(places, default=0)
    if not widest:
        return ()
    steps = [sum(1 for aisle in aisles if aisle <= place) * 0.6 + place for place in range(widest)]
    pitch_x, pitch_y = 1 / (steps[-1] + 1), (1 - FRONT) / len(places)
    seats: list[Seat] = []
    for row, count in enumerate(places):
        line = len(places) - 1 - row if behind else row
        y = FRONT + (line + 0.5) * pitch_y
        across = (_rounded((steps[place] + 0.5) * pitch_x) for place in range(count))
        seats += [Seat(f"R{row + 1}P{place}", x, _rounded(y)) for place, x in enumerate(across, start=1)]
    return tuple(seats)


def in_groups(groups: int, size: int) -> tuple[Seat, ...]:
    """Tables for so many; the group counts as the row: R2P3 is the third at the second table."""
    across = min(groups, max(1, ceil(sqrt(groups * 1.6))))
    down = ceil(groups / across)
    wide = 2 if size <= 4 else 3
    high = ceil(size / wide)
    seats = []
    for group in range(groups):
        middle_x = (group % across + 0.5) / across
        middle_y = FRONT + (group // across + 0.5) / down * (1 - FRONT)
        for place in range(size):
            x = middle_x + ((place % wide + 0.5) / wide - 0.5) * 0.84 / across
            y = middle_y + ((place // wide + 0.5) / high - 0.5) * 0.84 / down * (1 - FRONT)
            seats.append(Seat(f"R{group + 1}P{place + 1}", _rounded(x), _rounded(y)))
    return tuple(seats)


def read_layout(text: str) -> tuple[Seat, ...]:
    """Seats from words: "7+7+6+6", "5 rijen van 6", "5 x 6", "5 rijen van 2+2+2", "6 tafels van 4"; else none."""
    plain = " ".join(text.lower().split())
    behind = bool(_BEHIND.search(plain))
    for reader in (_read_groups, _read_sum, _read_times, _read_total):
        seats = reader(plain, behind)
        if seats:
            return seats if len(seats) <= MOST_SEATS else ()
    return ()


def _read_groups(text: str, _behind: bool) -> tuple[Seat, ...]:
    found = _GROUPS.search(text)
    if found is None or not 1 <= int(found[1]) <= MOST_PLACES or not 1 <= int(found[2]) <= 9:
        return ()
    return in_groups(int(found[1]), int(found[2]))


def _read_sum(text: str, behind: bool) -> tuple[Seat, ...]:
    found, rows = _SUM.search(text), _ROWS.search(text)
    if found is None:
        return ()
    numbers = [int(number) for number in found[0].split("+")]
    count = int(rows[1]) if rows is not None else len(numbers)
    if count == len(numbers):
        return _fitting(numbers, behind)
    aisles = [sum(numbers[: place + 1]) for place in range(len(numbers) - 1)]
    return _fitting([sum(numbers)] * count if count <= MOST_ROWS else [], behind, aisles)


def _read_times(text: str, behind: bool) -> tuple[Seat, ...]:
    found = _ROWS_OF.search(text) or _TIMES.search(text)
    if found is None or int(found[1]) > MOST_ROWS:
        return ()
    return _fitting([int(found[2])] * int(found[1]), behind)


def _read_total(text: str, behind: bool) -> tuple[Seat, ...]:
    rows, total = _ROWS.search(text), _TOTAL.search(text)
    if rows is None or total is None or not 1 <= int(rows[1]) <= MOST_ROWS:
        return ()
    each, more = divmod(int(total[1]), int(rows[1]))
    return _fitting([each + (row < more) for row in range(int(rows[1]))], behind)


def _fitting(places: list[int], behind: bool, aisles: Sequence[int] = ()) -> tuple[Seat, ...]:
    if not 1 <= len(places) <= MOST_ROWS or not all(1 <= count <= MOST_PLACES for count in places):
        return ()
    return in_rows(places, aisles=aisles, behind=behind)


def seats_of(seating: Seating | None) -> tuple[Seat, ...]:
    """The seats that were drawn, else those that the words tell."""
    if seating is None:
        return ()
    return seating.seats or read_layout(seating.layout)


def per_row(seats: Sequence[Seat]) -> str:
    """How many places each row has, as one types it: "7+7+6+6"; an empty text when there are other codes."""
    rows: dict[int, int] = {}
    for seat in seats:
        found = row_and_place(seat.code)
        if found is None:
            return ""
        rows[found[0]] = rows.get(found[0], 0) + 1
    return "+".join(str(rows[row]) for row in sorted(rows))


def free_code(seats: Sequence[Seat], y: float) -> str:
    """A code for a new seat: the next in the row that is nearest to this height, R1P1 in an empty room."""
    known = [(abs(seat.y - y), found) for seat in seats if (found := row_and_place(seat.code)) is not None]
    if not known:
        return next(c for n in range(1, len(seats) + 2) if (c := f"R1P{n}") not in {s.code for s in seats})
    row = min(known)[1][0]
    return f"R{row}P{1 + max(place for _far, (at, place) in known if at == row)}"


def _rounded(value: float) -> float:
    return round(min(max(value, 0.0), 1.0), 4)


# In a rectangle


def box_size(seats: Sequence[Seat], width: float, height: float, most: Point = (112.0, 56.0)) -> Point:
    """How large every box may be so that no two lie over each other, at most `most`."""
    wide, high = most[0] + _GAP, most[1] + _GAP
    points = [(seat.x * width, seat.y * height) for seat in seats]
    for place, (x1, y1) in enumerate(points):
        for x2, y2 in points[:place]:
            far_x, far_y = abs(x1 - x2), abs(y1 - y2)
            if far_x >= wide - 0.01 or far_y >= high - 0.01:
                continue
            if far_x * high >= far_y * wide:
                wide = far_x
            else:
                high = far_y
    return max(wide - _gap(wide), 12.0), max(high - _gap(high), 10.0)


def _gap(pitch: float) -> float:
    return min(_GAP, max(2.0, pitch * 0.12))


def nearest(places: Places, here: Point, direction: Point) -> str:
    """The place one reaches from here in a direction (-1, 0, 1); an empty text when there is none."""
    dx, dy = direction
    best, found = None, ""
    for code, (x, y) in places.items():
        ahead = (x - here[0]) * dx + (y - here[1]) * dy
        aside = abs((x - here[0]) * dy) + abs((y - here[1]) * dx)
        if ahead <= 0.5 or aside > ahead * 4:
            continue
        far = ahead + 2.5 * aside
        if best is None or far < best:
            best, found = far, code
    return found


def at_point(places: Places, point: Point, reach: Callable[[str], Point]) -> str:
    """The place whose box (half width, half height by `reach`) lies under a point; an empty text for none."""
    for code, (x, y) in places.items():
        half_x, half_y = reach(code)
        if abs(point[0] - x) <= half_x and abs(point[1] - y) <= half_y:
            return code
    return ""


def closest(seats: Sequence[Seat], x: float, y: float, within: float = 0.12) -> str:
    """The seat beside a point of the room, at most this far; an empty text for none."""
    found = min(((seat.x - x) ** 2 + (seat.y - y) ** 2, seat.code) for seat in seats) if seats else None
    return found[1] if found is not None and found[0] <= within * within else ""
