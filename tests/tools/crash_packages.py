"""Mode `packages`: generated packages out and in again, every cut and every flipped bit, the hostile ones.

The tests of tests/packages do it; here they run with the counts of a release, find what is planted, and every hostile
package goes through the real command `import` too.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.crash.outcome import ROOT, Order, Outcome

FILES = ("generated", "damaged", "hostile")
PATIENCE_SEC = 3 * 3600


def run(order: Order) -> Outcome:
    """`runs`: how many generated packages."""
    promise = "valid packages come out as they went in; damaged and hostile ones are refused in words"
    found = Outcome("packages", promise, order.seed)
    found.planted = planted(order.place("planted"))
    env = os.environ | {"LESVISIT_PACKAGES": str(order.runs)}
    if order.runs >= 10_000:
        env["LESVISIT_CRASH_FULL"] = "1"
    for name in FILES:
        words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"tests/packages/test_{name}.py"]
        done = subprocess.run(
            words, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=PATIENCE_SEC
        )
        passed, failed = (_number(done.stdout, word) for word in ("passed", "failed"))
        found.runs += passed + failed
        found.broken += failed if done.returncode else 0
        found.points[name] = passed + failed
        if done.returncode:
            found.broken += not failed
            found.told.append(
                " ".join(line for line in done.stdout.splitlines() if line.startswith(("E ", "FAILED")))
            )
        order.tell(found)
    found.figures = figures(order.runs, whole="LESVISIT_CRASH_FULL" in env)
    import_hostile(found, order.place("import"))
    found.wanted = found.runs
    return found


def planted(place: Path) -> dict[str, str]:
    """How each planted fault is caught."""
    from tests.crash.package_faults import PLANTED
    from tests.crash.package_oracles import caught

    return {fault: caught(fault, place / fault) for fault in PLANTED}


def import_hostile(found: Outcome, place: Path) -> None:
    """Every hostile package through the real command: refused, nothing written, and what it cost at most."""
    from tests.crash.package_oracles import imported
    from tests.packages.test_hostile import FILES

    seen = imported(place / "all", FILES)
    found.runs += len(FILES)
    found.points["hostile, by the command import"] = len(FILES)
    found.broken += len(seen["wrong"])
    found.told += seen["wrong"]
    found.figures["refused by the command import, with 0 writes"] = f"{seen['refused']:,} of {len(FILES):,}"
    found.figures["the longest and the largest of these"] = f"{seen['seconds']:.2f} s of work, {seen['peak']:.0f} MB"


def figures(packages: int, *, whole: bool) -> dict[str, str]:
    """What these tests went through; the hostile ones are counted once more, one by one."""
    from tests.packages.test_hostile import FILES, WORDS

    cuts = "every offset and every bit of three packages" if whole else "samples of three packages"
    refused = [is_refused(file.data, WORDS) for file in FILES]
    return {
        "generated packages, each equal after the round trip": f"{packages:,}",
        "cut off or one bit over": f"{cuts}, refused or equal",
        "hostile packages refused with a sentence": f"{sum(refused):,} of {len(refused):,}",
        "the others, lies in the zip's own bookkeeping, read as the package that they were made from": (
            f"{len(refused) - sum(refused):,}"
        ),
    }


def is_refused(data: bytes, words: str) -> bool:
    """Does the reader take none of it?"""
    from lesvisit.domain.errors import PackageRefused
    from lesvisit.exchange.package_file import loads

    try:
        loads(data, words)
    except PackageRefused:
        return True
    return False


def _number(text: str, word: str) -> int:
    found = re.search(rf"(\d+) {word}", text)
    return int(found.group(1)) if found else 0
