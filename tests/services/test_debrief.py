"""Acts of the debrief: each is an operation that the book takes, made by who writes now."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from lesvisit import paths
from lesvisit.domain.debrief import Agreement, Debrief, Evidence, LessonResult, Reaction, Rewrite, Takeaway
from lesvisit.domain.debrief_steps import ideas_step, ideas_wait, speakers, work_of
from lesvisit.domain.events import NoteKind
from lesvisit.domain.records import Operation, applied
from lesvisit.domain.shapes import Breadth
from lesvisit.domain.template import Protocol, Speaker, Step
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.sample import adapt, as_view, read_sample
from lesvisit.services import debrief
from lesvisit.services.desk import Desk, new_id
from lesvisit.services.library import protocols
from tests.support.house import FakeClock


class Talk:
    """A visit that acts are done to, without a database."""

    def __init__(self, view: VisitBook) -> None:
        self.clock = FakeClock()
        self.view = view
        self.desk = Desk(self.clock, "device", view.visit.visitor_ids[0])

    def do(self, operation: Operation | None) -> None:
        assert operation is not None
        self.view = self.view.with_book(self.view.book.put(applied(self.view.book, operation)))

    def ref(self, code: str) -> str:
        return next(key for key, known in self.view.codes.items() if known == code)


def sample(**without: object) -> VisitBook:
    data: dict[str, Any] = read_sample(paths.resources() / "samples" / "sample_visit.json")
    if without:
        for key in ("debrief", "evidence", "focus_answers", "agreements", "exit_tickets", "next_visit", "sharing"):
            data.pop(key, None)
        data.pop("case_matrix", None)
    return as_view(adapt(data, Desk(FakeClock(), "device")))


@pytest.fixture
def talk() -> Talk:
    return Talk(sample(fresh=True))


def feedback_model() -> Protocol:
    return protocols(paths.resources())[0]


def test_begin_and_end(talk: Talk) -> None:
    assert not debrief.begun(debrief.debrief_of(talk.view))
    talk.do(debrief.begin(talk.desk, talk.view))
    frame = debrief.debrief_of(talk.view)
    assert frame.started_utc == talk.clock.wall
    assert frame.present_ids == (talk.view.visit.visited_id, *talk.view.visit.visitor_ids)
    assert debrief.begin(talk.desk, talk.view) is None
    assert debrief.running(frame, talk.clock.wall + timedelta(minutes=20))
    assert not debrief.running(frame, talk.clock.wall + timedelta(hours=4))
    talk.do(debrief.end(talk.desk, talk.view, talk.clock.wall))
    assert debrief.over(debrief.debrief_of(talk.view))


def test_a_talk_from_a_file_is_over() -> None:
    frame = Debrief(start="14:50")
    assert debrief.begun(frame)
    assert debrief.over(frame)
    assert not debrief.running(frame, datetime(2026, 11, 24, tzinfo=UTC))


def test_evidence_for_criteria_and_questions_is_toggled(talk: Talk) -> None:
    note = talk.view.notes[3].id
    for code in ("D1b", "D1", "K2"):
        ref = talk.ref(code)
        talk.do(debrief.toggle_for(talk.desk, talk.view, ref, note))
        assert debrief.evidence_for(talk.view, ref) == (note,)
        talk.do(debrief.toggle_for(talk.desk, talk.view, ref, note))
        assert debrief.evidence_for(talk.view, ref) == ()


def test_dropping_adds_and_never_takes_off(talk: Talk) -> None:
    a, b = talk.view.notes[0].id, talk.view.notes[1].id
    for ref in (talk.ref("D2a"), talk.ref("K1")):
        talk.do(debrief.add_evidence(talk.desk, talk.view, ref, [a]))
        talk.do(debrief.add_evidence(talk.desk, talk.view, ref, [a, b]))
        assert debrief.evidence_for(talk.view, ref) == (a, b)
        assert debrief.add_evidence(talk.desk, talk.view, ref, [b]) is None


def test_breadth_keeps_words_and_notes(talk: Talk) -> None:
    ref = talk.ref("D1b")
    talk.do(debrief.set_explanation(talk.desk, talk.view, ref, "Van 9 naar 22."))
    talk.do(debrief.set_breadth(talk.desk, talk.view, ref, Breadth.MOST))
    assert debrief.evidence_of(talk.view, ref) == Evidence(ref, Breadth.MOST, "Van 9 naar 22.")
    assert debrief.set_explanation(talk.desk, talk.view, ref, "Van 9 naar 22.") is None


def test_each_colleague_has_an_answer_of_their_own(talk: Talk) -> None:
    note = talk.view.notes[0].id
    visited = talk.desk.writing_as(talk.view.visit.visited_id)
    talk.do(debrief.set_reaction(visited, talk.view, note, "Klopt."))
    talk.do(debrief.set_reaction(talk.desk, talk.view, note, "Dank je."))
    said = {r.author_id: r.payload.text for r in talk.view.book.of(Reaction)}
    assert said == {visited.me_id: "Klopt.", talk.desk.me_id: "Dank je."}
    talk.do(debrief.set_reaction(visited, talk.view, note, "  "))
    assert [r.payload.text for r in talk.view.book.of(Reaction)] == ["Dank je."]
    assert debrief.set_reaction(visited, talk.view, note, "") is None


def test_a_judgement_said_again_keeps_its_first_wording(talk: Talk) -> None:
    note = next(n for n in talk.view.notes if n.payload.kind is NoteKind.JUDGEMENT)
    talk.do(debrief.rewrite(talk.desk, talk.view, note, "18 van 24 zijn aan het werk"))
    found = talk.view.book.of(Rewrite)[0].payload
    assert (found.was, found.now) == ("leuke start, fijne sfeer!", "18 van 24 zijn aan het werk")
    assert debrief.rewrite(talk.desk, talk.view, note, "18 van 24 zijn aan het werk") is None
    talk.do(debrief.rewrite(talk.desk, talk.view, note, ""))
    assert not talk.view.book.of(Rewrite)
    assert debrief.rewrite(talk.desk, talk.view, note, "") is None


def test_an_agreement_is_made_by_its_first_word_and_comes_back(talk: Talk) -> None:
    agreement_id = new_id()
    assert debrief.put_agreement(talk.desk, talk.view, agreement_id, what="") is None
    talk.do(debrief.put_agreement(talk.desk, talk.view, agreement_id, what="stille minuut"))
    talk.do(debrief.put_agreement(talk.desk, talk.view, agreement_id, due=date(2026, 12, 8), to_board=True))
    record = debrief.agreements(talk.view)[0]
    assert record.payload == Agreement("stille minuut", due=date(2026, 12, 8), to_board=True, order=1)
    assert debrief.put_agreement(talk.desk, talk.view, agreement_id, what="stille minuut") is None
    talk.do(debrief.remove_agreement(talk.desk, talk.view, record))
    assert not debrief.agreements(talk.view)
    talk.do(debrief.put_agreement(talk.desk, talk.view, agreement_id, what="toch"))
    assert [r.payload.what for r in debrief.agreements(talk.view)] == ["toch"]


def test_without_a_date_it_is_never_overdue() -> None:
    today = date(2026, 12, 24)
    assert not debrief.overdue(Agreement("x", when="in december"), today)
    assert debrief.overdue(Agreement("x", due=date(2026, 12, 8)), today)
    assert not debrief.overdue(Agreement("x", due=date(2026, 12, 8), done=True), today)


def test_results_are_made_once_and_changed_after(talk: Talk) -> None:
    result_id = new_id()
    talk.do(debrief.put_result(talk.desk, talk.view, result_id, "goed", 17, 26))
    assert debrief.put_result(talk.desk, talk.view, result_id, "goed", 17, 26) is None
    talk.do(debrief.put_result(talk.desk, talk.view, result_id, "goed", 18, None))
    assert [r.payload for r in debrief.results(talk.view)] == [LessonResult("goed", 18, None, order=1)]


def test_a_takeaway_keeps_what_a_file_said(talk: Talk) -> None:
    talk.do(debrief.set_takeaway(talk.desk, talk.view, "stille minuut"))
    record = talk.view.book.of(Takeaway)[0]
    book = talk.view.book.put([replace(record, payload=replace(record.payload, extra={"x": 1}))])
    talk.view = talk.view.with_book(book)
    talk.do(debrief.set_takeaway(talk.desk, talk.view, "stille minuut in 2hA"))
    assert talk.view.book.of(Takeaway)[0].payload.extra == {"x": 1}


def test_text_that_no_file_can_hold_is_mended(talk: Talk) -> None:
    talk.do(debrief.set_step_text(talk.desk, talk.view, "fact", "a\ud800\0b"))
    assert debrief.step_text(talk.view, "fact") == "a\ufffdb"


# The protocol


def test_ideas_wait_for_thinking_together() -> None:
    protocol = feedback_model()
    theirs = ideas_step(protocol)
    assert theirs is not None
    assert theirs.id == "think"
    waits = {s.id: ideas_wait(protocol, s.id) for s in protocol.steps}
    assert waits == {
        "open": True,
        "fact": True,
        "clarify": True,
        "think": False,
        "agree": False,
        "look-back": False,
    }
    assert not ideas_wait(None, "fact")


def test_a_protocol_from_a_file_shows_work_by_place() -> None:
    speakers_first = [Speaker.VISITED, Speaker.VISITOR, Speaker.TOGETHER, Speaker.VISITED, Speaker.VISITED]
    steps = tuple(Step(f"S{n}", {"nl": f"stap {n}"}, who, 3) for n, who in enumerate(speakers_first))
    protocol = Protocol("p", 1, {"nl": "eigen"}, steps=steps)
    assert [work_of(protocol, s)[0] for s in steps] == [
        "questions",
        "evidence",
        "questions",
        "agreements",
        "takeaway",
    ]
    assert ideas_step(protocol) == steps[2]


def test_what_a_protocol_says_is_shown() -> None:
    protocol = feedback_model()
    assert [work_of(protocol, s) for s in protocol.steps] == [s.shows for s in protocol.steps]


def test_who_is_meant(talk: Talk) -> None:
    visit = talk.view.visit
    assert speakers(talk.view, Speaker.VISITED) == (visit.visited_id,)
    assert speakers(talk.view, Speaker.VISITOR) == visit.visitor_ids
    assert speakers(talk.view, Speaker.TOGETHER) == (visit.visited_id, *visit.visitor_ids)
    assert debrief.writers(talk.view) == (visit.visited_id, *visit.visitor_ids)
