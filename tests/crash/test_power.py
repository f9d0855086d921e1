"""The short form of `dev.py crash power`: two thousand cuts, and the settings that must not pass."""

from pathlib import Path

import pytest

from tests.tools import crash_power

ACTS, CUTS, CONTROL = 30, 2_000, 60


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the app says to its database in a short lesson."""
    return crash_power.captured(tmp_path_factory.mktemp("power"), 20261127, ACTS)


def test_nothing_acknowledged_is_lost_when_the_power_goes(script: Path) -> None:
    found = crash_power.cut(script, 20261127, CUTS, workers=2)
    assert found["cuts"] == CUTS
    assert found["acked"] > CUTS
    assert (found["lost"], found["torn"], found["corrupt"]) == (0, 0, 0), found["told"]


@pytest.mark.parametrize("fault", crash_power.FAULTS)
def test_a_planted_fault_is_caught(fault: str, script: Path) -> None:
    found = crash_power.cut(script, 1, CONTROL, fault)
    assert found["lost"] + found["torn"] + found["corrupt"] > 0
