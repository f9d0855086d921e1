"""The school's own debrief protocols: made, edited, put to use, taken away. What ships stands in `library`.

They are kept as `own_data` keeps them; here stands what is theirs alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lesvisit.domain.errors import ProtocolRefused
from lesvisit.domain.records import Book, ScopeKind
from lesvisit.domain.template import Protocol
from lesvisit.services.desk import Desk, new_id
from lesvisit.services.own_data import OwnData, copied_name, name_of, same_content
from lesvisit.services.protocol_check import problems

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["same_content"]
STEP = "protocol"
OWN = OwnData(Protocol, ScopeKind.PROTOCOL, STEP)
new_protocol = OWN.new
record_of = OWN.record_of
used = OWN.used
current = OWN.current
edit = OWN.edit
put_to_use = OWN.put_to_use
take_away = OWN.take_away
open_protocol = OWN.open
stored = OWN.stored


@dataclass(frozen=True, slots=True)
class OwnProtocol:
    """A protocol of the school as the list shows it; `faults` is what keeps it from being used."""

    id: str  # of the scope and of the protocol
    number: int
    protocol: Protocol
    faults: int = 0
    taken_away: bool = False
    choices: int = 0  # lines with two versions that wait


def copy_of(protocol: Protocol) -> Protocol:
    """The same under a new identity, to be changed; whoever made it is still named."""
    return replace(protocol, id=new_id(), version=1, name=copied_name(protocol.name))


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
    _, operations = OWN.arrived(desk, protocol, _book_for(connection, protocol))
    for operation in operations:
        writing.put(connection, operation)
    return protocol


def _book_for(connection: "Connection", protocol: Protocol) -> Book | None:
    book = stored(connection, protocol.id)
    if book is None:
        if OWN.is_taken(connection, protocol.id):
            raise ProtocolRefused("protocol_id_taken", field="protocol.id")
        return None
    here, name = current(book), name_of(protocol.name, "nl")
    if protocol.version < here.version:
        raise ProtocolRefused("protocol_older", name=name, version=protocol.version, known=here.version)
    if protocol.version == here.version and protocol != here:
        raise ProtocolRefused("protocol_conflict", name=name, version=protocol.version)
    return book


# Reading (on the reader)


def listed(connection: "Connection") -> list[OwnProtocol]:
    """All protocols of the school in the order they were made; also those that were taken away."""
    return [summary_of(book) for book in OWN.books(connection)]


def summary_of(book: Book) -> OwnProtocol:
    """A protocol as the list shows it."""
    protocol = current(book)
    return OwnProtocol(
        book.scope_id, book.number, protocol, len(problems(protocol)), record_of(book).deleted, OWN.choices(book)
    )


def usable(shipped: Iterable[Protocol], own: Iterable[OwnProtocol]) -> tuple[Protocol, ...]:
    """What a debrief can be led by: what ships, then the school's own without faults."""
    return (*shipped, *(one.protocol for one in own if not one.taken_away and not one.faults))
