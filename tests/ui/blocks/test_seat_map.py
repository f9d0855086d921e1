"""The seat map in use: marks, arrows, steps, rounds and the room itself, by keys alone and by mouse alone."""

from collections.abc import Iterable
from dataclasses import replace
from time import perf_counter

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from lesvisit.blocks.seats import FLOOR, HOME, TEACHER, in_rows
from lesvisit.domain.events import Entry, Seating
from lesvisit.domain.records import Change, Operation
from lesvisit.domain.template import Block, Item, Section, Template
from lesvisit.services import prepare, seating
from lesvisit.services.desk import inserted
from lesvisit.services.session import VisitSession
from lesvisit.ui.blocks.seat_map import Live
from lesvisit.ui.blocks.seat_room import SeatRoom
from lesvisit.ui.observe.page import ObservePage
from lesvisit.ui.prepare.seats_card import SeatsCard
from tests.support.house import House
from tests.ui.blocks.answer_support import MINUTE, Shown, a_visit, bring_up, show_again

ITEMS = (
    Item("on", {"nl": "aan taak", "en": "on task"}, code="at"),
    Item("talk", {"nl": "praat over de taak", "en": "talks about it"}, code="pt"),
    Item("wait", {"nl": "wacht", "en": "waits"}),
)
BLOCK = Block("map", "seat_map", {"nl": "plattegrond"}, items=ITEMS, options={"path": True})
FRAME = 1 / 60
K = Qt.Key


def show(house: House, layout: str = "7+7+6+6", block: Block = BLOCK) -> Shown:
    session = a_visit(house, block)
    if layout:
        do(session, seating.describe(house.workspace.desk, session.view, layout))
    return show_again(house, session, block)


def do(session: VisitSession, operation: Operation | None) -> None:
    assert operation is not None
    session.do(operation)


def live(shown: Shown) -> Live:
    assert isinstance(shown.live, Live)
    return shown.live


def room(shown: Shown) -> SeatRoom:
    return live(shown).room


def told(shown: Shown) -> list[tuple[str, str, str]]:
    return [(r.payload.item, r.payload.value, r.payload.other) for r in shown.entries]


def keys(shown: Shown, *pressed: Qt.Key) -> None:
    for key in pressed:
        shown.key(key)


def spot(shown: Shown, code: str) -> QPoint:
    return room(shown).geometry_of.middle(code).toPoint()


def floor(shown: Shown, x: float, y: float) -> QPoint:
    return room(shown).geometry_of.point((x, y)).toPoint()


def tap(shown: Shown, where: str | QPoint) -> None:
    point = spot(shown, where) if isinstance(where, str) else where
    QTest.mouseClick(room(shown), Qt.MouseButton.LeftButton, pos=point)


def drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(widget, start + (end - start) / 2)
    QTest.mouseMove(widget, end)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end)


def now(shown: Shown) -> Seating:
    return seating.seating_of(shown.view)


# Marks


def test_marks_by_keyboard_alone(house: House) -> None:
    shown = show(house)
    assert room(shown).hasFocus()
    keys(shown, K.Key_Home, K.Key_Right, K.Key_Right, K.Key_Down)
    assert room(shown).current == "R2P3"
    house.clock.pass_by(60)
    keys(shown, K.Key_Space)
    house.clock.pass_by(30)
    keys(shown, K.Key_PageDown, K.Key_Space, K.Key_End, K.Key_Space)
    assert told(shown) == [("R2P3", "on", ""), ("R2P3", "talk", ""), ("R4P6", "talk", "")]
    minutes = [shown.view.minute(r) for r in shown.entries]
    assert minutes == [MINUTE + 1, MINUTE + 1.5, MINUTE + 1.5]


def test_marks_by_mouse_alone(house: House) -> None:
    shown = show(house)
    tap(shown, "R2P3")
    QTest.mouseClick(live(shown).symbols.buttons["wait"], Qt.MouseButton.LeftButton)
    tap(shown, "R1P7")
    tap(shown, TEACHER)
    assert told(shown) == [("R2P3", "on", ""), ("R1P7", "wait", ""), (TEACHER, "wait", "")]


