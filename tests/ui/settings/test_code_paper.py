"""The recovery code on paper: all of it, readable, on one page."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from lesvisit.ui.settings import code_paper

printing = pytest.importorskip("PySide6.QtPrintSupport")


def test_the_code_stands_on_one_page(qapp: QApplication, tmp_path: Path) -> None:
    target = tmp_path / "code.pdf"
    printer = printing.QPrinter(printing.QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(target))
    lines = ("Herstelcode van LesVisit", "7KQF-29XM-ABCD-EFGH-JKMN-PQRS", "Waarvoor hij is. " * 12)
    code_paper.print_lines(printer, lines)
    reader = PdfReader(target)
    assert len(reader.pages) == 1
    words = "".join(reader.pages[0].extract_text().split())
    assert lines[1] in words
    assert "Herstelcode" in words
    assert words.count("Waarvoor") == 12
