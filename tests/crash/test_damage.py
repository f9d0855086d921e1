"""The short form of `dev.py crash damage`: one start after each kind of damage, and what must be found."""

import os
from pathlib import Path

import pytest

from tests.crash.processes import warm_up
from tests.tools import crash_damage
from tests.tools.crash_damage import ONLY, PLANTED, SPOILS, TARGETS

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")


def test_a_damaged_file_never_blocks_a_lesson(tmp_path: Path) -> None:
    warm_up()
    found = crash_damage.tries(tmp_path / "w", 20261127, range(len(TARGETS) * len(SPOILS)))
    assert found["runs"] == len(TARGETS) * len(SPOILS)
    assert found["broken"] == 0, found["told"]


@pytest.mark.parametrize("fault", [fault for fault in PLANTED if fault])
def test_a_planted_fault_is_caught(fault: str, tmp_path: Path) -> None:
    warm_up()
    found = crash_damage.tries(tmp_path / "w", 3, range(5), fault, ONLY.get(fault, "lesvisit.db"))
    assert found["broken"] > 0
