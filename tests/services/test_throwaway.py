"""A visit that is only tried: acts and undo work, the disk never hears of it."""

from pathlib import Path

import pytest

from lesvisit.domain.errors import NothingToUndo
from lesvisit.domain.events import Tick
from lesvisit.domain.template import Block, Section, Template
from lesvisit.models.draft import Draft
from lesvisit.services import observe
from lesvisit.services.throwaway import throwaway_visit
from tests.services.support import make_desk
from tests.support.house import House

TEMPLATE = Template("t", 1, {"nl": "Turven"}, sections=(Section({}, (Block("b", "tally", {"nl": "beurt"}),)),))


def test_acts_and_undo_work() -> None:
    desk = make_desk()
    session = throwaway_visit(desk, TEMPLATE)
    assert session.view.template == TEMPLATE
    session.do(observe.press_counter(desk, session.view, "b", desk.moment()))
    session.do(observe.press_counter(desk, session.view, "b", desk.moment()))
    assert len(session.view.ticks("b")) == 2
    assert session.pending == {}
    session.undo("observe", desk.me_id).result(0)
    assert len(session.view.ticks("b")) == 1
    session.redo("observe", desk.me_id).result(0)
    assert len(session.book.of(Tick)) == 2
    with pytest.raises(NothingToUndo):
        session.undo("debrief", desk.me_id).result(0)
    assert session.storage.drafts().result(0) == []
    assert not session.storage.keep_draft(Draft("k", "half getypt")).done()
    session.storage.clear_draft("k").result(0)


def test_nothing_is_written(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house.settle()
    before = {path: path.stat().st_size for path in tmp_path.rglob("*")}
    monkeypatch.chdir(tmp_path)
    desk = house.workspace.desk
    session = throwaway_visit(desk, TEMPLATE)
    for _ in range(50):
        session.do(observe.press_counter(desk, session.view, "b", desk.moment()))
    assert {path: path.stat().st_size for path in tmp_path.rglob("*")} == before
