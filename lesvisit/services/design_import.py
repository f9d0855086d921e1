"""A design out of a lesson plan that was read: everything that was given a place, in one act."""

import re
from typing import TYPE_CHECKING, Any

from lesvisit.domain.design import Criterion, Design, DesignVersion, Goal, Phase
from lesvisit.domain.records import Book, Operation, ScopeKind
from lesvisit.domain.text import storable
from lesvisit.services.designs import STEP
from lesvisit.services.desk import Desk, inserted, new_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VERB = "design.import"
_BETWEEN = re.compile(r"[,;/&\n]|\s(?:en|and|\+)\s")
_MOST_MAKERS = 8
_OF_DESIGN = ("title", "subject", "year")
_OF_VERSION = (
    "board_goal",
    "prior_knowledge",
    "differentiation",
    "check",
    "focus_question",
    "keep",
    "adapt",
    "class_name",
    "day",
)


def imported_design(
    desk: Desk,
    title: str,
    fields: "Mapping[str, str]",
    goals: "Sequence[tuple[str, Sequence[str]]]",
    phases: "Sequence[tuple[str, int | None, Mapping[str, str]]]",
    *,
    lesson_min: int | None = None,
    makers: tuple[str, ...] = (),
) -> tuple[Book, Operation]:
    """A design with a first version that holds all of this; undone, the design is gone.

    `fields` by name of the field; goals with the texts of their criteria; phases with name, minutes and fields.
    """
    book = Book(new_id(), ScopeKind.DESIGN)
    makers = makers or ((desk.me_id,) if desk.me_id else ())
    shared: dict[str, Any] = {name: storable(fields.get(name, "")) for name in _OF_DESIGN[1:]}
    design = Design(storable(title), lesson_min=lesson_min, makers=makers, **shared)
    own: dict[str, Any] = {name: storable(fields.get(name, "")) for name in _OF_VERSION}
    version = DesignVersion(
        1,
        goals=tuple(_goal(text, criteria) for text, criteria in goals),
        phases=tuple(_phase(name, minutes, values) for name, minutes, values in phases),
        made_by=(desk.me_id,) if desk.me_id else (),
        made_utc=desk.clock.now_utc(),
        **own,
    )
    writes = (inserted(design, record_id=book.scope_id), inserted(version))
    return book, desk.operation(book, STEP, VERB, writes)


def names_in(text: str) -> tuple[str, ...]:
    """The names of makers as they are written in one line."""
    found = (" ".join(name.split()) for name in _BETWEEN.split(text))
    return tuple(name for name in found if name)[:_MOST_MAKERS]


def _goal(text: str, criteria: "Sequence[str]") -> Goal:
    return Goal(new_id(), storable(text), tuple(Criterion(new_id(), storable(c)) for c in criteria))


def _phase(name: str, minutes: int | None, values: "Mapping[str, str]") -> Phase:
    found: dict[str, Any] = {field: storable(text) for field, text in values.items()}
    return Phase(new_id(), storable(name), minutes, **found)
