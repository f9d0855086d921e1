"""The short form of `dev.py crash halves`: a few kills in each act, and the acts that must not pass."""

import os

import pytest

from tests.crash.acts import ACTS, PLANTED
from tests.crash.processes import warm_up
from tests.tools import crash_halves
from tests.tools.crash_halves import Tries

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")


@pytest.mark.parametrize("name", ACTS)
def test_old_or_new(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    warm_up()
    found = crash_halves.tries(tmp_path_factory.mktemp("lesvisit-crash"), name, 20261127, 1, stride=23)
    assert found["runs"] > 1
    assert found["broken"] == 0, found["told"]


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_half_is_caught(fault: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    warm_up()
    name, do = PLANTED[fault]
    found = Tries(tmp_path_factory.mktemp("lesvisit-crash"), name, do)
    for step in crash_halves.steps():
        found.at_steps(step, iter(range(1, 400, 1 if step == "file act" else 7)))
        if found.found.broken:
            return
    if fault.endswith("straight") and "system call" not in crash_halves.steps():
        pytest.skip("no process may look into another here, and nothing else falls between two writes")
    raise AssertionError("not caught")
