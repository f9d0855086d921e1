"""A paper on its way out: it tells how far it is, and it can be stopped until the file is put in its place."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from threading import Lock

from lesvisit.domain.errors import LesVisitError


class Stage(Enum):
    """What is being done."""

    MAKE = 0
    LOCK = 1
    WRITE = 2
    PRINT = 3


class Stopped(LesVisitError):
    """It was stopped before anything was written."""

    def __init__(self) -> None:
        super().__init__("stopped")


@dataclass(frozen=True)
class Step:
    """How far: `done` of `of`."""

    stage: Stage
    done: int
    of: int


class PaperJob:
    """Shared by the window and the thread that works; `tell(Step)` comes on that thread."""

    def __init__(self, tell: Callable[[Step], None] = lambda _: None) -> None:
        self._tell = tell
        self._lock = Lock()
        self._stopped = self._placed = False

    def step(self, stage: Stage, done: int, of: int) -> None:
        """Tells how far it is. Raises Stopped."""
        if self._stopped:
            raise Stopped
        self._tell(Step(stage, done, of))

    def place(self) -> None:
        """From here on it is done. Raises Stopped."""
        with self._lock:
            if self._stopped:
                raise Stopped
            self._placed = True

    def stop(self) -> bool:
        """Stops it; False when it is too late, and the paper will be there."""
        with self._lock:
            self._stopped = not self._placed
            return self._stopped


@dataclass(frozen=True)
class Written:
    """A file that is whole on the disk."""

    path: Path
    data: bytes
    locked: bool
    package: bytes = b""  # the visit that is in it
