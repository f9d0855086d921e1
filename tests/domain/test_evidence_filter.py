"""What the evidence list shows of the worked visit."""

from datetime import UTC, datetime

import pytest

from lesvisit import paths
from lesvisit.domain.debrief import LessonResult, Reaction, Rewrite
from lesvisit.domain.events import Note, NoteKind, Subject, SubjectKind
from lesvisit.domain.evidence_filter import EvidenceFilter, folded, pupil_codes, pupils_of, shown
from lesvisit.domain.evidence_lines import evidence_lines
from lesvisit.domain.records import Record
from lesvisit.domain.shapes import Shape
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.sample import adapt, as_view, read_sample
from lesvisit.services.desk import Desk
from tests.support.house import FakeClock

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def view() -> VisitBook:
    data = read_sample(paths.resources() / "samples" / "sample_visit.json")
    return as_view(adapt(data, Desk(FakeClock(), "device")))


def ref(view: VisitBook, code: str) -> str:
    return next(key for key, known in view.codes.items() if known == code)


def texts(view: VisitBook, **wanted: object) -> list[str]:
    local = {n.id: n.payload.local_id for n in view.notes}
    lines = shown(evidence_lines(view), EvidenceFilter().with_values(**wanted))
    return [local.get(line.id, line.text) for line in lines]


def test_every_note_is_there_in_lesson_order_then_the_results(view: VisitBook) -> None:
    lines = evidence_lines(view)
    notes = [line for line in lines if not line.result]
    assert [line.id for line in notes] == [n.id for n in view.notes]
    assert len(notes) == 48
    assert lines[-1].result
    assert "17 / 26" in " ".join(line.text for line in lines if line.result)


def test_a_criterion_shows_what_was_linked_to_it(view: VisitBook) -> None:
    found = [t for t in texts(view, ref=ref(view, "D1b")) if t.startswith("n")]
    assert len(found) == 13  # as in the picture: "13 van 48"
    assert "n22" in found
    assert "n42" in found


def test_a_goal_shows_what_was_linked_to_its_criteria_too(view: VisitBook) -> None:
    found = texts(view, ref=ref(view, "D1"))
    assert {"n02", "n12", "n22"} <= set(found)


def test_evidence_alone_is_enough(view: VisitBook) -> None:
    assert "n17" in texts(view, ref=ref(view, "D1a"))  # linked in the debrief only


def test_a_question_a_kind_a_phase_and_a_pupil(view: VisitBook) -> None:
    assert len(texts(view, ref=ref(view, "K2"))) == 7
    assert texts(view, shape=Shape.QUESTION) == ["n20", "n40"]
    assert texts(view, phase_id=ref(view, "F2")) == ["n09", "n10", "n11"]
    assert texts(view, pupil="B") == ["n04", "n23", "n35", "n36", "n47"]
    assert "n04" in texts(view, pupil="R3P4")  # named in the words only


def test_words_are_found_without_case_or_accents_in_any_order(view: VisitBook) -> None:
    assert texts(view, words="STEEKT regenton") == []
    assert texts(view, words="liter regenton") == ["n21"]
    assert folded("Één cliënt") == "een client"


def test_filters_narrow_each_other(view: VisitBook) -> None:
    both = texts(view, ref=ref(view, "D1b"), shape=Shape.SQUARE)
    assert both == ["n22", "n27"]
    assert EvidenceFilter().is_empty
    assert not EvidenceFilter(words="x").is_empty


def test_the_observer(view: VisitBook) -> None:
    author = view.notes[0].author_id
    assert len([t for t in texts(view, observer_id=author) if t.startswith("n")]) == 48
    assert texts(view, observer_id="somebody else") == []


def test_answers_and_the_first_wording(view: VisitBook) -> None:
    lines = {line.id: line for line in evidence_lines(view)}
    answered = next(r for r in view.book.of(Reaction))
    assert lines[answered.payload.note_id].answers[0].text == answered.payload.text
    rewritten = next(r for r in view.book.of(Rewrite))
    line = lines[rewritten.payload.note_id]
    assert line.text == rewritten.payload.now
    assert line.first_wording == "leuke start, fijne sfeer!"
    assert line.kind is NoteKind.JUDGEMENT
    assert not line.is_fact


def test_pupils_are_codes_never_names() -> None:
    about = (Subject(SubjectKind.SEAT, "R2P3"), Subject(SubjectKind.TEACHER), Subject(SubjectKind.CASE, "B"))
    assert pupils_of(Note("r2 p4 zegt iets tegen R2P3 en R22P100", about=about)) == ("R2P3", "B", "R2P4")


def test_codes_stand_in_order(view: VisitBook) -> None:
    codes = pupil_codes(evidence_lines(view))
    assert codes[:3] == ["A", "B", "C"]
    assert codes.index("R2P3") < codes.index("R4P2")


def test_a_result_without_a_total(view: VisitBook) -> None:
    record = Record("r1", "v", 1, 1, LessonResult("goed", 4), "me", NOW)
    lines = evidence_lines(view.with_book(view.book.put([record])))
    assert [line.text for line in lines if line.id == "r1"] == ["goed: 4"]
