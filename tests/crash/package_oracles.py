"""What sees a fault in packages: the tests of tests/packages themselves, case by case, and the command `import`."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.crash.outcome import ROOT
from tests.crash.package_faults import PLANTED
from tests.crash.package_probe import MEGABYTES, SECONDS
from tests.crash.processes import answer_of
from tests.packages import test_damaged, test_generated, test_hostile
from tests.packages.hostile import Hostile

Case = tuple[str, Callable[[], None]]
LARGE = ("bomb of zeros", "bomb of spaces", "records: million lists", "twenty thousand entries", "not a zip", "empty")


def cases(oracle: str) -> list[Case]:
    """What an oracle tries, each under a name."""
    found: dict[str, Callable[[], list[Case]]] = {
        "generated": lambda: [("out of the file", test_generated.test_out_of_the_file_as_it_went_in)],
        "arrived": lambda: [("out of the database", _out_of_the_database)],
        "damaged": _damaged,
        "hostile": _hostile,
    }
    return found[oracle]()


def _out_of_the_database() -> None:
    with tempfile.TemporaryDirectory() as folder:
        test_generated.test_out_of_the_database_as_it_came_in(Path(folder))


def _damaged() -> list[Case]:
    tests = {"cut off": test_damaged.test_cut_off_anywhere, "a byte over": test_damaged.test_one_byte_falls_over}
    return [(f"{how}, {name}", partial(test, name)) for how, test in tests.items() for name in test_damaged.PACKAGES]


def _hostile() -> list[Case]:
    lies = test_hostile.LIES
    tests = (
        test_hostile.test_it_is_refused_in_words,
        test_hostile.test_a_lie_of_the_zip_is_refused_or_changes_nothing,
    )
    return [(f.name, partial(tests[f.name.startswith(lies)], f)) for f in test_hostile.FILES]


def seen_by(oracle: str, plant: Callable[[], None], first: bool) -> list[str]:
    """The cases that fail with the fault in the code; in a process of its own (`answer_of`)."""
    plant()
    failed = []
    for name, case in cases(oracle):
        try:
            case()
        except (Exception, pytest.fail.Exception):  # noqa: BLE001 - whatever is raised, this case does not pass
            failed.append(name)
            if first:
                break
    return failed


def caught(fault: str, place: Path, first: bool = False) -> str:
    """How a planted fault was caught, an empty text when it was not; `first`: by one case, that is enough."""
    oracle, plant = PLANTED[fault].oracle, PLANTED[fault].plant
    if oracle == "imported":
        wrong = imported(place, [f for f in test_hostile.FILES if f.name in LARGE], fault)["wrong"]
        return f"caught by the real import ({wrong[0]})" if wrong else ""
    failed = answer_of(partial(seen_by, oracle, plant, first))
    if not failed:
        return ""
    return f"caught by {len(failed):,} of {len(cases(oracle)):,} cases of *{oracle}* (first: {failed[0]})"


def imported(place: Path, files: Sequence[Hostile], fault: str = "") -> dict[str, Any]:
    """Hostile packages given to the real command: what was wrong, the longest, the most memory, how many refused."""
    (place / "in").mkdir(parents=True)
    for number, file in enumerate(files):
        (place / "in" / f"{number:05d}.lesvisit").write_bytes(file.data)
    words = [sys.executable, "-m", "tests.crash.package_probe", str(place), fault]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode:
        return {
            "wrong": [f"the import ends: {done.stderr.splitlines()[-1:]}"],
            "seconds": 0.0,
            "peak": 0.0,
            "refused": 0,
        }
    told = json.loads(done.stdout)
    wrong = [why for file, seen in zip(files, told["seen"], strict=True) if (why := _wrong(file, seen))]
    if told["peak"] > MEGABYTES:
        wrong.append(f"{told['peak']:.0f} MB of memory")
    refused = [seen for seen in told["seen"] if seen["code"]]
    longest = max((seen["seconds"] for seen in refused), default=0.0)
    return {"wrong": wrong, "seconds": longest, "peak": told["peak"], "refused": len(refused)}


def _wrong(file: Hostile, seen: dict[str, Any]) -> str:
    if not seen["code"]:  # the good package with a lie beside it comes in as what it is
        return "" if file.name.startswith(test_hostile.LIES) else f"{file.name}: taken in"
    if seen["written"]:
        return f"{file.name}: written before it was refused ({Path(seen['written'][0]).name})"
    return f"{file.name}: {seen['seconds']:.1f} s" if seen["seconds"] > SECONDS else ""
