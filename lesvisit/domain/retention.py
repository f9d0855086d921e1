"""How long what was written of a lesson stays, and what stays after it (domain.md R9).

Three sorts. *Raw*: what was noted while watching; it goes at the term. *Texts*: what was said about it and asked
beforehand; their owner sees them once at the term and says which stay. *Kept*: what the two agreed and found.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

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

LEAST_QUOTE = 12  # characters: a shorter note ("ja") stands in other texts by chance
QUOTE_GONE = "[…]"


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
    """Has the visit of this day reached its term, and is it not put off until later?"""
    return term_of(day, weeks) <= today and (later is None or later <= today)


# Texts


def texts_in(value: Any) -> Iterator[str]:
    """Every text in plain data, keys too."""
    match value:
        case str():
            yield value
        case Mapping():
            for key, inner in value.items():
                yield from texts_in(key)
                yield from texts_in(inner)
        case list() | tuple():
            for inner in value:
                yield from texts_in(inner)


def without_quotes(value: Any, quotes: Iterable[str]) -> Any:
    """Plain data in which no note stands word for word any more."""
    long = sorted({q for q in quotes if len(q) >= LEAST_QUOTE}, key=len, reverse=True)
    if not long:
        return value
    pattern = re.compile("|".join(map(re.escape, long)))
    return mapped(value, lambda text: pattern.sub(QUOTE_GONE, text))


def mapped(value: Any, change: Any) -> Any:
    """Plain data with every text changed, names of fields too where they are a person's own."""
    match value:
        case str():
            return change(value)
        case Mapping():
            return {change(key): mapped(inner, change) for key, inner in value.items()}
        case list() | tuple():
            return [mapped(inner, change) for inner in value]
        case _:
            return value


class NameFinder:
    """Finds a person in texts: the whole name however it is written, each part of it that nobody else here bears.

    A part counts only with a capital ("Roos", not "roos"), and with the s of whose it is.
    """

    def __init__(self, name: str, others: Iterable[str] = ()) -> None:
        self.name = " ".join(name.split())
        taken = {part.casefold() for other in others for part in other.split()}
        parts = [p for p in self.name.split() if p[:1].isupper() and len(p) > 1]
        self.shared = tuple(p for p in parts if p.casefold() in taken)
        self.parts = tuple(p for p in parts if p.casefold() not in taken)
        whole = r"\s+".join(map(re.escape, self.name.split()))
        self._whole = re.compile(rf"(?<!\w){whole}(?:['’]?s)?(?!\w)", re.IGNORECASE) if whole else None
        one = "|".join(map(re.escape, sorted(self.parts, key=len, reverse=True)))
        self._part = re.compile(rf"(?<!\w)(?:{one})(?:['’]?s)?(?!\w)") if one else None

    def finds(self, text: str) -> bool:
        """Does this text name the person?"""
        return any(p is not None and p.search(text) for p in (self._whole, self._part))

    def replaced(self, text: str, words: str) -> str:
        """The text with other words instead of the name."""
        for pattern in (self._whole, self._part):
            if pattern is not None:
                text = pattern.sub(lambda _found: words, text)
        return text
