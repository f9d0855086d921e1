"""On a slow disk the mark names no moment while a line of before it still waits (found by `crash window-faults`)."""

from threading import Event

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.observe.page import ObservePage
from tests.support.house import House
from tests.ui.observe.test_live import write


def observed(window: MainWindow, qtbot: QtBot) -> ObservePage:
    window.start_observing()
    qtbot.waitUntil(lambda: any(p.isVisible() for p in window.findChildren(ObservePage)))
    return next(p for p in window.findChildren(ObservePage) if p.isVisible())


def test_saved_waits_for_the_lines_since(house: House, window: MainWindow, qtbot: QtBot) -> None:
    page = observed(window, qtbot)
    house.settle()
    page.saved.words = ""
    database, standing = house.workspace.database, Event()
    write(page, "deze staat er")
    database.with_raw(lambda _connection: standing.wait(20))
    write(page, "deze nog niet")
    session = window.visit
    assert session is not None
    qtbot.waitUntil(lambda: len(session.pending) == 1, timeout=20_000)
    assert page.saved.words == ""
    standing.set()
    house.settle()
    assert page.saved.words == "opgeslagen 10:53:00"


def test_a_draft_on_the_disk_says_nothing_of_a_line_that_waits(
    house: House, window: MainWindow, qtbot: QtBot
) -> None:
    page = observed(window, qtbot)
    house.settle()
    page.saved.words = ""
    standing = Event()
    session = window.visit
    assert session is not None
    house.workspace.database.with_raw(lambda _connection: standing.wait(20))
    write(page, "deze nog niet")
    page.desk.draft_saved.emit()  # as SQLAlchemy is loaded, a draft goes before a line
    assert page.saved.words == ""
    QTest.keyClicks(page.line.text, "x")
    standing.set()
    house.settle()
    assert page.saved.words == "opgeslagen 10:53:00"
