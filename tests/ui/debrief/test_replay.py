"""The lesson once more, for two chairs: moment by moment with the arrow keys, from a note and back to it."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from lesvisit.domain.debrief import Reaction
from lesvisit.domain.events import NoteKind
from lesvisit.domain.evidence_lines import evidence_lines
from lesvisit.domain.replay import moments, place_of, place_of_phase
from lesvisit.services import debrief
from tests.ui.debrief.support import CTRL, Desk, seen_only

L, ESC = Qt.Key.Key_L, Qt.Key.Key_Escape


def at(desk: Desk) -> str:
    """The sample's name of the moment that is shown."""
    moment = desk.page.over.replay.moment
    assert moment is not None
    return desk.view.book.records[moment.line.id].payload.local_id  # type: ignore[no-any-return]


def open_at(desk: Desk, local_id: str) -> None:
    desk.go_to(local_id)
    desk.press(L)
    assert desk.focus is desk.page.over.replay


def test_from_a_note_to_its_place_in_the_lesson_and_back(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    desk.page.talk.open_step("fact")
    open_at(desk, "n22")
    page, replay = desk.page, desk.page.over.replay
    assert replay.isVisible() and not page.columns.isVisible()  # noqa: PT018 - one or the other
    assert at(desk) == "n22"
    assert replay.face.minute.text() == desk.view.minute_text(desk.note("n22"))
    assert replay.face.text.text() == desk.note("n22").payload.text
    assert replay.planned.title.text().startswith("F4 Begeleide inoefening")
    assert replay.planned.texts["teacher_does"].text().startswith("Regenton")
    assert page.ribbon._data.now == replay.minute
    desk.press(Qt.Key.Key_Right)
    desk.press(ESC)
    assert page.columns.isVisible()
    assert page.ribbon._data.now is None
    line = page.evidence.list.current_line
    assert line is not None
    assert line.id == desk.note("n22").id, "Esc goes back to the note one came from"
    assert desk.focus is page.evidence.list
    desk.press(L)
    desk.press(Qt.Key.Key_Right)
    here = at(desk)
    desk.press(L)
    line = page.evidence.list.current_line
    assert line is not None
    assert line.id == desk.note(here).id, "L goes to the note that is shown"


def test_arrows_step_and_home_and_end_go_to_the_ends(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    desk.page.talk.open_step("think")  # ideas and questions are there too
    open_at(desk, "n01")
    replay = desk.page.over.replay
    desk.press(Qt.Key.Key_Left)
    assert at(desk) == "n01"
    assert not replay.before.isEnabled()
    desk.press(Qt.Key.Key_Down)
    assert at(desk) == "n02"
    desk.press(Qt.Key.Key_End)
    assert at(desk) == "n48"
    assert not replay.after.isEnabled()
    desk.press(Qt.Key.Key_Home)
    assert at(desk) == "n01"
    desk.press(Qt.Key.Key_PageDown)
    assert at(desk) == "n06"
    said = QAccessible.queryAccessibleInterface(replay).text(QAccessible.Text.Name)
    assert desk.note("n06").payload.text in said


def test_what_waits_is_not_shown_before_its_step(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    desk.page.talk.open_step("fact")
    open_at(desk, "n06")
    idea = desk.note("n07")
    assert idea.payload.kind is NoteKind.INTERPRETATION
    desk.press(Qt.Key.Key_Right)
    assert at(desk) == "n08"
    desk.press(ESC)
    desk.go_to("n07")
    desk.press(L)
    assert at(desk) == "n06", "the moment just before what waits"
    desk.press(ESC)
    line = desk.page.evidence.list.current_line
    assert line is not None
    assert line.id == idea.id
    desk.page.talk.open_step("think")
    open_at(desk, "n07")
    assert at(desk) == "n07"


def test_a_phase_of_the_ribbon_is_gone_to(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    open_at(desk, "n01")
    phase = desk.page.ribbon.phase_button(desk.ref("F5"))
    assert phase is not None
    phase.setFocus()
    desk.press(Qt.Key.Key_Return)
    moment = desk.page.over.replay.moment
    assert moment is not None
    assert moment.line.phase_id == desk.ref("F5")
    assert desk.focus is desk.page.over.replay
    desk.press(ESC)
    assert desk.page.evidence.by_phase.value() == "", "no filter came of it"


def test_reacting_and_linking_where_one_is(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    page = desk.page
    page.talk.open_step("fact")
    page.talk.open_ref(desk.ref("D1b"))
    open_at(desk, "n22")
    desk.press(Qt.Key.Key_Space)
    assert debrief.evidence_for(desk.view, desk.ref("D1b")) == (desk.note("n22").id,)
    desk.press(Qt.Key.Key_T, CTRL)  # Noor writes
    desk.press(Qt.Key.Key_R)
    desk.type("dat had ik niet gehoord")
    desk.press(Qt.Key.Key_Return)
    assert desk.focus is page.over.replay
    reaction = desk.view.book.of(Reaction)[0]
    assert (reaction.payload.note_id, reaction.payload.text) == (desk.note("n22").id, "dat had ik niet gehoord")
    assert desk.view.name(reaction.made_by) == "Noor"
    assert "Noor: dat had ik niet gehoord" in page.over.replay.face.answers.text()
    desk.press(Qt.Key.Key_R)
    desk.type(" zeg")
    desk.press(Qt.Key.Key_T, CTRL)  # what Noor typed stays hers
    assert desk.focus is page.over.replay
    assert [r.payload.text for r in desk.view.book.of(Reaction)] == ["dat had ik niet gehoord zeg"]
    desk.press(ESC)
    assert page.columns.isVisible()


def test_a_visit_without_notes_says_so(desk: Desk) -> None:
    desk.show(desk.house.workspace.start_visit())
    desk.page.over.open_replay("")
    assert desk.page.over.replay.moment is None
    assert desk.page.over.replay.empty.isVisible()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_R, Qt.Key.Key_Space):
        desk.press(key)
    desk.press(ESC)
    assert desk.page.columns.isVisible()


def test_moments_are_pure(desk: Desk) -> None:
    view = desk.house.sample_visit().view
    lines = evidence_lines(view)
    found = moments(view, lines)
    assert [m.line.id for m in found] == [n.id for n in view.notes if n.payload.text or n.payload.effect]
    assert place_of((), "x") == -1
    assert place_of(found, "unknown", -5.0) == 0
    assert place_of(found, "unknown", 999.0) == len(found) - 1
    assert place_of_phase(found, "unknown") == -1
    assert moments(view, lines, {n.id for n in view.notes}) == ()


def test_the_misconception_of_a_phase_stands_with_its_plan(desk: Desk) -> None:
    session = seen_only(desk.house)
    desk.show(session)
    version = session.view.version
    assert version is not None
    phases = tuple(
        replace(p, misconception="+6 in plaats van 6x") if session.view.codes.get(p.id) == "F4" else p
        for p in version.phases
    )
    session.reframe(design=session.view.design, version=replace(version, phases=phases))
    desk.page.talk.open_step("fact")
    open_at(desk, "n22")
    shown = desk.page.over.replay.planned.texts["misconception"]
    code = desk.page.over.replay.planned.title.text()[:2]
    assert code == "F4"
    assert shown.isVisible()
    assert shown.text() == "+6 in plaats van 6x"
