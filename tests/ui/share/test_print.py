"""The printer gets every page of the paper."""

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from lesvisit.reports import make_pair_paper
from lesvisit.ui.share.paper_print import print_pages
from tests.reports.support import RESOURCES, sample, translator


def paper() -> tuple[bytes, int]:
    out = BytesIO()
    report = make_pair_paper(sample(), translator("nl"), RESOURCES, out)
    return out.getvalue(), report.pages


def printer(path: Path) -> QPrinter:
    """A printer that prints into a file."""
    made = QPrinter()
    made.setResolution(72)
    made.setFullPage(True)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(path))
    return made


def test_every_page_is_printed(qapp: QApplication, tmp_path: Path) -> None:
    data, pages = paper()
    path = tmp_path / "printed.pdf"
    assert print_pages(printer(path), data) == pages
    assert len(PdfReader(path).pages) == pages


def test_only_the_pages_asked_for(qapp: QApplication, tmp_path: Path) -> None:
    data, _pages = paper()
    path = tmp_path / "printed.pdf"
    wanted = printer(path)
    wanted.setFromTo(2, 3)
    assert print_pages(wanted, data) == 2
    assert len(PdfReader(path).pages) == 2
