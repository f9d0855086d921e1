"""The table of lines as a model."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from lesvisit.domain.sharing import Paper
from lesvisit.services import share
from lesvisit.ui.share.line_model import FATE, MARK, TEXT, LineTableModel, rows_of
from lesvisit.ui.share.line_row import two_lines
from tests.reports.support import sample, translator


def model() -> LineTableModel:
    made = LineTableModel(translator("en"))
    made.show_rows(rows_of(share.lines(sample()), talked=True), "Noor", Paper.TEAM)
    return made


def test_it_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    made = model()
    qtmodeltester.check(made, force_py=True)  # type: ignore[no-untyped-call]
    made.show_rows(rows_of(share.lines(sample()), talked=False), "Noor", Paper.PAIR)
    qtmodeltester.check(made, force_py=True)  # type: ignore[no-untyped-call]


def test_each_row_says_line_mark_and_fate() -> None:
    made = model()
    row = made.place_of(next(x.id for x in share.lines(sample()) if x.kind is share.LineKind.AGREEMENT))
    texts = [made.index(row, column).data() for column in (TEXT, MARK, FATE)]
    assert texts[0].startswith("Agreement Noor: Bij elke")
    assert texts[1:] == ["team", "goes along"]
    spoken = made.index(row, TEXT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "team" in spoken
    assert "goes along" in spoken


def test_the_head_of_the_paper_is_no_row_while_nothing_waits() -> None:
    assert model().place_of("header") == -1


def test_long_words_are_cut_to_two_lines(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    cut = two_lines(metrics, "woord " * 60, 200)
    assert cut.count("\n") == 1
    assert cut.endswith("…")
    assert two_lines(metrics, "x" * 400, 200).count("\n") == 1
