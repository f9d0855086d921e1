"""Files that somebody asks for, at a place of their choice: never among LesVisit's own files.

Erasing knows each file that LesVisit itself keeps there. A paper, package or copy that somebody puts among them would
not be found, so it is refused before anything is written.
"""

from collections.abc import Callable
from pathlib import Path

from lesvisit.domain.errors import StorageFailed
from lesvisit.models.files import write_bytes, write_whole

_OWN = ("lesvisit.db", "writer.lock")  # a folder with both is a profile's, of whichever LesVisit


def refuse_among_own(path: Path) -> None:
    """Raises StorageFailed for a place in a data folder of LesVisit, or anywhere below it."""
    whole = path.resolve()
    if any(_holds_profiles(folder) or _is_profile(folder) for folder in (whole, *whole.parents)):
        raise StorageFailed("among_own", path=str(path))


def _is_profile(folder: Path) -> bool:
    return all((folder / name).is_file() for name in _OWN)


def _holds_profiles(folder: Path) -> bool:
    profiles = folder / "profiles"
    return profiles.is_dir() and any(_is_profile(found) for found in profiles.iterdir())


def write_given(path: Path, fill: Callable[[Path], None]) -> None:
    """`write_whole` for such a file. Raises StorageFailed."""
    refuse_among_own(path)
    write_whole(path, fill)


def write_given_bytes(path: Path, data: bytes) -> None:
    """`write_bytes` for such a file. Raises StorageFailed."""
    refuse_among_own(path)
    write_bytes(path, data)
