"""Leaving with one's data: a folder that can be read without LesVisit. What is written is handed in by who can write.

All or nothing per file, told as it goes, and stopped between two files when somebody says so.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lesvisit.domain.errors import StorageFailed
from lesvisit.domain.text import within
from lesvisit.services.share_sent import Scope

MOST_NAME = 90
_MOST_NAMED = 10
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10))))


@dataclass(frozen=True, slots=True)
class Leaf:
    """One file: where it goes below the folder, what writes it, all or nothing, and what it is about."""

    path: Path
    write: Callable[[Path], object]
    about: Scope | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """What was written. `stopped`: somebody stopped it; what stands there is whole.

    `failed`: files that could not be written, each with why; all others stand there. `about`: what is in them.
    """

    folder: Path
    files: tuple[str, ...]
    stopped: bool = False
    failed: tuple[tuple[str, StorageFailed], ...] = ()
    about: tuple[Scope, ...] = ()

    @property
    def refusal(self) -> StorageFailed | None:
        """What to say of files that could not be written; None when all stand there."""
        if not self.failed:
            return None
        names = [name for name, _ in self.failed[:_MOST_NAMED]]
        files = ", ".join([*names, "…"] if len(self.failed) > _MOST_NAMED else names)
        detail = str(self.failed[0][1].values.get("detail", ""))
        return StorageFailed("leave_not_all", files=files, detail=detail, folder=str(self.folder))


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
    """Writes them one by one, each whole; one that can't be written is named and holds up no other.

    Raises StorageFailed for a folder that is taken, and when not one file could be written.
    """
    refuse_full(folder)
    written: list[str] = []
    about: dict[Scope, None] = {}
    failed: list[tuple[str, StorageFailed]] = []
    for done, leaf in enumerate(leaves, start=1):
        if stopped():
            return Left(folder, tuple(written), stopped=True, failed=tuple(failed), about=tuple(about))
        try:
            _write(leaf, folder / leaf.path)
        except StorageFailed as error:
            failed.append((leaf.path.as_posix(), error))
        else:
            written.append(leaf.path.as_posix())
            about |= {leaf.about: None} if leaf.about is not None else {}
        progress(done, len(leaves))
    if failed and not written:
        raise failed[0][1]
    return Left(folder, tuple(written), failed=tuple(failed), about=tuple(about))


def _write(leaf: Leaf, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFailed("file_failed", path=str(path), detail=error.strerror or "") from error
    leaf.write(path)


def safe_name(text: str) -> str:
    """A name that every disk takes: never a path, never too long, never empty."""
    plain = _REFUSED.sub("-", unicodedata.normalize("NFC", text))
    seen = "".join(c for c in plain if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    whole = re.sub(r"\s+", " ", seen)[:MOST_NAME]
    name = within(whole).strip(" .")
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
