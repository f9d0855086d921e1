"""What two observers entered in one block is told apart, whatever the type of block, and never added."""

from dataclasses import replace

import pytest

from lesvisit.blocks import kind_of
from lesvisit.blocks.by_observer import ONE_PICTURE, OWN, drawn_each, only_of, several
from lesvisit.blocks.drawing import Drawing, Line, Room
from lesvisit.domain.shapes import Look
from lesvisit.domain.template import Block
from lesvisit.domain.visit_book import VisitBook
from tests.blocks.block_support import assert_fits, room, said, says
from tests.reports.support import sample
from tests.support.full_form import blocks, with_form
from tests.support.observers import doubled

ALONE = with_form(sample())
TWO = doubled(ALONE, "eva", "Eva")
COUNTED = [b for b in blocks() if b.type not in ("note", *ONE_PICTURE)]


def drawn(view: VisitBook, block: Block, paper: Room) -> Drawing | None:
    kind = kind_of(block.type)
    assert kind is not None
    return drawn_each(view, (block,), says, paper, lambda v, r: kind.drawing(v, block, says, r))


@pytest.mark.parametrize("block", COUNTED, ids=lambda block: f"{block.type}-{block.id}")
@pytest.mark.parametrize("width", [300.0, 720.0])
def test_each_has_the_drawing_that_one_alone_would_have(block: Block, width: float) -> None:
    alone, both = drawn(ALONE, block, room(width)), drawn(TWO, block, room(width))
    if not any(isinstance(r.payload, OWN) for r in ALONE.of_block(block.id)):
        assert both == alone
        return
    assert alone is not None
    assert both is not None
    assert both.words == f"Bram\n{alone.words}\nEva\n{alone.words}"
    assert [text for text in said(both) if text not in ("Bram", "Eva")] == 2 * said(alone)
    assert_fits(both, room(width))
    assert both.height > 2 * alone.height


def test_one_observer_sees_nothing_of_it() -> None:
    assert all(several(ALONE, (block,)) == () for block in COUNTED)


def test_the_second_has_a_bar_below_the_sign() -> None:
    block = next(b for b in COUNTED if b.type == "tally")
    bram, eva = several(TWO, (block,))
    assert (bram.look, eva.look) == (Look.PLAIN, Look.FOOT), "Eva noted nothing, and is told apart all the same"
    one, two = (drawn(view, block, room()) for view in (ALONE, TWO))
    assert one is not None
    assert two is not None
    lines = [sum(isinstance(mark, Line) for mark in d.marks) for d in (one, two)]
    assert lines[1] == 2 * lines[0] + 1


def test_the_lesson_itself_stays_as_it_is() -> None:
    bram, _eva = several(TWO, COUNTED)
    seen = only_of(TWO, bram)
    assert (seen.start_utc, seen.end_min, seen.spans, seen.notes) == (
        TWO.start_utc,
        TWO.end_min,
        TWO.spans,
        TWO.notes,
    )
    for block in COUNTED:
        assert [r.id for r in seen.of_block(block.id)] == [r.id for r in ALONE.of_block(block.id)]


def test_two_ids_of_one_person_are_one() -> None:
    known = TWO.people["eva"]
    same = replace(TWO, people={**TWO.people, "eva": replace(known, same_as=TWO.visit.visitor_ids[0])})
    assert several(same, COUNTED) == ()


def test_a_colleague_without_a_name_and_one_with_a_very_long_one_fit() -> None:
    block = next(b for b in COUNTED if b.type == "tally")
    for name in ("", "Van " * 60):
        view = doubled(ALONE, "eva", name)
        both = drawn(view, block, room(300))
        assert both is not None
        assert_fits(both, room(300))
        assert any("observer 2" in text or "Van" in text for text in said(both))
