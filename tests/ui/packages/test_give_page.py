"""Handing on: five words, a file all or nothing, and the mark on a visit that went to its owner."""

from pathlib import Path

import pytest

from lesvisit.domain.handover import HandedOver
from lesvisit.domain.records import ScopeKind
from lesvisit.exchange import package_file, package_lock
from lesvisit.services.session import VisitSession
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.packages.give_page import GivePage
from tests.support.house import House
from tests.ui.packages.two import WAIT, choose, choose_later
from tests.ui.test_accessible import nameless


@pytest.fixture
def session(house: House) -> VisitSession:
    found = house.sample_visit()
    visitor = found.view.visit.visitor_ids[0]
    house.workspace.say_who_i_am(found.view.name(visitor))
    return found


@pytest.fixture
def page(house: House, window: MainWindow, session: VisitSession) -> GivePage:
    window.packages.give_visit(session.book.scope_id)
    made = window.packages.give_page
    assert made is not None
    return made


def test_the_file_opens_with_the_words(house: House, page: GivePage, session: VisitSession, tmp_path: Path) -> None:
    words, path = page.words, tmp_path / "weg.lesvisit"
    page.write(path)
    assert page.working.isVisible()
    house.qtbot.waitUntil(page.ended.isVisible, timeout=WAIT)
    data = path.read_bytes()
    assert package_lock.is_locked(data)
    assert package_file.loads(data, words).main == session.book.scope_id


def test_stopping_leaves_no_file(house: House, page: GivePage, tmp_path: Path) -> None:
    page.write(tmp_path / "weg.lesvisit")
    page.stop.click()
    assert not page.working.isVisible()
    assert not page.work.busy
    house.settle()
    assert list(tmp_path.glob("*.lesvisit*")) == []


def test_the_name_says_no_teacher(page: GivePage, session: VisitSession) -> None:
    name = page.proposed().name
    assert name.startswith("2026-11-24 ")
    assert name.endswith(".lesvisit")
    assert "H2b" in name
    people = [session.view.visit.visited_id, *session.view.visit.visitor_ids]
    assert not [n for n in session.view.names(tuple(people)) if n in name]


def test_open_warns_first(page: GivePage, house: House, tmp_path: Path) -> None:
    choose(page, "choice_open")
    assert page.warning.isVisible()
    assert not page.locking.isVisible()
    path = tmp_path / "open.lesvisit"
    page.write(path)
    house.qtbot.waitUntil(page.ended.isVisible, timeout=WAIT)
    assert package_file.loads(path.read_bytes()).kind is ScopeKind.VISIT


def test_handed_over_is_marked_until_she_has_it(
    house: House, window: MainWindow, page: GivePage, session: VisitSession, tmp_path: Path
) -> None:
    choose(page, "choice_owner")
    choose(page, "choice_open")
    page.write(tmp_path / "weg.lesvisit")
    house.qtbot.waitUntil(page.ended.isVisible, timeout=WAIT)
    (mark,) = session.book.of(HandedOver)
    assert mark.payload.person_id == session.view.visit.visited_id
    house.settle()
    window.go_home()
    number = session.book.number or 1
    house.qtbot.waitUntil(lambda: any(v.handed_to for v in window.home._overview.visits), timeout=WAIT)
    choose_later(house, window.home, f"letGo_{number}")
    keep = window.packages.keep_page
    assert keep is not None
    house.qtbot.waitUntil(keep.isVisible, timeout=WAIT)
    assert nameless(keep) == []
    keep.has_it.click()
    (mark,) = session.book.of(HandedOver)
    assert mark.payload.confirmed_utc is not None


def test_every_control_has_a_name(page: GivePage) -> None:
    assert nameless(page) == []
