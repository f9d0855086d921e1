"""The list of what was erased: ids and moments, never content.

It lies beside the database, so that a backup of before is put back without what was erased since, and so that an
erasure that was cut short is finished.
"""

import logging
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from lesvisit.domain.retention import Erasure
from lesvisit.models.files import write_bytes

log = logging.getLogger(__name__)
NAME = "erased.json"


@dataclass(frozen=True, slots=True)
class ErasedList:
    """`pending`: not yet out of every file."""

    erasures: tuple[Erasure, ...] = ()
    pending: bool = False
    lesvisit_erased: int = 1
    extra: dict[str, object] = field(default_factory=dict)

    def and_also(self, new: tuple[Erasure, ...]) -> "ErasedList":
        """With these as well, pending. The newest of a thing counts; a whole visit covers its parts."""
        known = {(e.scope, e.id): e for e in (*self.erasures, *new)}
        return ErasedList(tuple(known.values()), pending=True)


def read_list(folder: Path) -> ErasedList:
    """The list of this folder; empty where there is none. One that can't be read is told in the log."""
    path = folder / NAME
    if not path.exists():
        return ErasedList()
    try:
        return msgspec.json.decode(path.read_bytes(), type=ErasedList)
    except (OSError, msgspec.DecodeError):
        log.warning("the list of what was erased cannot be read")
        return ErasedList()


def write_list(folder: Path, found: ErasedList) -> None:
    """Keeps it, all or nothing. Raises StorageFailed."""
    write_bytes(folder / NAME, msgspec.json.encode(found))
