"""What most modes of `dev.py crash` share: they find what is planted, then try again and again, side by side."""

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from tests.crash.outcome import Order, Outcome
from tests.crash.processes import side_by_side

Tries = Callable[[Path, int, range], dict[str, Any]]  # in a folder, with a seed, these numbers: an outcome
MOST = 12


def prove(found: Outcome, faults: Sequence[str], caught: Callable[[str], str], at_once: int) -> None:
    """Every planted fault, with how it was caught; an empty text where it was not."""
    for begin in range(0, len(faults), at_once):
        now = faults[begin : begin + at_once]
        told = side_by_side([partial(caught, fault) for fault in now])
        found.planted |= {fault: how or "" for fault, how in zip(now, told, strict=True)}


def caught_soon(order: Order, fault: str, tries: Tries) -> str:
    """How a fault was found within a dozen tries of one; an empty text when it was not."""
    for n in range(MOST):
        seen = tries(order.place(fault) / str(n), order.seed + n, range(1))
        if seen["broken"]:
            return f"caught after {n + 1} runs ({seen['told'][0]})"
    return ""


def again_and_again(order: Order, found: Outcome, each: int, tries: Tries) -> None:
    """Rounds until all are given or time is up: every worker in a folder of its own, which goes after it."""
    for begin, parts in order.rounds(each):
        place = order.place(f"round-{begin}")
        found.add_all(side_by_side([partial(tries, place / str(n), order.seed, p) for n, p in enumerate(parts)]))
        shutil.rmtree(place)
        order.tell(found)
