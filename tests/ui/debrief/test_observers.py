"""The debrief with a second observer's notes: lanes, who saw it, both and only, and laying the clocks together."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from lesvisit.domain.clock_shift import ClockShift
from lesvisit.domain.events import Note
from lesvisit.domain.evidence_filter import SeenBy
from lesvisit.domain.observers import observers_of
from lesvisit.domain.shapes import Look
from lesvisit.exchange.schema import visit_json
from lesvisit.services import debrief, people
from lesvisit.services.session import VisitSession
from lesvisit.ui.debrief.evidence_model import Role
from lesvisit.ui.debrief.main_words import main_words
from tests.support.house import House
from tests.support.observers import notes_of, second_desk
from tests.ui.debrief.support import CTRL, Desk, seen_only

EVA = "Eva van den Berg"


def with_eva(house: House) -> VisitSession:
    """The worked visit with two notes more, by a colleague on another laptop."""
    operation, (eva,) = people.add(house.workspace.desk, house.workspace.people, [EVA])
    assert operation is not None
    house.workspace.database.put(operation).result(20)
    session = seen_only(house)
    view = session.view
    first = view.notes[0]
    near = (view.minute(first) or 0.0) + 0.2
    notes = [(near, Note("Eva zag dit ook", about=first.payload.about)), (44.0, Note("R9P9 wacht"))]
    for made in notes_of(second_desk(eva), view, notes):
        session.do(made)
    house.settle()
    return session


@pytest.fixture
def two(desk: Desk) -> Desk:
    desk.show(with_eva(desk.house))
    return desk


def choose(desk: Desk, value: str) -> list[str]:
    drop = desk.page.evidence.by_observer
    drop.set_value(value)
    drop.chosen.emit(value)
    return [line.text for line in desk.page.evidence.proxy.lines]


def test_alone_nothing_is_added(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    assert desk.page.observers.isHidden()
    assert desk.page.evidence.by_observer.is_empty()
    assert desk.page.ribbon._data.lanes == 1


def test_each_observer_has_a_lane_and_a_mark(two: Desk) -> None:
    page = two.page
    assert page.observers.isVisible()
    assert page.ribbon.lanes == 2
    assert page.ribbon._data.observers == ("Bram", EVA)
    assert EVA in page.ribbon.accessibleDescription()
    line = next(line for line in page.evidence.proxy.lines if line.text == "R9P9 wacht")
    assert line.look is Look.FOOT
    index = page.evidence.proxy.row_of(line.id)
    assert EVA in str(index.data(Qt.ItemDataRole.DisplayRole))
    assert isinstance(index.data(Role.LINE), type(line))


def test_narrow_there_are_no_lanes(two: Desk) -> None:
    two.window.resize(820, 604)
    two.house.qtbot.waitUntil(lambda: two.page.ribbon.lanes == 1)
    two.page.ribbon.grab()


def test_who_saw_it_filters(two: Desk) -> None:
    ids = {o.name: o.person_id for o in observers_of(two.view)}
    assert choose(two, ids[EVA]) == ["Eva zag dit ook", "R9P9 wacht"]
    assert choose(two, f"only:{ids[EVA]}") == ["R9P9 wacht"]
    assert two.page.evidence.filters.wanted().seen_by is SeenBy.ALONE
    both = choose(two, "together")
    assert both == [two.view.notes[0].payload.text, "Eva zag dit ook"]
    assert two.page.evidence.count.text().startswith("2 ")
    painter = two.page.evidence.list.delegate.painter
    assert EVA in painter.who(two.page.evidence.proxy.lines[0])


def minute(desk: Desk, text: str) -> float:
    found = next(n for n in desk.view.notes if n.payload.text == text)
    return round((desk.view.minute(found) or 0.0) * 60)


def test_the_clock_is_shifted_by_keys_and_taken_back(two: Desk) -> None:
    page, before = two.page, minute(two, "R9P9 wacht")
    marks = page.ribbon._data.marks
    page.observers.slider.setFocus()
    two.press(Qt.Key.Key_PageUp)
    two.press(Qt.Key.Key_Right)
    two.press(Qt.Key.Key_Left)
    two.press(Qt.Key.Key_Left)
    assert page.ribbon._data.marks != marks, "the ribbon follows at once"
    assert two.view.book.of(ClockShift) == [], "nothing is kept yet"
    page.talk.flush()
    two.house.settle()
    assert minute(two, "R9P9 wacht") == before + 9
    assert page.observers.slider.value() == 9
    assert "9 s" in page.observers.said.text()
    assert two.page.observers.slider.hasFocus()
    two.session.undo("debrief", two.house.workspace.me_id).result(20)
    two.house.qtbot.waitUntil(lambda: page.observers.slider.value() == 0)
    assert minute(two, "R9P9 wacht") == before
    assert page.ribbon._data.marks == marks


def test_what_is_shifted_stays_after_a_restart_and_begins_no_talk(two: Desk) -> None:
    two.page.observers.slider.setFocus()
    two.press(Qt.Key.Key_PageDown)
    two.house.qtbot.waitUntil(lambda: bool(two.view.book.of(ClockShift)))
    two.house.settle()
    again = two.house.open_visit(two.view.book.scope_id)
    assert [r.payload.seconds for r in again.view.book.of(ClockShift)] == [-10.0]
    assert again.view.notes[-1].stamp == two.view.notes[-1].stamp
    assert two.page.foot.main.accessibleName() == main_words(two.page.talk, two.page.work.memories)[0]
    assert visit_json(again.view)["records"]["clock_shift"][0]["data"]["seconds"] == -10.0


def test_the_mouse_drags_and_keeps_on_release(two: Desk) -> None:
    slider = two.page.observers.slider
    slider.resize(200, 28)
    at = QPointF(slider._x(60), 14).toPoint()
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert two.view.book.of(ClockShift) == []
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert abs(two.view.book.of(ClockShift)[0].payload.seconds - 60) <= 1
    two.press(Qt.Key.Key_Tab, CTRL)
    slider.setFocus()
    two.press(Qt.Key.Key_Home)
    two.page.talk.flush()
    assert two.view.book.of(ClockShift) == []


def test_who_is_here_can_be_changed_and_typed(two: Desk) -> None:
    block = two.page.work.present
    assert block.isVisible()
    names = [b.text() for b in block.who._buttons.values()]
    assert names[:2] == ["Noor", "Bram"]
    assert EVA in names
    block.who._buttons[two.person("Bram")].click()
    assert debrief.present(two.view) == (two.person("Noor"),)
    block.who.other.editor.setFocus()
    two.type("Sanne")
    two.press(Qt.Key.Key_Return)
    two.house.qtbot.waitUntil(lambda: "Sanne" in [b.text() for b in block.who._buttons.values()])
    assert [two.view.name(i) for i in debrief.present(two.view)] == ["Noor", "Sanne"]
    assert not debrief.begun(two.page.talk.frame)
    two.page.talk.begin()
    two.page.talk.keep_time()
    two.house.settle()
    assert [two.view.name(i) for i in debrief.present(two.view)] == ["Noor", "Sanne"]


def test_who_is_here_is_undone_and_done_again_while_the_talk_goes_on(two: Desk) -> None:
    block, everybody = two.page.work.present, debrief.present(two.view)
    assert len(everybody) > 1
    two.page.talk.begin()
    block.who._buttons[two.person("Bram")].click()
    steps = two.page.talk.steps
    two.page.talk.open_step(steps[1].id)
    two.house.settle()
    assert two.person("Bram") not in debrief.present(two.view)
    me = two.house.workspace.desk.me_id
    two.house.qtbot.waitUntil(lambda: not two.session.pending)
    two.session.undo(debrief.STEP, me)
    two.house.qtbot.waitUntil(lambda: debrief.present(two.view) == everybody)
    two.page.talk.open_step(steps[0].id)
    two.house.qtbot.waitUntil(block.who._buttons[two.person("Bram")].isChecked)
    two.session.redo(debrief.STEP, me)
    two.house.qtbot.waitUntil(lambda: two.person("Bram") not in debrief.present(two.view))
    two.house.qtbot.waitUntil(lambda: not block.who._buttons[two.person("Bram")].isChecked())


def test_who_was_here_stays_when_the_talk_begins(two: Desk) -> None:
    two.page.work.present.who._buttons[two.person("Bram")].click()
    two.page.talk.begin()
    assert debrief.present(two.view) == (two.person("Noor"),)
