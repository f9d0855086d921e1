"""Handing on: five words, a file all or nothing, and the mark on a visit that went to its owner."""

from pathlib import Path

import pytest

from lesvisit.domain.debrief import Agreement, Takeaway
from lesvisit.domain.events import Note
from lesvisit.domain.handover import HandedOver
from lesvisit.domain.records import ScopeKind
from lesvisit.domain.sharing import Paper
from lesvisit.exchange import package_file, package_lock
from lesvisit.services import debrief, observe
from lesvisit.services.desk import new_id
from lesvisit.services.session import VisitSession
from lesvisit.services.share_sent import digest_of, papers_sent
from lesvisit.ui.debrief.page import DebriefPage
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.package_ways import DEBRIEF
from lesvisit.ui.packages.give_page import GivePage
from lesvisit.ui.packages.keep_page import KeepPage
from lesvisit.ui.share.sent_sheet import sent_words
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
    takeaway = "de stille minuut ook bij mij"
    operation = debrief.set_takeaway(house.workspace.desk, session.view, takeaway)
    assert operation is not None
    session.do(operation)
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
    assert not keep.too.isChecked()
    assert takeaway in keep.takeaway.text()
    keep.has_it.click()
    house.qtbot.waitUntil(window.home.isVisible, timeout=WAIT)
    left = house.open_visit(session.book.scope_id).view
    (mark,) = left.book.of(HandedOver)
    assert mark.payload.confirmed_utc is not None
    assert left.book.of(Takeaway)[0].payload.text == takeaway
    assert left.notes == []
    assert left.book.of(Agreement) == []


def test_agreements_stay_where_they_said_so(
    house: House, window: MainWindow, page: GivePage, session: VisitSession, tmp_path: Path
) -> None:
    agreed = [r.payload.what for r in session.book.of(Agreement)]
    keep = handed(house, window, page, session, tmp_path)
    keep.too.setChecked(True)
    keep.has_it.click()
    house.qtbot.waitUntil(window.home.isVisible, timeout=WAIT)
    left = house.open_visit(session.book.scope_id).view
    assert agreed
    assert [r.payload.what for r in left.book.of(Agreement)] == agreed
    assert left.notes == []


def test_nothing_goes_while_a_lesson_runs(
    house: House, window: MainWindow, page: GivePage, session: VisitSession, tmp_path: Path
) -> None:
    keep = handed(house, window, page, session, tmp_path)
    _run_a_lesson(house)
    keep.has_it.click()
    house.qtbot.waitUntil(keep.error.isVisible, timeout=WAIT)
    assert session.book.of(HandedOver)[0].payload.confirmed_utc is None
    assert house.open_visit(session.book.scope_id).view.notes
    assert keep.has_it.isEnabled()


def _run_a_lesson(house: House) -> None:
    running, desk = house.workspace.start_visit(), house.workspace.desk
    stamp = desk.stamp(running.book, desk.moment())
    running.do(observe.keep_note(desk, running.view, Note("een leerling"), stamp, new_id()))
    house.settle()


def handed(house: House, window: MainWindow, page: GivePage, session: VisitSession, folder: Path) -> KeepPage:
    """The page that asks whether she has it."""
    choose(page, "choice_owner")
    choose(page, "choice_open")
    page.write(folder / "weg.lesvisit")
    house.qtbot.waitUntil(page.ended.isVisible, timeout=WAIT)
    house.settle()
    window.packages.let_go(session.book.scope_id)
    keep = window.packages.keep_page
    assert keep is not None
    house.qtbot.waitUntil(keep.isVisible, timeout=WAIT)
    return keep


@pytest.mark.parametrize("choice", ["words", "open"])
def test_where_it_went_is_kept_with_the_visit(
    house: House, page: GivePage, session: VisitSession, tmp_path: Path, choice: str
) -> None:
    before = len(papers_sent(session.view))
    choose(page, f"choice_{choice}")
    path = tmp_path / "weg.lesvisit"
    page.write(path)
    house.qtbot.waitUntil(page.ended.isVisible, timeout=WAIT)
    found = papers_sent(session.view)
    assert len(found) == before + 1
    sent = next(r.payload for r in found if r.payload.paper is Paper.PACKAGE)
    assert (sent.file_name, sent.folder, sent.locked) == (path.name, tmp_path.name, choice == "words")
    assert sent.digest == digest_of(path.read_bytes())
    first, second = sent_words(house.workspace.translator, session.view, sent)
    assert path.name in first
    assert (house.workspace.translator.gettext("with five words") in second) is sent.locked


def test_every_control_has_a_name(page: GivePage) -> None:
    assert nameless(page) == []


def test_from_the_last_step_of_the_debrief(house: House, window: MainWindow, session: VisitSession) -> None:
    window.show_session(session, DEBRIEF)
    page = window.findChild(DebriefPage)
    assert page is not None
    link = page.work.hand_over
    page.talk.open_step(page.talk.steps[0].id)
    assert not link.isVisible()
    page.talk.open_step(page.talk.steps[-1].id)
    name = session.view.name(session.view.visit.visited_id)
    assert link.isVisible()
    assert name in link.text()
    link.click()
    give = window.packages.give_page
    assert give is not None
    assert give.isVisible()
    assert give.over
    give.back.click()
    assert page.isVisible()
