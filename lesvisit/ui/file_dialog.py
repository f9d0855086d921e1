"""The system's own window for a file or a folder, of which Qt keeps no trace: a folder may be called after somebody.

Qt writes the last folders of every such window where all programs made with it find them, when the window goes.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

D = TypeVar("D", bound=QDialog)
_GROUP, _TRACES = "FileDialog", ("history", "lastVisited")  # as qfiledialog.cpp calls them


def file_dialog(parent: QWidget, title: str, folder: Path | None = None) -> QFileDialog:
    """Not shown yet, and without a trace."""
    return without_trace(lambda: QFileDialog(parent, title, str(folder) if folder is not None else ""))


def without_trace(make: Callable[[], D]) -> D:
    """Once this window is gone, what other programs had kept of theirs stands there as it stood.

    Also for a window that opens one for a file by itself: the system's for printing.
    """
    before = _traces()  # first: the window takes its folder into them as soon as it is made
    dialog = make()
    dialog.destroyed.connect(partial(_put_back, before))
    return dialog


def _kept() -> QSettings:
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.beginGroup(_GROUP)
    return settings


def _traces() -> dict[str, object]:
    kept = _kept()
    return {name: kept.value(name) for name in _TRACES if kept.contains(name)}


def _put_back(before: dict[str, object], *_gone: object) -> None:
    kept = _kept()
    for name in _TRACES:
        if name in before:
            kept.setValue(name, before[name])
        else:
            kept.remove(name)
    kept.sync()
