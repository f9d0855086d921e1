"""The JSON schema: every value of the samples at its documented path, and back again without loss."""

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lesvisit.domain.debrief import Agreement
from lesvisit.domain.errors import SampleRejected
from lesvisit.domain.records import Operation, ScopeKind, applied
from lesvisit.domain.visit import Visit
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.schema import FORMAT, INSIDE, load_visit, visit_from_json, visit_json
from lesvisit.exchange.strict import parse
from lesvisit.models.database import Database
from lesvisit.services import blocks, corrections, debrief, observe, visits
from tests.exchange.support import DESK, NAMES, database, loaded, note, sample, tiny, view_of
from tests.support.full_form import with_form

DOC = Path(__file__).parents[2] / "docs" / "schema.md"
ROWS = dict(re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|$", DOC.read_text(encoding="utf-8"), re.MULTILINE))
GONE = object()


# Every value at its path


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every value of a file with its way there; an empty list is a value too."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    else:
        yield path, value


def written(path: tuple[Any, ...]) -> str:
    return "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path).removeprefix(".")


def place_of(path: tuple[Any, ...], empty: bool) -> str:
    """Where the table says that this value is found."""
    text = written(path)
    for pattern, target in ROWS.items():
        pattern, target = (pattern.removesuffix("[]"), target.removesuffix("[]")) if empty else (pattern, target)
        form = re.escape(pattern).replace(r"\[\]", r"\[(\d+)\]").replace(r"\*", r"([^.\[\]]+)")
        found = re.fullmatch(form, text)
        if found:
            return filled(target, found.groups())
    raise AssertionError(f"docs/schema.md does not name {text}")


def filled(target: str, parts: tuple[str, ...]) -> str:
    """A path with the places and keys that its pattern leaves open."""
    for part in parts:
        sign = min(("[]", "*"), key=lambda mark: target.find(mark) % 10_000)
        target = target.replace(sign, f"[{part}]" if sign == "[]" else part, 1)
    return target


def look_up(data: Any, place: str) -> Any:
    for key in re.findall(r"[^.\[\]]+", place):
        try:
            data = data[int(key)] if isinstance(data, list) else data[key]
        except (KeyError, IndexError):
            return GONE
    return data


@pytest.mark.parametrize("name", NAMES)
def test_every_value_of_the_samples_is_found_at_its_path(name: str, tmp_path: Path) -> None:
    with database(tmp_path) as base:
        shown = json.loads(json.dumps(visit_json(loaded(base, sample(name)))))
    found = list(leaves(sample(name)))
    wrong = [
        (written(path), value, place)
        for path, value in found
        for place in [place_of(path, value == [])]
        if look_up(shown, place) != value or isinstance(look_up(shown, place), bool) != isinstance(value, bool)
    ]
    assert wrong == []
    assert len(found) == {"sample_visit": 853, "sample_short": 185}[name]


def test_the_walk_sees_a_value_that_is_not_there() -> None:
    data = sample()
    shown = visit_json(view_of(data))
    del shown["records"]["note"][3]["data"]["text"]
    assert look_up(shown, place_of(("notes", 3, "text"), empty=False)) is GONE
    with pytest.raises(AssertionError, match=r"mood"):
        place_of(("notes", 3, "mood"), empty=False)


def test_every_kind_is_named_in_the_document() -> None:
    text = DOC.read_text(encoding="utf-8")
    assert [kind for kind in INSIDE if f"`{kind}`" not in text] == []


# There and back


def there_and_back(base: Database, fresh: Database, data: dict[str, Any]) -> tuple[Any, Any]:
    """The JSON of a visit, and that of the visit made from it in an empty database."""
    before = visit_json(loaded(base, data))
    return before, moved(fresh, before)


def moved(fresh: Database, shown: dict[str, Any]) -> Any:
    text = json.dumps(shown, ensure_ascii=False).encode()
    visit_id = fresh.write(lambda c: load_visit(c, parse(text))).result(10)
    return visit_json(fresh.read(lambda c: visits.open_visit(c, visit_id)).result(10))


@pytest.mark.parametrize("name", NAMES)
def test_the_samples_come_back_equal(name: str, tmp_path: Path) -> None:
    with database(tmp_path / "a") as base, database(tmp_path / "b") as fresh:
        before, after = there_and_back(base, fresh, sample(name))
    assert after == before


def test_an_edited_visit_comes_back_with_its_revisions(tmp_path: Path) -> None:
    with database(tmp_path / "a") as base, database(tmp_path / "b") as fresh:
        view = loaded(base, sample())
        desk = DESK.writing_as(view.visit.visited_id)
        agreement = view.book.of(Agreement)[0]
        edited = debrief.edit_agreement(desk, view, agreement, what="anders")
        assert edited is not None
        for operation in (
            edited,
            observe.delete_note(desk, view, view.notes[3]),
            observe.hold_moment(desk, view, desk.moment()),
        ):
            base.put(operation).result(10)
        before = visit_json(base.read(lambda c: visits.open_visit(c, view.book.scope_id)).result(10))
        after = moved(fresh, before)
    assert after == before
    assert [r["rev"] for r in before["records"]["agreement"]] == [2, 1, 1]
    assert [r["deleted"] for r in before["records"]["note"]].count(True) == 1


def test_the_events_of_every_block_come_back_equal(tmp_path: Path) -> None:
    """With a correction, a moved time and one that was added after the lesson."""
    view = with_form(view_of(sample()), 6)
    desk = DESK.writing_as(view.visit.visitor_ids[0])
    tick, wait = view.ticks("b-tally")[0], view.of_block("durations")[0]
    counter = next(b for b in view.counters if b.id == "b-tally")
    acts: list[Callable[[VisitBook], Operation | None]] = [
        lambda v: blocks.change(desk, v, wait, replace(wait.payload, seconds=2.5), "debrief"),
        lambda v: corrections.set_minute(desk, v, tick, 7.25),
        lambda v: corrections.add_missed(desk, v, counter, tick.payload, 8.0),
    ]
    for act in acts:
        operation = act(view)
        assert operation is not None
        view = view.with_book(view.book.put(applied(view.book, operation)))
    with database(tmp_path / "a") as base, database(tmp_path / "b") as fresh:
        before = json.loads(json.dumps(moved(base, json.loads(json.dumps(visit_json(view))))))
        after = json.loads(json.dumps(moved(fresh, before)))
        visit_id = before["id"]
        again = fresh.read(lambda c: visits.open_visit(c, visit_id)).result(10)
    assert after == before
    kept = {r.id: r.payload for r in view.events}
    assert {r.id: r.payload for r in again.events} == kept
    assert len(before["records"]["entry"]) == 3 * 6 + 5 + 1
    assert corrections.corrected_ids(again) == corrections.corrected_ids(view)
    assert {r["read"]["item"] for r in before["records"]["entry"] if r["data"]["block_id"] == "b-rating"} == {
        "uitleg",
        "rust",
    }


def test_it_goes_on_after_coming_in(tmp_path: Path) -> None:
    """What came in can be worked on like what was made here."""
    with database(tmp_path / "a") as base, database(tmp_path / "b") as fresh:
        before, _ = there_and_back(base, fresh, sample())
        view = fresh.read(lambda c: visits.open_visit(c, before["id"])).result(10)
        record = view.notes[0]
        note_text = observe.edit_note(DESK, view, record, record.payload)
        fresh.put(note_text).result(10)
        again = fresh.write(lambda c: load_visit(c, before)).result(10)
        assert fresh.read(lambda c: visits.open_visit(c, again)).result(10).notes[0].rev == 2


TEXT = st.text(max_size=40)
FILES = st.fixed_dictionaries(
    {
        "notes": st.lists(
            st.fixed_dictionaries(
                {"id": st.uuids().map(str), "t": st.sampled_from(["00:00", "18:40", "99:59", "-02:30"])},
                optional={
                    "kind": TEXT,
                    "subject": TEXT,
                    "links": st.lists(TEXT, max_size=2),
                    "effect": TEXT,
                    "mood": TEXT,
                },
            ),
            max_size=3,
        ),
        "agreements": st.lists(st.fixed_dictionaries({"who": TEXT, "what": TEXT, "when": TEXT}), max_size=2),
        "goals": st.lists(st.fixed_dictionaries({"id": TEXT, "text": TEXT}), max_size=2),
        "exit_tickets": st.dictionaries(TEXT, st.integers(0, 10**9), max_size=2),
        "board_card": st.fixed_dictionaries({"success": TEXT}),
        "sharing": st.dictionaries(
            st.sampled_from(["mood", "why", "wish"]),
            st.one_of(TEXT, st.floats(allow_nan=False, allow_infinity=False), st.none()),
        ),
    }
)


@given(FILES, TEXT.filter(lambda t: bool(t.strip(" +\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\0"))), st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_visit_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory, parts: Any, name: str, data: Any
) -> None:
    folder = tmp_path_factory.mktemp("round")
    parts = deepcopy(parts)
    for item in parts["notes"]:
        item["text"] = "x" + data.draw(TEXT)
    file = tiny(**parts)
    file["meta"]["visitor"] = f"x{name}"
    with database(folder / "a") as base, database(folder / "b") as fresh:
        before, after = there_and_back(base, fresh, file)
    assert after == before


# What does not fit is refused with its place


def shown_tiny() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(visit_json(view_of(tiny(notes=[note()])))))
    return found


