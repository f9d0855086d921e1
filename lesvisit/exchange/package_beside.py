"""The lock of a package in a process of its own.

Making the key takes seconds on purpose, and the library holds the interpreter meanwhile: on a thread of the app the
window would stand still. A process can also be stopped at once. The passphrase goes through a pipe, never by name.
"""

import sys
import threading
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from lesvisit.domain.errors import PackageRefused
from lesvisit.exchange import package_lock

LOCK, UNLOCK = "lock", "unlock"
MOST_MEMORY = 3_000_000_000  # the heaviest lock that is opened takes 1 GB beside the interpreter and the package


class Stopped(Exception):
    """The person doesn't want it any more."""


class Locksmith:
    """One lock to make or to open; `stop` may come from another thread."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._process: SpawnProcess | None = None
        self.stopped = False

    def locked(self, data: bytes, passphrase: str) -> bytes:
        """The bytes under a passphrase. Raises Stopped."""
        return self._do(LOCK, data, passphrase)

    def unlocked(self, data: bytes, passphrase: str) -> bytes:
        """The bytes inside. Raises PackageRefused and Stopped."""
        return self._do(UNLOCK, data, passphrase)

    def stop(self) -> None:
        """Nothing comes of it any more."""
        with self._guard:
            self.stopped = True
            if self._process is not None:
                self._process.kill()

    def _do(self, act: str, data: bytes, passphrase: str) -> bytes:
        context = get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=answer, args=(there,), daemon=True)
        with self._guard:
            if self.stopped:
                raise Stopped
            process.start()
            self._process = process
        there.close()
        try:
            here.send((act, data, passphrase))
            said = here.recv()
        except (EOFError, OSError) as error:
            raise self._why() from error
        finally:
            here.close()
            process.join()
        if isinstance(said, bytes):
            return said
        reason, values = said
        raise PackageRefused(reason, **values)

    def _why(self) -> Exception:
        return Stopped() if self.stopped else PackageRefused("package_lock_failed")


def answer(pipe: Connection) -> None:
    """What the other process does: one request, one answer."""
    keep_small()
    act, data, passphrase = pipe.recv()
    try:
        said = (package_lock.locked if act == LOCK else package_lock.unlocked)(data, passphrase)
    except PackageRefused as error:
        pipe.send((error.reason, error.values))
    else:
        pipe.send(said)


def keep_small() -> None:
    """Whatever a lock asks for, this process ends before the laptop is out of memory (where the system can)."""
    if sys.platform == "linux":
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
