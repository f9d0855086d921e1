"""Writing a file all or nothing: a temporary file in the same folder, fsync, then a patient rename."""

import os
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from lesvisit.domain.errors import StorageFailed
from lesvisit.models.crashpoints import reached

_BUSY = (5, 32, 33)  # Windows: access denied, sharing violation, lock violation (a virus scanner reads the file)
RETRY_SEC = 2.5
DAMAGED = "-damaged-"  # in the name of a file that could not be read and is kept


def write_whole(path: Path, fill: Callable[[Path], None]) -> None:
    """Lets `fill` write a temporary file and puts it at `path` in one step.

    Raises StorageFailed in words when the disk is full, the folder can't be written or the file stays locked; then
    what stood at `path` is untouched.
    """
    temporary = path.with_name(f".{path.name[:60]}.{uuid4().hex[:8]}.tmp")
    try:
        fill(temporary)
        _flush(temporary)
        reached("before_rename")
        replace_patiently(temporary, path)
        flush_folder(path.parent)
    except OSError as error:
        raise StorageFailed("file_failed", path=str(path), detail=error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes) -> None:
    """Bytes, all or nothing."""
    write_whole(path, lambda temporary: _put(temporary, data))


def stamps(files: Iterable[Path]) -> list[tuple[int, int]]:
    """Size and moment of those that are there: alike before and after a copy was made, nobody wrote meanwhile."""
    return [(found.st_size, found.st_mtime_ns) for file in files if file.exists() for found in (file.stat(),)]


def _put(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def replace_patiently(source: Path, target: Path, wait_sec: float = RETRY_SEC) -> None:
    """os.replace, tried again for a while where another program holds the file."""
    until = time.monotonic() + wait_sec
    while True:
        try:
            source.replace(target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _BUSY or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def aside(path: Path) -> Path:
    """A name beside a file that can't be read, under which it is kept as it was."""
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    return path.with_name(f"{path.stem}{DAMAGED}{moment}{path.suffix}")


def flush_folder(folder: Path) -> None:
    """Makes the rename itself last; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
