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
    """Five words by chance, with spaces between; about 2,100 words give 55 bits, behind a slow key."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS))


def heard(typed: str) -> str:
    """The proposed words as they are, when somebody typed them with a capital or a comma; else what was typed."""
    plain = typed.casefold().replace(",", " ").split()
    return " ".join(plain) if len(plain) == WORDS and set(plain) <= set(words()) else typed
