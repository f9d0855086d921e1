"""The room of a visit: its seats, who is absent, where case pupils sit. Each act returns the operation to be done.

A visit has one `Seating`, for all its blocks. It carries no time of the lesson: drawing the room in advance does not
begin the visit, and what is drawn during the lesson is in the history like every change.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from lesvisit.blocks.seats import MOST_SEATS, free_code, in_rows, per_row, read_layout, seats_of
from lesvisit.domain.events import Seat, Seating
from lesvisit.domain.records import Operation
from lesvisit.domain.text import storable
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.desk import Desk, put_one

STEP = "observe"
VERB = "seating.edit"
LETTERS = "ABCDEF"  # case pupils that can be set by a button
_EDGE = 0.02  # a seat stays this far from the walls
_PER_ROW = re.compile(r"\d{1,3}(?:\s*\+\s*\d{1,3})+")


def seating_of(view: VisitBook) -> Seating:
    """The room of this visit, an empty one when nobody told of it."""
    found = view.book.first(Seating)
    return found.payload if found is not None else Seating()


def put(desk: Desk, view: VisitBook, seating: Seating, step: str = STEP) -> Operation | None:
    """The room is like this now; None when nothing differs."""
    record = view.book.first(Seating)
    if seating == (record.payload if record is not None else Seating()):
        return None
    return desk.operation(view.book, step, VERB, (put_one(record, seating),))


def describe(desk: Desk, view: VisitBook, text: str, step: str = STEP) -> Operation | None:
    """The room in words. Words that tell rows and places lay the seats out anew; any others are kept as they are."""
    words = " ".join(storable(text).split())
    before = seating_of(view)
    read = read_layout(words)
    if not read:
        return put(desk, view, replace(before, layout=words), step)
    empty = {seat.code for seat in seats_of(before) if seat.empty}
    seats = tuple(replace(seat, empty=seat.code in empty) for seat in read)
    return put(desk, view, replace(before, layout=words, seats=seats), step)


def make_rows(desk: Desk, view: VisitBook, rows: int, places: int, step: str = STEP) -> Operation | None:
    """A plan of so many rows with so many places each."""
    seats = in_rows([places] * rows)
    return put(desk, view, replace(seating_of(view), layout=per_row(seats), seats=seats), step)


def add_seat(
    desk: Desk, view: VisitBook, x: float | None = None, y: float | None = None, step: str = STEP
) -> tuple[Operation | None, str]:
    """One more seat at this place, else where there is room, and its code; None when the room is full."""
    seats = seats_of(seating_of(view))
    if len(seats) >= MOST_SEATS:
        return None, ""
    place = (x, y) if x is not None and y is not None else _free_place(seats)
    seat = Seat(free_code(seats, place[1]), *_inside(*place))
    return _with_seats(desk, view, (*seats, seat), step), seat.code


def move_seat(desk: Desk, view: VisitBook, code: str, x: float, y: float, step: str = STEP) -> Operation | None:
    """A seat stands somewhere else; its code stays."""
    x, y = _inside(x, y)
    return _changed(desk, view, code, step, lambda seat: replace(seat, x=x, y=y))


def set_empty(desk: Desk, view: VisitBook, code: str, empty: bool, step: str = STEP) -> Operation | None:
    """Nobody sits there, or somebody does: rounds pass empty seats over."""
    return _changed(desk, view, code, step, lambda seat: replace(seat, empty=empty))


def remove_seat(desk: Desk, view: VisitBook, code: str, step: str = STEP) -> Operation | None:
    """Takes a seat out of the plan, and a case pupil's letter with it; marks made there stay in the visit."""
    seats = seats_of(seating_of(view))
    kept = tuple(seat for seat in seats if seat.code != code)
    if len(kept) == len(seats):
        return None
    letters = {letter: seat for letter, seat in seating_of(view).case_pupils.items() if seat != code}
    seating = replace(_seated(view, kept), case_pupils=letters)
    return put(desk, view, seating, step)


def set_case(desk: Desk, view: VisitBook, letter: str, code: str, step: str = STEP) -> Operation | None:
    """The case pupil with this letter sits here; an empty code: nowhere. A seat has one letter at most."""
    before = seating_of(view)
    letters = {known: seat for known, seat in before.case_pupils.items() if known != letter and seat != code}
    if code:
        letters[letter] = code
    ordered = {known: letters[known] for known in sorted(letters)}
    return put(desk, view, replace(before, case_pupils=ordered), step)


def reuse(desk: Desk, view: VisitBook, other: Seating, step: str = STEP) -> Operation | None:
    """The room as in another visit of the same class; case pupils are chosen anew for each visit."""
    if not (other.layout or other.seats):
        return None
    return put(desk, view, replace(seating_of(view), layout=other.layout, seats=other.seats), step)


def letter_at(seating: Seating, code: str) -> str:
    """The letter of the case pupil who sits here, an empty text for none."""
    return next((letter for letter, seat in seating.case_pupils.items() if seat == code), "")


def offered_letters(seating: Seating) -> str:
    """The letters one can give: three, and one more than are in use."""
    used = [place for place, letter in enumerate(LETTERS) if letter in seating.case_pupils]
    return LETTERS[: max(3, max(used, default=0) + 2)]


def _changed(desk: Desk, view: VisitBook, code: str, step: str, change: Callable[[Seat], Seat]) -> Operation | None:
    seats = seats_of(seating_of(view))
    after = tuple(change(seat) if seat.code == code else seat for seat in seats)
    return None if after == seats else _with_seats(desk, view, after, step)


def _with_seats(desk: Desk, view: VisitBook, seats: tuple[Seat, ...], step: str) -> Operation | None:
    return put(desk, view, _seated(view, seats), step)


def _seated(view: VisitBook, seats: tuple[Seat, ...]) -> Seating:
    """The words follow the seats where they told how many there are in each row."""
    before = seating_of(view)
    told, now = per_row(seats_of(before)), per_row(seats)
    layout = before.layout
    if told != now and _PER_ROW.search(layout):
        layout = _PER_ROW.sub(now, layout, count=1) if told.count("+") == now.count("+") else now
    return replace(before, layout=layout, seats=seats)


def _free_place(seats: Sequence[Seat]) -> tuple[float, float]:
    """The spot that is farthest from all seats."""
    if not seats:
        return 0.5, 0.5
    spots = [(x / 20, y / 20) for x in range(1, 20) for y in range(5, 20)]
    return max(spots, key=lambda spot: min((spot[0] - s.x) ** 2 + (spot[1] - s.y) ** 2 for s in seats))


def _inside(x: float, y: float) -> tuple[float, float]:
    return round(min(max(x, _EDGE), 1 - _EDGE), 4), round(min(max(y, 0.12), 1 - _EDGE), 4)
