"""The short form of `dev.py crash erasing`: what was sown is gone from every byte, and what must be found."""

import os
from pathlib import Path

import pytest

from tests.crash.erasing_faults import PLANTED
from tests.crash.processes import side_by_side, warm_up
from tests.models import vault_support
from tests.tools import crash_erasing

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
SEED = 20261127


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real work of making a key of words is that of `dev.py crash erasing`."""
    vault_support.quick(monkeypatch)


@pytest.mark.parametrize("number", [0, 1, 2, 3, 7])
def test_no_byte_of_it_is_left(number: int, tmp_path: Path) -> None:
    warm_up()
    (found,) = side_by_side([lambda: crash_erasing.tries(tmp_path / "w", SEED, range(number, number + 1))])
    assert found["runs"] == 1
    assert found["broken"] == 0, found["told"]
    assert found["counts"]["sentinels before"] > 1000


@pytest.mark.parametrize("fault", [fault for fault in PLANTED if fault])
def test_a_planted_fault_is_caught(fault: str, tmp_path: Path) -> None:
    warm_up()
    assert crash_erasing.caught(fault, tmp_path / "w", SEED, 3, first=True)
