"""Open columns: rows in words, counted by their minutes, and a table that stays readable."""

import pytest

from lesvisit.blocks import kind_of
from lesvisit.blocks.check import problems
from lesvisit.blocks.columns import cells
from lesvisit.domain.events import Entry
from lesvisit.domain.template import Block, Item
from tests.blocks.block_support import (
    LONG,
    assert_fits,
    room,
    said,
    says,
    template_of,
    visit_with,
    without_stamps,
)

ITEMS = (Item("see", {"en": "What do you see?"}), Item("why", {"en": "Why?"}), Item("now", {"en": "What now?"}))
BLOCK = Block("col", "columns", {"en": "www"}, items=ITEMS)
KIND = kind_of("columns")


def row(*texts: str) -> Entry:
    return Entry("col", texts=texts)


def test_two_to_six_columns() -> None:
    def faults(count: int) -> list[str]:
        items = tuple(Item(f"i{n}", {"en": f"column {n}"}) for n in range(count))
        return [p.path for p in problems(template_of(Block("col", "columns", {"en": "x"}, items=items)))]

    assert faults(1) == faults(7) == ["sections[0].blocks[0].items"]
    assert faults(2) == faults(6) == []


def test_rows_stand_by_time_and_nothing_of_them_is_lost() -> None:
    assert KIND is not None
    view = visit_with(BLOCK, (9.0, row("later", "", "x")), (2.0, row("B waits", "unclear", "retell", "a fourth")))

    rows = KIND.rows(view, BLOCK, says)

    assert [(r.label, r.value, r.other) for r in rows] == [
        ("www", "B waits", "unclear | retell\na fourth"),
        ("www", "later", "x"),
    ]
    assert cells(BLOCK, row("one")) == ("one", "", "")
    assert [c.minutes for c in KIND.counts(view, BLOCK, says)] == [(2.0, 9.0)]
    assert KIND.summary(view, BLOCK, says) == "2 rows"
    assert KIND.presses(BLOCK) == ()


def test_the_drawing_is_a_table_and_narrow_a_list() -> None:
    assert KIND is not None
    view = visit_with(BLOCK, (2.0, row("B waits", "unclear")), (3.5, row("C asks", "", "wait longer")))

    table, narrow = (KIND.drawing(view, BLOCK, says, room(width)) for width in (700, 300))

    assert said(table)[:3] == ["What do you see?", "Why?", "What now?"]
    assert "02:00" in said(table)
    assert said(narrow).count("Why?") == 1, "an empty text needs no heading"
    assert table is not None
    assert "02:00\nWhat do you see?: B waits\nWhy?: unclear" in table.words
    assert len(table.cuts) == 1


@pytest.mark.parametrize("width", [300, 420, 720])
@pytest.mark.parametrize("count", [0, 1, 2, 6])
def test_the_drawing_fits_whatever_the_data(width: int, count: int) -> None:
    assert KIND is not None
    items = tuple(Item(f"i{n}", {"en": LONG}) for n in range(count))
    block = Block("col", "columns", {"en": LONG}, items=items)
    odd = [(n / 10, row(*((LONG, "", "kort", "x" * 300)[n % 4],) * (n % 8))) for n in range(100)]
    view = visit_with(block, *odd)

    for one in (view, without_stamps(view)):
        drawing = KIND.drawing(one, block, says, room(width))
        assert drawing is not None
        assert_fits(drawing, room(width))
        assert len(drawing.cuts) == 99


def test_nothing_entered_is_no_drawing() -> None:
    assert KIND is not None
    assert KIND.drawing(visit_with(BLOCK), BLOCK, says, room()) is None
    assert KIND.summary(visit_with(BLOCK), BLOCK, says) == ""
    assert KIND.sketch(BLOCK, says, room(200)).marks
