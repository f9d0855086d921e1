"""Checklist, scale, columns and field in the real observe page, by keyboard alone, and as the CSV tells them."""

import csv
import io

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from lesvisit.domain.template import Anchor, Block, Item, Scale, Section, Template
from lesvisit.exchange.visit_csv import csv_text
from lesvisit.services import prepare
from lesvisit.services.session import VisitSession
from lesvisit.ui.observe.page import ObservePage
from tests.support.house import House
from tests.ui.blocks.answer_support import show_block
from tests.ui.observe.conftest import Pages, do, pages, visit

__all__ = ["pages", "visit"]

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SCALE = Scale("s", tuple(Anchor(str(n), {"nl": f"waarde {n}"}) for n in range(1, 4)))
BLOCKS = (
    Block("chk", "check", {"nl": "Kijkpunten"}, items=(Item("i1", {"nl": "een"}), Item("i2", {"nl": "twee"}))),
    Block("rat", "rating", {"nl": "Schaal"}, items=(Item("r1", {"nl": "betrekt"}),), scale="s"),
    Block("col", "columns", {"nl": "Feit en effect"}, items=(Item("f", {"nl": "Feit"}), Item("e", {"nl": "Effect"}))),
    Block("fld", "field", {"nl": "Aantal"}, options={"input": "number"}),
)
FORM = Template(
    "0198c0de-2000-7000-8000-000000000002", 1, {"nl": "f"}, sections=(Section({}, BLOCKS),), scales=(SCALE,)
)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def key(code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), code, modifier)


def type_text(text: str) -> None:
    for sign in text:  # each goes to whatever has the focus by then
        QTest.keyClicks(focused(), sign)


def on_page(house: House, pages: Pages, visit: VisitSession) -> ObservePage:
    do(visit, prepare.choose_template(house.workspace.desk, visit.view, FORM))
    return pages(visit)


def test_a_lesson_by_keyboard_alone(house: House, pages: Pages, visit: VisitSession) -> None:
    page = on_page(house, pages, visit)
    type_text("N vraagt door")
    key(Qt.Key.Key_Return)

    key(Qt.Key.Key_B, CTRL)
    key(Qt.Key.Key_Space)
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_B, CTRL)
    key(Qt.Key.Key_Right)
    key(Qt.Key.Key_Space)
    key(Qt.Key.Key_Tab)
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_B, CTRL)
    type_text("stil")
    key(Qt.Key.Key_Tab)
    type_text("iedereen schrijft")
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_B, CTRL)
    type_text("26")
    key(Qt.Key.Key_Escape)

    assert focused() is page.line.text
    rows = list(csv.DictReader(io.StringIO(csv_text(visit.view, house.workspace.translator)), delimiter=";"))
    told = [(r["kind"], r["code"], r["label"]) for r in rows if r["kind"] in {b.type for b in BLOCKS}]
    assert told == [
        ("check", "i1", "een"),
        ("check", "i2", "twee"),
        ("rating", "r1", "betrekt"),
        ("columns", "", "Feit en effect"),
        ("field", "", "Aantal"),
    ]
    (rating,) = (r for r in rows if r["kind"] == "rating")
    assert (rating["value"], rating["other"]) == ("2 waarde 2", "18:00")
    (field,) = (r for r in rows if r["kind"] == "field")
    assert field["number"] == "26"
    (row,) = (r for r in rows if r["kind"] == "columns")
    assert (row["value"], row["other"]) == ("stil", "iedereen schrijft")


def test_letters_type_a_note_and_keys_press_items(house: House, pages: Pages, visit: VisitSession) -> None:
    page = on_page(house, pages, visit)
    key(Qt.Key.Key_B, CTRL)
    type_text("B kijkt rond")
    assert focused() is page.line.text
    assert page.line.text.toPlainText() == "B kijkt rond"
    key(Qt.Key.Key_2, ALT)
    (entry,) = visit.view.of_block("chk")
    assert (entry.payload.item, entry.payload.value) == ("i2", "yes")


def test_typed_columns_are_kept_when_another_block_comes_in_front(
    house: House, pages: Pages, visit: VisitSession
) -> None:
    page = on_page(house, pages, visit)
    page.stage.bring("col", focus=True)
    type_text("half een rij")
    page.stage.bring("chk")
    assert [r.payload.texts for r in visit.view.of_block("col")] == [("half een rij", "")]


def test_a_held_key_answers_once(house: House) -> None:
    shown = show_block(house, BLOCKS[0])
    shown.key(Qt.Key.Key_Space)
    for _ in range(5):
        held = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
        QApplication.sendEvent(focused(), held)
    assert [r.payload.value for r in shown.entries] == ["yes"]


def test_the_layout_for_fingers_and_large_type(house: House) -> None:
    shown = show_block(house, BLOCKS[0])
    theme = house.workspace.theme
    theme.set_tablet(True)
    house.qtbot.waitUntil(lambda: shown.part("check_i1_yes").height() >= 44, timeout=5_000)
    theme.set_tablet(False)
    theme.set_scale(2.0)
    house.qtbot.waitUntil(lambda: shown.part("check_i1_yes").height() >= 72, timeout=5_000)
    assert shown.area.horizontalScrollBar().maximum() == 0
    theme.set_scale(1.0)
