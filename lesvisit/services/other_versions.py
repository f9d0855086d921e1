"""Lines that were changed on both laptops: both versions stay, side by side, until somebody chooses."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.handover import OtherVersion
from lesvisit.domain.records import KINDS, Book, Operation, Record, ScopeKind, Write, removed
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.arrivals import raises
from lesvisit.services.desk import Desk
from lesvisit.services.share import is_visited

if TYPE_CHECKING:
    from sqlalchemy import Connection

STEP = "import"
MINE, THEIRS = "other.mine", "other.theirs"


@dataclass(frozen=True, slots=True)
class Choice:
    """A line as it stands here, and as it stands there. `payload` is the content there."""

    other: Record[OtherVersion]
    here: Record[Any]
    payload: Any

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ, in the order of the record."""
        if self.here.deleted != self.other.payload.deleted:
            return ()
        names = (f.name for f in fields(self.payload))
        return tuple(n for n in names if getattr(self.payload, n) != getattr(self.here.payload, n))


def is_next(connection: "Connection", scope_id: str, *, back: bool) -> bool:
    """Is a choice what undo or redo would turn? Not the import itself, on which the choices are made."""
    from lesvisit.models import writing

    return writing.next_verb(connection, scope_id, STEP, back=back) in (MINE, THEIRS)


def waiting(book: Book) -> tuple[Choice, ...]:
    """The lines of a scope that wait for a choice, in the order in which they came."""
    found = []
    for other in book.of(OtherVersion):
        here = book.records.get(other.payload.record_id)
        if here is not None:
            found.append(Choice(other, here, content(other.payload)))
    return tuple(c for c in found if not _goes_along(c, found, book))


def _goes_along(choice: Choice, found: list[Choice], book: Book) -> bool:
    """What was last put to use of a form or model is no question beside the form itself."""
    own = book.scope_kind in (ScopeKind.TEMPLATE, ScopeKind.PROTOCOL)
    return own and choice.here.id != book.scope_id and any(c.here.id == book.scope_id for c in found)


def _along(book: Book, choice: Choice) -> list[Choice]:
    """What is answered with this choice."""
    shown = {c.other.id for c in waiting(book)}
    every = (Choice(o, book.records[o.payload.record_id], content(o.payload)) for o in book.of(OtherVersion))
    return [choice, *(c for c in every if c.other.id not in shown)]


def content(other: OtherVersion) -> Any:
    """The content there, as its kind has it."""
    from msgspec import convert

    return convert(other.payload, KINDS[other.kind])


def keep_mine(desk: Desk, book: Book, choice: Choice) -> Operation:
    """The line stays as it is here; the other version stays in the history."""
    return desk.operation(book, STEP, MINE, [removed(c.other) for c in _along(book, choice)])


def is_hers(desk: Desk, view: VisitBook | Book, choice: Choice) -> bool:
    """Would the other version widen what the visited teacher narrowed, and is somebody else at the keys?

    In a design, form or model (`view` is its book) nothing is hers.
    """
    here = choice.here
    if isinstance(view, Book):
        return False
    return raises(here.payload, here.deleted, choice.other.payload) and not is_visited(desk, view)


def take_theirs(desk: Desk, view: VisitBook | Book, choice: Choice) -> Operation:
    """The line becomes what it is there; what it was here stays in the history. `view`: the visit, else the book.

    Raises LesVisitError("mark_lowered") for what the visited teacher alone may widen again.
    """
    if is_hers(desk, view, choice):
        raise LesVisitError("mark_lowered", line=getattr(choice.here.payload, "line", ""))
    book = view if isinstance(view, Book) else view.book
    writes = [write for each in _along(book, choice) for write in _theirs(each)]
    return desk.operation(book, STEP, THEIRS, writes)


def _theirs(choice: Choice) -> tuple[Write, Write]:
    here = choice.here
    write = Write(here.id, here.rev + 1, choice.payload, deleted=choice.other.payload.deleted)
    return write, removed(choice.other)
