"""Sees the disk stand still: a few bytes written and synced beside the kills, twenty times a second.

What is typed can't be on the disk sooner than the disk answers. How long that took is known of each moment, so that a
loss can be laid beside it. The time in which the probe itself waited for a processor doesn't count.
"""

import mmap
import os
import signal
import struct
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.crash.ledger import MOST_SEC, STALL_SEC
from tests.crash.processes import forked

EVERY_SEC = 0.05
BACK_SEC = 5.0
KEPT = 200  # ten seconds of answers
FULL_BYTES = 4096
_ANSWER = struct.Struct("ddd")  # when it was asked, when it answered (0: not yet), seconds the machine waited by then
Sync = Callable[[int], None]


class Answers:
    """How the disk answered in the seconds before one moment; `waited`: of them, how long any work waited for it."""

    def __init__(self, spans: Sequence[tuple[float, float]] = (), waited: float | None = None) -> None:
        self._spans, self.waited = tuple(spans), waited

    def longest(self, since: float, until: float) -> float:
        """The longest that it took to answer, of what was asked or answered between these moments."""
        return max(
            (min(end, until) - begin for begin, end in self._spans if end > since and begin < until), default=0.0
        )

    def explains(self, loss: float, killed: float) -> bool:
        """More was lost than is promised, and the disk stood still meanwhile for at least as long as the excess."""
        return loss > MOST_SEC and self.longest(killed - loss, killed) >= max(loss - MOST_SEC, STALL_SEC)


# A disk that stands still for most of each few seconds, by the clock that all processes share: to plant.
PERIOD_SEC, STILL_SEC = 2.5, 2.2


def stand_still(_handle: int = -1) -> None:
    """Waits for as long as that disk does nothing."""
    time.sleep(max(0.0, STILL_SEC - time.monotonic() % PERIOD_SEC))


class DiskProbe:
    """What a probe wrote in memory that all children share."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, _ANSWER.size * KEPT)

    def put(self, n: int, asked: float, answered: float, waited: float) -> None:
        """The n-th answer; the oldest gives way."""
        _ANSWER.pack_into(self._memory, n % KEPT * _ANSWER.size, asked, answered, waited)

    def before(self, moment: float) -> Answers:
        """The answers of the seconds before this moment, and the one that was still waited for."""
        told = sorted(
            (asked, answered or moment, waited) for asked, answered, waited in self._told() if asked < moment
        )
        kept = [one for one in told if one[1] > moment - BACK_SEC]
        waited = kept[-1][2] - kept[0][2] if kept and kept[-1][2] else None
        return Answers([(asked, answered) for asked, answered, _ in kept], waited)

    def _told(self) -> Iterator[tuple[float, float, float]]:
        return ((a, b, c) for a, b, c in _ANSWER.iter_unpack(self._memory[:]) if a)


@contextmanager
def probing(folder: Path, sync: Sync = os.fsync) -> Iterator[DiskProbe]:
    """A probe on the disk of this folder, in a process of its own, until the work is done."""
    found, parent = DiskProbe(), os.getpid()
    folder.mkdir(parents=True, exist_ok=True)
    child, pipe = forked(lambda _handle: _ask(folder / "probe", found, parent, sync))
    try:
        yield found
    finally:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(pipe)


def _ask(path: Path, found: DiskProbe, parent: int, sync: Sync) -> None:
    handle, n = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), 0
    while os.getppid() == parent:
        starved, began = _starved(), time.monotonic()
        found.put(n, began, 0.0, _waited())
        _write(handle, n, sync)
        took = time.monotonic() - began - (_starved() - starved)
        found.put(n, began, began + took, _waited())
        n += 1
        time.sleep(EVERY_SEC)


def _write(handle: int, n: int, sync: Sync) -> None:
    """A little more each time, as the log of a database grows; a disk that refuses has answered."""
    with suppress(OSError):
        place = n * 16 % FULL_BYTES
        if not place:
            os.ftruncate(handle, 0)
        os.pwrite(handle, b"beside the kills", place)
        sync(handle)


def _starved() -> float:
    """Seconds in which this process was ready to run and no processor was free, as Linux counts them."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/schedstat").read_text().split()[1]) / 1e9
    return 0.0


def _waited() -> float:
    """Seconds in which anything on this machine waited for a disk, as Linux counts them; 0 elsewhere."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/pressure/io").read_text().split("total=")[1].split()[0]) / 1e6
    return 0.0