def test_another_format_or_version_is_refused() -> None:
    with pytest.raises(SampleRejected, match="file_not_visit"):
        visit_from_json({"meta": {}})
    with pytest.raises(SampleRejected, match="file_newer"):
        visit_from_json({"format": FORMAT, "version": 2})


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("records", [], "records"),
        ("records.note.0.data.text", 7, "records.note[0].data"),
        ("records.note.0.data.kind", "hunch", "records.note[0].data"),
        ("records.note.0.id", None, "records.note[0].id"),
        ("records.note.0.rev", "one", "records.note[0].rev"),
        ("records.note.0.stamp.seq", None, "records.note[0].stamp"),
        ("records.note.0.updated_utc", "gisteren", "records.note[0].updated_utc"),
        ("records.note.0", "n1", "records.note[0]"),
        ("records.visit", [], "records.visit"),
        ("people.0.data", {}, "people[0].data"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(path: str, value: object, field: str) -> None:
    data: Any = shown_tiny()
    *way, last = [int(k) if k.isdigit() else k for k in path.split(".")]
    inner = data
    for key in way:
        inner = inner[key]
    inner[last] = value
    with pytest.raises(SampleRejected) as refused:
        visit_from_json(data)
    assert refused.value.values["field"] == field


def test_what_is_not_known_is_passed_over() -> None:
    data = shown_tiny()
    data["mood"] = 1
    data["records"]["note"][0]["data"]["mood"] = 1
    assert len(visit_from_json(data)) == 2


def test_only_people_of_the_visit_are_in_it(tmp_path: Path) -> None:
    with database(tmp_path) as base:
        loaded(base, sample())
        other = tiny()
        other["meta"]["visitor"] = "Sam"
        shown = visit_json(loaded(base, other))
    assert sorted(p["data"]["name"] for p in shown["people"]) == ["Noor", "Sam"]


def test_a_visit_without_anything_is_whole() -> None:
    book, operation = visits.new_visit(DESK, None, None)
    view = VisitBook(book.put(applied(book, operation)))
    assert view.book.scope_kind is ScopeKind.VISIT
    shown = visit_json(view)
    assert shown["design"] is None
    assert len(view.book.of(Visit)) == 1
