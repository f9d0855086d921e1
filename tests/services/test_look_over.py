"""Looking it over: what has no note, the longest gap, what judges; said anew in place, with the first words kept."""

from dataclasses import replace

import pytest

from lesvisit.domain.design import Criterion, DesignVersion, Goal, Phase
from lesvisit.domain.events import GapReason, Note, NoteKind, Tick
from lesvisit.domain.records import Operation, Record
from lesvisit.domain.template import Block, Section, Template
from lesvisit.domain.visit import FocusQuestion
from lesvisit.services import debrief, look_over, observe, prepare
from lesvisit.services.desk import inserted
from tests.services.support import OpenVisit, a_visit
from tests.support.house import FakeClock

LISTS = {"nl": ("rommelig", "goed"), "en": ("messy",)}
TABLE = {"lln": "leerlingen", "ll": "leerling"}


@pytest.fixture
def visit() -> OpenVisit:
    made = a_visit()
    version = DesignVersion(
        1,
        goals=(
            Goal("g1", "startgetal", (Criterion("c1", "wijst aan"), Criterion("c2", "rekent"))),
            Goal("g2", "zonder criteria"),
        ),
        phases=(Phase("p1", "Start", 5),),
    )
    made.view = replace(made.view, version=version)
    made.do(prepare.set_head(made.desk, made.view, focus_questions=(FocusQuestion("q1", "Wat doen ze?"),)))
    return made


def clock(visit: OpenVisit) -> FakeClock:
    assert isinstance(visit.desk.clock, FakeClock)
    return visit.desk.clock


def note(visit: OpenVisit, text: str, after: float = 60, **values: object) -> Record[Note]:
    clock(visit).pass_by(after)
    made = Note(text, **values)  # type: ignore[arg-type]
    stamp = visit.desk.stamp(visit.view.book, visit.desk.moment())
    visit.do(observe.keep_note(visit.desk, visit.view, made, stamp, ""))
    return visit.view.notes[-1]


def read(visit: OpenVisit) -> look_over.LookOver:
    return look_over.look_over(visit.view, LISTS, TABLE)


def test_what_has_no_note_by_link_or_block(visit: OpenVisit) -> None:
    assert read(visit).bare == ("c1", "c2", "g2", "q1")
    note(visit, "ziet", links=("c1",))
    template = Template("t", 1, {}, sections=(Section({}, (Block("b", "tally", link="K1"),)),))
    visit.do(prepare.choose_template(visit.desk, visit.view, template))
    assert read(visit).bare == ("c2", "g2", "q1")
    stamp = visit.desk.stamp(visit.view.book, visit.desk.moment(), "b")
    visit.do(visit.desk.operation(visit.view.book, "observe", "tick.press", (inserted(Tick("b"), stamp),)))
    assert read(visit).bare == ("c2", "g2")


def test_the_longest_gap_runs_to_the_end_and_ignores_short_pauses(visit: OpenVisit) -> None:
    assert read(visit).gap is None
    note(visit, "een")
    note(visit, "twee", 90)
    assert read(visit).gap is None
    note(visit, "drie", 400)
    gap = read(visit).gap
    assert gap is not None
    assert (round(gap.start, 1), round(gap.end, 1), gap.interrupted) == (1.5, 8.2, False)
    clock(visit).pass_by(900)
    visit.do(observe.finish(visit.desk, visit.view, visit.desk.moment()))
    gap = read(visit).gap
    assert gap is not None
    assert (round(gap.start, 1), round(gap.end, 1)) == (8.2, 23.2)


def test_a_gap_of_the_laptop_is_told_apart(visit: OpenVisit) -> None:
    note(visit, "een")
    start = clock(visit).now_utc()
    clock(visit).pass_by(600)
    visit.do(observe.mark_gap(visit.desk, visit.view, start, clock(visit).now_utc(), GapReason.SLEEP))
    note(visit, "twee", 5)
    gap = read(visit).gap
    assert gap is not None
    assert gap.interrupted


def test_which_lines_judge_and_which_are_no_facts(visit: OpenVisit) -> None:
    note(visit, "rommelige start", effect="messy")
    note(visit, "goed zo", kind=NoteKind.QUOTE)
    note(visit, "goed idee", kind=NoteKind.INTERPRETATION)
    note(visit, "dus", kind=NoteKind.JUDGEMENT)
    note(visit, "", kind=NoteKind.QUESTION)
    lines = read(visit).lines
    assert [line.asks for line in lines] == [True, False, False, True, False]
    assert [line.aside for line in lines] == [False, False, True, True, True]
    assert read(visit).shorts == ()


def test_said_anew_in_place_and_put_back(visit: OpenVisit) -> None:
    record = note(visit, "rommelig", kind=NoteKind.JUDGEMENT)
    assert look_over.rewrite(visit.desk, visit.view, record, "rommelig", "") is None
    assert look_over.rewrite(visit.desk, visit.view, record, "  ", "") is None
    operation = look_over.rewrite(visit.desk, visit.view, record, " 5 lln staan\0 ", "R1 wacht")
    assert operation is not None
    assert operation.step == look_over.STEP
    visit.do(operation)
    after = visit.view.notes[0]
    assert (after.payload.text, after.payload.effect) == ("5 lln staan", "R1 wacht")
    assert after.payload.kind is NoteKind.OBSERVATION
    assert after.stamp == record.stamp
    visit.do(look_over.put_back(visit.desk, visit.view, after, record.payload))
    assert visit.view.notes[0].payload == record.payload


def test_an_idea_and_a_fact_again(visit: OpenVisit) -> None:
    record = note(visit, "rommelig")
    kinds = []
    for _ in range(2):
        visit.do(look_over.make_idea(visit.desk, visit.view, visit.view.notes[0]))
        kinds.append(visit.view.notes[0].payload.kind)
    assert kinds == [NoteKind.INTERPRETATION, record.payload.kind]


def test_abbreviations_are_written_out_in_one_act(visit: OpenVisit) -> None:
    note(visit, "4 lln", effect="LL kijkt")
    note(visit, "niets")
    note(visit, "ll")
    assert read(visit).shorts == ("lln", "ll")
    operation = look_over.write_out(visit.desk, visit.view, TABLE)
    assert isinstance(operation, Operation)
    assert len(operation.writes) == 2
    visit.do(operation)
    assert [n.payload.text for n in visit.view.notes] == ["4 leerlingen", "niets", "leerling"]
    assert visit.view.notes[0].payload.effect == "LEERLING kijkt"
    assert look_over.write_out(visit.desk, visit.view, TABLE) is None


def test_offered_to_the_observer_alone_and_only_before_the_talk(visit: OpenVisit) -> None:
    assert not look_over.is_offered(visit.view, "bram")
    note(visit, "x")
    assert look_over.is_offered(visit.view, "bram")
    visit.do(prepare.set_head(visit.desk, visit.view, visitor_ids=("bram",), visited_id="noor"))
    assert look_over.is_offered(visit.view, "bram")
    assert not look_over.is_offered(visit.view, "noor")
    visit.do(debrief.begin(visit.desk, visit.view))
    assert not look_over.is_offered(visit.view, "bram")
