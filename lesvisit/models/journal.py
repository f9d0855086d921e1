"""The emergency journal: JSON lines beside the database, for when the database can't be written (yet).

Every line is written with fsync and holds one act (one or both of its halves) or one draft; replay is by id, so
twice is once.
"""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

import msgspec

from lesvisit.domain.errors import StorageFailed, VaultRefused
from lesvisit.domain.records import Operation
from lesvisit.models import draft as drafts
from lesvisit.models import for_backup
from lesvisit.models.ballast import Ballast
from lesvisit.models.codec import decode_halves, decode_operation, encode_halves, encode_operation
from lesvisit.models.draft import Draft
from lesvisit.models.files import DAMAGED, aside, flush_folder
from lesvisit.models.vault import Vault

log = logging.getLogger(__name__)

_OPERATION, _TOGETHER, _DRAFT, _CLEARED = "op ", "together ", "draft ", "cleared "
_AT = "\t@"  # JSON has no tab of its own, nor has a key
_SUM = "\t#"
MISFITS = "misfits.jsonl"


@dataclass(frozen=True, slots=True)
class Cleared:
    """The draft with this key was kept, emptied or laid away; lines of before it was written down don't say when."""

    key: str
    at_utc: datetime | None = None


@dataclass(frozen=True, slots=True)
class Together:
    """One act that stands in two scopes; one line, so that a torn one leaves neither half."""

    operation: Operation
    beside: Operation


Entry = Operation | Together | Draft | Cleared


class Journal:
    """One file in the first of `folders` that takes writing. With a vault every line is sealed."""

    def __init__(self, folders: tuple[Path, ...], vault: Vault | None = None) -> None:
        self._paths = tuple(folder / "journal.jsonl" for folder in folders)
        self._vault = vault
        self._spoilt: set[Path] = set()
        self._unread: set[Path] = set()
        self.room = Ballast(folders[0])

    @property
    def files(self) -> list[Path]:
        """Every file that may hold somebody's words, misfits too, and what is kept for a backup."""
        names = ("", MISFITS, for_backup.NAME)
        found = [p for path in self._paths for p in (path.with_name(n or path.name) for n in names) if p.is_file()]
        apart = [p for path in self._paths for p in path.parent.glob(f"{path.stem}{DAMAGED}*")]
        return found + [p for p in apart if p.is_file()]

    @property
    def folders(self) -> list[Path]:
        """Where it may lie."""
        return [path.parent for path in self._paths]

    def keep_operation(self, operation: Operation) -> bool:
        """Appends an operation; False when no place takes it."""
        return self._append(line_of(operation))

    def keep_together(self, act: Together) -> bool:
        """Appends an act with both its halves."""
        return self._append(line_of(act))

    def keep_draft(self, draft: Draft) -> bool:
        """Appends a draft; the last one of a key counts."""
        return self._append(line_of(draft))

    def keep_cleared(self, key: str) -> bool:
        """Appends that a draft went."""
        return self._append(line_of(Cleared(key, datetime.now(UTC))))

    def keep_misfit(self, entry: Entry) -> None:
        """An operation that no longer fits holds somebody's words: it is kept beside the journal."""
        if isinstance(entry, Operation | Together):
            for path in self._paths:
                if _appended(path.with_name(MISFITS), self._sealed(signed(line_of(entry)))):
                    return

    def misfits(self) -> list[Path]:
        """Where such operations were kept; none in most profiles."""
        return [found for path in self._paths if (found := path.with_name(MISFITS)).exists()]

    def _append(self, line: str) -> bool:
        sealed = self._sealed(signed(line))
        places = [path for path in self._paths if path not in self._unread]
        return _first(places, sealed) or (self.room.give() and _first(places, sealed))

    def _sealed(self, line: str) -> str:
        return line if self._vault is None else self._vault.seal_line(line)

    def entries(self) -> Iterator[Entry]:
        """What was written, in order. A torn last line is passed over: it was never acknowledged.

        A file that can't be read now is left as it is for the next start: nothing is added to it, and it stays.
        """
        self._unread.clear()
        for path in filter(Path.is_file, self._paths):
            try:
                yield from _entries(path, self._vault, lambda path=path: self._spoilt.add(path))  # type: ignore[misc]
            except OSError as error:
                log.warning("a journal cannot be read now: %s", error.strerror)
                self._unread.add(path)

    def clear(self) -> None:
        """Everything is in the database now; a file of which a line could not be read is kept as it is."""
        for path in self._read:
            with suppress(OSError):  # replay is by id: once more does no harm
                if path in self._spoilt:
                    path.replace(aside(path))
                else:
                    path.unlink(missing_ok=True)
        self._spoilt.clear()
        self.room.renew()

    @property
    def _read(self) -> list[Path]:
        return [path for path in self._paths if path not in self._unread]

    # For a backup

    def hold(self) -> None:
        """Everything is in the database now, and waits beside it for a backup that may still be put back."""
        for path in self._read:
            _moved(for_backup.hold, path)
        self._spoilt.clear()
        self.room.renew()

    def recall(self) -> None:
        """Another database is open now: what was kept is to be done again."""
        for path in self._paths:
            _moved(for_backup.recall, path)

    def held(self) -> Iterator[Entry]:
        """What is kept for a backup."""
        for path in self._held:
            with suppress(OSError):
                yield from _entries(path, self._vault, lambda path=path: self._spoilt.add(path))  # type: ignore[misc]

    @property
    def _held(self) -> list[Path]:
        found = [path.with_name(for_backup.NAME) for path in self._paths]
        return [path for path in found if path.is_file()]

    @property
    def is_held_long(self) -> bool:
        """Is anything kept there longer than a backup is offered?"""
        with suppress(OSError):
            return any(for_backup.is_old(path) for path in self._held)
        return False

    def let_go(self) -> None:
        """No backup is waited for any more; a line that can't be read is kept as it is."""
        for path in self._held:
            with suppress(OSError):
                if path in self._spoilt:
                    path.replace(aside(path.with_name(self._paths[0].name)))
                else:
                    path.unlink()
                self._spoilt.discard(path)


