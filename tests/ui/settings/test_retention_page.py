"""The term in the real window: the line on Home, the page, what goes and stays, later, erasing; leaving with all."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from lesvisit.domain.events import Note
from lesvisit.domain.retention import EvidenceErased
from lesvisit.services import observe, visits
from lesvisit.services.desk import new_id
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.retention.erase_page import ErasePage
from lesvisit.ui.retention.leave_page import LeavePage
from lesvisit.ui.retention.page import RetentionPage
from tests.support.house import House
from tests.support.window import button, is_shown


@pytest.fixture
def visit_id(house: House) -> str:
    """A visit of seven weeks ago."""
    found = house.sample_visit().view.book.scope_id
    house.clock.wall += timedelta(weeks=7)
    return found


def retention_page(house: House, window: MainWindow) -> RetentionPage:
    window.home.reload()
    house.qtbot.waitUntil(window.home.foot.term.isVisible, timeout=20_000)
    button(window, "termLine").click()
    assert window._settings is not None
    page = window._settings.stack.currentWidget()
    assert isinstance(page, RetentionPage)
    house.qtbot.waitUntil(lambda: bool(page.cards) and page.cards[0].later.isVisible(), timeout=20_000)
    return page


def test_nothing_waits_before_the_term(house: House, window: MainWindow) -> None:
    house.sample_visit()
    house.clock.wall += timedelta(days=41)
    window.home.reload()
    house.settle()
    assert not window.home.foot.term.isVisible()
    house.clock.wall += timedelta(days=1)
    window.home.reload()
    house.qtbot.waitUntil(window.home.foot.term.isVisible, timeout=20_000)


def test_erased_after_one_question(house: House, window: MainWindow, visit_id: str) -> None:
    page = retention_page(house, window)
    (card,) = page.cards
    before = house.read(lambda c: visits.open_visit(c, visit_id))
    kept = before.visit.learning_question
    card.keeps[f"{visit_id}.learning_question"].setChecked(True)
    button(page, f"eraseNotes_{card.one.number}").click()
    assert house.read(lambda c: visits.open_visit(c, visit_id)).notes  # only asked
    button(page, f"eraseSure_{card.one.number}").click()
    house.qtbot.waitUntil(lambda: not page.cards, timeout=30_000)
    after = house.read(lambda c: visits.open_visit(c, visit_id))
    assert not after.notes
    assert after.visit.learning_question == kept
    assert after.visit.practical == ()
    assert after.book.of(EvidenceErased)
    window.open_visit(visit_id, 2)
    house.qtbot.waitUntil(lambda: window.visit is not None, timeout=20_000)
    told = window.findChild(QLabel, "evidenceErased")
    assert told is not None
    house.qtbot.waitUntil(told.isVisible, timeout=20_000)
    assert len(told.text().splitlines()) == 3
    assert all(code in told.text() for code in ("F1: 8", "F2: 3", "F4: 12"))
    window.go_home()
    house.settle()
    assert not window.home.foot.term.isVisible()


def test_later_asks_again_in_a_week(house: House, window: MainWindow, visit_id: str) -> None:
    page = retention_page(house, window)
    button(page, f"later_{page.cards[0].one.number}").click()
    house.qtbot.waitUntil(lambda: not page.cards, timeout=20_000)
    assert house.read(lambda c: visits.open_visit(c, visit_id)).notes
    house.clock.wall += timedelta(days=6)
    page.reload()
    house.settle()
    assert not page.cards
    house.clock.wall += timedelta(days=1)
    page.reload()
    house.qtbot.waitUntil(lambda: len(page.cards) == 1, timeout=20_000)


def test_term_of_the_school(house: House, window: MainWindow, visit_id: str) -> None:
    page = retention_page(house, window)
    page.term.choice_made.emit("0")
    house.qtbot.waitUntil(lambda: not page.cards, timeout=20_000)
    assert house.workspace.profile.preferences.retention_weeks == 0
    house.clock.wall = house.clock.wall.replace(year=2027, month=7, day=31)
    page.reload()
    house.qtbot.waitUntil(lambda: len(page.cards) == 1, timeout=20_000)


def test_nothing_goes_while_a_lesson_runs(house: House, window: MainWindow, visit_id: str) -> None:
    session = house.workspace.start_visit()
    desk = house.workspace.desk
    stamp = desk.stamp(session.book, desk.moment())
    session.do(observe.keep_note(desk, session.view, Note("een leerling"), stamp, new_id()))
    house.settle()
    page = retention_page(house, window)
    assert not page.cards[0].erase.isEnabled()
    assert page.cards[0].later.isEnabled()


def test_visit_erased_in_the_window(house: House, window: MainWindow, visit_id: str) -> None:
    window.go_settings("erase")
    assert window._settings is not None
    page = window._settings.stack.currentWidget()
    assert isinstance(page, ErasePage)
    house.qtbot.waitUntil(lambda: is_shown(page, "eraseLook_0"), timeout=20_000)
    button(page, "eraseLook_0").click()
    house.qtbot.waitUntil(page.plan.isVisible, timeout=20_000)
    button(page, "eraseForGood").click()
    house.qtbot.waitUntil(page.list.isVisible, timeout=30_000)
    assert house.read(visits.overview).visits == ()


def test_everything_in_a_folder(house: House, window: MainWindow, visit_id: str, tmp_path: Path) -> None:
    window.go_settings("leave")
    assert window._settings is not None
    page = window._settings.stack.currentWidget()
    assert isinstance(page, LeavePage)
    target = tmp_path / "mee"
    page.write_to(target)
    assert page.stop.isVisible()
    house.qtbot.waitUntil(lambda: not page.is_busy, timeout=60_000)
    names = {path.suffix for path in target.rglob("*") if path.is_file()}
    assert names == {".txt", ".pdf", ".json", ".csv", ".docx"}
    (data,) = [p for p in target.rglob("*.json") if json.loads(p.read_text())["format"] == "lesvisit-visit"]
    assert json.loads(data.read_text())["id"] == visit_id
    page.write_to(target)  # not empty any more
    house.qtbot.waitUntil(lambda: not page.is_busy, timeout=60_000)
    assert page.error.isVisible()


def test_stopped_between_two_files(house: House, window: MainWindow, visit_id: str, tmp_path: Path) -> None:
    window.go_settings("leave")
    assert window._settings is not None
    page = window._settings.stack.currentWidget()
    assert isinstance(page, LeavePage)
    page.write_to(tmp_path / "mee")
    page.stop.click()
    house.qtbot.waitUntil(lambda: not page.is_busy, timeout=60_000)
    written = [p for p in (tmp_path / "mee").rglob("*") if p.is_file()]
    assert len(written) < 7
    assert not [p for p in written if p.name.startswith(".")]
