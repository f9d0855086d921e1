"""Abbreviations of one's own (lln, ll, dmv): written out only when that is asked for, never while typing.

Short to long; both as the person wrote them. Case is kept: "Lln" becomes "Leerlingen".
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

Abbreviations = Mapping[str, str]

# What may stand between the abbreviation and the caret.
_TAIL = re.compile(r"[\s.,;:!?)\]\"'”’]*$")
_WORD = r"[^\W_]"  # a letter or digit in any script

# Suggestions that a new list begins with; all of them can be changed or taken away.
SUGGESTIONS: Mapping[str, Abbreviations] = {
    "nl": {
        "lln": "leerlingen",
        "ll": "leerling",
        "dmv": "door middel van",
        "mbv": "met behulp van",
        "nav": "naar aanleiding van",
        "ivm": "in verband met",
        "zst": "zelfstandig",
        "opdr": "opdracht",
        "vr": "vraag",
        "antw": "antwoord",
        "wb": "wisbordje",
        "vb": "voorbeeld",
    },
    "en": {
        "pps": "pupils",
        "pp": "pupil",
        "wb": "whiteboard",
        "qn": "question",
        "ans": "answer",
        "grp": "group",
        "indep": "independently",
        "bc": "because",
        "w/o": "without",
    },
}


@dataclass(frozen=True, slots=True)
class Expansion:
    """An abbreviation found in a text, with what it reads written out."""

    start: int
    end: int
    short: str
    long: str


def before_caret(text: str, table: Abbreviations) -> Expansion | None:
    """The abbreviation that the text before the caret ends in; spaces and a full stop may follow it."""
    found = _TAIL.search(text)
    first = found.start() if found is not None else len(text)
    for end in range(len(text), first - 1, -1):
        hit = _ending_at(text, end, table)
        if hit is not None:
            return hit
    return None


def _ending_at(text: str, end: int, table: Abbreviations) -> Expansion | None:
    """The longest abbreviation that ends here and begins a word."""
    for short in sorted(table, key=len, reverse=True):
        start = end - len(short)
        if short and start >= 0 and text[start:end].casefold() == short.casefold() and _is_apart(text, start, end):
            return Expansion(start, end, text[start:end], _long(text[start:end], table))
    return None


def _is_apart(text: str, start: int, end: int) -> bool:
    before = start > 0 and text[start].isalnum() and text[start - 1].isalnum()
    after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not before and not after


def word_before(text: str) -> str:
    """The word before the caret, to name it where it is no abbreviation."""
    found = re.search(rf"({_WORD}[^\s]*)\s*$", text)
    return found.group(1) if found is not None else ""


def found_in(text: str, table: Abbreviations) -> tuple[Expansion, ...]:
    """All abbreviations in a text, in order."""
    pattern = _pattern(tuple(table))
    if pattern is None:
        return ()
    return tuple(Expansion(m.start(), m.end(), m.group(), _long(m.group(), table)) for m in pattern.finditer(text))


def written_out(text: str, table: Abbreviations) -> str:
    """The text with every abbreviation written out."""
    for hit in reversed(found_in(text, table)):
        text = text[: hit.start] + hit.long + text[hit.end :]
    return text


@lru_cache(maxsize=8)
def _pattern(shorts: tuple[str, ...]) -> re.Pattern[str] | None:
    """Every abbreviation as a word of its own; a sign at its edge ("→", "w/o", "o.a.") needs nothing around it."""
    choices = "|".join(_edged(short) for short in sorted(shorts, key=len, reverse=True) if short)
    return re.compile(choices, re.IGNORECASE) if choices else None


def _edged(short: str) -> str:
    before = rf"(?<!{_WORD})" if short[0].isalnum() else ""
    after = rf"(?!{_WORD})" if short[-1].isalnum() else ""
    return f"{before}{re.escape(short)}{after}"


def _long(typed: str, table: Abbreviations) -> str:
    """The long form in the case that was typed: as it stands, with a capital, or in capitals."""
    if typed in table:
        return table[typed]
    short = next(key for key in table if key.casefold() == typed.casefold())
    long = table[short]
    letters = [sign for sign in typed if sign.isalpha()]
    if len(letters) > 1 and all(sign.isupper() for sign in letters):
        return long.upper()
    return long[:1].upper() + long[1:] if letters and letters[0].isupper() else long


def cleaned(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A list as it can be used: without spaces around, halves and doubles (the first stays)."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for short, long in pairs:
        short, long = short.strip(), " ".join(long.split())
        if short and long and not any(sign.isspace() for sign in short) and short.casefold() not in taken:
            taken.add(short.casefold())
            found[short] = long
    return found
