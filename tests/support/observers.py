"""A second observer's notes in a visit, made through the services as by that colleague's own laptop."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from lesvisit.blocks.by_observer import OWN
from lesvisit.domain.events import Note
from lesvisit.domain.people import Person
from lesvisit.domain.records import Operation
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import observe
from lesvisit.services.desk import Desk, new_id
from tests.support.house import FakeClock


def second_desk(person_id: str, device_id: str = "laptop-2") -> Desk:
    """The desk of another observer: another person, device and boot, and a clock of its own."""
    return Desk(FakeClock(boot=f"boot-{device_id}"), device_id, person_id)


def notes_of(
    desk: Desk, view: VisitBook, notes: Sequence[tuple[float, Note]], clock_ahead_sec: float = 0
) -> list[Operation]:
    """Notes at lesson minutes, by a clock that runs so much ahead; in the order given, each with its own number."""
    start = view.start_utc
    assert start is not None
    made = []
    for place, (minute, note) in enumerate(notes):
        at = start + timedelta(minutes=minute, seconds=clock_ahead_sec)
        stamp = replace(desk.stamp(view.book, desk.moment()), at_utc=at, first_utc=at)
        stamp = replace(stamp, seq=stamp.seq + place)
        made.append(observe.keep_note(desk, view, note, stamp, new_id()))
    return made


def doubled(view: VisitBook, person_id: str, name: str) -> VisitBook:
    """The visit in which a colleague counted, timed and answered exactly the same in every block."""
    twice = [
        replace(r, id=f"{person_id}-{r.id}", made_by=person_id, author_id=person_id)
        for r in view.events
        if isinstance(r.payload, OWN)
    ]
    book = view.book.put(twice)
    return replace(view.with_book(book), people={**view.people, person_id: Person(name)})
