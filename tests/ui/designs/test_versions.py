"""The versions of a design in the room: further fields, comparing, going on, presets, the archive and search."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lesvisit.domain.records import Book
from lesvisit.services import design_versions, designs
from lesvisit.ui.designs.compare_page import ComparePage
from lesvisit.ui.designs.editor import DesignEditor
from lesvisit.ui.designs.list_model import FACTS_ROLE
from lesvisit.ui.designs.room import DesignsRoom
from lesvisit.ui.main_window import MainWindow
from tests.support.house import House
from tests.ui.designs.test_room import CTRL, editor, focused, press, room, sample, stored, type_here
from tests.ui.test_accessible import nameless

__all__ = ["editor", "room", "sample"]  # fixtures


def changed_sample(sample: DesignEditor) -> DesignEditor:
    """The sample with one changed line in version 2."""
    phases = sample.opened.version.phases
    values = {"teacher_does": f"{phases[2].teacher_does} op het wisbordje", "planned_min": 10}
    sample.opened.edit_version(phases=designs.with_phase_values(phases, phases[2].id, **values), why="per stap")
    return sample


def test_the_rest_of_a_phase_is_typed_by_keyboard(house: House, sample: DesignEditor) -> None:
    phase = sample.opened.version.phases[2]
    row = sample.phases._rows[phase.id]
    sample.phases.focus(phase.id, "name")
    QTest.keyClick(focused(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert row.code_button.hasFocus()
    QTest.keyClick(row.code_button, Qt.Key.Key_Space)
    assert row.more is not None
    row.editors["expected"].setFocus()
    for text in ("in tweetallen", "telt per stap", "wisbordjes omhoog", "hoe weet je dat?", "wijst aan", "rekent"):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        type_here(text)
    sample.flush()
    new = designs.newest(stored(house, sample)).payload.phases[2]
    assert (new.activity, new.misconception) == ("in tweetallen", "telt per stap")
    assert (new.check, new.discuss) == ("wisbordjes omhoog", "hoe weet je dat?")
    assert new.predictions == {"A": "wijst aan", "B": "rekent"}
    assert row.code_button.holds
    assert not row.held.isVisible(), "the row is open"
    row.code_button.click()
    assert row.held.isVisible()
    for words in ("hoe weet je dat?", "telt per stap", "wijst aan"):
        assert words in row.held.text(), "a closed row tells what stands in it"
    assert not nameless(sample)


def test_undo_goes_to_a_field_that_is_closed(house: House, sample: DesignEditor, qtbot: QtBot) -> None:
    sample.opened.edit_version(board_goal="eerst")
    phase = sample.opened.version.phases[1]
    sample.phases.focus(phase.id, "check")
    type_here("ticket")
    sample.flush()
    row = sample.phases._rows[phase.id]
    row.code_button.click()
    sample.phases.focus(sample.opened.version.phases[0].id)
    press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: sample.opened.version.phases[1].check == "")
    assert row.more is not None
    assert row.more.commits["check"].editor.hasFocus()


def test_a_goal_that_nobody_can_see_gets_a_quiet_hint(editor: DesignEditor, qtbot: QtBot) -> None:
    editor.goals.tools.asked.emit("goal")
    type_here("Begrijpen wat het hellingsgetal is")
    editor.flush()
    goal = editor.goals._rows[editor.opened.version.goals[0].id]
    qtbot.waitUntil(goal.hint.isVisible)
    assert "Begrijpen" in goal.hint.text()
    press(Qt.Key.Key_A, CTRL)
    type_here("Wijst het hellingsgetal aan")
    editor.flush()
    assert not goal.hint.isVisible()


def test_a_preset_fills_the_lesson_and_is_one_act(house: House, editor: DesignEditor, qtbot: QtBot) -> None:
    editor.opened.edit_design(lesson_min=40)
    assert editor.phases.presets.isVisible()
    editor.phases.presets.direct.click()
    phases = editor.opened.version.phases
    assert len(phases) == 6
    assert sum(p.planned_min or 0 for p in phases) == 40
    assert not editor.phases.presets.isVisible()
    assert focused() is editor.phases._rows[phases[0].id].editors["name"]
    press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: not editor.opened.version.phases)
    editor.phases.presets.edi.click()
    assert len(editor.opened.version.phases) == 8


def test_phases_of_another_design(house: House, room: DesignsRoom, qtbot: QtBot) -> None:
    house.sample_visit()
    room.make_new()
    presets = room.editor.phases.presets
    qtbot.waitUntil(lambda: presets.like.count() == 1)
    presets.like.activated.emit(0)
    assert [p.planned_min for p in room.editor.opened.version.phases] == [5, 3, 8, 10, 9, 11, 4]


def test_two_versions_side_by_side(house: House, room: DesignsRoom, sample: DesignEditor) -> None:
    changed_sample(sample)
    sample.part.compare.click()
    page = room.comparison
    assert isinstance(page, ComparePage)
    assert room.stack.currentWidget() is page
    assert page.before.hasFocus()
    assert page.about.text().endswith("per stap")
    texts = [box.text.toPlainText() for box in page.view.boxes]
    assert texts[:2] == ["8 min", "10 min"]
    assert texts[3].endswith(" op het wisbordje")
    assert page.view.boxes[3].text.accessibleDescription().endswith("op het wisbordje")
    assert not nameless(page)

    QTest.keyClick(page.before, Qt.Key.Key_Down)  # now both are version 2
    assert not page.view.boxes
    QTest.keyClick(page.before, Qt.Key.Key_Escape)
    assert room.stack.currentWidget() is sample
    assert sample.part.compare.hasFocus()


def test_an_older_version_is_taken_further_and_back(house: House, sample: DesignEditor, qtbot: QtBot) -> None:
    first = sample.opened.versions[0]
    changed_sample(sample)
    sample.opened.read(first.id)
    assert sample.part.further.isVisible()
    sample.part.further.click()
    assert sample.opened.editable
    assert len(sample.opened.versions) == 2
    assert sample.opened.version.phases == first.payload.phases
    assert sample.part.why.hasFocus()
    press(Qt.Key.Key_A, CTRL)
    type_here("toch liever zo")
    sample.flush()
    assert sample.opened.version.why == "toch liever zo"
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: sample.opened.version.phases != first.payload.phases)
    book: Book = stored(house, sample)
    assert len(designs.versions(book)) == 2


def test_a_version_that_is_ready_stays(house: House, sample: DesignEditor) -> None:
    assert not sample.ready.isVisible()
    changed_sample(sample)
    assert sample.ready.isVisible()
    sample.ready.click()
    assert not sample.ready.isVisible()
    assert sample.plan.hasFocus()
    assert designs.newest(stored(house, sample)).payload.frozen_utc is not None
    sample.goals.focus(sample.opened.version.goals[0].id)
    type_here("x")
    sample.flush()
    assert sample.opened.version.number == 3


def test_the_visits_that_used_it_are_a_click_away(
    house: House, room: DesignsRoom, sample: DesignEditor, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: len(sample.part.visit_links) == 1)
    with qtbot.waitSignal(room.visit_chosen):
        sample.part.visit_links[0].click()


def test_the_visit_that_a_version_came_from(
    house: House, room: DesignsRoom, sample: DesignEditor, qtbot: QtBot
) -> None:
    visit_id = house.read(designs.listed)[0].uses[0].visit_id
    assert not sample.part.from_visit.isVisible()
    sample.opened.edit_version(board_goal="anders", why="per stap", visit_id=visit_id)
    assert sample.part.from_visit.isVisible()
    with qtbot.waitSignal(room.visit_chosen) as chosen:
        sample.part.from_visit.click()
    assert chosen.args == [visit_id]


def test_a_visit_opens_from_the_design_it_used(house: House, window: MainWindow, qtbot: QtBot) -> None:
    visit = house.sample_visit()
    window.go_designs(visit.view.visit.design_id)
    room = window.findChild(DesignsRoom)
    assert isinstance(room, DesignsRoom)
    qtbot.waitUntil(lambda: len(room.editor.part.visit_links) == 1)
    room.editor.part.visit_links[0].click()
    qtbot.waitUntil(lambda: window.visit is visit)


def test_the_archive_by_keyboard(house: House, room: DesignsRoom, qtbot: QtBot) -> None:
    house.sample_visit()
    room.make_new()
    type_here("Breuken")
    room.show_room()
    bar, view, model = room.list.filters, room.list.view, room.list.model
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    assert not bar.archive.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert bar.archive.isVisible()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: model.rowCount() == 2)

    QTest.keyClick(view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    bar.archive.click()
    assert model.rowCount() == 1
    assert model.summary(0).design.title == "Breuken"
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Delete)  # back in the list; the archive is empty and closes
    qtbot.waitUntil(lambda: not bar.archive.isVisible())
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    assert not nameless(room.list)
    room.list.away.click()
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    room.list.away.click()
    qtbot.waitUntil(lambda: model.rowCount() == 0)
    assert room.list.none.isVisible()
    search = QApplication.focusWidget()
    assert search is bar.search
    QTest.keyClick(search, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: model.rowCount() == 1)


def test_designs_are_found_by_typing(house: House, room: DesignsRoom, qtbot: QtBot) -> None:
    house.sample_visit()
    room.make_new()
    type_here("Breuken")
    room.show_room()
    model = room.list.model
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    QTest.keyClick(room.list.view, Qt.Key.Key_F, CTRL)
    search = room.list.filters.search
    assert search.hasFocus()
    QTest.keyClicks(search, "hellingsgetal")
    assert model.rowCount() == 1
    QTest.keyClicks(search, " zzz")
    assert model.rowCount() == 0
    assert room.list.none.isVisible()
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert model.rowCount() == 2
    QTest.keyClick(search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is room.list.view


def test_a_design_that_is_put_away_elsewhere_is_not_put_away_twice(house: House, sample: DesignEditor) -> None:
    session = sample.opened.session
    assert session is not None
    session.do(operation := design_versions.put_away(house.workspace.desk, session.book) or pytest.fail("no act"))
    assert operation.verb == "design.archive"
    assert design_versions.put_away(house.workspace.desk, session.book) is None


def test_words_of_an_older_version_are_found_and_the_row_says_where(
    house: House, room: DesignsRoom, sample: DesignEditor, qtbot: QtBot
) -> None:
    phases = sample.opened.version.phases
    gone = phases[3].expected.split()[0]
    values = {"expected": "niets meer", "misconception": "kwadraat", "discuss": "tempo"}
    sample.opened.edit_version(phases=designs.with_phase_values(phases, phases[3].id, **values), why="anders")
    house.settle()
    room.show_room()
    model, search = room.list.model, room.list.filters.search
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    for words, older in (("kwadraat", False), ("tempo anders", False), (gone, True), ("", False)):
        search.setText(words)
        assert model.rowCount() == 1, words
        said = str(model.index(0).data(FACTS_ROLE))
        assert ("1" in said.split(" · ")[0]) is older, (words, said)
        assert said.split(" · ")[0] in str(model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    search.setText(f"{gone} kwadraat")
    assert model.rowCount() == 0, "the words must stand in one version"


def test_every_page_fits_a_small_screen_at_200_percent(
    house: House, room: DesignsRoom, sample: DesignEditor, qtbot: QtBot
) -> None:
    changed_sample(sample)
    house.settle()
    sample.part.compare.click()
    assert room.comparison is not None
    house.workspace.theme.set_scale(2.0)
    left = 1366 - house.workspace.theme.px(108)  # what the rail takes
    for page in (room.comparison, sample, room.list):
        assert page.minimumSizeHint().width() <= left, page
    assert room.minimumSizeHint().width() <= left, "a page out of sight takes no room"
    house.workspace.theme.set_scale(1.0)