def test_a_mark_has_the_time_of_its_press_not_of_letting_go(house: House) -> None:
    shown = show(house)
    QTest.mousePress(room(shown), Qt.MouseButton.LeftButton, pos=spot(shown, "R1P1"))
    house.clock.pass_by(6)
    QTest.mouseRelease(room(shown), Qt.MouseButton.LeftButton, pos=spot(shown, "R1P1"))
    assert shown.view.minute(shown.entries[0]) == MINUTE
    house.clock.pass_by(6)
    shown.live.press("talk")
    keys(shown, K.Key_Space)
    assert shown.view.minute(shown.entries[-1]) == MINUTE + 0.2


def test_a_key_of_the_map_marks_where_the_ring_stands(house: House) -> None:
    shown = show(house)
    keys(shown, K.Key_Home, K.Key_Down)
    shown.live.press("wait")
    shown.live.press("talk")
    assert told(shown) == [("R2P1", "wait", ""), ("R2P1", "talk", "")]
    assert live(shown).acts.active == "talk"


def test_after_a_click_a_key_of_the_map_only_chooses(house: House) -> None:
    shown = show(house)
    tap(shown, "R2P3")
    shown.live.press("wait")
    assert told(shown) == [("R2P3", "on", "")]
    tap(shown, "R2P4")
    assert told(shown)[-1] == ("R2P4", "wait", "")


def test_from_elsewhere_a_key_of_the_map_only_chooses(house: House) -> None:
    shown = show(house)
    keys(shown, K.Key_Home, K.Key_Space)
    elsewhere = QLineEdit()
    house.qtbot.addWidget(elsewhere)
    bring_up(house, elsewhere)
    elsewhere.setFocus()
    shown.live.press("talk")
    assert told(shown) == [("R1P1", "on", "")]
    assert live(shown).acts.active == "talk"
    shown.live.press("unknown")
    assert live(shown).acts.active == "talk"


def test_letters_and_digits_are_left_to_the_page(house: House) -> None:
    shown = show(house)
    for text in "ab1/é":
        event = QKeyEvent(QKeyEvent.Type.KeyPress, K.Key_unknown, Qt.KeyboardModifier.NoModifier, text)
        room(shown).keyPressEvent(event)
        assert not event.isAccepted()
    assert shown.entries == []


def test_a_held_key_counts_once(house: House) -> None:
    shown = show(house)
    keys(shown, K.Key_Home)
    for again in (False, True, True):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, K.Key_Space, Qt.KeyboardModifier.NoModifier, " ", again)
        QApplication.sendEvent(room(shown), event)
    assert len(shown.entries) == 1


def test_delete_takes_back_the_last_mark_of_this_seat(house: House) -> None:
    shown = show(house)
    keys(shown, K.Key_Home, K.Key_Space, K.Key_PageDown, K.Key_Space, K.Key_Right, K.Key_Space, K.Key_Left)
    keys(shown, K.Key_Delete)
    assert told(shown) == [("R1P1", "on", ""), ("R1P2", "talk", "")]
    shown.click("seatBack")
    assert told(shown) == [("R1P2", "talk", "")]
    shown.click("seatBack")
    assert len(shown.entries) == 1
    shown.undo()
    assert told(shown)[0] == ("R1P1", "on", "")
    assert live(shown).acts.state.at("R1P1").total == 1


def test_undo_and_reopening(house: House) -> None:
    shown = show(house)
    keys(shown, K.Key_Home, K.Key_Space, K.Key_Right, K.Key_Space)
    house.settle()
    shown.undo()
    assert told(shown) == [("R1P1", "on", "")]
    assert live(shown).acts.state.at("R1P2").total == 0
    assert [(r.payload.item, r.payload.value) for r in shown.reopened()] == [("R1P1", "on")]


def test_escape_leads_back_to_the_line(house: House) -> None:
    shown = show(house)
    with house.qtbot.waitSignal(shown.live.leave_wanted, timeout=5000):
        keys(shown, K.Key_Escape)


