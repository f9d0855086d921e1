"""Two teachers write one class in three ways: every visit of that day is offered, and nothing joins by itself."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from lesvisit.domain.events import Note
from lesvisit.domain.records import Change
from lesvisit.services import arrivals, joining, packages, visits
from lesvisit.services.joining import JoinPreview
from lesvisit.services.joining_near import with_second
from lesvisit.services.joining_parts import Part, Why
from tests.packages.laptops import Laptop, laptop
from tests.packages.watching import BELL, Watcher, form, watch

DAY = BELL.date()


@pytest.fixture
def ours(bram: Laptop) -> Watcher:
    made = watch(bram, form(), class_name="4 havo B")
    made.note(1, "onze regel")
    return made


@pytest.fixture
def carla(tmp_path: Path) -> Iterator[Watcher]:
    """She sat in the same lesson and calls its class otherwise."""
    with laptop(tmp_path / "carla", "device-carla") as opened:
        opened.i_am("Carla")
        made = watch(opened, form(), off=7200, class_name="4HB")
        made.note(3, "haar regel")
        yield made


def test_a_class_that_is_written_otherwise_is_offered(ours: Watcher, carla: Watcher) -> None:
    package = carla.pack()
    (found,) = ours.laptop.read(lambda c: joining.our_lessons(c, package))
    assert (found.visit_id, found.near, found.same_class) == (ours.visit_id, True, False)


def test_the_same_class_comes_first_and_then_the_nearest_bell(ours: Watcher, carla: Watcher) -> None:
    late = watch(ours.laptop, None, class_name="h4b", bell=False)
    late.bell(180)
    same = watch(ours.laptop, None, class_name=" 4hb ", bell=False, day=DAY + timedelta(days=1))
    older = watch(ours.laptop, None, class_name="4HB", bell=False, day=DAY - timedelta(days=2))
    oldest = watch(ours.laptop, None, class_name="4HB", bell=False, day=DAY - timedelta(days=7))
    package = carla.pack()
    found = ours.laptop.read(lambda c: joining.our_lessons(c, package))
    expected = [same, late, ours, older, oldest]  # her clock says two hours more than ours
    assert [lesson.visit_id for lesson in found] == [watcher.visit_id for watcher in expected]
    assert [lesson.near for lesson in found] == [True, True, True, False, False]
    assert [lesson.same_class for lesson in found] == [True, False, False, True, True]


@pytest.mark.parametrize("there", ["4 havo B", "4HB"])
def test_nothing_joins_by_itself(ours: Watcher, carla: Watcher, there: str) -> None:
    """Neither the same name of a class nor another one: a package comes in as a visit of its own."""
    hers = watch(carla.laptop, form(), class_name=there)
    hers.note(5, "haar andere regel")
    before = ours.laptop.book(ours.visit_id)
    ours.laptop.take_in(hers.pack())
    assert ours.laptop.book(ours.visit_id).records == before.records


def test_the_preview_knows_that_the_classes_differ(ours: Watcher, carla: Watcher) -> None:
    found = ours.preview(carla)
    assert (found.ours.class_name, found.theirs.class_name, found.same_class) == ("4 havo B", "4HB", False)
    assert (found.theirs_id, found.our_bell, found.their_bell) == (carla.visit_id, True, True)
    assert [(s.part, s.why, s.n) for s in found.shares] == [(Part.NOTE, Why.JOINS, 1)]


# Joining later: her visit was taken in as a visit of its own


def later(ours: Watcher, other_id: str) -> JoinPreview:
    desk = ours.laptop.desk
    package = ours.laptop.read(lambda c: packages.pack_visit(c, desk, other_id))
    return ours.laptop.read(lambda c: joining.join_preview(c, package, ours.visit_id))


def join_later(ours: Watcher, other_id: str) -> list[Change]:
    desk = ours.laptop.desk
    package = ours.laptop.read(lambda c: packages.pack_visit(c, desk, other_id))
    return ours.laptop.write(lambda c: joining.join_to(c, desk, package, ours.visit_id))


def test_a_visit_that_is_here_joins_ours_and_stays(ours: Watcher, carla: Watcher) -> None:
    ours.laptop.take_in(carla.pack())
    hers = ours.laptop.book(carla.visit_id)
    assert later(ours, carla.visit_id).as_mine == ()  # our header is changed here, not under our name elsewhere
    join_later(ours, carla.visit_id)
    assert ours.minutes(Note, carla) == [3.0]
    assert ours.laptop.book(carla.visit_id).records == hers.records
    rows = ours.laptop.rows()
    assert not later(ours, carla.visit_id).changes
    assert join_later(ours, carla.visit_id) == []
    assert ours.laptop.rows() == rows


def test_by_the_file_and_from_here_is_once(ours: Watcher, carla: Watcher) -> None:
    ours.join(carla)
    ours.laptop.take_in(carla.pack())
    assert join_later(ours, carla.visit_id) == []
    assert ours.minutes(Note, carla) == [3.0]


def test_one_undo_takes_it_back_and_leaves_her_visit(ours: Watcher, carla: Watcher) -> None:
    ours.laptop.take_in(carla.pack())
    notes, head = [n.id for n in ours.view.notes], ours.view.visit
    act = join_later(ours, carla.visit_id)[0].op_id
    ours.laptop.write(lambda c: arrivals.take_back(c, ours.laptop.desk, ours.visit_id, act))
    assert [n.id for n in ours.view.notes] == notes
    assert ours.view.visit == head
    assert len(ours.laptop.view(carla.visit_id).notes) == 1


def test_what_came_into_her_visit_since_joins_too(ours: Watcher, carla: Watcher) -> None:
    ours.laptop.take_in(carla.pack())
    join_later(ours, carla.visit_id)
    carla.note(9, "later genoteerd")
    ours.laptop.take_in(carla.pack())
    join_later(ours, carla.visit_id)
    assert ours.minutes(Note, carla) == [3.0, 9.0]


def test_each_joins_the_other_and_nothing_goes_round(ours: Watcher, carla: Watcher) -> None:
    ours.laptop.take_in(carla.pack())
    hers = Watcher(ours.laptop, carla.visit_id)
    join_later(ours, hers.visit_id)
    join_later(hers, ours.visit_id)
    for watcher in (ours, hers):
        assert sorted(n.payload.text for n in watcher.view.notes) == ["haar regel", "onze regel"]
        assert set(watcher.view.visit.visitor_ids) == {ours.laptop.me_id, carla.laptop.me_id}
    rows = ours.laptop.rows()
    assert join_later(ours, hers.visit_id) == []
    assert join_later(hers, ours.visit_id) == []
    assert ours.laptop.rows() == rows


# Where it is offered on the list


def offered(laptop: Laptop) -> frozenset[str]:
    found = laptop.read(visits.overview)
    return with_second({v.id: v.visit for v in found.visits}, found.people or {})


def test_offered_where_another_observers_visit_of_that_day_is_here(ours: Watcher, carla: Watcher) -> None:
    second = watch(ours.laptop, None, bell=False)
    assert offered(ours.laptop) == frozenset()  # two visits of one observer are no two observers
    ours.laptop.take_in(carla.pack())
    assert offered(ours.laptop) == {ours.visit_id, carla.visit_id, second.visit_id}


def test_not_offered_for_another_day_nor_for_oneself(ours: Watcher, carla: Watcher) -> None:
    ours.laptop.take_in(carla.pack(), {carla.laptop.me_id: ours.laptop.me_id})  # "that is me, on my other laptop"
    weeks = watch(carla.laptop, None, bell=False, day=DAY + timedelta(days=14))
    ours.laptop.take_in(weeks.pack())
    assert offered(ours.laptop) == frozenset()
