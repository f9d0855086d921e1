"""The two memories stand in the paper of the two, each under its name; not while one is covered."""

from dataclasses import replace

from lesvisit import paths
from lesvisit.domain.debrief import Debrief, Memory
from lesvisit.domain.template import Protocol
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.library import protocols
from lesvisit.services.share_names import Naming
from lesvisit.services.share_sources import sources
from lesvisit.services.share_words import paper_words
from tests.reports.support import pair, sample, text_of, with_record

LEARNED = "Bijna iedereen kon een eigen formule maken."


def remembered(*, both: bool) -> VisitBook:
    """Noor's memory is covered; Bram's too, or he is still at it."""
    view = sample()
    record = view.book.first(Protocol)
    talk = view.book.first(Debrief)
    assert record is not None
    assert talk is not None
    teacher_first = protocols(paths.resources())[1]
    running = replace(talk.payload, started_utc=view.start_utc, ended_utc=None)
    book = view.book.put([replace(record, payload=teacher_first), replace(talk, payload=running)])
    view = view.with_book(book)
    visited, (visitor, *_) = view.visit.visited_id, view.visit.visitor_ids
    view = with_record(view, Memory("memories", visited, LEARNED, "Bij Sam.", True), record_id="m1", author=visited)
    return with_record(view, Memory("memories", visitor, "De helft.", "", both), record_id="m2", author=visitor)


def test_both_memories_are_in_the_paper_of_the_two() -> None:
    text = " ".join(text_of(pair(remembered(both=True))[0]).split())
    assert f"What did pupils learn? {LEARNED}" in text
    assert "Where did it turn? Bij Sam." in text
    assert "What did pupils learn? De helft." in text
    assert text.count("Where did it turn?") == 1  # what was not answered is not asked


def test_what_is_covered_is_not_printed() -> None:
    assert LEARNED not in text_of(pair(remembered(both=False))[0])


def test_no_line_that_can_be_shared_holds_them() -> None:
    view = remembered(both=True)
    found = list(sources(view, Naming(view, paper_words("nl"))))
    assert found
    assert not any(LEARNED in source.text for source in found)
