"""The school's own observation templates: made, edited, put to use, taken away. What ships stands in `library`.

They are kept as `own_data` keeps them; here stands what is theirs alone.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lesvisit.domain.records import Book, ScopeKind
from lesvisit.domain.template import Template
from lesvisit.services.desk import new_id
from lesvisit.services.own_data import OwnData, copied_name, name_of, same_content

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from lesvisit.blocks.kind import Problem

__all__ = ["name_of", "same_content"]
STEP = "template"
OWN = OwnData(Template, ScopeKind.TEMPLATE, STEP)
new_template = OWN.new
record_of = OWN.record_of
used = OWN.used
current = OWN.current
edit = OWN.edit
put_to_use = OWN.put_to_use
take_away = OWN.take_away
put_back = OWN.put_back
arrived = OWN.arrived
open_template = OWN.open
stored = OWN.stored


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template of the school as the gallery lists it; `faults` is what keeps it from being used."""

    id: str  # of the scope and of the template
    number: int
    template: Template
    faults: int = 0
    taken_away: bool = False
    choices: int = 0  # lines with two versions that wait


def copy_of(template: Template) -> Template:
    """The same under a new identity, to be changed; whoever made it is still named."""
    return replace(template, id=new_id(), version=1, name=copied_name(template.name), more=False)


# Reading (on the reader)


def listed(connection: "Connection") -> list[OwnTemplate]:
    """All templates of the school in the order they were made; also those that were taken away."""
    return [summary_of(book) for book in OWN.books(connection)]


def summary_of(book: Book) -> OwnTemplate:
    """A template as the gallery lists it."""
    template = current(book)
    return OwnTemplate(
        book.scope_id, book.number, template, len(faults_of(template)), record_of(book).deleted, OWN.choices(book)
    )


def use_counts(connection: "Connection") -> dict[str, int]:
    """How many visits stand on each template, by its id."""
    from lesvisit.models import reading

    own = {row.id for row in reading.scopes(connection, ScopeKind.TEMPLATE)}
    found: dict[str, int] = {}
    for record in reading.of_kind(connection, ("template",)):
        if record.scope_id not in own:
            found[record.payload.id] = found.get(record.payload.id, 0) + 1
    return found


def faults_of(template: Template) -> "tuple[Problem, ...]":
    """What keeps a template from being used, each with the place where it is."""
    from lesvisit.blocks.check import problems

    return problems(template)
