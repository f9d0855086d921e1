"""One changed line: proposed, typed in place, made into a new version by one act that undo takes back whole."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from lesvisit import paths
from lesvisit.domain.debrief import ChangedLine
from lesvisit.domain.records import Record
from lesvisit.exchange.sample import load, read_sample
from lesvisit.services import designs
from lesvisit.ui.debrief.changed_line import ChangedLineBlock
from lesvisit.ui.debrief.changed_line_texts import WasView
from lesvisit.ui.debrief.evidence_links import TimeLink
from lesvisit.ui.debrief.page import DebriefPage
from lesvisit.ui.theme import SEMIBOLD
from tests.reports.support import pair, squeezed, text_of
from tests.support.house import House
from tests.ui.debrief.support import CTRL, Desk

ADDED = ", daarna regenton met stap 5: extra rij 'per 1' onder de tabel"
WHY = "op het ticket rekenden 6 leerlingen nog per stap"
SPACE, TAB = Qt.Key.Key_Space, Qt.Key.Key_Tab


def at_the_line(desk: Desk) -> ChangedLineBlock:
    desk.show(desk.house.sample_visit())
    desk.page.talk.open_step(desk.page.talk.steps[-2].id)
    block = desk.page.work.changed_line
    assert block.isVisible()
    return block


def stored_versions(desk: Desk) -> list[Record[Any]]:
    design_id = desk.view.visit.design_id
    book = desk.house.read(lambda c: designs.open_design(c, design_id))
    return designs.versions(book)


def type_it(desk: Desk, block: ChangedLineBlock) -> None:
    block.now.editor.setFocus()
    desk.press(Qt.Key.Key_End, CTRL)
    desk.type(ADDED)
    desk.press(TAB)
    assert desk.focus.objectName() == "changedWhy"
    desk.type(WHY)
    for link in block.evidence.findChildren(TimeLink):
        desk.press(TAB)
        assert desk.focus is link
    desk.press(TAB)
    assert desk.focus is block.make


def test_a2_becomes_version_two_with_the_difference_shown(desk: Desk) -> None:
    block = at_the_line(desk)
    assert block.line.currentText().startswith("F3")
    assert block.behind.isVisible() and "2" in block.behind.text()  # noqa: PT018
    was = block.was.text()
    assert not block.make.isEnabled()
    type_it(desk, block)
    assert block.was._gone == ()
    assert "regenton met stap 5" in " ".join(block.now.new_words)
    version_id = desk.view.visit.version_id
    desk.press(SPACE)
    desk.house.qtbot.waitUntil(lambda: not block.make.isVisible(), timeout=5000)
    desk.house.settle()
    change = desk.view.book.of(ChangedLine)[0].payload
    assert (change.was, change.now, change.why) == (was, was + ADDED, WHY)
    assert change.agreement_id == next(r.id for r in desk.view.book.records.values() if _local(r) == "A2")
    first, second = stored_versions(desk)
    assert (second.payload.number, second.id, second.payload.why) == (2, change.version_id, WHY)
    assert second.payload.visit_id == desk.session.book.scope_id
    assert second.payload.phases[2].teacher_does == was + ADDED
    assert first.payload.phases[2].teacher_does == was
    assert (desk.view.visit.version_id, desk.view.version) == (version_id, first.payload)
    assert block.done.isVisible()
    assert block.done.text()
    paper = squeezed(text_of(pair(desk.view)[0]))
    assert "daarnaregentonmetstap5" in paper.replace(" ", ""), "the paper of the two shows it"


def test_undo_takes_back_both_halves_and_redo_makes_them_again(desk: Desk) -> None:
    block = at_the_line(desk)
    type_it(desk, block)
    desk.press(SPACE)
    workspace, design_id = desk.house.workspace, desk.view.visit.design_id
    desk.house.qtbot.waitUntil(lambda: workspace.session(design_id) is not None, timeout=5000)
    desk.house.settle()
    design = workspace.session(design_id)
    assert design is not None
    assert len(designs.versions(design.book)) == 2
    desk.session.undo("debrief", desk.page.talk.writer_id).result(20)
    desk.house.qtbot.waitUntil(lambda: len(designs.versions(design.book)) == 1, timeout=5000)
    assert len(stored_versions(desk)) == 1
    assert desk.view.book.of(ChangedLine)[0].payload.version_id == ""
    assert block.make.isVisible()
    assert block.make.isEnabled(), "what was typed still stands"
    desk.session.redo("debrief", desk.page.talk.writer_id).result(20)
    desk.house.qtbot.waitUntil(lambda: len(designs.versions(design.book)) == 2, timeout=5000)
    assert desk.view.book.of(ChangedLine)[0].payload.version_id != ""
    design.undo("design", desk.page.talk.writer_id).result(20)  # from the room of designs: the visit follows
    desk.house.qtbot.waitUntil(lambda: desk.view.book.of(ChangedLine)[0].payload.version_id == "", timeout=5000)
    assert len(stored_versions(desk)) == 1


def test_another_line_can_be_chosen_by_keyboard(desk: Desk) -> None:
    block = at_the_line(desk)
    block.line.setFocus()
    desk.press(Qt.Key.Key_Down)
    assert (block.line.currentData()[1], block.was.text()) == ("pupils_do", block.now.text())
    block.now.editor.setFocus()
    desk.press(Qt.Key.Key_End, CTRL)
    desk.type(" en meetekenen")
    desk.page.talk.flush()
    assert desk.view.book.of(ChangedLine)[0].payload.field == "pupils_do"
    block.line.setFocus()
    desk.press(Qt.Key.Key_Home)
    change = desk.view.book.of(ChangedLine)[0].payload
    assert (desk.view.codes[change.phase_id], change.field) == ("F1", "teacher_does")
    assert change.now == change.was == block.now.text()


def test_half_typed_it_stands_there_the_next_time(desk: Desk) -> None:
    block = at_the_line(desk)
    block.now.editor.setFocus()
    desk.press(Qt.Key.Key_End, CTRL)
    desk.type(ADDED)
    block.why.editor.setFocus()
    desk.type("omdat")
    visit_id, step_id = desk.session.book.scope_id, desk.page.talk.step_id
    desk.page.leave()
    desk.house.settle()
    again = DebriefPage(desk.house.reopen())
    desk.house.qtbot.addWidget(again)
    again.show_visit(desk.house.open_visit(visit_id))
    again.talk.open_step(step_id)
    assert again.work.changed_line.now.text().endswith(ADDED)
    assert again.work.changed_line.why.text() == "omdat"
    assert (
        len(designs.versions(desk.house.read(lambda c: designs.open_design(c, again.talk.view.visit.design_id)))) == 1
    )
    again.leave()
    desk.page.talk.session = None  # its database is closed


def test_without_a_design_there_is_no_line(desk: Desk) -> None:
    desk.show(desk.house.workspace.start_visit())
    desk.page.talk.open_step("agree")
    assert not desk.page.work.changed_line.isVisible()


def _local(record: Record[Any]) -> str:
    return str(getattr(record.payload, "local_id", ""))


def test_new_words_stand_out_in_the_line_and_marking_types_nothing(desk: Desk) -> None:
    block = at_the_line(desk)
    type_it(desk, block)
    editor = block.now.input
    assert isinstance(editor, QPlainTextEdit)
    formats = editor.document().firstBlock().layout().formats()
    assert [f.format.fontWeight() for f in formats] == [SEMIBOLD] * len(formats)
    assert all(f.format.fontUnderline() for f in formats)
    assert block.now.text()[formats[0].start :].startswith(", daarna regenton")
    desk.page.talk.flush()
    desk.house.workspace.theme.apply()
    assert not block.kept_now.typing


def test_the_evidence_of_the_line_stands_under_its_reason(desk: Desk) -> None:
    block = at_the_line(desk)
    links = block.evidence.findChildren(TimeLink)
    phase = desk.view.phases[2]
    assert links, "the phase that is proposed was shown by evidence"
    for link in links:
        record = desk.view.book.get(link.objectName().removeprefix("evidence_"))
        assert record is not None
        assert desk.view.phase_of(record) == phase
    links[0].click()
    current = desk.page.evidence.list.current_line
    assert current is not None
    assert current.time == links[0].text()


def test_another_visit_with_the_same_words_has_its_own_lines(desk: Desk) -> None:
    """The drop-down kept the lines of the visit before, when a copied design says the same."""
    at_the_line(desk)
    data = read_sample(paths.resources() / "samples" / "sample_visit.json")
    data["meta"]["class"] = "H2c"
    worker = desk.house.workspace.desk
    loaded = desk.house.workspace.database.write(lambda c: load(c, worker, data)).result(20)
    desk.show(desk.house.open_visit(loaded.visit_id))
    desk.page.talk.open_step(desk.page.talk.steps[-2].id)
    block = desk.page.work.changed_line
    assert block.line.currentText().startswith("F3")
    assert block.line.currentData()[0] == desk.view.phases[2].id


def test_what_was_stays_in_sight_when_words_of_it_go(house: House, qtbot: QtBot) -> None:
    """Struck through, in its frame: it is what the two compare with."""
    view = WasView(house.workspace.theme, name="was")
    qtbot.addWidget(view)
    view.resize(240, 90)
    view.set_text("Schrijven mee in het schema")

    def inked() -> int:
        picture = view.grab().toImage()
        ground = picture.pixel(5, 5)
        inside = ((x, y) for x in range(8, 230) for y in range(8, 80))
        return sum(picture.pixel(x, y) != ground for x, y in inside)

    whole, high = inked(), view.heightForWidth(240)
    view.set_gone([(10, 13)])
    assert inked() > whole > 0
    assert view.heightForWidth(240) == high
