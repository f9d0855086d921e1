"""Seats read from words, what events come to per seat, and the room as debrief and papers draw it."""

import random
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from lesvisit.blocks.drawing import Box, Disc, Line, Words
from lesvisit.blocks.seat_map import KIND, MARK, ROUND
from lesvisit.blocks.seat_shapes import SHAPES, symbol_marks
from lesvisit.blocks.seat_state import RoomState, place_of, step_of
from lesvisit.blocks.seats import (
    FLOOR,
    FRONT,
    TEACHER,
    box_size,
    closest,
    free_code,
    in_groups,
    in_order,
    in_rows,
    nearest,
    per_row,
    read_layout,
)
from lesvisit.domain.design import DesignVersion, Phase
from lesvisit.domain.events import Entry, Note, PhaseStart, Seat, Seating, Subject, SubjectKind
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block, Item
from lesvisit.domain.visit_book import VisitBook
from tests.blocks.block_support import LONG, START, assert_fits, room, said, says, stamp, template_of, visit_with
from tests.reports.support import sample

ITEMS = (
    Item("on", {"nl": "aan taak"}, code="at"),
    Item("talk", {"nl": "praat over de taak"}, code="pt"),
    Item("wait", {"nl": "wacht"}),
)
BLOCK = Block("map", "seat_map", {"nl": "plattegrond"}, items=ITEMS)
ROOM = Seating("7+7+6+6", {"A": "R1P5", "B": "R3P5", "C": "R3P2"})


def mark(seat: str, value: str = "on", **more: Any) -> Entry:
    return Entry("map", seat, value, **more)


def step(x: float, y: float) -> Entry:
    return Entry("map", FLOOR, extra={"x": x, "y": y})


def a_view(*events: tuple[float | None, Any], seating: Seating | None = ROOM, block: Block = BLOCK) -> VisitBook:
    view = visit_with(block, *events)
    if seating is None:
        return view
    return view.with_book(view.book.put([Record("room", "visit", 1, 1, seating, "bram", START)]))


# Reading a layout


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("4 rijen, R1 vooraan; 7+7+6+6 plaatsen", "7+7+6+6"),
        ("7 + 7+6 +6", "7+7+6+6"),
        ("5 rijen van 6", "6+6+6+6+6"),
        ("5 rows of 6", "6+6+6+6+6"),
        ("3 x 4", "4+4+4"),
        ("3×4 tafels", "4+4+4"),
        ("5 rijen van 2+2+2", "6+6+6+6+6"),
        ("4 rijen, 26 plaatsen", "7+7+6+6"),
        ("6 groepjes van 4", "4+4+4+4+4+4"),
        ("Six tables? 6 tables of 4", "4+4+4+4+4+4"),
    ],
)
def test_layouts_are_read(text: str, rows: str) -> None:
    assert per_row(read_layout(text)) == rows


@pytest.mark.parametrize(
    "text",
    [
        "",
        "gewoon",
        "lokaal 12",
        "0+0",
        "0 x 5",
        "99 rijen van 99",
        "1+999",
        "13 x 3",
        "3 x 21",
        "12 x 20",
        "26 leerlingen",
        "-1 x",
        "1" * 5000 + "+2",
        "1+" * 5000,
        "\x00\n",
        "x×*",
        "6 tafels van 0",
        "90 tafels van 4",
    ],
)
def test_nonsense_gives_no_seats(text: str) -> None:
    assert read_layout(text) == ()


def test_rows_stand_behind_each_other() -> None:
    seats = {seat.code: seat for seat in read_layout("4 rijen, R1 vooraan; 7+7+6+6 plaatsen")}
    assert seats["R1P1"].y < seats["R2P1"].y < seats["R4P1"].y
    assert seats["R1P1"].x == seats["R4P1"].x < seats["R4P6"].x
    assert min(seat.y for seat in seats.values()) > FRONT


def test_the_first_row_may_be_at_the_back() -> None:
    seats = {seat.code: seat for seat in read_layout("R1 achteraan, 3 x 4")}
    assert seats["R1P1"].y > seats["R3P1"].y


