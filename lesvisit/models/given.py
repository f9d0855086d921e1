"""Files that somebody asks for, at a place of their choice: never among LesVisit's own files.

Erasing knows each file that LesVisit itself keeps there. A paper, package or copy that somebody puts among them would
not be found, so it is refused before anything is written.
"""

from collections.abc import Callable
from pathlib import Path

from lesvisit.domain.errors import StorageFailed
from lesvisit.models.files import write_bytes, write_whole

_BESIDE = ("writer.lock", "backups", "profile.json")  # one of them stands beside the visits of any profile


def refuse_among_own(path: Path) -> None:
    """Raises StorageFailed for a place in or below the folder of a profile, and for a name that no disk takes."""
    try:
        whole = path.resolve()
        among_own = any(_is_profile(folder) for folder in (whole, *whole.parents))
    except (OSError, ValueError, RuntimeError) as error:  # too long, a NUL in it, links that go round
        detail = error.strerror if isinstance(error, OSError) else str(error)
        raise StorageFailed("file_failed", path=str(path), detail=detail or "") from error
    if among_own:
        raise StorageFailed("among_own", path=str(path))


def _is_profile(folder: Path) -> bool:
    return (folder / "lesvisit.db").is_file() and any((folder / name).exists() for name in _BESIDE)


def write_given(path: Path, fill: Callable[[Path], None]) -> None:
    """`write_whole` for such a file. Raises StorageFailed."""
    refuse_among_own(path)
    write_whole(path, fill)


def write_given_bytes(path: Path, data: bytes) -> None:
    """`write_bytes` for such a file. Raises StorageFailed."""
    refuse_among_own(path)
    write_bytes(path, data)
