"""Saving, opening and printing the paper that is shown; the work is done on the papers' own thread."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.i18n import Translator
from lesvisit.ui.share import data_out, paper_out
from lesvisit.ui.share.paper_maker import Made, PaperMaker, Wish, known
from lesvisit.ui.workspace import Workspace


class PaperOutlet(QObject):
    """`saved(Path)` and `data_saved(Path)`: the file is whole on the disk; `refused(error)`: nothing was written."""

    saved = Signal(object)
    data_saved = Signal(object)
    refused = Signal(object)

    def __init__(self, workspace: Workspace, maker: PaperMaker, page: QWidget) -> None:
        super().__init__(page)
        self.workspace, self.maker, self.page = workspace, maker, page
        self.folder: Path | None = None
        self.last: Path | None = None
        self._wish: Wish | None = None

    def follow(self, wish: Wish) -> None:
        """What would be written now."""
        self._wish = wish

    def forget(self) -> None:
        """Another visit: nothing of it was saved yet."""
        self.last = None

    def proposed(self, wish: Wish) -> Path:
        """A sensible name that is not taken, in the folder of the last paper."""
        from lesvisit.reports import file_name

        translator = Translator(wish.language, self.workspace.translator.locale_dir)
        return paper_out.free_name(self.folder or paper_out.documents(), file_name(wish.view, wish.paper, translator))

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
        self.folder = path.parent

        def done(_report: object) -> None:
            self.last = path
            self.saved.emit(path)

        self.workspace.when(self.maker.export(wish, path), done, self._on_failed)

    def _on_failed(self, error: BaseException) -> None:
        self.refused.emit(known(error))

    def ask_and_save_data(self) -> QFileDialog | None:
        """Asks for a place for the visit's data, and for its form."""
        wish, translator = self._wish, self.workspace.translator
        if wish is None:
            return None
        offered = data_out.proposed(wish.view, self.folder or paper_out.documents(), translator)
        return data_out.ask_where(self.page, translator, offered, lambda path: self.save_data(wish, path))

    def save_data(self, wish: Wish, path: Path) -> None:
        """Writes the data, all or nothing."""
        self.folder = path.parent
        self.workspace.when(self.maker.export_data(wish, path), lambda _: self.data_saved.emit(path), self._on_failed)

    def open_saved(self) -> None:
        """The paper that was saved last, in the system's own program."""
        if self.last is None or not self.last.exists() or not paper_out.open_paper(self.last):
            self.refused.emit(LesVisitError("paper_not_opened", path=str(self.last or "")))

    def print_paper(self) -> None:
        """To the printer."""
        wish = self._wish
        if wish is None:
            return
        if not paper_out.has_printer():
            self.refused.emit(LesVisitError("no_printer"))
            return
        self.workspace.when(self.maker.for_print(wish), self._on_printable, self._on_failed)

    def _on_printable(self, made: Made) -> None:
        paper_out.ask_printer(self.page, self.proposed(made.wish).stem, made.data)
