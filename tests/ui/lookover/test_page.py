"""Looking it over once, by keyboard and mouse: said anew, put back, an idea, written out, undone, and left."""

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from lesvisit.domain.debrief import Rewrite
from lesvisit.domain.events import Note, NoteKind
from lesvisit.domain.evidence_lines import evidence_lines
from lesvisit.services import look_over, visits
from lesvisit.services.session import VisitSession
from lesvisit.ui.lookover.line_list import line_of
from lesvisit.ui.lookover.page import LookOverPage
from lesvisit.ui.lookover.row import REWRITE
from tests.support.house import House
from tests.support.window import button
from tests.ui.lookover.conftest import Pages, keep
from tests.ui.test_accessible import nameless

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def texts(visit: VisitSession) -> list[str]:
    return [n.payload.text for n in visit.view.notes]


def shown(page: LookOverPage) -> list[str]:
    return [line_of(page.model.index(row)).note.text for row in range(page.model.rowCount())]


def undo(house: House, visit: VisitSession, page: LookOverPage) -> None:
    done: list[Any] = []
    house.workspace.when(visit.undo(page.step, ""), done.append)
    house.qtbot.waitUntil(lambda: bool(done), timeout=20_000)


def typed_anew(page: LookOverPage, text: str) -> None:
    QTest.keyClick(page.lines, Qt.Key.Key_W)
    editor = page.lines._editor
    assert editor is not None
    assert editor.text.hasFocus()
    editor.text.selectAll()
    QTest.keyClicks(editor.text, text)
    QTest.keyClick(editor.text, Qt.Key.Key_Return)


def test_said_anew_by_keyboard_and_the_first_words_come_back(house: House, visit: VisitSession, pages: Pages) -> None:
    keep(house, visit, Note("rommelige start"))
    keep(house, visit, Note("6 lln rekenen"))
    page = pages(visit)
    assert nameless(page) == []
    assert page.lines.hasFocus()
    typed_anew(page, "5 lln lopen nog")
    assert texts(visit) == ["5 lln lopen nog", "6 lln rekenen"]
    assert page.lines.hasFocus()
    assert page.model.first_words(line_of(page.model.index(0))) == "rommelige start"
    house.settle()

    again = pages(visit)  # also when the page is opened later
    house.qtbot.waitUntil(lambda: bool(again.model.firsts), timeout=20_000)
    assert again.model.first_words(line_of(again.model.index(0))) == "rommelige start"
    QTest.keyClick(again.lines, Qt.Key.Key_T)
    assert texts(visit)[0] == "rommelige start"


def test_the_colleague_never_sees_the_first_words(house: House, visit: VisitSession, pages: Pages) -> None:
    keep(house, visit, Note("rommelige start", effect="slechte sfeer"))
    page = pages(visit)
    typed_anew(page, "5 lln lopen nog")
    assert visit.book.of(Rewrite) == []
    line = evidence_lines(visit.view)[0]
    assert (line.text, line.first_wording) == ("5 lln lopen nog", "")
    assert "rommelig" not in line.words
    house.settle()
    assert house.read(lambda c: visits.search(c, "rommelige", {})) == []


def test_undo_takes_it_back_in_its_own_step_only(house: House, visit: VisitSession, pages: Pages) -> None:
    keep(house, visit, Note("rommelige start"))
    page = pages(visit)
    typed_anew(page, "5 lln lopen nog")
    house.settle()
    undo(house, visit, page)
    assert texts(visit) == ["rommelige start"]
    assert page.step == look_over.STEP
    assert page.model.rowCount() == 1


def test_by_mouse_and_what_is_typed_is_kept_on_leaving(house: House, visit: VisitSession, pages: Pages) -> None:
    keep(house, visit, Note("sterke vraag", effect="goede sfeer"))
    page = pages(visit)
    rect = page.lines.visualRect(page.model.index(0))
    delegate, index = page.lines.delegate, page.model.index(0)
    made = delegate.painter.lay(line_of(index), delegate.state(index), rect.width())
    offer = next(o for o in made.offers if o.id == REWRITE)
    at = rect.topLeft() + offer.rect.center().toPoint()
    QTest.mouseClick(page.lines.viewport(), LEFT, pos=QPoint(at))
    editor = page.lines._editor
    assert editor is not None
    assert editor.isVisible()
    assert editor.effect.isVisible()
    editor.effect.setFocus()
    editor.effect.selectAll()
    QTest.keyClicks(editor.effect, "3 lln steken hun hand op")
    page.leave()
    note = visit.view.notes[0].payload
    assert (note.text, note.effect) == ("sterke vraag", "3 lln steken hun hand op")