def test_aisles_are_wider_than_the_space_between_neighbours() -> None:
    first, second, third, *_rest = in_order(read_layout("5 rijen van 2+2+2"))
    assert third.x - second.x > second.x - first.x + 0.01


@pytest.mark.parametrize("seats", [in_rows([12] * 12), in_rows([7, 7, 6, 6]), in_groups(6, 4), in_groups(7, 5)])
@pytest.mark.parametrize("size", [(810.0, 290.0), (300.0, 150.0)])
def test_no_box_lies_over_another(seats: tuple[Seat, ...], size: tuple[float, float]) -> None:
    wide, high = box_size(seats, *size)
    for place, one in enumerate(seats):
        for other in seats[:place]:
            apart_x = abs(one.x - other.x) * size[0] >= wide - 0.1
            apart_y = abs(one.y - other.y) * size[1] >= high - 0.1
            assert apart_x or apart_y, (one, other)


def test_directions_lead_to_the_next_seat_and_end_at_the_wall() -> None:
    places = {seat.code: (seat.x * 800, seat.y * 300) for seat in in_rows([7, 7, 6, 6])}

    def walk(start: str, direction: tuple[float, float]) -> str:
        return nearest({c: p for c, p in places.items() if c != start}, places[start], direction)

    assert walk("R2P3", (1, 0)) == "R2P4"
    assert walk("R2P3", (-1, 0)) == "R2P2"
    assert walk("R2P3", (0, 1)) == "R3P3"
    assert walk("R2P3", (0, -1)) == "R1P3"
    assert walk("R1P7", (1, 0)) == ""
    assert walk("R4P1", (0, 1)) == ""


@pytest.mark.parametrize("seats", [in_groups(6, 4), in_rows([3, 5, 1]), in_rows([1])])
def test_every_seat_can_be_reached_by_arrows(seats: tuple[Seat, ...]) -> None:
    places = {seat.code: (seat.x * 800, seat.y * 300) for seat in seats}
    seen, edge = {seats[0].code}, [seats[0].code]
    while edge:
        here = edge.pop()
        for direction in ((1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)):
            found = nearest({c: p for c, p in places.items() if c != here}, places[here], direction)
            if found and found not in seen:
                seen.add(found)
                edge.append(found)
    assert seen == set(places)


def test_new_seats_get_a_code_that_is_free() -> None:
    seats = list(in_rows([3, 3]))
    for _number in range(20):
        code = free_code(seats, 0.9)
        assert code not in {seat.code for seat in seats}
        seats.append(Seat(code, 0.5, 0.9))
    assert seats[6].code == "R2P4"
    assert free_code((), 0.5) == "R1P1"
    assert free_code((Seat("Rein", 0.5, 0.5),), 0.5) == "R1P1"


def test_seat_order_and_the_seat_beside_a_point() -> None:
    seats = (Seat("raam", 0.1, 0.5), Seat("R10P1", 0.2, 0.9), Seat("R2P1", 0.2, 0.4))
    assert [seat.code for seat in in_order(seats)] == ["R2P1", "R10P1", "raam"]
    assert closest(seats, 0.21, 0.42) == "R2P1"
    assert closest(seats, 0.9, 0.1) == closest((), 0.5, 0.5) == ""
    assert per_row(seats) == ""


def test_every_symbol_has_a_shape_of_its_own() -> None:
    drawn = {repr(symbol_marks(place, 0, 0, 12)) for place in range(SHAPES)}
    assert len(drawn) == SHAPES == KIND.most_items


# What events come to


def a_record(number: int, entry: Entry, deleted: bool = False) -> Record[Any]:
    return Record(f"e{number}", "v", 1, 1, entry, "bram", START, deleted, stamp(1.0, number, "map"))


def told(state: RoomState) -> object:
    places = {code: (p.counts, p.last) for code, p in state.places.items() if p.counts or p.last}
    asked = {slot: set(answers) for slot, answers in state.rounds.items()}
    return places, state.arrows, asked, state.total, state.last_arrows(9), state.last_steps(9)


