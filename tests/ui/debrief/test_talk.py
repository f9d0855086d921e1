"""Who writes now, the soft clock, undo, another protocol, and coming back."""

from PySide6.QtCore import Qt

from lesvisit.domain.debrief import Agreement, Evidence, Reaction
from lesvisit.domain.shapes import Breadth
from lesvisit.services import debrief
from lesvisit.services.library import protocols
from lesvisit.ui.debrief.page import DebriefPage
from tests.ui.debrief.support import CTRL, Desk, seen_only


def test_the_writer_is_the_author(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    page = desk.page
    page.talk.begin()
    assert page.foot.writer.accessibleName() == "Nu schrijft: Bram"
    page.talk.open_step("fact")
    page.work.step_text.text.editor.setFocus()
    desk.type("Bram typt")
    desk.press(Qt.Key.Key_F6)
    assert page.foot.writer.accessibleName() == "Nu schrijft: Noor"
    assert page.talk.frame.writer_id == desk.person("Noor")
    page.talk.open_ref(desk.ref("D1b"))
    page.evidence.list.setFocus()
    desk.press(Qt.Key.Key_1)
    desk.press(Qt.Key.Key_T, CTRL)
    assert page.talk.writer == "Bram"
    by = {type(r.payload).__name__: desk.view.name(r.author_id) for r in desk.view.book.records.values()}
    assert by["StepText"] == "Bram"  # typed before the keyboard changed hands
    assert by["Evidence"] == "Noor"


def test_a_reaction_under_way_stays_of_who_typed_it(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    desk.page.talk.begin()
    desk.go_to("n22")
    desk.press(Qt.Key.Key_R)
    desk.type("van Bram")
    desk.press(Qt.Key.Key_T, CTRL)
    said = [(r.payload.text, desk.view.name(r.made_by)) for r in desk.view.book.of(Reaction)]
    assert said == [("van Bram", "Bram")]


def test_with_one_name_there_is_nobody_to_switch_to(desk: Desk) -> None:
    said: list[str] = []
    desk.house.workspace.said.connect(said.append)
    desk.show(desk.house.workspace.start_visit())
    desk.press(Qt.Key.Key_T, CTRL)
    assert said == ["Er is nog maar één naam bekend. Vul bij Voorbereiden in wie de les gaf."]


def test_the_soft_clock_counts_the_open_step(desk: Desk) -> None:
    clock = desk.house.clock
    desk.show(seen_only(desk.house))
    page = desk.page
    page.second.stop()  # the test is the clock

    def minutes(count: float) -> None:
        for _ in range(round(count * 2)):
            clock.pass_by(30)
            page.tick()

    minutes(3)
    assert page.talk.seconds("open") == 0  # only looking
    page.go_on()
    minutes(2)
    item = page.steps.item("open")
    assert item is not None
    assert item.bar.accessibleName() == "1 min langer"
    page.go_on()
    assert page.talk.frame.step_sec == {"open": 120}
    minutes(1.5)
    fact = page.steps.item("fact")
    assert fact is not None
    assert fact.bar.accessibleName() == "1 van 4 min"
    clock.pass_by(3600)  # the laptop slept
    page.tick()
    page.leave()
    assert page.talk.frame.step_sec == {"open": 120, "fact": 90}


def test_time_is_kept_each_half_minute(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    page = desk.page
    page.second.stop()
    page.talk.begin()
    for _ in range(30):
        desk.house.clock.pass_by(1)
        page.tick()
    assert page.talk.frame.step_sec == {"open": 30}


def test_undo_takes_back_the_last_act_and_the_page_shows_it(desk: Desk) -> None:
    session = seen_only(desk.house)
    desk.show(session)
    page = desk.page
    page.talk.open_step("fact")
    page.talk.open_ref(desk.ref("D1b"))
    page.evidence.list.setFocus()
    desk.go_to("n22")
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_1)
    desk.house.settle()
    tiles = page.work.goals.body.tiles
    assert tiles.value() is Breadth.MOST
    session.undo("debrief", page.talk.writer_id).result(20)
    desk.house.qtbot.waitUntil(lambda: tiles.value() is None, timeout=5000)
    assert page.talk.evidence == (desk.note("n22").id,)
    session.undo("debrief", page.talk.writer_id).result(20)
    desk.house.qtbot.waitUntil(lambda: page.talk.evidence == (), timeout=5000)
    session.redo("debrief", page.talk.writer_id).result(20)
    desk.house.qtbot.waitUntil(lambda: page.talk.evidence != (), timeout=5000)
    assert debrief.begun(page.talk.frame)  # the frame of the talk is no act to take back


def test_an_answer_that_undo_brings_back_is_still_whose_it_was(desk: Desk) -> None:
    session = seen_only(desk.house)
    desk.show(session)
    page = desk.page
    page.switch_writer()
    note = desk.note("n42").id
    for text in ("eerst zo", "toen zo"):
        page.talk.do(lambda d, v, text=text: debrief.set_reaction(d, v, note, text))  # type: ignore[misc]
    desk.house.settle()
    session.undo("debrief", desk.person("Bram")).result(20)
    desk.house.qtbot.waitUntil(lambda: desk.view.book.of(Reaction)[0].payload.text == "eerst zo", timeout=5000)
    assert desk.view.book.of(Reaction)[0].author_id == desk.person("Noor")


def test_an_agreement_taken_away_comes_back(desk: Desk) -> None:
    session = seen_only(desk.house)
    desk.show(session)
    page = desk.page
    page.talk.open_step("agree")
    card = page.work.agreements.cards[0]
    card.take_focus()
    desk.type("stille minuut")
    page.talk.flush()
    assert [c.record_id for c in page.work.agreements.cards] == [card.record_id]
    card.remove.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert not debrief.agreements(desk.view)
    assert page.work.agreements.cards == []
    desk.house.settle()
    session.undo("debrief", page.talk.writer_id).result(20)
    desk.house.qtbot.waitUntil(lambda: bool(page.work.agreements.cards), timeout=5000)
    assert page.work.agreements.cards[0].what.text() == "stille minuut"


def test_a_fourth_agreement_is_possible_and_asks_which_come_first(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    page = desk.page
    page.talk.open_step("agree")
    block = page.work.agreements
    for number in range(4):
        if number:
            assert block.add.isEnabled()
            block.add.setFocus()
            desk.press(Qt.Key.Key_Return)
        assert desk.focus.objectName() == "agreementWhat" or number == 0
        block.cards[-1].take_focus()
        desk.type(f"afspraak {number + 1}")
        page.talk.flush()
    assert [r.payload.what for r in debrief.agreements(desk.view)] == [f"afspraak {n}" for n in (1, 2, 3, 4)]
    assert block.first.isVisible()
    assert all(isinstance(r.payload, Agreement) for r in debrief.agreements(desk.view))


def test_an_agreement_that_stays_empty_is_never_stored(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    page = desk.page
    page.talk.begin()
    page.talk.open_step("agree")
    assert len(page.work.agreements.cards) == 1
    page.talk.open_step("look-back")
    assert not debrief.agreements(desk.view)


def test_another_protocol_during_the_talk(desk: Desk) -> None:
    session = seen_only(desk.house)
    desk.show(session)
    page = desk.page
    page.talk.begin()
    page.talk.open_step("fact")
    menu = page.steps.protocol_menu()
    other = next(a for a in menu.actions() if not a.isChecked())
    other.trigger()
    assert desk.view.protocol == protocols(desk.house.workspace.resources)[1]
    assert page.talk.step_id == "fact"
    assert page.steps.item("own-view") is not None
    assert page.work.title.text() == "Wat er gezien is"


def test_coming_back_shows_the_same(desk: Desk) -> None:
    session = seen_only(desk.house)
    desk.show(session)
    page = desk.page
    page.talk.open_step("fact")
    page.talk.open_ref(desk.ref("D2a"))
    page.evidence.list.setFocus()
    desk.press(Qt.Key.Key_2)
    page.work.goals.body.text.editor.setFocus()
    desk.type("16 van 26")
    page.leave()
    desk.house.settle()
    workspace = desk.house.reopen()
    again = DebriefPage(workspace)
    desk.house.qtbot.addWidget(again)
    again.show_visit(desk.house.open_visit(session.book.scope_id))
    assert again.talk.step_id == "fact"
    evidence = [r.payload for r in again.talk.view.book.of(Evidence)]
    assert [(e.breadth, e.text) for e in evidence] == [(Breadth.SOME, "16 van 26")]
    again.talk.open_ref(evidence[0].criterion_id)
    assert again.work.goals.body.tiles.value() is Breadth.SOME
    assert again.work.goals.body.text.text() == "16 van 26"
    again.leave()
    desk.page.talk.session = None  # its database is closed


def test_what_comes_back_never_fights_the_caret(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    page = desk.page
    page.talk.open_step("fact")
    editor = page.work.step_text.text.editor
    editor.setFocus()
    desk.type("eerste zin")
    page.talk.flush()
    desk.press(Qt.Key.Key_Home)
    desk.type("De ")
    page.talk.open_ref(desk.ref("D1b"))  # keeps it, and the change comes back
    desk.type("aller")
    assert page.work.step_text.text.text() == "De allereerste zin"


def test_no_score_anywhere(desk: Desk) -> None:
    desk.show(desk.house.sample_visit())
    page = desk.page
    for step in page.talk.steps:
        page.talk.open_step(step.id)
        words = " ".join(label.text() for label in page.findChildren(type(page.work.title)) if label.isVisible())
        for wrong in ("%", "gemiddeld", "score", "cijfer", "punten"):
            assert wrong not in words.lower()
