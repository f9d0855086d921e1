"""To the printer: the pages of the very PDF, at the printer's own resolution, beside the window.

The system's own print act ("print" of a file type) is not used: many PDF programs have none, and it would leave a
file behind. Qt draws on a printer from any thread, so the pages are drawn on the papers' thread, in bands that stay
small at any resolution.
"""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocumentRenderOptions
from PySide6.QtWidgets import QDialog, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.ui.file_dialog import without_trace
from lesvisit.ui.share.paper_job import PaperJob, Stage, Stopped
from lesvisit.ui.share.paper_make import Made, PaperTools, Wish, final_of
from lesvisit.ui.share.preview import PaperDocument

try:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    CAN_PRINT = True
except ImportError:  # a Qt without printing
    CAN_PRINT = False

MOST_DPI, BAND = 600, 512


def has_printer() -> bool:
    """Is there one at all? Asking the system may take seconds where printers are on a network."""
    return CAN_PRINT and bool(QPrinterInfo.availablePrinterNames())


def printable(wish: Wish, tools: PaperTools) -> Made:
    """The paper, when there is a printer for it. Raises LesVisitError("no_printer") and NoConsent."""
    if not has_printer():
        raise LesVisitError("no_printer")
    return final_of(wish, tools)


def ask_printer(parent: QWidget, title: str, chosen: "Callable[[QPrinter], None]") -> None:
    """The system's print window; `chosen` is called with the printer as it was set there."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    dialog = without_trace(lambda: QPrintDialog(printer, parent))
    dialog.setObjectName("printDialog")
    dialog.accepted.connect(lambda: chosen(printer))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


def print_pages(printer: "QPrinter", data: bytes, job: PaperJob | None = None) -> int:
    """Every page of the paper, or those that were asked for; how many went. Raises Stopped, and then prints nothing.

    Raises LesVisitError("not_printed") when the printer takes nothing.
    """
    job, paper = job or PaperJob(), PaperDocument(data)
    first = max(1, printer.fromPage()) if printer.fromPage() else 1
    last = min(paper.pages, printer.toPage()) if printer.toPage() else paper.pages
    painter = QPainter()
    if not painter.begin(printer):
        raise LesVisitError("not_printed")
    try:
        for page in range(first, last + 1):
            job.step(Stage.PRINT, page - first + 1, last - first + 1)
            if page > first:
                printer.newPage()
            _print_page(painter, printer, paper, page - 1)
        job.place()
    except Stopped:
        printer.abort()
        raise
    finally:
        painter.end()
    return max(0, last - first + 1)


def _print_page(painter: QPainter, printer: "QPrinter", paper: PaperDocument, page: int) -> None:
    """Band after band; on other paper than A4 the page keeps its shape."""
    dpi, points = min(printer.resolution(), MOST_DPI), paper.size(page)
    size = QSize(round(points.width() * dpi / 72), round(points.height() * dpi / 72))
    room = printer.paperRect(QPrinter.Unit.DevicePixel)
    whole = size.scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    left, factor = (room.width() - whole.width()) / 2, whole.height() / size.height()
    for top in range(0, size.height(), BAND):
        height = min(BAND, size.height() - top)
        options = QPdfDocumentRenderOptions()
        options.setScaledSize(size)
        options.setScaledClipRect(QRect(0, top, size.width(), height))
        band = paper.pdf.render(page, QSize(size.width(), height), options)
        painter.drawImage(QRectF(left, top * factor, whole.width(), height * factor), band)
