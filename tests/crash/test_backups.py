"""The short form of `dev.py crash backups`: a few histories, every backup put back, and what must be found."""

import os
from pathlib import Path

import pytest

from tests.crash.processes import side_by_side, warm_up
from tests.models import vault_support
from tests.tools import crash_backups
from tests.tools.crash_backups import LOCKED, PLANTED

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
SEED = 20261127


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real work of making a key of words is that of `dev.py crash backups`."""
    vault_support.quick(monkeypatch)


@pytest.mark.parametrize("encrypted", [False, True])
def test_every_backup_restores(encrypted: bool, tmp_path: Path) -> None:
    warm_up()
    numbers = range(1 if encrypted else 2)
    (found,) = side_by_side([lambda: crash_backups.tries(tmp_path / "w", SEED, numbers, "", encrypted)])
    assert found["runs"] == len(numbers)
    assert found["broken"] == 0, found["told"]


@pytest.mark.parametrize("fault", [fault for fault in PLANTED if fault])
def test_a_planted_fault_is_caught(fault: str, tmp_path: Path) -> None:
    warm_up()
    assert crash_backups.caught(fault, tmp_path / "w", SEED, 1 if fault in LOCKED else 8, first=True)
