"""What the emergency journal holds, and what no longer fitted and lies beside it, for whoever asks what is known."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import DecodeError

from lesvisit.domain.errors import VaultRefused
from lesvisit.domain.records import Operation, Write
from lesvisit.models.draft import Draft
from lesvisit.models.journal import Entry, Journal, Together, entry_of, unsigned

if TYPE_CHECKING:
    from lesvisit.models.vault import Vault


def held_beside(journal: Journal, vault: "Vault | None") -> Iterator[Draft | tuple[Operation, Write]]:
    """Half-typed lines and writes, in each place of the journal; a line that can't be read says nothing here."""
    for path in journal.files:
        for line in _lines(path):
            entry = _entry(line, vault)
            if isinstance(entry, Draft):
                yield entry
            halves = (entry.operation, entry.beside) if isinstance(entry, Together) else (entry,)
            yield from ((act, write) for act in halves if isinstance(act, Operation) for write in act.writes)


def _lines(path: Path) -> list[str]:
    with suppress(OSError):  # gone to the database meanwhile, or a place that can't be read now
        return path.read_text(encoding="utf-8", errors="replace").split("\n")
    return []


def _entry(line: str, vault: "Vault | None") -> Entry | None:
    """What stands in a line, sealed or left plain."""
    for opened in (line if vault is None else _opened(line, vault), line):
        with suppress(ValueError, DecodeError):
            found = entry_of(unsigned(opened))
            if found is not None:
                return found
    return None


def _opened(line: str, vault: "Vault") -> str:
    with suppress(ValueError, VaultRefused):
        return vault.opened_line(line)
    return ""
