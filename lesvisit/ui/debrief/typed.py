"""Lesson minutes and numbers as people type them, and what is said where they can't be read."""

import re

from lesvisit.i18n import N_

WRONG_MINUTE = N_("Type a lesson minute like 07:30.")
WRONG_NUMBER = N_("Type a number, like 4 or 2.5.")

_MINUTE = re.compile(r"(-?)(\d{1,3})[:.](\d{1,2})")
_NUMBER = re.compile(r"\d{1,6}([.,]\d{1,3})?")


def minute_typed(text: str) -> float | None:
    """The lesson minute of `mm:ss`; None for another form."""
    found = _MINUTE.fullmatch(text.strip())
    if found is None or int(found[3]) > 59:
        return None
    minute = int(found[2]) + int(found[3]) / 60
    return -minute if found[1] else minute


def number_typed(text: str) -> float | None:
    """A number as people type it, with a comma or a point; None for another form."""
    return float(text.strip().replace(",", ".")) if _NUMBER.fullmatch(text.strip()) else None
