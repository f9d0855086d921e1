"""The short form of `dev.py crash packages`, beside tests/packages: its faults, and hostile files imported."""

import os
from pathlib import Path

import pytest

from tests.crash.package_faults import PLANTED
from tests.crash.package_oracles import LARGE, caught, imported
from tests.crash.processes import warm_up
from tests.packages.test_hostile import FILES

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_caught(fault: str, tmp_path: Path) -> None:
    warm_up()
    assert caught(fault, tmp_path / "probe", first=True)


def test_refused_by_the_command_without_a_byte_written(tmp_path: Path) -> None:
    files = [f for n, f in enumerate(FILES) if f.name in LARGE or n % 40 == 0]
    found = imported(tmp_path / "probe", files)
    assert found["wrong"] == []
    assert found["refused"] > len(files) - 5
