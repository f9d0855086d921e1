"""`dev.py crash [MODE ...]`: what the app promises about losing nothing, tried by force and counted.

Each mode first proves itself: faults are planted in the code under test, and it must find them. What was found is
kept in build/crash, and docs/crash.md holds it as one table. `--full` runs every mode with the counts of a release.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.crash.outcome import Order, Outcome, commit, kept
from tests.crash.processes import warm_up
from tests.tools import (
    crash_backups,
    crash_damage,
    crash_erasing,
    crash_faults,
    crash_halves,
    crash_kill,
    crash_packages,
    crash_power,
    crash_window,
    crash_window_damage,
    crash_window_faults,
)
from tests.tools.crash_table import table, write_table

Work = Callable[[Order], Outcome]


@dataclass(frozen=True)
class Mode:
    """A way of trying: what runs it, and how often in short and in full."""

    work: Work
    short: int
    full: int
    workers: int


MODES = {
    "kill": Mode(crash_kill.run, 200, 10_000, 12),
    "halves": Mode(crash_halves.run, 3, 200, 3),
    "damage": Mode(crash_damage.run, 60, 3_000, 3),
    "faults": Mode(crash_faults.run, 3, 0, 3),
    "power": Mode(crash_power.run, 2_000, 20_000, 2),
    "window": Mode(crash_window.run, 10, 1_000, 4),
    "window-damage": Mode(crash_window_damage.run, 30, 300, 16),
    "window-faults": Mode(crash_window_faults.run, 26, 300, 4),
    "packages": Mode(crash_packages.run, 300, 10_000, 1),
    "backups": Mode(crash_backups.run, 10, 500, 2),
    "erasing": Mode(crash_erasing.run, 10, 500, 2),
}


def main(argv: list[str] | None = None) -> int:
    """Runs the modes that are named (all of them, when none is); 0 when every promise held."""
    parser = argparse.ArgumentParser(prog="dev.py crash", description=__doc__.splitlines()[0])
    parser.add_argument("modes", nargs="*", metavar="MODE", help=", ".join(MODES))
    parser.add_argument("--full", action="store_true", help="with the counts of a release")
    parser.add_argument("--runs", type=int, default=None, help="so many runs in each mode")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--workers", type=int, default=None)
    parser.add_argument("--minutes", type=float, default=0.0, help="no new round of a mode after so long")
    parser.add_argument("--table", action="store_true", help="only write docs/crash.md from what was found before")
    options = parser.parse_args(argv)
    unknown = set(options.modes) - set(MODES)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    if options.table:
        write_table(kept())
        return 0
    if not hasattr(os, "fork"):
        print("dev.py crash needs a system that can fork (Linux, macOS).", file=sys.stderr)
        return 1
    seed = random.SystemRandom().getrandbits(31) if options.seed is None else options.seed
    warm_up()
    good = [one(name, seed, options) for name in options.modes or MODES]
    if options.full:
        print(table(kept()))
    print("every promise held" if all(good) else "A PROMISE WAS BROKEN")
    return 0 if all(good) else 1


def one(name: str, seed: int, options: argparse.Namespace) -> bool:
    """One mode, in a folder of its own; what it found is printed and kept."""
    mode = MODES[name]
    chosen = mode.full if options.full else mode.short
    runs = chosen if options.runs is None else options.runs
    code, began = commit(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix=f"lesvisit-crash-{name}-") as folder:
        until = began + 60 * options.minutes if options.minutes else float("inf")
        tell = partial(Outcome.keep, began=began, code=code)
        found = mode.work(Order(Path(folder), seed, runs, options.workers or mode.workers, until, tell))
    found.keep(began, code)
    print(*found.lines(), sep="\n", flush=True)
    if options.full:
        write_table(kept())
    return found.good


if __name__ == "__main__":
    sys.exit(main())
