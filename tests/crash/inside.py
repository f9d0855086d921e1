"""Faults inside the process, for where no other process may inject them: the Nth act fails, and those after it.

The acts: a statement or commit of the writing connection, a file opened to be written, an fsync, a rename. `disk` is
all of these, a disk on which nothing can be written; on a `slow` one each commit takes longer than a line does.
"""

import errno
import os
import sys
import time
from collections.abc import Callable
from typing import Any

from sqlcipher3 import dbapi2 as driver

KINDS = ("statement", "fsync", "open", "rename")
ALL = "disk"
SLOW = "slow"
SLOW_SEC = 0.7
SAYS = {
    "ENOSPC": "database or disk is full",
    "EIO": "disk I/O error",
    "EACCES": "attempt to write a readonly database",
}
LONGEST_SEC = 2.0


class Switch:
    """Counts acts of one kind once it is on; from the Nth on they fail, until that is told or `longest` is over."""

    def __init__(self, kind: str, error: str, n: int, told: Callable[[], bool], longest: float = LONGEST_SEC) -> None:
        self.kind, self.error, self.n, self.told = kind, error, n, told
        self.longest = longest
        self.on, self.count, self.hits, self.began = False, 0, 0, 0.0
        self.tell: Callable[[str], None] = lambda what: None

    def fails(self, kind: str) -> bool:
        """Does this act fail?"""
        if not self.on or self.kind not in (kind, ALL):
            return False
        self.count += 1
        if self.count < self.n:
            return False
        if not self.hits:
            self.began = time.monotonic()
            self.tell("hit")
        elif self._is_over():
            self.on = False
            return False
        self.hits += 1
        return True

    def _is_over(self) -> bool:
        if self.told():
            return True
        if time.monotonic() - self.began > self.longest:
            self.tell("unheard")
            return True
        return False

    def drag(self) -> None:
        """A commit on a slow disk."""
        if self.on and self.kind == SLOW:
            self.hits += 1
            self.tell("hit") if self.hits == 1 else None
            time.sleep(SLOW_SEC)

    def os_error(self) -> OSError:
        number = getattr(errno, self.error)
        return OSError(number, os.strerror(number))

    def driver_error(self) -> Exception:
        error: Exception = driver.OperationalError(SAYS[self.error])
        return error


def plant(switch: Switch) -> None:
    """Puts the switch into this process, for good: a child calls it."""
    _plant_driver(switch)
    plain_fsync = os.fsync

    def fsync(handle: Any) -> None:
        if switch.fails("fsync"):
            raise switch.os_error()
        plain_fsync(handle)

    os.fsync = fsync  # type: ignore[assignment]

    def audit(event: str, words: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(words[1], str) and set(words[1]) & set("wax+") and switch.fails("open"):
            raise switch.os_error()
        if event == "os.rename" and switch.fails("rename"):
            raise switch.os_error()

    sys.addaudithook(audit)


def _plant_driver(switch: Switch) -> None:
    def check(said: str) -> None:
        if not said.startswith(("ROLLBACK", "PRAGMA synchronous")) and switch.fails("statement"):
            raise switch.driver_error()

    class Cursor(driver.Cursor):  # type: ignore[misc]
        def execute(self, said: str, *words: Any) -> Any:
            check(said)
            return super().execute(said, *words)

    class Connection(driver.Connection):  # type: ignore[misc]
        def cursor(self, *_words: Any) -> Any:
            return super().cursor(Cursor)

        def execute(self, said: str, *words: Any) -> Any:
            return self.cursor().execute(said, *words)

        def commit(self) -> None:
            switch.drag()
            try:
                check("COMMIT")
            except driver.OperationalError:
                self.rollback()  # as SQLite does by itself when a commit fails on the disk
                raise
            super().commit()

    plain = driver.connect

    def connect(*words: Any, **options: Any) -> Any:
        if "mode=rwc" in str(words[0]):
            options["factory"] = Connection
        return plain(*words, **options)

    driver.connect = connect
