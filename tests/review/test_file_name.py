"""The name of a paper's file tells no more than the paper: no part of a teacher's name, no seat code."""

from dataclasses import replace

import pytest

from lesvisit.domain.sharing import Paper
from lesvisit.reports.filenames import file_name
from tests.reports.support import translator
from tests.support.share import head, unshared


@pytest.mark.parametrize("paper", [Paper.PAIR, Paper.TEAM, Paper.BOARD, Paper.AGREEMENTS])
def test_no_part_of_a_name_and_no_seat_code_however_written(paper: Paper) -> None:
    view = unshared()
    visited = view.visit.visited_id
    people = {**view.people, visited: replace(view.people[visited], name="Noor de Vries")}
    view = head(replace(view, people=people), subject="wiskunde bij NOOR, R2-P3 en r3  p4", class_name="H2b (Vries)")
    name = file_name(view, paper, translator("nl")).casefold()
    for hidden in ("noor", "vries", "r2", "p3", "r3", "p4"):
        assert hidden not in name
    assert "h2b" in name
    assert "wiskunde" in name
