"""The school's own debrief protocols: made, edited, put to use, taken away. What ships stands in `library`.

Kept like the school's own templates (`services.templates`): one scope per protocol, with the scope's id as its
identity, and in it two records: the one that is edited carries that id too, the other holds what was last put to use.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lesvisit.domain.errors import ProtocolRefused
from lesvisit.domain.records import Book, Operation, Record, ScopeKind, Write, changed, removed
from lesvisit.domain.template import Protocol
from lesvisit.services.desk import Desk, inserted, new_id, put_one
from lesvisit.services.protocol_check import problems
from lesvisit.services.templates import name_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

STEP = "protocol"
_COPY = {"nl": "kopie", "en": "copy"}


@dataclass(frozen=True, slots=True)
class OwnProtocol:
    """A protocol of the school as the list shows it; `faults` is what keeps it from being used."""

    id: str  # of the scope and of the protocol
    number: int
    protocol: Protocol
    faults: int = 0
    taken_away: bool = False


def new_protocol(desk: Desk, protocol: Protocol | None = None) -> tuple[Book, Operation]:
    """A protocol of the school with this content, else an empty page."""
    made = protocol or Protocol(new_id(), 1, {})
    book = Book(made.id, ScopeKind.PROTOCOL)
    writes = (inserted(made, record_id=made.id),)
    return book, desk.operation(book, STEP, "protocol.new", writes, undoable=False)


def copy_of(protocol: Protocol) -> Protocol:
    """The same under a new identity, to be changed; whoever made it is still named."""
    name = {language: _copied(text, language) for language, text in protocol.name.items()}
    return replace(protocol, id=new_id(), version=1, name=name)


def _copied(text: str, language: str) -> str:
    return f"{text} ({_COPY.get(language, _COPY['en'])})" if text else ""


def record_of(book: Book) -> Record[Protocol]:
    """The record that is edited, also while the protocol is taken away."""
    found = book.records.get(book.scope_id)
    if found is None:
        raise LookupError(f"protocol {book.scope_id} has no content")
    return found


def used(book: Book) -> Protocol | None:
    """What was last put to use."""
    found = _used_record(book)
    return None if found is None else found.payload


def _used_record(book: Book) -> Record[Protocol] | None:
    return next((r for r in book.of(Protocol) if r.id != book.scope_id), None)


def current(book: Book) -> Protocol:
    """The protocol as it is now, with the version that it has or gets when it is put to use."""
    protocol, last = record_of(book).payload, used(book)
    if last is None:
        return protocol
    return replace(protocol, version=last.version + (not same_content(protocol, last)))


def same_content(one: Protocol, other: Protocol) -> bool:
    """Do they differ in no more than their version?"""
    return replace(one, version=other.version) == other


# Acts


def edit(desk: Desk, book: Book, protocol: Protocol, verb: str = "protocol.edit") -> Operation | None:
    """The protocol says something else; None when nothing differs."""
    record = record_of(book)
    after = replace(protocol, id=record.payload.id, version=record.payload.version)
    if after == record.payload:
        return None
    return desk.operation(book, STEP, verb, (changed(record, after),))


def put_to_use(desk: Desk, book: Book) -> tuple[Protocol, Operation | None]:
    """The protocol for a debrief or a file, and the act that remembers it as used, if there is something to remember.

    The version counts up when the content differs from what was used last. Not undoable: what was used was used.
    """
    protocol, last = current(book), used(book)
    if last is not None and same_content(protocol, last):
        return last, None
    return protocol, _remember(desk, book, protocol)


def _remember(desk: Desk, book: Book, protocol: Protocol) -> Operation:
    writes = (put_one(_used_record(book), protocol),)
    return desk.operation(book, STEP, "protocol.use", writes, undoable=False)


def take_away(desk: Desk, book: Book) -> Operation:
    """Out of the list; visits keep their own snapshot, and it can be put back."""
    return desk.operation(book, STEP, "protocol.delete", (removed(record_of(book)),))


# A protocol out of a file


def take_in(connection: "Connection", desk: Desk, protocol: Protocol, shipped: Iterable[Protocol]) -> Protocol:
    """Puts a protocol without problems among the school's own, in the transaction of this connection.

    One id and version mean one content: the same file twice changes nothing, a higher version takes the place of the
    one that is here. Raises ProtocolRefused when something else has its id or its version; then nothing was changed.
    """
    from lesvisit.models import writing

    twin = next((p for p in shipped if p.id == protocol.id), None)
    if twin is not None:
        if protocol != twin:
            raise ProtocolRefused("protocol_shipped", name=name_of(protocol.name, "nl"))
        return twin
    book = _book_for(connection, protocol)
    for operation in _arrival(desk, protocol, book):
        writing.put(connection, operation)
    return protocol


def _book_for(connection: "Connection", protocol: Protocol) -> Book | None:
    from lesvisit.models import reading

    book = stored(connection, protocol.id)
    if book is None:
        if reading.load(connection, protocol.id) or reading.get(connection, protocol.id):
            raise ProtocolRefused("protocol_id_taken", field="protocol.id")
        return None
    here, name = current(book), name_of(protocol.name, "nl")
    if protocol.version < here.version:
        raise ProtocolRefused("protocol_older", name=name, version=protocol.version, known=here.version)
    if protocol.version == here.version and protocol != here:
        raise ProtocolRefused("protocol_conflict", name=name, version=protocol.version)
    return book


def _arrival(desk: Desk, protocol: Protocol, book: Book | None) -> tuple[Operation, ...]:
    """A file holds a version that is in use elsewhere, so it counts as used here too."""
    if book is None:
        made, operation = new_protocol(desk, protocol)
        return operation, _remember(desk, made, protocol)
    operations = []
    last, record = used(book), record_of(book)
    if last is None or last.version < protocol.version:
        operations.append(_remember(desk, book, protocol))
    after = replace(protocol, version=record.payload.version)
    if record.deleted or after != record.payload:
        writes = (Write(record.id, record.rev + 1, after),)
        operations.append(desk.operation(book, STEP, "protocol.import", writes))
    return tuple(operations)


# Reading (on the reader)


def open_protocol(connection: "Connection", protocol_id: str) -> Book:
    """One protocol of the school. Raises LookupError when there is none."""
    found = stored(connection, protocol_id)
    if found is None:
        raise LookupError(f"no protocol {protocol_id}")
    return found


def stored(connection: "Connection", protocol_id: str) -> Book | None:
    """One protocol of the school, None when there is none of this identity."""
    from lesvisit.models import reading

    found = reading.load(connection, protocol_id)
    return found if found is not None and found.scope_kind is ScopeKind.PROTOCOL else None


def listed(connection: "Connection") -> list[OwnProtocol]:
    """All protocols of the school in the order they were made; also those that were taken away."""
    from lesvisit.models import reading

    books = [reading.load(connection, row.id) for row in reading.scopes(connection, ScopeKind.PROTOCOL)]
    return [summary_of(book) for book in books if book is not None]


def summary_of(book: Book) -> OwnProtocol:
    """A protocol as the list shows it."""
    protocol = current(book)
    return OwnProtocol(book.scope_id, book.number, protocol, len(problems(protocol)), record_of(book).deleted)


def usable(shipped: Iterable[Protocol], own: Iterable[OwnProtocol]) -> tuple[Protocol, ...]:
    """What a debrief can be led by: what ships, then the school's own without faults."""
    return (*shipped, *(one.protocol for one in own if not one.taken_away and not one.faults))
