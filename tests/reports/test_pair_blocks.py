"""Every block of the form stands in the paper of the two: whole, on the paper, under its name and method."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from lesvisit.blocks.drawing import LEADING, Box, Disc, Drawing, Line, Mark, Pad, Words
from lesvisit.domain.events import CaseCell
from lesvisit.domain.template import Block, Section, Template
from lesvisit.domain.visit_book import VisitBook
from lesvisit.reports import make_pair_paper
from lesvisit.reports.drawing_strips import MOST, drawing_strips
from lesvisit.reports.drawn import SCALE, paper_room
from lesvisit.reports.facts import Facts
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.style import BOTTOM, LEFT, RIGHT, SANS, TOP, Style
from lesvisit.reports.text import one_line_of
from tests.reports.support import (
    DAY,
    RESOURCES,
    minimal,
    pair,
    sample,
    squeezed,
    team,
    team_sample,
    text_of,
    translator,
    visit_of,
)
from tests.support.full_form import blocks, with_form

LONG = "lange woorden over de les "
ODD = " سلام עברית \U0001f642 中 "


def long(word: str) -> str:
    return f"{word} {LONG * 7}".strip()


def odd(word: str) -> str:
    return f"{word}{ODD}x"


def pages_of(view: VisitBook, path: Path) -> QPdfDocument:
    """The paper as a program for PDF reads it."""
    make_pair_paper(view, translator("nl"), RESOURCES, path, made_on=DAY)
    paper = QPdfDocument()
    paper.load(str(path))
    return paper


def test_every_block_stands_under_its_name(tmp_path: Path) -> None:
    text = squeezed(text_of(pair(with_form(sample()))[0]))
    for block in blocks():
        if block.type not in ("tally", "case_matrix", "field"):
            assert squeezed(block.label["en"].capitalize()) in text
    for words in ("regel 1", "feit 3", "effect 3", "antwoord achteraf", "waarde", "R4P4", "criterium van A"):
        assert squeezed(words if words != "waarde" else "value 3") in text
    assert squeezed("intervals of 2 min") in text


@pytest.mark.parametrize("word", [str, long, odd], ids=["plain", "long", "odd"])
@pytest.mark.parametrize("n", [1, 43])
def test_nothing_reaches_beyond_the_margins(n: int, word: Any, tmp_path: Path, qapp: QApplication) -> None:
    paper = pages_of(with_form(sample(), n, word), tmp_path / "x.pdf")
    assert paper.pageCount() >= 6
    for page in range(1, paper.pageCount()):
        bounds = paper.getAllText(page).boundingRectangle()
        assert bounds.left() >= LEFT - 3
        assert bounds.right() <= RIGHT + 3
        assert bounds.bottom() <= 842


def test_three_hundred_events_are_all_there() -> None:
    view = with_form(sample(), 43)
    assert sum(len(view.of_block(b.id)) for b in blocks()) > 300
    reader, _report = pair(view)
    found = Counter(text_of(reader).split())
    text = squeezed(text_of(reader))
    for number in range(43):
        assert squeezed(f"feit {number}effect {number}") in text
        assert squeezed(f"regel {number}") in text
    assert found["(continued)"] >= 2


def test_signs_that_fira_lacks_are_found_or_told() -> None:
    reader, report = pair(with_form(sample(), 3, odd))
    assert set(report.missing) == {"\U0001f642", "中"}
    assert "سلام"[::-1] in text_of(reader) or "سلام" in text_of(reader) or "ﺳ" in text_of(reader)


def test_the_room_measures_what_is_drawn() -> None:
    fonts = Fonts(RESOURCES)
    room = paper_room(fonts, 400)
    for text in ("Vraag", "fi fl ÆÉ", f"a{ODD}b", "tab\tregel", "é"):
        style = Style(SANS, 13 * SCALE, 13 * SCALE * LEADING)
        assert room.measure(text, 13, False) * SCALE == pytest.approx(
            one_line_of(Fonts(RESOURCES), text, style).width
        )
    assert fonts.missing == {}


# What stands elsewhere is not told twice


def test_the_sample_has_its_old_paper() -> None:
    text = text_of(pair(sample())[0])
    assert "Round: who is on task?" not in text
    assert text.count("Timed: denktijd (s)") == 1
    assert "Seating plan" not in text


def test_rounds_of_several_categories_are_drawn_whole() -> None:
    view = with_form(visit_of(minimal(meta={"lesson_start": "10:35", "lesson_min": 50})), 3)
    assert Facts(view, translator(), Fonts(RESOURCES)).sweep_label == "bezig"
    text = squeezed(text_of(pair(view)[0]))
    assert squeezed("Block sweep") in text
    assert text.count(squeezed("wacht")) >= 1


def test_prediction_and_what_was_seen_may_be_written_apart() -> None:
    view = sample()
    phase = view.phases[1].id
    cells = [CaseCell("A", phase, predicted="vast voorspeld"), CaseCell("A", phase, observed="later gezien")]
    cell = view.book.of(CaseCell)[0]
    made = [replace(cell, id=f"cell{n}", payload=payload) for n, payload in enumerate(cells)]
    text = text_of(pair(view.with_book(view.book.put(made)))[0])
    assert "vast voorspeld" in text
    assert "later gezien" in text


def test_what_is_filled_in_afterwards_does_not_stretch_the_axis() -> None:
    plain, filled = (Facts(view, translator(), Fonts(RESOURCES)) for view in (sample(), with_form(sample(), 2)))
    assert filled.minutes == plain.minutes == 50


def test_the_team_paper_knows_nothing_of_it() -> None:
    text = text_of(team(team_sample())[0])
    assert "block" not in text


def test_whoever_made_the_form_is_named() -> None:
    view = with_form(sample())
    head = view.book.first(Template)
    assert head is not None
    named = replace(head.payload, attribution="Molina et al. (2021)", disclaimer={"en": "Not an official text."})
    text = text_of(pair(view.with_book(view.book.put([replace(head, payload=named)])))[0])
    assert "Molina et al. (2021)" in text
    assert "Not an official text." in text


# Breaking over pages


def drawing(rows: int, high: float, *marks: Mark) -> Drawing:
    pad = Pad(paper_room(Fonts(RESOURCES), 400))
    for row in range(rows):
        pad.text(0, row * high, f"rij {row}")
        pad.disc(200, row * high + 8, 4)
        pad.cut((row + 1) * high)
    pad.marks.extend(marks)
    return pad.done(rows * high)


def test_a_drawing_breaks_between_its_rows() -> None:
    strips = drawing_strips(drawing(60, 20), LEFT)
    assert len(strips) == 60
    assert sum(s.height for s in strips) == pytest.approx(60 * 20 * SCALE)
    assert strips[0].keep
    assert strips[-2].keep
    assert not strips[30].keep
    assert not strips[-1].keep


def test_a_small_drawing_stays_whole() -> None:
    strips = drawing_strips(drawing(5, 20), LEFT)
    assert [s.keep for s in strips] == [True, True, True, True, False]


def test_what_is_too_high_for_a_page_breaks_between_its_lines() -> None:
    pad = Pad(paper_room(Fonts(RESOURCES), 400))
    height = pad.paragraph(0, 0, 300, "woorden " * 2000)
    strips = drawing_strips(pad.done(height), LEFT)
    assert len(strips) > 2
    assert all(s.height <= MOST + 0.1 for s in strips)
    assert all(s.height <= BOTTOM - TOP for s in strips)


def test_every_mark_is_drawn_once_and_long_ones_are_cut() -> None:
    upright = Line(((50, 5), (50, 95)))
    band = Box(0, 10, 20, 80, "soft")
    found = drawing(5, 20, upright, band, Line(((0, 20), (100, 20))), Line(((1, 2), (30, 99), (60, 1))))
    edges = [0, 20, 40, 60, 80, 100]
    from lesvisit.reports.drawing_strips import _within

    lines, boxes, words, discs, shapes = 0.0, 0.0, 0, 0, 0
    for top, bottom in pairwise(edges):
        for mark in (m for one in found.marks for m in _within(one, top, bottom, bottom == 100)):
            if isinstance(mark, Line) and len(mark.points) == 2:
                lines += abs(mark.points[1][1] - mark.points[0][1])
            boxes += mark.h if isinstance(mark, Box) else 0
            words += isinstance(mark, Words)
            discs += isinstance(mark, Disc)
            shapes += isinstance(mark, Line) and len(mark.points) == 3
    assert (lines, boxes, words, discs, shapes) == (90, 80, 5, 5, 1)


def test_a_block_that_is_unknown_or_empty_is_left_out() -> None:
    view = sample()
    head = view.book.first(Template)
    assert head is not None
    odd_blocks = (Block("x", "hologram", {"en": "Hologram"}), Block("y", "rating", {"en": "Empty"}))
    template = replace(head.payload, sections=(*head.payload.sections, Section({}, odd_blocks)))
    text = text_of(pair(view.with_book(view.book.put([replace(head, payload=template)])))[0])
    assert "Hologram" not in text
    assert "Empty" not in text
