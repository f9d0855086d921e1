"""The short form of `dev.py crash window`, `window-damage` and `window-faults`: the real window, killed, on damaged
files, on a disk that fails.

In a process of its own: a child with a window can't be forked from one that has a QApplication.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.crash.outcome import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
CODE = """
import json, sys
from functools import partial
from pathlib import Path
from tests.crash.processes import side_by_side, warm_up
from tests.crash.window_hands import warm_window
from tests.tools.crash_window import kills
from tests.tools.crash_window_damage import SEES as DAMAGES, tries as damage
from tests.tools.crash_window_faults import SEES as FAULTS, Case, tries as fault
warm_up()
warm_window()
folder = Path(sys.argv[1])
works = WORKS
print(json.dumps(side_by_side(list(works))))
"""
FILES = (0, 2, 6, 12, 18, 22, 27)  # a file of each kind, spoilt in each way
ALL_AT_ONCE = f"""(
    *[partial(damage, folder / f"d{{n}}", 3, range(n, n + 1)) for n in {FILES}],
    *[partial(fault, folder / case.calls, 3, range(1), "", case) for case in (
        Case("statement", "EIO", ending="trouble"), Case("disk", "ENOSPC"), Case("slow", "", ending="mark"))],
    *[partial(damage, folder / one, 3, range(1), one, DAMAGES[one]) for one in ("bar_not_shown", "traceback")],
    partial(fault, folder / "shown_saved", 1, range(1), "shown_saved", FAULTS["shown_saved"]),
)"""


def found(folder: Path, works: str) -> list[dict[str, Any]]:
    """What each of these found. `works` is Python."""
    words = [sys.executable, "-c", CODE.replace("WORKS", works), str(folder)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    outcomes: list[dict[str, Any]] = json.loads(done.stdout)
    return outcomes


def killed(folder: Path, times: int, fault: str = "") -> dict[str, Any]:
    """The window, killed so often."""
    return found(folder, f'[lambda: kills(folder / "w", 20261127, range({times}), {fault!r})["found"]]')[0]


def test_what_the_mark_says_is_saved_is_there(tmp_path: Path) -> None:
    seen = killed(tmp_path, 5)
    assert (seen["runs"], seen["broken"]) == (5, 0), seen["told"]


def test_a_mark_that_comes_too_early_is_caught(tmp_path: Path) -> None:
    assert killed(tmp_path, 2, "early_mark")["broken"] != 0


def test_damaged_files_and_a_disk_that_fails(tmp_path: Path) -> None:
    """Damage is told and a line saved; trouble is told and all comes back; three planted faults are caught."""
    outcomes = found(tmp_path, ALL_AT_ONCE)
    wrong = [told for one in outcomes[:-3] for told in one["told"]]
    assert not wrong
    assert [one["runs"] for one in outcomes] == [1] * len(outcomes)
    assert [one["broken"] for one in outcomes[-3:]] == [1, 1, 1]
