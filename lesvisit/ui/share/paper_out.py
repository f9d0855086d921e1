"""Out of the window: where a paper is saved, and opening it, itself or its folder."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QProcess, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from lesvisit.i18n import Translator
from lesvisit.ui.file_dialog import file_dialog


def free_name(folder: Path, name: str) -> Path:
    """The name, or with (2), (3) where it is taken."""
    path, number = folder / name, 2
    while path.exists():
        path = folder / f"{Path(name).stem} ({number}).pdf"
        number += 1
    return path


def documents() -> Path:
    """Where a person looks for papers first."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()


def ask_where(parent: QWidget, translator: Translator, proposed: Path, chosen: Callable[[Path], None]) -> QFileDialog:
    """The system's own window for it; `chosen` is called with a path that ends in .pdf."""
    dialog = file_dialog(parent, translator.gettext("Save the paper"), proposed.parent)
    dialog.setObjectName("saveDialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(str(proposed))
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def open_paper(path: Path) -> bool:
    """In the program that the system has for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_command(path: Path, platform: str = sys.platform) -> tuple[str, list[str]]:
    """What shows a file, chosen, in its folder; an empty program where only the folder can be opened."""
    if platform == "win32":
        return "explorer.exe", ["/select,", str(path)]
    if platform == "darwin":
        return "open", ["-R", str(path)]
    return "", []


def show_in_folder(path: Path) -> bool:
    """Opens the folder; where the system can, with the file chosen."""
    program, arguments = show_command(path)
    if program and QProcess.startDetached(program, arguments)[0]:
        return True
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
