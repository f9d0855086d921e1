"""What was counted beside the notes: looked at, filtered by phase, set right by keyboard, filled in afterwards."""

import json
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from lesvisit.blocks import kind_of
from lesvisit.blocks.interval_grid import KIND as GRID
from lesvisit.domain.debrief import Debrief
from lesvisit.domain.events import Duration, Entry, StampMove, Sweep, Tick
from lesvisit.domain.template import Block
from lesvisit.exchange.schema import load_visit, visit_json
from lesvisit.exchange.strict import parse
from lesvisit.services import blocks, corrections
from lesvisit.services.session import VisitSession
from lesvisit.ui.debrief.correction_fields import fields_of, with_value
from lesvisit.ui.debrief.correction_panel import CorrectionPanel
from lesvisit.ui.debrief.counts_card import CountsCard
from lesvisit.ui.debrief.counts_words import counted_parts, has_counts, of_phase, phase_lines
from tests.reports.support import minimal, sample, visit_of
from tests.support.full_form import blocks as all_blocks
from tests.support.full_form import with_form
from tests.ui.debrief.support import CTRL, Desk, seen_only


@pytest.fixture
def looking(desk: Desk) -> Desk:
    """The two look at what was counted in the worked visit."""
    desk.show(desk.house.sample_visit())
    desk.page.evidence.show_counts(True)
    return desk


def full_visit(desk: Desk) -> VisitSession:
    """A visit with every type of block, filled, on the disk."""
    data = parse(json.dumps(visit_json(with_form(sample()))).encode())
    database = desk.house.workspace.database
    return desk.house.open_visit(database.write(lambda c: load_visit(c, data)).result(20))


def card(desk: Desk, part_id: str) -> CountsCard:
    return desk.page.evidence.counts.cards[part_id]


def opened(desk: Desk, part_id: str) -> CorrectionPanel:
    """The list of a part, opened by its key."""
    found = card(desk, part_id)
    found.look_over.setFocus()
    desk.press(Qt.Key.Key_Space)
    assert found.panel is not None
    assert desk.focus is found.panel.list
    return found.panel


def undo(desk: Desk) -> None:
    desk.session.undo("debrief", desk.house.workspace.me_id).result(20)
    desk.house.settle()


def lines(panel: CorrectionPanel) -> list[tuple[str, str, str, str]]:
    return [(x.minute, x.what, x.value, x.mark) for x in panel.list.events_model.lines]


# Looking


def test_every_part_of_the_sample_is_drawn_with_its_words(looking: Desk) -> None:
    cards = looking.page.evidence.counts.cards
    assert list(cards) == ["T1", "durations", "sweeps", "case_matrix", "seating"]
    for found in cards.values():
        assert found.drawn.isVisible()
        assert found.drawn.drawing is not None
        assert found.drawn.accessibleName() == found.drawn.drawing.words != ""
    words = cards["T1"].drawn.accessibleName().splitlines()
    assert len(words) == 6
    assert words[2] == "vraag aan hele klas: mondeling: 7 (F1 1, F3 3, F4 1, F5 2)"


def test_a_visit_without_counts_has_one_view(desk: Desk) -> None:
    data = json.dumps(visit_json(visit_of(minimal(notes=[{"id": "n1", "t": "01:00", "text": "x"}]))))
    database = desk.house.workspace.database
    visit_id = database.write(lambda c: load_visit(c, parse(data.encode()))).result(20)
    desk.show(desk.house.open_visit(visit_id))
    assert not desk.page.evidence.shown.isVisible()
    assert desk.page.evidence.title.text() != ""
    desk.page.evidence.show_counts(True)
    assert not desk.page.evidence.counting
    assert desk.page.evidence.list.isVisible()


