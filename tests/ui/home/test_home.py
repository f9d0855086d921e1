"""Home: the welcome asks only a name; visits, agreements and search are where a teacher looks for them."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from lesvisit.domain.events import Note
from lesvisit.domain.visit import FocusQuestion, Visit
from lesvisit.models.journal import MISFITS
from lesvisit.services.desk import new_id
from lesvisit.services.observe import keep_note
from lesvisit.services.prepare import set_head
from lesvisit.ui.main_window import MainWindow
from tests.support.house import House
from tests.support.window import button


def words(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.home.findChildren(QLabel) if label.isVisible())


def reload(house: House, window: MainWindow, expected: str, there: bool = True) -> None:
    """Home again, until it shows these words (or no longer)."""
    house.settle()
    window.go_home()
    house.qtbot.waitUntil(lambda: (expected in words(window)) is there, timeout=10_000)


def test_the_first_start_asks_only_a_name_and_says_where_the_data_lies(house: House, window: MainWindow) -> None:
    assert "Welkom bij LesVisit" in words(window)
    assert str(house.data_dir) in words(window).replace("\u200b", "")
    name = window.home.findChild(QLineEdit, "myName") or window.home.findChildren(QLineEdit)[-1]

    QTest.keyClicks(name, "Bram")
    QTest.keyClick(name, Qt.Key.Key_Return)

    assert house.workspace.name(house.workspace.me_id) == "Bram"
    assert "Welkom" not in words(window)


def test_two_clicks_to_the_first_note(house: House, window: MainWindow) -> None:
    QTest.mouseClick(button(window, "startObserving"), Qt.MouseButton.LeftButton)

    editor = window.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, "18 van 24 hebben het bordje")
    QTest.keyClick(editor, Qt.Key.Key_Return)

    session = window._visit_room.session if window._visit_room else None
    assert session is not None
    assert [r.payload.text for r in session.view.notes] == ["18 van 24 hebben het bordje"]


def test_a_planned_visit_comes_up_with_its_question(house: House, window: MainWindow) -> None:
    house.workspace.say_who_i_am("Bram")
    (noor,) = house.workspace.people_named(["Noor"])
    question = FocusQuestion("q1", "Wat doen leerlingen na een vraag?")
    house.workspace.start_visit(
        Visit(date(2026, 12, 8), "Europe/Amsterdam", noor, class_name="H2b", focus_questions=(question,))
    )
    reload(house, window, "Bij Noor, H2b")

    assert "Hierna" in words(window)
    assert "Wat doen leerlingen na een vraag?" in words(window)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("114", "lokaal 114"), ("lokaal 114 (fictief)", "lokaal 114 (fictief)"), ("gymzaal", "gymzaal")],
)
def test_the_room_is_shown_as_a_room_once(house: House, window: MainWindow, typed: str, shown: str) -> None:
    house.workspace.say_who_i_am("Bram")
    (noor,) = house.workspace.people_named(["Noor"])
    house.workspace.start_visit(Visit(date(2026, 12, 8), "Europe/Amsterdam", noor, class_name="H2b", room=typed))
    reload(house, window, "Bij Noor, H2b")

    assert shown in words(window).replace(" · ", "\n").splitlines()


def test_what_was_agreed_stands_here_until_it_is_ticked(house: House, window: MainWindow) -> None:
    house.workspace.say_who_i_am("Bram")
    house.sample_visit()
    reload(house, window, "stille minuut")

    record = next(
        a.record for a in window.home._overview.agreements if a.record.payload.what.startswith("Probeert de stille")
    )
    QTest.mouseClick(button(window, f"done_{record.id}"), Qt.MouseButton.LeftButton)
    reload(house, window, "stille minuut", there=False)


def test_search_as_you_type_finds_the_note_and_opens_its_visit(house: House, window: MainWindow) -> None:
    house.workspace.say_who_i_am("Bram")
    house.sample_visit()
    reload(house, window, "stille minuut")

    QTest.keyClicks(window.home.search, "poppetj")
    model = window.home.results.model
    house.qtbot.waitUntil(lambda: model.rowCount() == 1, timeout=10_000)
    assert "zit poppetjes te tekenen" in str(model.data(model.index(0)))

    window.home.results.list.activated.emit(model.index(0))
    house.qtbot.waitUntil(lambda: window._visit_room is not None, timeout=10_000)


def test_the_found_list_is_a_sound_model(house: House, window: MainWindow, qtmodeltester: object) -> None:
    qtmodeltester.check(window.home.results.model)  # type: ignore[attr-defined]


def test_after_a_crash_in_class_the_way_back_is_one_click(house: House, window: MainWindow) -> None:
    house.workspace.say_who_i_am("Bram")
    session = house.workspace.start_visit()
    desk = house.workspace.desk
    stamp = desk.stamp(session.book, desk.moment())
    session.do(keep_note(desk, session.view, Note("18 bordjes"), stamp, new_id()))
    reload(house, window, "Bezig")

    QTest.mouseClick(button(window, "open_1"), Qt.MouseButton.LeftButton)
    house.qtbot.waitUntil(lambda: window._visit_room is not None, timeout=10_000)
    assert window._visit_room is not None
    assert window._visit_room.step == 1


def test_long_after_the_lesson_the_visit_waits_for_its_debrief(house: House, window: MainWindow) -> None:
    """Klaar was forgotten, or the notes came from paper: going on would end the visit hours too late."""
    house.workspace.say_who_i_am("Bram")
    session = house.workspace.start_visit()
    desk = house.workspace.desk
    stamp = desk.stamp(session.book, desk.moment())
    session.do(keep_note(desk, session.view, Note("18 bordjes"), stamp, new_id()))
    begun = set_head(desk, session.view, lesson_start_utc=desk.clock.now_utc())
    assert begun is not None
    session.do(begun)
    house.clock.pass_by(4 * 3600)
    house.settle()
    window.go_home()
    house.qtbot.waitUntil(lambda: bool(window.home.findChildren(QWidget, "open_1")), timeout=10_000)
    QTest.mouseClick(button(window, "open_1"), Qt.MouseButton.LeftButton)
    house.qtbot.waitUntil(lambda: window._visit_room is not None, timeout=10_000)
    assert window._visit_room is not None
    assert window._visit_room.step == 2


def test_words_that_no_longer_fitted_are_named_with_their_file(house: House, window: MainWindow) -> None:
    journal = house.workspace.database.places.journal
    journal.mkdir(parents=True, exist_ok=True)
    (journal / MISFITS).write_text("op {}\n", encoding="utf-8")

    reload(house, window, "kon niet op zijn plek")

    assert MISFITS in words(window)
