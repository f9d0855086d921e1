"""Children that are forked warm, killed, and heard: all modes of `dev.py crash` start theirs here.

A child is forked from a process that has all its imports done and no database open, so that it starts in a few
milliseconds, and never returns into the stack of whoever forked it.
"""

import json
import mmap
import os
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

BOARD_BYTES = 1 << 20


def warm_up() -> None:
    """Imports what the children need; opens nothing."""
    import sqlalchemy.dialects.sqlite.pysqlite  # noqa: F401

    from lesvisit.exchange import package_file, sample  # noqa: F401
    from lesvisit.models import backup, engine, migrate, packing, reading, writing  # noqa: F401
    from lesvisit.services import arrivals, packages, profile  # noqa: F401


def forked(work: Callable[[int], None]) -> tuple[int, int]:
    """A child that does work and tells on a pipe; its id and our end of the pipe."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child:
        os.close(theirs)
        return child, ours
    code = 1
    try:
        os.close(ours)
        work(theirs)
        code = 0
    except BaseException:  # noqa: BLE001 - the parent hears the code; a fork must never run on in our stack
        import traceback

        traceback.print_exc()
    finally:
        os._exit(code)


def all_of(handle: int) -> bytes:
    """Everything told until the child's end is closed."""
    with os.fdopen(handle, "rb") as pipe:
        return pipe.read()


def answer_of(work: Callable[[], Any]) -> Any:
    """What a child of its own finds; None when it fails."""
    child, pipe = forked(lambda handle: write_all(handle, json.dumps(work()).encode()))
    data = all_of(pipe)
    os.waitpid(child, 0)
    return json.loads(data) if data else None


def write_all(handle: int, data: bytes) -> None:
    """Tells everything and closes."""
    with os.fdopen(handle, "wb") as pipe:
        pipe.write(data)


def side_by_side(works: Sequence[Callable[[], Any]]) -> list[Any]:
    """Each in a child of its own, all at once; None for one that failed."""
    started = []
    for work in works:

        def tell(handle: int, work: Callable[[], Any] = work) -> None:
            write_all(handle, json.dumps(work()).encode())

        started.append(forked(tell))
    found = []
    for child, pipe in started:
        data = all_of(pipe)
        os.waitpid(child, 0)
        found.append(json.loads(data) if data else None)
    return found


def shared(total: int, workers: int) -> list[range]:
    """Numbers shared out over workers, none left out."""
    edges = [total * n // workers for n in range(workers + 1)]
    return [range(edges[n], edges[n + 1]) for n in range(workers)]


class Board:
    """What a child tells without one call to the system, so that no injected fault can hit the telling itself."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, BOARD_BYTES)
        self._end = 8

    def __call__(self, what: str, **values: object) -> None:
        """One line of JSON; the count of bytes comes last, so that a line is whole or not there."""
        line = json.dumps({"what": what, "t": time.monotonic(), **values}).encode() + b"\n"
        self._memory[self._end : self._end + len(line)] = line
        self._end += len(line)
        self._memory[:8] = (self._end - 8).to_bytes(8, "little")

    def lines(self) -> list[dict[str, Any]]:
        """All that was told so far."""
        size = int.from_bytes(self._memory[:8], "little")
        return [json.loads(line) for line in self._memory[8 : 8 + size].split(b"\n") if line]

    def close(self) -> None:
        self._memory.close()


class Watch:
    """Sees a child starve: how long it was ready to run and the machine had no processor for it, as Linux counts it.

    Elsewhere: how late whoever watches is woken. Neither sees what the app itself is slow at.
    """

    EVERY_SEC = 0.05
    BACK_SEC = 2.0

    def __init__(self, child: int) -> None:
        self._tasks = Path(f"/proc/{child}/task")
        self._of: dict[str, int] = {}  # nanoseconds of each thread, also of those that ended
        self._looked: list[tuple[float, float]] = [(time.monotonic(), self._waited())]
        self._late = 0.0

    def look(self) -> None:
        """Called at every turn."""
        now = time.monotonic()
        if now - self._looked[-1][0] > self.EVERY_SEC:
            self._late = now - self._looked[-1][0] - self.EVERY_SEC
            self._looked = [one for one in self._looked if one[0] > now - self.BACK_SEC]
            self._looked.append((now, self._waited()))

    @property
    def stall(self) -> float:
        """Of the last two seconds, how many the child only waited for a processor."""
        return max(self._looked[-1][1] - self._looked[0][1], self._late)

    def _waited(self) -> float:
        for task in self._tasks.glob("*/schedstat"):
            with suppress(OSError, ValueError, IndexError):
                self._of[task.parent.name] = int(task.read_text().split()[1])
        return sum(self._of.values()) / 1e9


def ended(child: int, within_sec: float) -> int | None:
    """The child's status once it ended by itself; None when it had to be killed."""
    until = time.monotonic() + within_sec
    while time.monotonic() < until:
        dead, status = os.waitpid(child, os.WNOHANG)
        if dead:
            return status
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None
