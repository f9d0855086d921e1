"""Hebrew and Arabic: shaped first, put in visual order per line after line breaking."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

_UNKNOWN = {"", "LRI", "RLI", "FSI", "PDI"}
_RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff\u200f\u202b\u202e\u2067]"
)


def needed(text: str) -> bool:
    """The text holds something that runs from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


def is_right_to_left(text: str) -> bool:
    """The first letter with a direction runs from right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def shaped(text: str) -> str:
    """Arabic letters in their joined forms; nothing is taken away."""
    return str(_reshaper().reshape(text))


def visual(line: str, right: bool) -> str:
    """One line in the order in which it is drawn from left to right, with its brackets turned around."""
    import bidi
    from bidi import algorithm

    base = "R" if right else "L"
    directions = {unicodedata.bidirectional(char) for char in line}
    # The reading in Python turns brackets around and knows no isolates and no unassigned signs; the other one does.
    turning = directions.isdisjoint(_UNKNOWN)
    return _marks_after(str((algorithm if turning else bidi).get_display(line, base_dir=base)))


def _marks_after(line: str) -> str:
    """A line that was turned around has its accents before their letters; fonts want them after."""
    out: list[str] = []
    marks: list[str] = []
    for char in line:
        if unicodedata.category(char) == "Mn":
            marks.append(char)
            continue
        turned = bool(marks) and unicodedata.bidirectional(char) in ("R", "AL")
        out.extend([char, *reversed(marks)] if turned else [*marks, char])
        marks = []
    return "".join([*out, *marks])


@lru_cache(maxsize=1)
def _reshaper() -> Any:
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper({"delete_harakat": False, "delete_tatweel": False, "support_ligatures": False})
