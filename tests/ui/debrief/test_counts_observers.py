"""Two observers who counted: their counters stand beside each other in the debrief, never added up."""

import pytest

from lesvisit.blocks.drawing import Room
from lesvisit.domain.visit_book import VisitBook
from lesvisit.ui.debrief.counts_tallies import part_drawing
from lesvisit.ui.debrief.counts_words import CountedPart, counted_parts, of_phase, phase_counts, phase_lines
from tests.blocks.block_support import assert_fits, room
from tests.blocks.block_support import says as translator
from tests.reports.support import sample
from tests.support.full_form import with_form
from tests.support.observers import doubled

ALONE = with_form(sample())
TWO = doubled(ALONE, "eva", "Eva van den Berg")
NARROW, WIDE = room(300), room(720)


def parts(view: VisitBook) -> list[CountedPart]:
    return list(counted_parts(view, translator))


def counters(view: VisitBook) -> CountedPart:
    return next(part for part in parts(view) if len(part.blocks) > 1)


@pytest.mark.parametrize("paper", [NARROW, WIDE])
def test_a_counter_has_a_row_for_each(paper: Room) -> None:
    alone = part_drawing(ALONE, counters(ALONE), translator, paper)
    both = part_drawing(TWO, counters(TWO), translator, paper)
    assert alone is not None
    assert both is not None
    assert_fits(both, paper)
    rows = alone.words.split("\n")
    expected = []
    for row in rows:
        label, counts = row.rsplit(": ", 1)
        expected += [f"{label}, Bram: {counts}", f"{label}, Eva van den Berg: {counts}"]
    assert both.words.split("\n") == expected


def test_per_phase_each_is_told_by_name() -> None:
    told = {part.id: phase_lines(ALONE, part, translator) for part in parts(ALONE)}
    for part in parts(TWO):
        lines = phase_lines(TWO, part, translator)
        names = [line.split(": ")[0] for line in lines]
        if told[part.id] and part.block.type != "case_matrix":
            assert set(names) == {"Bram", "Eva van den Berg"}
            assert [line.split(": ", 1)[1] for line in lines] == 2 * list(told[part.id])


def test_in_one_phase_too() -> None:
    phase_id = ALONE.phases[2].id
    for alone, both in zip(parts(ALONE), parts(TWO), strict=True):
        one = phase_counts(of_phase(ALONE, alone, phase_id), alone, translator)
        two = phase_counts(of_phase(TWO, both, phase_id), both, translator)
        assert two == (f"Bram: {one}\nEva van den Berg: {one}" if one else "")
