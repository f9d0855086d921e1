"""Lines that were changed on both laptops: both versions stay, side by side, until somebody chooses."""

from dataclasses import dataclass, fields
from typing import Any

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.handover import OtherVersion
from lesvisit.domain.records import KINDS, Book, Operation, Record, Write, removed
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.arrivals import raises
from lesvisit.services.desk import Desk
from lesvisit.services.share import is_visited

STEP = "import"


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


def waiting(book: Book) -> tuple[Choice, ...]:
    """The lines of a scope that wait for a choice, in the order in which they came."""
    found = []
    for other in book.of(OtherVersion):
        here = book.records.get(other.payload.record_id)
        if here is not None:
            found.append(Choice(other, here, content(other.payload)))
    return tuple(found)


def content(other: OtherVersion) -> Any:
    """The content there, as its kind has it."""
    from msgspec import convert

    return convert(other.payload, KINDS[other.kind])


def keep_mine(desk: Desk, book: Book, choice: Choice) -> Operation:
    """The line stays as it is here; the other version stays in the history."""
    return desk.operation(book, STEP, "other.mine", (removed(choice.other),))


def is_hers(desk: Desk, view: VisitBook, choice: Choice) -> bool:
    """Would the other version widen what the visited teacher narrowed, and is somebody else at the keys?"""
    here = choice.here
    return raises(here.payload, here.deleted, choice.other.payload) and not is_visited(desk, view)


def take_theirs(desk: Desk, view: VisitBook, choice: Choice) -> Operation:
    """The line becomes what it is there; what it was here stays in the history.

    Raises LesVisitError("mark_lowered") for what the visited teacher alone may widen again.
    """
    here, book = choice.here, view.book
    if is_hers(desk, view, choice):
        raise LesVisitError("mark_lowered", line=getattr(here.payload, "line", ""))
    write = Write(here.id, here.rev + 1, choice.payload, deleted=choice.other.payload.deleted)
    return desk.operation(book, STEP, "other.theirs", (write, removed(choice.other)))
