"""A visit that began with *Nu observeren* can still get its lesson design; from the next step on it stands."""

from lesvisit.domain.events import Note
from lesvisit.services import designs, observe, prepare
from lesvisit.services.designs import DesignChoice
from lesvisit.services.desk import new_id
from lesvisit.ui.main_window import MainWindow
from tests.support.house import House

PREPARE, OBSERVE, DEBRIEF = 0, 1, 2


def test_a_design_chosen_afterwards_freezes_at_the_next_step(house: House, window: MainWindow) -> None:
    desk = house.workspace.desk
    book, made = designs.new_design(desk, "Van tabel naar formule")
    design = house.workspace.new_session(book)
    design.do(made)
    window.start_observing()
    assert window._visit_room is not None
    session = window._visit_room.session
    assert session is not None
    stamp = desk.stamp(session.book, desk.moment())
    session.do(observe.keep_note(desk, session.view, Note("18 bordjes"), stamp, new_id()))
    house.settle()

    window._visit_room.go(PREPARE)
    version = designs.newest(design.book)
    chosen = DesignChoice(book.scope_id, version.id, designs.design_record(design.book).payload, version.payload)
    operation = prepare.choose_design(desk, session.view, chosen)
    assert operation is not None
    session.do(operation)
    house.settle()
    assert designs.newest(design.book).payload.frozen_utc is None, "goals can still be written"

    window._visit_room.go(DEBRIEF)
    house.settle()
    assert designs.newest(design.book).payload.frozen_utc is not None
    assert session.view.version is not None