def test_one_event_at_a_time_comes_to_the_same_as_all_at_once() -> None:
    dice = random.Random(11)
    records: dict[str, Record[Any]] = {}
    state = RoomState("map")
    for number in range(1500):
        chance = dice.random()
        seat, other = (f"R{dice.randint(1, 4)}P{dice.randint(1, 6)}" for _ in range(2))
        if chance < 0.25 and records:
            old = records[dice.choice(list(records))]
            entry, again = old.payload, int(old.id[1:])
            changed = replace(entry, value=dice.choice("ab")) if entry.item != FLOOR else entry
            record = a_record(again, changed, deleted=dice.random() < 0.4)
        elif chance < 0.4:
            record = a_record(number, Entry("map", TEACHER, "a", seat))
        elif chance < 0.5:
            record = a_record(number, Entry("map", seat, "b", other))
        elif chance < 0.6:
            record = a_record(number, step(dice.random(), dice.random()))
        else:
            record = a_record(number, Entry("map", seat, dice.choice("ab"), slot=dice.choice((None, 0, 1))))
        records[record.id] = record
        assert state.take(record)
    kept = sorted(records.values(), key=lambda r: r.stamp.seq if r.stamp else 0)
    whole = RoomState("map", (r for r in kept if not r.deleted))
    assert told(state) == told(whole)


def test_events_of_others_are_not_ours() -> None:
    state = RoomState("map")
    assert not state.take(a_record(1, Entry("other", "R1P1", "a")))
    assert not state.take(Record("n", "v", 1, 1, Note("x"), "bram", START))
    assert state.total == 0


def test_whose_turn_an_arrow_is() -> None:
    assert place_of(mark("R1P1")) == "R1P1"
    assert place_of(mark(TEACHER, other="R2P3")) == "R2P3"
    assert place_of(mark("R2P3", other=TEACHER)) == "R2P3"
    assert place_of(mark("R2P3", other="R2P4")) == "R2P3"
    assert place_of(step(0.1, 0.2)) == TEACHER


@pytest.mark.parametrize("extra", [{}, {"x": "a", "y": 1}, {"x": None, "y": 0.5}, {"x": 0.5}])
def test_a_step_without_a_point_is_no_step(extra: dict[str, object]) -> None:
    entry = Entry("map", FLOOR, extra=extra)
    assert step_of(entry) is None
    view = a_view((1.0, entry))
    assert KIND.drawing(view, BLOCK, says, room()) is not None
    assert KIND.rows(view, BLOCK, says)[0].item == TEACHER


# The kind


def test_problems_are_named_at_their_field() -> None:
    empty = replace(BLOCK, items=(), options={"rows": 0, "places": 13})
    found = {p.path for p in KIND.problems(template_of(empty), empty)}
    assert found == {"items", "options.rows", "options.places"}
    assert list(KIND.problems(template_of(BLOCK), BLOCK)) == []
    assert KIND.size(replace(BLOCK, options={"rows": 99, "places": "x"})) == (12, 6)


def test_what_happens_at_once_is_not_added_to_rounds() -> None:
    events = [
        (1.0, mark("R1P1")),
        (2.0, mark("R1P1", "talk")),
        (3.0, mark("R1P2", slot=0)),
        (None, mark("R1P3", slot=0)),
    ]
    view = a_view(*events, (4.0, step(0.2, 0.3)))
    counts = {(c.item, c.unit): c.minutes for c in KIND.counts(view, BLOCK, says)}
    assert counts["on", MARK] == (1.0,)
    assert counts["talk", MARK] == (2.0,)
    assert counts["wait", MARK] == ()
    assert counts["on", ROUND] == (3.0,)
    assert KIND.counts(a_view(), BLOCK, says)[0].minutes == ()