def _moved(move: Callable[[Path], None], path: Path) -> None:
    """Where the disk refuses, every line stays where it is: replay is by id, so once more does no harm."""
    try:
        move(path)
    except (OSError, StorageFailed):
        log.warning("a journal could not be kept for a backup, or taken up again, yet")


def signed(line: str) -> str:
    """With a checksum at its end: a bit that falls over may not become another word."""
    return f"{line}{_SUM}{crc32(line.encode()):08x}"


def unsigned(line: str) -> str:
    """The line without its checksum; lines of before there was one have none. Raises ValueError when it is wrong."""
    said, mark, number = line.rpartition(_SUM)
    if not mark:
        return line
    if number != f"{crc32(said.encode()):08x}":
        raise ValueError(number)
    return said


def line_of(entry: Entry) -> str:
    """What is written of it, without its checksum."""
    if isinstance(entry, Draft):
        return _DRAFT + drafts.to_json(entry)
    if isinstance(entry, Cleared):
        return _CLEARED + entry.key + (f"{_AT}{entry.at_utc.isoformat()}" if entry.at_utc else "")
    if isinstance(entry, Together):
        return _TOGETHER + encode_halves(entry.operation, entry.beside)
    return _OPERATION + encode_operation(entry)


def _first(paths: list[Path], line: str) -> bool:
    """In the first of these that takes it."""
    return any(_appended(path, line) for path in paths)


def _appended(path: Path, line: str) -> bool:
    """One more line, flushed to the disk; False when the place doesn't take it, and then it is as it was."""
    before = -1
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not path.exists()
        with path.open("ab") as file:
            before = file.tell()
            # A line that a full disk tore must not swallow the next one.
            file.write(b"\n" + line.encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            flush_folder(path.parent)
    except OSError:
        with suppress(OSError):
            if before >= 0:
                os.truncate(path, before)
        return False
    return True


def _entries(path: Path, vault: Vault | None, spoilt: Callable[[], object]) -> Iterator[Entry]:
    # Not splitlines: a note may hold U+2028 and the like, which JSON leaves as they are.
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
        try:
            found = entry_of(unsigned(line if vault is None else vault.opened_line(line)))
        except (ValueError, msgspec.DecodeError, msgspec.ValidationError, VaultRefused):
            log.warning("a line of the journal cannot be read")
            spoilt()
            continue
        if found is not None:
            yield found
        elif line:
            spoilt()


def entry_of(line: str) -> Entry | None:
    """What such a line holds; None for an empty one. Raises ValueError or a msgspec error for one that holds none."""
    if line.startswith(_OPERATION):
        return decode_operation(line.removeprefix(_OPERATION))
    if line.startswith(_TOGETHER):
        return Together(*decode_halves(line.removeprefix(_TOGETHER)))
    if line.startswith(_DRAFT):
        return drafts.from_json(line.removeprefix(_DRAFT))
    if line.startswith(_CLEARED):
        key, _mark, at = line.removeprefix(_CLEARED).partition(_AT)
        return Cleared(key, datetime.fromisoformat(at) if at else None)
    return None
