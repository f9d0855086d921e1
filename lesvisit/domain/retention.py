"""How long what was written of a lesson stays, and what stays after it (domain.md R9).

Three sorts. *Raw*: what was noted while watching; it goes at the term. *Texts*: what was said about it and asked
beforehand; their owner sees them once at the term and says which stay. *Kept*: what the two agreed and found.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

DEFAULT_WEEKS = 6
LATER_DAYS = 7
MONTH_OF_YEAR_END, DAY_OF_YEAR_END = 7, 31  # the school year ends with July

RAW = frozenset(
    ("note", "tick", "duration", "sweep", "case_cell", "seating", "entry", "memory", "rewrite", "other_version")
)
"""Kinds that go at the term. The times of the lesson itself (phases, its end, gaps) hold nobody's words and stay."""

TEXTS = frozenset(("step_text", "reaction"))
"""Kinds that are shown once: they stay only when their owner says so."""

HEAD_TEXTS = ("learning_question", "practical", "purpose_text")
"""Fields of the visit itself that are shown once, under `<visit id>.<field>`."""

OWN = RAW | {"reaction", "takeaway", "consent"}
"""What is one person's own, when that person is erased. What two made together stays, without the name."""


class Scope(StrEnum):
    """What an erasure is about."""

    VISIT = "visit"  # a whole visit
    COPY = "copy"  # the visitor's copy of a visit that was handed over: the takeaway stays
    EVIDENCE = "evidence"  # what was noted, at the term
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Erasure:
    """One thing that was erased, and since when: an id, never what stood there.

    `keep` holds ids of what stays although its sort goes (texts that their owner kept). `words` takes the place of a
    person's name.
    """

    scope: Scope
    id: str
    at_utc: datetime
    keep: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class PhaseCount:
    """How often something was noted in one phase (an empty id: outside all). `block_id` empty: notes."""

    phase_id: str
    n: int
    block_id: str = ""
    item: str = ""
    unit: str = "press"


@dataclass(frozen=True, slots=True)
class EvidenceErased:
    """The notes of this visit reached their term: when they went, and how often there was what in each phase."""

    at_utc: datetime
    counts: tuple[PhaseCount, ...] = ()
    extra: dict[str, object] = field(default_factory=dict)


# The term


def term_of(day: date, weeks: int) -> date:
    """The day on which a visit reaches the term; without weeks the end of its school year."""
    if weeks > 0:
        return day + timedelta(weeks=weeks)
    end = date(day.year, MONTH_OF_YEAR_END, DAY_OF_YEAR_END)
    return end if day <= end else end.replace(year=day.year + 1)


def is_due(day: date, weeks: int, today: date, later: date | None = None) -> bool:
    """Has the visit of this day reached its term, and is it not put off until later?

    Put off by more than can be chosen, by a clock that was ahead, is not put off.
    """
    put_off = later is not None and today < later <= today + timedelta(days=LATER_DAYS)
    return term_of(day, weeks) <= today and not put_off
