"""The recovery code on paper, straight to the printer: no file of it is ever made."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from lesvisit.i18n import Translator
from lesvisit.ui.file_dialog import without_trace
from lesvisit.ui.theme import FAMILY

try:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    CAN_PRINT = True
except ImportError:  # a Qt without printing
    CAN_PRINT = False


def has_printer() -> bool:
    """Is there one at all?"""
    return CAN_PRINT and bool(QPrinterInfo.availablePrinterNames())


def code_lines(translator: Translator, code: str, day: date) -> tuple[str, ...]:
    """What stands on the paper, line by line."""
    _ = translator.gettext
    return (
        _("Recovery code of LesVisit"),
        code,
        _("This code opens the encrypted visits when the passphrase is forgotten."),
        _("Keep it where you keep things that matter, not beside the laptop."),
        translator.date(day, "d MMMM y"),
    )


def ask_printer(parent: QWidget, lines: Sequence[str]) -> None:
    """The system's print window, then one page."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("LesVisit")
    dialog = without_trace(lambda: QPrintDialog(printer, parent))
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
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)  # every sign told apart
        font = fixed if at == 1 else QFont(FAMILY)
        font.setPointSizeF(24 if at == 1 else 14 if at == 0 else 11)
        painter.setFont(font)
        room = QRectF(0.75 * inch, top, width, inch)
        flags = int(Qt.TextFlag.TextWordWrap)
        painter.drawText(room, flags, line)
        top += painter.boundingRect(room, flags, line).height() + 0.2 * inch
    painter.end()
