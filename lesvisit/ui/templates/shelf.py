"""How the gallery lays out what there is: what fits best, the school's own, the others, and what takes more time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lesvisit.domain.template import Template
from lesvisit.services.template_fit import best_fit
from lesvisit.services.templates import OwnTemplate


class Place(StrEnum):
    """The parts of the gallery, in order."""

    FIT = "fit"
    OWN = "own"
    OTHERS = "others"
    MORE = "more"


@dataclass(frozen=True)
class Entry:
    """One template of the gallery; `own` is the school's own, with its faults."""

    template: Template
    own: OwnTemplate | None = None

    @property
    def id(self) -> str:
        """The identity of the template."""
        return self.template.id

    @property
    def faults(self) -> int:
        """What keeps it from being used."""
        return self.own.faults if self.own is not None else 0


@dataclass(frozen=True)
class Group:
    """A part of the gallery with what stands in it."""

    place: Place
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Wish:
    """What somebody looks for: the questions of the visit, and one kind of looking (empty: all)."""

    questions: tuple[str, ...] = ()
    taxonomy: str = ""


def entries_of(shipped: Iterable[Template], own: Iterable[OwnTemplate]) -> tuple[Entry, ...]:
    """The school's own first; what was taken away is not there."""
    mine = tuple(Entry(o.template, o) for o in own if not o.taken_away)
    return (*mine, *(Entry(template) for template in shipped))


def arranged(entries: Sequence[Entry], wish: Wish, uses: Mapping[str, int]) -> tuple[Group, ...]:
    """Every template once. With one kind of looking chosen, all of that kind, none folded away."""
    if wish.taxonomy:
        found = [e for e in entries if e.template.taxonomy == wish.taxonomy]
        mine, others = [e for e in found if e.own], [e for e in found if not e.own]
        return _held((Place.OWN, mine), (Place.OTHERS, others))
    usable = {e.id: e for e in entries if not e.faults}
    best = best_fit([e.template for e in usable.values()], wish.questions, uses)
    fit = [usable[template.id] for template in best]
    rest = [e for e in entries if e not in fit]
    mine = [e for e in rest if e.own]
    others = [e for e in rest if not e.own and not e.template.more]
    more = [e for e in rest if not e.own and e.template.more]
    return _held((Place.FIT, fit), (Place.OWN, mine), (Place.OTHERS, others), (Place.MORE, more))


def _held(*parts: tuple[Place, list[Entry]]) -> tuple[Group, ...]:
    return tuple(Group(place, tuple(found)) for place, found in parts if found)
