"""A result with a name and no number yet is kept, and counts for nothing until it has one."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from lesvisit.domain.debrief import Evidence, LessonResult
from lesvisit.domain.evidence_lines import evidence_lines
from lesvisit.domain.visit_book import VisitBook
from lesvisit.models.codec import decode, encode
from lesvisit.services import debrief
from lesvisit.services.share_names import Naming
from lesvisit.services.share_sources import LineKind, sources
from lesvisit.services.share_words import paper_words
from tests.reports.support import pair, sample, text_of, with_record
from tests.ui.debrief.support import Desk, desk, seen_only

__all__ = ["desk"]
NAME = "zin met per op het kaartje"


def shown(desk: Desk) -> None:
    """The talk at the step where the goals and the results stand."""
    desk.show(seen_only(desk.house))
    desk.page.talk.open_step("fact")


def field(desk: Desk, name: str) -> QLineEdit:
    """The field of the only result."""
    found = [e for e in desk.page.work.results.findChildren(QLineEdit, name) if e.isVisible()]
    assert len(found) == 1
    return found[0]


def test_a_name_without_a_number_is_kept(desk: Desk) -> None:
    shown(desk)
    desk.page.work.results.add.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.type(NAME)
    desk.page.leave()
    (record,) = debrief.results(desk.view)
    assert (record.payload.label, record.payload.count) == (NAME, None)


def test_a_number_without_a_name_is_kept(desk: Desk) -> None:
    shown(desk)
    desk.page.work.results.add.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Tab)
    desk.type("17")
    desk.page.leave()
    (record,) = debrief.results(desk.view)
    assert (record.payload.label, record.payload.count) == ("", 17)


def test_the_number_comes_later_and_can_go_again(desk: Desk) -> None:
    shown(desk)
    desk.page.work.results.add.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.type(NAME)
    desk.press(Qt.Key.Key_Tab)
    (first,) = debrief.results(desk.view)
    desk.type("17")
    desk.press(Qt.Key.Key_Tab)
    (record,) = debrief.results(desk.view)
    assert (record.id, record.payload.count) == (first.id, 17)
    field(desk, "resultCount").setFocus()
    desk.press(Qt.Key.Key_Backspace)
    desk.press(Qt.Key.Key_Backspace)
    desk.press(Qt.Key.Key_Tab)
    desk.page.talk.flush()
    (record,) = debrief.results(desk.view)
    assert record.payload.count is None
    assert field(desk, "resultCount").text() == ""


def unnumbered() -> VisitBook:
    """The worked visit with one result more, without a number, as evidence for a criterion."""
    view = with_record(sample(), LessonResult(NAME, None, 26, order=9), record_id="later")
    record = view.book.of(Evidence)[0]
    after = replace(record, payload=replace(record.payload, notes=(*record.payload.notes, "later")))
    return view.with_book(view.book.put([after]))


def test_it_is_stored_and_read_again() -> None:
    result = LessonResult(NAME, None)
    assert decode("lesson_result", encode(result)) == result


def test_its_line_has_only_its_name() -> None:
    lines = {line.id: line.text for line in evidence_lines(unnumbered())}
    assert lines["later"] == NAME


def test_the_papers_print_no_number() -> None:
    view = unnumbered()
    text = " ".join(text_of(pair(view)[0]).split())
    assert NAME in text
    assert "None" not in text
    found = [s for s in sources(view, Naming(view, paper_words("nl"))) if s.kind is LineKind.RESULT]
    assert found
    assert all(s.id != "result:later" for s in found)
