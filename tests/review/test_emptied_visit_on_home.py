"""A visit whose content went on purpose is no visit to come: Home offers neither preparing nor observing it."""

from datetime import timedelta

import pytest

from lesvisit.domain.events import Note
from lesvisit.services import erase, handing_over, observe, retention, visits
from lesvisit.services.desk import new_id
from lesvisit.services.visits import VisitStage
from tests.support.house import House


def stages(house: House) -> list[VisitStage]:
    house.settle()
    return [v.stage for v in house.read(visits.overview).visits]


def test_a_copy_that_was_let_go_is_done(house: House) -> None:
    session = house.sample_visit()
    desk, database = house.workspace.desk, house.workspace.database
    operation = handing_over.hand_over(desk, session.view)
    assert operation is not None
    session.do(operation)
    assert stages(house) == [VisitStage.DONE]
    erase.let_copy_go(database, desk, session.view, agreements=False).result(60)
    assert stages(house) == [VisitStage.DONE]


@pytest.mark.parametrize("weeks", [0, 7])
def test_an_unfinished_visit_whose_notes_went_is_done(house: House, weeks: int) -> None:
    """Watched, never closed with *Klaar* and never talked about."""
    session, desk = house.workspace.start_visit(), house.workspace.desk
    stamp = desk.stamp(session.book, desk.moment())
    session.do(observe.keep_note(desk, session.view, Note("een leerling"), stamp, new_id()))
    assert stages(house) == [VisitStage.OBSERVED]
    house.clock.wall += timedelta(weeks=weeks)
    act = retention.of_evidence(desk, session.book.scope_id)
    erase.carry_out(house.workspace.database, (act,)).result(60)
    assert stages(house) == [VisitStage.DONE]
