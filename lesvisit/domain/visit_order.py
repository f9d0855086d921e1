"""Which of two visits came first: what a visit looks back at is never of a later one."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cmp_to_key
from zoneinfo import ZoneInfo

from lesvisit.domain.visit import Visit

_NOT_NUMBERED = 10**9  # the disk gives the number; until then a visit is the newest there is


@dataclass(frozen=True, slots=True)
class VisitPlace:
    """A visit among others: its header and its number (0: not given yet)."""

    id: str
    visit: Visit
    number: int = 0


def is_before(one: VisitPlace, other: VisitPlace) -> bool:
    """By day, then by time of day where both have one, then by number."""
    return one.id != other.id and _compared(one, other) <= 0


def newest(places: Iterable[VisitPlace]) -> VisitPlace | None:
    """The last of these visits."""
    return max(places, key=cmp_to_key(_compared), default=None)


def _compared(one: VisitPlace, other: VisitPlace) -> int:
    if one.visit.day != other.visit.day:
        return -1 if one.visit.day < other.visit.day else 1
    times = _time_of(one.visit), _time_of(other.visit)
    if all(times) and times[0] != times[1]:
        return -1 if times[0] < times[1] else 1
    return (one.number or _NOT_NUMBERED) - (other.number or _NOT_NUMBERED)


def _time_of(visit: Visit) -> str:
    """The time of day it began, or else is planned to; empty when neither is known."""
    began = visit.lesson_start_utc or visit.visit_start_utc
    if began is not None:
        return began.astimezone(ZoneInfo(visit.zone)).strftime("%H:%M")
    return visit.planned_from.strip().zfill(5) if visit.planned_from.strip() else ""
