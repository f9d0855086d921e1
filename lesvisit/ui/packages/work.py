"""Packages are made and opened beside the window: seconds of work, with a way to stop that leaves nothing behind."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.package import Package
from lesvisit.exchange.package_beside import Locksmith, Stopped
from lesvisit.ui.workspace import Workspace


class _Task:
    """What is under way; either it was stopped or it wrote, never both."""

    def __init__(self) -> None:
        self.smith = Locksmith()
        self._guard = threading.Lock()
        self._wrote = False

    def stop(self) -> bool:
        """False: too late, the file stands."""
        with self._guard:
            if self._wrote:
                return False
            self.smith.stop()
            return True

    def write(self, write: Callable[[], None]) -> None:
        with self._guard:
            if self.smith.stopped:
                raise Stopped
            write()
            self._wrote = True


class PackageWork(QObject):
    """`opened(Package)`, `written(Path)` and `failed(LesVisitError)` come on the window's thread."""

    opened = Signal(object)
    written = Signal(object)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._worker = ThreadPoolExecutor(2, thread_name_prefix="package")
        self._task: _Task | None = None
        self.data = b""  # what was written last
        worker = self._worker
        self.destroyed.connect(lambda: worker.shutdown(wait=False, cancel_futures=True))

    @property
    def busy(self) -> bool:
        """Something is under way."""
        return self._task is not None

    def open(self, path: Path, passphrase: str = "") -> None:
        """Reads a file, strictly; a locked one without a passphrase is refused as *package_locked*."""
        self._start(lambda task: _read(task, path, passphrase), self.opened.emit)

    def write(self, pack: Callable[[Any], Package], path: Path, passphrase: str) -> None:
        """Packs what is on the disk when everything done so far is there, and writes the file, all or nothing."""
        packed = self.workspace.database.write(pack)

        def work(task: _Task) -> bytes:
            return _write(task, packed.result(), path, passphrase)

        def done(data: bytes) -> None:
            self.data = data
            self.written.emit(path)

        self._start(work, done)

    def stop(self) -> None:
        """What is under way is let go: no file, and nothing arrives any more."""
        if self._task is not None and self._task.stop():
            self._task = None

    def _start(self, work: Callable[[_Task], Any], done: Callable[[Any], None]) -> None:
        self.stop()
        task = self._task = _Task()

        def take(found: Any) -> None:
            if task is self._task:
                self._task = None
                done(found)

        def refuse(error: BaseException) -> None:
            if isinstance(error, Stopped) or task is not self._task:
                return
            self._task = None
            if not isinstance(error, LesVisitError):
                raise error
            self.failed.emit(error)

        self.workspace.when(self._worker.submit(work, task), take, refuse)


def _read(task: _Task, path: Path, passphrase: str) -> Package:
    from lesvisit.exchange import package_file, package_lock

    data = package_file.read_bytes(path)
    if passphrase.strip() and package_lock.is_locked(data):
        data = task.smith.unlocked(data, passphrase)
    return package_file.loads(data)


def _write(task: _Task, package: Package, path: Path, passphrase: str) -> bytes:
    from lesvisit.exchange import package_file

    data = package_file.dumps(package)
    if passphrase:
        data = task.smith.locked(data, passphrase)
    task.write(lambda: package_file.write_data(data, path))
    return data
