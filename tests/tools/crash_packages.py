"""Mode `packages`: generated packages out and in again, every cut and every flipped bit, the hostile ones.

The tests of tests/packages do it; here they run with the counts of a release.
"""

import os
import re
import subprocess
import sys

from tests.crash.outcome import ROOT, Order, Outcome

FILES = ("generated", "damaged", "hostile")
PATIENCE_SEC = 3 * 3600


def run(order: Order) -> Outcome:
    """`runs`: how many generated packages."""
    promise = "valid packages come out as they went in; damaged and hostile ones are refused in words"
    found = Outcome("packages", promise, order.seed)
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
    found.wanted = found.runs
    found.figures = figures(order.runs, whole="LESVISIT_CRASH_FULL" in env)
    return found


def figures(packages: int, *, whole: bool) -> dict[str, str]:
    """What these tests went through; the hostile ones are counted once more, one by one."""
    from tests.packages.hostile import files
    from tests.packages.test_hostile import WORDS

    cuts = "every offset and every bit of three packages" if whole else "samples of three packages"
    refused = [is_refused(file.data, WORDS) for file in files()]
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
