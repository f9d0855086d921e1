"""The stopwatch in use: keyboard, mouse, who answered, corrections, the talk balance, hidden until the debrief."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from lesvisit.blocks.duration import KIND
from lesvisit.domain.events import Duration
from lesvisit.domain.template import Block, Item
from lesvisit.services import observe
from lesvisit.ui.blocks.duration import Live
from lesvisit.ui.blocks.duration_keys import TimerKey
from lesvisit.ui.blocks.duration_list import TimesList
from tests.support.house import House
from tests.ui.blocks.answer_support import Shown, show_again, show_block

ANSWERS = tuple(Item(i, {"nl": text}) for i, text in (("vinger", "vinger"), ("stok", "naamstokje"), ("koor", "koor")))
WAIT = Block("w", "duration", {"nl": "denktijd", "en": "wait time"}, items=ANSWERS)
TALKERS = tuple(Item(i, {"nl": i}) for i in ("leraar", "leerling", "samen", "stil"))
TALK = Block("t", "duration", {"nl": "gespreksbalans"}, items=TALKERS, options={"mode": "toggle"})


def payloads(shown: Shown) -> list[Duration]:
    return [r.payload for r in shown.view.of_block(shown.live.block.id)]


def timer(shown: Shown, name: str = "timer") -> TimerKey:
    found: TimerKey = shown.find(TimerKey, name)
    return found


def times(shown: Shown) -> TimesList:
    found: TimesList = shown.find(TimesList, "times")
    return found


def seconds_field(shown: Shown) -> QLineEdit:
    found: QLineEdit = shown.find(QLineEdit, "seconds")
    return found


def focus_name() -> str:
    focused = QApplication.focusWidget()
    return focused.objectName() if focused is not None else ""


def test_a_wait_by_keyboard_alone(house: House) -> None:
    shown = show_block(house, WAIT)
    assert focus_name() == "timer"
    shown.key(Qt.Key.Key_Space)
    assert timer(shown).running
    house.clock.pass_by(4)
    shown.key(Qt.Key.Key_Return)
    assert not timer(shown).running
    assert payloads(shown) == [Duration("denktijd", 4.0)]

    shown.key(Qt.Key.Key_Tab)
    assert focus_name() == "who_vinger"
    shown.key(Qt.Key.Key_Right)
    shown.key(Qt.Key.Key_Space)
    assert payloads(shown) == [Duration("denktijd", 4.0, "stok")]

    shown.key(Qt.Key.Key_Tab)
    assert focus_name() == "times"
    shown.key(Qt.Key.Key_Return)
    assert focus_name() == "seconds"
    shown.type_text("1,5")
    shown.key(Qt.Key.Key_Return)
    assert payloads(shown) == [Duration("denktijd", 1.5, "stok")]
    assert [(r.minute, r.length, r.who) for r in times(shown).rows] == [("18:00", "1,5 s", "naamstokje")]


def test_a_wait_by_mouse_alone(house: House) -> None:
    """The answer stops it too: two clicks tell a wait and who answered."""
    shown = show_block(house, WAIT)
    shown.click("timer")
    house.clock.pass_by(2)
    shown.click("who_koor")
    assert payloads(shown) == [Duration("denktijd", 2.0, "koor")]
    assert not timer(shown).running
    shown.click("who_vinger")
    assert payloads(shown) == [Duration("denktijd", 2.0, "vinger")]
    shown.click("who_vinger")
    assert payloads(shown) == [Duration("denktijd", 2.0)], "again takes it off"
    shown.click("takeAway")
    assert payloads(shown) == []
    shown.undo()
    assert payloads(shown) == [Duration("denktijd", 2.0)]


def test_an_earlier_one_is_chosen_and_corrected(house: House) -> None:
    shown = show_block(house, WAIT)
    for length in (2, 5, 3):
        shown.click("timer")
        house.clock.pass_by(length)
        shown.click("timer")
        house.clock.pass_by(30)
    view = times(shown)
    middle = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert seconds_field(shown).text() == "5"
    shown.click("who_stok")
    field = seconds_field(shown)
    field.setFocus()
    field.selectAll()
    shown.type_text("7")
    shown.live.first_widget().setFocus()
    assert [p.seconds for p in payloads(shown)] == [2.0, 7.0, 3.0]
    assert [p.followed_by for p in payloads(shown)] == ["", "stok", ""]

    shown.live.press("")
    assert isinstance(shown.live, Live)
    assert shown.live.chosen == "", "a new one is the one that is meant"
    assert len(view.rows) == 4


def test_the_list_by_keyboard(house: House) -> None:
    shown = show_block(house, WAIT)
    for _ in range(3):
        shown.click("timer")
        house.clock.pass_by(2)
        shown.click("timer")
        house.clock.pass_by(10)
    times(shown).setFocus()
    shown.key(Qt.Key.Key_Up)
    shown.key(Qt.Key.Key_Delete)
    starts = [row.minute for row in times(shown).rows]
    assert starts == ["18:00", "18:24"]
    left: list[bool] = []
    shown.live.leave_wanted.connect(lambda: left.append(True))
    shown.key(Qt.Key.Key_Escape)
    assert left == [True]


def test_a_letter_is_left_to_the_page(house: House) -> None:
    shown = show_block(house, WAIT)
    shown.click("timer")
    for widget in (timer(shown), times(shown), shown.part("who_vinger")):
        letter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
        QApplication.sendEvent(widget, letter)
        assert not letter.isAccepted()


def test_what_is_no_number_stays_and_says_so(house: House) -> None:
    shown = show_block(house, WAIT)
    shown.click("timer")
    house.clock.pass_by(4)
    shown.click("timer")
    field = seconds_field(shown)
    field.setFocus()
    field.selectAll()
    shown.type_text("lang")
    shown.key(Qt.Key.Key_Return)
    assert field.property("wrong") is True
    assert field.text() == "lang"
    assert payloads(shown) == [Duration("denktijd", 4.0)]
    field.selectAll()
    shown.type_text("0:06")
    shown.key(Qt.Key.Key_Return)
    assert payloads(shown) == [Duration("denktijd", 6.0)]
    assert field.property("wrong") is False


def test_a_forgotten_wait_shows_as_not_stopped(house: House) -> None:
    shown = show_block(house, replace(WAIT, options={"longest": 60}))
    shown.click("timer")
    house.clock.pass_by(61)
    shown.live.beat(shown.host.minute())
    assert not timer(shown).running
    assert seconds_field(shown).text() == "", "its length is not known, but can be told"
    seconds_field(shown).setFocus()
    shown.type_text("3")
    shown.key(Qt.Key.Key_Return)
    assert payloads(shown) == [Duration("denktijd", 3.0)]


def test_nobody_is_asked_where_the_form_does_not(house: House) -> None:
    shown = show_block(house, replace(WAIT, options={"ask": False}))
    shown.click("timer")
    house.clock.pass_by(2)
    shown.click("timer")
    assert isinstance(shown.live, Live)
    assert not shown.live.who.isVisible()


# Who talks


def test_the_balance_by_keyboard(house: House) -> None:
    shown = show_block(house, TALK)
    shown.live.show_keys({"leraar": "Alt 1", "leerling": "Alt 2"})
    assert focus_name() == "timer_leraar"
    shown.key(Qt.Key.Key_Space)
    house.clock.pass_by(40)
    shown.key(Qt.Key.Key_Right)
    shown.key(Qt.Key.Key_Space)
    house.clock.pass_by(10)
    assert [t.running for t in (timer(shown, "timer_leraar"), timer(shown, "timer_leerling"))] == [False, True]
    shown.key(Qt.Key.Key_Space)
    found = KIND.stretches(shown.view, TALK)
    assert [(s.item, s.seconds, s.running) for s in found] == [("leraar", 40.0, False), ("leerling", 10.0, False)]


def test_lengths_are_hidden_while_observing(house: House) -> None:
    shown = show_block(house, TALK)
    shown.click("timer_leraar")
    house.clock.pass_by(75)
    shown.click("timer_stil")
    house.clock.pass_by(5)
    assert [r.length for r in times(shown).rows[:1]] == [""]
    assert isinstance(shown.live, Live)
    assert not shown.live.seconds.isVisible()

    ended = observe.finish(house.workspace.desk, shown.view, house.workspace.desk.moment())
    assert ended is not None
    shown.session.do(ended)
    assert [r.length for r in times(shown).rows] == ["1:15", "5 s"]
    assert not timer(shown, "timer_stil").running


def test_who_talked_is_corrected_afterwards(house: House) -> None:
    shown = show_block(house, TALK)
    shown.click("timer_leraar")
    house.clock.pass_by(30)
    shown.click("timer_stil")
    house.clock.pass_by(30)
    ended = observe.finish(house.workspace.desk, shown.view, house.workspace.desk.moment())
    assert ended is not None
    shown.session.do(ended)
    again = show_again(house, shown.session, TALK, step="debrief")
    again.click("who_samen")
    assert [(p.item, p.label) for p in payloads(again)] == [("leraar", "leraar"), ("samen", "samen")]
    shown.house.settle()
    assert [(s.item, s.seconds) for s in KIND.stretches(again.view, TALK)] == [("leraar", 30.0), ("samen", 30.0)]


def test_the_next_start_finds_it_running(house: House) -> None:
    shown = show_block(house, TALK)
    shown.click("timer_leraar")
    house.clock.pass_by(30)
    house.settle()
    visit_id = shown.session.book.scope_id
    shown.area.close()
    house.reopen()
    again = show_again(house, house.open_visit(visit_id), TALK)
    assert timer(again, "timer_leraar").running
    house.clock.pass_by(30)
    again.click("timer_leraar")
    assert [s.seconds for s in KIND.stretches(again.view, TALK)] == [60.0]


@pytest.mark.parametrize("block", [WAIT, TALK])
def test_large_and_many(house: House, block: Block) -> None:
    """At 200 %, with labels that fit nowhere, everything stays on the screen and can be pressed."""
    long = tuple(Item(f"i{n}", {"nl": f"een heel lang antwoord dat nergens past {n} " * 4}) for n in range(9))
    house.workspace.theme.set_scale(2.0)
    shown = show_block(house, replace(block, items=long))
    assert shown.live.minimumSizeHint().width() <= shown.area.viewport().width()
    name = "timer" if block is WAIT else "timer_i8"
    shown.click(name)
    assert timer(shown, name).height() >= house.workspace.theme.target(36)
    house.workspace.theme.set_scale(1.0)
