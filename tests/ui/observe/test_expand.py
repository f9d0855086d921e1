"""Abbreviations in the line: what is typed stays, one key writes it out, Ctrl+Z takes that back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lesvisit.services import abbreviations
from lesvisit.services.session import VisitSession
from tests.support.house import House
from tests.ui.observe.conftest import Pages

CTRL = Qt.KeyboardModifier.ControlModifier


def test_nothing_is_written_out_by_itself(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QTest.keyClicks(page.line.text, "4 lln dmv bord ")
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    assert [n.payload.text for n in visit.view.notes] == ["4 lln dmv bord"]


def test_one_key_writes_the_word_before_the_caret_out(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    page.line.text.insertPlainText("😀 ")  # counts as two for Qt
    QTest.keyClicks(page.line.text, "Lln ")
    QTest.keyClick(page.line.text, Qt.Key.Key_E, CTRL)
    QTest.keyClicks(page.line.text, "kijken, ll")
    QTest.keyClick(page.line.text, Qt.Key.Key_E, CTRL)
    assert page.line.text.toPlainText() == "😀 Leerlingen kijken, leerling"
    QTest.keyClick(page.line.text, Qt.Key.Key_Z, CTRL)
    assert page.line.text.toPlainText() == "😀 Leerlingen kijken, ll"
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    assert [n.payload.text for n in visit.view.notes] == ["😀 Leerlingen kijken, ll"]


def test_the_list_is_ones_own_and_a_word_that_is_not_on_it_is_named(
    house: House, visit: VisitSession, pages: Pages
) -> None:
    page = pages(visit)
    abbreviations.keep(house.workspace.profile, "nl", [("zs", "zelfstandig")])
    QTest.keyClicks(page.line.text, "werkt zs")
    page.desk.expand()
    assert page.line.text.toPlainText() == "werkt zelfstandig"
    QTest.keyClicks(page.line.text, " lln")
    page.desk.expand()
    assert page.line.text.toPlainText() == "werkt zelfstandig lln"
    assert "lln" in page.hints.said
    assert page.line.text.hasFocus()


def test_in_the_effect_and_in_a_kept_line(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QTest.keyClicks(page.line.text, "vraag")
    QTest.keyClick(page.line.text, Qt.Key.Key_Tab)
    QTest.keyClicks(page.line.effect, "3 lln")
    page.desk.expand()
    QTest.keyClick(page.line.effect, Qt.Key.Key_Return)
    assert visit.view.notes[0].payload.effect == "3 leerlingen"
    page.desk.go_up()
    QTest.keyClick(page.sheet, Qt.Key.Key_Return)
    QTest.keyClicks(page.desk.editor.text, " ll")
    page.desk.expand()
    QTest.keyClick(page.desk.editor.text, Qt.Key.Key_Return)
    assert visit.view.notes[0].payload.text == "vraag leerling"
