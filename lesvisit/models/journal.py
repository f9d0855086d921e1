"""The emergency journal: JSON lines beside the database, for when the database can't be written (yet).

Every line is written with fsync and holds one act (one or both of its halves) or one draft; replay is by id, so
twice is once.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from lesvisit.domain.records import Operation
from lesvisit.models import draft as drafts
from lesvisit.models.codec import decode_halves, decode_operation, encode_halves, encode_operation
from lesvisit.models.draft import Draft

log = logging.getLogger(__name__)

_OPERATION, _TOGETHER, _DRAFT, _CLEARED = "op ", "together ", "draft ", "cleared "
MISFITS = "misfits.jsonl"


@dataclass(frozen=True, slots=True)
class Cleared:
    """The draft with this key was kept, emptied or laid away."""

    key: str


@dataclass(frozen=True, slots=True)
class Together:
    """One act that stands in two scopes; one line, so that a torn one leaves neither half."""

    operation: Operation
    beside: Operation


Entry = Operation | Together | Draft | Cleared


class Journal:
    """One file in the first of `folders` that takes writing."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._paths = tuple(folder / "journal.jsonl" for folder in folders)

    def keep_operation(self, operation: Operation) -> bool:
        """Appends an operation; False when no place takes it."""
        return self._append(_line_of(operation))

    def keep_together(self, act: Together) -> bool:
        """Appends an act with both its halves."""
        return self._append(_line_of(act))

    def keep_draft(self, draft: Draft) -> bool:
        """Appends a draft; the last one of a key counts."""
        return self._append(_DRAFT + drafts.to_json(draft))

    def keep_cleared(self, key: str) -> bool:
        """Appends that a draft went."""
        return self._append(_CLEARED + key)

    def keep_misfit(self, entry: Entry) -> None:
        """An operation that no longer fits holds somebody's words: it is kept beside the journal."""
        if isinstance(entry, Operation | Together):
            for path in self._paths:
                if _appended(path.with_name(MISFITS), _line_of(entry)):
                    return

    def misfits(self) -> list[Path]:
        """Where such operations were kept; none in most profiles."""
        return [found for path in self._paths if (found := path.with_name(MISFITS)).exists()]

    def _append(self, line: str) -> bool:
        return any(_appended(path, line) for path in self._paths)

    def entries(self) -> Iterator[Entry]:
        """What was written, in order. A torn last line is passed over: it was never acknowledged."""
        for path in self._paths:
            if path.exists():
                yield from _entries(path)

    def clear(self) -> None:
        """Everything is in the database now."""
        for path in self._paths:
            with suppress(OSError):  # replay is by id: once more does no harm
                path.unlink(missing_ok=True)


def _line_of(entry: Operation | Together) -> str:
    if isinstance(entry, Together):
        return _TOGETHER + encode_halves(entry.operation, entry.beside)
    return _OPERATION + encode_operation(entry)


def _appended(path: Path, line: str) -> bool:
    """One more line, flushed to the disk; False when the place doesn't take it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            # A line that a full disk tore must not swallow the next one.
            file.write(b"\n" + line.encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        return False
    return True


def _entries(path: Path) -> Iterator[Entry]:
    # Not splitlines: a note may hold U+2028 and the like, which JSON leaves as they are.
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
        try:
            if line.startswith(_OPERATION):
                yield decode_operation(line.removeprefix(_OPERATION))
            elif line.startswith(_TOGETHER):
                yield Together(*decode_halves(line.removeprefix(_TOGETHER)))
            elif line.startswith(_DRAFT):
                yield drafts.from_json(line.removeprefix(_DRAFT))
            elif line.startswith(_CLEARED):
                yield Cleared(line.removeprefix(_CLEARED))
        except (msgspec.DecodeError, msgspec.ValidationError):
            log.warning("a line of the journal cannot be read")
