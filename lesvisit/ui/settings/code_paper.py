"""The recovery code on paper, straight to the printer: no file of it is ever made."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QDialog, QWidget

try:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    CAN_PRINT = True
except ImportError:  # a Qt without printing
    CAN_PRINT = False


def has_printer() -> bool:
    """Is there one at all?"""
    return CAN_PRINT and bool(QPrinterInfo.availablePrinterNames())


def ask_printer(parent: QWidget, lines: Sequence[str]) -> None:
    """The system's print window, then one page."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("LesVisit")
    dialog = QPrintDialog(printer, parent)
    dialog.setObjectName("codePrintDialog")
    dialog.accepted.connect(lambda: print_lines(printer, lines))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


def print_lines(printer: "QPrinter", lines: Sequence[str]) -> None:
    """A title, the code very readable, and what it is for."""
    painter = QPainter(printer)
    inch = printer.resolution()
    top, width = float(inch), printer.pageRect(QPrinter.Unit.DevicePixel).width() - 1.5 * inch
    for at, line in enumerate(lines):
        font = QFont("Atkinson Hyperlegible Next")
        font.setPointSizeF(24 if at == 1 else 14 if at == 0 else 11)
        painter.setFont(font)
        room = QRectF(0.75 * inch, top, width, inch)
        flags = int(Qt.TextFlag.TextWordWrap)
        painter.drawText(room, flags, line)
        top += painter.boundingRect(room, flags, line).height() + 0.2 * inch
    painter.end()
