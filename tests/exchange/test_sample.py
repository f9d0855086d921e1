"""The samples as they stand after loading."""

from pathlib import Path

import pytest

from lesvisit.domain.debrief import Agreement, Debrief, Evidence, LessonResult, Reaction
from lesvisit.domain.errors import VisitConflict
from lesvisit.domain.events import CaseCell, NoteKind, SubjectKind, Sweep
from lesvisit.domain.shapes import Breadth
from lesvisit.domain.sharing import LineMark, Mark
from lesvisit.domain.visit import NamesMode, VisitPurpose
from lesvisit.exchange.sample import load_sample
from lesvisit.services import share, visits
from lesvisit.services.desk import PEOPLE
from lesvisit.services.people import by_id
from lesvisit.services.visits import VisitStage, overview
from tests.exchange.support import DESK, SAMPLES, StillClock, adapted, database, loaded, note, sample, tiny, view_of


def test_the_header_of_the_whole_lesson() -> None:
    view = view_of(sample())
    visit = view.visit
    assert view.name(visit.visited_id) == "Noor"
    assert view.names(visit.visitor_ids) == ("Bram",)
    assert view.names(visit.co_designer_ids) == ("Yara",)
    assert visit.planned_from == "10:35"
    assert visit.planned_to == "11:25"
    assert visit.purpose is VisitPurpose.DESIGNED
    assert visit.names_mode is NamesMode.FULL
    assert view.codes[visit.focus_questions[2].id] == "K3"


def test_kinds_and_subjects() -> None:
    view = view_of(sample())
    found = {r.payload.local_id: r.payload for r in view.notes}
    assert found["n01"].about[0].kind is SubjectKind.TEACHER
    assert found["n02"].kind is NoteKind.OBSERVATION
    assert not found["n02"].counted
    assert [s.code for s in found["n03"].about] == ["R4P1", "R4P2"]
    assert found["n04"].case_letters == ("B",)
    assert found["n05"].counted
    assert found["n06"].kind is NoteKind.QUOTE
    assert found["n07"].kind is NoteKind.INTERPRETATION
    assert found["n11"].kind is NoteKind.JUDGEMENT
    assert found["n20"].kind is NoteKind.QUESTION
    assert found["n43"].about[0].kind is SubjectKind.ROW
    assert found["n43"].original_kind == "leerling"


def test_minutes_phases_and_the_end() -> None:
    view = view_of(sample())
    assert [s.actual_min for s in view.spans] == [7, 2, 10, 11, 8, 8, 4]
    assert view.end_min == 50
    n20 = next(r for r in view.notes if r.payload.local_id == "n20")
    assert view.minute_text(n20) == "18:10"
    phase = view.phase_of(n20)
    assert phase is not None
    assert view.codes[phase.id] == "F3"
    assert not any(r.payload.phase_id for r in view.notes)


def test_the_short_visit_came_in_when_a_phase_was_under_way() -> None:
    view = view_of(sample("sample_short"))
    under_way = next(s for s in view.spans if s.code == "F2")
    assert under_way.start_min == 18
    assert not under_way.start_seen
    assert not any(s.seen_whole for s in view.spans)
    assert view.end_min == 33


def test_counted_things_are_events() -> None:
    view = view_of(sample())
    assert [len(view.ticks(b.id)) for b in view.counters] == [3, 2, 7, 3, 2, 3]
    assert len(view.book.of(Sweep)) == 7
    cells = view.book.of(CaseCell)
    assert len(cells) == 18
    assert cells[5].payload.evidence == ("ticket",)
    assert view.book.get(cells[0].payload.evidence[0]) is not None


def test_the_talk_and_its_lines() -> None:
    view = view_of(sample())
    talk = view.book.first(Debrief)
    assert talk is not None
    assert talk.payload.ended_utc is not None
    assert f"{view.local(talk.payload.ended_utc):%H:%M}" == "15:10"
    evidence = {view.codes[r.payload.criterion_id]: r.payload for r in view.book.of(Evidence)}
    assert evidence["D1b"].breadth is Breadth.MOST
    assert len(evidence["D1b"].notes) == 5
    results = [r.payload for r in view.book.of(LessonResult)]
    assert [(r.label, r.count, r.of) for r in results][:2] == [
        ("formule helemaal goed", 17, 26),
        ("formule met hellingsgetal 9", 6, 26),
    ]
    agreements = [r.payload for r in view.book.of(Agreement)]
    assert view.names(agreements[1].who) == ("Noor", "Bram")
    assert [a.due for a in agreements] == [None, None, None]