def test_rows_say_seat_symbol_and_other_seat() -> None:
    view = a_view(
        (1.0, mark("R1P1")), (2.0, mark(TEACHER, "wait", other="R2P3")), (3.0, mark("R1P2", "gone", slot=4))
    )
    first, arrow, asked = KIND.rows(view, BLOCK, says)
    assert (first.item, first.label, first.value, first.other) == ("R1P1", "aan taak", "at", "")
    assert (arrow.item, arrow.value, arrow.other) == (TEACHER, "wait", "R2P3")
    assert (asked.item, asked.label, asked.slot) == ("R1P2", "gone", 4)
    walked = KIND.rows(a_view((1.0, replace(step(0.25, 0.5), other="R1P1"))), BLOCK, says)[0]
    assert (walked.item, walked.value, walked.other) == (TEACHER, "0.25 / 0.50", "R1P1")


def test_the_summary_counts_marks_and_tells_the_last() -> None:
    assert KIND.summary(a_view(), BLOCK, says) == ""
    view = a_view((1.0, mark("R1P1")), (2.5, mark("R1P1")), (3.0, step(0.1, 0.1)))
    words = KIND.summary(view, BLOCK, says)
    assert "2" in words
    assert "02:30" in words
    assert "R1P1" not in words, "it stands there while pupils are hidden too"
    assert KIND.summary(a_view((None, mark("R1P1"))), BLOCK, says) == "1"


# The drawing


def test_the_drawing_shows_seats_numbers_letters_and_rows() -> None:
    view = a_view(*[(1.0, mark("R1P5"))] * 3, (2.0, mark("R2P1", "talk")), (3.0, mark("R1P1")))
    drawing = KIND.drawing(view, BLOCK, says, room(720))
    texts = said(drawing)
    assert {"R1P5", "R4P6", "A", "B", "C", "3"} <= set(texts)
    assert any("R1: 4 · R2: 1 · R3: 0 · R4: 0" in text for text in texts)
    assert drawing is not None
    assert "R1P5 3" in drawing.words
    assert "A R1P5" in drawing.words


def test_more_marks_are_darker_and_always_numbered() -> None:
    view = a_view(*[(1.0, mark("R1P1"))] * 9, *[(1.0, mark("R1P2"))] * 4, (1.0, mark("R1P3")))
    drawing = KIND.drawing(view, BLOCK, says, room(720))
    assert drawing is not None
    fills = Counter(m.fill for m in drawing.marks if isinstance(m, Box) and m.edge == "ctl")
    assert fills == {"accent": 1, "soft": 1, "alt": 1, "surface": 23}
    bold = [m.text for m in drawing.marks if isinstance(m, Words) and m.bold]
    assert {"9", "4", "1"} <= set(bold)


def test_arrows_are_thicker_when_they_come_again() -> None:
    view = a_view(*[(1.0, mark(TEACHER, other="R2P3"))] * 4, (2.0, mark("R2P3", other="R2P4")))
    drawing = KIND.drawing(view, BLOCK, says, room(720))
    assert drawing is not None
    widths = sorted(m.width for m in drawing.marks if isinstance(m, Line) and m.arrow)
    assert widths == [1.0, 2.5]
    assert "4" in said(drawing)
    assert "R2P3 → R2P4 1" in drawing.words


def test_the_way_of_the_teacher_is_drawn() -> None:
    view = a_view((1.0, step(0.1, 0.3)), (2.0, step(0.5, 0.6)), (3.0, step(0.9, 0.3)))
    drawing = KIND.drawing(view, BLOCK, says, room(720))
    assert drawing is not None
    assert sum(1 for m in drawing.marks if isinstance(m, Line) and m.dashed) == 2
    assert sum(1 for m in drawing.marks if isinstance(m, Disc) and m.fill == "accent") == 3


def test_rounds_stand_apart_with_their_minute() -> None:
    asked = [(5.0, mark(f"R1P{n}", "on" if n < 5 else "wait", slot=0)) for n in range(1, 8)]
    view = a_view((1.0, mark("R1P1", "talk")), *asked, (9.0, mark("R1P1", slot=1)))
    drawing = KIND.drawing(view, BLOCK, says, room(720))
    texts = said(drawing)
    assert texts.count("05:00") == texts.count("09:00") == 1
    assert len([t for t in texts if t.startswith(("Ronde", "Round")) and t[-1] in "12"]) == 2
    assert drawing is not None
    assert list(drawing.cuts) == sorted(drawing.cuts)


