"""The interval grid without a screen: presses, corrections, counts per phase, odd data, the drawing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lesvisit.blocks import kind_of
from lesvisit.blocks.check import problems
from lesvisit.blocks.drawing import Box, Drawing, Room, Words
from lesvisit.blocks.interval_cells import Cells
from lesvisit.blocks.interval_drawing import partial_of
from lesvisit.blocks.interval_grid import IntervalGridKind
from lesvisit.blocks.kind import per_phase
from lesvisit.domain.events import Entry
from lesvisit.domain.template import Block, Item
from lesvisit.services import blocks, observe, prepare
from tests.blocks.grids import Lesson, copus, dutch, lesson, template_of


def kind() -> IntervalGridKind:
    found = kind_of("interval_grid")
    assert isinstance(found, IntervalGridKind)
    return found


def room(width: float = 700) -> Room:
    return Room(width, lambda text, px, bold: len(text) * px * 0.52)


def stored(visit: Lesson, block: Block) -> list[tuple[str, int | None, float | None]]:
    """What is stored: code, interval, seconds of the lesson."""
    found = visit.view.of_block(block.id)
    minutes = [visit.view.minute(r) for r in found]
    return [
        (r.payload.item, r.payload.slot, None if m is None else round(m * 60))
        for r, m in zip(found, minutes, strict=True)
    ]


def drawn(visit: Lesson, block: Block, width: float = 700) -> Drawing:
    found = kind().drawing(visit.view, block, dutch(), room(width))
    assert found is not None
    return found


# Presses


def test_presses_are_stored_at_their_time_and_in_their_interval() -> None:
    block = copus()
    visit = lesson(block)
    for seconds, code in ((10, "s_L"), (60, "i_Lec"), (49, "s_WG"), (1, "s_WG"), (300, "i_MG")):
        visit.pass_by(seconds)
        visit.press(block, code)
    expected = [("s_L", 0, 10), ("i_Lec", 0, 70), ("s_WG", 0, 119), ("s_WG", 1, 120), ("i_MG", 3, 420)]
    assert stored(visit, block) == expected


def test_pressing_again_in_the_same_interval_takes_the_code_off() -> None:
    block = copus()
    visit = lesson(block)
    visit.press(block, "s_L")
    visit.pass_by(90)
    visit.press(block, "s_L")
    assert stored(visit, block) == []
    visit.pass_by(40)
    visit.press(block, "s_L")
    visit.pass_by(120)
    visit.press(block, "s_L")
    assert stored(visit, block) == [("s_L", 1, 130), ("s_L", 2, 250)]


def test_single_select_replaces_within_the_group_only() -> None:
    block = copus(select="single")
    visit = lesson(block)
    for code in ("s_L", "i_Lec", "s_WG"):
        visit.pass_by(5)
        visit.press(block, code)
    assert stored(visit, block) == [("s_WG", 0, 5), ("i_Lec", 0, 10)]
    visit.press(block, "s_WG")
    assert stored(visit, block) == [("i_Lec", 0, 10)]


def test_the_scale_has_one_value_per_interval() -> None:
    block = copus()
    visit = lesson(block)
    visit.press(block, "#scale:low")
    visit.press(block, "#scale:high")
    visit.pass_by(120)
    visit.press(block, "#scale:low")
    values = [(r.payload.item, r.payload.value, r.payload.slot) for r in visit.view.of_block(block.id)]
    assert values == [("#scale", "high", 0), ("#scale", "low", 1)]
    visit.press(block, "#scale:low")
    assert len(visit.view.of_block(block.id)) == 1
    assert not visit.press(block, "#scale:nothing")
    assert not visit.press(block, "unknown")


def test_from_the_first_press_intervals_count_from_there_also_when_it_is_taken_back() -> None:
    block = copus(start="first", seconds=60)
    visit = lesson(block)
    visit.pass_by(615)
    visit.press(block, "s_L")
    visit.pass_by(59)
    visit.press(block, "s_WG")
    visit.pass_by(1)
    visit.press(block, "s_WG")
    assert [slot for _, slot, _ in stored(visit, block)] == [0, 0, 1]
    first = visit.view.of_block(block.id)[0]
    visit.do(blocks.take_away(visit.desk, visit.view, first))
    cells = Cells(visit.view, block)
    assert [(key, sorted(cells.row(key))) for key in cells.keys] == [("s_WG", [0, 1])]
    assert cells.slots.words(0) == "10:15–11:15"


def test_the_first_press_of_all_is_the_beginning() -> None:
    block = copus()
    visit = lesson(block, bell=False)
    assert visit.minute is None
    visit.press(block, "s_L")
    visit.pass_by(125)
    visit.press(block, "s_L")
    assert stored(visit, block) == [("s_L", 0, 0), ("s_L", 1, 125)]


def test_a_bell_that_is_asked_later_moves_every_press_to_its_own_interval() -> None:
    block = copus()
    visit = lesson(block, bell=False)
    visit.press(block, "s_L")
    visit.pass_by(61)
    late = kind().press_at(visit.view, block, "s_WG", 0, visit.minute)
    assert late is not None
    assert "late" not in late.payload.extra
    visit.pass_by(60)
    late = kind().press_at(visit.view, block, "s_WG", 0, visit.minute)
    assert late is not None
    visit.enter(block, late.payload)
    bell = visit.view.start_utc
    assert bell is not None
    visit.do(observe.set_lesson_start(visit.desk, visit.view, bell - timedelta(minutes=18)))
    cells = Cells(visit.view, block)
    assert {key: sorted(cells.row(key)) for key in cells.keys} == {"s_L": [9], "s_WG": [9]}
    assert [row.slot for row in kind().rows(visit.view, block, dutch())] == [9, 9]


def test_another_length_in_the_form_of_this_visit_regroups_by_time() -> None:
    block = copus()
    visit = lesson(block)
    visit.pass_by(130)
    visit.press(block, "s_L")
    shorter = replace(block, options={**block.options, "seconds": 60})
    assert Cells(visit.view, shorter).on("s_L", 2)


def test_a_press_before_the_bell_is_kept() -> None:
    block = copus()
    visit = lesson(block)
    visit.do(observe.set_lesson_start(visit.desk, visit.view, visit.desk.clock.now_utc() + timedelta(minutes=3)))
    visit.press(block, "s_L")
    assert stored(visit, block) == [("s_L", -2, -180)]
    assert "-03:00" not in drawn(visit, block).words
    assert kind().summary(visit.view, block, dutch()) == "L · -04:00"


# Corrections


def test_an_earlier_interval_can_be_filled_in_and_says_so() -> None:
    block = copus()
    visit = lesson(block)
    visit.pass_by(500)
    pressed = kind().press_at(visit.view, block, "s_L", 1, visit.minute)
    assert pressed is not None
    visit.enter(block, pressed.payload)
    (row,) = kind().rows(visit.view, block, dutch())
    assert (row.item, row.slot, row.record.payload.extra["late"]) == ("s_L", 1, True)
    assert row.other.startswith("02:00–04:00,")
    assert visit.view.minute(row.record) == pytest.approx(500 / 60)
    (count,) = [c for c in kind().counts(visit.view, block, dutch()) if c.minutes]
    assert count.minutes == (3.0,)
    again = kind().press_at(visit.view, block, "s_L", 1, visit.minute)
    assert again is not None
    assert again.removes


def test_a_press_that_is_moved_on_purpose_goes_to_the_interval_of_its_new_time() -> None:
    block = copus()
    visit = lesson(block)
    visit.pass_by(500)
    visit.press(block, "s_L")
    record = visit.view.of_block(block.id)[0]
    assert visit.view.start_utc is not None
    visit.do(blocks.move(visit.desk, visit.view, record, visit.view.start_utc + timedelta(minutes=1)))
    assert Cells(visit.view, block).on("s_L", 0)
    late = kind().press_at(visit.view, block, "s_WG", 1, visit.minute)
    assert late is not None
    visit.enter(block, late.payload)
    record = visit.view.of_block(block.id)[-1]
    visit.do(blocks.move(visit.desk, visit.view, record, visit.view.start_utc + timedelta(minutes=11)))
    assert Cells(visit.view, block).on("s_WG", 5)


def test_cells_follow_change_by_change_what_a_new_reading_says() -> None:
    block = copus(4)
    visit = lesson(block)
    cells = Cells(visit.view, block)
    for number in range(40):
        before = {r.id: r.rev for r in visit.view.book.records.values()}
        visit.press(block, block.items[number % 5].id)
        changed = [r for r in visit.view.book.records.values() if before.get(r.id) != r.rev]
        assert cells.take(visit.view, changed)
        visit.pass_by(31)
    fresh = Cells(visit.view, block)
    for item in block.items:
        assert cells.row(item.id) == fresh.row(item.id)
    assert cells.span == fresh.span


def test_a_comment_stands_at_its_interval_and_an_empty_one_goes() -> None:
    block = copus()
    visit = lesson(block)
    made = kind().comment_at(visit.view, block, 0, "drie zoeken hun schrift", visit.minute)
    assert made is not None
    visit.enter(block, made.payload)
    assert kind().comment_at(visit.view, block, 0, "drie zoeken hun schrift", visit.minute) is None
    other = kind().comment_at(visit.view, block, 0, "vier", visit.minute)
    assert other is not None
    assert other.record is not None
    visit.do(blocks.change(visit.desk, visit.view, other.record, other.payload))
    assert [row.value for row in kind().rows(visit.view, block, dutch())] == ["vier"]
    gone = kind().comment_at(visit.view, block, 0, "  ", visit.minute)
    assert gone is not None
    assert gone.removes
    assert kind().comment_at(visit.view, block, 3, "", visit.minute) is None
    assert "vier" in {m.text for m in drawn(visit, block).marks if isinstance(m, Words)}


# Counting


def test_counts_are_intervals_each_with_its_minute_so_that_they_go_per_phase() -> None:
    block = copus()
    visit = lesson(block)
    visit.begin("p1")
    visit.press(block, "s_L")
    visit.pass_by(240)
    visit.press(block, "s_L")
    visit.pass_by(120)
    visit.begin("p2")
    visit.press(block, "s_L")
    visit.press(block, "i_LW")
    visit.press(block, "#scale:mid")
    found = {c.item: c for c in kind().counts(visit.view, block, dutch())}
    assert found["s_L"].minutes == (0.0, 4.0, 6.0)
    assert found["s_L"].unit == "interval"
    assert found["i_LW"].label == "leraar: wacht"
    assert found["#scale:mid"].label == "Betrokkenheid: midden"
    assert per_phase(visit.view, found["s_L"].minutes) == {"p1": 2, "p2": 1}
    assert kind().method == "interval"
    assert "(F1 2, F2 1)" in drawn(visit, block).words


def test_two_presses_that_end_in_one_interval_count_once() -> None:
    block = copus()
    visit = lesson(block)
    visit.enter(block, Entry(block.id, "s_L", "on", slot=0))
    visit.enter(block, Entry(block.id, "s_L", "on", slot=0))
    (count,) = [c for c in kind().counts(visit.view, block, dutch()) if c.minutes]
    assert len(count.minutes) == 1


def test_the_interval_in_which_the_visit_ended_is_partial() -> None:
    block = copus()
    visit = lesson(block)
    visit.press(block, "s_L")
    visit.pass_by(280)
    visit.press(block, "s_L")
    assert partial_of(visit.view, Cells(visit.view, block)) is None
    visit.finish()
    found = partial_of(visit.view, Cells(visit.view, block))
    assert found is not None
    assert (found[0], round(found[1] * 60)) == (2, 280)
    assert any("00:40" in m.text for m in drawn(visit, block).marks if isinstance(m, Words))


def test_a_visit_that_ends_with_its_interval_has_no_partial_one() -> None:
    block = copus()
    visit = lesson(block)
    visit.press(block, "s_L")
    visit.pass_by(240)
    visit.finish()
    assert partial_of(visit.view, Cells(visit.view, block)) is None


def test_summary_says_the_last_interval() -> None:
    block = copus()
    visit = lesson(block)
    assert kind().summary(visit.view, block, dutch()) == ""
    visit.pass_by(130)
    visit.press(block, "i_Lec")
    visit.press(block, "s_L")
    assert kind().summary(visit.view, block, dutch()) == "L, Lec · 02:00"


# The form


@pytest.mark.parametrize("seconds", [None, 0, -1, 4, 1801, 2.5, "120", True])
def test_an_interval_without_a_length_is_a_problem_at_the_field(seconds: object) -> None:
    block = copus()
    options = {k: v for k, v in block.options.items() if k != "seconds"}
    wrong = replace(block, options=options if seconds is None else {**options, "seconds": seconds})
    assert [p.path for p in problems(template_of(wrong))] == ["sections[0].blocks[0].options.seconds"]
    visit = lesson(wrong)
    visit.press(wrong, "s_L")
    assert drawn(visit, wrong).marks


def test_a_good_form_has_no_problems() -> None:
    assert problems(template_of(copus())) == ()


# The drawing


@pytest.mark.parametrize("width", [300, 480, 720])
@pytest.mark.parametrize("seconds", [5, 20, 120, 1800])
def test_the_drawing_keeps_within_its_width(width: float, seconds: int) -> None:
    block = copus(seconds=seconds)
    visit = lesson(block)
    visit.begin("p1")
    for number in range(60):
        visit.press(block, block.items[number * 7 % 25].id)
        visit.pass_by(47)
        if number == 20:
            visit.begin("p2")
    visit.finish()
    made = drawn(visit, block, width)
    assert made.width == width
    assert list(made.cuts) == sorted(made.cuts)
    assert 0 < made.cuts[-1] <= made.height
    for mark in made.marks:
        if isinstance(mark, Box):
            assert 0 <= mark.x <= mark.x + mark.w <= width
        if isinstance(mark, Words):
            assert 0 <= mark.y <= made.height


def test_no_events_no_drawing() -> None:
    block = copus()
    visit = lesson(block)
    assert kind().drawing(visit.view, block, dutch(), room()) is None
    assert kind().rows(visit.view, block, dutch()) == ()


def test_a_code_never_seen_stands_there_with_nought() -> None:
    block = copus(3, scale=False)
    visit = lesson(block)
    visit.press(block, "s_L")
    texts = [m.text for m in drawn(visit, block).marks if isinstance(m, Words)]
    assert texts.count("0") >= 5


def test_odd_data_is_shown_and_kept() -> None:
    long = Item("long", {"nl": "een heel lang woord " * 10}, code="A" * 12)
    block = replace(copus(2), items=(*copus(2).items, long))
    visit = lesson(block, phases=False)
    visit.press(block, "long")
    for entry in (
        Entry(block.id, "gone", "on", slot=3),
        Entry(block.id, "s_L", "on", slot=10**9),
        Entry(block.id, "s_L", "on"),
        Entry(block.id, "", "on", slot=0),
        Entry(block.id, "#scale", "", slot=0),
        Entry(block.id, "#scale", "beyond", slot=0),
        Entry(block.id, "#comment", slot=0),
        Entry(block.id, "s_Ind", "on", slot=2, extra={"late": "yes", "begun": 7}),
        Entry(block.id, "s_Ind", "on", slot=10**7, extra={"late": True, "begun": "no time"}),
        Entry(block.id, "i_Lec", "on", slot=-4, extra={"late": True, "from": "2026-11-24T10:00:00"}),
    ):
        visit.enter(block, entry)
    for width in (300, 700):
        made = drawn(visit, block, width)
        assert all(m.x + m.w <= width for m in made.marks if isinstance(m, Box))
    assert "gone" in drawn(visit, block).words
    assert len(kind().rows(visit.view, block, dutch())) == 11
    assert any(c.item == "gone" for c in kind().counts(visit.view, block, dutch()))


def test_five_hundred_events() -> None:
    block = copus(seconds=5)
    visit = lesson(block)
    for number in range(500):
        visit.enter(block, Entry(block.id, block.items[number % 25].id, "on", slot=number))
        visit.pass_by(5)
    assert sum(len(c.minutes) for c in kind().counts(visit.view, block, dutch())) == 500
    assert len(drawn(visit, block).marks) < 2_000


def test_the_sketch_fits_any_width() -> None:
    for width in (120, 300, 700):
        made = kind().sketch(copus(), dutch(), room(width))
        assert all(m.x + m.w <= width for m in made.marks if isinstance(m, Box))
    assert kind().sketch(Block("x", "interval_grid"), dutch(), room()).height > 0


def test_without_a_form_the_scale_is_left_out() -> None:
    block = copus()
    visit = lesson(block)
    visit.do(prepare.choose_template(visit.desk, visit.view, replace(template_of(block), scales=())))
    assert not visit.press(block, "#scale:low")
    visit.press(block, "s_L")
    assert drawn(visit, block).marks
