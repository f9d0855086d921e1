"""The data of a visit as a table: every event is there once, counted by a named method, and no cell is a formula."""

import csv
import io
import json
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesvisit.__main__ import main
from lesvisit.blocks.interval_grid import KIND as GRID
from lesvisit.domain.events import Duration, Entry, Gap, GapReason, Note, StampMove
from lesvisit.domain.records import Operation, applied
from lesvisit.domain.template import Block, Item, Section, Template
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.schema import visit_json
from lesvisit.exchange.visit_csv import COLUMNS, cell, csv_text, harmless, write_csv, write_json
from lesvisit.i18n import Translator
from lesvisit.services import blocks, corrections, observe
from tests.exchange.support import DESK, SAMPLES, sample, tiny, view_of
from tests.support.full_form import blocks as all_blocks
from tests.support.full_form import with_form
from tests.support.observers import doubled

SAYS = Translator("nl", SAMPLES.parent / "locale")
FORMULA = '=HYPERLINK("http://x")'


def table(view: VisitBook) -> list[dict[str, str]]:
    """The rows as a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO(csv_text(view, SAYS), newline=""), delimiter=";"))


def of_kind(view: VisitBook, kind: str) -> list[dict[str, str]]:
    return [row for row in table(view) if row["kind"] == kind]


def done(view: VisitBook, operation: Operation | None) -> VisitBook:
    assert operation is not None
    return view.with_book(view.book.put(applied(view.book, operation)))


def test_every_event_of_the_sample_has_its_row() -> None:
    view, data = view_of(sample()), sample()
    rows = table(view)
    assert {row["record"] for row in rows} == {r.id for r in view.events}
    assert [row["text"] for row in rows if row["kind"] == "note"] == [n["text"] for n in data["notes"]]
    pressed = Counter((row["code"], row["minute"]) for row in rows if row["kind"] == "tally")
    assert pressed == Counter((t["id"], time) for t in data["tallies"] for time in t["times"])
    assert {row["label"] for row in rows if row["kind"] == "tally"} == {t["label"] for t in data["tallies"]}
    timed = [(r["minute"], r["number"], r["other"]) for r in rows if r["kind"] == "duration"]
    assert timed == [(d["t"], str(d["seconds"]), d["followed_by"]) for d in data["durations"]]
    assert [r["minute"] for r in rows if r["kind"] == "sweep" and r["code"] == "on_task"] == [
        s["t"] for s in data["sweeps"]
    ]
    assert [r["code"] for r in rows if r["kind"] == "phase_start"] == [p["id"] for p in data["phases"]]


def test_a_row_says_when_it_was_and_in_which_phase() -> None:
    first = next(row for row in table(view_of(sample())) if row["code"] == "T1")
    assert (first["date"], first["minute"], first["seconds"], first["clock"]) == (
        *("2026-11-24", "03:00", "180", "10:38:00"),
    )
    assert (first["phase"], first["phase_name"], first["corrected"]) == ("F1", "Start en terugblik", "0")


def test_rows_stand_in_lesson_order_and_those_without_a_time_last() -> None:
    rows = table(view_of(sample()))
    times = [int(row["seconds"]) for row in rows if row["seconds"]]
    assert times == sorted(times)
    assert not any(row["seconds"] for row in rows[len(times) :])
    assert {row["kind"] for row in rows[len(times) :]} == {"case_matrix", "seat_map"}


def test_every_row_names_its_method_and_intervals_their_length() -> None:
    grid = Block("grid", "interval_grid", {"nl": "COPUS"}, items=(Item("lec", {"nl": "legt uit"}, code="Lec"),))
    grid = replace(grid, options={"seconds": 120})
    counter = Block("T1", "tally", {"nl": "vraag"})
    view = with_template(view_of(tiny(notes=[{"id": "n1", "t": "01:00", "text": "x"}])), grid, counter)
    view = done(view, corrections.add_missed(DESK, view, grid, Entry("grid", "lec", "on", slot=2), 5.0))
    view = done(view, blocks.press(DESK, view, counter, "T1", DESK.moment(), None))
    rows = {row["kind"]: row for row in table(view)}
    assert all(row["method"] for row in rows.values())
    assert rows["interval_grid"]["method"] != rows["tally"]["method"]
    assert (rows["interval_grid"]["interval_s"], rows["interval_grid"]["slot"]) == ("120", "3")
    assert rows["interval_grid"]["code"] == "Lec"
    assert rows["tally"]["interval_s"] == ""


def with_template(view: VisitBook, *found: Block) -> VisitBook:
    template = view.template
    assert template is not None
    record = view.book.first(Template)
    assert record is not None
    changed = replace(template, sections=(*template.sections, Section({"nl": "Meer"}, found)))
    return view.with_book(view.book.put([replace(record, payload=changed)]))


@pytest.mark.parametrize("n", [1, 12])
def test_every_type_of_block_tells_all_its_events(n: int) -> None:
    view = with_form(view_of(sample()), n)
    rows = table(view)
    told = Counter(row["record"] for row in rows)
    assert set(told) == {r.id for r in view.events}
    assert max(told.values()) == 1
    for block in all_blocks():
        mine = [row for row in rows if row["block"] == block.label["nl"]]
        assert len(mine) == len(view.of_block(block.id)) > 0, block.type
        assert all(row["method"] and row["kind"] == block.type for row in mine)
    rated = {(row["code"], row["raw"], row["value"]) for row in rows if row["kind"] == "rating"}
    assert rated == {("uit", "3", "3 waarde 3"), ("rus", "na", "n.v.t.")}


def test_what_is_filled_in_afterwards_has_no_phase() -> None:
    row = next(row for row in table(with_form(view_of(sample()))) if row["kind"] == "field")
    assert (row["phase"], row["minute"], row["value"]) == ("", "300:00", "antwoord achteraf")


def test_a_cell_of_a_grid_filled_in_later_counts_for_its_interval() -> None:
    view = with_form(view_of(sample()))
    grid = next(b for b in all_blocks() if b.type == "interval_grid")
    pressed = GRID.press_at(view, grid, "overlegt", 4, 250.0)
    assert pressed is not None
    view = done(view, blocks.enter(DESK, view, grid, pressed.payload, DESK.moment(), "debrief"))
    row = next(row for row in table(view) if row["slot"] == "5" and row["label"] == "overlegt")
    assert (row["minute"], row["clock"], row["phase"], row["interval_s"]) == ("08:00", "", "F2", "120")


# Corrections


def test_a_moved_press_stands_at_its_new_time_and_says_so() -> None:
    view = view_of(sample())
    tick = view.ticks("T1")[0]
    view = done(view, corrections.set_minute(DESK, view, tick, 8.5))
    row = next(row for row in table(view) if row["record"] == tick.id)
    assert (row["minute"], row["phase"], row["corrected"]) == ("08:30", "F2", "1")
    assert not any(isinstance(r.payload, StampMove) and r.id in csv_text(view, SAYS) for r in view.events)


def test_what_was_changed_after_the_lesson_says_so() -> None:
    view = view_of(sample())
    timed = view.book.of(Duration)[0]
    view = done(view, blocks.change(DESK, view, timed, replace(timed.payload, seconds=3.25), "debrief"))
    row = next(row for row in table(view) if row["record"] == timed.id)
    assert (row["number"], row["corrected"]) == ("3,25", "1")


def test_a_missed_press_stands_in_the_lesson_and_says_so() -> None:
    view = view_of(sample())
    block = next(b for b in view.counters if b.id == "T4")
    pressed = blocks.press(DESK, view, block, "T4", DESK.moment(), None)
    assert pressed is not None
    view = done(view, corrections.add_missed(DESK, view, block, pressed.writes[0].payload, 12.0))
    row = next(row for row in table(view) if row["code"] == "T4" and row["minute"] == "12:00")
    assert (row["phase"], row["corrected"]) == ("F3", "1")
    assert len({r.stamp.seq for r in view.events if r.stamp and r.stamp.device_id == "device"}) == 2


# Whatever is typed


def test_text_is_found_back_as_it_was_typed() -> None:
    odd = 'een; twee "drie"\nvier\tvijf \U0001f642 سلام'
    view = view_of(tiny(notes=[{"id": "n1", "t": "01:00", "text": odd, "effect": "a;b"}]))
    row = of_kind(view, "note")[0]
    assert (row["text"], row["effect"]) == (odd, "a;b")


@pytest.mark.parametrize(
    "text",
    [
        FORMULA,
        "+1",
        "-1+cmd",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\ufeff=1",
        "\u200b@x",
        "＝1",
        "＋1",
        "－x",
        "＠x",
    ],
)
def test_no_cell_can_be_a_formula(text: str) -> None:
    view = view_of(
        tiny(notes=[{"id": "n1", "t": "01:00", "text": f"x{text}"}], tallies=[{"id": "T1", "label": text}])
    )
    view = done(view, blocks.press(DESK, view, view.counters[0], "T1", DESK.moment(), None))
    assert cell(text) == f"'{text}"
    label = of_kind(view, "tally")[0]["label"]
    assert label == f"'{text}"


def test_numbers_stay_numbers() -> None:
    assert [cell(n) for n in (-3, -2.5, 0, 4.0, None, True)] == ["-3", "-2,5", "0", "4", "", "1"]
    assert [harmless(t) for t in ("-3", "-02:30", "-2,5", "R2P3", "")] == ["-3", "-02:30", "-2,5", "R2P3", ""]


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_cell_begins_harmless_and_only_gains_an_apostrophe(text: str) -> None:
    made = harmless(text)
    assert made in (text, f"'{text}")
    first = made.lstrip()[:1]
    plain = made[:1] == "-" and made[1:2].isdigit()
    assert plain or unicodedata.normalize("NFKC", first)[:1] not in tuple("=+-@")


def test_odd_events_are_told_too() -> None:
    view = view_of(tiny(notes=[{"id": "n1", "t": "-02:30", "text": "voor de bel"}]))
    gone = Block("gone", "rating", {"nl": "weg"})
    view = done(view, blocks.enter(DESK, view, gone, Entry("gone", "x", "3", texts=("a", "b")), DESK.moment()))
    start = view.start_utc
    assert start is not None
    gap = Gap(start, start + timedelta(seconds=90), GapReason.SLEEP)
    view = done(view, blocks.enter(DESK, view, gone, gap, DESK.moment()))
    rows = {row["kind"]: row for row in table(view)}
    assert rows["note"]["minute"] == "-02:30"
    assert (rows["entry"]["block"], rows["entry"]["value"], rows["entry"]["text"]) == ("gone", "3", "a | b")
    assert (rows["gap"]["value"], rows["gap"]["number"]) == ("sleep", "90")
    assert set(rows["note"]) == set(COLUMNS)


def test_a_line_that_was_taken_away_has_no_row() -> None:
    view = view_of(sample())
    gone = view.notes[0]
    view = done(view, observe.delete_note(DESK, view, gone))
    assert gone.id not in {row["record"] for row in table(view)}
    assert isinstance(gone.payload, Note)


# Files


def test_a_spreadsheet_opens_the_file_by_a_double_click(tmp_path: Path) -> None:
    write_csv(view_of(sample()), tmp_path / "x.csv", SAYS)
    data = (tmp_path / "x.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfvisit;date;minute;")
    assert b"\r\n" in data


def test_the_json_file_is_the_one_schema(tmp_path: Path) -> None:
    view = view_of(sample())
    write_json(view, tmp_path / "x.json")
    found: Any = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert found == json.loads(json.dumps(visit_json(view)))


def test_the_command_writes_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data-dir", str(tmp_path / "data"), "--language", "en"]
    assert main([*data, "demo", "--pdf-dir", str(tmp_path)]) == 0
    for form in ("csv", "json"):
        assert main([*data, "export", "last", "--format", form, "-o", str(tmp_path / f"x.{form}")]) == 0
    assert main([*data, "export", "last", "--format", "csv", "-o", str(tmp_path / "no" / "x.csv")]) == 1
    _out, told = capsys.readouterr()
    assert "could not be written" in told
    rows = (tmp_path / "x.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 1 + len(table(view_of(sample())))
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["format"] == "lesvisit-visit"
    with pytest.raises(SystemExit):
        main([*data, "export", "last", "--format", "csv", "--paper", "pair", "-o", "x"])


def test_every_row_names_its_observer_and_two_are_told_apart() -> None:
    view = view_of(sample())
    two = doubled(view, "eva", "=Eva")
    assert {row["observer"] for row in of_kind(view, "tally")} == {"Bram"}
    counted = Counter(row["observer"] for row in of_kind(two, "tally"))
    assert counted == {"Bram": len(of_kind(view, "tally")), "'=Eva": len(of_kind(view, "tally"))}
