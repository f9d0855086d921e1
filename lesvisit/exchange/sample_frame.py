"""What every part of the sample adapter needs: ids, people, times, and the writes made so far."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from lesvisit.domain.errors import SampleRejected
from lesvisit.domain.events import Stamp, StampBasis
from lesvisit.domain.people import Person
from lesvisit.domain.records import Write
from lesvisit.exchange.parts import Part, Report
from lesvisit.services.desk import new_id
from lesvisit.services.people import find

NAMESPACE = UUID("8e0fd4a0-3c5e-5b0e-9a53-6c6573766973")  # of all ids made from files ("lesvis")
ZONE = "Europe/Amsterdam"
DEVICE = "imported"
NOON = time(12)
_FICTIONAL = re.compile(r"\s*\(fictief\)")
_MINUTE = re.compile(r"(-?)(\d{1,3}):([0-5]\d)")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


class Refs:
    """Ids of records made from the visit's own identity and the ids used in the file."""

    def __init__(self, base: UUID) -> None:
        self.base = base
        self._made: dict[tuple[str, str], str] = {}
        self._used: set[str] = set()

    def make(self, kind: str, local: str) -> str:
        """The id of a new record; a local id that stands twice gives two ids, the first is the one referred to."""
        name, n = f"{kind}:{local}", 1
        while name in self._used:
            n += 1
            name = f"{kind}:{local}#{n}"
        self._used.add(name)
        made = str(uuid5(self.base, name))
        self._made.setdefault((kind, local), made)
        return made

    def find(self, local: str, *kinds: str) -> str:
        """The record that a local id refers to, an empty text for none."""
        return next((self._made[kind, local] for kind in kinds if (kind, local) in self._made), "")

    def all(self, kind: str) -> list[str]:
        """The ids of one kind, in the order of the file."""
        return [made for (name, _), made in self._made.items() if name == kind]


class People:
    """Names to ids: the same name is one person, in the file and in the profile."""

    def __init__(self, known: Mapping[str, Person], space: UUID = NAMESPACE) -> None:
        self.space = space
        self.all: dict[str, Person] = dict(known)
        self.new: dict[str, Person] = {}

    def known(self, name: str) -> str:
        """The id of a name that is there already, an empty text for none."""
        return find(self.all, name)

    def id(self, name: str) -> str:
        """The id of a name; a new person where there is none."""
        name = " ".join(name.split())
        if not name:
            return ""
        found = self.known(name)
        if not found:
            found = str(uuid5(self.space, f"person:{name.casefold()}"))
            found = new_id() if found in self.all else found
            self.all[found] = self.new[found] = Person(name)
        return found

    def ids(self, text: str) -> tuple[str, ...]:
        """The ids behind "Noor (fictief) + Bram (fictief)"."""
        return tuple(dict.fromkeys(self.id(name) for name in names_in(text)))


def names_in(text: str) -> list[str]:
    """The names in a text, without the remark that they are made up."""
    found = (" ".join(part.split()) for part in _FICTIONAL.sub("", text).split("+"))
    return [name for name in found if name]


@dataclass(frozen=True, slots=True)
class Times:
    """The day, and the moment from which the file's minutes count.

    Without `lesson_start` minutes count from `visit_start`; without either from noon, so that no summer time and no
    midnight is near.
    """

    day: date
    lesson_start: datetime | None
    visit_start: datetime | None

    @property
    def zero(self) -> datetime:
        """Minute 0."""
        return self.lesson_start or self.visit_start or self.noon

    @property
    def noon(self) -> datetime:
        """Noon of the day, in UTC."""
        return local_moment(self.day, NOON)


def local_moment(day: date, at: time) -> datetime:
    """A clock time at the school, in UTC."""
    return datetime.combine(day, at, ZoneInfo(ZONE)).astimezone(UTC)


@dataclass
class Frame:
    """Goes through all parts of the adapter; `mine` are the visitor's writes, `hers` those of the visited teacher."""

    root: Part
    report: Report
    refs: Refs
    people: People
    times: Times
    visited_id: str
    visitor_ids: tuple[str, ...]
    mine: list[Write] = field(default_factory=list)
    hers: list[Write] = field(default_factory=list)
    extra: dict[str, object] = field(default_factory=dict)  # of the header
    _seq: int = 0

    def line(self, key: str, payload: Any, *, hers: bool = False) -> None:
        """A record that is no event and that nothing refers to."""
        self.add(self.refs.make("line", key), payload, hers=hers)

    def add(self, record_id: str, payload: Any, *, hers: bool = False) -> None:
        """A record that is no event."""
        (self.hers if hers else self.mine).append(Write(record_id, 1, payload))

    def event(self, record_id: str, payload: Any, at: datetime | None, block: str = "") -> str:
        """An event with the time that the file tells; its id."""
        self._seq += 1
        stamp = Stamp(self._seq, DEVICE, "", None, at, at, ZONE, StampBasis.IMPORTED, None, block)
        self.mine.append(Write(record_id, 1, payload, stamp=stamp))
        return record_id

    def moment(self, part: Part, key: str = "t") -> datetime | None:
        """The moment of a lesson minute `mm:ss`, None for none."""
        text = part.text(key)
        return self.moment_of(text, part.at(key)) if text else None

    def moment_of(self, text: str, field: str) -> datetime:
        """The moment of `mm:ss`. Raises SampleRejected for another form."""
        return self.times.zero + minute(text, field)

    def links(self, texts: Iterable[str], path: str, *kinds: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """References that lead to something in this file, and those that do not, as they are written."""
        found, loose = [], []
        for index, text in enumerate(texts):
            record_id = self.refs.find(text, *kinds)
            if record_id:
                found.append(record_id)
            else:
                loose.append(text)
                self.report.dangling.append(f"{path}[{index}]")
        return tuple(dict.fromkeys(found)), tuple(loose)

    def link(self, part: Part, key: str, *kinds: str) -> str:
        """One reference; where it leads nowhere the text itself."""
        text = part.text(key)
        found = self.refs.find(text, *kinds) if text else ""
        if text and not found:
            self.report.dangling.append(part.at(key))
        return found or text


def minute(text: str, field: str) -> timedelta:
    """The time span of `mm:ss`. Raises SampleRejected for another form."""
    found = _MINUTE.fullmatch(text.strip())
    if found is None:
        raise SampleRejected("field_minute", field=field)
    sign, minutes, seconds = found.groups()
    span = timedelta(minutes=int(minutes), seconds=int(seconds))
    return -span if sign else span


def clock_of(part: Part, key: str) -> time | None:
    """A clock time `10:35`, None for none. Raises SampleRejected for another form."""
    text = part.text(key).strip()
    if not text:
        return None
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise SampleRejected("field_clock", field=part.at(key))
    return time(int(found[1]), int(found[2]))


def day_of(part: Part, key: str) -> date | None:
    """A date `2026-11-24`, None for none. Raises SampleRejected for another form or a year far away."""
    text = part.text(key).strip()
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise SampleRejected("field_date", field=part.at(key)) from error
    if not 1970 <= found.year <= 2200:
        raise SampleRejected("field_date", field=part.at(key))
    return found
