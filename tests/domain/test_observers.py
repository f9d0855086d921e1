"""Two or three observers in one visit: who they are, whose clock runs how, and what more of them saw."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lesvisit import paths
from lesvisit.domain.clock_shift import ClockShift, StartMark, one_start_each
from lesvisit.domain.events import Note, PhaseStart, Subject, SubjectKind
from lesvisit.domain.evidence_filter import EvidenceFilter, SeenBy, pupils_of, shown
from lesvisit.domain.evidence_lines import EvidenceReader, evidence_lines
from lesvisit.domain.observers import Sighting, by_hand, distinct_names, observers_of, seen_also
from lesvisit.domain.people import Person
from lesvisit.domain.records import Operation, applied
from lesvisit.domain.ribbon_of_visit import ribbon_of
from lesvisit.domain.shapes import Look
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.sample import adapt, as_view, read_sample
from lesvisit.services import debrief, observe, observers
from lesvisit.services.desk import Desk, inserted
from tests.support.house import FakeClock
from tests.support.observers import notes_of, second_desk

EVA, JORIS = "person-eva", "person-joris"


@pytest.fixture(scope="module")
def alone() -> VisitBook:
    data = read_sample(paths.resources() / "samples" / "sample_visit.json")
    view = as_view(adapt(data, Desk(FakeClock(), "device")))
    return replace(view, people={**view.people, EVA: Person("Eva"), JORIS: Person("Joris")})


def done(view: VisitBook, *operations: Operation | None) -> VisitBook:
    """The view after these acts, as a session keeps it."""
    for operation in operations:
        assert operation is not None
        records = applied(view.book, operation)
        view = view.with_book(view.book.put(records), records)
    return view


def texts(view: VisitBook, **wanted: object) -> list[str]:
    return [line.text for line in shown(evidence_lines(view), EvidenceFilter().with_values(**wanted))]


@pytest.fixture
def two(alone: VisitBook) -> VisitBook:
    """Eva noted twice, by a clock that runs 40 seconds ahead."""
    first = alone.notes[0]
    notes = [
        ((alone.minute(first) or 0.0) + 0.2, Note("Eva zag dit ook", about=first.payload.about)),
        (30.0, Note("alleen Eva zag R9P9 wachten")),
    ]
    return done(alone, *notes_of(second_desk(EVA), alone, notes, 40))


def test_one_observer_needs_no_signs(alone: VisitBook) -> None:
    assert [o.name for o in observers_of(alone)] == ["Bram"]
    assert ribbon_of(alone, observers=observers_of(alone)).observers == ()
    assert {line.look for line in evidence_lines(alone)} == {Look.PLAIN}


def test_the_visitors_come_first_each_with_a_shape_of_its_own(two: VisitBook) -> None:
    three = done(two, *notes_of(second_desk(JORIS, "laptop-3"), two, [(1.0, Note("Joris"))]))
    found = observers_of(three)
    assert [(o.name, o.number, o.look) for o in found] == [
        ("Bram", 1, Look.PLAIN),
        ("Eva", 2, Look.FOOT),
        ("Joris", 3, Look.BOTH),
    ]
    assert found[1].device_id == "laptop-2"
    lanes = {(mark.lane, mark.look) for mark in ribbon_of(three, observers=found).marks}
    assert lanes == {(0, Look.PLAIN), (1, Look.FOOT), (2, Look.BOTH)}


def test_a_colleague_without_a_name_is_not_invisible(alone: VisitBook) -> None:
    view = done(alone, *notes_of(second_desk("nobody-knows"), alone, [(3.0, Note("iets"))]))
    assert [(o.name, o.number) for o in observers_of(view)] == [("Bram", 1), ("", 2)]


def test_two_ids_of_one_person_are_one_observer(two: VisitBook) -> None:
    alias = replace(two, people={**two.people, "eva-elsewhere": Person("E.", same_as=EVA)})
    view = done(alias, *notes_of(second_desk("eva-elsewhere", "laptop-4"), alias, [(5.0, Note("nog een"))]))
    assert [o.person_id for o in observers_of(view)][1:] == [EVA]
    assert set(observers_of(view)[1].device_ids) == {"laptop-2", "laptop-4"}


def test_two_of_one_name_are_numbered() -> None:
    assert distinct_names(["Jan", "Eva", "Jan", "", ""]) == ["Jan", "Eva", "Jan 2", "", ""]


# Clocks


def eva_minutes(view: VisitBook) -> list[float]:
    minutes = [view.minute(n) for n in view.notes if n.made_by == EVA]
    return [round(m * 60, 3) for m in minutes if m is not None]


def test_a_start_mark_lays_her_clock_over_ours(two: VisitBook) -> None:
    bell = two.visit.lesson_start_utc
    assert bell is not None
    eva, before = observers_of(two)[1], eva_minutes(two)
    view = done(two, observers.mark_start(second_desk(EVA), two, eva, bell + timedelta(seconds=40)))
    assert eva_minutes(view) == [m - 40 for m in before]
    assert [n.stamp for n in view.notes if n.made_by == EVA] == [n.stamp for n in two.notes if n.made_by == EVA]
    assert [view.minute(n) for n in view.notes if n.made_by != EVA] == [
        two.minute(n) for n in two.notes if n.made_by != EVA
    ]


def test_by_hand_comes_on_top_and_goes_away_at_nothing(two: VisitBook) -> None:
    desk, eva, before = second_desk("whoever"), observers_of(two)[1], eva_minutes(two)
    view = done(two, observers.shift_clock(desk, two, eva, -35))
    assert (eva_minutes(view), by_hand(view, eva)) == ([m - 35 for m in before], -35)
    assert observers.shift_clock(desk, view, eva, -35) is None
    view = done(view, observers.shift_clock(desk, view, eva, 500))
    assert by_hand(view, eva) == 120  # two minutes at most
    view = done(view, observers.shift_clock(desk, view, eva, 0))
    assert eva_minutes(view) == before
    assert view.book.of(ClockShift) == []


def test_a_stamp_moved_on_purpose_goes_along(two: VisitBook) -> None:
    desk, eva = second_desk(EVA), observers_of(two)[1]
    view = done(two, observers.shift_clock(desk, two, eva, 20))
    note = next(n for n in view.notes if n.made_by == EVA)
    at = view.at(note)
    view = done(view, observe.move_stamp(desk, view, note))
    assert at is not None
    assert view.at(note) == at - timedelta(seconds=10)
    view = done(view, observers.shift_clock(desk, view, eva, 0))
    assert view.at(note) == at - timedelta(seconds=30)


def test_without_a_shift_nothing_is_worked_out(two: VisitBook) -> None:
    assert two._shifts == {}
    assert all(two.shift_of(n) == timedelta() for n in two.notes)


def test_an_act_of_the_debrief_keeps_the_lesson_as_it_was_read(two: VisitBook) -> None:
    notes, spans = two.notes, two.spans
    view = done(two, debrief.toggle_evidence(second_desk(EVA), two, two.criteria[0].id, notes[3].id))
    assert view.notes is notes
    assert view.spans is spans
    assert view.book is not two.book
    moved = done(view, observers.shift_clock(second_desk(EVA), view, observers_of(view)[1], 3))
    assert moved.notes is not notes


def test_of_each_phase_one_observer_marks_count(two: VisitBook) -> None:
    before = [(s.code, s.start_min, s.end_min) for s in two.spans]
    desk, view = second_desk(EVA), two
    for number, phase in enumerate(two.phases[1:3], start=1):
        stamp = desk.stamp(view.book, desk.moment())
        at = (two.start_utc or desk.clock.now_utc()) + timedelta(minutes=7 + number)
        write = inserted(PhaseStart(phase.id), replace(stamp, at_utc=at))
        view = done(view, desk.operation(view.book, "observe", "phase.start", (write,)))
    assert [(s.code, s.start_min, s.end_min) for s in view.spans] == before


def test_a_start_that_was_seen_goes_before_one_that_was_not() -> None:
    marks = [
        ("f3", 10.0, False, "bram"),
        ("f3", 8.0, True, "eva"),
        ("f4", 20.0, True, "bram"),
        ("f4", 21.0, True, "eva"),
    ]
    assert one_start_each(marks, ["bram"]) == [("f3", 8.0, True), ("f4", 20.0, True)]
    assert one_start_each(marks[:1], []) == [("f3", 10.0, False)]


# What more than one saw


def sighting(record_id: str, minute: float, who: str, about: str = "", phase: str = "f1") -> Sighting:
    return Sighting(record_id, minute, who, frozenset(about.split()), phase)


@pytest.mark.parametrize(
    ("other", "both"),
    [
        (sighting("b", 10.5, "eva", "goal"), True),
        (sighting("b", 10.51, "eva", "goal"), False),  # more than half a minute
        (sighting("b", 9.6, "eva", "goal R2P3"), True),
        (sighting("b", 10.1, "eva", "R2P3"), False),  # about another thing
        (sighting("b", 10.1, "eva", phase="f1"), True),  # says nothing of what it is about: the phase
        (sighting("b", 10.1, "eva", phase="f2"), False),
        (sighting("b", 10.1, "bram", "goal"), False),  # the same observer twice
    ],
)
def test_when_two_saw_the_same(other: Sighting, both: bool) -> None:
    found = seen_also([other, sighting("a", 10.0, "bram", "goal")])
    assert found == ({"a": frozenset({"eva"}), "b": frozenset({"bram"})} if both else {})


def test_only_one_and_both(two: VisitBook) -> None:
    assert evidence_lines(two)[0].also == frozenset(), "her clock runs 40 seconds ahead"
    bell = two.visit.lesson_start_utc
    assert bell is not None
    eva = observers_of(two)[1]
    view = done(two, observers.mark_start(second_desk(EVA), two, eva, bell + timedelta(seconds=40)))
    assert texts(view, observer_id=EVA, seen_by=SeenBy.ALONE) == ["alleen Eva zag R9P9 wachten"]
    both = shown(evidence_lines(view), EvidenceFilter(seen_by=SeenBy.TOGETHER))
    assert "Eva zag dit ook" in [line.text for line in both]
    assert evidence_lines(view)[0].also == {EVA}
    assert {line.observer_id for line in both} == {EVA, view.visit.visitor_ids[0]}
    assert not any(line.result for line in shown(evidence_lines(view), EvidenceFilter(seen_by=SeenBy.ALONE)))


def test_reading_again_makes_only_what_changed_anew(two: VisitBook) -> None:
    reader = EvidenceReader()
    before, note = reader.lines(two), two.notes[5]
    view = done(two, debrief.toggle_evidence(second_desk(EVA), two, two.criteria[1].id, note.id))
    after = reader.lines(view)
    differing = [b.id for a, b in zip(before, after, strict=True) if a is not b and not b.result]
    assert differing == [note.id]
    assert after == evidence_lines(view)
    view = done(view, debrief.set_reaction(second_desk(EVA), view, two.notes[7].id, "ja"))
    assert reader.lines(view) == evidence_lines(view)
    eva = observers_of(view)[1]
    view = done(view, observers.shift_clock(second_desk(EVA), view, eva, 60))
    assert reader.lines(view) == evidence_lines(view)


def test_start_marks_of_an_unknown_bell_shift_nothing(two: VisitBook) -> None:
    visit = replace(two.visit, lesson_start_utc=None)
    head = replace(two.head, payload=visit)
    view = VisitBook(two.book.put([head]), two.design, two.version, two.people)
    mark = StartMark(EVA, "laptop-2", two.notes[0].updated_utc)
    write = inserted(mark)
    view = done(view, second_desk(EVA).operation(view.book, "debrief", "start.mark", (write,)))
    assert view._shifts == {}


def test_rows_and_seats_count_as_about() -> None:
    note = Note("R2P3 steekt vinger op", about=(Subject(SubjectKind.ROW, "R2"),))
    assert pupils_of(note) == ("R2", "R2P3")
