"""Words for the name of a file and the title of a paper, which land in recent lists and above windows.

One rule for all of them: no name of a colleague, no part of one, and no seat code of a pupil.
"""

import re
from collections.abc import Iterable, Mapping

from lesvisit.domain.masking import Hidden, PupilWords, find, mask_seats, name_parts, replaced
from lesvisit.domain.people import Person

_NOTHING = PupilWords("", "")


def without_people(text: str, names: Iterable[str]) -> str:
    """The text without pupils' codes and without these names, whole or in part."""
    (text,) = mask_seats((text,), _NOTHING)
    parts = tuple((part, "") for name in names for part in name_parts(name))
    left = replaced(text, {(f.start, f.end): "" for f in find(text, Hidden(names=parts))})
    return re.sub(" {2,}", " ", left).strip(" ")


def names_of(people: Mapping[str, Person]) -> tuple[str, ...]:
    """The names that stand for somebody: who was erased is called "a colleague", which is no name."""
    return tuple(person.name for person in people.values() if not person.is_nobody)


def lesson_without_people(class_name: str, subject: str, people: Mapping[str, Person]) -> str:
    """`H2b wiskunde` of a visit."""
    names = names_of(people)
    parts = (without_people(part, names) for part in (short_class(class_name), subject))
    return " ".join(part for part in parts if part)


def short_class(class_name: str) -> str:
    """`H2b` of `H2b (2 havo)`."""
    return class_name.partition("(")[0].strip() or class_name.strip()
