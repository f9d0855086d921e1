"""People as a visit knows them: a name and a role, never an account."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Person:
    """A colleague. `leads_other`: is the manager of colleagues visited (then ratings stay off)."""

    name: str
    role: str = ""
    leads_other: bool = False
    same_as: str = ""  # id of the person this one turned out to be
    me: bool = False  # the person whose laptop this is
    extra: dict[str, object] = field(default_factory=dict)

    @property
    def is_nobody(self) -> bool:
        """Was this person erased? The name is then no name: "a colleague"."""
        return self.extra.get(_ERASED) is True

    @property
    def came(self) -> bool:
        """Did this person come by a package? Then the name alone does not say who it is."""
        return _CAME in self.extra

    @property
    def is_open(self) -> bool:
        """Came by a package, and nobody said yet who it is here."""
        return self.extra.get(_CAME) == _OPEN and not (self.same_as or self.me or self.is_nobody)


_ERASED = "erased"
_CAME, _OPEN, _SAID = "came", "open", "said"


def who_came(person: Person, *, said: bool) -> Person:
    """Somebody of a package; `said`: it was answered who it is here."""
    return replace(person, extra={**person.extra, _CAME: _SAID if said else _OPEN})


def as_others_know(person: Person) -> Person:
    """Without what one laptop alone knows: whose it is, who turned out to be whom, and whether that was asked."""
    extra = {key: value for key, value in person.extra.items() if key != _CAME}
    return replace(person, me=False, same_as="", extra=extra)


def nobody(words: str, same_as: str = "") -> Person:
    """Who was erased; `words` stand in place of the name."""
    return Person(words, same_as=same_as, extra={_ERASED: True})


def same_person(people: Mapping[str, Person], person_id: str) -> str:
    """The id of the person whom this one turned out to be, else the id itself."""
    seen = {person_id}
    while (person := people.get(person_id)) is not None and person.same_as and person.same_as not in seen:
        person_id = person.same_as
        seen.add(person_id)
    return person_id
