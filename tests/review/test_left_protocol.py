"""Another protocol takes over in the middle of the talk: what was said in steps it doesn't have keeps its title."""

from dataclasses import replace

import pytest

from lesvisit import paths
from lesvisit.domain.debrief import Debrief, Memory, StepText
from lesvisit.domain.template import Protocol, text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import prepare, share
from lesvisit.services.library import protocols
from lesvisit.services.share_names import Naming
from lesvisit.services.share_sources import sources
from lesvisit.services.share_words import paper_words
from tests.reports.support import pair, sample, text_of, with_record
from tests.services.support import make_desk, put
from tests.ui.debrief.support import Desk, desk, seen_only

__all__ = ["desk"]
SAID = "Waar keek je naar toen Sam stilviel?"
LEARNED = "Bijna iedereen kon een eigen formule maken."
SHIPPED = protocols(paths.resources())


def led_by(protocol: Protocol) -> VisitBook:
    """The worked visit, led by this protocol and not yet over."""
    view = sample()
    record, talk = view.book.first(Protocol), view.book.first(Debrief)
    assert record is not None
    assert talk is not None
    running = replace(talk.payload, started_utc=view.start_utc, ended_utc=None)
    return view.with_book(view.book.put([replace(record, payload=protocol), replace(talk, payload=running)]))


def switched(view: VisitBook, protocol: Protocol) -> VisitBook:
    """After choosing another protocol."""
    operation = prepare.choose_protocol(make_desk(), view, protocol)
    return view.with_book(put(view.book, operation))


def left_with_a_text() -> tuple[VisitBook, str, str]:
    """A step that the next protocol lacks, with a text: the view, the step's id and its Dutch title."""
    first, other = SHIPPED[0], replace(SHIPPED[0], id="own", steps=SHIPPED[0].steps[:1])
    step = first.steps[-1]
    view = with_record(led_by(first), StepText(step.id, SAID), record_id="said")
    return switched(view, other), step.id, text_in(step.title, "nl")


def test_the_paper_of_the_two_titles_it_as_before() -> None:
    view, step_id, _ = left_with_a_text()
    title = text_in(SHIPPED[0].steps[-1].title, "en")
    text = " ".join(text_of(pair(view)[0]).split())
    assert SAID in text
    assert title in text
    assert f" {step_id} " not in text


def test_it_can_still_be_shared() -> None:
    view, step_id, title = left_with_a_text()
    found = {s.id: s for s in sources(view, Naming(view, paper_words("nl")))}
    assert found[f"step:{step_id}"].title == title
    assert f"step:{step_id}" in {line.id for line in share.lines(view)}


def test_an_older_text_without_a_title_is_never_titled_with_an_id() -> None:
    view = with_record(led_by(SHIPPED[0]), StepText("clarify_9f", SAID), record_id="said")
    text = text_of(pair(view)[0])
    assert SAID in text
    assert "clarify_9f" not in text
    assert "step:clarify_9f" in {line.id for line in share.lines(view)}


@pytest.mark.parametrize("both", [True, False])
def test_memories_of_a_left_protocol_come_on_paper_once_all_are_done(*, both: bool) -> None:
    view = led_by(SHIPPED[1])
    visited, visitor = view.visit.visited_id, view.visit.visitor_ids[0]
    view = with_record(view, Memory("memories", visited, LEARNED, "", True), record_id="m1", author=visited)
    view = with_record(view, Memory("memories", visitor, "De helft.", "", both), record_id="m2", author=visitor)
    view = switched(view, replace(SHIPPED[0], id="own", steps=SHIPPED[0].steps[:1]))
    assert (LEARNED in " ".join(text_of(pair(view)[0]).split())) is both


def test_back_to_the_first_protocol_the_text_stands_in_its_step_once(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    talk = desk.page.talk
    first = talk.protocol
    talk.begin()
    talk.open_step(first.steps[1].id)
    desk.page.work.step_text.text.editor.setFocus()
    desk.type(SAID)
    for protocol in (SHIPPED[3], SHIPPED[1], first):
        if protocol.id != talk.protocol.id:
            talk.choose_protocol(protocol)
    assert text_of(pair(desk.view)[0]).count(SAID) == 1
    for _ in range(3):
        desk.session.undo("debrief", desk.house.workspace.me_id)
        desk.house.settle()
    assert text_of(pair(desk.view)[0]).count(SAID) == 1
