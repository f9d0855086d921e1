"""Agreements: filled in by keyboard in the order they are said, small by design, and opening the next visit."""

from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit

from lesvisit.domain.debrief import Agreement, SeenToday
from lesvisit.domain.events import Note
from lesvisit.domain.visit import Seen
from lesvisit.services import agreements, debrief
from lesvisit.services.desk import inserted
from lesvisit.services.prepare import set_head
from lesvisit.services.visits import next_one
from lesvisit.ui.agreement_chain import ChainRoom
from lesvisit.ui.debrief.page import DebriefPage
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.labels import PlainLabel
from tests.ui.debrief.support import CTRL, Desk, seen_only

TAB, ENTER, SPACE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space


def to_agreements(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    while desk.page.talk.step_id != "agree":
        desk.press(ENTER, CTRL)


def tab_names(desk: Desk, count: int) -> list[str]:
    names = []
    for _ in range(count):
        desk.press(TAB)
        parent = desk.focus.parentWidget()
        names.append(desk.focus.objectName() or (parent.objectName() if parent else ""))
    return names


def test_typing_begins_with_what_and_tab_goes_in_the_order_of_speaking(desk: Desk) -> None:
    to_agreements(desk)
    assert desk.focus.objectName() == "agreementWhat"
    desk.type("eerst tien seconden")
    names = tab_names(desk, 9)
    assert names == [
        "agreementWho_Noor",
        "agreementWho_Bram",
        "agreementWho_Yara",
        "agreementWhoOther",
        "agreementWhen",
        "agreementDueAdd",
        "agreementSee",
        "agreementGoal",
        "agreementBoard",
    ]


def test_a_date_takes_one_tab(desk: Desk) -> None:
    to_agreements(desk)
    desk.type("eerst tien seconden")
    card = desk.page.work.agreements.cards[0]
    card.due.add.setFocus()
    desk.press(ENTER)
    assert desk.focus is card.due.field
    assert tab_names(desk, 2) == ["agreementDueClear", "agreementSee"]
    assert debrief.agreements(desk.view)[0].payload.due == date(2026, 12, 8)


def test_no_example_looks_like_a_value(desk: Desk) -> None:
    to_agreements(desk)
    card = desk.page.work.agreements.cards[0]
    assert isinstance(card.when.input, QLineEdit)
    assert card.who.other.input.placeholderText() == ""
    assert card.when.input.placeholderText() != ""
    assert card.when.input.placeholderText().split()[0] in ("for", "bijvoorbeeld:", "bijvoorbeeld")


def test_a_fourth_asks_which_come_first_and_loses_nothing(desk: Desk) -> None:
    to_agreements(desk)
    block = desk.page.work.agreements
    for number in range(1, 5):
        desk.type(f"afspraak {number}")
        desk.page.talk.flush()
        if number < 4:
            assert not block.first.isVisible()
            block.add.setFocus()
            desk.press(ENTER)
            assert desk.focus.objectName() == "agreementWhat"
    assert block.first.isVisible()
    assert [box.isChecked() for box in block.first.boxes] == [True, True, True, False]
    block.first.boxes[1].setFocus()
    desk.press(SPACE)
    block.first.boxes[3].setFocus()
    desk.press(SPACE)
    block.first.boxes[1].setFocus()
    desk.press(SPACE)
    assert not block.first.ready.isEnabled(), "four is not small"
    desk.press(SPACE)
    block.first.ready.setFocus()
    desk.press(SPACE)
    assert [r.payload.what for r in debrief.agreements(desk.view)] == ["afspraak 1", "afspraak 3", "afspraak 4"]
    assert [r.payload.what for r in agreements.for_later(desk.view)] == ["afspraak 2"]
    assert not block.first.isVisible()
    assert block.later.isVisible()
    assert len(block.cards) == 3
    desk.house.settle()
    desk.session.undo("debrief", desk.page.talk.writer_id).result(20)
    desk.house.qtbot.waitUntil(lambda: len(debrief.agreements(desk.view)) == 4, timeout=5000)
    assert block.first.isVisible()


def test_going_on_with_four_asks_once_and_then_goes_on(desk: Desk) -> None:
    to_agreements(desk)
    block = desk.page.work.agreements
    for number in range(1, 5):
        desk.type(f"afspraak {number}")
        desk.page.talk.flush()
        if number < 4:
            block.add.click()
    desk.press(ENTER, CTRL)
    assert desk.page.talk.step_id == "agree"
    assert desk.focus is block.first.boxes[-1]
    desk.house.qtbot.waitUntil(lambda: not block.first.visibleRegion().isEmpty())
    desk.press(ENTER, CTRL)
    assert desk.page.talk.step_id == "look-back"
    assert len(debrief.agreements(desk.view)) == 4


def test_the_question_which_one_first_is_whole_in_sight(desk: Desk) -> None:
    """The open card folds at that moment: the question moves up and must be looked for where it then stands."""
    to_agreements(desk)
    desk.window.resize(1240, 560)
    block, area = desk.page.work.agreements, desk.page.columns.area
    for number in range(1, 5):
        desk.type(f"afspraak {number}")
        desk.page.talk.flush()
        if number < 4:
            block.add.click()
    desk.press(ENTER, CTRL)

    def in_sight() -> None:
        top = block.first.mapTo(area.viewport(), QPoint(0, 0)).y()
        assert 0 <= top <= area.viewport().height() - block.first.height()

    desk.house.qtbot.waitUntil(lambda: not desk.page.columns.revealing)
    in_sight()


def test_what_was_kept_for_later_comes_back(desk: Desk) -> None:
    session = seen_only(desk.house)
    worker = desk.house.workspace.desk
    for text, later in (("nu", False), ("later", True)):
        session.do(debrief.add_agreement(worker, session.view, Agreement(text, later=later)))
    desk.show(session)
    desk.page.talk.open_step("agree")
    kept = agreements.for_later(desk.view)[0]
    back = desk.page.work.agreements.later.findChild(LinkButton, f"laterBack_{kept.id}")
    assert back is not None
    back.setFocus()
    desk.press(SPACE)
    assert [r.payload.what for r in debrief.agreements(desk.view)] == ["nu", "later"]


def test_coming_back_in_the_middle_of_an_agreement(desk: Desk) -> None:
    to_agreements(desk)
    desk.press(Qt.Key.Key_T, CTRL)
    visit_id = desk.session.book.scope_id
    desk.page.work.agreements.take_focus()
    desk.type("eerst tien seco")  # half a word, not kept yet
    card = desk.page.work.agreements.cards[0]
    card.when.editor.setFocus()
    desk.type("vanaf don")
    desk.page.leave()
    desk.house.settle()
    again = DebriefPage(desk.house.reopen())
    desk.house.qtbot.addWidget(again)
    again.show_visit(desk.house.open_visit(visit_id))
    assert again.talk.step_id == "agree"
    assert again.talk.writer == "Noor"
    shown = again.work.agreements.cards[0]
    assert (shown.what.text(), shown.when.text()) == ("eerst tien seco", "vanaf don")
    again.leave()
    desk.page.talk.session = None  # its database is closed


def test_the_last_agreements_open_the_next_debrief(desk: Desk) -> None:
    session = desk.house.sample_visit()
    workspace = desk.house.workspace
    following = workspace.start_visit(next_one(workspace.desk, session.view))
    operation = set_head(workspace.desk, following.view, learning_question="en nu?")
    assert operation is not None
    following.do(operation)
    worker, book = workspace.desk, following.book
    note = inserted(Note("21 schrijven binnen 10 sec"), worker.stamp(book, worker.moment()))
    following.do(worker.operation(book, "observe", "note.keep", (note,)))  # without notes there is nothing to link
    desk.house.settle()
    desk.show(following)
    block = desk.page.work.earlier
    desk.house.qtbot.waitUntil(block.isVisible, timeout=5000)
    assert [row.found.record.payload.local_id for row in block.rows] == ["A1", "A2", "A3"]
    first = block.rows[0]
    tile = first.answer.tiles()[1]
    tile.setFocus()
    desk.press(SPACE)
    assert agreements.seen_of(desk.view, first.agreement_id).seen is Seen.PARTLY
    first.link.setFocus()
    desk.press(SPACE)
    assert desk.page.talk.ref == agreements.seen_ref(first.agreement_id)
    asked: list[frozenset[str]] = []
    desk.page.chain_wanted.connect(asked.append)
    block.chain.setFocus()
    desk.press(SPACE)
    assert asked == [agreements.pair_of(desk.view.visit)]


def test_the_chain_shows_the_linked_note_and_stays_of_the_two(desk: Desk) -> None:
    workspace = desk.house.workspace
    session = desk.house.sample_visit()
    a1 = debrief.agreements(session.view)[0]
    following = workspace.start_visit(next_one(workspace.desk, session.view))
    worker, book = workspace.desk, following.book
    note = inserted(Note("21 schrijven binnen 10 sec"), worker.stamp(book, worker.moment()))
    following.do(worker.operation(book, "observe", "note.keep", (note,)))
    desk.house.settle()
    desk.show(following)
    block = desk.page.work.earlier
    desk.house.qtbot.waitUntil(block.isVisible, timeout=5000)
    block.rows[0].link.setFocus()
    desk.press(SPACE)
    assert desk.focus is desk.page.evidence.list
    desk.press(SPACE)  # the one note
    assert agreements.seen_of(desk.view, a1.id) == SeenToday(a1.id, Seen.YES, (note.record_id,))
    desk.house.settle()
    room = ChainRoom(workspace)
    desk.house.qtbot.addWidget(room)
    room.show()
    room.show_chain(agreements.pair_of(session.view.visit))
    desk.house.qtbot.waitUntil(lambda: bool(words(room, "chainNote")), timeout=5000)
    assert words(room, "chainWhat")[0] == a1.payload.what
    assert words(room, "chainNote") == ["00:00  21 schrijven binnen 10 sec"]
    workspace.profile.remember(me_id=desk.person("Yara"))
    room.show_chain(agreements.pair_of(session.view.visit))
    assert words(room, "chainWhat") == []
    assert room.empty.isVisible()


def words(room: ChainRoom, name: str) -> list[str]:
    return [label.text() for label in room.findChildren(PlainLabel, name) if label.isVisible()]