def test_the_keyboard_goes_from_the_notes_to_the_counts_and_back(desk: Desk) -> None:
    desk.show(desk.house.sample_visit())
    desk.page.evidence.shown.tiles()[0].setFocus()
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Space)
    assert desk.page.evidence.counting
    assert not desk.page.evidence.list.isVisible()
    names = []
    for _ in range(8):
        desk.press(Qt.Key.Key_Tab)
        names.append(desk.focus.objectName())
    assert names[:4] == ["filterPhase", "lookOver_T1", "lookOver_durations", "lookOver_sweeps"]
    desk.go_to("n10")
    assert not desk.page.evidence.counting


def test_looking_begins_no_talk(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    desk.page.evidence.show_counts(True)
    panel = opened(desk, "T1")
    desk.press(Qt.Key.Key_Delete)
    assert len(lines(panel)) == 19
    found = desk.view.book.first(Debrief)
    assert found is None or found.payload.started_utc is None


# One phase


def test_a_phase_shows_only_what_fell_in_it(looking: Desk) -> None:
    looking.page.evidence.set_phase(looking.ref("F3"))
    assert "mondeling: 3 (F3 3)" in card(looking, "T1").drawn.accessibleName()
    assert "F4" not in card(looking, "T1").drawn.accessibleName()
    assert [x[0] for x in lines(opened(looking, "durations"))] == ["11:40", "13:20", "15:35"]
    looking.page.evidence.set_phase(looking.ref("F2"))
    assert not card(looking, "T1").drawn.isVisible()
    assert card(looking, "T1").phases.isVisible()
    looking.page.evidence.set_phase(looking.ref("F2"))
    assert len(lines(opened(looking, "T1"))) == 20


def test_case_pupils_of_one_phase_alone() -> None:
    view = sample()
    part = next(p for p in counted_parts(view, _says()) if p.id == "case_matrix")
    only = of_phase(view, part, view.phases[2].id)
    assert {r.payload.phase_id for r in only.of_block("case_matrix")} == {view.phases[2].id}
    assert {p.id for p in (only.phase_of(n) for n in only.notes) if p} == {view.phases[2].id}


def test_counts_per_phase_in_words() -> None:
    view = with_form(sample())
    by_id = {p.id: p for p in counted_parts(view, _says())}
    assert phase_lines(view, by_id["b-tally"], _says()) == ("F1 1, F3 1, F4 1, F5 1",)
    assert phase_lines(view, by_id["b-seat_map"], _says()) == ("beurt: F1 1, F4 1", "hulp: F3 1, F5 1")
    assert phase_lines(view, by_id["b-field"], _says()) == ()


def test_what_is_filled_in_later_in_a_grid_counts_for_its_interval(desk: Desk) -> None:
    desk.show(full_visit(desk))
    desk.page.evidence.show_counts(True)
    card(desk, "b-interval_grid").fill.click()
    assert desk.page.over.fill.host is not None
    grid = next(b for b in all_blocks() if b.type == "interval_grid")
    minute = desk.page.over.fill.host.minute()
    assert minute is not None
    pressed = GRID.press_at(desk.view, grid, "overlegt", 3, minute)
    assert pressed is not None
    desk.page.over.fill.host.enter(grid, pressed.payload)
    desk.page.over.close_block()
    panel = opened(desk, "b-interval_grid")
    assert next(x[0] for x in lines(panel) if x[1] == "overlegt") == "06:00"
    desk.page.evidence.set_phase(desk.ref("F1"))
    assert "overlegt" in [x[1] for x in lines(panel)]


def _says() -> Any:
    from tests.reports.support import translator

    return translator("en")


# Setting right


def test_a_press_gets_another_time_by_keyboard(looking: Desk) -> None:
    panel = opened(looking, "T1")
    tick = looking.view.ticks("T1")[0]
    assert lines(panel)[0][:2] == ("03:00", "vraag aan hele klas: wisbordje")
    looking.press(Qt.Key.Key_Return)
    assert looking.focus.objectName() == "event_minute"
    looking.focus.selectAll()  # type: ignore[attr-defined]
    looking.type("08:10")
    looking.press(Qt.Key.Key_Return)
    assert looking.view.minute_text(tick) == "08:10"
    assert looking.view.book.get(tick.id) == tick
    assert ("08:10", "vraag aan hele klas: wisbordje") in [x[:2] for x in lines(panel)]
    assert next(x for x in lines(panel) if x[0] == "08:10")[3] != ""
    assert panel.list.line is not None
    assert panel.list.line.record_id == tick.id
    assert "F2 1" in card(looking, "T1").drawn.accessibleName()
    looking.press(Qt.Key.Key_Escape)
    assert looking.focus is panel.list
    undo(looking)
    assert looking.view.minute_text(tick) == "03:00"
    assert lines(panel)[0][3] == ""


def test_a_time_that_is_none_is_said_and_stays_in_the_field(looking: Desk) -> None:
    panel = opened(looking, "T1")
    looking.press(Qt.Key.Key_Return)
    field = looking.focus
    assert isinstance(field, QLineEdit)
    field.selectAll()
    looking.type("straks")
    looking.press(Qt.Key.Key_Return)
    assert panel.fields.frame("minute").wrong.isVisible()
    assert field.text() == "straks"
    assert looking.view.book.of(StampMove) == []


def test_a_press_of_the_wrong_counter_goes_to_another(looking: Desk) -> None:
    panel = opened(looking, "T1")
    tick = looking.view.ticks("T1")[0]
    looking.press(Qt.Key.Key_Return)
    looking.press(Qt.Key.Key_Tab)
    choice = looking.focus
    assert isinstance(choice, QComboBox)
    assert choice.currentData() == "T1"
    looking.press(Qt.Key.Key_Down)
    assert [len(looking.view.ticks(c)) for c in ("T1", "T2")] == [2, 3]
    moved = looking.view.book.get(tick.id)
    assert moved is not None
    assert isinstance(moved.payload, Tick)
    assert (moved.stamp, moved.payload.counter_id) == (tick.stamp, "T2")
    assert blocks.is_corrected(moved)
    assert lines(panel)[0][1:4:2] == ("vraag aan hele klas: overleg / DDU", lines(panel)[0][3])
    assert lines(panel)[0][3] != ""
    undo(looking)
    assert [len(looking.view.ticks(c)) for c in ("T1", "T2")] == [3, 2]


def test_a_press_is_taken_away_and_comes_back(looking: Desk) -> None:
    panel = opened(looking, "T1")
    looking.press(Qt.Key.Key_Down)
    looking.press(Qt.Key.Key_Delete)
    assert len(lines(panel)) == 19
    assert looking.focus is panel.list
    assert panel.list.currentIndex().row() == 1
    undo(looking)
    assert len(lines(panel)) == 20


def test_a_missed_press_is_added_with_its_minute(looking: Desk) -> None:
    panel = opened(looking, "T1")
    panel.missed.item.setCurrentIndex(3)
    panel.missed.minute.input.setFocus()
    looking.type("12:30")
    looking.press(Qt.Key.Key_Return)
    made = looking.view.ticks("T4")[-1]
    assert looking.view.minute_text(made) == "12:30"
    assert panel.list.line is not None
    assert panel.list.line.record_id == made.id
    assert panel.list.line.mark != ""
    assert panel.missed.minute.text() == ""
    looking.house.settle()
    undo(looking)
    assert len(looking.view.ticks("T4")) == 3
    assert looking.view.book.of(StampMove) == []


def test_a_wait_gets_its_length_and_who_answered(looking: Desk) -> None:
    panel = opened(looking, "durations")
    before = len(looking.view.book.of(Duration))
    looking.press(Qt.Key.Key_Return)
    looking.press(Qt.Key.Key_Tab)
    assert looking.focus.objectName() == "event_seconds"
    looking.focus.selectAll()  # type: ignore[attr-defined]
    looking.type("3,5")
    looking.press(Qt.Key.Key_Tab)
    looking.press(Qt.Key.Key_Down)
    found = looking.view.of_block("durations")[0].payload
    assert (found.seconds, found.followed_by, found.label) == (3.5, "then-2", "denktijd (s)")
    assert len(looking.view.book.of(Duration)) == before
    assert lines(panel)[0][1:3] == ("3,5 s", "roepen")
    wrong = panel.fields.frame("seconds")
    assert isinstance(wrong.editor, QLineEdit)
    wrong.editor.setFocus()
    wrong.editor.selectAll()
    looking.type("lang")
    looking.press(Qt.Key.Key_Return)
    assert wrong.wrong.isVisible()
    assert looking.view.of_block("durations")[0].payload.seconds == 3.5


def test_a_round_gets_another_count(looking: Desk) -> None:
    panel = opened(looking, "sweeps")
    field = panel.fields.frame("count:on_task").editor
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    looking.type("21")
    looking.press(Qt.Key.Key_Return)
    first = looking.view.of_block("sweeps")[0].payload
    assert first == Sweep({"on_task": 21}, 26, {blocks.CORRECTED: True})


def test_a_filter_hides_and_hinders_nothing(looking: Desk) -> None:
    """Everything works in every view."""
    looking.page.evidence.set_phase(looking.ref("F4"))
    panel = opened(looking, "T1")
    shown = len(lines(panel))
    looking.press(Qt.Key.Key_Return)
    looking.focus.selectAll()  # type: ignore[attr-defined]
    looking.type("01:00")
    looking.press(Qt.Key.Key_Return)
    assert len(lines(panel)) == shown - 1
    looking.press(Qt.Key.Key_Escape)
    looking.press(Qt.Key.Key_Delete)
    assert len(lines(panel)) == shown - 2
    assert len(looking.view.book.of(Tick)) == 19


def test_what_is_being_typed_is_kept_when_the_page_goes_down(looking: Desk) -> None:
    panel = opened(looking, "case_matrix")
    field = panel.fields.frame("observed").editor
    field.setFocus()
    QTest.keyClicks(field, "toch gezien: ")
    looking.page.leave()
    assert "toch gezien" in looking.view.of_block("case_matrix")[0].payload.observed


# Every type


def test_every_type_is_looked_back_at(desk: Desk) -> None:
    desk.show(full_visit(desk))
    desk.page.evidence.show_counts(True)
    cards = desk.page.evidence.counts.cards
    for block in all_blocks():
        found = cards[block.id]
        assert found.drawn.isVisible(), block.type
        assert found.drawn.heightForWidth(300) > 0
        panel = opened(desk, block.id)
        assert lines(panel), block.type
        desk.press(Qt.Key.Key_Escape)
        assert desk.focus is found.look_over


@pytest.mark.parametrize("block", all_blocks(), ids=lambda b: b.type)
def test_every_field_gives_an_event_of_the_same_kind(block: Block) -> None:
    """Putting back what stands there changes nothing; another value changes one field and nothing else."""
    view, says = with_form(sample()), _says()
    kind = kind_of(block.type)
    assert kind is not None
    for row in kind.rows(view, block, says):
        payload = row.record.payload
        for field in fields_of(view, block, row.record, says):
            assert with_value(view, block, payload, field.key, field.value, "en") == payload
            other = next((v for v, _ in field.choices if v != field.value), "") if field.choices else "7"
            changed = with_value(view, block, payload, field.key, other, "en")
            assert type(changed) is type(payload)
            assert changed != payload
            assert getattr(changed, "block_id", "") == getattr(payload, "block_id", "")


def test_text_of_columns_is_kept_while_it_is_typed(desk: Desk) -> None:
    desk.show(full_visit(desk))
    desk.page.evidence.show_counts(True)
    panel = opened(desk, "b-columns")
    field = panel.fields.frame("text:1").editor
    field.setFocus()
    QTest.keyClicks(field, "nog een ")
    desk.house.qtbot.waitUntil(lambda: "nog een " in desk.view.of_block("b-columns")[0].payload.texts[1])


# Filled in afterwards


def test_a_block_for_afterwards_waits_and_is_filled_in(desk: Desk) -> None:
    view = with_form(sample())
    answered = view.of_block("b-field")
    view = view.with_book(view.book.put([replace(r, deleted=True) for r in answered]))
    data = parse(json.dumps(visit_json(view)).encode())
    database = desk.house.workspace.database
    desk.show(desk.house.open_visit(database.write(lambda c: load_visit(c, data)).result(20)))
    desk.page.evidence.show_counts(True)
    found = card(desk, "b-field")
    assert found.state.isVisible()
    assert not found.look_over.isVisible()
    found.fill.setFocus()
    desk.press(Qt.Key.Key_Space)
    assert desk.page.over.fill.isVisible()
    assert not desk.page.columns.isVisible()
    assert desk.page.over.fill.live is not None
    assert desk.page.over.fill.live.isAncestorOf(desk.focus)
    desk.type("na de les")
    desk.press(Qt.Key.Key_Escape)
    assert desk.page.columns.isVisible()
    entry = desk.view.of_block("b-field")[-1]
    assert isinstance(entry.payload, Entry)
    assert entry.payload.value == "na de les"
    assert not blocks.is_corrected(entry)
    assert not card(desk, "b-field").state.isVisible()
    assert desk.focus is card(desk, "b-field").fill or desk.focus is card(desk, "b-field").look_over


def test_what_is_marked_afterwards_counts_for_the_chosen_minute(desk: Desk) -> None:
    desk.show(full_visit(desk))
    desk.page.evidence.show_counts(True)
    card(desk, "b-seat_map").fill.click()
    sheet = desk.page.over.fill
    assert sheet.host is not None
    assert sheet.minute.text() == "37:30"
    sheet.minute.input.setFocus()
    sheet.minute.set_text("12:00")
    desk.press(Qt.Key.Key_Return)
    block = next(b for b in all_blocks() if b.id == "b-seat_map")
    sheet.host.enter(block, Entry("b-seat_map", "R1P1", "hulp"))
    made = desk.view.of_block("b-seat_map")[-1]
    assert desk.view.minute_text(made) == "12:00"
    assert made.id in corrections.corrected_ids(desk.view)
    desk.house.settle()
    undo(desk)
    assert desk.view.book.get(made.id) is None
    desk.page.over.close_block()
    assert desk.page.columns.isVisible()


@pytest.mark.parametrize("kind", [b.type for b in all_blocks() if b.type not in ("tally", "utterance", "duration")])
def test_every_block_opens_afterwards_and_closes_by_key(desk: Desk, kind: str) -> None:
    desk.show(full_visit(desk))
    desk.page.evidence.show_counts(True)
    card(desk, f"b-{kind}").fill.click()
    assert desk.page.over.fill.live is not None
    assert desk.page.over.fill.live.isVisible()
    desk.page.over.fill.live.first_widget().setFocus()
    for _ in range(3):
        if not desk.page.over.fill.isVisible():
            break
        desk.press(Qt.Key.Key_Escape)
    assert desk.page.columns.isVisible()


def test_the_keys_of_the_talk_rest_while_a_block_is_filled_in(desk: Desk) -> None:
    desk.show(full_visit(desk))
    desk.page.evidence.show_counts(True)
    card(desk, "b-check").fill.click()
    step = desk.page.talk.step_id
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.press(Qt.Key.Key_Tab, CTRL)
    assert desk.page.talk.step_id == step
    assert desk.page.over.fill.isVisible()
    desk.page.over.close_block()
    desk.page.evidence.shown.tiles()[1].setFocus()
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.page.talk.step_id != step


def test_has_counts_knows_when_there_is_nothing() -> None:
    assert has_counts(sample())
    assert not has_counts(visit_of(minimal(notes=[])))
