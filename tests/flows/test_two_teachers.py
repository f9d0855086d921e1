"""Two data folders play two teachers, in real windows: plan, observe, package, import, a second observer, a conflict,
and handing over."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lesvisit.domain.events import Note
from lesvisit.domain.handover import HandedOver, OtherVersion
from lesvisit.domain.observers import observers_of
from lesvisit.exchange import package_file, package_lock
from lesvisit.services import observe, visits
from lesvisit.services.desk import new_id
from lesvisit.services.prepare import set_head
from lesvisit.services.session import VisitSession
from lesvisit.ui.main_window import MainWindow
from tests.flows.hands import CTRL, Hands
from tests.packages.laptops import laptop
from tests.support.house import House
from tests.ui.packages.two import WAIT, answer, choose, choose_later, opened, rewrite_here, take

ENTER = Qt.Key.Key_Return
LINES = ["18 lln hebben hun schrift open", "vier handen, de rest schrijft", "het tweetal bij het raam praat"]


@pytest.fixture
def noor(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> Iterator[House]:
    made = House(qtbot, tmp_path / "noor", qapp)
    yield made
    made.close()


@contextmanager
def window_of(house: House) -> Iterator[MainWindow]:
    """Opened only when its teacher comes: the keys go to whose window is in front."""
    made = MainWindow(house.workspace)
    made.show()
    house.qtbot.waitUntil(lambda: made.home._loaded, timeout=WAIT)
    yield made
    made.close()
    made.deleteLater()


def test_two_teachers(hands: Hands, noor: House, tmp_path: Path) -> None:
    visit_id = bram_observes(hands)
    words, path = bram_packs(hands, visit_id, tmp_path)
    with window_of(noor) as her_window:
        noor_takes_it_in(noor, her_window, path, words, visit_id)
        carla_joins(hands, visit_id, tmp_path)
        noor_packs_back(noor, her_window, visit_id, tmp_path / "terug.lesvisit")
        bram_merges(hands, visit_id, tmp_path / "terug.lesvisit")
        bram_hands_over(hands, visit_id, tmp_path)


def bram_observes(hands: Hands) -> str:
    house = hands.house
    hands.tab_to("myName")
    hands.write("Bram")
    hands.press(ENTER)
    hands.press(Qt.Key.Key_N, CTRL)
    for text in LINES:
        hands.line(text, 60)
    session = hands.visit
    (noor_id,) = house.workspace.people_named(["Noor"])
    head = set_head(house.workspace.desk, session.view, visited_id=noor_id, class_name="H2b", subject="wiskunde")
    assert head is not None
    session.do(head)
    bell = house.clock.wall.replace(second=0)
    session.do(observe.set_lesson_start(house.workspace.desk, session.view, bell))
    ended = observe.finish(house.workspace.desk, session.view, house.workspace.desk.moment())
    assert ended is not None
    session.do(ended)
    house.settle()
    hands.window.go_home()
    return session.book.scope_id


def bram_packs(hands: Hands, visit_id: str, folder: Path) -> tuple[str, Path]:
    house, window = hands.house, hands.window
    house.qtbot.waitUntil(lambda: len(window.home._overview.visits) == 1, timeout=WAIT)
    choose_later(house, window.home, "give_1")
    page = window.packages.give_page
    assert page is not None
    words, path = page.words, folder / page.proposed().name
    assert path.name == "2026-11-24 Lesbezoek H2b wiskunde.lesvisit"
    page.write(path)
    house.qtbot.waitUntil(page.ended.isVisible, timeout=WAIT)
    assert package_lock.is_locked(path.read_bytes())
    assert house.open_visit(visit_id).book.of(HandedOver) == []
    return words, path


def noor_takes_it_in(noor: House, window: MainWindow, path: Path, words: str, visit_id: str) -> None:
    noor.workspace.say_who_i_am("Noor")
    window.packages.arrive(path)
    page = window.packages.open_page
    assert page is not None
    noor.qtbot.waitUntil(page.lock.isVisible, timeout=WAIT)
    QTest.keyClicks(page.passphrase.input, words)
    QTest.keyClick(page.passphrase.input, ENTER)
    noor.qtbot.waitUntil(lambda: page.found is not None, timeout=WAIT)
    answer(page, "Noor", "me")
    answer(page, "Bram", "new")
    take(page, noor)
    page.show_it.click()
    noor.qtbot.waitUntil(lambda: window.visit is not None, timeout=WAIT)
    view = noor.open_visit(visit_id).view
    assert [n.payload.text for n in view.notes] == LINES
    assert view.same_person(view.visit.visited_id) == noor.workspace.me_id


def carla_joins(hands: Hands, visit_id: str, folder: Path) -> None:
    """She sat in the same lesson with her own laptop, whose clock is half a minute behind."""
    house, window = hands.house, hands.window
    ours = house.open_visit(visit_id)
    head = ours.view.visit
    assert head.lesson_start_utc is not None
    path = folder / "van Carla.lesvisit"
    with laptop(folder / "carla", "device-carla") as carla:
        carla.i_am("Carla")
        mine = replace(head, visitor_ids=(carla.me_id,), visited_id="", design_id="", version_id="")
        book, operation = visits.new_visit(carla.desk, None, None, head=mine)
        carla.do(operation)
        carla.clock.wall = head.lesson_start_utc
        carla.clock.pass_by(90)
        view = carla.view(book.scope_id)
        stamp = carla.desk.stamp(view.book, carla.desk.moment())
        carla.do(observe.keep_note(carla.desk, view, Note("achterin is het stil"), stamp, new_id()))
        package_file.write_package(carla.pack(book.scope_id), path)
    page = opened(window, house, path)
    assert page.preview.into.isVisible()
    answer(page, "Carla", "new")
    before = page.found
    choose(page.preview.into, f"choice_{visit_id}")
    house.qtbot.waitUntil(lambda: page.found is not before, timeout=WAIT)
    take(page, house)
    assert [o.name for o in observers_of(ours.view)] == ["Bram", "Carla"]
    (hers,) = [n for n in ours.view.notes if n.payload.text == "achterin is het stil"]
    assert ours.view.minute(hers) == pytest.approx(1.5)


def noor_packs_back(noor: House, window: MainWindow, visit_id: str, path: Path) -> None:
    session = noor.open_visit(visit_id)
    rewrite_here(noor, session, "19 lln hebben hun schrift open")
    window.packages.give_visit(visit_id)
    page = window.packages.give_page
    assert page is not None
    assert not page.whose.isVisible()  # it is hers already
    choose(page, "choice_open")
    page.write(path)
    noor.qtbot.waitUntil(page.ended.isVisible, timeout=WAIT)


def bram_merges(hands: Hands, visit_id: str, path: Path) -> None:
    house, window = hands.house, hands.window
    session: VisitSession = house.open_visit(visit_id)
    rewrite_here(house, session, "18 lln hebben hun schrift al open")
    page = opened(window, house, path)
    assert [card.person_name for card in page.preview.who] == ["Noor"]
    choose(page.preview.who[0], "choice_here")
    page.preview.who[0].people.setCurrentIndex(0)
    page.preview.who[0].answered.emit()
    take(page, house)
    assert len(session.book.of(OtherVersion)) == 1
    window.go_home()
    house.qtbot.waitUntil(lambda: any(v.choices for v in window.home._overview.visits), timeout=WAIT)
    choose_later(house, window.home, "choices_1")
    choices = window.packages.choices_page
    assert choices is not None
    house.qtbot.waitUntil(lambda: len(choices.cards) == 1, timeout=WAIT)
    QTest.keyClick(choices.cards[0].theirs, ENTER)
    house.settle()
    assert session.view.notes[0].payload.text == "19 lln hebben hun schrift open"
    assert session.book.of(OtherVersion) == []
    assert len(session.view.notes) == len(LINES) + 1  # Carla's stayed: absence deletes nothing


def bram_hands_over(hands: Hands, visit_id: str, folder: Path) -> None:
    house, window = hands.house, hands.window
    session = house.open_visit(visit_id)
    window.packages.give_visit(visit_id)
    page = window.packages.give_page
    assert page is not None
    choose_later(house, page, "choice_owner")
    choose(page, "choice_open")
    page.write(folder / "van Noor.lesvisit")
    house.qtbot.waitUntil(lambda: bool(session.book.of(HandedOver)), timeout=WAIT)
    house.settle()
    window.go_home()
    house.qtbot.waitUntil(lambda: any(v.handed_to for v in window.home._overview.visits), timeout=WAIT)
    window.packages.let_go(visit_id)
    keep = window.packages.keep_page
    assert keep is not None
    keep.has_it.click()
    house.qtbot.waitUntil(window.home.isVisible, timeout=WAIT)
    left = house.open_visit(visit_id).view
    (mark,) = left.book.of(HandedOver)
    assert mark.payload.confirmed_utc is not None
    assert left.notes == []
