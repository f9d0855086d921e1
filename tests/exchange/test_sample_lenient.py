"""What a file may lack or say beyond what is known; nothing of it is dropped."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesvisit.domain.debrief import Agreement, Evidence, FocusAnswer, LessonResult, NextVisit, Reaction
from lesvisit.domain.events import CaseCell, NoteKind, SubjectKind
from lesvisit.exchange.schema import visit_json
from tests.exchange.support import adapted, note, sample, tiny, view_of


def objects(value: Any, path: str = "") -> list[str]:
    """The paths of all objects in a file."""
    found = [path] if isinstance(value, dict) else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        below = f"{path}[{key}]" if isinstance(key, int) else f"{path}.{key}" if path else str(key)
        found += objects(inner, below)
    return found


def at(data: Any, path: str) -> Any:
    for key in path.replace("[", ".[").split("."):
        if key:
            data = data[int(key[1:-1])] if key.startswith("[") else data[key]
    return data


OPEN = ("meta.focus_questions", "seating.case_pupils")  # whose keys are the person's own words
PLACES = [p for p in objects(sample()) if p not in OPEN]


@pytest.mark.parametrize("place", ["", *[p for p in PLACES if p and p.count("[0]") == p.count("[")]])
def test_an_unknown_key_is_kept_and_reported(place: str) -> None:
    data = sample()
    at(data, place)["mood"] = {"deep": ["sunny", 7]}
    found = adapted(data)
    assert found.report.unknown == [f"{place}.mood" if place else "mood"]
    assert '"sunny"' in json.dumps(visit_json(view_of(data)))


def test_an_unknown_kind_is_an_observation_with_its_word() -> None:
    data = tiny(notes=[note(kind="vermoeden")])
    payload = view_of(data).notes[0].payload
    assert payload.kind is NoteKind.OBSERVATION
    assert payload.original_kind == "vermoeden"
    assert adapted(data).report.unknown == ["notes[0].kind"]


def test_references_to_nothing_stay_text() -> None:
    data = tiny(
        notes=[note(links=["D9", "K4"], phase="F8", subject="groepje raam, R2P1")],
        evidence=[{"criterion": "D1z", "state": "vaak", "notes": ["n1", "ticket"]}],
        focus_answers=[{"id": "K7", "text": "x", "notes": ["n8"]}],
        case_matrix=[{"pupil": "A", "phase": "F8", "evidence": ["n1", "ticket"]}],
        agreements=[{"who": "Noor + sectie wiskunde", "what": "iets", "goal": "D9"}],
        next_visit={"focus": "K9"},
        debrief={"teacher_reactions": [{"note": "n77", "text": "nee"}]},
    )
    view, report = view_of(data), adapted(data).report
    about = view.notes[0].payload.about
    assert [(s.kind, s.code) for s in about] == [(SubjectKind.OTHER, "groepje raam"), (SubjectKind.SEAT, "R2P1")]
    assert view.notes[0].payload.extra == {
        "links": ["D9", "K4"],
        "phase": "F8",
        "subject": "groepje raam, R2P1",
    }
    evidence = view.book.of(Evidence)[0].payload
    assert (evidence.criterion_id, evidence.loose, evidence.breadth) == ("D1z", ("ticket",), None)
    assert evidence.extra == {"state": "vaak"}
    assert view.book.of(FocusAnswer)[0].payload.loose == ("n8",)
    assert view.book.of(CaseCell)[0].payload.evidence == (view.notes[0].id, "ticket")
    agreement = view.book.of(Agreement)[0].payload
    assert (agreement.who, agreement.who_text) == ((view.visit.visited_id,), "sectie wiskunde")
    assert view.book.of(NextVisit)[0].payload.focus_text == "K9"
    assert view.book.of(Reaction)[0].payload.note_id == "n77"
    assert "evidence[0].state" in report.unknown
    assert {"notes[0].links[0]", "notes[0].phase", "agreements[0].goal", "next_visit.focus"} <= set(report.dangling)


def test_a_result_can_be_evidence_and_an_unknown_one_keeps_its_key() -> None:
    data = tiny(
        exit_tickets={"total": 20, "drew_a_line": 4, "remark": "mooi"},
        evidence=[{"criterion": "D1", "notes": ["drew_a_line"]}],
    )
    view, report = view_of(data), adapted(data).report
    result = view.book.of(LessonResult)[0]
    assert (result.payload.label, result.payload.count, result.payload.of) == ("drew_a_line", 4, 20)
    assert view.book.of(Evidence)[0].payload.notes == (result.id,)
    assert view.visit.extra["exit_tickets"] == {"total": 20, "remark": "mooi"}
    assert report.unknown == ["exit_tickets.drew_a_line", "exit_tickets.remark"]


def test_values_that_do_not_agree_are_kept_and_told() -> None:
    data = sample()
    data["notes"][0]["clock"] = "10:40"
    data["notes"][1]["phase"] = "F2"
    data["phases"][0]["actual_min"] = 12
    data["phases"][2]["planned_start_min"] = 9
    data["board_card"]["actions"] = ["A3"]
    shown = visit_json(view_of(data))
    assert shown["records"]["note"][0]["read"]["clock"] == "10:40"
    assert shown["records"]["note"][1]["read"]["phase"] == "F2"
    assert [p["actual_min"] for p in shown["design_version"]["read"]["phases"]][:2] == [12, 2]
    assert shown["design_version"]["read"]["phases"][2]["planned_start_min"] == 9
    assert shown["records"]["board_card"][0]["read"]["actions"] == ["A3"]
    differs = ["notes[0].clock", "board_card.actions", "phases[0].actual_min"]
    assert adapted(data).report.differs == differs


def test_ids_of_ones_own_are_found_back() -> None:
    data = tiny(
        goals=[{"id": "L7", "text": "doel", "criteria": [{"id": "z", "text": "krit"}]}],
        phases=[{"id": "start", "name": "Start"}],
        notes=[note(links=["L7", "z"], phase="start")],
    )
    shown = visit_json(view_of(data))
    assert shown["design_version"]["read"]["goals"][0]["code"] == "L7"
    assert shown["records"]["note"][0]["read"]["links"] == ["L7", "z"]
    assert shown["records"]["note"][0]["read"]["phase"] == "start"


def test_signs_that_no_file_can_hold_are_replaced_and_told() -> None:
    data = tiny(notes=[note(text="a\ud800b\0c")])
    assert view_of(data).notes[0].payload.text == "a\ufffdbc"
    assert adapted(data).report.changed == ["notes[0].text"]


def test_two_of_one_id_are_both_kept() -> None:
    view = view_of(tiny(notes=[note(text="een"), note(text="twee")]))
    assert [r.payload.text for r in view.notes] == ["een", "twee"]


@pytest.mark.parametrize("place", [p for p in PLACES if p])
def test_all_but_the_needed_may_be_null(place: str) -> None:
    needed = {"meta": ("date", "visited_teacher", "visitor")}
    data = sample()
    target = at(data, place)
    keep = ("id", "t", "text") if place.startswith("notes[") else needed.get(place, ())
    for key in target:
        if key not in keep:
            target[key] = None
    view_of(data)
    for key in [k for k in target if k not in keep]:
        del target[key]
    view_of(data)


@given(st.text(), st.text(min_size=1).filter(lambda t: bool(t.strip())))
@settings(max_examples=60, deadline=None)
def test_any_text_is_kept(subject: str, text: str) -> None:
    from lesvisit.domain.text import storable

    data = deepcopy(tiny(notes=[note(subject=subject, text=f"x{text}")]))
    payload = view_of(data).notes[0].payload
    assert payload.text == storable(f"x{text}")
