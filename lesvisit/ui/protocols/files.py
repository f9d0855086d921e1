"""One protocol in one file: taken in whole, or written; refused with the field named, nothing changed."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.template import Protocol
from lesvisit.services import library, protocols
from lesvisit.ui.protocols import words
from lesvisit.ui.workspace import Workspace

_NOT_IN_NAMES = frozenset('<>:"/\\|?*')


class ProtocolFiles(QObject):
    """`arrived(Protocol)` when a file was taken in or was here already; `saved(Path)`; `refused(error)`."""

    arrived = Signal(object)
    saved = Signal(object)
    refused = Signal(object)

    def __init__(self, workspace: Workspace, page: QWidget) -> None:
        super().__init__(page)
        self.workspace, self.page = workspace, page
        self.folder: Path | None = None

    def ask_and_open(self) -> QFileDialog:
        """The system's own window to choose a file."""
        dialog = self._dialog(self.workspace.translator.gettext("Open a conversation model"), "openProtocolDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.open(Path(path)))
        dialog.open()
        return dialog

    def open(self, path: Path) -> None:
        """Takes a file in: read strictly beside the window, then put among the school's own in one transaction."""
        from lesvisit.exchange.protocol_file import read_protocol

        self.folder = path.parent
        self.workspace.read(lambda _connection: read_protocol(path), self._on_read, self._on_failed)

    def _on_read(self, protocol: Protocol) -> None:
        desk, shipped = self.workspace.desk, library.protocols(self.workspace.resources)
        future = self.workspace.database.write(lambda c: protocols.take_in(c, desk, protocol, shipped))
        self.workspace.when(future, self._on_taken_in, self._on_failed)

    def _on_taken_in(self, protocol: Protocol) -> None:
        session = self.workspace.session(protocol.id)
        if session is not None:
            self.workspace.reload(session)
        self.arrived.emit(protocol)

    def ask_and_save(self, protocol: Protocol) -> QFileDialog:
        """The system's own window for a place."""
        from lesvisit.exchange.protocol_file import SUFFIX

        dialog = self._dialog(self.workspace.translator.gettext("Save the conversation model"), "saveProtocolDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.lstrip("."))
        dialog.selectFile(_file_name(words.title(self.workspace.translator, protocol)) + SUFFIX)
        dialog.fileSelected.connect(lambda path: self.save(protocol, Path(path)))
        dialog.open()
        return dialog

    def save(self, protocol: Protocol, path: Path) -> None:
        """Writes the file, all or nothing; what nobody could take in is not given out."""
        from lesvisit.exchange.protocol_file import checked, write_protocol

        self.folder = path.parent
        try:
            write_protocol(checked(protocol), path)
        except LesVisitError as error:
            self.refused.emit(error)
            return
        self.workspace.say(self.workspace.translator.gettext("Saved: {path}", path=path))
        self.saved.emit(path)

    def _dialog(self, title: str, name: str) -> QFileDialog:
        dialog = QFileDialog(self.page, title, str(self.folder or _documents()))
        dialog.setObjectName(name)
        dialog.setNameFilter(self.workspace.translator.gettext("Conversation model (*.json)"))
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, LesVisitError):
            raise error
        self.refused.emit(error)


def _file_name(title: str) -> str:
    """A name that every file system takes."""
    kept = "".join(sign if sign.isprintable() and sign not in _NOT_IN_NAMES else "-" for sign in title)
    return kept.strip(" .-")[:80] or "gespreksmodel"


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()
