from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from lesvisit.domain.events import Note
from lesvisit.services import observe
from lesvisit.services.session import VisitSession
from lesvisit.ui.lookover.page import LookOverPage
from tests.support.house import House
from tests.ui.observe.conftest import visit

__all__ = ["visit"]

Pages = Callable[[VisitSession], LookOverPage]


def keep(house: House, session: VisitSession, note: Note, after: float = 60) -> None:
    """A line in this visit, so long after the one before."""
    house.clock.pass_by(after)
    desk = house.workspace.desk
    stamp = desk.stamp(session.book, desk.moment())
    session.do(observe.keep_note(desk, session.view, note, stamp, ""))


@pytest.fixture
def pages(qtbot: QtBot, house: House) -> Pages:
    """Shows a visit on the page, in the width of a school laptop beside the rail."""

    def show(session: VisitSession) -> LookOverPage:
        page = LookOverPage(house.workspace)
        qtbot.addWidget(page)
        page.resize(1258, 636)
        page.show_visit(session)
        with qtbot.waitExposed(page):
            page.show()
        with qtbot.waitActive(page):
            page.activateWindow()
        page.take_focus()
        house.settle()
        return page

    return show
