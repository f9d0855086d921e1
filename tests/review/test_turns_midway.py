"""In the middle of typing the language is switched or the window closed: nothing that was typed is lost."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest

from lesvisit.services import debrief
from lesvisit.services.session import VisitSession
from lesvisit.ui.debrief.page import DebriefPage
from lesvisit.ui.main_window import MainWindow
from tests.support.house import House
from tests.support.window import window
from tests.ui.debrief.support import seen_only

__all__ = ["window"]
WORDS = "Noor dacht dat ze het al ko"
Turn = Callable[[House, MainWindow], None]


def kept_safe(_house: House, window: MainWindow) -> None:
    """What the app does before the rooms are made anew in another language, or the session ends."""
    window.keep_typing_safe()


def closed(_house: House, window: MainWindow) -> None:
    """The window goes."""
    window.close()


def opened(house: House, window: MainWindow) -> tuple[VisitSession, DebriefPage]:
    """The talk of the worked visit, in the window."""
    house.workspace.say_who_i_am("Bram")
    session = seen_only(house)
    window.show_session(session, 2)
    page = window.findChild(DebriefPage)
    assert isinstance(page, DebriefPage)
    house.qtbot.waitUntil(page.isVisible)
    return session, page


@pytest.mark.parametrize("turn", [kept_safe, closed])
def test_what_was_said_in_a_step(house: House, window: MainWindow, turn: Turn) -> None:
    session, page = opened(house, window)
    step = page.talk.steps[1].id
    page.talk.begin()
    page.talk.open_step(step)
    QTest.keyClicks(page.work.step_text.text.input, WORDS)
    turn(house, window)
    assert debrief.step_text(session.view, step) == WORDS


@pytest.mark.parametrize("turn", [kept_safe, closed])
def test_a_result_without_a_number(house: House, window: MainWindow, turn: Turn) -> None:
    session, page = opened(house, window)
    page.talk.begin()
    page.talk.open_step("fact")
    page.work.results.add.click()
    (row,) = page.work.results._rows.values()
    QTest.keyClicks(row.label, WORDS)
    turn(house, window)
    assert [r.payload.label for r in debrief.results(session.view)] == [WORDS]


@pytest.mark.parametrize("turn", [kept_safe, closed])
def test_a_line_from_paper(house: House, window: MainWindow, turn: Turn) -> None:
    session, page = opened(house, window)
    page.over.open_paper()
    QTest.keyClicks(page.over.paper.row.text.input, WORDS)
    turn(house, window)
    assert [d.text for d in session.storage.drafts().result(10)] == [WORDS]
