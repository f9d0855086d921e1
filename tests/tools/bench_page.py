"""Keys on the observe page: with a slow disk, and with very many notes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.tools.bench_figures import VALUE, Figure, Goal, median, p99
from tests.tools.bench_start import Starts, prepare

KEYS = Path(__file__).with_name("bench_keys.py")
FLUSH_US = 300_000
TIMEOUT_SEC = 300
REPAINT_MS = 50


def measure(folder: Path, keys: int, keys_many: int) -> list[Figure]:
    """Key to repaint while each flush takes 300 ms; and with 2,000 notes beside none."""
    starts = Starts(folder / "home")
    data = prepare(folder / "data")
    slow, bare = _typed(starts, shutil.copytree(data, folder / "slow"), "slow", keys)
    many, none = _typed(starts, data, "notes", keys_many)
    return [
        Figure("key_to_repaint_p99", p99(slow), p99(bare), "ms", Goal(REPAINT_MS, VALUE)),
        Figure("repaint_2000", median(many), median(none), "ms", Goal(1.3)),
    ]


def _typed(starts: Starts, data: Path, work: str, keys: int) -> tuple[list[float], list[float]]:
    command = [sys.executable, str(KEYS), work, str(data), str(keys)]
    environment = starts.environment()
    if work == "slow":
        command, environment = slowed(command, environment)
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=TIMEOUT_SEC)
    if run.returncode:
        raise RuntimeError(f"typing ended with {run.returncode}:\n{run.stderr[-2000:]}")
    found = json.loads(run.stdout.splitlines()[-1])
    return found["value"], found["floor"]


def slowed(command: list[str], environment: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    """The same command where each flush takes 300 ms: by strace, or else by a connection that sleeps."""
    strace = shutil.which("strace")
    if strace and _can_trace(strace):
        calls = "fsync,fdatasync"
        delay = f"inject={calls}:delay_enter={FLUSH_US}"
        options = ["-f", "-qq", "--seccomp-bpf", "-o", os.devnull, "-e", f"trace={calls}", "-e", delay]
        return [strace, *options, *command], environment
    return command, {**environment, "LESVISIT_BENCH_SLOW": "1"}


def _can_trace(strace: str) -> bool:
    """A container may forbid it, and an old strace does not know how."""
    tried = subprocess.run(
        [strace, "-f", "-qq", "--seccomp-bpf", "-o", os.devnull, "-e", "trace=fsync", sys.executable, "-c", ""],
        capture_output=True,
    )
    return tried.returncode == 0


if __name__ == "__main__":
    import tempfile

    from tests.tools.bench_figures import as_table

    with tempfile.TemporaryDirectory() as place:
        print(as_table(measure(Path(place), 150, 100)))
