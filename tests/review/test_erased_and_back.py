"""Erased is erased: no undo and no writing in a window that still shows the visit brings a byte back."""

from dataclasses import replace

from lesvisit.domain.events import Note
from lesvisit.domain.records import Record, changed
from lesvisit.services import erase
from lesvisit.services.session import VisitSession
from lesvisit.ui.main_window import MainWindow
from tests.support.house import House

SENTINEL = "ZQXSENTINEL"


def rewrite(house: House, session: VisitSession, note: Record[Note]) -> None:
    write = changed(note, replace(note.payload, text=SENTINEL))
    session.do(house.workspace.desk.operation(session.book, "observe", "note.edit", (write,)))


def test_an_open_window_brings_nothing_back(house: House, window: MainWindow) -> None:
    visit_id = house.sample_visit().book.scope_id
    window.open_visit(visit_id, 1)
    house.qtbot.waitUntil(lambda: window.visit is not None, timeout=20_000)
    live = window.visit
    assert live is not None
    rewrite(house, live, live.view.notes[0])
    house.settle()
    erase.carry_out(house.workspace.database, (erase.of_visit(house.workspace.desk, visit_id),)).result(30)
    live.undo("observe", house.workspace.me_id)
    house.settle()
    rewrite(house, live, live.view.notes[1])
    house.settle()
    files = [path for path in house.data_dir.rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if SENTINEL.encode() in path.read_bytes()] == []
    assert house.workspace.database.health == "good"
