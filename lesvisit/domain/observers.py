"""Who observed: two or three colleagues' notes in one visit, how each is told apart, and what more of them saw."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from lesvisit.domain.clock_shift import ClockShift, StartMark
from lesvisit.domain.events import Note
from lesvisit.domain.records import Record
from lesvisit.domain.shapes import Look
from lesvisit.domain.visit_book import VisitBook

NEAR_MIN = 0.5  # two notes about the same within half a minute: both saw it
LOOKS = (Look.PLAIN, Look.FOOT, Look.BOTH)
MOST_SHIFT_SEC = 120  # what can be shifted by hand, to either side


@dataclass(frozen=True, slots=True)
class Observer:
    """One observer of a visit. `name` is empty for somebody nobody knows a name of; `number` is from 1.

    `device_ids` are the devices the notes were made on, the one with most notes first.
    """

    person_id: str
    name: str
    number: int = 1
    look: Look = Look.PLAIN
    device_ids: tuple[str, ...] = ()

    @property
    def device_id(self) -> str:
        """The device whose clock is shifted."""
        return self.device_ids[0] if self.device_ids else ""


def observers_of(view: VisitBook) -> tuple[Observer, ...]:
    """Who noted in the lesson: the visitors in their order, then others by their first note.

    Somebody without a name is there too: a colleague's notes are never invisible.
    """
    devices: dict[str, dict[str, int]] = {}
    for record in view.lesson_events:
        if isinstance(record.payload, Note) and record.stamp is not None:
            of_person = devices.setdefault(view.same_person(record.made_by), {})
            of_person[record.stamp.device_id] = of_person.get(record.stamp.device_id, 0) + 1
    visitors = [view.same_person(i) for i in view.visit.visitor_ids]
    ids = list(dict.fromkeys([*(i for i in visitors if i in devices), *devices]))
    names = distinct_names([view.name(i) for i in ids])
    return tuple(
        Observer(person_id, name, number, look_of(number), _most_first(devices[person_id]))
        for number, (person_id, name) in enumerate(zip(ids, names, strict=True), start=1)
    )


def makers_of(view: VisitBook, records: Iterable[Record[Any]]) -> tuple[Observer, ...]:
    """Whose events these are, each told apart as their notes are. Who only pressed and noted nothing comes after."""
    ids = dict.fromkeys(view.same_person(r.made_by) for r in records)
    noted = observers_of(view)
    others = [i for i in ids if i not in {o.person_id for o in noted}]
    names = distinct_names([*(view.name(o.person_id) for o in noted), *(view.name(i) for i in others)])[len(noted) :]
    more = (
        Observer(person_id, name, number, look_of(number))
        for number, (person_id, name) in enumerate(zip(others, names, strict=True), start=len(noted) + 1)
    )
    return tuple(o for o in (*noted, *more) if o.person_id in ids)


def is_by(view: VisitBook, record: Record[Any], observer: Observer) -> bool:
    """Did this observer make it?"""
    return view.same_person(record.made_by) == observer.person_id


def look_of(number: int) -> Look:
    """How the marks of the first, second, third observer look."""
    return LOOKS[min(number, len(LOOKS)) - 1]


def distinct_names(names: Sequence[str]) -> list[str]:
    """The names; two colleagues of one name are numbered."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(f"{name} {seen[name]}" if name and seen[name] > 1 else name)
    return found


def _most_first(devices: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted(devices, key=lambda device: -devices[device]))


# Clocks


def start_mark_of(view: VisitBook, observer: Observer) -> Record[StartMark] | None:
    """The bell as this observer's own clock had it."""
    return next((r for r in view.book.of(StartMark) if _is_clock_of(view, r.payload, observer)), None)


def clock_shift_of(view: VisitBook, observer: Observer) -> Record[ClockShift] | None:
    """What was shifted by hand for this observer."""
    return next((r for r in view.book.of(ClockShift) if _is_clock_of(view, r.payload, observer)), None)


def _is_clock_of(view: VisitBook, payload: StartMark | ClockShift, observer: Observer) -> bool:
    return payload.device_id == observer.device_id and view.same_person(payload.person_id) == observer.person_id


def by_hand(view: VisitBook, observer: Observer) -> int:
    """Whole seconds that were shifted by hand."""
    record = clock_shift_of(view, observer)
    return round(record.payload.seconds) if record else 0


def by_bells(view: VisitBook, observer: Observer) -> timedelta | None:
    """What the two start marks say the clocks differ; None while this observer's own is not known."""
    mark, bell = start_mark_of(view, observer), view.visit.lesson_start_utc
    return None if mark is None or bell is None else bell - mark.payload.at_utc


# What more than one saw


@dataclass(frozen=True, slots=True)
class Sighting:
    """A note as it is laid beside those of others: when, by whom, and what it says it is about."""

    id: str
    minute: float
    observer_id: str
    about: frozenset[str]
    phase_id: str = ""

    def meets(self, other: "Sighting") -> bool:
        """Is the other about the same? A goal, a question or a pupil in common; what names none: the same phase."""
        if self.about and other.about:
            return not self.about.isdisjoint(other.about)
        return self.phase_id == other.phase_id


def seen_also(sightings: Iterable[Sighting]) -> dict[str, frozenset[str]]:
    """Ids of notes to the other observers who noted something about the same within half a minute."""
    ordered = sorted(sightings, key=lambda s: s.minute)
    found: dict[str, set[str]] = {}
    first = 0
    for place, here in enumerate(ordered):
        while here.minute - ordered[first].minute > NEAR_MIN + 1e-9:
            first += 1
        for other in ordered[first:place]:
            if other.observer_id != here.observer_id and here.meets(other):
                found.setdefault(here.id, set()).add(other.observer_id)
                found.setdefault(other.id, set()).add(here.observer_id)
    return {record_id: frozenset(others) for record_id, others in found.items()}
