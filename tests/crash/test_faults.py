"""The short form of `dev.py crash faults`: a few N of each way of failing, and what must be found."""

import os
from pathlib import Path

import pytest

from tests.crash.processes import warm_up
from tests.crash.tracing import can_trace
from tests.tools import crash_faults
from tests.tools.crash_faults import PLANTED, Series, sweep

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
INSIDE = [
    Series("lesson", "inside", "statement", "ENOSPC"),
    Series("start", "inside", "statement", "EIO"),
    Series("files", "inside", "fsync", "ENOSPC"),
]
TRACED = [
    Series("lesson", "strace", "write", "ENOSPC", 6),
    Series("lesson", "strace", "sync", "EIO"),
    Series("start", "strace", "write", "EIO"),
    Series("files", "strace", "rename", "EACCES"),
]


@pytest.mark.parametrize("series", INSIDE, ids=lambda series: series.name)
def test_a_fault_inside_the_process(series: Series, tmp_path: Path) -> None:
    warm_up()
    found = sweep(tmp_path, series, iter((1, 2, 4)))
    assert (found["runs"], found["broken"]) == (3, 0), found["told"]


@pytest.mark.skipif(not can_trace(), reason="no process may look into another here")
@pytest.mark.parametrize("series", TRACED, ids=lambda series: series.name)
def test_a_call_to_the_disk_fails(series: Series, tmp_path: Path) -> None:
    warm_up()
    found = sweep(tmp_path, series, iter((1, 2)))
    assert found["runs"] > 0
    assert found["broken"] == 0, found["told"]


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_caught(fault: str, tmp_path: Path) -> None:
    """On a busy machine a kill may come when the disk works again already: then it is tried anew."""
    warm_up()
    places = [tmp_path / str(n) for n in range(4)]
    for place in places:
        place.mkdir()
    assert any(sweep(place, PLANTED[fault], iter((2, 3)))["broken"] for place in places)


def test_trouble_at_the_first_look_does_not_end_all_saving(tmp_path: Path) -> None:
    """SQLAlchemy closed the one connection, and every later act was refused until the next start."""
    warm_up()
    found = sweep(tmp_path, Series("lesson", "inside", "statement", "EIO"), iter((2,)))
    assert found["broken"] == 0, found["told"]


def test_every_stage_has_its_series() -> None:
    found = {(one.stage, one.how) for one in crash_faults.all_series()}
    assert {stage for stage, _how in found} == {"lesson", "start", "files"}
