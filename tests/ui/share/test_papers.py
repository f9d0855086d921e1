"""Every paper of the visit from Share: the board card with her own yes, and the quiet ones behind *More*."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from lesvisit.domain.sharing import Mark, Paper
from lesvisit.services import share
from lesvisit.services.session import VisitSession
from lesvisit.services.share import ConsentKind, LineKind
from lesvisit.ui.share.page import SharePage
from tests.reports.support import text_of
from tests.support.house import House
from tests.ui.share.test_out import saved
from tests.ui.share.test_page import WAIT, page, session

__all__ = ["page", "session"]


def choose(house: House, page: SharePage, paper: Paper) -> None:
    """The paper is chosen and its pages are there."""
    with house.qtbot.waitSignal(page.maker.made, timeout=WAIT, check_params_cb=lambda m: m.wish.paper is paper):
        page.options.paper_chosen.emit(paper)


def state(session: VisitSession, paper: Paper) -> ConsentKind:
    return share.consent_state(session.view, "nl", paper).kind


def test_the_board_card_shows_only_the_lines_it_can_hold(house: House, page: SharePage) -> None:
    choose(house, page, Paper.BOARD)
    kinds = {row.line.kind for row in page.lines.table.lines.rows}
    assert kinds <= {LineKind.SUCCESS, LineKind.RESULT, LineKind.AGREEMENT, LineKind.NEXT_VISIT}
    assert not page.lines.parts.isVisible()
    assert not page.lines.one_act.isVisible()


def test_the_card_needs_a_yes_of_its_own(
    house: House, page: SharePage, session: VisitSession, tmp_path: Path
) -> None:
    assert state(session, Paper.TEAM) is ConsentKind.VALID
    choose(house, page, Paper.BOARD)
    page.save()
    assert page.error.isVisible()
    page.error.button.click()
    assert page.stack.currentWidget() is page.reading
    assert not page.reading.also.isVisible()  # the team paper is agreed to already
    page.reading.who.setCurrentIndex(0)
    page.reading.yes.click()
    house.settle()
    assert state(session, Paper.BOARD) is ConsentKind.VALID
    saved(house, page, tmp_path / "board.pdf")
    text = text_of(PdfReader(tmp_path / "board.pdf"))
    assert "Bij elke mondelinge vraag" in text
    assert "Noor" in text


def test_one_reading_covers_both_when_that_is_ticked(house: House, page: SharePage, session: VisitSession) -> None:
    page.lines.table.mark_wanted.emit("success", Mark.TEAM)
    page.start_reading()
    assert page.reading.also.isVisible()
    assert not page.reading.also.isChecked()
    page.reading.who.setCurrentIndex(0)
    page.reading.also.setChecked(True)
    assert page.reading.who.currentIndex() == 0
    assert len(page.reading.read_now) == 2
    page.reading.yes.click()
    house.settle()
    assert state(session, Paper.TEAM) is state(session, Paper.BOARD) is ConsentKind.VALID


def test_without_the_tick_only_the_paper_itself(house: House, page: SharePage, session: VisitSession) -> None:
    page.lines.table.mark_wanted.emit("success", Mark.TEAM)
    page.start_reading()
    page.reading.who.setCurrentIndex(0)
    page.reading.yes.click()
    house.settle()
    assert (state(session, Paper.TEAM), state(session, Paper.BOARD)) == (ConsentKind.VALID, ConsentKind.NONE)


def test_what_changed_is_named_in_the_bar(house: House, page: SharePage) -> None:
    page.lines.table.mark_wanted.emit("success", Mark.TEAM)
    assert "succes" in page.bar.more.text()


def test_taking_back_the_card_leaves_the_team_paper(house: House, page: SharePage, session: VisitSession) -> None:
    page.lines.table.mark_wanted.emit("success", Mark.TEAM)
    page.start_reading()
    page.reading.also.setChecked(True)
    page.reading.who.setCurrentIndex(0)
    page.reading.yes.click()
    choose(house, page, Paper.BOARD)
    page.bar.withdraw.click()
    house.settle()
    assert (state(session, Paper.TEAM), state(session, Paper.BOARD)) == (ConsentKind.VALID, ConsentKind.NONE)


def test_the_card_comes_large_too(house: House, page: SharePage) -> None:
    choose(house, page, Paper.BOARD)
    document = page.preview.document
    assert document is not None
    few = document.pages
    with house.qtbot.waitSignal(page.maker.made, timeout=WAIT):
        page.options.more.large_wanted.emit(True)
    document = page.preview.document
    assert document is not None
    assert document.pages > few


@pytest.mark.parametrize("paper", [Paper.DESIGN, Paper.TWIN, Paper.AGREEMENTS])
def test_the_quiet_papers_are_shown_and_saved(house: House, page: SharePage, tmp_path: Path, paper: Paper) -> None:
    choose(house, page, paper)
    assert page.stack.currentWidget() is page.aside
    assert page.bar.save.isVisible()
    assert not page.bar.read.isVisible()
    saved(house, page, tmp_path / "quiet.pdf")
    assert len(PdfReader(tmp_path / "quiet.pdf").pages) >= 1
    page.aside.back.click()
    assert page.stack.currentWidget() is page.lines
    assert page.paper is Paper.TEAM


def test_the_menu_works_by_keyboard(house: House, page: SharePage) -> None:
    QTest.keyClick(page.options.more, Qt.Key.Key_Space)
    menu = page.options.more.findChildren(type(page.options.more.open_menu()))[-1]
    names = [action.objectName() for action in menu.actions() if action.objectName()]
    assert names == [
        "copyTextNow", "withPassword", "paper_agreements", "paper_design", "paper_twin", "dataNow", "giveFile",
        "sentPapers",
    ]  # fmt: skip
    lock = next(a for a in menu.actions() if a.objectName() == "withPassword")
    menu.setActiveAction(lock)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert page.options.lock.isVisible()
    for action in menu.actions():
        assert isinstance(action, QAction)


def test_a_visit_without_a_design_has_no_paper_of_it(house: House, page: SharePage) -> None:
    page.show_visit(house.workspace.start_visit())
    menu = page.options.more.open_menu()
    names = [action.objectName() for action in menu.actions()]
    assert "paper_design" not in names
    assert "paper_agreements" in names
    menu.close()
    house.settle()


def test_an_empty_card_says_what_to_do_first(house: House, page: SharePage, session: VisitSession) -> None:
    for found in share.lines(session.view):
        if found.kind is not LineKind.HEADER:
            page.lines.table.mark_wanted.emit(found.id, Mark.US)
    house.settle()
    choose(house, page, Paper.BOARD)
    page.save()
    assert page.error.what.text() == page.workspace.translator.gettext("There is no line for the board yet.")
    page.error.button.click()
    assert not page.error.isVisible()
