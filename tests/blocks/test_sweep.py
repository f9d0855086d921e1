"""Rounds without a screen: what is stored, the rest, the schedule, counts per phase, the drawing."""

from dataclasses import replace

import pytest

from lesvisit.blocks import kind_of
from lesvisit.blocks.check import problems
from lesvisit.blocks.drawing import Box, Disc, Drawing, Line, Room, Words
from lesvisit.blocks.keys import quick_presses
from lesvisit.blocks.kind import per_phase
from lesvisit.blocks.sweep import KIND, Tally, in_order, is_due, next_due, present_of, rest_id
from lesvisit.domain.events import Sweep
from lesvisit.domain.template import Block, Item
from lesvisit.services import blocks, observe
from tests.blocks.grids import Lesson, at_work, dutch, lesson, template_of

SAMPLE = ((300, 22), (420, 25), (630, 24), (510, 25), (150, 23), (480, 19), (390, 26))


def room(width: float = 700) -> Room:
    return Room(width, lambda text, px, bold: len(text) * px * 0.52)


def sampled(block: Block) -> Lesson:
    """The rounds of the worked visit."""
    visit = lesson(block)
    visit.begin("p1")
    for number, (seconds, count) in enumerate(SAMPLE):
        visit.pass_by(seconds)
        if number == 1:
            visit.begin("p2")
        visit.enter(block, Sweep({"on_task": count}, 26))
    return visit


def drawn(visit: Lesson, block: Block, width: float = 700) -> Drawing:
    found = KIND.drawing(visit.view, block, dutch(), room(width))
    assert found is not None
    return found


def texts(drawing: Drawing) -> list[str]:
    return [m.text for m in drawing.marks if isinstance(m, Words)]


# Reading


def test_summary_says_the_last_round() -> None:
    block = at_work(items=1)
    visit = sampled(block)
    assert KIND.summary(visit.view, block, dutch()) == "26 van 26 · 48:00"
    assert KIND.summary(lesson(block).view, block, dutch()) == ""


def test_rows_say_each_round_once_with_all_its_numbers() -> None:
    block = at_work()
    visit = lesson(block)
    visit.pass_by(300)
    visit.enter(block, Sweep({"on_task": 22, "waits": 3, "off": 1}, 26))
    (row,) = KIND.rows(visit.view, block, dutch())
    assert (row.item, row.number, row.other) == ("on_task", 22, "26")
    assert row.value == "aan taak 22, wacht 3, niet aan taak 1, 26 aanwezig"


def test_counts_are_rounds_per_phase_and_pupils_are_never_added() -> None:
    block = at_work(items=1)
    visit = sampled(block)
    (count,) = KIND.counts(visit.view, block, dutch())
    assert count.unit == "round"
    assert count.minutes == pytest.approx((5, 12, 22.5, 31, 33.5, 41.5, 48))
    assert per_phase(visit.view, count.minutes) == {"p1": 1, "p2": 6}


def test_present_of_a_new_round_is_that_of_the_last() -> None:
    block = at_work()
    visit = lesson(block)
    assert present_of(visit.view, block) == 26
    visit.pass_by(60)
    visit.enter(block, Sweep({"on_task": 20}, 25))
    visit.pass_by(60)
    visit.enter(block, Sweep({"on_task": 20}, None))
    assert present_of(visit.view, block) == 25


def test_a_round_can_be_changed_moved_and_taken_away() -> None:
    block = at_work()
    visit = sampled(block)
    record = in_order(visit.view, block)[0]
    visit.do(blocks.change(visit.desk, visit.view, record, Sweep({"on_task": 21}, 26)))
    assert in_order(visit.view, block)[0].payload.counts["on_task"] == 21
    assert visit.view.minute(in_order(visit.view, block)[0]) == pytest.approx(5)
    visit.do(blocks.take_away(visit.desk, visit.view, in_order(visit.view, block)[0]))
    assert len(in_order(visit.view, block)) == 6


# The rest


@pytest.mark.parametrize(
    ("counts", "present", "rest", "over"),
    [
        ({"on_task": 22, "waits": 3}, 26, 1, 0),
        ({"on_task": 26}, 26, 0, 0),
        ({"on_task": 27, "waits": 1}, 26, None, 2),
        ({"on_task": 3}, None, None, 0),
        ({}, 26, None, 0),
        ({"off": 9}, 26, None, 0),
    ],
)
def test_the_last_category_may_be_the_rest(
    counts: dict[str, int], present: int | None, rest: int | None, over: int
) -> None:
    tally = Tally(counts, present, "off")
    assert (tally.rest, tally.over) == (rest, over)
    assert tally.sweep().counts.get("off") == rest


def test_without_a_rest_each_category_is_counted() -> None:
    tally = Tally({"on_task": 22, "off": 9}, 26)
    assert (tally.over, tally.rest) == (5, None)
    assert tally.sweep() == Sweep({"on_task": 22, "off": 9}, 26)
    assert rest_id(at_work()) == ""
    assert rest_id(at_work(rest=True)) == "off"
    assert rest_id(at_work(items=1, rest=True)) == ""


# The schedule