# Arrows and the walk


def test_arrows_by_keyboard(house: House) -> None:
    shown = show(house)
    keys(shown, K.Key_Home, K.Key_Right, K.Key_Right, K.Key_Right, K.Key_Up)
    assert room(shown).current == TEACHER
    keys(shown, K.Key_Enter, K.Key_Down, K.Key_Down, K.Key_Return)
    keys(shown, K.Key_Return, K.Key_Right, K.Key_Space)
    start, end = told(shown)[0][2], told(shown)[1][2]
    assert told(shown) == [(TEACHER, "on", start), (start, "on", end)]
    assert start.startswith("R2")
    assert end.startswith("R2")


def test_an_arrow_that_was_begun_can_be_left(house: House) -> None:
    shown = show(house)
    keys(shown, K.Key_Home, K.Key_Return, K.Key_Right)
    shown.live.press("wait")
    assert shown.entries == [], "while an arrow is drawn a symbol is only chosen"
    keys(shown, K.Key_Escape)
    assert room(shown).arrow_from == ""
    keys(shown, K.Key_Return, K.Key_Return)
    assert shown.entries == [], "an arrow to itself is none"


def test_arrows_by_mouse(house: House) -> None:
    shown = show(house)
    drag(room(shown), spot(shown, TEACHER), spot(shown, "R2P3"))
    drag(room(shown), spot(shown, "R2P3"), spot(shown, "R2P4"))
    assert told(shown) == [(TEACHER, "on", "R2P3"), ("R2P3", "on", "R2P4")]
    drag(room(shown), spot(shown, "R1P1"), floor(shown, 0.5, 0.99))
    drag(room(shown), spot(shown, "R1P1"), QPoint(-40, -40))
    assert len(shown.entries) == 2
    assert room(shown).arrows == [(TEACHER, "R2P3"), ("R2P3", "R2P4")]


def test_without_arrows_enter_marks_and_dragging_does_nothing(house: House) -> None:
    block = Block("map", "seat_map", {"nl": "x"}, items=ITEMS, options={"arrows": False, "sweep": False})
    shown = show(house, block=block)
    assert not live(shown).round_button.isVisible()
    keys(shown, K.Key_Home, K.Key_Up)
    assert room(shown).current == "R1P1", "no arrows, no path: the teacher is no place here"
    keys(shown, K.Key_Return)
    drag(room(shown), spot(shown, "R1P1"), spot(shown, "R3P1"))
    tap(shown, floor(shown, 0.98, 0.9))
    assert told(shown) == [("R1P1", "on", "")]


