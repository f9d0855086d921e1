"""A package in the window: seen before anything is done, taken in as one act, and taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest

from lesvisit.domain.people import Person
from lesvisit.domain.retention import Erasure, Scope
from lesvisit.models import backup
from lesvisit.services import erase, passphrases, people
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.package_ways import dropped
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.marked_box import MarkedBox
from tests.packages.laptops import Laptop
from tests.support.house import House
from tests.ui.packages.two import (
    WAIT,
    answer,
    choose,
    opened,
    package_of,
    rewrite_here,
    rewrite_there,
    take,
)
from tests.ui.test_accessible import nameless

WORDS = "maan roos tafel wolk appel"


@pytest.fixture(autouse=True)
def noor(house: House) -> None:
    house.workspace.say_who_i_am("Noor")


def rows(house: House) -> list[str]:
    def all_rows(connection: object) -> list[str]:
        tables = ("scope", "record", "history", "event", "operation")
        execute = connection.exec_driver_sql  # type: ignore[attr-defined]
        return [str(row) for name in tables for row in execute(f"SELECT * FROM {name}").fetchall()]

    found: list[str] = house.read(all_rows)
    return found


def test_looking_does_nothing(house: House, window: MainWindow, bram: Laptop, tmp_path: Path) -> None:
    path = package_of(bram, bram.sample(), tmp_path)
    house.settle()
    before = rows(house)
    page = opened(window, house, path)
    assert rows(house) == before
    assert not page.take.isEnabled()  # first who is who
    assert nameless(page) == []


def test_another_file_takes_the_place_of_what_is_still_laid_beside(
    house: House, window: MainWindow, bram: Laptop, tmp_path: Path
) -> None:
    """The one before came up under the name of the new one, with its answers."""
    first = package_of(bram, bram.sample(), tmp_path)
    other = bram.sample("sample_short.json")
    second = package_of(bram, other, tmp_path, "een ander")
    page = opened(window, house, first)
    assert page.package is not None
    seen: list[str] = []
    page.taking.laid.connect(lambda found, _lessons: seen.append(found.package.main))
    page.taking.lay_beside(page.package)
    page = opened(window, house, second)
    assert seen == [other]
    assert page.found is not None
    assert page.found.package.main == other


def test_who_is_who_is_asked_and_kept(house: House, window: MainWindow, bram: Laptop, tmp_path: Path) -> None:
    visit_id = bram.sample()
    page = opened(window, house, package_of(bram, visit_id, tmp_path))
    assert {c.person_name for c in page.preview.who} == {"Bram", "Noor"}
    assert all(c.answer is None for c in page.preview.who)
    answer(page, "Noor", "me")
    answer(page, "Bram", "new")
    take(page, house)
    view = house.open_visit(visit_id).view
    assert view.same_person(view.visit.visited_id) == house.workspace.me_id
    assert backup.BEFORE + "import" in backup.listed(house.workspace.database.places.backups)[0].path.name


def test_one_undo_takes_it_all_back(house: House, window: MainWindow, bram: Laptop, tmp_path: Path) -> None:
    page = opened(window, house, package_of(bram, bram.sample(), tmp_path))
    answer(page, "Noor", "me")
    answer(page, "Bram", "new")
    take(page, house)
    window.activateWindow()
    page.show_it.setFocus()
    QTest.keyClick(page.show_it, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    house.qtbot.waitUntil(lambda: page.taken is None, timeout=WAIT)
    window.go_home()
    house.qtbot.waitUntil(lambda: window.home._overview.visits == (), timeout=WAIT)
    house.settle()
    house.qtbot.waitUntil(lambda: len(house.workspace.people.of(Person)) == 1, timeout=WAIT)
    known = people.by_id(house.workspace.people)
    left = [r for r in house.workspace.people.of(Person) if not r.payload.me]
    assert known
    assert left == []


def test_an_open_visit_shows_it_at_once(house: House, window: MainWindow, bram: Laptop, tmp_path: Path) -> None:
    visit_id = bram.sample()
    page = opened(window, house, package_of(bram, visit_id, tmp_path))
    answer(page, "Noor", "me")
    answer(page, "Bram", "new")
    take(page, house)
    session = house.open_visit(visit_id)
    rewrite_there(bram, visit_id, "later herschreven bij Bram")
    page = opened(window, house, package_of(bram, visit_id, tmp_path, "nog eens"))
    assert page.preview.who == []
    shown = [box.text.toPlainText() for box in page.preview.findChildren(MarkedBox) if box.isVisible()]
    assert "later herschreven bij Bram" in shown  # what it becomes is seen before it is taken
    take(page, house)
    assert session.view.notes[0].payload.text == "later herschreven bij Bram"


def test_wrong_words_one_sentence_right_words_open(
    house: House, window: MainWindow, bram: Laptop, tmp_path: Path
) -> None:
    path = package_of(bram, bram.sample(), tmp_path, words=WORDS)
    window.packages.open_file(path)
    page = window.packages.open_page
    assert page is not None
    house.qtbot.waitUntil(page.lock.isVisible, timeout=WAIT)
    page.passphrase.set_text("dit zijn ze niet")
    page.unlock.click()
    house.qtbot.waitUntil(lambda: bool(page.passphrase.wrong.text()), timeout=WAIT)
    page.passphrase.set_text(f"  {WORDS.replace(' ', '   ')} ")
    page.unlock.click()
    house.qtbot.waitUntil(lambda: page.found is not None, timeout=WAIT)
    assert page.passphrase.text() == ""


def test_the_words_open_with_a_capital_and_own_words_as_they_were_chosen(
    house: House, window: MainWindow, bram: Laptop, tmp_path: Path
) -> None:
    told = passphrases.proposed()
    visit_id = bram.sample()
    for name, words, typed in (("een", told, told.capitalize()), ("twee", told.title(), told.title())):
        window.packages.open_file(package_of(bram, visit_id, tmp_path, name, words))
        page = window.packages.open_page
        assert page is not None
        house.qtbot.waitUntil(page.lock.isVisible, timeout=WAIT)
        page.passphrase.set_text(typed)
        page.unlock.click()
        house.qtbot.waitUntil(lambda page=page: page.found is not None, timeout=WAIT)  # type: ignore[misc]


def test_a_damaged_file_is_refused_in_words(house: House, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "stuk.lesvisit"
    path.write_bytes(b"PK\x03\x04 dit is geen pakket")
    window.packages.open_file(path)
    page = window.packages.open_page
    assert page is not None
    house.qtbot.waitUntil(page.error.isVisible, timeout=WAIT)
    assert page.start.isVisible()


def test_both_sides_of_a_line_wait_for_a_choice(
    house: House, window: MainWindow, bram: Laptop, tmp_path: Path
) -> None:
    visit_id = bram.sample()
    page = opened(window, house, package_of(bram, visit_id, tmp_path))
    answer(page, "Noor", "me")
    answer(page, "Bram", "new")
    take(page, house)
    session = house.open_visit(visit_id)
    rewrite_there(bram, visit_id, "zoals Bram het zag")
    rewrite_here(house, session, "zoals Noor het zag")
    page = opened(window, house, package_of(bram, visit_id, tmp_path, "nog eens"))
    take(page, house)
    choose(page, "openChoices")
    house.qtbot.waitUntil(lambda: window.packages.choices_page is not None, timeout=WAIT)
    choices = window.packages.choices_page
    assert choices is not None
    assert len(choices.cards) == 1
    assert nameless(choices) == []
    QTest.keyClick(choices.cards[0].theirs, Qt.Key.Key_Return)
    house.settle()
    assert session.view.notes[0].payload.text == "zoals Bram het zag"
    assert choices.cards == []
    QTest.keyClick(choices.empty.main, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    house.qtbot.waitUntil(lambda: len(choices.cards) == 1, timeout=WAIT)
    assert session.view.notes[0].payload.text == "zoals Noor het zag"


def test_a_lesson_is_never_interrupted(house: House, window: MainWindow, bram: Laptop, tmp_path: Path) -> None:
    path = package_of(bram, bram.sample(), tmp_path)
    window.start_observing()
    house.settle()
    here = window.rooms.currentWidget()
    other = path.with_name("nog een.lesvisit")
    other.write_bytes(path.read_bytes())
    for came in (path, other, path, other):
        assert not window.packages.arrive(came)
    assert window.rooms.currentWidget() is here
    window.go_home()
    assert window.home.foot.parcel.isVisible()
    window.home.foot.parcel.click()
    page = window.packages.open_page
    assert page is not None
    house.qtbot.waitUntil(lambda: page.found is not None, timeout=WAIT)
    assert window.packages.waiting == [other]
    window.go_home()
    window.home.foot.parcel.click()
    house.qtbot.waitUntil(lambda: page.path == other and page.found is not None, timeout=WAIT)
    assert window.packages.waiting == []
    assert not window.home.foot.parcel.isVisible()


def test_only_one_package_can_be_dropped(tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.lesvisit"))])
    assert dropped(data) == tmp_path / "a.lesvisit"
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.txt"))])
    assert dropped(data) is None
    data.setUrls([QUrl("https://example.org/a.lesvisit")])
    assert dropped(data) is None


@pytest.mark.parametrize("scope", [Scope.VISIT, Scope.EVIDENCE])
def test_what_was_erased_here_never_comes_back_unsaid(
    house: House, window: MainWindow, bram: Laptop, tmp_path: Path, scope: Scope
) -> None:
    visit_id = bram.sample()
    path = package_of(bram, visit_id, tmp_path)
    page = opened(window, house, path)
    assert page.findChild(PlainLabel, "packageErased") is None
    answer(page, "Noor", "me")
    answer(page, "Bram", "new")
    take(page, house)
    house.workspace.forget_all()
    erased = Erasure(scope, visit_id, house.clock.now_utc())
    erase.carry_out(house.workspace.database, (erased,)).result(60)
    page = opened(window, house, path)
    said = page.findChild(PlainLabel, "packageErased")
    assert said is not None
    assert said.isVisible()
    day = house.workspace.translator.date(house.clock.now_utc().astimezone().date(), "d MMMM y")
    assert day in said.text()
    assert page.take.isEnabled()
    take(page, house)
    assert house.open_visit(visit_id).view.notes
