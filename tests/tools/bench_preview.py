"""The pages beside the lines: from the mark in the table to the painted page, in a window, for 40 and 400 notes.

The paper is that of the two, the longest there is. The floor is the bare making of it, without window, thread or
picture. Beside it the longest time that the window answered nobody meanwhile, against one frame of the screen. The
child (bench_marks) does it.
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
FEW, FEW_MS = 40, 500
MANY, MANY_MS = 400, 1500
BUSY_MS = 100


def measure(folder: Path, samples: int) -> list[Figure]:
    """The slow end of many marks."""
    few, many = _run(folder / "few", FEW, samples), _run(folder / "many", MANY, samples)
    return [
        Figure("preview_40", p99(few["shown"]), p99(few["bare"]), "ms", Goal(FEW_MS, VALUE)),
        Figure("preview_400", p99(many["shown"]), p99(many["bare"]), "ms", Goal(MANY_MS, VALUE)),
        Figure("preview_400_busy", p99(many["busy"]), FRAME_MS, "ms", Goal(BUSY_MS, VALUE)),
    ]


def _run(folder: Path, notes: int, samples: int) -> dict[str, list[float]]:
    folder.mkdir()
    command = [sys.executable, "-m", "tests.tools.bench_marks"]
    command += [str(prepare(folder / "data")), str(notes), str(samples)]
    environment = Starts(folder / "home").environment()
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=TIMEOUT_SEC, env=environment)
    if run.returncode:
        raise RuntimeError(f"the preview ended with {run.returncode}:\n{run.stderr[-2000:]}")
    found: dict[str, list[float]] = json.loads(run.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    import tempfile

    from tests.tools.bench_figures import as_table

    with tempfile.TemporaryDirectory() as place:
        print(as_table(measure(Path(place), 20)))
