"""Reads a lesson plan beside the window: with how far it is, and a way to stop."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lesvisit.domain.errors import LesVisitError
from lesvisit.ui.workspace import Workspace

if TYPE_CHECKING:
    from lesvisit.exchange.lesson_text import LessonMapping

Step = Callable[[float], None]


class _Stopped(Exception):
    """The person doesn't want it any more."""


class ImportWork(QObject):
    """`read(LessonMapping)`, `failed(LesVisitError)` and `progressed(share)` come on the window's thread."""

    read = Signal(object)
    failed = Signal(object)
    progressed = Signal(float)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="import")
        self._stop: threading.Event | None = None
        worker = self._worker
        self.destroyed.connect(lambda: worker.shutdown(wait=False, cancel_futures=True))

    @property
    def busy(self) -> bool:
        """Something is being read."""
        return self._stop is not None

    def read_file(self, path: Path) -> None:
        """A Word file, or a file of text."""
        self._start(lambda step: _of_file(path, step))

    def read_text(self, text: str) -> None:
        """Text that was pasted."""
        self._start(lambda step: _of_text(text, step))

    def stop(self) -> None:
        """What is being read is let go; nothing of it arrives any more."""
        if self._stop is not None:
            self._stop.set()
            self._stop = None

    def _start(self, work: "Callable[[Step], LessonMapping]") -> None:
        self.stop()
        stop = self._stop = threading.Event()

        def step(share: float) -> None:
            if stop.is_set():
                raise _Stopped
            self.workspace.bridge.deliver(lambda: self._tell(stop, share))

        self.workspace.when(
            self._worker.submit(work, step),
            lambda found: self._done(stop, found),
            lambda error: self._refused(stop, error),
        )

    def _tell(self, stop: threading.Event, share: float) -> None:
        if stop is self._stop:
            self.progressed.emit(share)

    def _done(self, stop: threading.Event, found: "LessonMapping") -> None:
        if stop is self._stop:
            self._stop = None
            self.read.emit(found)

    def _refused(self, stop: threading.Event, error: BaseException) -> None:
        if isinstance(error, _Stopped) or stop is not self._stop:
            return
        self._stop = None
        if not isinstance(error, LesVisitError):
            raise error
        self.failed.emit(error)


def _of_file(path: Path, step: Step) -> "LessonMapping":
    from lesvisit.exchange.lesson_file import read_plan

    return read_plan(path, step)


def _of_text(text: str, step: Step) -> "LessonMapping":
    from lesvisit.exchange.lesson_map import mapped, pasted

    return mapped(pasted(text), "", step)
