"""A template from a file taken into the profile: once, whole, and never over something else of the same name.

One id and version mean one content, everywhere. So the same file twice changes nothing; a higher version takes the
place of the one that is here (visits keep their snapshots); other content under the same version is refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lesvisit.domain.errors import TemplateRefused
from lesvisit.domain.template import Template
from lesvisit.services import templates
from lesvisit.services.desk import Desk

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from lesvisit.domain.records import Book


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of it. `before` is the version that was here; 0 for none."""

    template: Template
    changed: bool
    before: int = 0


def take_in(connection: "Connection", desk: Desk, template: Template, shipped: Iterable[Template]) -> Arrival:
    """Puts a template without problems among the school's own, in the transaction of this connection.

    Raises TemplateRefused when something else has its id or its version; then nothing was changed.
    """
    from lesvisit.models import writing

    twin = next((t for t in shipped if t.id == template.id), None)
    if twin is not None:
        return _as_shipped(template, twin)
    book = _own(connection, template)
    before = 0 if book is None else _version_here(book, template)
    _, operations = templates.arrived(desk, template, book)
    for operation in operations:
        writing.put(connection, operation)
    return Arrival(template, bool(operations), before)


def _as_shipped(template: Template, twin: Template) -> Arrival:
    if template != twin:
        raise TemplateRefused("template_shipped", name=_name(template))
    return Arrival(template, False, twin.version)


def _own(connection: "Connection", template: Template) -> "Book | None":
    book = templates.stored(connection, template.id)
    if book is None and templates.OWN.is_taken(connection, template.id):
        raise TemplateRefused("template_id_taken", field="template.id")
    return book


def _version_here(book: "Book", template: Template) -> int:
    """The version that is here, when the file may take its place."""
    here = templates.current(book)
    if template.version < here.version:
        raise TemplateRefused("template_older", name=_name(template), version=template.version, known=here.version)
    if template.version == here.version and template != here:
        raise TemplateRefused("template_conflict", name=_name(template), version=template.version)
    return here.version


def _name(template: Template) -> str:
    return templates.name_of(template.name, "nl")
