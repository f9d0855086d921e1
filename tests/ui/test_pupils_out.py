"""Pupils' names are told before a paper or a package goes out: how many, who, and one act that makes them codes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lesvisit.domain.debrief import Takeaway
from lesvisit.domain.records import ScopeKind
from lesvisit.domain.sharing import Paper
from lesvisit.services import packages, pupil_names
from lesvisit.services.debrief import set_takeaway
from lesvisit.services.pupil_names import NameList
from lesvisit.services.pupils_out import package_pupils
from lesvisit.services.session import VisitSession
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.share.page import SharePage
from tests.support.house import House
from tests.support.window import button

SHARE = 3
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def visit(house: House) -> VisitSession:
    """The worked visit; its takeaway names two pupils of the class."""
    found = house.sample_visit()
    house.workspace.say_who_i_am(found.view.name(found.view.visit.visitor_ids[0]))
    pupil_names.keep(
        house.workspace.profile, NameList(found.view.visit.class_name, ("Sofie de Vries", "Daan", "Ilse"))
    )
    operation = set_takeaway(house.workspace.desk, found.view, "Sofie liet Daan zien hoe het moet")
    assert operation is not None
    found.do(operation)
    house.settle()
    return found


def takeaway(visit: VisitSession) -> str:
    record = visit.view.book.first(Takeaway)
    return record.payload.text if record is not None else ""


def share_page(window: MainWindow, visit: VisitSession, paper: Paper) -> SharePage:
    window.show_session(visit, SHARE)
    page = window.findChild(SharePage)
    assert isinstance(page, SharePage)
    page.options.paper_chosen.emit(paper)
    return page


def test_the_paper_of_the_two_says_whom_it_names_and_makes_them_codes(
    house: House, window: MainWindow, visit: VisitSession
) -> None:
    house.workspace.pupil_codes[visit.book.scope_id, "Daan"] = "R3P4"
    page = share_page(window, visit, Paper.PAIR)
    assert page.named.isVisible()
    assert {"2", "Sofie", "Daan"} <= set(page.named.said.replace(",", " ").replace(".", " ").split())
    assert page.bar.save.isEnabled(), "it holds nothing back"
    QTest.mouseClick(button(page, "answer_pupilsCodes"), LEFT)
    assert takeaway(visit) == "Een leerling liet R3P4 zien hoe het moet"
    assert not page.named.isVisible()
    visit.undo("share", house.workspace.me_id).result(20)
    house.settle()
    assert takeaway(visit) == "Sofie liet Daan zien hoe het moet"
    assert page.named.isVisible()


def test_the_team_paper_says_it_only_of_lines_that_go(window: MainWindow, visit: VisitSession) -> None:
    page = share_page(window, visit, Paper.TEAM)
    assert not any(x.goes and "Daan" in x.text for x in page.lines._lines)
    assert not page.named.isVisible()


def test_who_says_that_they_are_no_pupils_is_not_told_again(window: MainWindow, visit: VisitSession) -> None:
    page = share_page(window, visit, Paper.PAIR)
    QTest.mouseClick(button(page, "answer_pupilsNone"), LEFT)
    assert not page.named.isVisible()
    page.options.paper_chosen.emit(Paper.TEAM)
    page.options.paper_chosen.emit(Paper.PAIR)
    assert not page.named.isVisible()
    assert takeaway(visit) == "Sofie liet Daan zien hoe het moet"


def test_who_was_no_pupil_while_typing_is_none_in_sharing(
    house: House, window: MainWindow, visit: VisitSession
) -> None:
    house.workspace.no_pupils |= {(visit.book.scope_id, "sofie"), (visit.book.scope_id, "daan")}  # words, not entries
    page = share_page(window, visit, Paper.PAIR)
    assert not page.named.isVisible()


def test_a_package_says_it_and_that_earlier_wordings_go_along(
    house: House, window: MainWindow, visit: VisitSession
) -> None:
    window.packages.give_visit(visit.book.scope_id)
    page = window.packages.give_page
    assert page is not None
    strip = page.pupils.strip
    house.qtbot.waitUntil(strip.isVisible, timeout=20_000)
    assert "Daan" in strip.said
    assert page.save.isEnabled(), "it holds nothing back"
    before = strip.said
    QTest.mouseClick(button(page, "answer_packageCodes"), LEFT)
    assert takeaway(visit) == "Een leerling liet een leerling zien hoe het moet"
    house.qtbot.waitUntil(lambda: strip.said not in ("", before), timeout=20_000)
    desk, scope_id, profile = house.workspace.desk, visit.book.scope_id, house.workspace.profile
    found = package_pupils(profile, house.read(lambda c: packages.pack_visit(c, desk, scope_id)))
    assert (found.now, set(found.before)) == ((), {"Sofie de Vries", "Daan"})


def test_a_design_given_alone_is_looked_through_too(house: House, visit: VisitSession) -> None:
    desk, design_id = house.workspace.desk, visit.view.visit.design_id
    profile = house.workspace.profile
    pupil_names.keep(profile, NameList("V9", ("Formule",)))
    found = package_pupils(profile, house.read(lambda c: packages.pack_alone(c, desk, ScopeKind.DESIGN, design_id)))
    assert found.now == ("Formule",)
