"""The short form of `dev.py crash window`: the real window is killed a few times.

In a process of its own: a child with a window can't be forked from one that has a QApplication.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash.outcome import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
CODE = """
import json, sys
from pathlib import Path
from tests.crash.processes import warm_up
from tests.crash.window_typist import warm_window
from tests.tools.crash_window import kills
warm_up()
warm_window()
print(json.dumps(kills(Path(sys.argv[1]), 20261127, range(int(sys.argv[2])), sys.argv[3])["found"]))
"""


def killed(folder: Path, kills: int, fault: str = "") -> dict[str, object]:
    words = [sys.executable, "-c", CODE, str(folder), str(kills), fault]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_what_the_mark_says_is_saved_is_there(tmp_path: Path) -> None:
    found = killed(tmp_path / "w", 5)
    assert (found["runs"], found["broken"]) == (5, 0), found["told"]


def test_a_mark_that_comes_too_early_is_caught(tmp_path: Path) -> None:
    assert killed(tmp_path / "w", 2, "early_mark")["broken"] != 0
