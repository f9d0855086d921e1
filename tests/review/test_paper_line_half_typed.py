"""A line from paper that is half typed: it waits in its own visit, and never comes up in another."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lesvisit.services import visits
from lesvisit.ui.widgets.quiet_commit import QUIET_MS
from tests.ui.debrief.support import NONE, Desk, desk, seen_only
from tests.ui.debrief.test_interrupted import after_the_power

__all__ = ["desk"]
HALF = "Sam zegt dat hij het ni"


def half_typed(desk: Desk) -> None:
    """In the worked visit, left with Esc."""
    desk.show(seen_only(desk.house))
    desk.page.evidence.paper.click()
    QTest.keyClick(desk.focus, Qt.Key.Key_Return, NONE)
    desk.type(HALF)
    QTest.keyClick(desk.focus, Qt.Key.Key_Escape, NONE)
    assert desk.page.columns.isVisible()


def test_it_is_there_again_in_its_own_visit(desk: Desk) -> None:
    half_typed(desk)
    desk.page.over.open_paper()
    assert desk.page.over.paper.row.text.text() == HALF


def test_it_is_never_in_another_visit(desk: Desk) -> None:
    half_typed(desk)
    book, operation = visits.new_visit(desk.house.workspace.desk, None, None)
    desk.house.workspace.database.put(operation).result(10)
    desk.show(desk.house.open_visit(book.scope_id))
    desk.page.over.open_paper()
    assert desk.page.over.paper.row.text.text() == ""


def test_switching_visits_with_the_sheet_open_keeps_it_in_its_own(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    first = desk.session
    desk.page.over.open_paper()
    QTest.keyClick(desk.focus, Qt.Key.Key_Return, NONE)
    desk.type(HALF)
    book, operation = visits.new_visit(desk.house.workspace.desk, None, None)
    desk.house.workspace.database.put(operation).result(10)
    desk.show(desk.house.open_visit(book.scope_id))
    desk.page.over.open_paper()
    assert desk.page.over.paper.row.text.text() == ""
    desk.show(first)
    desk.page.over.open_paper()
    assert desk.page.over.paper.row.text.text() == HALF


def typed_and_left(desk: Desk, text: str) -> None:
    """In the open sheet, with the cursor still in it."""
    desk.page.over.open_paper()
    desk.page.over.paper.row.picker.field.setText("17")
    desk.page.over.paper.row.text.input.setFocus()
    desk.type(text)


def drafts(desk: Desk) -> list[str]:
    """The words that the disk has of half lines."""
    return [d.text for d in desk.session.storage.drafts().result(10)]


def test_it_survives_the_power(desk: Desk, tmp_path: Path) -> None:
    desk.show(seen_only(desk.house))
    typed_and_left(desk, HALF)
    desk.house.qtbot.waitUntil(lambda: drafts(desk) == [HALF], timeout=QUIET_MS + 2000)
    with after_the_power(desk, tmp_path) as again:
        again.page.over.open_paper()
        row = again.page.over.paper.row
        again.house.qtbot.waitUntil(lambda: row.text.text() == HALF)
        assert row.picker.field.text() == "17"


def test_once_kept_nothing_is_left_of_it(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    typed_and_left(desk, HALF)
    desk.page.talk.flush()
    assert drafts(desk) == [HALF]
    QTest.keyClick(desk.focus, Qt.Key.Key_Return, NONE)
    assert HALF in [n.payload.text for n in desk.view.notes]
    assert drafts(desk) == []
