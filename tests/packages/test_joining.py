"""A second observer's notes join our visit: on the shared bell, once, and with one undo."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from lesvisit.domain.clock_shift import StartMark
from lesvisit.domain.errors import PackageRefused
from lesvisit.domain.events import Note, Tick
from lesvisit.domain.observers import observers_of
from lesvisit.domain.package import Package
from lesvisit.domain.records import changed
from lesvisit.services import joining, observe
from lesvisit.services.arrivals import take_back
from lesvisit.services.desk import new_id
from tests.packages.laptops import Laptop, laptop


@pytest.fixture
def sanne(tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path / "sanne", "device-sanne") as made:
        made.i_am("Sanne")
        yield made


def her_visit(sanne: Laptop, ours: Laptop, visit_id: str, late: float = 0.0) -> str:
    """Her own visit to the same lesson, with three notes; her clock is `late` seconds behind ours."""
    from lesvisit.services import visits

    head = ours.view(visit_id).visit
    bell = head.lesson_start_utc
    assert bell is not None
    bell -= timedelta(seconds=late)
    mine = replace(
        head, visitor_ids=(sanne.me_id,), visited_id="", design_id="", version_id="", lesson_start_utc=bell
    )
    book, operation = visits.new_visit(sanne.desk, None, None, head=mine)
    sanne.do(operation)
    sanne.clock.wall = bell
    for text in ("de rij bij het raam kijkt naar buiten", "„mag ik er ook een?”", "het is stil"):
        sanne.clock.pass_by(60)
        view = sanne.view(book.scope_id)
        stamp = sanne.desk.stamp(view.book, sanne.desk.moment())
        sanne.do(observe.keep_note(sanne.desk, view, Note(text), stamp, new_id()))
    return book.scope_id


def package_of(sanne: Laptop, visit_id: str) -> Package:
    return sanne.pack(visit_id)


def join(ours: Laptop, package: Package, visit_id: str) -> list[object]:
    return list(ours.write(lambda c: joining.join_to(c, ours.desk, package, visit_id)))


def test_the_same_lesson_is_found(bram: Laptop, sanne: Laptop) -> None:
    visit_id = bram.sample()
    other = bram.sample("sample_short.json")
    package = package_of(sanne, her_visit(sanne, bram, visit_id))
    found = bram.read(lambda c: joining.our_lessons(c, package))
    assert [(f.visit_id, f.near) for f in found] == [(visit_id, True), (other, False)]


def test_her_notes_join_on_the_bell(bram: Laptop, sanne: Laptop) -> None:
    visit_id = bram.sample()
    before = len(bram.view(visit_id).notes)
    package = package_of(sanne, her_visit(sanne, bram, visit_id, late=40.0))
    join(bram, package, visit_id)
    view = bram.view(visit_id)
    hers = [n for n in view.notes if n.made_by == sanne.me_id]
    assert len(view.notes) == before + 3
    assert [view.minute(n) for n in hers] == pytest.approx([1.0, 2.0, 3.0])
    assert [o.name for o in observers_of(view)][-1] == "Sanne"
    assert sanne.me_id in view.visit.visitor_ids
    assert len(view.book.of(StartMark)) == 1


def test_twice_is_once(bram: Laptop, sanne: Laptop) -> None:
    visit_id = bram.sample()
    package = package_of(sanne, her_visit(sanne, bram, visit_id))
    join(bram, package, visit_id)
    before = bram.rows()
    assert join(bram, package, visit_id) == []
    assert bram.rows() == before


def test_what_she_changed_since_moves_on(bram: Laptop, sanne: Laptop) -> None:
    visit_id = bram.sample()
    hers = her_visit(sanne, bram, visit_id)
    join(bram, package_of(sanne, hers), visit_id)
    view = sanne.view(hers)
    note = view.notes[0]
    write = changed(note, replace(note.payload, text="de rij bij de deur"))
    sanne.do(sanne.desk.operation(view.book, "observe", "note.edit", (write,)))
    join(bram, package_of(sanne, hers), visit_id)
    texts = [n.payload.text for n in bram.view(visit_id).notes if n.made_by == sanne.me_id]
    assert "de rij bij de deur" in texts
    assert len(texts) == 3


def test_one_undo_takes_them_back(bram: Laptop, sanne: Laptop) -> None:
    visit_id = bram.sample()
    before = [n.id for n in bram.view(visit_id).notes]
    package = package_of(sanne, her_visit(sanne, bram, visit_id))
    changes = bram.write(lambda c: joining.join_to(c, bram.desk, package, visit_id))
    bram.write(lambda c: take_back(c, bram.desk, visit_id, changes[0].op_id))
    view = bram.view(visit_id)
    assert [n.id for n in view.notes] == before
    assert sanne.me_id not in view.visit.visitor_ids
    assert view.book.of(StartMark) == []


def test_her_own_visit_can_still_come_in(bram: Laptop, sanne: Laptop) -> None:
    visit_id = bram.sample()
    hers = her_visit(sanne, bram, visit_id)
    package = package_of(sanne, hers)
    join(bram, package, visit_id)
    bram.take_in(package)
    assert len(bram.view(hers).notes) == 3


def test_presses_never_add_up(bram: Laptop, sanne: Laptop) -> None:
    """She counted with the same form as we did: her counts stay in her own visit."""
    visit_id = bram.sample()
    ours = bram.view(visit_id)
    counter = next(r.payload.counter_id for r in ours.book.of(Tick))
    before = len(ours.ticks(counter))
    hers = her_visit(sanne, bram, visit_id)
    view = sanne.view(hers)
    for _press in range(3):
        sanne.do(observe.press_counter(sanne.desk, view, counter, sanne.desk.moment()))
        view = sanne.view(hers)
    join(bram, package_of(sanne, hers), visit_id)
    assert len(bram.view(visit_id).ticks(counter)) == before


def test_what_changed_since_it_was_shown_is_not_joined_unseen(bram: Laptop, sanne: Laptop) -> None:
    visit_id = bram.sample()
    package = package_of(sanne, her_visit(sanne, bram, visit_id))
    shown = bram.read(lambda c: joining.join_preview(c, package, visit_id))
    join(bram, package, visit_id)  # meanwhile, from another window
    before = bram.rows()
    with pytest.raises(PackageRefused, match="package_changed"):
        bram.write(lambda c: joining.join_to(c, bram.desk, package, visit_id, None, shown))
    assert bram.rows() == before
