"""The list of where papers went, and the tick that one was called back."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lesvisit.domain.sharing import Mark
from lesvisit.services import share_sent
from lesvisit.services.session import VisitSession
from lesvisit.ui.share.page import SharePage
from tests.support.house import House
from tests.ui.share.test_out import saved
from tests.ui.share.test_page import page, session

__all__ = ["page", "session"]


def test_nothing_left_yet_is_said(page: SharePage) -> None:
    page.options.more.sent_wanted.emit()
    assert page.sent.empty.isVisible()
    assert not page.sent.rows.isVisible()
    QTest.keyClick(page.sent.back, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.lines


def test_called_back_by_hand_and_no_undo_takes_it_away(
    house: House, page: SharePage, session: VisitSession, tmp_path: Path
) -> None:
    page.lines.table.mark_wanted.emit("board_goal", Mark.NOBODY)
    saved(house, page, tmp_path / "team.pdf")
    page.outlet.copy_text()
    page.show_sent()
    first, second = share_sent.papers_sent(session.view)
    tick = page.sent.ticks[first.id]
    assert tick.hasFocus() or page.isActiveWindow() is False
    QTest.keyClick(tick, Qt.Key.Key_Space)
    house.settle()
    assert share_sent.papers_sent(session.view)[0].payload.recalled_utc is not None
    assert not page.sent.ticks[second.id].isChecked()
    assert "team.pdf" in page.sent.ticks[second.id].accessibleName()
    change = session.undo("share", house.workspace.me_id).result(20)
    house.settle()
    assert change.verb == "mark.set"
    assert [r.payload.recalled_utc is None for r in share_sent.papers_sent(session.view)] == [False, True]


def test_the_menu_says_how_many(house: House, page: SharePage) -> None:
    page.outlet.copy_text()
    house.settle()
    menu = page.options.more.open_menu()
    words = next(a.text() for a in menu.actions() if a.objectName() == "sentPapers")
    assert "(1)" in words
    menu.close()
