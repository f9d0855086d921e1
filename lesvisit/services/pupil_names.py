"""Lists of pupils' names, one per class, each in a small file of its own beside the database.

Not in the database, so they are in no backup, no search, no paper, no package and no export. They are read to warn:
while a text about a lesson is written (`pupils_named`) and before it goes out (`pupils_out`). Changing a list writes
a new file and then overwrites and removes the old one; erasing overwrites and removes. What a disk keeps of
overwritten files (an SSD spreads its writes) can't be promised.
"""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lesvisit.domain.errors import StorageFailed, VaultRefused
from lesvisit.domain.masking import fold_name
from lesvisit.domain.pupil_names import class_key
from lesvisit.models.files import flush_folder, write_bytes
from lesvisit.models.vault import Vault, read_sealed
from lesvisit.services.desk import new_id
from lesvisit.services.profile import Profile

FOLDER = "names"


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of one class, as they were typed."""

    class_name: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kept:
    path: Path
    revision: int
    list: NameList


def folder_of(profile: Profile) -> Path:
    """Where the lists lie."""
    return profile.folder / FOLDER


def name_lists(profile: Profile) -> tuple[NameList, ...]:
    """All lists, by class."""
    found = (kept.list for kept in _newest(profile).values())
    return tuple(sorted(found, key=lambda one: class_key(one.class_name)))


def names_of(profile: Profile, class_name: str) -> tuple[str, ...]:
    """The names of this class; none without a list."""
    kept = _newest(profile).get(class_key(class_name)) if class_name.strip() else None
    return kept.list.names if kept is not None else ()


def keep(profile: Profile, wanted: NameList, before: str = "") -> None:
    """Keeps the list of a class; `before` is the class name it had. Raises StorageFailed when the disk refuses."""
    known = _newest(profile)
    old = [known[key] for key in dict.fromkeys((class_key(before), class_key(wanted.class_name))) if key in known]
    if any(kept.list == wanted for kept in old) and len(old) == 1:
        return
    revision = 1 + max((kept.revision for kept in known.values()), default=0)
    content = {"revision": revision, "class": wanted.class_name, "names": list(wanted.names)}
    folder = folder_of(profile)
    path = folder / f"{new_id()}.json"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StorageFailed("file_failed", path=str(folder), detail=error.strerror or str(error)) from error
    data = json.dumps(content, ensure_ascii=False).encode()
    write_bytes(path, data if profile.vault is None else profile.vault.seal(data))
    for kept in old:
        wipe(kept.path)
    _wipe_leftovers(profile)


def erase(profile: Profile, class_name: str) -> None:
    """Overwrites and removes every file with the list of this class. Raises StorageFailed when one stays."""
    for kept in _all(profile):
        if class_key(kept.list.class_name) == class_key(class_name):
            wipe(kept.path)
    _wipe_leftovers(profile)


def wipe(path: Path) -> None:
    """Overwrites a file with zeros, on the disk, and removes it. Raises StorageFailed."""
    try:
        with path.open("r+b") as file:
            file.write(b"\0" * path.stat().st_size)
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        flush_folder(path.parent)
    except FileNotFoundError:
        return
    except OSError as error:
        raise StorageFailed("file_failed", path=str(path), detail=error.strerror or str(error)) from error


def _wipe_leftovers(profile: Profile) -> None:
    """What a killed app left half-written."""
    for path in folder_of(profile).glob(".*.tmp"):
        wipe(path)


def _newest(profile: Profile) -> dict[str, _Kept]:
    """One list per class. An older one, left by a crash between writing and removing, is removed now."""
    found: dict[str, _Kept] = {}
    for kept in sorted(_all(profile), key=lambda one: one.revision):
        key = class_key(kept.list.class_name)
        if key in found:
            with suppress(StorageFailed):
                wipe(found[key].path)
        found[key] = kept
    return found


def _all(profile: Profile) -> list[_Kept]:
    folder = folder_of(profile)
    paths = folder.glob("*.json") if folder.is_dir() else ()
    return [kept for path in paths if (kept := _read(path, profile.vault)) is not None]


def _read(path: Path, vault: Vault | None) -> _Kept | None:
    """One file, sealed where the visits are encrypted; None for what is no list of names."""
    try:
        stored = json.loads(read_sealed(path, vault))
        names = tuple(name for name in stored["names"] if isinstance(name, str))
        return _Kept(path, int(stored["revision"]), NameList(str(stored["class"]), names))
    except (OSError, VaultRefused, ValueError, TypeError, KeyError, RecursionError):
        return None


@cache
def known_words(resources: Path, languages: tuple[str, ...]) -> frozenset[str]:
    """The words that are no name though they have a capital, folded, from the shipped lists."""
    paths = (resources / "words" / f"capitals.{language}.txt" for language in languages)
    lines = (line for path in paths if path.is_file() for line in _lines(path))
    return frozenset(fold_name(word) for line in lines for word in line.split())


def _lines(path: Path) -> Iterable[str]:
    return (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
