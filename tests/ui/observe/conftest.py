from collections.abc import Callable
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from lesvisit.domain.design import Criterion, DesignVersion, Goal, Phase
from lesvisit.domain.records import Operation
from lesvisit.domain.visit import FocusQuestion
from lesvisit.services import designs, library, observe, prepare
from lesvisit.services.session import VisitSession
from lesvisit.ui.observe.page import ObservePage
from tests.support.house import House, house

__all__ = ["house"]

Pages = Callable[[VisitSession], ObservePage]


@pytest.fixture
def pages(qtbot: QtBot, house: House) -> Pages:
    """Shows a visit on an observe page in a window of a school laptop."""

    def show(session: VisitSession) -> ObservePage:
        page = ObservePage(house.workspace)
        qtbot.addWidget(page)
        page.resize(1366, 688)
        page.show_visit(session)
        with qtbot.waitExposed(page):
            page.show()
        with qtbot.waitActive(page):
            page.activateWindow()
        page.take_focus()
        house.settle()
        return page

    return show


def designed_visit(house: House, bell: bool = True) -> VisitSession:
    """A visit on a design with two goals, three criteria, three phases, one kijkvraag and six counters."""
    workspace = house.workspace
    book, made = designs.new_design(workspace.desk, "Lineaire formules")
    design = workspace.new_session(book)
    design.do(made)
    goals = (
        Goal("g1", "startgetal aanwijzen", (Criterion("c1", "wijst aan"), Criterion("c2", "rekent per 1"))),
        Goal("g2", "formule opstellen", (Criterion("c3", "schrijft formule"),)),
    )
    phases = (Phase("p1", "Start", 5), Phase("p2", "Instructie", 10), Phase("p3", "Oefenen", 20))
    do(design, designs.edit_version(workspace.desk, design.book, goals=goals, phases=phases))
    version = designs.newest(design.book)
    session = workspace.start_visit()
    workspace_template = library.templates(workspace.resources)[1]
    session.do(prepare.choose_template(workspace.desk, session.view, workspace_template))
    head = prepare.set_head(
        workspace.desk,
        session.view,
        design_id=design.book.scope_id,
        version_id=version.id,
        lesson_min=50,
        focus_questions=(FocusQuestion("q1", "Wat doen leerlingen na een vraag?"),),
    )
    do(session, head)
    header = design.book.get(design.book.scope_id)
    assert header is not None
    session.reframe(version=version.payload, design=header.payload)
    if bell:
        start = house.clock.now_utc() - timedelta(minutes=18)
        session.do(observe.set_lesson_start(workspace.desk, session.view, start))
    house.settle()
    return session


def do(session: object, operation: Operation | None) -> None:
    assert operation is not None
    session.do(operation)  # type: ignore[attr-defined]


@pytest.fixture
def visit(house: House) -> VisitSession:
    """The designed visit at lesson minute 18."""
    return designed_visit(house)


def version_of(house: House, session: VisitSession) -> DesignVersion:
    design = house.workspace.session(session.view.visit.design_id)
    assert design is not None
    record = design.book.get(session.view.visit.version_id)
    assert record is not None
    payload: DesignVersion = record.payload
    return payload
