"""The debrief at 200 % on a school laptop: whatever stands in it, it fits the screen."""

import pytest

from lesvisit.domain.events import Note
from lesvisit.services import people
from lesvisit.services.library import protocols
from tests.support.house import House
from tests.support.observers import notes_of, second_desk
from tests.ui.debrief.support import Desk

WIDE, HIGH = 1366 - 2 * 108, 688 - 2 * 52  # beside the rail, below the steps of the visit


@pytest.fixture
def large(desk: Desk) -> Desk:
    desk.house.workspace.theme.set_scale(2.0)
    desk.window.resize(WIDE, HIGH)
    return desk


def needed(desk: Desk) -> int:
    """The least height the page asks for at this width."""
    layout = desk.page.layout()
    assert layout is not None
    layout.activate()
    return (
        layout.totalMinimumHeightForWidth(WIDE) if layout.hasHeightForWidth() else layout.totalMinimumSize().height()
    )


def test_every_step_of_every_protocol_fits(large: Desk) -> None:
    large.show(large.house.sample_visit())
    for protocol in protocols(large.house.workspace.resources):
        large.page.talk.choose_protocol(protocol)
        for step in large.page.talk.steps:
            large.page.talk.open_step(step.id)
            assert needed(large) <= HIGH, (protocol.name, step.id)


def test_the_lesson_once_more_fits_with_a_line_to_link_to_and_an_answer(large: Desk) -> None:
    large.show(large.house.sample_visit())
    large.page.talk.open_ref(large.ref("D1b"))
    large.page.over.open_replay(large.note("n42").id)
    large.page.over.replay.answer()
    assert large.page.over.replay.link.isVisible()
    assert needed(large) <= HIGH


def test_a_second_observer_fits(large: Desk) -> None:
    house: House = large.house
    operation, (eva,) = people.add(house.workspace.desk, house.workspace.people, ["Eva van den Berg-van der Heijden"])
    assert operation is not None
    house.workspace.database.put(operation).result(20)
    session = house.sample_visit()
    for made in notes_of(second_desk(eva), session.view, [(44.0, Note("R9P9 wacht"))]):
        session.do(made)
    large.show(session)
    assert large.page.observers.isVisible()
    assert needed(large) <= HIGH
