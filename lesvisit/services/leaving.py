"""Leaving with one's data: a folder that can be read without LesVisit. What is written is handed in by who can write.

All or nothing per file, told as it goes, and stopped between two files when somebody says so.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lesvisit.domain.errors import StorageFailed

MOST_NAME = 90
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10))))


@dataclass(frozen=True, slots=True)
class Leaf:
    """One file: where it goes below the folder, and what writes it, all or nothing."""

    path: Path
    write: Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Left:
    """What was written. `stopped`: somebody stopped it; what stands there is whole."""

    folder: Path
    files: tuple[str, ...]
    stopped: bool = False


Progress = Callable[[int, int], None]


def refuse_full(folder: Path) -> None:
    """Raises StorageFailed for a folder in which something stands already, or that can't be made."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise StorageFailed("leave_not_empty", path=str(folder))
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFailed("file_failed", path=str(folder), detail=error.strerror or "") from error


def leave(
    folder: Path,
    leaves: Sequence[Leaf],
    progress: Progress = lambda _done, _all: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Left:
    """Writes them one by one. Raises StorageFailed; what was written before stays, each file whole."""
    refuse_full(folder)
    written: list[str] = []
    for leaf in leaves:
        if stopped():
            return Left(folder, tuple(written), stopped=True)
        path = folder / leaf.path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageFailed("file_failed", path=str(path), detail=error.strerror or "") from error
        leaf.write(path)
        written.append(leaf.path.as_posix())
        progress(len(written), len(leaves))
    return Left(folder, tuple(written))


def safe_name(text: str) -> str:
    """A name that every disk takes: never a path, never too long, never empty."""
    plain = _REFUSED.sub("-", unicodedata.normalize("NFC", text))
    seen = "".join(c for c in plain if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    name = re.sub(r"\s+", " ", seen)[:MOST_NAME].strip(" .")
    return f"_{name}" if not name or name.casefold() in _RESERVED else name


def apart(names: Iterable[str]) -> list[str]:
    """The names, with a number after one that was there already (capitals make no difference on most disks)."""
    taken: set[str] = set()
    found = []
    for name in names:
        number, made = 2, name
        while made.casefold() in taken:
            made, number = f"{name} ({number})", number + 1
        taken.add(made.casefold())
        found.append(made)
    return found