def test_an_idea_is_an_idea(house: House, visit: VisitSession, pages: Pages) -> None:
    keep(house, visit, Note("rommelige start"))
    page = pages(visit)
    QTest.keyClick(page.lines, Qt.Key.Key_I)
    assert visit.view.notes[0].payload.kind is NoteKind.INTERPRETATION
    assert not line_of(page.model.index(0)).asks


def test_lines_are_picked_out_and_a_line_being_worked_on_stays(
    house: House, visit: VisitSession, pages: Pages
) -> None:
    keep(house, visit, Note("rommelige start"))
    keep(house, visit, Note("6 lln rekenen"))
    keep(house, visit, Note("misschien eerder", NoteKind.INTERPRETATION))
    keep(house, visit, Note("had je dat verwacht?", NoteKind.QUESTION))
    page = pages(visit)
    QTest.mouseClick(page.shown.tiles()[2], LEFT)
    assert shown(page) == ["misschien eerder", "had je dat verwacht?"]
    QTest.mouseClick(page.shown.tiles()[1], LEFT)
    assert shown(page) == ["rommelige start"]
    page.lines.setFocus()
    QTest.keyClick(page.lines, Qt.Key.Key_W)
    editor = page.lines._editor
    assert editor is not None
    editor.text.setPlainText("5 lln lopen")
    editor.flush()
    assert shown(page) == ["5 lln lopen"]
    QTest.keyClick(editor.text, Qt.Key.Key_Return)
    assert shown(page) == []
    assert page.empty.isVisible()


def test_what_has_no_note_and_the_longest_gap_stand_beside(house: House, visit: VisitSession, pages: Pages) -> None:
    keep(house, visit, Note("een", links=("c1",)))
    keep(house, visit, Note("twee", links=("q1",)), 360)
    page = pages(visit)
    names = {label.objectName() for label in page.side.findChildren(QLabel)}
    assert {"bare_D1b", "bare_D2a"} <= names
    assert not {"bare_D1a", "bare_K1"} & names
    assert "longestGap" in names


def test_abbreviations_are_written_out_in_one_act_and_undone(house: House, visit: VisitSession, pages: Pages) -> None:
    keep(house, visit, Note("4 lln"))
    keep(house, visit, Note("ll wacht"))
    page = pages(visit)
    QTest.mouseClick(button(page, "writeOut"), LEFT)
    assert texts(visit) == ["4 leerlingen", "leerling wacht"]
    assert page.model.first_words(line_of(page.model.index(0))) == ""  # written out is not said anew
    house.settle()
    undo(house, visit, page)
    assert texts(visit) == ["4 lln", "ll wacht"]


def test_on_to_the_debrief_and_back_to_observing(house: House, visit: VisitSession, pages: Pages) -> None:
    keep(house, visit, Note("rommelig"))
    page = pages(visit)
    done: list[bool] = []
    steps: list[int] = []
    page.done_wanted.connect(lambda: done.append(True))
    page.step_wanted.connect(steps.append)
    QTest.keyClick(page.lines, Qt.Key.Key_W)
    editor = page.lines._editor
    assert editor is not None
    QTest.keyClicks(editor.text, "tafels dwars")  # the first words were chosen: what is typed comes in their place
    QTest.mouseClick(button(page, "lookBack"), LEFT)
    QTest.mouseClick(button(page, "lookDone"), LEFT)
    assert (done, steps) == ([True], [1])
    assert texts(visit) == ["tafels dwars"]


def test_nothing_noted_a_held_moment_and_odd_text(house: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    assert page.empty.isVisible()
    keep(house, visit, Note(""))
    keep(house, visit, Note("<b>goed</b> 😀 " + "lang " * 400 + "\nrommelig", effect="🎉 te druk"))
    page.show_visit(visit)
    assert page.empty.isHidden()
    page.lines.setCurrentIndex(page.model.index(0))
    QTest.keyClick(page.lines, Qt.Key.Key_W)
    assert page.lines._editor is None
    page.grab()
    house.workspace.theme.set_scale(2.0)
    page.grab()
    QTest.mouseClick(page.shown.tiles()[3], LEFT)
    assert page.side.isVisible()
    assert page.lines.isHidden()


def test_no_percentages_and_no_counts(house: House, visit: VisitSession, pages: Pages) -> None:
    for number in range(7):
        keep(house, visit, Note(f"rommelig {number}"))
    page = pages(visit)
    words = [label.text() for label in page.findChildren(QLabel)]
    words += [one.text() for one in page.findChildren(QAbstractButton)]
    assert not any("%" in text or "7" in text for text in words)
