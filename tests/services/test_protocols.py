"""Debrief protocols as data: what ships, the school's own, what is wrong with one, one JSON file."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from lesvisit import paths
from lesvisit.domain.debrief_steps import ideas_step, ideas_wait
from lesvisit.domain.errors import ProtocolRefused
from lesvisit.domain.records import Book
from lesvisit.domain.template import Output, Protocol, Shows, Speaker, Step
from lesvisit.exchange.protocol_file import dumps, loads, read_protocol, write_protocol
from lesvisit.services import memories, protocol_edit, protocols
from lesvisit.services.desk import Desk
from lesvisit.services.library import protocols as shipped
from lesvisit.services.protocol_check import problems
from tests.services.support import make_desk, put
from tests.support.house import House

FEEDBACK, TEACHER_FIRST, LESSON_STUDY, GROW, KORTHAGEN, TEN = range(6)


def all_shipped() -> tuple[Protocol, ...]:
    return shipped(paths.resources())


def simple(**values: object) -> Protocol:
    made = replace(all_shipped()[TEN], id="0198c0de-3000-7000-8000-000000000001", name={"nl": "Van ons"})
    return replace(made, **values)  # type: ignore[arg-type]


# What ships


def test_six_ship_and_each_is_a_good_file() -> None:
    files = sorted((paths.resources() / "protocols").glob("*.json"))
    assert [read_protocol(path) for path in files] == list(all_shipped())
    assert len(files) == 6
    assert [p.id[-1] for p in all_shipped()] == list("123456")


def test_the_minutes_are_those_of_the_table() -> None:
    minutes = [[s.minutes for s in p.steps] for p in all_shipped()]
    assert minutes[FEEDBACK] == [1, 4, 3, 4, 2, 1]
    assert minutes[GROW] == [3, 6, 6, 5]
    assert len(minutes[KORTHAGEN]) == 5
    assert sum(minutes[TEN]) == 10


def test_every_text_is_there_in_both_languages() -> None:
    for protocol in all_shipped():
        texts = [protocol.name, protocol.description, *protocol.rules]
        texts += [t for s in protocol.steps for t in (s.title, *s.prompts)]
        assert all(set(t) == {"nl", "en"} for t in texts), protocol.name


def test_ideas_wait_for_a_step_of_their_own_and_come_before_the_agreements() -> None:
    for protocol in all_shipped():
        theirs = ideas_step(protocol)
        assert theirs is not None
        assert Shows.IDEAS in theirs.shows
        ids = [s.id for s in protocol.steps]
        agree = next(s.id for s in protocol.steps if Shows.AGREEMENTS in s.shows)
        assert 0 < ids.index(theirs.id) < ids.index(agree)
        assert ideas_wait(protocol, ids[0])
        assert not ideas_wait(protocol, agree)


def test_two_memories_where_the_teacher_speaks_first_and_not_where_facts_begin() -> None:
    have = [any(memories.is_step(s) for s in p.steps) for p in all_shipped()]
    assert have == [False, True, True, False, False, False]


# The school's own


def started(desk: Desk) -> Book:
    return put(*protocols.new_protocol(desk, simple()))


def test_the_version_counts_up_only_with_what_is_put_to_use() -> None:
    desk = make_desk()
    book = started(desk)
    first, operation = protocols.put_to_use(desk, book)
    assert (first.version, operation is not None) == (1, True)
    book = put(book, operation)
    assert protocols.put_to_use(desk, book) == (first, None)
    changed = protocol_edit.edit_step(protocols.current(book), "fact", minutes=5)
    book = put(book, protocols.edit(desk, book, changed))
    assert protocols.current(book).version == 2
    assert protocols.edit(desk, book, changed) is None


def test_a_copy_has_its_own_identity() -> None:
    copied = protocols.copy_of(all_shipped()[FEEDBACK])
    assert copied.id != all_shipped()[FEEDBACK].id
    assert copied.name["nl"] == "Feedbackmodel (leerKRACHT) (kopie)"
    assert not problems(copied)


def test_steps_are_added_moved_and_taken_away() -> None:
    protocol, made = protocol_edit.add_step(simple(), after="question")
    assert [s.id for s in protocol.steps] == ["question", made, "fact", "think", "agree"]
    assert [p.path for p in problems(protocol)] == ["steps[1].title"]
    protocol = protocol_edit.move_step(protocol, made, -1)
    assert protocol.steps[0].id == made
    assert protocol_edit.move_step(protocol, made, -1) == protocol
    assert protocol_edit.remove_step(protocol, made) == simple()


def test_who_speaks_first_is_never_silent() -> None:
    protocol = protocol_edit.set_first(simple(), "fact", Speaker.VISITED)
    step = protocol_edit.step_of(protocol, "fact")
    assert step is not None
    assert (step.first, step.silent) == (Speaker.VISITED, ())


def test_lines_in_one_language_leave_the_other_alone() -> None:
    found = ({"nl": "een", "en": "one"}, {"nl": "twee"})
    assert protocol_edit.lines_of(found, "nl") == "een\ntwee"
    assert protocol_edit.with_lines(found, "nl", "eerst\n\ndrie") == (
        {"nl": "eerst", "en": "one"},
        {"nl": "drie"},
    )
    assert protocol_edit.with_lines(({"nl": "een"},), "nl", " ") == ()


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"minutes": 0}, "steps[1].minutes"),
        ({"minutes": 121}, "steps[1].minutes"),
        ({"title": {}}, "steps[1].title"),
        ({"silent": (Speaker.VISITOR,)}, "steps[1].silent"),
        ({"silent": (Speaker.TOGETHER,)}, "steps[1].silent"),
        ({"shows": ("evidence", "score")}, "steps[1].shows"),
        ({"output": "cijfer"}, "steps[1].output"),
        ({"id": "question"}, "steps[1].id"),
        ({"title": {"nl": "x" * 201}}, "steps[1].title.nl"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(values: dict[str, object], path: str) -> None:
    steps = list(simple().steps)
    steps[1] = replace(steps[1], **values)  # type: ignore[arg-type]
    assert [p.path for p in problems(simple(steps=tuple(steps)))] == [path]


def test_a_protocol_without_steps_or_name_is_kept_but_not_usable() -> None:
    desk = make_desk()
    book = put(*protocols.new_protocol(desk))
    summary = protocols.summary_of(book)
    assert summary.faults == 2
    assert protocols.usable(all_shipped(), [summary]) == all_shipped()
    assert {p.path for p in problems(summary.protocol)} == {"name", "steps"}


# On disk and in a file


def test_it_is_stored_and_taken_away(house: House) -> None:
    workspace = house.workspace
    book, operation = protocols.new_protocol(workspace.desk, simple())
    session = workspace.new_session(book)
    session.do(operation)
    house.settle()
    assert [o.protocol for o in house.read(protocols.listed)] == [simple()]
    session.do(protocols.take_away(workspace.desk, session.book))
    house.settle()
    assert [o.taken_away for o in house.read(protocols.listed)] == [True]


def test_a_file_comes_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "van-ons.json"
    write_protocol(simple(), path)
    assert read_protocol(path) == simple()
    assert dumps(read_protocol(path)) == path.read_bytes()


def taken(house: House, protocol: Protocol) -> Protocol:
    desk = house.workspace.desk
    work = house.workspace.database.write(lambda c: protocols.take_in(c, desk, protocol, all_shipped()))
    result: Protocol = work.result(20)
    return result


def test_the_same_file_twice_changes_nothing_and_a_higher_version_takes_its_place(house: House) -> None:
    taken(house, simple())
    taken(house, simple())
    newer = simple(version=4, name={"nl": "Van ons, beter"})
    taken(house, newer)
    assert [o.protocol for o in house.read(protocols.listed)] == [newer]
    for refused, reason in ((simple(), "protocol_older"), (replace(newer, rules=()), "protocol_conflict")):
        with pytest.raises(ProtocolRefused, match=reason):
            taken(house, refused)


def test_what_ships_stays_as_it_is(house: House) -> None:
    twin = all_shipped()[GROW]
    assert taken(house, twin) == twin
    with pytest.raises(ProtocolRefused, match="protocol_shipped"):
        taken(house, replace(twin, name={"nl": "GROW van ons"}))
    assert house.read(protocols.listed) == []


def bent(**values: object) -> bytes:
    data = json.loads(dumps(simple()))
    data["protocol"]["steps"][0].update(values)
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    ("data", "reason", "field"),
    [
        (b"{}", "file_not_protocol", None),
        (b"\xff", "file_not_utf8", None),
        (b"[" * 100_001, "protocol_too_big", None),
        (bent(first="head teacher"), "field_word", "protocol.steps[0].first"),
        (bent(minutes="3"), "field_type", "protocol.steps[0].minutes"),
        (bent(minutes=True), "field_type", "protocol.steps[0].minutes"),
        (bent(score=5), "field_unknown", "protocol.steps[0].score"),
        (bent(silent="visitor"), "field_type", "protocol.steps[0].silent"),
        (bent(shows=["score"]), "protocol_problem", "protocol.steps[0].shows"),
        (bent(title={"nl": ""}), "protocol_problem", "protocol.steps[0].title"),
    ],
)
def test_a_bad_file_is_refused_with_its_field(data: bytes, reason: str, field: str | None) -> None:
    with pytest.raises(ProtocolRefused) as caught:
        loads(data)
    assert (caught.value.reason, caught.value.values.get("field")) == (reason, field)


def test_an_old_snapshot_needs_none_of_the_new_words() -> None:
    steps = (
        Step("a", {"nl": "A"}, Speaker.VISITOR, 2, shows=("evidence", "notes")),
        Step("b", {}, Speaker.TOGETHER, 1),
    )
    old = Protocol("p", 1, {"nl": "oud"}, steps=steps)
    assert steps[0].output == Output.TEXT
    assert ideas_step(old) == steps[0]
