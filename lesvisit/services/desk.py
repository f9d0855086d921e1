"""The desk a person works at: who, on which device, by which clock. It makes the operations."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from uuid_utils import uuid7

from lesvisit.domain.clock import Clock, Moment, effective, read
from lesvisit.domain.events import Stamp
from lesvisit.domain.records import Book, Operation, Record, Write

PEOPLE = "people"  # the one scope of people in a profile


def new_id() -> str:
    """An id that sorts by the time it was made (UUIDv7)."""
    return str(uuid7())


@dataclass(frozen=True)
class Desk:
    """`me_id` is the person who writes now; `device_id` names this laptop's profile."""

    clock: Clock
    device_id: str
    me_id: str = ""

    def writing_as(self, person_id: str) -> "Desk":
        """The same desk with another colleague at the keys."""
        return replace(self, me_id=person_id)

    def operation(
        self,
        book: Book,
        step: str,
        verb: str,
        writes: Iterable[Write],
        *,
        undoable: bool = True,
    ) -> Operation:
        """One act in this scope, now, by who writes now."""
        return Operation(
            id=new_id(),
            scope_id=book.scope_id,
            scope_kind=book.scope_kind,
            step=step,
            verb=verb,
            author_id=self.me_id,
            at_utc=self.clock.now_utc(),
            writes=tuple(writes),
            undoable=undoable,
        )

    def moment(self) -> Moment:
        """Now, from all clocks at once."""
        return read(self.clock)

    def stamp(self, book: Book, moment: Moment, block_id: str = "") -> Stamp:
        """The times of an event whose first key came at `moment`."""
        anchor, basis = book.clocks.anchor(moment, self.device_id)
        return Stamp(
            seq=book.clocks.next_seq(self.device_id),
            device_id=self.device_id,
            boot_id=moment.boot_id,
            elapsed_ms=moment.elapsed_ms,
            first_utc=moment.wall_utc,
            at_utc=effective(anchor, moment),
            zone=moment.zone,
            basis=basis,
            block_id=block_id,
        )


def inserted(payload: Any, stamp: Stamp | None = None, record_id: str = "") -> Write:
    """The write that makes a new record."""
    return Write(record_id or new_id(), 1, payload, stamp=stamp)


def put_one(record: "Record[Any] | None", payload: Any, record_id: str = "") -> Write:
    """Changes the record, or makes it when there is none."""
    return inserted(payload, record_id=record_id) if record is None else Write(record.id, record.rev + 1, payload)
