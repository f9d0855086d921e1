"""Passphrases that can be told across a table: five plain Dutch words."""

import secrets
from functools import cache

from lesvisit import paths

WORDS = 5


@cache
def words() -> tuple[str, ...]:
    """The shipped list: short words that are hard to mishear (resources/words/nl.txt)."""
    text = (paths.resources() / "words" / "nl.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def proposed() -> str:
    """Five words by chance, with spaces between; 2,048 words give 55 bits, behind a slow key."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS))
