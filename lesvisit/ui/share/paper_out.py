"""Out of the window: where a paper is saved, opening it, and the printer."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from lesvisit.i18n import Translator
from lesvisit.ui.share.preview import PaperDocument

try:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    CAN_PRINT = True
except ImportError:  # a Qt without printing
    CAN_PRINT = False

PRINT_DPI = 300


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
    dialog = QFileDialog(parent, translator.gettext("Save the paper"), str(proposed.parent))
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


def has_printer() -> bool:
    """Is there one at all?"""
    return CAN_PRINT and bool(QPrinterInfo.availablePrinterNames())


def ask_printer(parent: QWidget, title: str, data: bytes) -> None:
    """The system's print window, then the pages."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setObjectName("printDialog")
    dialog.accepted.connect(lambda: print_pages(printer, data))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


def print_pages(printer: "QPrinter", data: bytes) -> int:
    """Every page of the paper, or those that were asked for; how many went."""
    paper = PaperDocument(data)
    first = max(1, printer.fromPage()) if printer.fromPage() else 1
    last = min(paper.pages, printer.toPage()) if printer.toPage() else paper.pages
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    painter = QPainter(printer)
    for page in range(first, last + 1):
        if page > first:
            printer.newPage()
        _print_page(painter, printer, paper, page - 1)
    painter.end()
    return max(0, last - first + 1)


def _print_page(painter: QPainter, printer: "QPrinter", paper: PaperDocument, page: int) -> None:
    points = paper.size(page)
    size = QSize(round(points.width() * PRINT_DPI / 72), round(points.height() * PRINT_DPI / 72))
    painter.drawImage(printer.paperRect(QPrinter.Unit.DevicePixel).toRect(), paper.pdf.render(page, size))
