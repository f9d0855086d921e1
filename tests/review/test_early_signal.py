"""Told to stop in the very moment that the database begins: the app closes as a person would close it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TRIES = 4
PATIENCE_SEC = 30


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGTERM there")
def test_a_signal_at_the_first_moment_of_the_database_closes_in_order(tmp_path: Path) -> None:
    assert [stopped_at_once(tmp_path / str(n)) for n in range(TRIES)] == [0] * TRIES


def stopped_at_once(folder: Path) -> int:
    """The exit code of an app that is told to stop as soon as its file is there."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(folder)}
    command = [sys.executable, "-m", "lesvisit", "--data-dir", str(folder / "data")]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + PATIENCE_SEC
        while not list(folder.rglob("lesvisit.db")) and time.monotonic() < until:
            time.sleep(0.002)
        process.send_signal(signal.SIGTERM)
        return process.wait(PATIENCE_SEC)
