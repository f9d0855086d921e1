"""The form that a file brings along: everything it counted, timed or followed lives in a block and is found back."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lesvisit.blocks import kind_of
from lesvisit.blocks.case_cells import letters
from lesvisit.blocks.check import problems
from lesvisit.blocks.seats import seats_of
from lesvisit.domain.events import CaseCell, Duration, Seating, Sweep, Tick
from lesvisit.domain.records import Write
from lesvisit.domain.template import Template, text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.sample import Adapted, load
from lesvisit.exchange.visit_csv import event_cells
from lesvisit.i18n import Translator
from lesvisit.models import writing
from lesvisit.models.database import Database
from lesvisit.services import visits
from tests.exchange.support import DESK, NAMES, SAMPLES, adapted, database, loaded, note, sample, tiny, view_of

SAYS = Translator("nl", SAMPLES.parent / "locale")
IN_BLOCKS = (Tick, Duration, Sweep, CaseCell, Seating)


def template_of(view: VisitBook) -> Template:
    assert view.template is not None
    return view.template


@pytest.mark.parametrize("name", NAMES)
def test_all_that_was_counted_or_followed_lives_in_a_block(name: str) -> None:
    view = view_of(sample(name))
    template = template_of(view)
    in_blocks = {r.id for block in template.all_blocks for r in view.of_block(block.id)}
    assert {r.id for kind in IN_BLOCKS for r in view.book.of(kind)} == in_blocks
    assert problems(template) == ()


def test_counters_waits_and_rounds_are_found_back() -> None:
    view, data = view_of(sample()), sample()
    rows = {b.id: kind_of(b.type).rows(view, b, SAYS) for b in template_of(view).all_blocks}  # type: ignore[union-attr]
    for tally in data["tallies"]:
        assert [view.minute_text(r.record) for r in rows[tally["id"]]] == tally["times"]
    waits = [(view.minute_text(r.record), r.number, r.other) for r in rows["durations"]]
    assert waits == [(d["t"], d["seconds"], d["followed_by"]) for d in data["durations"]]
    rounds = [(view.minute_text(r.record), r.number, r.other) for r in rows["sweeps"]]
    assert rounds == [(s["t"], s["on_task"], str(s["present"])) for s in data["sweeps"]]


def test_case_pupils_and_seats_are_found_back() -> None:
    view, data = view_of(sample()), sample()
    template = template_of(view)
    cases, room = template.block("case_matrix"), template.block("seating")
    assert cases is not None
    assert room is not None
    assert letters(view, cases) == ("A", "B", "C")
    kind = kind_of(cases.type)
    assert kind is not None
    told = {(r.item, r.value, r.other) for r in kind.rows(view, cases, SAYS)}
    assert told == {(c["pupil"], c["observed"], c["predicted"]) for c in data["case_matrix"]}
    seating = view.of_block(room.id)[0].payload
    codes = {seat.code for seat in seats_of(seating)}
    assert set(data["seating"]["case_pupils"].values()) <= codes
    assert len(codes) == 7 + 7 + 6 + 6


def test_a_block_stands_there_only_where_the_file_has_something_for_it() -> None:
    template = template_of(view_of(tiny(notes=[note()])))
    assert [b.type for b in template.all_blocks] == ["note"]
    assert [text_in(s.title, "nl") for s in template.sections] == ["Notities"]


def test_each_thing_that_was_timed_has_its_stopwatch() -> None:
    durations = [
        {"label": "denktijd", "t": "01:00", "seconds": 2, "followed_by": "vinger"},
        {"label": "overgang", "t": "02:00", "seconds": 40},
        {"t": "03:00"},
        {"label": "denktijd", "t": "04:00", "seconds": 3, "followed_by": "roepen"},
    ]
    view = view_of(tiny(durations=durations))
    blocks = template_of(view).blocks("duration")
    assert [(b.id, len(view.of_block(b.id)), len(b.items)) for b in blocks] == [
        ("durations", 2, 2),
        ("durations.2", 1, 0),
        ("durations.3", 1, 0),
    ]
    assert problems(template_of(view)) == ()


def test_a_counter_may_have_the_id_of_a_block() -> None:
    tallies = [{"id": "sweeps", "label": "x", "times": ["01:00"]}, {"id": "sweeps-2", "label": "y", "times": []}]
    view = view_of(tiny(tallies=tallies, sweeps=[{"t": "02:00", "on_task": 3}]))
    assert [(b.id, b.type, len(view.of_block(b.id))) for b in template_of(view).all_blocks[1:]] == [
        ("sweeps", "tally", 1),
        ("sweeps-2", "tally", 0),
        ("sweeps-3", "sweep", 1),
    ]


# A visit that an earlier version brought in


def as_before(found: Adapted) -> Adapted:
    """The operations of the version before the blocks: its form had lines and counters."""

    def older(write: Write) -> Write:
        if not isinstance(write.payload, Template):
            return write
        sections = tuple(s for s in write.payload.sections if {b.type for b in s.blocks} <= {"note", "tally"})
        return replace(write, payload=replace(write.payload, sections=sections))

    operations = (replace(o, writes=tuple(map(older, o.writes))) for o in found.operations)
    return replace(found, operations=tuple(operations))


def brought_in(base: Database, data: dict[str, Any]) -> VisitBook:
    found = as_before(adapted(data))

    def work(connection: Any) -> None:
        for operation in found.operations:
            writing.put(connection, operation)

    base.write(work).result(10)
    return base.read(lambda c: visits.open_visit(c, found.visit_id)).result(10)


def test_it_is_the_same_visit_and_stays_as_it_is(tmp_path: Path) -> None:
    with database(tmp_path) as base:
        before = brought_in(base, sample())
        again = base.write(lambda c: load(c, DESK, sample())).result(10)
        assert not again.new
        assert loaded(base, sample()).book == before.book
    rows = [row for row in event_cells(before, SAYS) if row["kind"] == "duration"]
    assert len(rows) == 7
    assert {r["method"] for r in rows} == {"duration"}
