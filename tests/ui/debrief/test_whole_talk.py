"""A whole debrief with the keyboard alone."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from lesvisit.domain.debrief import Evidence, NextVisit, Reaction, StepText
from lesvisit.domain.shapes import Breadth
from lesvisit.domain.visit import FocusQuestion
from lesvisit.services import debrief
from lesvisit.services.prepare import set_head
from tests.ui.debrief.support import CTRL, Desk, seen_only


def test_the_worked_visit_from_begin_to_share(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    assert not debrief.begun(desk.page.talk.frame)
    desk.press(Qt.Key.Key_Return, CTRL)  # begin
    assert debrief.begun(desk.page.talk.frame)
    desk.press(Qt.Key.Key_Return, CTRL)  # fact and effect
    assert desk.page.talk.step_id == "fact"
    assert desk.view.codes[desk.page.talk.ref] == "D1a"

    desk.press(Qt.Key.Key_Down, CTRL)
    assert desk.view.codes[desk.page.talk.ref] == "D1b"
    desk.cycle_to("evidenceList")
    desk.go_to("n22")
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_1)
    evidence = debrief.evidence_of(desk.view, desk.ref("D1b"))
    assert evidence.notes == (desk.note("n22").id,)
    assert evidence.breadth is Breadth.MOST

    desk.press(Qt.Key.Key_Return, CTRL)  # clarify
    desk.press(Qt.Key.Key_T, CTRL)  # Noor writes
    assert desk.page.talk.writer == "Noor"
    desk.page.evidence.list.setFocus()
    desk.go_to("n42")
    desk.press(Qt.Key.Key_R)
    desk.type("volgende keer met gezicht naar de klas")
    desk.press(Qt.Key.Key_Return)
    reaction = desk.view.book.of(Reaction)[0]
    assert reaction.payload.note_id == desk.note("n42").id
    assert reaction.author_id == desk.person("Noor")

    desk.press(Qt.Key.Key_Return, CTRL)  # think together
    desk.press(Qt.Key.Key_Return, CTRL)  # agreements
    desk.cycle_to("agreementWhat")
    desk.type("eerst tien seconden of bordje")
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Space)  # who: the first name
    agreement = debrief.agreements(desk.view)[0].payload
    assert agreement.what == "eerst tien seconden of bordje"
    assert agreement.who == (desk.person("Noor"),)

    desk.press(Qt.Key.Key_Return, CTRL)  # looking back
    desk.cycle_to("takeaway")
    desk.type("stille minuut in 2hA")
    wanted: list[int] = []
    desk.page.step_wanted.connect(wanted.append)
    desk.press(Qt.Key.Key_Return, CTRL)  # done
    assert wanted == [3]
    assert debrief.over(desk.page.talk.frame)
    assert desk.page.work.takeaway.text.text() == "stille minuut in 2hA"


def test_looking_begins_nothing(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    before = dict(desk.view.book.records)
    for step in desk.page.talk.steps:
        desk.page.talk.open_step(step.id)
    desk.page.talk.open_ref(desk.ref("D2a"))
    desk.page.evidence.search.setText("bordjes")
    desk.page.leave()
    assert desk.view.book.records == before


def test_the_first_act_begins_the_talk(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    desk.page.talk.open_step("fact")
    desk.page.evidence.list.setFocus()
    desk.press(Qt.Key.Key_2)
    frame = desk.page.talk.frame
    assert debrief.begun(frame)
    assert frame.step_id == "fact"
    assert debrief.evidence_of(desk.view, desk.ref("D1a")).breadth is Breadth.SOME


def test_an_empty_visit_says_what_there_is_to_talk_about(desk: Desk) -> None:
    desk.show(desk.house.workspace.start_visit())
    page = desk.page
    assert page.evidence.empty.isVisible()
    assert page.work.no_questions.isVisible()
    assert not page.band.isVisible()
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.press(Qt.Key.Key_Return, CTRL)
    assert page.work.nothing.isVisible()
    page.work.step_text.text.editor.setFocus()
    desk.type("we praatten over denktijd")
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.view.book.of(StepText)[0].payload == StepText("fact", "we praatten over denktijd")
    for _ in range(4):
        desk.press(Qt.Key.Key_Return, CTRL)
    assert debrief.over(page.talk.frame)


def test_without_a_design_it_works_by_the_questions(desk: Desk) -> None:
    session = desk.house.workspace.start_visit()
    question = FocusQuestion("k", "Wie begint binnen tien seconden?")
    operation = set_head(desk.house.workspace.desk, session.view, focus_questions=(question,))
    assert operation is not None
    session.do(operation)
    desk.show(session)
    desk.page.talk.open_step("fact")
    assert desk.page.talk.ref == "k"
    assert desk.page.work.questions.isVisible()
    desk.page.work.questions.body.text.editor.setFocus()
    desk.type("vier van de zes")
    desk.page.talk.flush()
    assert debrief.answer_of(desk.view, "k").text == "vier van de zes"


def test_a_goal_and_its_criteria_are_opened_by_enter(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    desk.page.talk.open_step("fact")
    goals = desk.page.work.goals
    second = goals.row(desk.ref("D2"))
    assert second is not None
    assert not goals.row(desk.ref("D2a")).isVisible()  # type: ignore[union-attr]
    second.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.page.talk.ref == desk.ref("D2a")
    assert goals.row(desk.ref("D2b")).isVisible()  # type: ignore[union-attr]
    assert not goals.row(desk.ref("D1b")).isVisible()  # type: ignore[union-attr]
    second.setFocus()
    desk.press(Qt.Key.Key_Return)  # the goal itself: evidence, no breadth of its own
    assert desk.page.talk.ref == desk.ref("D2")
    assert not goals.body.tiles.isVisible()
    desk.page.evidence.list.setFocus()
    desk.press(Qt.Key.Key_3)
    assert not desk.view.book.of(Evidence)


def test_the_next_visit_is_planned(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    desk.page.talk.open_step("look-back")
    block = desk.page.work.next_visit
    block.day.add.setFocus()
    desk.press(Qt.Key.Key_Return)
    planned = desk.view.book.of(NextVisit)[0].payload
    assert planned.day == date(2026, 12, 8)
    assert planned.minutes == 15
    block.pair.setFocus()
    desk.press(Qt.Key.Key_Down)
    planned = desk.view.book.of(NextVisit)[0].payload
    assert (planned.visitor_id, planned.visited_id) == (desk.person("Bram"), desk.person("Noor"))


def test_tab_goes_as_the_eye_reads(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    desk.page.talk.open_step("fact")
    desk.page.talk.open_ref(desk.ref("D1b"))
    desk.go_to("n22")
    desk.press(Qt.Key.Key_Space)
    row = desk.page.work.goals.row(desk.ref("D1b"))
    assert row is not None
    row.setFocus()
    names = []
    for _ in range(6):
        desk.press(Qt.Key.Key_Tab)
        names.append(desk.focus.objectName())
    link = f"evidence_{desk.note('n22').id}"
    assert names[:4] == ["breadth_most", "explanationText", link, "stepText"]


def test_everything_that_can_be_reached_says_what_it_is(desk: Desk) -> None:
    desk.show(desk.house.sample_visit())
    for step in desk.page.talk.steps:
        desk.page.talk.open_step(step.id)
        for widget in desk.page.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and not _is_inner(widget):
                assert _spoken(widget), widget.objectName() or widget
                assert widget.objectName(), widget


def _spoken(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def _is_inner(widget: QWidget) -> bool:
    name = widget.objectName()
    return name.startswith("qt_") or (isinstance(widget, QAbstractScrollArea) and not name)
