"""Where pages end: what stays together, what is repeated, and what is cut after all because no page holds it."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from lesvisit.domain.debrief import Agreement, ChangedLine
from lesvisit.domain.events import CaseCell, Note, NoteKind
from lesvisit.reports.facts import Facts
from lesvisit.reports.first_picture import picture_part, timeline
from lesvisit.reports.flow import Page, Strip, held, paginate
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.lanes import Lane, Lanes, Mark, lanes_of
from lesvisit.reports.ribbon import ribbon
from lesvisit.reports.style import BOTTOM, TOP, mm
from tests.reports.hard_shape import Shape
from tests.reports.hard_visit import hard_visit
from tests.reports.paper_rules import content, goes_on, misplaced, words_of
from tests.reports.read_back import lost_words
from tests.reports.support import RESOURCES, minimal, note, sample, squeezed, translator, visit_of, with_record
from tests.reports.test_positions import pair_pages

ROOM = (BOTTOM - TOP) / mm
LINE = 4.0  # mm


def strip(height: float, **more: Any) -> Strip:
    return Strip(height * mm, lambda sheet, y: None, **more)


def heights(pages: list[Page]) -> list[list[int]]:
    return [[round(placed.strip.height / mm) for placed in page] for page in pages]


# Strips


@pytest.mark.parametrize("left", [9.0, 12.0, 15.0])
def test_a_head_keeps_two_lines(left: float) -> None:
    pages = paginate([strip(ROOM - left), strip(7, keep=True, head=True), *(strip(LINE) for _ in range(5))])
    first = len(pages[0])
    assert first == 1 or first >= 4


def test_a_head_with_one_line_may_end_a_page() -> None:
    found = [strip(ROOM - 12), strip(7, keep=True, head=True), strip(LINE), strip(7, keep=True, head=True)]
    pages = paginate([*found, *(strip(20) for _ in range(3))])
    assert len(pages[0]) == 3


def test_heads_stay_together() -> None:
    found = [
        strip(ROOM - 20),
        strip(7, head=True, keep=True),
        strip(7, head=True, keep=True),
        strip(LINE),
        strip(LINE),
    ]
    assert heights(paginate([*found, strip(60), strip(60)]))[1][:2] == [7, 7]


def test_two_lines_move_along_with_the_last() -> None:
    lines = [strip(LINE) for _ in range(int(ROOM / LINE) + 1)]
    pages = paginate(lines)
    assert [len(page) for page in pages] == [len(lines) - 3, 3]


def test_a_last_line_brings_its_label_and_two_lines() -> None:
    lines = [strip(LINE) for _ in range(int(ROOM / LINE))]
    pages = paginate([*lines, strip(0, keep=True), strip(LINE)])
    assert [len(page) for page in pages] == [len(lines) - 2, 4]


def test_what_no_page_holds_begins_where_it_stands() -> None:
    pages = paginate([strip(50), *(strip(20, keep=True) for _ in range(20)), strip(20)])
    assert len(pages[0]) > 5


def test_a_label_higher_than_its_first_lines_is_held() -> None:
    lines = held([strip(LINE) for _ in range(6)], 3 * LINE * mm)
    assert [line.keep for line in lines] == [True, True, False, False, False, False]


# Papers


def heads_of(pages: Any) -> list[str]:
    return [words_of(content(page)[:1]) for page in pages]


def test_a_table_of_case_pupils_repeats_its_head() -> None:
    visit = sample()
    phases = visit.phases
    cells = [
        replace(
            visit.book.of(CaseCell)[0],
            id=f"cell-{pupil}-{phase.id}",
            payload=CaseCell(pupil, phase.id, "voorspeld " * 12, "gezien " * 20),
        )
        for pupil in "ABCDE"
        for phase in phases
    ]
    pages = pair_pages(visit.with_book(visit.book.put(cells)))
    again = [content(page)[:2] for page in pages if "(continued)" in words_of(content(page)[:1])]
    tables = [lines for lines in again if words_of(lines[:1]).startswith("Case pupils")]
    assert tables
    assert all("predicted" in words_of(lines[1:]) for lines in tables)
    assert list(misplaced(pages)) == []


def test_a_row_that_no_page_holds_breaks_between_its_lines() -> None:
    visit = sample()
    cell = visit.book.of(CaseCell)[0]
    seen = " ".join(f"w{number}" for number in range(900))
    made = replace(cell, id="cell-x", payload=CaseCell("A", visit.phases[1].id, "voorspeld", seen))
    visit = visit.with_book(visit.book.put([made]))
    pages = pair_pages(visit)
    assert list(misplaced(pages)) == []
    text = words_of([line for page in pages for line in content(page)])
    assert all(f"w{number} " in f"{text} " for number in (0, 450, 899))


@pytest.mark.parametrize("words", [60, 4_000])
def test_an_agreement_is_cut_only_when_no_page_holds_it(words: int) -> None:
    what = " ".join(f"woord{number}" for number in range(words))
    visit = sample()
    for number in range(9):
        visit = with_record(visit, Agreement(what, when="vrijdag", order=number), record_id=f"a{number}")
    pages = pair_pages(visit)
    assert list(misplaced(pages)) == []
    starts = [number for number, page in enumerate(pages[1:]) for w in page.words if w.text.startswith("woord0 ")]
    ends = [number for number, page in enumerate(pages[1:]) for w in page.words if f"woord{words - 1}" in w.text]
    assert len(starts) == len(ends) == 9
    assert (starts == ends) == (words == 60)


def test_a_changed_line_that_no_page_holds_is_there_whole() -> None:
    visit = sample()
    was, now = (" ".join(f"{name}{number}" for number in range(3_000)) for name in ("oud", "nieuw"))
    visit = with_record(visit, ChangedLine(visit.phases[0].id, "teacher_does", was, now, "daarom", version_id="v2"))
    pages = pair_pages(visit)
    assert list(misplaced(pages)) == []
    text = words_of([line for page in pages for line in content(page)])
    assert {"oud0", "oud2999", "nieuw2999", "daarom"} <= set(text.split())
    assert any(head.startswith("Lesson design: one line different (continued)") for head in heads_of(pages))


def test_texts_of_any_length_stay_on_the_paper() -> None:
    shape = Shape(3, notes=12, scale=25, goals=4, agreements=5, events=3, long_note=0, long_word=0)
    visit = hard_visit(shape)
    pages = pair_pages(visit)
    assert list(misplaced(pages)) == []
    assert list(lost_words(visit, pages)) == []


def test_a_long_note_goes_on_under_its_phase_and_minute() -> None:
    visit = sample(change=lambda data: data["notes"].append(note("lang " * 4_000, 20, 99)))
    pages = pair_pages(visit)
    again = [content(page)[:3] for page in pages if "20:00 (continued)" in words_of(content(page)[:3])]
    assert len(again) >= 3
    assert all(goes_on(lines[0]) and words_of(lines[:1]).startswith("F4") for lines in again)


def test_without_phases_the_notes_go_on_under_their_chapter() -> None:
    notes = [note(f"regel {number} " * 12, number // 3, number) for number in range(120)]
    pages = pair_pages(visit_of(minimal(meta={"lesson_start": "10:35"}, notes=notes)))
    assert sum(head.startswith("All notes (continued)") for head in heads_of(pages)) >= 2


# The lesson in one picture


def facts_of(visit: Any) -> Facts:
    return Facts(visit, translator(), Fonts(RESOURCES))


def crowd(minutes: list[float]) -> Lane:
    mark = sample().notes[0].payload.shape
    return Lane("goal 1", tuple(Mark(minute, mark) for minute in minutes))


def test_marks_never_cover_each_other() -> None:
    line = timeline(facts_of(sample()))
    for minutes in ([10.0, 10.0], [10.0, 10.2, 10.3, 10.4], [float(n) for n in range(40)], [50.0, 50.0, 49.9]):
        spots = Lanes((), 5.45 * mm).spots(crowd(minutes), line)
        assert spots is not None
        for row in {spot.down for spot in spots}:
            places = [spot.x for spot in spots if spot.down == row]
            assert all(b - a >= 0.9 * spots[0].wide for a, b in pairwise(places)), minutes
        assert all(abs(spot.x - line.at(spot.mark.minute)) <= 2.5 * mm + 0.1 for spot in spots)


def test_too_many_or_too_near_marks_become_bars() -> None:
    line = timeline(facts_of(sample()))
    lanes = Lanes((), 5.45 * mm)
    assert lanes.spots(crowd([n * 1.2 for n in range(41)]), line) is None
    assert lanes.spots(crowd([10.0] * 9), line) is None
    assert Lanes((), 2 * mm).spots(crowd([10.0] * 4), line) is None


def test_bars_have_their_word_and_their_number() -> None:
    visit = visit_of(minimal(meta={"lesson_start": "10:35"}, notes=[note("x", n // 2, n) for n in range(90)]))
    first = pair_pages(visit)[0]
    words = [word.text for word in first.words]
    assert "bars: notes per minute" in words
    assert "90" in words
    assert "pupils" not in words
    facts = facts_of(visit)
    assert lanes_of(facts, small=False).shapes(timeline(facts)) == set()
    assert picture_part(facts, True, False) is not None


def test_words_of_a_phase_stand_beside_a_gap() -> None:
    facts = facts_of(sample())
    line = timeline(facts)
    gaps = ((20.0, 27.0),)
    narrow, wide = (ribbon(facts.fonts, facts.ribbon, line, found) for found in (gaps, ()))
    phase = facts.book.phases[3].id
    assert phase in wide.names
    assert phase not in narrow.names
    assert any(name.startswith("F4 = ") for name in narrow.too_narrow())


# Two observers


def test_a_second_observer_is_named_beside_the_codes() -> None:
    visit = hard_visit(Shape(2, notes=20, events=0, goals=2, phases=3))
    pages = pair_pages(visit)
    printed = [word.text for page in pages for word in page.words]
    assert sum(text.startswith("Yara") and len(text) < 20 for text in printed) >= 6
    names = {squeezed(text) for text in printed}
    assert {squeezed(visit.people[i].name) for i in ("bram", "yara")} <= names  # whole in the legend
    assert list(misplaced(pages)) == []


def test_quotes_of_another_script_stand_in_their_line() -> None:
    visit = with_record(sample(), Note("zegt سلام tegen R2P3", NoteKind.QUOTE), 20.0)
    assert list(misplaced(pair_pages(visit))) == []
