"""A lesson with thousands of events, for measurements: six counters, a grid of 25 codes by the minute, 30 seats."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from lesvisit.domain.events import Entry, Seat, Seating, Tick
from lesvisit.domain.records import Write
from lesvisit.domain.template import Block, Item, Section, Template
from lesvisit.services.desk import Desk, new_id
from lesvisit.services.session import VisitSession

MANY, FEW = 5000, 50
CODES, INTERVALS, SECONDS = 25, 60, 60
FILLED = 34  # intervals that are full already; the others are pressed
ROWS, PLACES = 5, 6
LESSON_SEC = 3000


def form() -> Template:
    """The form of the lesson."""
    codes = tuple(Item(f"c{n}", {"nl": f"code {n}"}, code=f"q{n}") for n in range(CODES))
    symbols = tuple(Item(f"s{n}", {"nl": f"teken {n}"}) for n in range(5))
    blocks = (
        Block("notes", "note", {"nl": "Notities"}),
        *(Block(f"t{n}", "tally", {"nl": f"teller {n}"}) for n in range(6)),
        Block("grid", "interval_grid", {"nl": "raster"}, items=codes, options={"seconds": SECONDS}),
        Block("map", "seat_map", {"nl": "plattegrond"}, items=symbols),
    )
    return Template(new_id(), 1, {"nl": "Alles"}, sections=(Section({"nl": "Alles"}, blocks),))


def payload(number: int) -> tuple[str, object]:
    """A third of each: presses, cells, marks."""
    if number % 3 == 0:
        return f"t{number % 6}", Tick(f"t{number % 6}")
    cell = number // 3
    if number % 3 == 1 and cell < FILLED * CODES:
        return "grid", Entry("grid", f"c{cell % CODES}", "on", slot=cell // CODES)
    return "map", Entry("map", f"R{1 + number % ROWS}P{1 + number % PLACES}", f"s{number % 5}")


def free_cells() -> Iterator[Entry]:
    """Cells that nothing stands in yet, interval after interval."""
    for slot in range(FILLED, 100 * INTERVALS):
        for code in range(CODES):
            yield Entry("grid", f"c{code}", "on", slot=slot)


def fill(desk: Desk, session: VisitSession, events: int) -> None:
    """So many events over the lesson, in one act, and the seats of the room."""
    first = desk.stamp(session.book, desk.moment())
    seats = tuple(
        Seat(f"R{row}P{place}", place / (PLACES + 1), row / (ROWS + 1))
        for row in range(1, ROWS + 1)
        for place in range(1, PLACES + 1)
    )
    writes = [Write(new_id(), 1, Seating(seats=seats), stamp=replace(first, block_id="map"))]
    for number in range(events):
        block_id, made = payload(number)
        at = desk.clock.now_utc() - timedelta(seconds=LESSON_SEC * (1 - number / events))
        stamp = replace(first, seq=first.seq + 1 + number, at_utc=at, elapsed_ms=None, boot_id="before")
        writes.append(Write(new_id(), 1, made, stamp=replace(stamp, block_id=block_id)))
    session.do(desk.operation(session.book, "observe", "fill", writes, undoable=False))
