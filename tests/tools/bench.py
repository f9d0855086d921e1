"""What the app promises, measured beside its floors: `dev.py bench [--json] [--quick] [--runs N]`.

Each run measures everything; of every figure the worst run counts. The floors do the same work without LesVisit, in
turns with it, so that what else the machine does weighs on both.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.tools import (
    bench_blocks,
    bench_debrief,
    bench_designs,
    bench_notes,
    bench_packages,
    bench_page,
    bench_paper,
    bench_preview,
    bench_search,
    bench_start,
)
from tests.tools.bench_figures import Figure, as_json, as_table, worst


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much is measured in a run."""

    paints: int = 15
    readies: int = 9
    notes: int = 600
    keys: int = 550
    keys_many: int = 300
    rows: int = 100_000
    searches: int = 600
    papers: int = 9
    presses: int = 550
    differences: int = 600
    filters: int = 300
    previews: int = 20
    packages: int = 9


QUICK = Amounts(
    paints=3,
    readies=2,
    notes=150,
    keys=60,
    keys_many=60,
    rows=20_000,
    searches=150,
    papers=3,
    presses=60,
    differences=100,
    filters=60,
    previews=3,
    packages=3,
)
Part = Callable[[Path, Amounts], list[Figure]]
PARTS: dict[str, Part] = {
    "start": lambda place, a: bench_start.measure(place, a.paints, a.readies),
    "notes": lambda place, a: bench_notes.measure(place, a.notes),
    "page": lambda place, a: bench_page.measure(place, a.keys, a.keys_many),
    "blocks": lambda place, a: bench_blocks.measure(place, a.presses),
    "debrief": lambda place, a: bench_debrief.measure(place, a.filters),
    "search": lambda place, a: bench_search.measure(place, a.rows, a.searches),
    "designs": lambda place, a: bench_designs.measure(place, a.differences),
    "paper": lambda _, a: bench_paper.measure(a.papers),
    "preview": lambda place, a: bench_preview.measure(place, a.previews),
    "packages": lambda place, a: bench_packages.measure(place, a.packages),
}


def run_once(amounts: Amounts, only: Sequence[str] = ()) -> list[Figure]:
    """One run of all parts, each in a folder of its own."""
    found: list[Figure] = []
    for name, part in PARTS.items():
        if only and name not in only:
            continue
        with tempfile.TemporaryDirectory(prefix=f"lesvisit-bench-{name}-") as place:
            found += part(Path(place), amounts)
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and prints; 0 also when a goal is missed (the table says so)."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--quick", action="store_true", help="one short run, for the tests")
    parser.add_argument("--runs", type=int, help="how many runs (3, or 1 with --quick)")
    parser.add_argument("--only", choices=PARTS, action="append", default=[], help="only this part; may be repeated")
    args = parser.parse_args(argv)
    amounts = QUICK if args.quick else Amounts()
    figures = worst(run_once(amounts, args.only) for _ in range(args.runs or (1 if args.quick else 3)))
    print(json.dumps(as_json(figures), indent=2) if args.json else as_table(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