def test_one_phase_only() -> None:
    view = a_view((1.0, PhaseStart("p1")), (2.0, mark("R1P1")), (10.0, PhaseStart("p2")), (11.0, mark("R4P6")))
    view = replace(view, version=DesignVersion(1, phases=(Phase("p1", "Start", 10), Phase("p2", "Oefenen", 10))))
    whole, first = (KIND.drawing_for(view, BLOCK, says, room(), phase) for phase in ("", "p1"))
    assert whole is not None
    assert first is not None
    assert "R4P6 1" in whole.words
    assert "R4P6 1" not in first.words
    assert "R1P1 1" in first.words


def test_places_that_are_not_in_the_room_are_told() -> None:
    view = a_view((1.0, mark("R9P9")), (1.0, mark("R1P1")))
    assert any("R9P9 1" in text for text in said(KIND.drawing(view, BLOCK, says, room())))
    without = KIND.drawing(a_view((1.0, mark("R9P9")), seating=None), BLOCK, says, room())
    assert any("R9P9 1" in text for text in said(without))


def test_nothing_entered_draws_nothing() -> None:
    assert KIND.drawing(a_view(seating=None), BLOCK, says, room()) is None
    assert KIND.drawing(a_view(seating=Seating("7+7")), BLOCK, says, room()) is None
    assert KIND.drawing(a_view(seating=Seating("gewoon", {"A": "R1P1"})), BLOCK, says, room()) is None


def test_the_sample_shows_its_room_its_case_pupils_and_where_lines_are_about() -> None:
    drawing = KIND.drawing(sample(), BLOCK, says, room(720))
    texts = said(drawing)
    assert {"A", "B", "C", "R1P5", "R3P5", "R3P2", "R4P6"} <= set(texts)
    rings = [m for m in drawing.marks if isinstance(m, Disc) and not m.fill] if drawing is not None else []
    assert len(rings) >= 3
    assert drawing is not None
    assert "B R3P5" in drawing.words


@pytest.mark.parametrize("width", [300, 420, 720])
@pytest.mark.parametrize("layout", ["7+7+6+6", "12 x 12", "6 tafels van 4", "1+1", ""])
def test_the_drawing_fits(width: float, layout: str) -> None:
    items = (*ITEMS, Item("long", {"nl": LONG}))
    block = replace(BLOCK, items=items)
    dice = random.Random(5)
    events: list[tuple[float | None, Any]] = []
    for number in range(500):
        seat, other = (f"R{dice.randint(1, 5)}P{dice.randint(1, 8)}" for _ in range(2))
        entry = mark(seat, dice.choice(["on", "talk", "long", "weg"]), other=other if number % 3 else "")
        events.append((number / 10, replace(entry, slot=number % 4 if number % 5 == 0 else None)))
    events += [(1.0, step(dice.random(), dice.random())) for _ in range(300)]
    note = Note("x", about=(Subject(SubjectKind.SEAT, "R1P1"),))
    view = a_view(*events, (1.0, note), seating=Seating(layout, {"A": "R1P1", "B": "R9P9"}), block=block)
    drawing = KIND.drawing(view, block, says, room(width))
    assert drawing is not None
    assert_fits(drawing, room(width))
    for found in drawing.marks:
        if isinstance(found, Box):
            assert found.x >= 0
            assert found.x + found.w <= width + 0.5
            assert found.y + found.h <= drawing.height + 0.5


def test_the_sketch_fits_and_needs_no_data() -> None:
    for block in (BLOCK, replace(BLOCK, items=()), replace(BLOCK, items=ITEMS[:1])):
        sketch = KIND.sketch(block, says, room(180))
        assert sketch.height <= 80
        assert sketch.words
