"""The visit's data out of the window: a table for a spreadsheet, or everything as JSON."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from lesvisit.domain.sharing import Paper
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.services import share
from lesvisit.ui.file_dialog import file_dialog

CSV, JSON = ".csv", ".json"


def write_data(whole: VisitBook, path: Path, translator: Translator) -> None:
    """Writes what the two have; lines marked for nobody and lines that were taken away stay here.

    The ending of the file says in which form. Raises StorageFailed.
    """
    from lesvisit.exchange.visit_csv import write_csv, write_json

    view = share.pair_view(whole)
    view = view.with_book(replace(view.book, records={i: r for i, r in view.book.records.items() if not r.deleted}))
    if path.suffix.casefold() == JSON:
        write_json(view, path)
    else:
        write_csv(view, path, translator)


def proposed(view: VisitBook, folder: Path, translator: Translator) -> Path:
    """The name of the paper of the two with the ending of a table; a number where it is taken."""
    from lesvisit.reports import file_name

    stem = Path(file_name(view, Paper.PAIR, translator)).stem
    path, number = folder / f"{stem}{CSV}", 2
    while path.exists():
        path, number = path.with_name(f"{stem} ({number}){CSV}"), number + 1
    return path


def ask_where(parent: QWidget, translator: Translator, offered: Path, chosen: Callable[[Path], None]) -> QFileDialog:
    """The system's own window; the chosen form decides the ending where none was typed."""
    _ = translator.gettext
    names = {CSV: _("Table for a spreadsheet"), JSON: _("The whole visit")}
    forms = {f"{words} (*{ending})": ending for ending, words in names.items()}
    dialog = file_dialog(parent, _("Save the data"), offered.parent)
    dialog.setObjectName("dataDialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(forms))
    dialog.setDefaultSuffix(CSV[1:])
    dialog.filterSelected.connect(lambda name: dialog.setDefaultSuffix(forms.get(name, CSV)[1:]))
    dialog.selectFile(str(offered))
    dialog.fileSelected.connect(lambda path: chosen(_ending(Path(path), forms.get(dialog.selectedNameFilter(), CSV))))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _ending(path: Path, wanted: str) -> Path:
    """The name with the ending of the chosen form: a proposed .csv becomes .json when JSON was chosen."""
    return path.with_suffix(wanted) if path.suffix.casefold() in (CSV, JSON) else path.with_name(path.name + wanted)
