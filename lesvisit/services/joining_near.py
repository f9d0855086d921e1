"""Which visits here may be about one lesson: those of its day, with the class written the same before the others.

Nothing is matched by it: two teachers write one class in many ways, and only a person says that it is one lesson.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from lesvisit.domain.people import Person, same_person
from lesvisit.domain.visit import Visit

if TYPE_CHECKING:
    from sqlalchemy import Connection

_FAR_DAYS = 1  # a clock that is hours off may say another day
_NO_BELL = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class LessonHere:
    """A visit that is here, as it stands to another one.

    `near`: of its day, or a day off. `same_class`: the class is written the same. `looked`: were those who looked
    others than in the other one?
    """

    visit_id: str
    visit: Visit
    near: bool
    same_class: bool
    looked: bool


def lessons_beside(connection: "Connection", visit: Visit, but: str) -> tuple[LessonHere, ...]:
    """Every visit here to lay `visit` beside, without the one with the id `but`.

    Those of its day come first, of the same class before the others and the nearest bell before a later one; then
    the rest, the newest first.
    """
    from lesvisit.models import reading
    from lesvisit.services import people, visits

    known = people.by_id(visits.people(connection))
    found = [
        LessonHere(
            r.scope_id,
            r.payload,
            _far(r.payload.day, visit.day) <= _FAR_DAYS,
            is_same_class(r.payload, visit),
            _observers(r.payload, known) != _observers(visit, known),
        )
        for r in reading.of_kind(connection, ["visit"])
        if r.scope_id != but
    ]
    near = sorted((lesson for lesson in found if lesson.near), key=lambda lesson: _order(lesson, visit))
    rest = sorted((lesson for lesson in found if not lesson.near), key=lambda x: x.visit.day, reverse=True)
    return (*near, *rest)


def with_second(heads: Mapping[str, Visit], people: Mapping[str, Person]) -> frozenset[str]:
    """Ids of the visits beside which another observer's visit of about that day stands here too."""
    by_day: dict[date, list[str]] = defaultdict(list)
    for visit_id, visit in heads.items():
        by_day[visit.day].append(visit_id)
    return frozenset(i for i, visit in heads.items() if _has_second(i, visit, heads, by_day, people))


def _has_second(
    visit_id: str,
    visit: Visit,
    heads: Mapping[str, Visit],
    by_day: Mapping[date, list[str]],
    people: Mapping[str, Person],
) -> bool:
    looked = _observers(visit, people)
    days = (visit.day + timedelta(days=off) for off in range(-_FAR_DAYS, _FAR_DAYS + 1))
    others = (i for day in days for i in by_day.get(day, ()) if i != visit_id)
    return any(_observers(heads[i], people) != looked for i in others)


def is_same_class(one: Visit, other: Visit) -> bool:
    """Is the class written the same?"""
    return _folded(one.class_name) == _folded(other.class_name)


def is_same_subject(one: Visit, other: Visit) -> bool:
    """Is the subject written the same?"""
    return _folded(one.subject) == _folded(other.subject)


def _order(lesson: LessonHere, visit: Visit) -> tuple[bool, int, timedelta]:
    ours, theirs = lesson.visit.lesson_start_utc, visit.lesson_start_utc
    bells = abs(ours - theirs) if ours is not None and theirs is not None else _NO_BELL
    return not lesson.same_class, _far(lesson.visit.day, visit.day), bells


def _observers(visit: Visit, people: Mapping[str, Person]) -> frozenset[str]:
    return frozenset(same_person(people, i) for i in visit.visitor_ids)


def _far(one: date, other: date) -> int:
    return abs((one - other).days)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
