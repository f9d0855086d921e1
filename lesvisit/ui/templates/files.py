"""One template in one file: opened and taken in whole, or written; refused with the field named, nothing changed."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.template import Template
from lesvisit.services import library, template_arrival
from lesvisit.services.template_arrival import Arrival
from lesvisit.ui.templates import words
from lesvisit.ui.workspace import Workspace

_NOT_IN_NAMES = frozenset('<>:"/\\|?*')


class TemplateFiles(QObject):
    """`arrived(Template)` when a file was taken in or was here already; `saved(Path)`; `refused(error)`."""

    arrived = Signal(object)
    saved = Signal(object)
    refused = Signal(object)

    def __init__(self, workspace: Workspace, page: QWidget) -> None:
        super().__init__(page)
        self.workspace, self.page = workspace, page
        self.folder: Path | None = None

    # In

    def ask_and_open(self) -> QFileDialog:
        """The system's own window to choose a file."""
        _ = self.workspace.translator.gettext
        dialog = QFileDialog(self.page, _("Open a form"), str(self.folder or _documents()))
        dialog.setObjectName("openTemplateDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Observation form (*.json)"))
        dialog.fileSelected.connect(lambda path: self.open(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def open(self, path: Path) -> None:
        """Takes a file in: read strictly beside the window, then put among the school's own in one transaction."""
        from lesvisit.exchange.template_file import read_template

        self.folder = path.parent
        self.workspace.read(lambda _connection: read_template(path), self._on_read, self._on_failed)

    def _on_read(self, template: Template) -> None:
        desk, shipped = self.workspace.desk, library.templates(self.workspace.resources)
        future = self.workspace.database.write(
            lambda connection: template_arrival.take_in(connection, desk, template, shipped)
        )
        self.workspace.when(future, self._on_taken_in, self._on_failed)

    def _on_taken_in(self, arrival: Arrival) -> None:
        session = self.workspace.session(arrival.template.id)
        if session is not None:
            self.workspace.reload(session)
        self.arrived.emit(arrival.template)

    # Out

    def ask_and_save(self, template: Template, *, own: bool) -> QFileDialog | None:
        """The system's own window for a place. What nobody could take in is not given out."""
        from lesvisit.exchange.template_file import SUFFIX, checked

        try:
            checked(template)
        except LesVisitError as error:
            self.refused.emit(error)
            return None
        _ = self.workspace.translator.gettext
        dialog = QFileDialog(self.page, _("Save the form"), str(self.folder or _documents()))
        dialog.setObjectName("saveTemplateDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("Observation form (*.json)"))
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        dialog.selectFile(file_name(words.title(self.workspace.translator, template)) + SUFFIX)
        dialog.fileSelected.connect(lambda path: self.save(template, Path(path), own=own))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def save(self, template: Template, path: Path, *, own: bool) -> None:
        """Writes the file, all or nothing. A version of the school's own that leaves counts as used."""
        self.folder = path.parent
        if own:
            self.workspace.use_template(template.id, lambda used: self._write(used, path))
        else:
            self._write(template, path)

    def _write(self, template: Template, path: Path) -> None:
        from lesvisit.exchange.template_file import write_template

        try:
            write_template(template, path)
        except LesVisitError as error:
            self.refused.emit(error)
            return
        self.workspace.say(self.workspace.translator.gettext("Saved: {path}", path=path))
        self.saved.emit(path)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, LesVisitError):
            raise error
        self.refused.emit(error)


def file_name(title: str) -> str:
    """A name that every file system takes."""
    kept = "".join(sign if sign.isprintable() and sign not in _NOT_IN_NAMES else "-" for sign in title)
    return kept.strip(" .-")[:80] or "formulier"


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()
