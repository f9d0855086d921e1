"""What the form asks before the lesson stands in Prepare, and does not begin the visit."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from lesvisit.domain.events import Entry, Seat, Seating
from lesvisit.domain.template import Block, Section, Template
from lesvisit.services import prepare, seating
from lesvisit.services.library import templates
from lesvisit.services.prepare import set_head, started
from lesvisit.services.session import VisitSession
from lesvisit.ui.prepare.page import PreparePage
from tests.support.house import House, house

__all__ = ["house"]


def form(*blocks: Block) -> Template:
    return Template("0198c0de-1000-7000-8000-0000000000fe", 1, {"nl": "f"}, sections=(Section({"nl": "s"}, blocks),))


@pytest.fixture
def page(house: House) -> Iterator[PreparePage]:
    made = PreparePage(house.workspace)
    house.qtbot.addWidget(made)
    made.resize(1366, 688)
    made.show()
    yield made
    made.leave()


def visit_on(house: House, template: Template) -> VisitSession:
    session = house.workspace.start_visit()
    session.do(prepare.choose_template(house.workspace.desk, session.view, template))
    return session


def test_a_field_beforehand(house: House, page: PreparePage) -> None:
    ask = Block("aim", "field", {"nl": "Wat wil je weten?"}, timing="before", options={"input": "text"})
    session = visit_on(house, form(Block("notes", "note"), ask))
    page.show_visit(session)
    assert page.blocks.isVisible()
    field = page.blocks.lives[0].first_widget()
    assert isinstance(field, (QLineEdit, QPlainTextEdit))
    field.setFocus()
    QTest.keyClicks(field, "hoe lang het stil blijft")
    page.leave()
    house.settle()
    told = session.book.of(Entry)
    assert [t for r in told for t in (*r.payload.texts, r.payload.value) if t] == ["hoe lang het stil blijft"]
    assert told[0].stamp is not None
    assert told[0].stamp.at_utc is None
    assert not started(session.view)


def test_nothing_is_asked_nothing_shows(house: House, page: PreparePage) -> None:
    page.show_visit(visit_on(house, form(Block("notes", "note"))))
    assert not page.blocks.isVisible()
    assert not page.seats.isVisible()


def test_the_room_of_the_last_visit_to_this_class(house: House, page: PreparePage) -> None:
    desk = house.workspace.desk
    rooms = next(t for t in templates(house.workspace.resources) if t.blocks("seat_map"))
    earlier, now = visit_on(house, rooms), visit_on(house, rooms)
    for session, class_name in ((earlier, "2hB"), (now, " 2HB ")):
        operation = set_head(desk, session.view, class_name=class_name)
        assert operation is not None
        session.do(operation)
    drawn = Seating(seats=(Seat("R1P1", 0.2, 0.2), Seat("R1P2", 0.6, 0.2)), case_pupils={"A": "R1P1"})
    put = seating.put(desk, earlier.view, drawn)
    assert put is not None
    earlier.do(put)
    house.settle()
    page.show_visit(now)
    house.qtbot.waitUntil(page.seats.reuse.isVisible, timeout=10_000)
    page.seats.reuse.click()
    found = seating.seating_of(now.view)
    assert [seat.code for seat in found.seats] == ["R1P1", "R1P2"]
    assert found.case_pupils == {}  # case pupils are chosen anew
