"""The laptop goes out in the middle of the talk: what was typed up to a moment ago stands there again."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lesvisit.domain.debrief import BoardCard, NextVisit, Takeaway
from lesvisit.services import debrief
from lesvisit.ui.debrief.page import DebriefPage
from lesvisit.ui.widgets.quiet_commit import QUIET_MS
from tests.support.house import House
from tests.ui.debrief.support import CTRL, Desk, seen_only

SAID = "Noor: ik dacht dat ze het a"
ANSWER = "4 van de 7 ke"
EXPLAINED = "van 9 naar 22 van de"
REACTED = "met mijn gezicht naar de kl"
TAKEN = "de stille min"
SUCCESS = "23 van de 26 schre"
QUESTION = "wie begint er zel"


def typed_in(desk: Desk, field: QWidget, text: str, kept: Callable[[], str]) -> None:
    """Typed and left alone, with the cursor still in it: quiet keeps it, nothing else does."""
    field.setFocus()
    desk.type(text)
    assert kept() == ""
    desk.house.qtbot.waitUntil(lambda: kept() == text, timeout=QUIET_MS + 1500)
    assert desk.focus is field


@contextmanager
def after_the_power(desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """The next start, over what the disk had when the power went: nobody closed anything."""
    desk.house.settle()
    visit_id = desk.session.book.scope_id
    shutil.copytree(desk.house.data_dir, tmp_path / "after")
    house = House(desk.house.qtbot, tmp_path / "after", desk.house.app)
    page = DebriefPage(house.workspace)
    house.qtbot.addWidget(page)
    page.resize(1258, 604)
    page.show()
    again = Desk(house, page, page)
    again.show(house.open_visit(visit_id))
    yield again
    page.leave()
    house.settle()
    house.close()


def test_quiet_is_short() -> None:
    assert QUIET_MS <= 800


def test_step_texts_answers_and_evidence(desk: Desk, tmp_path: Path) -> None:
    desk.show(seen_only(desk.house))
    page = desk.page
    desk.press(Qt.Key.Key_Return, CTRL)
    page.talk.open_ref(desk.ref("K1"))
    question, criterion = desk.ref("K1"), desk.ref("D1b")
    body = page.work.questions.body
    typed_in(desk, body.text.editor, ANSWER, lambda: debrief.answer_of(desk.view, question).text)
    page.talk.open_step("fact")
    page.talk.open_ref(criterion)
    body = page.work.goals.body
    typed_in(desk, body.text.editor, EXPLAINED, lambda: debrief.evidence_of(desk.view, criterion).text)
    typed_in(desk, page.work.step_text.text.editor, SAID, lambda: debrief.step_text(desk.view, "fact"))

    with after_the_power(desk, tmp_path) as again:
        work = again.page.work
        assert again.page.talk.step_id == "fact", "it goes on where it was"
        assert work.step_text.text.text() == SAID
        again.page.talk.open_ref(criterion)
        assert work.goals.body.text.text() == EXPLAINED
        again.page.talk.open_step("open")
        again.page.talk.open_ref(question)
        assert work.questions.body.text.text() == ANSWER


def test_a_reaction_in_its_row(desk: Desk, tmp_path: Path) -> None:
    desk.show(seen_only(desk.house))
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.press(Qt.Key.Key_T, CTRL)
    note, writer = desk.note("n42").id, desk.page.talk.writer_id
    desk.page.evidence.list.setFocus()
    desk.go_to("n42")
    desk.press(Qt.Key.Key_R)

    def kept() -> str:
        record = debrief.reaction_of(desk.view, note, writer)
        return record.payload.text if record is not None else ""

    typed_in(desk, desk.focus, REACTED, kept)
    with after_the_power(desk, tmp_path) as again:
        assert again.page.talk.writer_id == writer
        line = next(line for line in again.page.evidence.model.lines if line.id == note)
        assert [(a.author_id, a.text) for a in line.answers] == [(writer, REACTED)]


def test_takeaway_success_and_next_visit(desk: Desk, tmp_path: Path) -> None:
    desk.show(seen_only(desk.house))
    desk.press(Qt.Key.Key_Return, CTRL)
    page = desk.page

    def success() -> str:
        card = desk.view.book.first(BoardCard)
        return card.payload.success if card is not None else ""

    def takeaway() -> str:
        record = desk.view.book.first(Takeaway)
        return record.payload.text if record is not None else ""

    def question() -> str:
        record = desk.view.book.first(NextVisit)
        return record.payload.focus_text if record is not None else ""

    page.talk.open_step("agree")
    typed_in(desk, page.work.success.text.editor, SUCCESS, success)
    page.talk.open_step("look-back")
    typed_in(desk, page.work.takeaway.text.editor, TAKEN, takeaway)
    typed_in(desk, page.work.next_visit.focus_text.editor, QUESTION, question)

    with after_the_power(desk, tmp_path) as again:
        work = again.page.work
        assert again.page.talk.step_id == "look-back"
        assert (work.takeaway.text.text(), work.next_visit.focus_text.text()) == (TAKEN, QUESTION)
        again.page.talk.open_step("agree")
        assert work.success.text.text() == SUCCESS
