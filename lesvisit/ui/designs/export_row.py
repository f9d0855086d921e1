"""A design out of the window: as a Word file, as a paper, as a blank form to observe on paper."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.handover import OtherVersion
from lesvisit.domain.sharing import Paper
from lesvisit.i18n import Translator
from lesvisit.messages import sentence
from lesvisit.services import design_out
from lesvisit.services.design_out import DOCX, PDF
from lesvisit.services.share_sent import Scope, about_design, as_written
from lesvisit.ui.designs.open_design import OpenDesign
from lesvisit.ui.file_dialog import file_dialog
from lesvisit.ui.went_out import keep_sent
from lesvisit.ui.widgets.buttons import LinkButton


@dataclass(frozen=True)
class Wish:
    """What is written."""

    ending: str
    twin: bool = False


class ExportRow(QWidget):
    """Three quiet buttons; `flush_wanted` before anything is read. `saved(Path)`: the file is whole on the disk."""

    flush_wanted = Signal()
    saved = Signal(object)

    def __init__(self, opened: OpenDesign, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opened, self.workspace = opened, opened.workspace
        self.folder: Path | None = None
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="designs")
        worker = self._worker
        self.destroyed.connect(lambda: worker.shutdown(wait=False))
        self._build()

    def _build(self) -> None:
        _, theme = self.workspace.translator.gettext, self.workspace.theme
        self.word = LinkButton(theme, _("Word"), name="exportWord")
        self.word.setAccessibleName(_("Save this design as a Word file"))
        self.pdf = LinkButton(theme, _("PDF"), name="exportPdf")
        self.pdf.setAccessibleName(_("Save this design as a paper (PDF)"))
        self.twin = LinkButton(theme, _("Form for on paper"), name="exportTwin")
        self.twin.setAccessibleName(_("Save a blank form to observe this design on paper (PDF)"))
        self.package = LinkButton(theme, _("As a package"), name="exportPackage")
        self.package.setAccessibleName(_("Hand this design on as a package"))
        self.package.clicked.connect(self._as_package)
        self.choose = LinkButton(theme, _("Choose between two versions"), name="designChoices")
        self.choose.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(14))
        for button, wish in ((self.word, Wish(DOCX)), (self.pdf, Wish(PDF)), (self.twin, Wish(PDF, True))):
            row.addWidget(button)
            button.clicked.connect(self._asking(wish))
        row.addWidget(self.package)
        row.addWidget(self.choose)
        self.opened.changed.connect(lambda _change: self.show_choices())
        self.show_choices()

    def show_choices(self) -> None:
        """The way to the lines that have two versions, while there are any."""
        session = self.opened.session
        self.choose.setVisible(session is not None and bool(session.book.of(OtherVersion)))

    def _choose(self) -> None:
        self.flush_wanted.emit()
        session = self.opened.session
        if session is not None:
            self.workspace.choices_wanted.emit(session.book.scope_kind, session.book.scope_id)

    def _as_package(self) -> None:
        """All versions, for a colleague's LesVisit."""
        self.flush_wanted.emit()
        session = self.opened.session
        if session is not None:
            title = self.opened.design.title
            self.workspace.package_wanted.emit(session.book.scope_kind, session.book.scope_id, title)

    def _asking(self, wish: Wish) -> Callable[[], None]:
        def ask() -> None:
            self.ask_and_save(wish)

        return ask

    def ask_and_save(self, wish: Wish) -> QFileDialog | None:
        """The system's own window for a place."""
        self.flush_wanted.emit()
        if self.opened.session is None:
            return None
        _ = self.workspace.translator.gettext
        proposed = self.proposed(wish)
        dialog = file_dialog(self, _("Save the lesson design"), proposed.parent)
        dialog.setObjectName("exportDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("Word (*.docx)" if wish.ending == DOCX else "PDF (*.pdf)")
        dialog.setDefaultSuffix(wish.ending[1:])
        dialog.selectFile(str(proposed))
        dialog.fileSelected.connect(lambda path: self.save(wish, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def proposed(self, wish: Wish) -> Path:
        """A sensible name that is not taken, in the folder of the last one."""
        from lesvisit.reports.filenames import design_file_name

        opened = self.opened
        title, number = opened.design.title, opened.version.number
        names = self.workspace.names()
        name = design_file_name(title, number, self._translator, wish.ending, twin=wish.twin, names=names)
        folder = self.folder or _documents()
        path, count = folder / name, 2
        while path.exists():
            path, count = folder / f"{Path(name).stem} ({count}){wish.ending}", count + 1
        return path

    def save(self, wish: Wish, path: Path) -> None:
        """Writes the version that is shown, all or nothing, beside the window."""
        session = self.opened.session
        if session is None:
            return
        self.folder = path.parent
        book, version_id = session.book, self.opened.record.id
        translator, resources = self._translator, self.workspace.resources
        instead = translator.gettext(design_out.INSTEAD)

        def write(known: design_out.Around) -> None:
            from lesvisit.commands.design_writing import write_out

            out = design_out.going_out(book, known, instead, version_id)
            future = self._worker.submit(write_out, out, path, translator, resources, twin=wish.twin)
            about = about_design(book.scope_id, out.version)
            self.workspace.when(future, lambda _none: self._on_saved(path, wish, about), self._on_failed)

        self.workspace.read(lambda connection: design_out.around(connection, book.scope_id), write)

    @property
    def _translator(self) -> Translator:
        """Papers have a language of their own in Settings."""
        language = self.workspace.profile.preferences.paper_language or self.workspace.translator.language
        return Translator(language, self.workspace.translator.locale_dir)

    def _on_saved(self, path: Path, wish: Wish, about: list[Scope]) -> None:
        paper, language = Paper.TWIN if wish.twin else Paper.DESIGN, self._translator.language
        sent = as_written(self.workspace.desk, paper, path, language=language)
        keep_sent(self.workspace, sent, lambda _connection: about)
        self.workspace.say(self.workspace.translator.gettext("Saved: {path}", path=path))
        self.saved.emit(path)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, LesVisitError):
            raise error
        self.workspace.say(sentence(error, self.workspace.translator))


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()