def test_reactions_and_marks_are_hers() -> None:
    view = view_of(sample())
    hers = {r.author_id for kind in (Reaction, LineMark) for r in view.book.of(kind)}
    assert hers == {view.visit.visited_id}
    assert {r.author_id for r in view.notes} == {view.visit.visitor_ids[0]}


def test_blocks_become_marks_and_the_agreement_holds() -> None:
    view = view_of(sample())
    marks = [r.payload for r in view.book.of(LineMark)]
    assert sorted({m.line.partition(":")[0] for m in marks}) == ["agreement", "criterion", "goal"]
    assert {m.mark for m in marks} == {Mark.TEAM}
    state = share.consent_state(view, "nl")
    assert state.valid
    assert state.consent is not None
    assert state.consent.at_utc is not None
    assert f"{view.local(state.consent.at_utc):%d-%m-%Y}" == "24-11-2026"


def test_without_words_of_agreement_there_is_none() -> None:
    assert not share.consent_state(view_of(sample("sample_short")), "nl").valid


@pytest.mark.parametrize("said", ["Bram akkoord 24-11-2026", "Noor akkoord", "Noor akkoord 31-2-2026", "ja"])
def test_other_words_are_no_agreement(said: str) -> None:
    data = sample()
    data["sharing"]["team_summary"]["consent"] = said
    assert not share.consent_state(view_of(data), "nl").valid


def test_a_line_that_waits_for_an_answer_keeps_the_agreement_words() -> None:
    data = sample()
    data["agreements"][0]["what"] = "B begint zelf."
    assert not share.consent_state(view_of(data), "nl").valid


def test_a_sample_loads_once(tmp_path: Path) -> None:
    with database(tmp_path) as base:
        first = loaded(base, sample())
        again = loaded(base, sample())
        assert again.book == first.book
        loaded(base, sample("sample_short"))
        found = base.read(overview).result()
        assert [v.stage for v in found.visits] == [VisitStage.DONE, VisitStage.DONE]
        assert sorted(p.name for p in (found.people or {}).values()) == ["Bram", "Noor", "Yara"]


def test_memory_and_disk_agree(tmp_path: Path) -> None:
    with database(tmp_path) as base:
        stored = loaded(base, sample())
    made = view_of(sample())
    assert list(stored.book.records) == list(made.book.records)
    assert all(stored.book.records[i].payload == r.payload for i, r in made.book.records.items())


def test_other_content_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    data = sample()
    data["notes"][0]["text"] = "anders"
    with database(tmp_path) as base:
        before = loaded(base, sample())
        with pytest.raises(VisitConflict) as refused:
            loaded(base, data)
        after = base.read(lambda c: visits.open_visit(c, before.book.scope_id)).result()
    assert refused.value.values["visit"] == 1
    assert after.book == before.book


def test_an_edited_visit_is_not_overwritten(tmp_path: Path) -> None:
    from lesvisit.services import observe

    with database(tmp_path) as base:
        view = loaded(base, sample())
        base.put(observe.delete_note(DESK, view, view.notes[0])).result()
        assert len(loaded(base, sample()).notes) == 47


def test_who_is_known_stays_the_same_person(tmp_path: Path) -> None:
    from lesvisit.services import people

    with database(tmp_path) as base:
        operation, me = people.say_who_i_am(DESK, people.empty(), "bram")
        base.put(operation).result()
        view = loaded(base, sample())
        assert view.visit.visitor_ids == (me,)
        book = base.read(visits.people).result()
    assert book.scope_id == PEOPLE
    assert len(by_id(book)) == 3


def test_the_window_loads_it_too(tmp_path: Path) -> None:
    with database(tmp_path) as base:
        visit_id = load_sample(base, StillClock(), SAMPLES / "sample_visit.json").result(10)
        assert len(base.read(lambda c: visits.open_visit(c, visit_id)).result().notes) == 48


def test_the_smallest_file_is_a_planned_visit() -> None:
    view = view_of(tiny())
    assert view.version is None
    assert view.notes == []
    assert not view.ended
    assert view.start_utc is not None
    assert f"{view.local(view.start_utc):%H:%M}" == "12:00"


def test_without_a_bell_minutes_are_of_the_visit() -> None:
    view = view_of(tiny(notes=[note(t="03:20")]))
    assert view.visit.lesson_start_utc is None
    assert view.minute_text(view.notes[0]) == "03:20"


def test_ids_are_the_same_each_time_and_no_others() -> None:
    first, again = adapted(sample()), adapted(sample())
    assert first.visit_id == again.visit_id
    other = sample()
    other["meta"]["class"] = "H2c"
    assert adapted(other).visit_id != first.visit_id
    assert not set(view_of(other).book.records) & set(view_of(sample()).book.records)
