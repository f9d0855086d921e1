"""Rounds while they are made: numbers by keyboard and pointer, their time, correcting, the quiet word."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from lesvisit.blocks.sweep import KIND, in_order
from lesvisit.domain.events import Sweep
from lesvisit.domain.records import Operation
from lesvisit.domain.template import Block
from lesvisit.services import observe, prepare
from lesvisit.services.session import VisitSession
from lesvisit.ui.blocks.host import BlockHost
from lesvisit.ui.blocks.sweep import Live
from lesvisit.ui.blocks.sweep_parts import Stepper
from tests.blocks.grids import at_work, template_of
from tests.support.house import House

Stage = Callable[[VisitSession, Block], Live]


def started(house: House, block: Block) -> VisitSession:
    """A lesson of 50 minutes that begins now, with 26 pupils."""
    session = house.workspace.start_visit()
    desk = house.workspace.desk
    session.do(prepare.choose_template(desk, session.view, template_of(block)))
    head = prepare.set_head(desk, session.view, lesson_min=50, pupils_present=26)
    assert head is not None
    session.do(head)
    session.do(observe.set_lesson_start(desk, session.view, house.clock.now_utc()))
    house.settle()
    return session


@pytest.fixture
def stage(qtbot: QtBot, house: House) -> Iterator[Stage]:
    """Shows a round as large as it is on the observe page."""
    stops: list[Callable[[], None]] = []

    def show(session: VisitSession, block: Block) -> Live:
        def do(operation: Operation | None) -> None:
            if operation is not None:
                session.do(operation)

        live = Live(BlockHost(house.workspace, session, "observe", do), block)
        qtbot.addWidget(live)
        live.resize(1050, 330)
        with qtbot.waitExposed(live):
            live.show()
        with qtbot.waitActive(live):
            live.activateWindow()
        live.first_widget().setFocus()
        stops.append(session.listen(on_change=live.follow))
        return live

    yield show
    for stop in stops:
        stop()


def write(stepper: Stepper, text: str) -> None:
    stepper.edit.setFocus()
    stepper.edit.selectAll()
    QTest.keyClicks(stepper.edit, text)


def enter(live: Live) -> None:
    QTest.keyClick(live.first_widget(), Qt.Key.Key_Return)


def stored(session: VisitSession, block: Block) -> list[tuple[dict[str, int], int | None, int]]:
    found = in_order(session.view, block)
    return [(r.payload.counts, r.payload.present, round((session.view.minute(r) or 0) * 60)) for r in found]


def click(button: QAbstractButton, times: int = 1) -> None:
    for _ in range(times):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


# Keyboard


def test_a_round_by_keyboard_has_the_time_of_its_first_number(house: House, stage: Stage) -> None:
    block = at_work()
    session = started(house, block)
    live = stage(session, block)
    house.clock.pass_by(300)
    QTest.keyClicks(live.first_widget(), "22")
    house.clock.pass_by(20)
    QTest.keyClick(live.first_widget(), Qt.Key.Key_Right)
    assert live.steppers["waits"].edit.hasFocus()
    for _ in range(3):
        QTest.keyClick(live.steppers["waits"].edit, Qt.Key.Key_Up)
    QTest.keyClick(live.steppers["waits"].edit, Qt.Key.Key_Down)
    QTest.keyClick(live.steppers["waits"].edit, Qt.Key.Key_Tab)
    QTest.keyClicks(live.steppers["off"].edit, "2")
    QTest.keyClick(live.steppers["off"].edit, Qt.Key.Key_Return)
    assert stored(session, block) == [({"on_task": 22, "waits": 2, "off": 2}, 26, 300)]
    assert live.steppers["on_task"].edit.text() == ""
    assert live.present.number == 26
    assert live.first_widget().hasFocus()


def test_letters_go_to_the_page(house: House, stage: Stage) -> None:
    block = at_work()
    live = stage(started(house, block), block)
    for text in ("a", "é", "/", "-"):
        letter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, text)
        live.steppers["on_task"].edit.keyPressEvent(letter)
        assert not letter.isAccepted()
    digit = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_4, Qt.KeyboardModifier.NoModifier, "4")
    live.steppers["on_task"].edit.keyPressEvent(digit)
    assert live.steppers["on_task"].number == 4


def test_escape_keeps_what_was_typed_and_asks_to_leave(qtbot: QtBot, house: House, stage: Stage) -> None:
    block = at_work()
    session = started(house, block)
    live = stage(session, block)
    write(live.steppers["on_task"], "21")
    with qtbot.waitSignal(live.leave_wanted, timeout=1000):
        QTest.keyClick(live.first_widget(), Qt.Key.Key_Escape)
    assert stored(session, block) == [({"on_task": 21}, 26, 0)]
    assert live.steppers["on_task"].edit.text() == ""


def test_enter_without_a_number_keeps_nothing(house: House, stage: Stage) -> None:
    block = at_work()
    session = started(house, block)
    live = stage(session, block)
    enter(live)
    write(live.present, "25")
    enter(live)
    assert stored(session, block) == []
    assert live.present.number == 25


def test_a_field_that_was_emptied_again_has_no_time_yet(house: House, stage: Stage) -> None:
    block = at_work()
    session = started(house, block)
    live = stage(session, block)
    QTest.keyClicks(live.first_widget(), "2")
    QTest.keyClick(live.first_widget(), Qt.Key.Key_Backspace)
    house.clock.pass_by(90)
    QTest.keyClicks(live.first_widget(), "3")
    enter(live)
    assert stored(session, block) == [({"on_task": 3}, 26, 90)]


# Mouse and touch


def test_a_round_by_mouse(house: House, stage: Stage) -> None:
    block = at_work()
    session = started(house, block)
    live = stage(session, block)
    house.clock.pass_by(60)
    click(live.steppers["on_task"].minus, 3)
    click(live.steppers["waits"].plus, 2)
    click(live.steppers["off"].plus, 2)
    click(live.steppers["off"].minus, 3)
    click(live.present.minus)
    click(live.keep_button)
    assert stored(session, block) == [({"on_task": 23, "waits": 2, "off": 0}, 25, 60)]
    for stepper in live.steppers.values():
        assert stepper.minus.height() >= live.target
        assert stepper.plus.width() >= live.target
        assert stepper.edit.height() >= live.target


# Keeping


def test_a_round_is_safe_after_a_moment_of_quiet(qtbot: QtBot, house: House, stage: Stage) -> None:
    block = at_work()
    session = started(house, block)
    live = stage(session, block)
    house.clock.pass_by(30)
    QTest.keyClicks(live.first_widget(), "22")
    qtbot.waitUntil(lambda: bool(stored(session, block)), timeout=5_000)
    house.clock.pass_by(10)
    write(live.steppers["waits"], "3")
    enter(live)
    assert stored(session, block) == [({"on_task": 22, "waits": 3}, 26, 30)]


def test_a_round_that_was_left_open_never_gives_its_time_to_the_next(house: House, stage: Stage) -> None:
    block = at_work()
    session = started(house, block)
    live = stage(session, block)
    QTest.keyClicks(live.first_widget(), "22")
    live.steppers["waits"].edit.setFocus()
    house.clock.pass_by(100)
    live.beat(live.host.minute())
    assert live.steppers["on_task"].edit.text() == "22"
    house.clock.pass_by(100)
    live.beat(live.host.minute())
    assert live.steppers["on_task"].edit.text() == ""
    write(live.steppers["on_task"], "24")
    enter(live)
    assert stored(session, block) == [({"on_task": 22}, 26, 0), ({"on_task": 24}, 26, 200)]


# The rest, and numbers that can't be


def test_the_rest_follows_from_the_others(house: House, stage: Stage) -> None:
    block = at_work(rest=True)
    session = started(house, block)
    live = stage(session, block)
    write(live.steppers["on_task"], "22")
    write(live.steppers["waits"], "1")
    assert live.steppers["off"].rest.text() == "3"
    assert not live.steppers["off"].edit.isVisible()
    enter(live)
    assert stored(session, block) == [({"on_task": 22, "waits": 1, "off": 3}, 26, 0)]
    assert live.steppers["off"].rest.text() == "–"


def test_more_than_present_is_said_and_kept(house: House, stage: Stage) -> None:
    block = at_work(rest=True)
    session = started(house, block)
    live = stage(session, block)
    write(live.steppers["on_task"], "25")
    assert live.wrong.text() == ""
    write(live.steppers["waits"], "3")
    assert live.wrong.isVisible()
    assert "28" in live.wrong.text()
    assert "26" in live.wrong.text()
    assert live.steppers["waits"].edit.property("wrong")
    assert "28" in live.steppers["waits"].edit.accessibleDescription()
    enter(live)
    assert stored(session, block) == [({"on_task": 25, "waits": 3}, 26, 0)]
    assert live.wrong.text() == ""


# Correcting


def kept(live: Live, house: House, *numbers: str) -> None:
    for number in numbers:
        house.clock.pass_by(300)
        write(live.steppers["on_task"], number)
        enter(live)


def test_an_earlier_round_is_changed_and_keeps_its_time(house: House, stage: Stage) -> None:
    block = at_work()
    session = started(house, block)
    live = stage(session, block)
    kept(live, house, "22", "25")
    live.list.setFocus()
    live.list.setCurrentIndex(live.list.model().index(1, 0))
    QTest.keyClick(live.list, Qt.Key.Key_Return)
    assert live.steppers["on_task"].number == 22
    assert "05:00" in live.title.text()
    write(live.steppers["on_task"], "20")
    enter(live)
    assert stored(session, block) == [({"on_task": 20}, 26, 300), ({"on_task": 25}, 26, 600)]
    kept(live, house, "26")
    assert len(stored(session, block)) == 3


def test_an_earlier_round_is_taken_away_by_key_or_button(house: House, stage: Stage) -> None:
    block = at_work()
    session = started(house, block)
    live = stage(session, block)
    kept(live, house, "22", "25", "24")
    live.list.setCurrentIndex(live.list.model().index(0, 0))
    QTest.keyClick(live.list, Qt.Key.Key_Delete)
    assert [counts for counts, _, _ in stored(session, block)] == [{"on_task": 22}, {"on_task": 25}]
    live.list.setCurrentIndex(live.list.model().index(1, 0))
    live._show_buttons()
    click(live.away_button)
    assert [counts for counts, _, _ in stored(session, block)] == [{"on_task": 25}]


def test_what_the_block_does_not_know_stays_in_a_round_that_is_changed(house: House, stage: Stage) -> None:
    block = at_work()
    session = started(house, block)
    live = stage(session, block)
    live.host.enter(block, Sweep({"on_task": 22, "gone": 2}, 26, {"by": "file"}))
    live.list.setCurrentIndex(live.list.model().index(0, 0))
    click(live.change_button)
    write(live.steppers["on_task"], "21")
    enter(live)
    (record,) = in_order(session.view, block)
    assert record.payload == Sweep({"on_task": 21, "gone": 2}, 26, {"by": "file"})


def undo(house: House, session: VisitSession, qtbot: QtBot) -> None:
    session.undo("observe", house.workspace.desk.me_id)
    qtbot.waitUntil(lambda: not session.pending, timeout=20_000)


def test_undo_takes_back_the_last_numbers_and_then_the_round(qtbot: QtBot, house: House, stage: Stage) -> None:
    block = at_work()
    session = started(house, block)
    live = stage(session, block)
    write(live.steppers["on_task"], "22")
    write(live.steppers["waits"], "3")
    live.steppers["off"].edit.setFocus()
    assert stored(session, block) == [({"on_task": 22, "waits": 3}, 26, 0)]
    undo(house, session, qtbot)
    assert stored(session, block) == [({"on_task": 22}, 26, 0)]
    assert live.steppers["waits"].number is None
    undo(house, session, qtbot)
    assert stored(session, block) == []
    assert live.steppers["on_task"].number is None
    assert not live.record_id


def test_everything_is_there_after_reopening(house: House, stage: Stage) -> None:
    block = at_work(minutes=5)
    session = started(house, block)
    live = stage(session, block)
    kept(live, house, "22", "25")
    expected = stored(session, block)
    house.settle()
    visit_id = session.book.scope_id
    house.reopen()
    again = house.open_visit(visit_id)
    assert stored(again, block) == expected
    shown = stage(again, block)
    assert [row.minute for row in shown.list.rows] == ["10:00", "05:00"]


def test_the_worked_visit_has_its_rounds(house: House, stage: Stage) -> None:
    session = house.sample_visit()
    block = at_work(items=1)
    assert KIND.summary(session.view, block, house.workspace.translator) == "26 van 26 · 48:00"
    live = stage(session, block)
    assert len(live.list.rows) == 7


# The quiet word


def test_a_word_says_that_a_round_is_due(house: House, stage: Stage) -> None:
    block = at_work(minutes=5)
    live = stage(started(house, block), block)
    house.clock.pass_by(299)
    live.beat(live.host.minute())
    before = live.due.accessibleName()
    assert (live.due.due, before[-5:]) == (False, "05:00")
    house.clock.pass_by(1)
    live.beat(live.host.minute())
    assert [live.due.due, live.due.accessibleName() != before] == [True, True]
    write(live.steppers["on_task"], "22")
    enter(live)
    assert [live.due.due, live.due.accessibleName()[-5:]] == [False, "10:00"]


def test_by_hand_there_is_no_word(house: House, stage: Stage) -> None:
    block = at_work()
    live = stage(started(house, block), block)
    house.clock.pass_by(3000)
    live.beat(live.host.minute())
    assert live.due.accessibleName() == ""


def test_pupils_present_follow_the_preparation_until_a_round_says_otherwise(house: House, stage: Stage) -> None:
    block = at_work()
    session = started(house, block)
    live = stage(session, block)
    head = prepare.set_head(house.workspace.desk, session.view, pupils_present=24)
    assert head is not None
    session.do(head)
    assert live.present.number == 24


def test_the_key_of_the_block_opens_it(house: House, stage: Stage) -> None:
    block = at_work()
    live = stage(started(house, block), block)
    live.list.setFocus()
    live.press("")
    assert live.first_widget().hasFocus()
    for stepper in (*live.steppers.values(), live.present):
        assert stepper.edit.accessibleName()
        assert stepper.plus.accessibleName()


def test_a_form_without_categories_is_no_accident(house: House, stage: Stage) -> None:
    block = at_work(items=0)
    live = stage(started(house, block), block)
    assert live.first_widget() is live.present.edit
    enter(live)
