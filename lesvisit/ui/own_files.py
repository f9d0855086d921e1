"""What the school makes of its own in a file: opened and taken in whole, or written; refused, nothing changed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.sharing import Paper
from lesvisit.services.share_sent import Scope, as_written
from lesvisit.ui.file_dialog import file_dialog
from lesvisit.ui.went_out import keep_sent
from lesvisit.ui.workspace import Workspace

_NOT_IN_NAMES = frozenset('<>:"/\\|?*')


class OwnFiles(QObject):
    """`arrived(content)` when a file was taken in or was here already; `saved(Path)`; `refused(error)`.

    `sort` is a name of its dialogs: "Template".
    """

    arrived = Signal(object)
    saved = Signal(object)
    refused = Signal(object)

    def __init__(self, workspace: Workspace, page: QWidget, sort: str) -> None:
        super().__init__(page)
        self.workspace, self.page, self.sort = workspace, page, sort
        self.folder: Path | None = None

    # In

    def ask_for_file(self, title: str, kinds: str, chosen: Callable[[Path], None]) -> QFileDialog:
        """The system's own window to choose a file."""
        dialog = self._dialog(title, kinds, f"open{self.sort}Dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: chosen(Path(path)))
        dialog.open()
        return dialog

    def read(self, path: Path, read: Callable[[Path], Any], take_in: Callable[[Any, Any], Any]) -> None:
        """Read strictly beside the window, then put among the school's own in one transaction."""
        self.folder = path.parent

        def on_read(content: Any) -> None:
            future = self.workspace.database.write(lambda connection: take_in(connection, content))
            self.workspace.when(future, self._on_taken_in, self.on_failed)

        self.workspace.read(lambda _connection: read(path), on_read, self.on_failed)

    def _on_taken_in(self, content: Any) -> None:
        session = self.workspace.session(content.id)
        if session is not None:
            self.workspace.reload(session)
        self.arrived.emit(content)

    # Out

    def ask_for_place(
        self, title: str, kinds: str, name: str, suffix: str, chosen: Callable[[Path], None]
    ) -> QFileDialog:
        """The system's own window for a place."""
        dialog = self._dialog(title, kinds, f"save{self.sort}Dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.lstrip("."))
        dialog.selectFile(name + suffix)
        dialog.fileSelected.connect(lambda path: chosen(Path(path)))
        dialog.open()
        return dialog

    def written(self, path: Path, write: Callable[[], None], about: Scope) -> None:
        """Writes the file, all or nothing; of the school's own is kept where it went."""
        self.folder = path.parent
        try:
            write()
        except LesVisitError as error:
            self.refused.emit(error)
            return
        self.workspace.say(self.workspace.translator.gettext("Saved: {path}", path=path))
        sent = as_written(self.workspace.desk, Paper.DATA, path)
        keep_sent(self.workspace, sent, lambda _connection: [about])
        self.saved.emit(path)

    def on_failed(self, error: BaseException) -> None:
        """Told to whoever asked; anything but a refusal is a bug."""
        if not isinstance(error, LesVisitError):
            raise error
        self.refused.emit(error)

    def _dialog(self, title: str, kinds: str, name: str) -> QFileDialog:
        dialog = file_dialog(self.page, title, self.folder or _documents())
        dialog.setObjectName(name)
        dialog.setNameFilter(kinds)
        dialog.finished.connect(dialog.deleteLater)
        return dialog


def file_name(title: str, without: str) -> str:
    """A name that every file system takes; `without` for one of which nothing is left."""
    kept = "".join(sign if sign.isprintable() and sign not in _NOT_IN_NAMES else "-" for sign in title)
    return kept.strip(" .-")[:80] or without


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()
