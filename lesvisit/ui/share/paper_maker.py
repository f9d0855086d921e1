"""Makes the papers off the window's thread: for the preview (the newest wish wins), for a file, for the printer."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.sharing import Paper
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.services import share
from lesvisit.ui.share.data_out import write_data
from lesvisit.ui.workspace import Workspace

if TYPE_CHECKING:
    from lesvisit.reports import PaperReport

QUIET_MS = 300  # the preview follows when nothing changed for so long


@dataclass(frozen=True)
class Wish:
    """One paper of one visit in one language."""

    view: VisitBook
    paper: Paper
    language: str


@dataclass(frozen=True)
class Made:
    """A paper as it was made; `missing` are signs that print as an empty box."""

    wish: Wish
    data: bytes
    missing: tuple[str, ...] = ()
    too_long: tuple[str, ...] = ()


class PaperMaker(QObject):
    """`made(Made)` and `failed(error)` come on the window's thread."""

    made = Signal(object)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._resources = workspace.resources
        self._locale = workspace.translator.locale_dir
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="papers")
        self._wish: Wish | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._start)
        worker = self._worker
        self.destroyed.connect(lambda: worker.shutdown(wait=False, cancel_futures=True))

    def wish(self, wish: Wish, now: bool = False) -> None:
        """The preview is to show this; a wish that came later takes its place."""
        self._wish = wish
        if now:
            self._start()
        else:
            self._quiet.start()

    def stop(self) -> None:
        """The page goes off the screen."""
        self._quiet.stop()
        self._wish = None

    def _start(self) -> None:
        self._quiet.stop()
        wish = self._wish
        if wish is not None:
            self._hear(self._submit(self._preview, wish), wish)

    def _hear(self, future: "Future[Made]", wish: Wish) -> None:
        def take(made: Made) -> None:
            if self._wish is wish:
                self.made.emit(made)

        def fail(error: BaseException) -> None:
            if self._wish is wish:
                self.failed.emit(error)

        self.workspace.when(future, take, fail)

    def _submit(self, work: Callable[..., Any], *values: Any) -> "Future[Any]":
        return self._worker.submit(work, *values)

    # On the worker's thread

    def _translator(self, language: str) -> Translator:
        return Translator(language, self._locale)

    def _preview(self, wish: Wish) -> Made:
        from lesvisit.reports import make_pair_paper, make_team_paper

        out, translator = BytesIO(), self._translator(wish.language)
        if wish.paper is Paper.PAIR:
            report = make_pair_paper(share.pair_view(wish.view), translator, self._resources, out)
        else:
            paper = share.team_paper(wish.view, wish.language)
            draft = paper.consent is None
            report = make_team_paper(paper, translator, self._resources, out, draft=draft)
        return Made(wish, out.getvalue(), report.missing, report.too_long)

    def export(self, wish: Wish, path: Path) -> "Future[PaperReport]":
        """Writes the file, all or nothing; its errors are NoConsent and StorageFailed."""
        future: Future[PaperReport] = self._submit(self._export, wish, path)
        return future

    def _export(self, wish: Wish, path: Path) -> "PaperReport":
        from lesvisit.reports import make_pair_paper, make_team_paper

        translator, resources = self._translator(wish.language), self._resources
        if wish.paper is Paper.PAIR:
            return share.export_pair(wish.view, path, lambda v, out: make_pair_paper(v, translator, resources, out))
        return share.export_team(
            wish.view, wish.language, path, lambda p, out: make_team_paper(p, translator, resources, out)
        )

    def export_data(self, wish: Wish, path: Path) -> "Future[None]":
        """Writes the visit's data, all or nothing; its error is StorageFailed."""
        future: Future[None] = self._submit(write_data, wish.view, path, self.workspace.translator)
        return future

    def for_print(self, wish: Wish) -> "Future[Made]":
        """The paper for the printer: the team paper only with her agreement (NoConsent)."""
        future: Future[Made] = self._submit(self._for_print, wish)
        return future

    def _for_print(self, wish: Wish) -> Made:
        if wish.paper is Paper.TEAM:
            share.exportable(wish.view, wish.language)
        return self._preview(wish)


def known(error: BaseException) -> LesVisitError:
    """A refusal as it is; anything else is a bug, told as one."""
    return error if isinstance(error, LesVisitError) else LesVisitError("bug")
