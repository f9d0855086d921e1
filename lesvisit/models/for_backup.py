"""What stood in the emergency journal while damage was known, kept for a backup that may still be put back.

It stands in the file that is open now, as far as it fits there; lines of the journal go there and back as they are.
No longer than the backup that was offered: four weeks after a line was added.
"""

import time
from pathlib import Path

from lesvisit.models.backup import KEEP_WEEKS
from lesvisit.models.files import replace_patiently, write_bytes

NAME = "for-backup.jsonl"
_KEPT_SEC = KEEP_WEEKS * 7 * 86400


def hold(journal: Path) -> None:
    """Everything in this journal goes to the file beside it. Raises OSError or StorageFailed: then it stays."""
    _join(journal.with_name(NAME), journal, into=journal.with_name(NAME))


def recall(journal: Path) -> None:
    """And back, before what stands there: another file is open now. Raises OSError or StorageFailed."""
    _join(journal.with_name(NAME), journal, into=journal)


def is_old(path: Path) -> bool:
    """Nothing was added for so long that the backup that was offered may be gone too."""
    return path.stat().st_mtime + _KEPT_SEC < time.time()


def _join(first: Path, then: Path, into: Path) -> None:
    """Whatever moment the process ends at, each line stands in one of the two at least."""
    other = first if into == then else then
    if not other.exists():
        return
    if not into.exists():
        replace_patiently(other, into)
        return
    write_bytes(into, b"".join(b"\n" + line + b"\n" for line in _in_order(_lines(first), _lines(then))))
    other.unlink()


def _in_order(first: list[bytes], then: list[bytes]) -> list[bytes]:
    """Both; an end halfway may have left the one whole inside the other."""
    if then[: len(first)] == first:
        return then
    return first if first[-len(then) :] == then else first + then


def _lines(path: Path) -> list[bytes]:
    return [line for line in path.read_bytes().split(b"\n") if line]