def test_the_walk_by_mouse_and_by_key(house: House) -> None:
    shown = show(house)
    tap(shown, floor(shown, 0.97, 0.9))
    keys(shown, K.Key_Home)
    shown.key(K.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    steps = [r.payload for r in shown.entries]
    assert [s.item for s in steps] == [FLOOR, FLOOR]
    assert steps[0].extra["x"] == pytest.approx(0.97, abs=0.01)
    assert steps[0].extra["y"] == pytest.approx(0.9, abs=0.01)
    assert steps[1].other == "R1P1"
    seat = now(shown).seats[0]
    assert room(shown).geometry_of.teacher == pytest.approx((seat.x, seat.y), abs=0.001)
    shown.undo()
    shown.undo()
    assert room(shown).geometry_of.teacher == HOME


def test_the_teacher_can_be_dragged_to_where_she_walks(house: House) -> None:
    shown = show(house)
    drag(room(shown), spot(shown, TEACHER), floor(shown, 0.97, 0.92))
    assert [r.payload.item for r in shown.entries] == [FLOOR]


# Rounds


def test_a_round_asks_each_seat_that_is_taken(house: House) -> None:
    shown = show(house, "2+2")
    do(shown.session, seating.set_empty(house.workspace.desk, shown.view, "R1P2", True))
    shown.click("seatRound")
    assert room(shown).hasFocus()
    assert room(shown).asked == "R1P1"
    shown.live.press("on")
    assert room(shown).asked == "R2P1"
    keys(shown, K.Key_PageDown, K.Key_Space)
    shown.live.press("wait")
    assert live(shown).acts.round is None, "after the last seat it is done"
    assert [(r.payload.item, r.payload.value, r.payload.slot) for r in shown.entries] == [
        ("R1P1", "on", 0),
        ("R2P1", "talk", 0),
        ("R2P2", "wait", 0),
    ]
    shown.live.press("wait")
    assert len(shown.entries) == 3, "one answer too many is no mark at the last seat"
    shown.click("seatRound")
    shown.live.press("on")
    assert shown.entries[-1].payload.slot == 1


def test_a_round_goes_on_while_one_types(house: House) -> None:
    shown = show(house, "2+2")
    shown.click("seatRound")
    elsewhere = QLineEdit()
    house.qtbot.addWidget(elsewhere)
    bring_up(house, elsewhere)
    elsewhere.setFocus()
    shown.live.press("talk")
    assert told(shown) == [("R1P1", "talk", "")]


def test_in_a_round_one_skips_goes_back_and_answers_again(house: House) -> None:
    shown = show(house, "3+3")
    shown.click("seatRound")
    keys(shown, K.Key_Space, K.Key_Return)
    assert room(shown).asked == "R1P3", "Enter passes a seat over"
    keys(shown, K.Key_Left, K.Key_Left)
    assert room(shown).asked == "R1P1"
    shown.live.press("wait")
    assert told(shown) == [("R1P1", "wait", "")], "who answers again changes the answer"
    assert room(shown).asked == "R1P2"
    keys(shown, K.Key_Space, K.Key_Backspace)
    assert told(shown) == [("R1P1", "wait", "")]
    assert room(shown).asked == "R1P2"
    tap(shown, "R2P2")
    assert room(shown).asked == "R2P2"
    assert len(shown.entries) == 1, "a click on a seat asks that seat"
    QTest.mouseClick(live(shown).symbols.buttons["talk"], Qt.MouseButton.LeftButton)
    assert told(shown)[-1] == ("R2P2", "talk", "")
    drag(room(shown), spot(shown, "R1P1"), spot(shown, "R2P3"))
    assert len(shown.entries) == 2, "no arrows in a round"


def test_a_round_survives_escape_and_ends_by_its_button(house: House) -> None:
    shown = show(house, "3+3")
    shown.click("seatRound")
    keys(shown, K.Key_Space)
    with house.qtbot.waitSignal(shown.live.leave_wanted, timeout=5000):
        keys(shown, K.Key_Escape)
    assert live(shown).acts.round is not None
    shown.click("seatRound")
    assert live(shown).acts.round is None
    assert not live(shown).round_button.isChecked()
    assert len(shown.entries) == 1


def test_a_round_in_an_empty_class_ends_at_once(house: House) -> None:
    shown = show(house, "1+1")
    for code in ("R1P1", "R2P1"):
        do(shown.session, seating.set_empty(house.workspace.desk, shown.view, code, True))
    shown.click("seatRound")
    assert live(shown).acts.round is None
    assert shown.entries == []


# What is seen and said


def test_what_a_reader_says(house: House) -> None:
    house.workspace.set_language("en")
    shown = show(house)
    do(shown.session, seating.set_case(house.workspace.desk, shown.view, "A", "R1P2"))
    keys(shown, K.Key_Home, K.Key_Right, K.Key_Space, K.Key_Space, K.Key_PageDown, K.Key_Space)
    name, description = room(shown).accessibleName(), room(shown).accessibleDescription()
    assert name == "R1P2, A: on task 2, talks about it 1"
    assert "talks about it" in description
    assert live(shown).symbols.buttons["on"].count == 2
    shown.live.show_keys({"on": "Alt 1"})
    assert live(shown).symbols.buttons["on"].accessibleDescription() == "Alt 1"


def test_hidden_pupils_show_no_codes(house: House) -> None:
    shown = show(house)
    do(shown.session, seating.set_case(house.workspace.desk, shown.view, "A", "R1P1"))
    keys(shown, K.Key_Home, K.Key_Space)
    shown.host.hide_pupils = True
    shown.live.show_all()
    assert "R1P1" not in room(shown).accessibleName()
    look = room(shown).look("R1P1")
    assert (look.code, look.letter, look.total) == ("", "", 1)
    shown.click("seatRound")
    assert "R1P1" not in "".join(room(shown).says)


def test_targets_are_as_high_as_fingers_need(house: House) -> None:
    shown = show(house, "2+2")
    for button in (*live(shown).symbols.buttons.values(), live(shown).round_button, live(shown).back_button):
        assert button.height() >= shown.live.target
    assert min(box.height() for box in room(shown).geometry_of.boxes.values()) >= shown.live.target
    house.workspace.theme.set_tablet(True)
    try:
        assert all(button.sizeHint().height() >= 44 for button in live(shown).symbols.buttons.values())
    finally:
        house.workspace.theme.set_tablet(False)


def test_a_near_miss_between_seats_is_a_hit_without_a_path(house: House) -> None:
    block = Block("map", "seat_map", {"nl": "x"}, items=ITEMS)
    shown = show(house, "12 x 12", block)
    box = room(shown).geometry_of.boxes["R6P6"]
    tap(shown, QPoint(round(box.right()) + 1, round(box.center().y())))
    assert told(shown)[0][0] == "R6P6"


def test_symbols_that_a_correction_took_away_still_show(house: House) -> None:
    shown = show(house)
    entry = Entry("map", "R1P1", "gone")
    shown.host.enter(BLOCK, entry)
    keys(shown, K.Key_Home)
    assert room(shown).look("R1P1").total == 1
    assert "gone" in room(shown).accessibleName()


def test_one_symbol_and_none(house: House) -> None:
    bare = Block("map", "seat_map", {"nl": "x"})
    shown = show(house, block=bare)
    keys(shown, K.Key_Home, K.Key_PageDown, K.Key_Space)
    assert shown.entries == []
    drag(room(shown), spot(shown, TEACHER), spot(shown, "R1P1"))
    assert told(shown) == [(TEACHER, "arrow", "R1P1")]


# The room itself


def test_an_empty_room_says_what_to_do_and_makes_rows(house: House) -> None:
    block = Block("map", "seat_map", {"nl": "x"}, items=ITEMS, options={"rows": 3, "places": 4})
    shown = show(house, "", block)
    assert shown.live.first_widget().hasFocus()
    assert not room(shown).isVisible()
    keys(shown, K.Key_Return)
    assert [seat.code for seat in room(shown).seats][-1] == "R3P4"
    assert len(room(shown).seats) == 12
    assert room(shown).hasFocus()
    shown.undo()
    assert not room(shown).isVisible()
    assert shown.live.first_widget().isVisible()


def test_an_empty_room_is_laid_out_from_words(house: House) -> None:
    shown = show(house, "")
    shown.click("seatEmptyStateQuiet")
    shown.type_text("7+7+6+6")
    keys(shown, K.Key_Return)
    assert len(room(shown).seats) == 26
    shown.click("seatDone")
    assert live(shown).marking.isVisible()
    keys(shown, K.Key_Space)
    assert told(shown) == [("R1P1", "on", "")]


def test_words_that_tell_nothing_are_kept(house: House) -> None:
    shown = show(house, "")
    shown.click("seatEmptyStateQuiet")
    shown.type_text("allemaal in een kring")
    QTest.mouseClick(room(shown), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    shown.click("seatDone")
    assert now(shown).layout == "allemaal in een kring"
    assert now(shown).seats == ()


def test_seats_are_arranged_by_keyboard(house: House) -> None:
    shown = show(house, "3+3")
    QTest.keyClick(shown.part("seatArrange"), K.Key_Return)
    assert room(shown).hasFocus()
    before = now(shown).seats[1]
    keys(shown, K.Key_Home, K.Key_Right, K.Key_Space, K.Key_Down, K.Key_Down, K.Key_Right, K.Key_Space)
    after = now(shown).seats[1]
    assert after.y == pytest.approx(before.y + 0.04, abs=0.001)
    assert after.x == pytest.approx(before.x + 0.02, abs=0.001)
    keys(shown, K.Key_Space, K.Key_Down, K.Key_Escape)
    assert now(shown).seats[1] == after, "Esc puts it back"
    assert room(shown).arranging
    QTest.keyClick(shown.part("seatEmpty"), K.Key_Space)
    assert now(shown).seats[1].empty
    QTest.keyClick(shown.part("seatCaseB"), K.Key_Space)
    assert now(shown).case_pupils == {"B": "R1P2"}
    QTest.keyClick(shown.part("seatAdd"), K.Key_Space)
    assert len(now(shown).seats) == 7
    room(shown).setFocus()
    keys(shown, K.Key_Delete)
    assert len(now(shown).seats) == 6
    assert shown.entries == [], "nothing is marked meanwhile"
    keys(shown, K.Key_Escape)
    assert not room(shown).arranging
    shown.undo()
    assert len(room(shown).seats) == 7


def test_seats_are_arranged_by_mouse(house: House) -> None:
    shown = show(house, "3+3")
    shown.click("seatArrange")
    drag(room(shown), spot(shown, "R1P1"), floor(shown, 0.5, 0.55))
    moved = now(shown).seats[0]
    assert (moved.x, moved.y) == pytest.approx((0.5, 0.55), abs=0.02)
    tap(shown, "R2P3")
    shown.click("seatEmpty")
    shown.click("seatCaseA")
    assert now(shown).case_pupils == {"A": "R2P3"}
    assert next(s for s in now(shown).seats if s.code == "R2P3").empty
    shown.click("seatCaseA")
    shown.click("seatRemove")
    assert "R2P3" not in [s.code for s in now(shown).seats]
    shown.click("seatDone")
    assert shown.entries == []


def test_a_seat_that_is_held_is_put_down_when_the_focus_goes(house: House) -> None:
    shown = show(house, "3+3")
    shown.click("seatArrange")
    before = now(shown).seats[0]
    keys(shown, K.Key_Home, K.Key_Space, K.Key_Down)
    shown.part("seatAdd").setFocus()
    assert now(shown).seats[0].y > before.y


def test_the_room_of_the_sample(house: House) -> None:
    session = house.sample_visit()
    sections = (Section({"nl": "Deel"}, (BLOCK,)),)
    form = Template("0198c0de-2000-7000-8000-000000000001", 1, {"nl": "f"}, sections=sections)
    session.do(prepare.choose_template(house.workspace.desk, session.view, form))
    shown = show_again(house, session, BLOCK)
    assert len(room(shown).seats) == 26
    letters = {code: room(shown).look(code).letter for code in ("R1P5", "R3P5", "R3P2", "R1P1")}
    assert letters == {"R1P5": "A", "R3P5": "B", "R3P2": "C", "R1P1": ""}
    shown.click("seatArrange")
    drag(room(shown), spot(shown, "R4P6"), floor(shown, 0.96, 0.95))
    assert len(now(shown).seats) == 26, "what was only words becomes seats"
    assert now(shown).layout == "4 rijen, R1 vooraan; 7+7+6+6 plaatsen"


def test_the_room_is_drawn_before_the_lesson(house: House) -> None:
    session = a_visit(house, BLOCK)
    card = SeatsCard(house.workspace)
    house.qtbot.addWidget(card)
    session.listen(on_change=lambda _change: card.refresh())
    card.open(session)
    card.resize(900, 420)
    bring_up(house, card)
    line = card.findChild(QLineEdit, "seatRows")
    assert line is not None
    QTest.keyClicks(line, "3 rijen van 4")
    card.flush()
    assert len(card.layout_of_seats.room.seats) == 12
    assert not session.view.events, "the visit has not begun by this"
    earlier = Seating("2+2", seats=in_rows([2, 2]))
    card.offer(earlier)
    assert not card.reuse.isVisible(), "what is drawn is not offered anew"
    session.undo("prepare", house.workspace.me_id).result(20)
    house.settle()
    card.offer(earlier)
    QTest.mouseClick(card.reuse, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert len(card.layout_of_seats.room.seats) == 4


# In the page, and in time


def test_on_the_observe_page_with_the_real_keys(house: House) -> None:
    session = a_visit(house, BLOCK)
    do(session, seating.describe(house.workspace.desk, session.view, "3+3"))
    page = ObservePage(house.workspace)
    house.qtbot.addWidget(page)
    page.resize(1366, 688)
    page.show_visit(session)
    bring_up(house, page)
    page.take_focus()
    page.stage.bring(BLOCK.id, focus=True)
    found = page.stage.front_live
    assert isinstance(found, Live)
    assert found.symbols.buttons["on"].accessibleDescription(), "its key is told at each symbol"

    def press(*pressed: Qt.Key, alt: bool = False) -> None:
        for key in pressed:
            focused = QApplication.focusWidget()
            assert focused is not None
            modifier = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
            QTest.keyClick(focused, key, modifier)

    press(K.Key_Home, K.Key_Right)
    press(K.Key_2, alt=True)
    press(K.Key_Down)
    press(K.Key_1, K.Key_3, alt=True)
    entries = [r.payload for r in session.view.of_block(BLOCK.id)]
    assert [(e.item, e.value) for e in entries] == [("R1P2", "talk"), ("R2P2", "on"), ("R2P2", "wait")]
    press(K.Key_0, alt=True)
    assert len(session.view.of_block(BLOCK.id)) == 2
    press(K.Key_Escape)
    assert page.line.text.hasFocus()
    press(K.Key_2, alt=True)
    assert len(session.view.of_block(BLOCK.id)) == 2, "from the line a key chooses and marks nothing"


def fill(shown: Shown, count: int) -> None:
    """Marks, arrows and steps without end, as one act."""
    codes = [seat.code for seat in room(shown).seats]
    desk, view = shown.host.desk, shown.view
    writes = []
    for number in range(count):
        seat, other = codes[number % len(codes)], codes[(number * 7 + 3) % len(codes)]
        entry = Entry("map", seat, ITEMS[number % 3].id, other if number % 4 == 0 else "")
        if number % 50 == 0:
            entry = Entry("map", FLOOR, extra={"x": number % 97 / 97, "y": number % 89 / 89})
        stamp = desk.stamp(view.book, desk.moment(), "map")
        writes.append(inserted(entry, replace(stamp, seq=stamp.seq + number)))
    shown.session.do(desk.operation(view.book, "observe", "entry.add", writes))
    shown.house.settle()


def best(times: Iterable[float]) -> float:
    return sorted(times)[1]


def test_sixty_seats_and_five_thousand_events_repaint_within_a_frame(house: House) -> None:
    shown = show(house, "6 x 10")
    fill(shown, 5000)
    assert live(shown).acts.state.total == 4900
    painted, followed = [], []
    record = shown.entries[-1]
    change = Change(shown.session.book.scope_id, (record,), "entry.add")
    for _number in range(9):
        began = perf_counter()
        shown.live.follow(change)
        followed.append(perf_counter() - began)
        began = perf_counter()
        room(shown).repaint()
        painted.append(perf_counter() - began)
    print(f"repaint {best(painted) * 1000:.2f} ms, follow {best(followed) * 1000:.2f} ms")
    assert best(painted) < FRAME, f"{best(painted) * 1000:.1f} ms"
    assert best(followed) < FRAME / 3, f"{best(followed) * 1000:.1f} ms"


def test_what_lies_under_a_point_is_the_inverse_of_where_it_is_drawn(house: House) -> None:
    shown = show(house)
    geometry = room(shown).geometry_of
    for share in ((0.1, 0.05), (0.5, 0.15), (0.9, 0.9), (0.0, 1.0)):
        found = geometry.share(geometry.point(share))
        assert found == pytest.approx(share, abs=0.001)
    assert geometry.under(QPointF(-50, -50), True, 36.0) == ""
