"""A file from elsewhere, read whole when it is one and no larger than its kind can be."""

from collections.abc import Callable
from pathlib import Path

from lesvisit.domain.errors import LesVisitError


def read_bounded(path: Path, most: int, refused: Callable[..., LesVisitError], too_big: LesVisitError) -> bytes:
    """What is in the file. `refused` makes the error to raise; `too_big` is the one for more than `most` bytes.

    Pipes, folders and devices are not read.
    """
    try:
        if not path.is_file():
            raise refused("file_missing", path=str(path))
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        detail = error.strerror if isinstance(error, OSError) else ""
        raise refused("file_unreadable", path=str(path), detail=detail or "") from error
    if len(data) > most:
        raise too_big
    return data
