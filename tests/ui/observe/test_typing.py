"""Typing a note: stamps, Enter, effect, codes, input methods."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest

from lesvisit.domain.events import Note, NoteKind, SubjectKind
from lesvisit.services.session import VisitSession
from lesvisit.ui.observe.page import ObservePage
from tests.support.house import House
from tests.ui.observe.conftest import Pages


def notes(session: VisitSession) -> list[Note]:
    return [record.payload for record in session.view.notes]


def type_line(page: ObservePage, text: str) -> None:
    QTest.keyClicks(page.line.text, text)
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)


def test_a_line_is_stamped_by_its_first_text_and_kept_by_enter(
    house: House, visit: VisitSession, pages: Pages
) -> None:
    page = pages(visit)
    QTest.keyClicks(page.line.text, "1")
    house.clock.pass_by(40)
    QTest.keyClicks(page.line.text, "8 lln beginnen")
    assert page.line.time == "18:00"
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    assert [note.text for note in notes(visit)] == ["18 lln beginnen"]
    assert visit.view.minute_text(visit.view.notes[0]) == "18:00"
    assert page.line.text.toPlainText() == ""
    assert page.line.time == ""
    house.settle()
    stamp = visit.view.notes[0].stamp
    assert stamp is not None
    assert stamp.first_utc is not None


def test_an_emptied_line_loses_its_stamp(house: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QTest.keyClicks(page.line.text, "a")
    QTest.keyClick(page.line.text, Qt.Key.Key_Backspace)
    assert page.line.time == ""
    house.clock.pass_by(60)
    type_line(page, "later")
    assert visit.view.minute_text(visit.view.notes[0]) == "19:00"


def test_enter_on_an_empty_line_does_nothing(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    type_line(page, "   ")
    assert notes(visit) == []


def test_text_of_an_input_method_stamps_while_it_is_composed(house: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QCoreApplication.sendEvent(page.line.text, QInputMethodEvent("é", []))
    assert page.line.time == "18:00"
    house.clock.pass_by(30)
    committed = QInputMethodEvent("", [])
    committed.setCommitString("één leerling")
    QCoreApplication.sendEvent(page.line.text, committed)
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    assert notes(visit)[0].text == "één leerling"
    assert visit.view.minute_text(visit.view.notes[0]) == "18:00"


def test_a_composition_given_up_loses_the_stamp(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QCoreApplication.sendEvent(page.line.text, QInputMethodEvent("e", []))
    QCoreApplication.sendEvent(page.line.text, QInputMethodEvent("", []))
    assert page.line.time == ""


def test_tab_goes_to_the_effect_then_to_the_panel_and_back(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QTest.keyClicks(page.line.text, "Noor wacht")
    QTest.keyClick(page.line.text, Qt.Key.Key_Tab)
    assert page.line.effect.hasFocus()
    QTest.keyClicks(page.line.effect, "iedereen schrijft")
    QTest.keyClick(page.line.effect, Qt.Key.Key_Tab)
    assert page.panel.first_widget().hasFocus()
    QTest.keyClick(page.panel.first_widget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert page.line.effect.hasFocus()
    QTest.keyClick(page.line.effect, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert page.line.text.hasFocus()
    QTest.keyClick(page.line.text, Qt.Key.Key_Tab)
    QTest.keyClick(page.line.effect, Qt.Key.Key_Return)
    assert (notes(visit)[0].text, notes(visit)[0].effect) == ("Noor wacht", "iedereen schrijft")
    assert page.line.text.hasFocus()
    assert page.line.effect.isHidden()


def test_esc_in_the_panel_returns_to_the_line(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    page.panel.first_widget().setFocus()
    QTest.keyClick(page.panel.first_widget(), Qt.Key.Key_Escape)
    assert page.line.text.hasFocus()


def test_typing_anywhere_types_a_note(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    chip = page.panel.first_widget()
    chip.setFocus()
    QTest.keyClicks(chip, "n")
    assert page.line.text.hasFocus()
    assert page.line.text.toPlainText() == "n"


def test_slash_codes_become_links_and_kind(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QTest.keyClicks(page.line.text, "/l N: hoe weet je dat? /d1a /k1 ")
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    note = notes(visit)[0]
    assert note.text == "N: hoe weet je dat?"
    assert note.kind is NoteKind.QUOTE
    assert note.links == ("c1", "q1")


def test_a_place_stays_a_word_of_the_sentence(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    type_line(page, "/r3p4 telt op vingers")
    note = notes(visit)[0]
    assert note.text == "R3P4 telt op vingers"
    assert [(s.kind, s.code) for s in note.about] == [(SubjectKind.SEAT, "R3P4")]


def test_a_slash_in_a_sentence_is_a_slash(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    type_line(page, "met tas / in gesprek, 30 km/u en /x")
    assert notes(visit)[0].text == "met tas / in gesprek, 30 km/u en /x"
    assert notes(visit)[0].links == ()


def test_the_list_shows_without_focus_and_tab_takes_the_code(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QTest.keyClicks(page.line.text, "x /d1")
    assert page.desk.slash.isVisible()
    assert page.line.text.hasFocus()
    assert [code.typed for code in page.desk.slash.codes] == ["d1", "d1a", "d1b"]
    QTest.keyClicks(page.line.text, "b")
    QTest.keyClick(page.line.text, Qt.Key.Key_Tab)
    assert page.line.text.hasFocus()
    assert page.desk.slash.isHidden()
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    assert notes(visit)[0].links == ("c2",)


def test_enter_takes_a_complete_code_and_keeps_what_is_not_one(visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    QTest.keyClicks(page.line.text, "rekent /d2a")
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    assert notes(visit) == []
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    assert notes(visit)[0].links == ("c3",)
    type_line(page, "nog /d")
    assert notes(visit)[1].text == "nog /d"


def test_every_text_is_kept_as_it_was_typed(house: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    text = '<b onload="x">& \u202eabc 😀 ' + "lang " * 4000
    page.line.text.setPlainText(text)
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)
    house.settle()
    assert notes(visit)[0].text == text.strip()


def test_the_design_version_freezes_at_the_first_event(house: House, visit: VisitSession, pages: Pages) -> None:
    from tests.ui.observe.conftest import version_of

    page = pages(visit)
    assert version_of(house, visit).frozen_utc is None
    type_line(page, "begonnen")
    house.settle()
    assert version_of(house, visit).frozen_utc is not None
