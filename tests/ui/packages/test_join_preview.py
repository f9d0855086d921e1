"""Another observer's visit in the window: which kinds join, which stay and why, before anything is done."""

from pathlib import Path

import pytest

from lesvisit.domain.events import Entry, Note, Sweep, Tick
from lesvisit.domain.observers import observers_of
from lesvisit.exchange import package_file
from lesvisit.exchange.visit_csv import csv_text
from lesvisit.services import seating
from lesvisit.services.joining_parts import Part, Why
from lesvisit.services.joining_words import _SENTENCES
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.packages.open_page import OpenPage
from lesvisit.ui.widgets.labels import PlainLabel
from tests.packages.laptops import Laptop
from tests.packages.watching import Watcher, form, watch
from tests.support.house import House
from tests.ui.packages.two import WAIT, answer, choose, opened, take
from tests.ui.test_accessible import nameless

_KINDS = {
    (Part.PRESS, Why.FORM), (Part.TIMED, Why.FORM), (Part.ROUND, Why.FORM), (Part.PLACE, Why.FORM),
    (Part.PRESS, Why.USED), (Part.TIMED, Why.USED), (Part.ROUND, Why.USED), (Part.PLACE, Why.USED),
    (Part.PLACE, Why.ROOM), (Part.ROOM, Why.ROOM), (Part.PHASE, Why.DESIGN), (Part.CASE, Why.DESIGN),
    (Part.TALK, Why.TALK),
}  # fmt: skip


def test_every_decision_has_its_sentence(house: House) -> None:
    assert set(_SENTENCES) == _KINDS | {(part, Why.JOINS) for part in Part if part is not Part.TALK}
    for say in _SENTENCES.values():
        assert say(house.workspace.translator, 1)
        assert say(house.workspace.translator, 2)


@pytest.fixture
def ours(house: House, bram: Laptop, tmp_path: Path) -> Watcher:
    """Bram's visit on our laptop too: the same records, seen through the window."""
    house.workspace.say_who_i_am("Bram")
    made = watch(bram, form())
    made.note(1, "onze regel")
    made.tick(2)
    return made


def carla_of(laptop: Laptop) -> Watcher:
    made = watch(laptop, form(), off=7200)
    made.note(3, "haar regel")
    made.tick(4)
    made.enter(5, "b-sweep", Sweep({"bezig": 20}, 26))
    made.do(seating.make_rows(laptop.desk, made.view, 3, 4))
    made.enter(6, "b-seat_map", Entry("b-seat_map", "R1P2", "beurt"))
    return made


def words(page: OpenPage, name: str) -> list[str]:
    return [label.text() for label in page.findChildren(PlainLabel, name) if label.isVisibleTo(page)]


def test_it_is_said_per_kind_and_nothing_adds_up(
    house: House, window: MainWindow, ours: Watcher, tmp_path: Path
) -> None:
    from tests.packages.laptops import laptop

    mine, hers = tmp_path / "van Bram.lesvisit", tmp_path / "van Carla.lesvisit"
    package_file.write_package(ours.laptop.pack(ours.visit_id), mine)
    with laptop(tmp_path / "carla", "device-carla") as made:
        made.i_am("Carla")
        carla = carla_of(made)
        package_file.write_package(made.pack(carla.visit_id), hers)
    page = opened(window, house, mine)
    answer(page, "Bram", "me")
    take(page, house)
    page = opened(window, house, hers)
    answer(page, "Carla", "new")
    choose(page.preview.into, f"choice_{ours.visit_id}")
    house.qtbot.waitUntil(lambda: bool(words(page, "packageShare")), timeout=WAIT)
    n, _ = house.workspace.translator.ngettext, house.workspace.translator.gettext
    says = {key: say(house.workspace.translator, 1) for key, say in _SENTENCES.items()}
    joins = [says[part, Why.JOINS] for part in (Part.NOTE, Part.ROUND, Part.PLACE, Part.ROOM)]
    assert words(page, "packageShare") == [*joins, says[Part.PRESS, Why.USED]]
    assert words(page, "packageBells") == [_("The two bells lie over each other: every minute counts from the bell.")]
    assert n("{n} note by {name}", "{n} notes by {name}", 1, name="Carla") in words(page, "packageNotesBy")
    assert nameless(page) == []
    take(page, house)
    view = house.open_visit(ours.visit_id).view
    assert [(view.minute(r), r.payload.text) for r in view.notes] == [(1.0, "onze regel"), (3.0, "haar regel")]
    assert [view.minute(r) for r in view.book.of(Sweep)] == [5.0]
    assert len(view.book.of(Tick)) == 1
    assert [o.name for o in observers_of(view)] == ["Bram", "Carla"]
    rows = [line.split(";") for line in csv_text(view, house.workspace.translator).splitlines()]
    who = {row[-1] for row in rows[1:]}
    assert {"Bram", "Carla"} <= who
    assert len(view.book.of(Note)) == 2
    again = opened(window, house, hers)
    choose(again.preview.into, f"choice_{ours.visit_id}")
    house.qtbot.waitUntil(lambda: bool(words(again, "packageShare")), timeout=WAIT)
    assert words(again, "packageCount") == [
        _("Everything that can join is here already; there is nothing to take in.")
    ]
    assert not again.take.isEnabled()
