"""A checklist: what a press leaves behind, what is counted, and a drawing that stands whatever the data."""

import pytest

from lesvisit.blocks import kind_of
from lesvisit.blocks.drawing import Box
from lesvisit.blocks.kind import per_phase
from lesvisit.domain.events import Entry, Tick
from lesvisit.domain.template import Block, Item
from lesvisit.domain.visit_book import VisitBook
from tests.blocks.block_support import LONG, assert_fits, room, said, says, visit_with, without_stamps

ITEMS = (
    Item("goal", {"nl": "lesdoel op het bord", "en": "goal on the board"}, group={"en": "Start"}, code="goal"),
    Item("check", {"en": "checks understanding"}, group={"en": "Core"}),
    Item("end", {"en": "pupils say what they learned"}, group={"en": "Core"}),
)
BLOCK = Block("chk", "check", {"en": "What I saw"}, items=ITEMS)
KIND = kind_of("check")


def entry(item: str, value: str) -> Entry:
    return Entry("chk", item, value)


def pressed(view: VisitBook, item: str) -> Entry | None:
    assert KIND is not None
    found = KIND.press(view, BLOCK, item, 3.0)
    assert found is not None
    payload: Entry | None = found.payload
    return payload


def test_presses_go_round_and_open_the_item_again() -> None:
    seen = []
    view = visit_with(BLOCK)
    for _ in range(4):
        after = pressed(view, "goal")
        assert after is not None
        seen.append(after.value)
        view = visit_with(BLOCK, (3.0, after))

    assert seen == ["yes", "no", "not_seen", "na"]
    assert KIND is not None
    last = KIND.press(view, BLOCK, "goal", 3.0)
    assert last is not None
    assert last.removes


def test_an_answer_nobody_knows_begins_the_round() -> None:
    after = pressed(visit_with(BLOCK, (3.0, entry("goal", "maybe"))), "goal")

    assert after is not None
    assert after.value == "yes"


def test_only_what_was_seen_is_counted_with_its_minute() -> None:
    assert KIND is not None
    view = visit_with(BLOCK, (3.0, entry("goal", "yes")), (4.0, entry("check", "no")), (5.0, entry("end", "yes")))

    counts = KIND.counts(view, BLOCK, says)

    assert [(c.item, c.minutes) for c in counts] == [("goal", (3.0,)), ("end", (5.0,))]
    assert per_phase(view, counts[0].minutes) == {"": 1}
    assert KIND.summary(view, BLOCK, says) == "3 of 3"


def test_rows_tell_every_event_and_keep_what_they_do_not_know() -> None:
    assert KIND is not None
    view = visit_with(BLOCK, (3.0, entry("goal", "yes")), (4.0, entry("gone", "maybe")), (5.0, Tick("chk")))

    rows = KIND.rows(view, BLOCK, says)

    assert [(r.item, r.label, r.value) for r in rows] == [
        ("goal", "goal on the board", "yes"),
        ("gone", "gone", "maybe"),
    ]


def test_what_is_filled_in_after_the_lesson_has_no_minute() -> None:
    assert KIND is not None
    view = visit_with(BLOCK, (3.0, entry("goal", "yes")), (61.0, entry("end", "yes")), ended=48.0)

    drawing = KIND.drawing(view, BLOCK, says, room())

    assert "03:00" in said(drawing)
    assert "61:00" not in said(drawing)
    assert [c.minutes for c in KIND.counts(view, BLOCK, says)] == [(3.0,), ()]


def test_the_drawing_tells_answers_by_shape_words_and_text() -> None:
    assert KIND is not None
    values = ("yes", "no", "na")
    view = visit_with(BLOCK, *((n + 1.0, entry(ITEMS[n].id, v)) for n, v in enumerate(values)))

    drawing = KIND.drawing(view, BLOCK, says, room())

    assert drawing is not None
    boxes = [m for m in drawing.marks if isinstance(m, Box)]
    assert [(bool(b.fill), b.dashed) for b in boxes] == [(True, False), (False, False), (False, True)]
    assert drawing.words.splitlines()[0] == "goal on the board: yes (01:00)"
    assert {"Start", "Core", "yes", "no", "n.a."} <= set(said(drawing))


@pytest.mark.parametrize("width", [300, 420, 720])
def test_the_drawing_fits_whatever_the_data(width: int) -> None:
    assert KIND is not None
    items = tuple(Item(f"i{n}", {"en": f"{n} {LONG}"}) for n in range(40))
    block = Block("chk", "check", {"en": LONG}, items=items)
    odd = [(n / 10, entry(f"i{n}", ("yes", "no", LONG, "na", "not_seen")[n % 5])) for n in range(500)]
    view = visit_with(block, *odd)

    for one in (view, without_stamps(view)):
        drawing = KIND.drawing(one, block, says, room(width))
        assert drawing is not None
        assert_fits(drawing, room(width))
        assert len(drawing.cuts) == 499
        assert len(KIND.rows(one, block, says)) == 500


def test_nothing_entered_is_no_drawing() -> None:
    assert KIND is not None
    assert KIND.drawing(visit_with(BLOCK), BLOCK, says, room()) is None
    assert KIND.drawing(visit_with(BLOCK, (1.0, entry("goal", ""))), BLOCK, says, room()) is None
    assert KIND.summary(visit_with(BLOCK), BLOCK, says) == ""
    assert KIND.sketch(BLOCK, says, room(200)).marks
