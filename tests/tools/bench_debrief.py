"""The debrief beside 2,000 notes: filtering what was noted, and linking a note as evidence, in the window.

Filtering is the whole way from the letter in the search field to the painted list; its floor is one plain list
comprehension over as many texts. The child (bench_evidence) does it.
"""

import json
import subprocess
import sys
from pathlib import Path

from tests.tools.bench_figures import VALUE, Figure, Goal, p99
from tests.tools.bench_notes import FRAME_MS
from tests.tools.bench_start import Starts, prepare

ROOT = Path(__file__).parents[2]
TIMEOUT_SEC = 300


def measure(folder: Path, samples: int) -> list[Figure]:
    """The slow end of many filterings, and of links put and taken off."""
    command = [sys.executable, "-m", "tests.tools.bench_evidence", str(prepare(folder / "data")), str(samples)]
    environment = Starts(folder / "home").environment()
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=TIMEOUT_SEC, env=environment)
    if run.returncode:
        raise RuntimeError(f"the debrief ended with {run.returncode}:\n{run.stderr[-2000:]}")
    found = json.loads(run.stdout.splitlines()[-1])
    goal, floor = Goal(FRAME_MS, VALUE), p99(found["floor"])
    return [
        Figure("evidence_filter_p99", p99(found["filter"]), floor, "ms", goal),
        Figure("evidence_link_p99", p99(found["link"]), floor, "ms", goal),
    ]
