"""Numbers and dates as people type them."""

import re
from datetime import date

_NUMBER = re.compile(r"[+\-\u2212]?[0-9]{1,15}(?:[.,][0-9]{1,15})?")
_PARTS = re.compile(r"[\s\-/.,]+")
_EARLIEST, _LATEST = 1900, 2199
_MONTHS = {
    **{"jan": 1, "feb": 2, "mrt": 3, "maa": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7},
    **{"aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12},
}


def read_number(text: str, language: str) -> float | None:
    """A number, with a comma or a point; None for what is none, or could be a thousand as well as a one."""
    plain = re.sub(r"(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?![0-9]))", "", text.strip())
    if not _NUMBER.fullmatch(plain):
        return None
    foreign = "." if language == "nl" else ","
    whole, mark, rest = plain.partition(foreign)
    if mark and len(rest) == 3 and whole.lstrip("+-\u2212") != "0":
        return None
    return float(plain.replace(",", ".").replace("\u2212", "-"))


def read_date(text: str, day: date) -> date | None:
    """A date, day first or year first; without a year that of `day`. None for what is no date."""
    parts = [part for part in _PARTS.split(text.strip().casefold()) if part]
    if len(parts) not in (2, 3):
        return None
    if len(parts) == 3 and len(parts[0]) == 4:
        parts.reverse()
    number, month = _whole(parts[0]), _month(parts[1])
    year = _year(parts[2]) if len(parts) == 3 else day.year
    if number is None or month is None or year is None:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def _month(text: str) -> int | None:
    return _whole(text) or (_MONTHS.get(text[:3]) if text.isalpha() else None)


def _year(text: str) -> int | None:
    year = _whole(text)
    if year is None or len(text) not in (2, 4):
        return None
    year = year + 2000 if len(text) == 2 else year
    return year if _EARLIEST <= year <= _LATEST else None
