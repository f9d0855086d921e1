"""Who the people of a package are here: the visited teacher is asked about first, and a question stays open.

Names are never matched by themselves, and nothing of it is written before *Take it in*.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from lesvisit.domain.people import Person
from lesvisit.domain.records import changed
from lesvisit.services import arrivals, handing_over, people, visits
from lesvisit.services.arrival_who import ME, MOST_ASKED
from lesvisit.services.desk import PEOPLE
from lesvisit.services.share import is_visited
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.packages.open_page import OpenPage
from tests.packages.laptops import Laptop, laptop
from tests.support.house import House
from tests.ui.packages.two import WAIT, answer, choose, opened, package_of, take


@pytest.fixture
def bram(tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path / "bram", "device-bram") as made:
        made.i_am("Bram")
        yield made


def named(page: OpenPage) -> list[str]:
    return [card.person_name for card in page.preview.who]


def known(house: House) -> list[Person]:
    house.settle()
    return [r.payload for r in house.read(visits.people).of(Person)]


def all_new(page: OpenPage) -> None:
    for card in page.preview.who:
        choose(card, "choice_new")


# Who is asked about


def test_visited_teacher_is_asked_first_where_her_laptop_calls_her_otherwise(
    house: House, window: MainWindow, bram: Laptop, tmp_path: Path
) -> None:
    house.workspace.say_who_i_am("Noor de Vries")
    visit_id = bram.sample()
    page = opened(window, house, package_of(bram, visit_id, tmp_path))
    assert named(page) == ["Noor", "Bram"]
    says = house.workspace.translator.gettext
    assert page.preview.who[0].accessibleName() == says("{name}, is that you?", name="Noor")
    answer(page, "Noor", "me")
    answer(page, "Bram", "new")
    take(page, house)
    view = house.open_visit(visit_id).view
    assert is_visited(house.workspace.desk, view)
    assert not handing_over.can_hand_over(view, house.workspace.me_id)


def test_visited_teacher_is_asked_also_when_only_the_sender_is_known(
    house: House, window: MainWindow, bram: Laptop, tmp_path: Path
) -> None:
    house.workspace.say_who_i_am("Noor de Vries")
    visit_id = bram.sample()
    package = bram.pack(visit_id)
    (of_bram,) = [r for r in package.scope(PEOPLE).records if r.id == bram.me_id]  # type: ignore[union-attr]
    scope = package.scope(PEOPLE)
    assert scope is not None
    only = replace(package, scopes=(replace(scope, records=(of_bram,)),))
    desk = house.workspace.desk
    found = house.workspace.database.write(
        lambda c: arrivals.take_in(c, desk, arrivals.preview(c, only), {bram.me_id: ""})
    ).result(20)
    assert found
    page = opened(window, house, package_of(bram, visit_id, tmp_path))
    assert named(page) == ["Noor"]


def test_only_a_handful_is_asked_and_the_visited_teacher_is_one_of_them(
    house: House, window: MainWindow, bram: Laptop, tmp_path: Path
) -> None:
    house.workspace.say_who_i_am("Noor")
    visit_id = bram.sample()
    view = bram.view(visit_id)
    book = bram.book(PEOPLE)
    more, ids = people.add(bram.desk, book, [f"Collega {n}" for n in range(30)])
    bram.do(more)
    head = replace(view.visit, visitor_ids=(*view.visit.visitor_ids, *ids))
    bram.do(bram.desk.operation(view.book, "prepare", "visit.head", (changed(view.head, head),)))
    page = opened(window, house, package_of(bram, visit_id, tmp_path))
    assert named(page)[:2] == ["Noor", "Bram"]
    assert len(named(page)) == MOST_ASKED


# What nobody answered stays a question


def test_question_that_nobody_answered_is_asked_when_it_is_opened_again(
    house: House, window: MainWindow, bram: Laptop, tmp_path: Path
) -> None:
    house.workspace.say_who_i_am("Noor")
    house.settle()
    visit_id = bram.sample()
    package, desk = bram.pack(visit_id), house.workspace.desk
    house.workspace.database.write(  # as the command takes it in, which asks nobody
        lambda c: arrivals.take_in(c, desk, arrivals.preview(c, package))
    ).result(20)
    house.qtbot.waitUntil(lambda: len(known(house)) > 1, timeout=WAIT)
    path = package_of(bram, visit_id, tmp_path)
    page = opened(window, house, path)
    assert page.found is not None
    assert not page.found.changes
    assert named(page) == ["Noor", "Bram"]
    assert not page.take.isEnabled()
    answer(page, "Noor", "me")
    answer(page, "Bram", "new")
    take(page, house)
    assert is_visited(house.workspace.desk, house.open_visit(visit_id).view)
    page = opened(window, house, path)
    assert named(page) == []  # asked once
    assert not page.take.isVisible()
    assert page.found is not None
    assert not page.found.changes


def test_answer_given_later_is_taken_back_with_the_one_undo(
    house: House, window: MainWindow, bram: Laptop, tmp_path: Path
) -> None:
    house.workspace.say_who_i_am("Noor")
    house.settle()
    visit_id = bram.sample()
    package, desk = bram.pack(visit_id), house.workspace.desk
    house.workspace.database.write(lambda c: arrivals.take_in(c, desk, arrivals.preview(c, package))).result(20)
    path = package_of(bram, visit_id, tmp_path)
    page = opened(window, house, path)
    answer(page, "Noor", "new")  # a slip
    answer(page, "Bram", "new")
    take(page, house)
    page.take_back()
    house.qtbot.waitUntil(lambda: page.taken is None, timeout=WAIT)
    page = opened(window, house, path)
    assert named(page) == ["Noor", "Bram"]


def test_nothing_of_who_was_asked_leaves_the_laptop_and_a_newer_name_still_comes(noor: Laptop, bram: Laptop) -> None:
    visit_id = bram.sample()
    package = bram.pack(visit_id)
    noor.take_in(package, {bram.me_id: ""})
    back = noor.pack(visit_id).scope(PEOPLE)
    assert back is not None
    assert all(not revision.payload.extra for record in back.records for revision in record.revisions)
    assert not bram.preview(noor.pack(visit_id)).renamed
    book = bram.book(PEOPLE)
    me = book.records[bram.me_id]
    bram.do(bram.desk.operation(book, "people", "test", (changed(me, replace(me.payload, name="Bram Bakker")),)))
    noor.take_in(bram.pack(visit_id))
    person = noor.book(PEOPLE).records[bram.me_id].payload
    assert person.name == "Bram Bakker"
    assert person.came
    assert not person.is_open


@pytest.fixture
def noor(tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path / "noor", "device-noor") as made:
        made.i_am("Noor")
        yield made


# A laptop that has no owner yet


def test_without_an_owner_all_of_them_are_asked(
    house: House, window: MainWindow, bram: Laptop, tmp_path: Path
) -> None:
    page = opened(window, house, package_of(bram, bram.sample(), tmp_path))
    assert named(page) == ["Noor", "Bram"]


def test_that_is_me_is_written_only_with_the_package_and_goes_with_it(
    house: House, window: MainWindow, bram: Laptop, tmp_path: Path
) -> None:
    visit_id = bram.sample()
    head = bram.view(visit_id).visit
    own = replace(head, visitor_ids=(), visited_id="", design_id="", version_id="", co_designer_ids=())
    book, operation = visits.new_visit(house.workspace.desk, None, None, head=own)
    house.workspace.database.put(operation).result(20)
    page = opened(window, house, package_of(bram, visit_id, tmp_path))
    answer(page, "Noor", "me")
    answer(page, "Bram", "new")
    before = page.found
    choose(page.preview.into, f"choice_{book.scope_id}")
    house.qtbot.waitUntil(lambda: page.found is not before, timeout=WAIT)
    assert known(house) == []
    assert house.workspace.me_id == ""
    choose(page.preview.into, "choice_own")
    before = page.found
    house.qtbot.waitUntil(lambda: page.found is not before, timeout=WAIT)
    take(page, house)
    assert [p.name for p in known(house) if p.me] == ["Noor"]
    assert is_visited(house.workspace.desk, house.open_visit(visit_id).view)
    page.take_back()
    house.qtbot.waitUntil(lambda: page.taken is None, timeout=WAIT)
    assert known(house) == []
    assert house.workspace.me_id == ""
    assert people.me(people.here(house.read(visits.people))) == ""


def test_owner_stays_who_wrote_something_since(
    house: House, window: MainWindow, bram: Laptop, tmp_path: Path
) -> None:
    page = opened(window, house, package_of(bram, bram.sample(), tmp_path))
    answer(page, "Noor", "me")
    answer(page, "Bram", "new")
    take(page, house)
    me_id = house.workspace.me_id
    house.workspace.start_visit()
    house.settle()
    page.take_back()
    house.qtbot.waitUntil(lambda: page.taken is None, timeout=WAIT)
    assert [(p.name, p.me) for p in known(house)] == [("Noor", True)]
    assert house.workspace.me_id == me_id


def test_owner_is_known_also_where_the_laptop_fell_out_just_after_it_was_said(
    house: House, window: MainWindow, bram: Laptop, tmp_path: Path
) -> None:
    page = opened(window, house, package_of(bram, bram.sample(), tmp_path))
    answer(page, "Noor", "me")
    answer(page, "Bram", "new")
    take(page, house)
    me_id = house.workspace.me_id
    house.workspace.profile.remember(me_id="")
    house.workspace.load_people()
    house.qtbot.waitUntil(lambda: house.workspace.me_id == me_id, timeout=WAIT)


def test_nobody_of_a_package_is_me_by_name_alone(
    house: House, window: MainWindow, bram: Laptop, tmp_path: Path
) -> None:
    visit_id = bram.sample()
    page = opened(window, house, package_of(bram, visit_id, tmp_path))
    all_new(page)
    take(page, house)
    said: list[str] = []
    house.workspace.said.connect(lambda words, *_more: said.append(words))
    house.workspace.say_who_i_am("Noor")
    view = house.open_visit(visit_id).view
    assert view.same_person(view.visit.visited_id) != house.workspace.me_id
    assert [p.name for p in known(house)].count("Noor") == 2
    assert len(said) == 1


def test_me_is_somebody_of_this_laptop_with_that_name(noor: Laptop, bram: Laptop) -> None:
    """Typed here before anybody said whose laptop it is; only a name of a package says too little."""
    with laptop(noor.folder.parent / "vers", "device-vers") as fresh:
        operation, ids = people.add(fresh.desk, people.empty(), ["Noor"])
        fresh.do(operation)
        package = bram.pack(bram.sample())
        visited = next(r.id for r in fresh.preview(package).unanswered if r.head.payload.name == "Noor")
        fresh.take_in(package, {visited: ME})
        assert people.me(people.here(fresh.book(PEOPLE))) == ids[0]
