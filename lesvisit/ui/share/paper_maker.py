"""Makes the papers off the window's thread: for the preview (the newest wish wins), for a file, for the printer."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.visit_book import VisitBook
from lesvisit.models.given import write_given
from lesvisit.ui.share.data_out import write_data
from lesvisit.ui.share.paper_enclosure import Enclosure, enclosed
from lesvisit.ui.share.paper_job import PaperJob, Stage, Written
from lesvisit.ui.share.paper_make import Made, PaperTools, Wish, final_of, preview_of
from lesvisit.ui.workspace import Workspace

__all__ = ["Made", "PaperMaker", "Wish", "known"]

TOGETHER_MS = 40  # what changes within so short a while is one change


class PaperMaker(QObject):
    """`made(Made)` and `failed(error)` come on the window's thread."""

    made = Signal(object)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.tools = PaperTools(workspace.resources, workspace.translator.locale_dir)
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="papers")
        self._wish: Wish | None = None
        self._under_way: Wish | None = None
        self._together = QTimer(self)
        self._together.setSingleShot(True)
        self._together.setInterval(TOGETHER_MS)
        self._together.timeout.connect(self._start)
        worker = self._worker
        self.destroyed.connect(lambda: worker.shutdown(wait=False, cancel_futures=True))

    def wish(self, wish: Wish, now: bool = False) -> None:
        """The preview is to show this; a wish that came later takes its place."""
        self._wish = wish
        if now:
            self._start()
        elif not self._together.isActive():
            self._together.start()

    def stop(self) -> None:
        """The page goes off the screen."""
        self._together.stop()
        self._wish = None

    def _start(self) -> None:
        """One at a time: what was wished meanwhile is begun when this one is there, and only the newest of it."""
        self._together.stop()
        if self._wish is None or self._under_way is not None:
            return
        self._under_way = self._wish
        self.workspace.when(self._submit(preview_of, self._wish, self.tools), self._on_made, self._on_failed)

    def _on_made(self, made: Made) -> None:
        if self._is_newest():
            self.made.emit(made)

    def _on_failed(self, error: BaseException) -> None:
        if self._is_newest():
            self.failed.emit(error)

    def _is_newest(self) -> bool:
        begun, self._under_way = self._under_way, None
        if self._wish is not begun:
            self._start()
        return self._wish is begun

    def _submit(self, work: Callable[..., Any], *values: Any) -> "Future[Any]":
        return self._worker.submit(work, *values)

    # Out of the window; on the same thread, one after the other

    def export(
        self, wish: Wish, path: Path, job: PaperJob, password: str = "", enclosure: Enclosure | None = None
    ) -> "Future[Written]":
        """Writes the file, all or nothing; its errors are NoConsent, StorageFailed and Stopped."""
        future: Future[Written] = self._submit(write_paper, wish, self.tools, path, job, password, enclosure)
        return future

    def export_data(self, view: VisitBook, path: Path) -> "Future[Written]":
        """Writes the visit's data, all or nothing; its error is StorageFailed."""
        future: Future[Written] = self._submit(_export_data, view, path, self.workspace.translator)
        return future

    def for_print(self, wish: Wish) -> "Future[Made]":
        """The paper for the printer: what needs her agreement only with it (NoConsent)."""
        future: Future[Made] = self._submit(final_of, wish, self.tools)
        return future

    def run(self, work: Callable[..., Any], *values: Any) -> "Future[Any]":
        """Other work on papers that would hold up the window."""
        return self._submit(work, *values)


def write_paper(
    wish: Wish, tools: PaperTools, path: Path, job: PaperJob, password: str, enclosure: Enclosure | None = None
) -> Written:
    """Makes a paper and writes it, all or nothing. Raises NoConsent, StorageFailed, or Stopped (no file)."""
    steps = 3 if password or (enclosure is not None and enclosure.words) else 2
    job.step(Stage.MAKE, 1, steps)
    data, package = final_of(wish, tools).data, b""
    if enclosure is not None:
        if enclosure.words:
            job.step(Stage.LOCK, 2, steps)
        data, package = enclosed(data, enclosure, wish, tools)
    if password:
        job.step(Stage.LOCK, 2, steps)
        data = _locked(data, password)
    job.step(Stage.WRITE, steps, steps)

    def fill(temporary: Path) -> None:
        temporary.write_bytes(data)
        job.place()

    write_given(path, fill)
    return Written(path, data, bool(password), package)


def _locked(data: bytes, password: str) -> bytes:
    from lesvisit.reports.tagging import lock

    return lock(data, password)


def _export_data(view: VisitBook, path: Path, translator: Any) -> Written:
    write_data(view, path, translator)
    return Written(path, path.read_bytes(), False)


def known(error: BaseException) -> LesVisitError:
    """A refusal as it is; anything else is a bug, told as one."""
    return error if isinstance(error, LesVisitError) else LesVisitError("bug")
