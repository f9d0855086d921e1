"""What is typed is kept: QuietCommit, names with an offer, rows that fill and wrap."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from lesvisit import paths
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.names_edit import split_names
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.widgets.row_edit import RowEdit
from lesvisit.ui.widgets.wrap_row import WrapRow


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp, paths.resources() / "fonts")
    made.apply()
    return made


@pytest.fixture(params=["line", "lines"])
def commit(request: pytest.FixtureRequest, qtbot: QtBot, theme: Theme) -> QuietCommit:
    editor = QLineEdit() if request.param == "line" else RowEdit(theme)
    qtbot.addWidget(editor)
    editor.show()
    editor.setFocus()
    return QuietCommit(editor)


def can_undo(commit: QuietCommit) -> bool:
    editor = commit.editor
    return editor.isUndoAvailable() if isinstance(editor, QLineEdit) else editor.document().isUndoAvailable()


def test_a_text_is_committed_once_after_quiet(commit: QuietCommit, qtbot: QtBot) -> None:
    heard: list[str] = []
    commit.committed.connect(heard.append)
    assert not can_undo(commit)
    QTest.keyClicks(commit.editor, "hallo")
    assert commit.typing
    assert can_undo(commit)
    qtbot.waitUntil(lambda: bool(heard), timeout=5000)
    commit.flush()
    assert heard == ["hallo"]
    assert not can_undo(commit)


def test_the_record_never_goes_over_what_is_being_typed(commit: QuietCommit) -> None:
    QTest.keyClicks(commit.editor, "half ")
    commit.show("van elders")
    assert commit.text() == "half "
    commit.flush()
    commit.show("half")
    assert commit.text() == "half "
    commit.show("van elders")
    assert commit.text() == "van elders"
    assert not commit.typing


def test_what_is_refused_stays_until_another_record_comes(commit: QuietCommit) -> None:
    QTest.keyClicks(commit.editor, "onleesbaar")
    commit.flush()
    commit.refuse()
    commit.show("oud")
    assert commit.text() == "onleesbaar"
    commit.start("nieuw")
    assert (commit.text(), commit.typing) == ("nieuw", False)


def test_taking_back_ones_own_typing_commits_nothing(commit: QuietCommit) -> None:
    heard: list[str] = []
    commit.committed.connect(heard.append)
    QTest.keyClicks(commit.editor, "x")
    QTest.keyClick(commit.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    commit.flush()
    assert heard == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Noor, Bram en Yara", ("Noor", "Bram", "Yara")),
        ("Noor + Bram", ("Noor", "Bram")),
        ("Jan-Willem de Vries; Noor and Yara", ("Jan-Willem de Vries", "Noor", "Yara")),
        ("Benthe", ("Benthe",)),
        (" , ", ()),
        ("Noor, Noor", ("Noor",)),
    ],
)
def test_names_are_split_as_people_write_them(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names


def test_keys_of_a_row_say_what_is_wanted(theme: Theme, qtbot: QtBot) -> None:
    row = RowEdit(theme)
    qtbot.addWidget(row)
    wishes: list[str] = []
    row.asked.connect(wishes.append)
    QTest.keyClick(row, Qt.Key.Key_Backspace)
    QTest.keyClicks(row, "ab")
    QTest.keyClick(row, Qt.Key.Key_Backspace)
    QTest.keyClick(row, Qt.Key.Key_Return)
    QTest.keyClick(row, Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.KeypadModifier)
    QTest.keyClick(row, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(row, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert wishes == ["away", "next", "new", "up", "down"]
    assert row.toPlainText() == "a"
    row.setReadOnly(True)
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert len(wishes) == 5


def test_pasted_lines_become_one_where_a_row_is_one_paragraph(theme: Theme, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setText("een\n twee")
    data.setHtml("<b>een</b><br>twee")
    for lines, text in ((False, "een twee"), (True, "een\n twee")):
        row = RowEdit(theme, lines=lines)
        qtbot.addWidget(row)
        row.insertFromMimeData(data)
        assert row.toPlainText() == text


def test_a_row_of_fields_fills_the_width_and_wraps(theme: Theme, qtbot: QtBot) -> None:
    row = WrapRow(theme, gap=10)
    fields = [QWidget() for _ in range(3)]
    for field in fields:
        field.setFixedHeight(30)
        row.add(field, 100, 1)
    qtbot.addWidget(row)
    row.resize(340, 200)
    row.show()
    assert [f.x() for f in fields] == [0, 116, 232]
    assert {f.y() for f in fields} == {0}
    row.resize(230, 200)
    assert [f.x() for f in fields] == [0, 120, 0]
    assert fields[2].y() == 40
    assert row.heightForWidth(230) == 70
    fields[1].hide()
    assert row.heightForWidth(230) == 30
