"""The emergency journal: JSON lines beside the database, for when the database can't be written (yet).

Every line is written with fsync and holds one operation or one draft; replay is by id, so twice is once.
"""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from lesvisit.domain.records import Operation
from lesvisit.models import draft as drafts
from lesvisit.models.codec import decode_operation, encode_operation
from lesvisit.models.draft import Draft

log = logging.getLogger(__name__)

_OPERATION, _DRAFT = "op ", "draft "


class Journal:
    """One file in the first of `folders` that takes writing."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._paths = tuple(folder / "journal.jsonl" for folder in folders)

    def keep_operation(self, operation: Operation) -> bool:
        """Appends an operation; False when no place takes it."""
        return self._append(_OPERATION + encode_operation(operation))

    def keep_draft(self, draft: Draft) -> bool:
        """Appends a draft; the last one of a key counts."""
        return self._append(_DRAFT + drafts.to_json(draft))

    def _append(self, line: str) -> bool:
        for path in self._paths:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("ab") as file:
                    file.write(line.encode() + b"\n")
                    file.flush()
                    os.fsync(file.fileno())
            except OSError:
                continue
            return True
        return False

    def entries(self) -> Iterator[Operation | Draft]:
        """What was written, in order. A torn last line is passed over: it was never acknowledged."""
        for path in self._paths:
            if path.exists():
                yield from _entries(path)

    def clear(self) -> None:
        """Everything is in the database now."""
        for path in self._paths:
            path.unlink(missing_ok=True)


def _entries(path: Path) -> Iterator[Operation | Draft]:
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            if line.startswith(_OPERATION):
                yield decode_operation(line.removeprefix(_OPERATION))
            elif line.startswith(_DRAFT):
                yield drafts.from_json(line.removeprefix(_DRAFT))
        except (msgspec.DecodeError, msgspec.ValidationError):
            log.warning("a line of the journal cannot be read")
