"""Saving, opening, printing and copying the paper that is shown; the work is done on the papers' own thread."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.sharing import Paper, PaperSent, Way
from lesvisit.services import share_sent
from lesvisit.services.session import VisitSession
from lesvisit.ui.share import data_out, paper_out, paper_print
from lesvisit.ui.share.paper_enclosure import Enclosure, enclosure_of
from lesvisit.ui.share.paper_job import PaperJob, Step, Stopped, Written
from lesvisit.ui.share.paper_make import name_of, text_of
from lesvisit.ui.share.paper_maker import Made, PaperMaker, Wish, known
from lesvisit.ui.went_out import keep_sent
from lesvisit.ui.when_usable import when_usable
from lesvisit.ui.workspace import Workspace


class PaperOutlet(QObject):
    """`saved(Path)` and `data_saved(Path)`: the file is whole on the disk; `refused(error)`: nothing was written.

    `working(Step)` while a paper is on its way, `working(None)` when it is there or was stopped. What left is kept
    with the visit that it was of.
    """

    saved = Signal(object)
    data_saved = Signal(object)
    printed = Signal(int)
    copied = Signal()
    refused = Signal(object)
    working = Signal(object)

    def __init__(self, workspace: Workspace, maker: PaperMaker, page: QWidget) -> None:
        super().__init__(page)
        self.workspace, self.maker, self.page = workspace, maker, page
        self.folder: Path | None = None
        self.last: Path | None = None
        self.password = ""
        self.visit_words = ""  # the visit goes along in the paper of the two, under these
        self._wish: Wish | None = None
        self._session: VisitSession | None = None
        self._job: PaperJob | None = None
        self._printing = False

    def follow(self, wish: Wish, session: VisitSession) -> None:
        """What would leave now, and which visit it is of."""
        self._wish, self._session = wish, session

    def forget(self) -> None:
        """Another visit: nothing of it was saved yet, and no password goes from one to the next."""
        self.last, self.password, self.visit_words = None, "", ""

    # To a file

    def _folder(self) -> Path:
        """The folder of the last paper, also of another day."""
        kept = self.workspace.profile.preferences.paper_folder
        if self.folder is None and kept and Path(kept).is_dir():
            self.folder = Path(kept)
        return self.folder or paper_out.documents()

    def _remember(self, path: Path) -> None:
        self.folder = path.parent
        if self.workspace.profile.preferences.paper_folder != str(path.parent):
            self.workspace.profile.remember(paper_folder=str(path.parent))

    def proposed(self, wish: Wish) -> Path:
        """A sensible name that is not taken, in the folder of the last paper."""
        return paper_out.free_name(self._folder(), name_of(wish, self.maker.tools))

    def ask_and_save(self) -> QFileDialog | None:
        """Asks for a place; what was on the screen when it was asked is what is written."""
        wish = self._wish
        if wish is None:
            return None
        return paper_out.ask_where(
            self.page, self.workspace.translator, self.proposed(wish), lambda path: self.save(wish, path)
        )

    def save(self, wish: Wish, path: Path) -> None:
        """Writes the file, all or nothing."""
        self._remember(path)
        keep, job, session = self._keeper(wish), self._begin(), self._session
        enclosure = self._enclosure(wish)

        def done(written: Written) -> None:
            self._end(job)
            desk = self.workspace.desk
            keep(
                share_sent.as_file(
                    desk, wish.paper, path, written.data, language=wish.language, locked=written.locked
                )
            )
            if written.package:
                keep(share_sent.as_file(desk, Paper.PACKAGE, path, written.package, locked=True))
            if session is self._session:  # else another visit is on the screen by now
                self.last = path
                self.saved.emit(path)

        made = self.maker.export(wish, path, job, self.password, enclosure)
        self.workspace.when(made, done, self._failing(job))

    def _enclosure(self, wish: Wish) -> Enclosure | None:
        """The visit in its paper: under five words, or behind the password of the paper."""
        if not self.visit_words or wish.paper is not Paper.PAIR:
            return None
        return enclosure_of(self.workspace, wish, "" if self.password else self.visit_words)

    @property
    def is_printing(self) -> bool:
        """Is it the printer that is at work?"""
        return self._job is not None and self._printing

    def stop(self) -> bool:
        """Stops what is on its way; False when it is too late, and it will be there."""
        if self._job is None or not self._job.stop():
            return False
        self._job = None
        self.working.emit(None)
        return True

    def _begin(self, printing: bool = False) -> PaperJob:
        self._printing = printing
        deliver = self.workspace.bridge.deliver
        job = PaperJob(lambda step: deliver(lambda: self._tell(job, step)))
        self._job = job
        return job

    def _tell(self, job: PaperJob, step: Step) -> None:
        if self._job is job:
            self.working.emit(step)

    def _end(self, job: PaperJob) -> None:
        if self._job is job:
            self._job = None
            self.working.emit(None)

    def _failing(self, job: PaperJob) -> Callable[[BaseException], None]:
        def fail(error: BaseException) -> None:
            self._end(job)
            self._on_failed(error)

        return fail

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, Stopped):
            self.refused.emit(known(error))

    def _keeper(self, wish: Wish) -> Callable[[PaperSent], None]:
        """Keeps where a paper went: with the visit that is open now, whatever is open then, and all it is about."""
        session = self._session

        def keep(sent: PaperSent) -> None:
            if session is not None:
                session.do(share_sent.keep(self.workspace.desk, session.view, sent))
            here, *more = share_sent.about_visit(wish.view, sent.paper, wish.beside)
            others = [scope for scope in more if scope != here]
            if others:
                keep_sent(self.workspace, sent, lambda _connection: others)

        return keep

    # Data

    def ask_and_save_data(self) -> QFileDialog | None:
        """Asks for a place for the visit's data, and for its form."""
        wish, translator = self._wish, self.workspace.translator
        if wish is None:
            return None
        offered = data_out.proposed(wish.view, self._folder(), translator)
        return data_out.ask_where(self.page, translator, offered, lambda path: self.save_data(wish, path))

    def save_data(self, wish: Wish, path: Path) -> None:
        """Writes the data, all or nothing."""
        self._remember(path)
        keep = self._keeper(wish)

        def done(written: Written) -> None:
            keep(share_sent.as_file(self.workspace.desk, Paper.DATA, path, written.data))
            self.data_saved.emit(path)

        self.workspace.when(self.maker.export_data(wish.view, path), done, self._on_failed)

    # Afterwards

    def open_saved(self) -> None:
        """The paper that was saved last, in the system's own program."""
        if self.last is None or not self.last.exists() or not paper_out.open_paper(self.last):
            self.refused.emit(LesVisitError("paper_not_opened", path=str(self.last or "")))

    def show_saved(self) -> None:
        """The folder that the paper lies in."""
        if self.last is None or not self.last.parent.is_dir() or not paper_out.show_in_folder(self.last):
            self.refused.emit(LesVisitError("folder_not_opened", path=str(self.last.parent if self.last else "")))

    def copy_text(self) -> None:
        """The same paper as plain text on the clipboard, for a mail."""
        wish = self._wish
        if wish is None:
            return
        try:
            text = text_of(wish, self.maker.tools)
        except LesVisitError as error:
            self.refused.emit(error)
            return
        QGuiApplication.clipboard().setText(text)
        sent = share_sent.as_way(self.workspace.desk, wish.paper, Way.MAIL, text.encode(), wish.language)
        self._keeper(wish)(sent)
        self.copied.emit()

    # To the printer

    def print_paper(self) -> None:
        """To the printer."""
        wish = self._wish
        if wish is not None:
            made = self.maker.run(paper_print.printable, wish, self.maker.tools)
            self.workspace.when(made, self._on_printable, self._on_failed)

    def _on_printable(self, made: Made) -> None:
        title = self.proposed(made.wish).stem
        when_usable(
            self.page,
            lambda: paper_print.ask_printer(self.page, title, lambda printer: self.print_on(printer, made)),
        )

    def print_on(self, printer: object, made: Made) -> None:
        """The pages to this printer, beside the window."""
        keep, job = self._keeper(made.wish), self._begin(printing=True)

        def done(pages: int) -> None:
            self._end(job)
            keep(share_sent.as_way(self.workspace.desk, made.wish.paper, Way.PRINT, made.data, made.wish.language))
            self.printed.emit(pages)

        self.workspace.when(
            self.maker.run(paper_print.print_pages, printer, made.data, job), done, self._failing(job)
        )