def test_rounds_are_due_at_whole_multiples_and_count_for_the_nearest() -> None:
    block = at_work(minutes=5)
    visit = lesson(block)
    assert next_due(visit.view, block) == 5
    assert not is_due(visit.view, block, 4.9)
    assert is_due(visit.view, block, 5.0)
    visit.pass_by(290)
    visit.enter(block, Sweep({"on_task": 22}, 26))
    assert next_due(visit.view, block) == 10
    visit.pass_by(390)
    visit.enter(block, Sweep({"on_task": 22}, 26))
    assert next_due(visit.view, block) == 15
    assert not is_due(visit.view, block, None)
    visit.do(observe.finish(visit.desk, visit.view, visit.desk.moment()))
    assert not is_due(visit.view, block, 30)


def test_by_hand_nothing_is_ever_due() -> None:
    block = at_work()
    visit = lesson(block)
    assert next_due(visit.view, block) is None
    assert not is_due(visit.view, block, 99)


# The form


def test_one_press_opens_the_block() -> None:
    block = at_work()
    assert KIND.opens
    assert [p.item_id for p in quick_presses(template_of(block))] == [""]
    visit = lesson(block)
    assert not visit.press(block, "")


def test_problems_are_named_at_the_field() -> None:
    assert problems(template_of(at_work(minutes=5, rest=True))) == ()
    assert [p.path for p in problems(template_of(at_work(items=1, rest=True)))] == [
        "sections[0].blocks[0].options.rest"
    ]
    assert [p.path for p in problems(template_of(at_work(minutes=-1)))] == ["sections[0].blocks[0].options.minutes"]
    assert [p.path for p in problems(template_of(at_work(items=0)))] == ["sections[0].blocks[0].items"]


# The drawing


@pytest.mark.parametrize("width", [300, 480, 720])
def test_the_numbers_stand_under_their_rounds(width: float) -> None:
    block = at_work(items=1)
    made = drawn(sampled(block), block, width)
    shown = [text for text in texts(made) if text.endswith("/26")]
    assert shown == ["22/26", "25/26", "24/26", "25/26", "23/26", "19/26", "26/26"]
    assert len([m for m in made.marks if isinstance(m, Disc)]) == 8
    for mark in made.marks:
        if isinstance(mark, Words):
            wide = len(mark.text) * mark.px * 0.52
            left = {"left": mark.x, "center": mark.x - wide / 2, "right": mark.x - wide}[mark.align]
            assert left >= -1
            assert left + wide <= width + 1


def test_every_category_has_its_own_shape() -> None:
    block = replace(at_work(), items=tuple(Item(f"c{n}", {"nl": f"soort {n}"}) for n in range(8)))
    visit = lesson(block)
    visit.enter(block, Sweep({f"c{n}": n for n in range(8)}, 28))
    marks = drawn(visit, block).marks
    kinds = {(type(m), getattr(m, "fill", ""), getattr(m, "closed", ""), getattr(m, "dashed", "")) for m in marks}
    assert len([k for k in kinds if k[0] in (Box, Disc, Line)]) >= 6


def test_words_tell_each_round() -> None:
    block = at_work()
    visit = lesson(block)
    visit.pass_by(300)
    visit.enter(block, Sweep({"on_task": 22, "off": 4}, 26))
    assert "05:00 aan taak 22, niet aan taak 4, 26 aanwezig" in drawn(visit, block).words


def test_odd_data() -> None:
    block = replace(at_work(), label={"nl": "Ronde " * 40})
    visit = lesson(block, bell=False, phases=False)
    for sweep in (
        Sweep({}, None),
        Sweep({"on_task": 40}, 26),
        Sweep({"on_task": 0}, 0),
        Sweep({"gone": 3}, None),
        Sweep({"een heel lang woord dat niemand kent " * 6: 3, "on_task": 1}, None),
    ):
        visit.enter(block, sweep)
        visit.pass_by(600)
    for width in (300, 700):
        made = drawn(visit, block, width)
        assert all(-1 <= m.x <= width + 1 for m in made.marks if isinstance(m, (Box, Disc, Words)))
    assert "40/26" in texts(drawn(visit, block))
    assert len(KIND.rows(visit.view, block, dutch())) == 5
    assert KIND.drawing(lesson(block).view, block, dutch(), room()) is None


def test_only_empty_rounds() -> None:
    block = at_work()
    visit = lesson(block)
    visit.enter(block, Sweep({}, None))
    assert drawn(visit, block).height > 0
    assert KIND.summary(visit.view, block, dutch()) == "00:00"


def test_five_hundred_rounds() -> None:
    block = at_work()
    visit = lesson(block)
    for number in range(500):
        visit.pass_by(6)
        visit.enter(block, Sweep({"on_task": number % 27, "waits": 1}, 26))
    made = drawn(visit, block)
    assert len(made.words) < 10_000
    assert list(made.cuts) == sorted(made.cuts)


def test_the_sketch_fits_any_width() -> None:
    for width in (120, 300, 700):
        assert KIND.sketch(at_work(), dutch(), room(width)).width == width
    assert KIND.sketch(Block("x", "sweep"), dutch(), room()).height > 0
    assert kind_of("sweep") is KIND
