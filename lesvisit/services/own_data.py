"""What the school makes of its own beside what ships: forms and conversation models, kept and versioned alike.

One scope for each, with the scope's id as its identity. Two records: the one that is edited carries that id too; the
other holds what was last put to use, so that a version number never means two things.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from lesvisit.domain.handover import OtherVersion
from lesvisit.domain.records import Book, Operation, Record, ScopeKind, Write, changed, removed
from lesvisit.domain.template import Protocol, Template, Texts
from lesvisit.services.desk import Desk, inserted, new_id, put_one

if TYPE_CHECKING:
    from sqlalchemy import Connection

T = TypeVar("T", Template, Protocol)
_COPY = {"nl": "kopie", "en": "copy"}


def name_of(texts: Texts, language: str) -> str:
    """A name in one language, else in the other; an empty text for none."""
    return texts.get(language) or next((text for text in texts.values() if text), "")


def copied_name(texts: Texts) -> Texts:
    """The name of a copy."""
    return {language: _copied(text, language) for language, text in texts.items()}


def _copied(text: str, language: str) -> str:
    return f"{text} ({_COPY.get(language, _COPY['en'])})" if text else ""


def same_content(one: T, other: T) -> bool:
    """Do they differ in no more than their version?"""
    return replace(one, version=other.version) == other


@dataclass(frozen=True)
class OwnData(Generic[T]):
    """One sort of it. `step` names the acts: "template.edit"."""

    payload: type[T]
    scope_kind: ScopeKind
    step: str

    def new(self, desk: Desk, content: T | None = None) -> tuple[Book, Operation]:
        """One of the school with this content, else an empty page. The record has the scope's own id."""
        made = content or self.payload(new_id(), 1, {})
        book = Book(made.id, self.scope_kind)
        writes = (inserted(made, record_id=made.id),)
        return book, desk.operation(book, self.step, f"{self.step}.new", writes, undoable=False)

    def record_of(self, book: Book) -> Record[T]:
        """The record that is edited, also while it is taken away."""
        found = book.records.get(book.scope_id)
        if found is None:
            raise LookupError(f"{self.step} {book.scope_id} has no content")
        return found

    def used(self, book: Book) -> T | None:
        """What was last put to use."""
        found = self._used_record(book)
        return None if found is None else found.payload

    def _used_record(self, book: Book) -> Record[T] | None:
        """Of two laptops that both used it, the highest version: the next one is new for both."""
        found = [r for r in book.of(self.payload) if r.id != book.scope_id]
        return max(found, key=lambda r: r.payload.version, default=None)

    def choices(self, book: Book) -> int:
        """How many lines wait for a choice between two versions."""
        return len(book.of(OtherVersion))

    def current(self, book: Book) -> T:
        """How it is now, with the version that it has or gets when it is put to use."""
        content, last = self.record_of(book).payload, self.used(book)
        if last is None:
            return content
        return replace(content, version=last.version + (not same_content(content, last)))

    # Acts

    def edit(self, desk: Desk, book: Book, content: T, verb: str = "") -> Operation | None:
        """It says something else; None when nothing differs."""
        record = self.record_of(book)
        after = replace(content, id=record.payload.id, version=record.payload.version)
        if after == record.payload:
            return None
        return desk.operation(book, self.step, verb or f"{self.step}.edit", (changed(record, after),))

    def put_to_use(self, desk: Desk, book: Book) -> tuple[T, Operation | None]:
        """What a visit or a file gets, and the act that remembers it as used, if there is something to remember.

        The version counts up when the content differs from what was used last. Not undoable: what was used was used.
        """
        content, last = self.current(book), self.used(book)
        if last is not None and same_content(content, last):
            return last, None
        return content, self.remember(desk, book, content)

    def remember(self, desk: Desk, book: Book, content: T) -> Operation:
        """This version was used."""
        writes = (put_one(self._used_record(book), content),)
        return desk.operation(book, self.step, f"{self.step}.use", writes, undoable=False)

    def take_away(self, desk: Desk, book: Book) -> Operation:
        """Out of the list; visits keep their own snapshot, and it can be put back."""
        return desk.operation(book, self.step, f"{self.step}.delete", (removed(self.record_of(book)),))

    def put_back(self, desk: Desk, book: Book) -> Operation:
        """Back in the list."""
        record = self.record_of(book)
        writes = (Write(record.id, record.rev + 1, record.payload),)
        return desk.operation(book, self.step, f"{self.step}.put_back", writes)

    def arrived(self, desk: Desk, content: T, book: Book | None) -> tuple[Book, tuple[Operation, ...]]:
        """From a file: new here, or in the place of the one with the same identity (which can be undone).

        A file holds a version that is in use elsewhere, so it counts as used here too. No operations: it was here.
        """
        if book is None:
            made, operation = self.new(desk, content)
            return made, (operation, self.remember(desk, made, content))
        record, last = self.record_of(book), self.used(book)
        operations: list[Operation] = []
        if last is None or last.version < content.version:
            operations.append(self.remember(desk, book, content))
        after = replace(content, version=record.payload.version)
        if after != record.payload or record.deleted:
            writes = (Write(record.id, record.rev + 1, after),)
            operations.append(desk.operation(book, self.step, f"{self.step}.import", writes))
        return book, tuple(operations)

    # Reading (each runs on the reader)

    def open(self, connection: "Connection", identity: str) -> Book:
        """One of the school. Raises LookupError when there is none."""
        found = self.stored(connection, identity)
        if found is None:
            raise LookupError(f"no {self.step} {identity}")
        return found

    def stored(self, connection: "Connection", identity: str) -> Book | None:
        """One of the school, None when there is none of this identity."""
        from lesvisit.models import reading

        found = reading.load(connection, identity)
        return found if found is not None and found.scope_kind is self.scope_kind else None

    def is_taken(self, connection: "Connection", identity: str) -> bool:
        """Does this id mean something else here?"""
        from lesvisit.models import reading

        return reading.load(connection, identity) is not None or reading.get(connection, identity) is not None

    def books(self, connection: "Connection") -> list[Book]:
        """All of the school in the order they were made; also those that were taken away."""
        from lesvisit.models import reading

        books = [reading.load(connection, row.id) for row in reading.scopes(connection, self.scope_kind)]
        return [book for book in books if book is not None]
