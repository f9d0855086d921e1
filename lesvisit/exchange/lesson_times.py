"""Minutes as lesson plans write them: "10 min", "0-5", "5'", "09:00-09:10", or a clock time per row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_DASH = r"\s*(?:-|–|—|−|tot(?:\s+en\s+met)?|t/m|to|until)\s*"
_CLOCK = r"([01]?\d|2[0-3])[:.hu]([0-5]\d)(?:\s*(?:uur|u|h)\b)?"
_UNIT = r"(?:min(?:uten|uut|utes|ute|s)?\b\.?|[’'′]|mn\b)"
_ABOUT = r"(?:(?:ca\.?|circa|about|ongeveer|max\.?|±|\+/-|~)\s*)?"
_CLOCKS = re.compile(rf"(?<!\d){_CLOCK}{_DASH}{_CLOCK}(?!\d)", re.IGNORECASE)
_SPAN = re.compile(rf"(?<![\d:.,])(\d{{1,3}})\s*{_UNIT}?{_DASH}(\d{{1,3}})\s*({_UNIT})?(?![\d:])", re.IGNORECASE)
_LONG = re.compile(rf"(?<![\w.,:]){_ABOUT}(\d{{1,3}})\s*{_UNIT}", re.IGNORECASE)
_HOURS = re.compile(r"(?<![\w.,:])([1-4])\s*(?:uur|hours?)\b(?:\s*(?:en|and)?\s*(\d{1,2})\s*min\w*)?", re.IGNORECASE)
_START = re.compile(rf"(?<![\d:.]){_CLOCK}(?![\d:])", re.IGNORECASE)
_BARE = re.compile(rf"^\s*{_ABOUT}(\d{{1,3}})\s*$", re.IGNORECASE)
MOST = 600


@dataclass(frozen=True, slots=True)
class Time:
    """A time in a text, at `begin`-`end` of it: so many minutes long, or from when (to when) in minutes."""

    begin: int
    end: int
    minutes: int | None = None
    start: int | None = None
    stop: int | None = None
    sure: bool = True  # a span with a unit or of clock times: certainly a time


def time_in(text: str, *, column: bool = False) -> Time | None:
    """The first time in a text; in a `column` of times a bare number and a start count too."""
    return _of_clocks(text) or _of_span(text, column) or _of_length(text) or (_of_column(text) if column else None)


def _of_clocks(text: str) -> Time | None:
    found = _CLOCKS.search(text)
    if found is None:
        return None
    start, stop = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
    return _valid(Time(*found.span(), stop - start, start, stop))


def _of_span(text: str, column: bool) -> Time | None:
    found = _SPAN.search(text)
    if found is None or not (column or found[3] or _in_brackets(text, *found.span())):
        return None
    start, stop = int(found[1]), int(found[2])
    return _valid(Time(*found.span(), stop - start, start, stop, sure=False))


def _in_brackets(text: str, begin: int, end: int) -> bool:
    return text[:begin].rstrip().endswith("(") and text[end:].lstrip().startswith(")")


def _of_length(text: str) -> Time | None:
    found = _HOURS.search(text)
    if found is not None:
        return Time(*found.span(), int(found[1]) * 60 + int(found[2] or 0))
    found = _LONG.search(text)
    return _valid(Time(*found.span(), int(found[1]))) if found else None


def _of_column(text: str) -> Time | None:
    found = _BARE.search(text)
    if found is not None:
        return _valid(Time(*found.span(), int(found[1])))
    found = _START.search(text)
    return Time(*found.span(), None, int(found[1]) * 60 + int(found[2])) if found else None


def _valid(time: Time) -> Time | None:
    return time if time.minutes is not None and 0 < time.minutes <= MOST else None


def minutes_of(text: str) -> int | None:
    """What a text means in minutes when a person says it is a time."""
    found = time_in(text, column=True)
    return found.minutes if found else None


def settled(times: Sequence[Time | None]) -> list[int | None]:
    """The minutes of the phases' times in order.

    "0-5, 5-15" says from when to when; "5-10 min" by itself says how long it may take, and the longest counts. Of
    starts alone ("9:00, 9:10") each phase lasts until the next.
    """
    running = _running([t for t in times if t is not None and not t.sure])
    found: list[int | None] = []
    for place, time in enumerate(times):
        if time is None:
            found.append(None)
        elif time.minutes is None:
            found.append(_until_next(time, times[place + 1 :]))
        else:
            found.append(time.minutes if time.sure or running else time.stop)
    return found


def _running(spans: Sequence[Time]) -> bool:
    if spans and spans[0].start == 0:
        return True
    return any(one.stop == other.start for one, other in pairwise(spans))


def _until_next(time: Time, rest: Sequence[Time | None]) -> int | None:
    begins = next((t.start for t in rest if t is not None and t.start is not None), None)
    if begins is None or time.start is None or not 0 < begins - time.start <= MOST:
        return None
    return begins - time.start
