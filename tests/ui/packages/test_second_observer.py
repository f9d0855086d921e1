"""A second observer in the window: every visit of that day is offered, any other by a quiet way, and later too."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from lesvisit.domain.events import Note
from lesvisit.domain.observers import observers_of
from lesvisit.domain.visit import Visit
from lesvisit.services import arrivals, observe, visits
from lesvisit.services.desk import new_id
from lesvisit.services.joining_words import differs_words
from lesvisit.services.session import VisitSession
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.packages.join_page import JoinPage
from lesvisit.ui.packages.open_page import OpenPage
from lesvisit.ui.widgets.labels import PlainLabel
from tests.packages.laptops import laptop
from tests.packages.watching import BELL, Watcher, watch
from tests.support.house import House
from tests.ui.packages.two import WAIT, answer, choose, choose_later, opened, package_of, take
from tests.ui.test_accessible import nameless

DAY = BELL.date()


@pytest.fixture
def carla(tmp_path: Path) -> Iterator[Watcher]:
    with laptop(tmp_path / "carla", "device-carla") as made:
        made.i_am("Carla")
        hers = watch(made, None, off=30, class_name="4HB", subject="Nederlands")
        hers.note(3, "haar regel")
        yield hers


@pytest.fixture
def ours(house: House) -> VisitSession:
    house.workspace.say_who_i_am("Bram")
    return visit_of(house, class_name="4 havo B", subject="Nederlands")


def visit_of(
    house: House, *, day: int = 0, minute: float | None = 0.0, class_name: str, subject: str = ""
) -> VisitSession:
    """A visit of ours with one note; so many days and minutes after the lesson."""
    desk = house.workspace.desk
    at = BELL + timedelta(days=day, minutes=minute or 0)
    bell = None if minute is None else at
    head = Visit(at.date(), "Europe/Amsterdam", visitor_ids=(desk.me_id,), class_name=class_name, subject=subject)
    book, operation = visits.new_visit(desk, None, None, head=head)
    house.workspace.database.put(operation).result(20)
    session = house.open_visit(book.scope_id)
    house.clock.wall = at + timedelta(minutes=1)
    stamp = desk.stamp(session.book, desk.moment())
    session.do(observe.keep_note(desk, session.view, Note("onze regel"), stamp, new_id()))
    for later_act in (
        observe.set_lesson_start(desk, session.view, bell),
        observe.finish(desk, session.view, desk.moment()),
    ):
        if later_act is not None:
            session.do(later_act)
    house.settle()
    return session


def cards(root: QWidget) -> list[QAbstractButton]:
    return [
        b for b in root.findChildren(QAbstractButton) if b.objectName().startswith("choice_") and b.isVisibleTo(root)
    ]


def said(page: QWidget, name: str) -> list[str]:
    return [label.text() for label in page.findChildren(PlainLabel, name) if label.isVisibleTo(page)]


def joined(house: House, page: OpenPage | JoinPage) -> None:
    house.qtbot.waitUntil(lambda: bool(said(page, "packageShare")), timeout=WAIT)


# Opening a package


def test_every_visit_of_that_day_is_offered_and_none_is_chosen(
    house: House, window: MainWindow, ours: VisitSession, carla: Watcher, tmp_path: Path
) -> None:
    late = visit_of(house, minute=200, class_name="h4b", subject="wiskunde")
    same = visit_of(house, day=1, minute=None, class_name="4HB")
    older = visit_of(house, day=-7, class_name="4HB")
    page = opened(window, house, package_of(carla.laptop, carla.visit_id, tmp_path, "van Carla"))
    shown = cards(page.preview.into)
    order = ["own", same.book.scope_id, ours.book.scope_id, late.book.scope_id]
    assert [c.objectName() for c in shown] == [f"choice_{i}" for i in order]
    assert [c.isChecked() for c in shown] == [True, False, False, False]
    words = shown[2].accessibleDescription()
    for part in ("4 havo B", "Nederlands", "dinsdag 24 november 2026", "10:00"):
        assert part in words
    assert "4HB" in said(page, "packageClassTold")[0]
    assert "11:00" not in words
    assert nameless(page) == []
    answer(page, "Carla", "new")
    take(page, house)
    assert page.taken is not None
    assert page.taken.main == carla.visit_id  # by itself it joins nothing
    for session in (ours, late, same, older):
        assert len(session.book.of(Note)) == 1


def test_she_chooses_and_sees_that_the_class_is_written_otherwise(
    house: House, window: MainWindow, ours: VisitSession, carla: Watcher, tmp_path: Path
) -> None:
    page = opened(window, house, package_of(carla.laptop, carla.visit_id, tmp_path, "van Carla"))
    answer(page, "Carla", "new")
    choose(page.preview.into, f"choice_{ours.book.scope_id}")
    joined(house, page)
    (differs,) = said(page, "packageDiffers")
    assert "4 havo B Nederlands" in differs
    assert "4HB Nederlands" in differs
    take(page, house)
    assert [(ours.view.minute(n), n.payload.text) for n in ours.view.notes] == [
        (1.0, "onze regel"),
        (3.0, "haar regel"),
    ]
    assert [o.name for o in observers_of(ours.view)] == ["Bram", "Carla"]
    page.take_back()
    house.qtbot.waitUntil(lambda: page.taken is None, timeout=WAIT)
    assert [n.payload.text for n in ours.view.notes] == ["onze regel"]


def test_any_other_visit_by_the_quiet_way(house: House, window: MainWindow, carla: Watcher, tmp_path: Path) -> None:
    """The clock of a laptop that was never set: another month, so no visit of that day."""
    house.workspace.say_who_i_am("Bram")
    newest = visit_of(house, day=-20, class_name="h4b")
    wanted = visit_of(house, day=-30, class_name="4 havo B")
    page = opened(window, house, package_of(carla.laptop, carla.visit_id, tmp_path, "van Carla"))
    assert not page.preview.into.isVisible()
    answer(page, "Carla", "new")
    choose(page, "packageMore")
    listed = page.preview.same.list
    ids = [listed.itemData(place) for place in range(listed.count())]
    assert ids == [newest.book.scope_id, wanted.book.scope_id]
    assert "4 havo B" in listed.itemText(1)
    assert listed.currentIndex() == -1
    assert page.into == ""
    listed.setCurrentIndex(1)
    listed.activated.emit(1)
    joined(house, page)
    assert [c.objectName() for c in cards(page.preview.into) if c.isChecked()] == [f"choice_{wanted.book.scope_id}"]
    assert len(said(page, "packageDiffers")) == 2  # the class and the day
    assert nameless(page) == []
    take(page, house)
    assert [n.payload.text for n in wanted.view.notes] == ["onze regel", "haar regel"]
    assert len(newest.view.notes) == 1


def test_who_is_who_may_be_said_after_the_visit_was_chosen(
    house: House, window: MainWindow, ours: VisitSession, carla: Watcher, tmp_path: Path
) -> None:
    """Then the observers of our visit differ from what was shown, and it was refused once."""
    page = opened(window, house, package_of(carla.laptop, carla.visit_id, tmp_path, "van Carla"))
    choose(page.preview.into, f"choice_{ours.book.scope_id}")
    joined(house, page)
    before = page.found
    answer(page, "Carla", "me")
    house.qtbot.waitUntil(lambda: page.found is not before and page.take.isEnabled(), timeout=WAIT)
    take(page, house)
    assert ours.view.visit.visitor_ids == (house.workspace.me_id,)
    assert len(ours.view.notes) == 2


# Later, from our visit


@pytest.fixture
def both(house: House, window: MainWindow, ours: VisitSession, carla: Watcher, tmp_path: Path) -> VisitSession:
    """Her visit stands here already, as a visit of its own."""
    page = opened(window, house, package_of(carla.laptop, carla.visit_id, tmp_path, "van Carla"))
    answer(page, "Carla", "new")
    take(page, house)
    return ours


def later(house: House, window: MainWindow, visit: VisitSession) -> JoinPage:
    window.go_home()
    number = visit.book.number or 1
    choose_later(house, window.home, f"join_{number}")
    page = window.packages.join_page
    assert page is not None
    house.qtbot.waitUntil(page.which.isVisible, timeout=WAIT)
    return page


def test_later_from_our_visit(house: House, window: MainWindow, both: VisitSession, carla: Watcher) -> None:
    hers = house.open_visit(carla.visit_id)
    before = hers.book.records
    page = later(house, window, both)
    assert [(c.objectName(), c.isChecked()) for c in cards(page)] == [(f"choice_{carla.visit_id}", False)]
    assert "Carla" in cards(page)[0].accessibleDescription()
    assert "4 havo B" in said(page, "joinAbout")[0]
    assert not page.taking_row.isVisible()
    choose(page, f"choice_{carla.visit_id}")
    joined(house, page)
    assert nameless(page) == []
    _ = house.workspace.translator.gettext
    assert said(page, "packageBells") == [_("The two bells lie over each other: every minute counts from the bell.")]
    assert said(page, "packageDiffers") == list(differs_words(house.workspace.translator, page.found))  # type: ignore[arg-type]
    page.take.click()
    house.qtbot.waitUntil(page.ended.isVisible, timeout=WAIT)
    assert [both.view.minute(n) for n in both.view.notes] == [1.0, 3.0]
    assert hers.book.records == before
    QTest.keyClick(page.ended.show_it, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    house.qtbot.waitUntil(lambda: page.taken is None and page.which.isVisible(), timeout=WAIT)
    assert [n.payload.text for n in both.view.notes] == ["onze regel"]
    assert [o.name for o in observers_of(both.view)] == ["Bram"]
    assert hers.book.records == before


def test_later_and_again_adds_nothing(house: House, window: MainWindow, both: VisitSession, carla: Watcher) -> None:
    page = later(house, window, both)
    choose(page, f"choice_{carla.visit_id}")
    joined(house, page)
    page.take.click()
    house.qtbot.waitUntil(page.ended.isVisible, timeout=WAIT)
    page.ended.show_it.click()
    house.qtbot.waitUntil(lambda: window.visit is both, timeout=WAIT)
    page = later(house, window, both)
    choose(page, f"choice_{carla.visit_id}")
    joined(house, page)
    _ = house.workspace.translator.gettext
    assert said(page, "packageCount") == [_("Everything that can join is here already; there is nothing to take in.")]
    assert not page.taking_row.isVisible()


def test_later_asks_who_is_who_where_nobody_said_it(
    house: House, window: MainWindow, ours: VisitSession, carla: Watcher
) -> None:
    """Taken in by the command line: a name alone says nothing."""
    package, desk = carla.pack(), house.workspace.desk
    work = house.workspace.database.write(lambda c: arrivals.take_in(c, desk, arrivals.preview(c, package)))
    house.workspace.arrived(work.result(20))
    page = later(house, window, ours)
    choose(page, f"choice_{carla.visit_id}")
    joined(house, page)
    assert [card.person_name for card in page.preview.who] == ["Carla"]
    assert not page.take.isEnabled()
    before = page.found
    choose(page.preview.who[0], "choice_new")
    house.qtbot.waitUntil(lambda: page.found is not before and page.take.isEnabled(), timeout=WAIT)
    page.take.click()
    house.qtbot.waitUntil(page.ended.isVisible, timeout=WAIT)
    assert [o.name for o in observers_of(ours.view)] == ["Bram", "Carla"]


def test_any_other_visit_later_too(house: House, window: MainWindow, both: VisitSession, carla: Watcher) -> None:
    """Her laptop's clock was a month off: her visit stands under another day."""
    wrong = visit_of(house, day=-30, class_name="h4b")
    page = later(house, window, both)
    choose(page, "packageMore")
    listed = page.which.list
    place = listed.findData(wrong.book.scope_id)
    listed.setCurrentIndex(place)
    listed.activated.emit(place)
    joined(house, page)
    assert [c.objectName() for c in cards(page) if c.isChecked()] == [f"choice_{wrong.book.scope_id}"]
    assert len(said(page, "packageDiffers")) == 2


def test_without_our_bell_it_says_so(house: House, window: MainWindow, carla: Watcher, tmp_path: Path) -> None:
    house.workspace.say_who_i_am("Bram")
    ours = visit_of(house, minute=None, class_name="4 havo B")
    page = opened(window, house, package_of(carla.laptop, carla.visit_id, tmp_path, "van Carla"))
    answer(page, "Carla", "new")
    take(page, house)
    page_here = later(house, window, ours)
    choose(page_here, f"choice_{carla.visit_id}")
    joined(house, page_here)
    _ = house.workspace.translator.gettext
    assert said(page_here, "packageBells") == [
        _(
            "In your visit the bell is not set: these lines stand where that laptop's clock puts them. "
            "As soon as you set it, they move to the right minute."
        )
    ]
