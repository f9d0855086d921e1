"""A second start raises the first window, by whichever data folder it comes to the same profile."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from lesvisit.services import location
from lesvisit.services.profile import open_profile
from lesvisit.ui.doorbell import ring

PATIENCE_SEC = 60.0


def start(data_dir: Path) -> "subprocess.Popen[bytes]":
    words = [sys.executable, "-m", "lesvisit", "--language", "en", "--data-dir", str(data_dir)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


@pytest.fixture
def moved(tmp_path: Path) -> tuple[Path, Path]:
    """A profile that was moved: where it was, and where it is."""
    old, new = tmp_path / "old", tmp_path / "new"
    profile = open_profile(old)
    profile.lock()
    base = profile.database()
    base.start().result(20)
    base.close()
    location.go(profile, new)
    profile.unlock()
    return old, new


@pytest.fixture
def first(moved: tuple[Path, Path]) -> "Iterator[subprocess.Popen[bytes]]":
    """The window, opened by the folder from which the visits were moved; it holds the profile."""
    running = start(moved[0])
    yield running
    running.terminate()
    running.communicate(timeout=PATIENCE_SEC)


@pytest.mark.skipif(sys.platform == "win32", reason="a signal ends it there without a word")
@pytest.mark.parametrize("by", [0, 1], ids=["the old folder", "the new folder"])
def test_it_is_raised(
    qapp: QApplication, moved: tuple[Path, Path], first: "subprocess.Popen[bytes]", by: int
) -> None:
    held, until = open_profile(moved[1]).folder, time.monotonic() + PATIENCE_SEC
    while not ring(held):
        assert time.monotonic() < until
    second = start(moved[by])
    second.communicate(timeout=PATIENCE_SEC)
    assert second.returncode == 0
    assert first.poll() is None
