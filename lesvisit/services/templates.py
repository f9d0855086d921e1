"""The school's own observation templates: made, edited, put to use, taken away. What ships stands in `library`.

One scope per template, with the scope's id as its identity. Two records: the one that is edited carries that id too;
the other holds what was last put to use, so that a version number never means two things.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lesvisit.domain.records import Book, Operation, Record, ScopeKind, Write, changed, removed
from lesvisit.domain.template import Template, Texts
from lesvisit.services.desk import Desk, inserted, new_id, put_one

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from lesvisit.blocks.kind import Problem

STEP = "template"
_COPY = {"nl": "kopie", "en": "copy"}


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template of the school as the gallery lists it; `faults` is what keeps it from being used."""

    id: str  # of the scope and of the template
    number: int
    template: Template
    faults: int = 0
    taken_away: bool = False


def new_template(desk: Desk, template: Template | None = None) -> tuple[Book, Operation]:
    """A template of the school with this content, else an empty page. The record has the scope's own id."""
    made = template or Template(new_id(), 1, {})
    book = Book(made.id, ScopeKind.TEMPLATE)
    writes = (inserted(made, record_id=made.id),)
    return book, desk.operation(book, STEP, "template.new", writes, undoable=False)


def copy_of(template: Template) -> Template:
    """The same under a new identity, to be changed; whoever made it is still named."""
    name = {language: _copied(text, language) for language, text in template.name.items()}
    return replace(template, id=new_id(), version=1, name=name, more=False)


def _copied(text: str, language: str) -> str:
    return f"{text} ({_COPY.get(language, _COPY['en'])})" if text else ""


def record_of(book: Book) -> Record[Template]:
    """The record that is edited, also while the template is taken away."""
    found = book.records.get(book.scope_id)
    if found is None:
        raise LookupError(f"template {book.scope_id} has no content")
    return found


def used(book: Book) -> Template | None:
    """What was last put to use."""
    found = _used_record(book)
    return None if found is None else found.payload


def _used_record(book: Book) -> Record[Template] | None:
    return next((r for r in book.of(Template) if r.id != book.scope_id), None)


def current(book: Book) -> Template:
    """The template as it is now, with the version that it has or gets when it is put to use."""
    template, last = record_of(book).payload, used(book)
    if last is None:
        return template
    return replace(template, version=last.version + (not same_content(template, last)))


def same_content(one: Template, other: Template) -> bool:
    """Do they differ in no more than their version?"""
    return replace(one, version=other.version) == other


# Acts


def edit(desk: Desk, book: Book, template: Template, verb: str = "template.edit") -> Operation | None:
    """The template says something else; None when nothing differs."""
    record = record_of(book)
    after = replace(template, id=record.payload.id, version=record.payload.version)
    if after == record.payload:
        return None
    return desk.operation(book, STEP, verb, (changed(record, after),))


def put_to_use(desk: Desk, book: Book) -> tuple[Template, Operation | None]:
    """The template for a visit or a file, and the act that remembers it as used, if there is something to remember.

    The version counts up when the content differs from what was used last. Not undoable: what was used was used.
    """
    template, last = current(book), used(book)
    if last is not None and same_content(template, last):
        return last, None
    return template, _remember(desk, book, template)


def _remember(desk: Desk, book: Book, template: Template) -> Operation:
    writes = (put_one(_used_record(book), template),)
    return desk.operation(book, STEP, "template.use", writes, undoable=False)


def take_away(desk: Desk, book: Book) -> Operation:
    """Out of the gallery; visits keep their own snapshot, and it can be put back."""
    return desk.operation(book, STEP, "template.delete", (removed(record_of(book)),))


def put_back(desk: Desk, book: Book) -> Operation:
    """Back in the gallery."""
    record = record_of(book)
    return desk.operation(book, STEP, "template.put_back", (Write(record.id, record.rev + 1, record.payload),))


# A template out of a file


def arrived(desk: Desk, template: Template, book: Book | None) -> tuple[Book, tuple[Operation, ...]]:
    """A template from a file: new here, or in the place of the one with the same identity (which can be undone).

    A file holds a version that is in use elsewhere, so it counts as used here too. No operations: it was here.
    """
    if book is None:
        made, operation = new_template(desk, template)
        return made, (operation, _remember(desk, made, template))
    operations = []
    last, record = used(book), record_of(book)
    if last is None or last.version < template.version:
        operations.append(_remember(desk, book, template))
    after = replace(template, version=record.payload.version)
    if record.deleted or after != record.payload:
        writes = (Write(record.id, record.rev + 1, after),)
        operations.append(desk.operation(book, STEP, "template.import", writes))
    return book, tuple(operations)


# Reading (on the reader)


def open_template(connection: "Connection", template_id: str) -> Book:
    """One template of the school. Raises LookupError when there is none."""
    found = stored(connection, template_id)
    if found is None:
        raise LookupError(f"no template {template_id}")
    return found


def stored(connection: "Connection", template_id: str) -> Book | None:
    """One template of the school, None when there is none of this identity."""
    from lesvisit.models import reading

    found = reading.load(connection, template_id)
    return found if found is not None and found.scope_kind is ScopeKind.TEMPLATE else None


def listed(connection: "Connection") -> list[OwnTemplate]:
    """All templates of the school in the order they were made; also those that were taken away."""
    from lesvisit.models import reading

    books = [reading.load(connection, row.id) for row in reading.scopes(connection, ScopeKind.TEMPLATE)]
    return [summary_of(book) for book in books if book is not None]


def summary_of(book: Book) -> OwnTemplate:
    """A template as the gallery lists it."""
    template = current(book)
    return OwnTemplate(book.scope_id, book.number, template, len(faults_of(template)), record_of(book).deleted)


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


def name_of(texts: Texts, language: str) -> str:
    """A name in one language, else in the other; an empty text for none."""
    return texts.get(language) or next((text for text in texts.values() if text), "")
