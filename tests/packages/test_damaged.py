"""A package that was cut off, or in which one byte fell over: refused, or it says what it said."""

import os
import random

import pytest

from lesvisit.domain.errors import PackageRefused
from lesvisit.exchange import package_lock
from lesvisit.exchange.package_file import dumps, loads
from tests.packages.generated import generated
from tests.packages.hostile import GOOD

WHOLE = os.environ.get("LESVISIT_CRASH_FULL") == "1"  # every place and every bit; `dev.py crash --full` asks it
PACKAGES = {"the good one": GOOD, "a small one": dumps(generated(7, 2)), "a larger one": dumps(generated(11, 9))}
MOST_BYTES = 8_192
WORDS = "vijf woorden van hier daar"


def refused_or_equal(data: bytes, whole: bytes, words: str = "") -> bool:
    """True when refused. Anything else that is raised fails the test."""
    try:
        found = loads(data, words)
    except PackageRefused:
        return True
    assert dumps(found) == whole
    return False


@pytest.mark.parametrize("name", PACKAGES)
def test_cut_off_anywhere(name: str) -> None:
    whole = PACKAGES[name]
    assert len(whole) <= MOST_BYTES
    for size in range(0, len(whole), 1 if WHOLE else 7):
        assert refused_or_equal(whole[:size], whole)


@pytest.mark.parametrize("name", PACKAGES)
def test_one_byte_falls_over(name: str) -> None:
    whole = PACKAGES[name]
    masks = [1 << bit for bit in range(8)] if WHOLE else [0xFF]
    for place in range(0, len(whole), 1 if WHOLE else 5):
        for mask in masks:
            data = bytearray(whole)
            data[place] ^= mask
            refused_or_equal(bytes(data), whole)


def test_under_a_lock_by_samples() -> None:
    locked = package_lock.locked(GOOD, WORDS)
    chance = random.Random(5)
    for _ in range(200 if WHOLE else 3):
        data = bytearray(locked)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        refused_or_equal(bytes(data), GOOD, WORDS)
        assert refused_or_equal(locked[: chance.randrange(len(locked))], GOOD, WORDS)
