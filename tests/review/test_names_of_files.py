"""Names of packages, of files and titles of papers land in recent lists and above windows: nobody stands in them."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from lesvisit.commands.leave import leaves
from lesvisit.domain.design import Design, DesignVersion
from lesvisit.domain.records import ScopeKind
from lesvisit.domain.sharing import MaskChoice
from lesvisit.domain.unnamed import without_people
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.docx_write import docx_bytes
from lesvisit.reports import make_board_card, make_pair_paper, make_team_paper
from lesvisit.reports.design_paper import DesignPaper, make_design_paper
from lesvisit.reports.filenames import design_file_name
from lesvisit.services import prepare, share
from lesvisit.ui.main_window import PREPARE, MainWindow
from lesvisit.ui.packages.give_page import Gift, GivePage
from tests.reports.support import RESOURCES, translator
from tests.support.house import House
from tests.support.share import done, head, hers, line, unshared

CLASS, SUBJECT = "H2b Noor de Vries", "wiskunde met BRAM, R2P3 en r3 p4"
HIDDEN = ("noor", "vries", "bram", "r2p3", "r2", "r3", "p3", "p4")


def assert_nobody(text: str) -> None:
    words = text.casefold().replace(".", " ").replace(",", " ").split()
    assert [hidden for hidden in HIDDEN if hidden in words] == [], text


def named() -> VisitBook:
    """The worked visit, with a class and a subject that name people and pupils."""
    view = unshared()
    visited = view.visit.visited_id
    people = {**view.people, visited: replace(view.people[visited], name="Noor de Vries")}
    return head(replace(view, people=people), class_name=CLASS, subject=SUBJECT)


def title_of(make: Callable[[BytesIO], Any]) -> str:
    out = BytesIO()
    make(out)
    found = PdfReader(out).metadata
    assert found is not None
    return found.title or ""


def left_to_stand(view: VisitBook) -> VisitBook:
    """The visited teacher answered for every name in class and subject that it may stand on the paper."""
    for question in line(view, "header").questions:
        view = done(view, share.answer(hers(view), view, question, MaskChoice.LEAVE))
    return view


def test_the_function_takes_names_parts_and_codes_out() -> None:
    assert without_people("H2b Noor de Vries wiskunde R2P3", ("Noor de Vries",)) == "H2b wiskunde"
    assert without_people("H2b bij NOOR", ("Noor de Vries",)) == "H2b bij"
    assert without_people("Noorderlicht", ("Noor",)) == "Noorderlicht"


def test_the_title_of_the_paper_for_two() -> None:
    title = title_of(lambda out: make_pair_paper(named(), translator("nl"), RESOURCES, out))
    assert_nobody(title)
    assert "H2b" in title
    assert "wiskunde" in title


def test_the_titles_of_the_papers_for_the_team_though_the_name_may_stand_on_them() -> None:
    view = left_to_stand(named())
    paper, card = share.team_paper(view, "nl"), share.board_card(view, "nl")
    assert "Noor" in paper.class_name
    for title in (
        title_of(lambda out: make_team_paper(paper, translator("nl"), RESOURCES, out)),
        title_of(lambda out: make_board_card(card, translator("nl"), RESOURCES, out)),
    ):
        assert_nobody(title)
        assert "H2b" in title


def test_the_title_and_the_file_of_a_design() -> None:
    design = DesignPaper(Design("Formules van Noor met R2P3"), DesignVersion(1), ("Noor de Vries",), taught="Bram")
    title = title_of(lambda out: make_design_paper(design, translator("nl"), RESOURCES, out, date(2026, 11, 27)))
    assert_nobody(title)
    assert "Formules" in title
    written = docx_bytes(design.design, design.version, design.makers, translator("nl"))
    with ZipFile(BytesIO(written)) as word:
        (told,) = re.findall("<dc:title>(.*)</dc:title>", word.read("docProps/core.xml").decode())
    assert_nobody(told)
    name = design_file_name(design.design.title, 1, translator("nl"), ".pdf", names=("Noor de Vries",))
    assert_nobody(name)
    assert "Formules" in name


@pytest.fixture
def give(house: House, window: MainWindow) -> Callable[[], GivePage]:
    house.workspace.say_who_i_am("Bram")
    house.workspace.people_named(["Noor de Vries"])
    house.settle()

    def page() -> GivePage:
        made = window.packages.give_page
        assert made is not None
        return made

    return page


def test_the_package_of_a_visit(house: House, window: MainWindow, give: Callable[[], GivePage]) -> None:
    desk = house.workspace.desk
    session = house.workspace.start_visit()
    noor, bram = house.workspace.people_named(["Noor de Vries", "Bram"])
    act = prepare.set_head(
        desk, session.view, visited_id=noor, visitor_ids=(bram,), class_name=CLASS, subject=SUBJECT
    )
    assert act is not None
    session.do(act)
    house.settle()
    window.show_session(session, PREPARE)
    window.packages.hand_on()
    name = give().proposed().name
    assert_nobody(name)
    assert "H2b" in name
    assert "wiskunde" in name


def test_the_package_of_a_design(window: MainWindow, give: Callable[[], GivePage]) -> None:
    window.packages.give(Gift(ScopeKind.DESIGN, "d-1", "Formules van Noor, R2P3"), False)
    name = give().proposed().name
    assert_nobody(name)
    assert "Formules" in name


def test_the_files_of_who_leaves_with_all(house: House) -> None:
    workspace = house.workspace
    workspace.say_who_i_am("Bram")
    session = workspace.start_visit()
    (noor,) = workspace.people_named(["Noor de Vries"])
    act = prepare.set_head(workspace.desk, session.view, visited_id=noor, class_name=CLASS, subject=SUBJECT)
    assert act is not None
    session.do(act)
    house.settle()
    paths = [leaf.path for leaf in leaves(house.read, translator("nl"))]
    visits = [path for path in paths if "H2b" in path.name]
    assert {path.suffix for path in visits} == {".pdf", ".json", ".csv"}
    for path in paths:
        assert_nobody(path.stem)
