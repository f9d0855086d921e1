"""Open columns in use: what is typed is kept whatever happens, rows keep their time, keys go from text to text."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from lesvisit.domain.events import Seating
from lesvisit.domain.template import Block, Item
from lesvisit.services.desk import inserted
from lesvisit.ui.blocks.columns import Live
from lesvisit.ui.blocks.columns_row import ColumnCell, ColumnsRow
from tests.support.house import House
from tests.ui.blocks.answer_support import MINUTE, Shown, show_block

ITEMS = (Item("fact", {"nl": "Feit"}), Item("effect", {"nl": "Effect"}))
BLOCK = Block("col", "columns", {"nl": "Feit en effect"}, items=ITEMS)


def texts(shown: Shown) -> list[tuple[str, ...]]:
    return [r.payload.texts for r in shown.entries]


def rows(shown: Shown) -> list[ColumnsRow]:
    assert isinstance(shown.live, Live)
    return shown.live.rows


def place(shown: Shown) -> tuple[int, int]:
    """Row and column of the caret."""
    focused = QApplication.focusWidget()
    return next((r, c) for r, row in enumerate(rows(shown)) for c, cell in enumerate(row.cells) if cell is focused)


def type_row(shown: Shown, first: str, second: str = "") -> None:
    shown.type_text(first)
    if second:
        shown.key(Qt.Key.Key_Tab)
        shown.type_text(second)
    shown.key(Qt.Key.Key_Return)


def test_by_keyboard_alone(house: House) -> None:
    shown = show_block(house, BLOCK)

    shown.type_text("N vraagt wie het snapt")
    shown.key(Qt.Key.Key_Tab)
    shown.type_text("3 vingers")
    house.clock.pass_by(60)
    shown.key(Qt.Key.Key_Return)
    assert place(shown) == (1, 0), "Enter opens the next"
    type_row(shown, "N wacht")

    assert texts(shown) == [("N vraagt wie het snapt", "3 vingers"), ("N wacht", "")]
    first = shown.entries[0]
    assert shown.view.minute(first) == MINUTE, "the time is that of the first key, not of Enter"
    assert rows(shown)[0].minute.text() == "18:00"

    shown.key(Qt.Key.Key_Up)
    shown.key(Qt.Key.Key_Up)
    assert place(shown) == (0, 0)
    shown.type_text(" niet")
    shown.key(Qt.Key.Key_Return)
    assert texts(shown)[0] == ("N vraagt wie het snapt niet", "3 vingers")
    assert shown.view.minute(shown.entries[0]) == MINUTE
    assert place(shown) == (1, 0)


def test_a_moment_of_quiet_keeps_what_is_typed(house: House) -> None:
    shown = show_block(house, BLOCK)
    shown.type_text("half een zin")

    house.qtbot.waitUntil(lambda: texts(shown) == [("half een zin", "")], timeout=5_000)
    assert place(shown) == (0, 0), "the caret stays"
    shown.type_text(" verder")
    shown.key(Qt.Key.Key_Tab)
    assert texts(shown) == [("half een zin verder", "")]
    assert len(rows(shown)) == 2


def test_leaving_and_hiding_keep_it_too(house: House) -> None:
    shown = show_block(house, BLOCK)
    other = QLineEdit(shown.area)
    other.show()
    shown.type_text("weg ermee")
    other.setFocus()
    assert texts(shown) == [("weg ermee", "")]

    rows(shown)[1].cells[1].setFocus()
    shown.type_text("alleen effect")
    shown.live.hide()
    assert texts(shown) == [("weg ermee", ""), ("", "alleen effect")]


def test_an_emptied_line_loses_its_moment_and_a_composed_sign_has_one(house: House) -> None:
    shown = show_block(house, BLOCK)
    shown.type_text("x")
    shown.key(Qt.Key.Key_Backspace)
    house.clock.pass_by(120)
    cell = rows(shown)[0].cells[0]
    QApplication.sendEvent(cell, QInputMethodEvent("´", []))
    house.clock.pass_by(60)
    done = QInputMethodEvent()
    done.setCommitString("é")
    QApplication.sendEvent(cell, done)
    shown.key(Qt.Key.Key_Return)

    assert texts(shown) == [("é", "")]
    assert shown.view.minute(shown.entries[0]) == MINUTE + 2


def test_an_emptied_row_goes_when_one_leaves_it(house: House) -> None:
    shown = show_block(house, BLOCK)
    type_row(shown, "een")
    type_row(shown, "twee")
    rows(shown)[0].cells[0].setFocus()
    shown.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    shown.key(Qt.Key.Key_Delete)
    shown.live.rows[0].flush()  # type: ignore[attr-defined]
    shown.live.show_all()
    assert rows(shown)[0].blank, "nothing is put back while one thinks"
    assert texts(shown) == [("een", ""), ("twee", "")]
    shown.type_text("anders")
    shown.key(Qt.Key.Key_Return)
    assert texts(shown) == [("anders", ""), ("twee", "")]
    assert shown.view.minute(shown.entries[0]) == MINUTE

    shown.key(Qt.Key.Key_Up)
    shown.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    shown.key(Qt.Key.Key_Delete)
    shown.key(Qt.Key.Key_Down)
    assert texts(shown) == [("twee", "")]
    shown.undo()
    assert texts(shown) == [("anders", ""), ("twee", "")]


def test_rows_are_removed_by_key_and_by_mouse(house: House) -> None:
    shown = show_block(house, BLOCK)
    for word in ("een", "twee", "drie"):
        type_row(shown, word)
    rows(shown)[1].cells[0].setFocus()
    shown.key(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert texts(shown) == [("een", ""), ("drie", "")]
    assert place(shown) == (1, 0)

    cross = rows(shown)[0].cross
    assert cross.accessibleName()
    assert cross.height() >= shown.live.target
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert texts(shown) == [("drie", "")]

    shown.undo()
    shown.undo()
    assert [row.texts[0] for row in rows(shown)] == ["een", "twee", "drie", ""]


def test_a_row_that_is_removed_while_one_types_in_it_keeps_its_words(house: House) -> None:
    shown = show_block(house, BLOCK)
    type_row(shown, "een")
    shown.key(Qt.Key.Key_Up)
    shown.type_text(" en nog wat")
    shown.host.take_away(shown.entries[0])
    assert rows(shown)[0].texts[0] == "een en nog wat"
    shown.key(Qt.Key.Key_Return)
    assert texts(shown) == [("een en nog wat", "")]


def test_undo_and_the_disk(house: House) -> None:
    shown = show_block(house, BLOCK)
    type_row(shown, "een", "effect")
    type_row(shown, "twee")
    shown.undo()
    assert [row.texts[0] for row in rows(shown)] == ["een", ""]
    type_row(shown, "drie")

    kept = shown.reopened()
    assert [r.payload.texts for r in kept] == [("een", "effect"), ("drie", "")]


def test_backspace_where_nothing_is_goes_back(house: House) -> None:
    shown = show_block(house, BLOCK)
    type_row(shown, "een")
    shown.key(Qt.Key.Key_Tab)
    assert place(shown) == (1, 1)
    shown.key(Qt.Key.Key_Backspace)
    assert place(shown) == (1, 0)
    shown.key(Qt.Key.Key_Backspace)
    assert place(shown) == (0, 1)


def test_escape_leaves_and_keeps(house: House) -> None:
    shown = show_block(house, BLOCK)
    other = QLineEdit(shown.area)
    other.show()
    shown.live.leave_wanted.connect(other.setFocus)
    shown.type_text("een")
    shown.key(Qt.Key.Key_Escape)
    assert texts(shown) == [("een", "")]


def test_hidden_pupils_are_not_read_and_not_lost(house: House) -> None:
    shown = show_block(house, BLOCK)
    desk = house.workspace.desk
    seating = inserted(Seating(case_pupils={"B": "R1P1"}), desk.stamp(shown.view.book, desk.moment()))
    shown.session.do(desk.operation(shown.view.book, "observe", "seating", (seating,)))
    type_row(shown, "R2P3 helpt B", "B knikt")

    shown.host.hide_pupils = True
    shown.live.show_all()
    assert "R2P3" not in rows(shown)[0].texts[0]
    assert "B" not in rows(shown)[0].texts[1].split()
    shown.live.hide()
    assert texts(shown) == [("R2P3 helpt B", "B knikt")]

    shown.host.hide_pupils = False
    shown.live.show_all()
    assert rows(shown)[0].texts == ("R2P3 helpt B", "B knikt")
    assert not rows(shown)[0].cells[0].isReadOnly()


def test_narrow_columns_stand_below_each_other(house: House) -> None:
    items = tuple(Item(f"i{n}", {"nl": f"kolom {n}"}) for n in range(6))
    shown = show_block(house, Block("col", "columns", {"nl": "zes"}, items=items))

    def tops() -> set[int]:
        return {cell.y() for cell in rows(shown)[0].findChildren(ColumnCell)}

    assert len(tops()) == 1
    shown.area.resize(420, 330)
    house.qtbot.waitUntil(lambda: len(tops()) == 6, timeout=5_000)
    house.qtbot.waitUntil(lambda: shown.area.horizontalScrollBar().maximum() == 0, timeout=5_000)


def test_a_long_text_wraps_and_many_rows_scroll(house: House) -> None:
    shown = show_block(house, BLOCK)
    for number in range(8):
        type_row(shown, f"{number} een lange zin die door moet lopen op een volgende regel van de kolom, want " * 2)

    assert rows(shown)[0].cells[0].lines() > 1
    house.qtbot.waitUntil(lambda: shown.area.verticalScrollBar().value() > 0, timeout=5_000)
    assert not rows(shown)[-1].cells[0].visibleRegion().isEmpty()
