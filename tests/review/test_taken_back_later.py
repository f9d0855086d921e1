"""A package that was taken in can be taken back when its page was left, and after a restart; never by mistake."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lesvisit.ui.main_window import MainWindow
from tests.packages.laptops import Laptop
from tests.support.house import House
from tests.ui.packages.two import WAIT, answer, choose, opened, package_of, rewrite_here, rewrite_there, take


def taken_in(house: House, window: MainWindow, bram: Laptop, folder: Path) -> str:
    """Bram's visit, taken in here by Noor."""
    house.workspace.say_who_i_am("Noor")
    house.settle()
    visit_id = bram.sample()
    page = opened(window, house, package_of(bram, visit_id, folder))
    answer(page, "Noor", "me")
    answer(page, "Bram", "new")
    take(page, house)
    return visit_id


def test_after_a_restart(house: House, window: MainWindow, bram: Laptop, tmp_path: Path) -> None:
    taken_in(house, window, bram, tmp_path)
    window.close()
    again = MainWindow(house.reopen())
    house.qtbot.addWidget(again)
    again.show()
    house.qtbot.waitUntil(lambda: len(again.home._overview.visits) == 1, timeout=WAIT)
    again.packages.open_file(None)
    page = again.packages.open_page
    assert page is not None
    house.qtbot.waitUntil(page.last.isVisible, timeout=WAIT)
    page.last.back.click()
    house.qtbot.waitUntil(lambda: not page.last.isVisible() and page.last.last is None, timeout=WAIT)
    again.go_home()
    house.qtbot.waitUntil(lambda: again.home._overview.visits == (), timeout=WAIT)


def test_undo_on_the_page_of_choices_turns_a_choice_only(
    house: House, window: MainWindow, bram: Laptop, tmp_path: Path
) -> None:
    """Ctrl Z with nothing chosen took the whole import back, unasked."""
    visit_id = taken_in(house, window, bram, tmp_path)
    session = house.open_visit(visit_id)
    rewrite_there(bram, visit_id, "zoals Bram het zag")
    rewrite_here(house, session, "zoals Noor het zag")
    page = opened(window, house, package_of(bram, visit_id, tmp_path, "nog eens"))
    take(page, house)
    choose(page, "openChoices")
    house.qtbot.waitUntil(lambda: window.packages.choices_page is not None, timeout=WAIT)
    choices = window.packages.choices_page
    assert choices is not None
    QTest.keyClick(choices.cards[0].mine, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    house.settle()
    assert len(choices.cards) == 1
    assert session.view.notes[0].payload.text == "zoals Noor het zag"
