"""The pair paper of a visit with two observers: whose mark is whose, and who noted each line."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lesvisit.domain.events import Gap, GapReason, Note
from lesvisit.domain.people import Person
from lesvisit.domain.records import applied
from lesvisit.domain.shapes import Look
from lesvisit.domain.visit_book import VisitBook
from lesvisit.reports.facts import Facts
from lesvisit.reports.fonts import Fonts
from tests.reports.support import RESOURCES, load, pair, sample, squeezed, translator, with_record
from tests.support.observers import doubled, notes_of, second_desk

EVA = "Eva van den Berg"


@pytest.fixture(scope="module")
def two() -> VisitBook:
    view = sample()
    view = replace(view, people={**view.people, "eva": Person(EVA)})
    notes = [(12.5, Note("Eva hoorde dit aan de achterste tafel")), (31.0, Note("R4P5 pakt een blaadje"))]
    for operation in notes_of(second_desk("eva"), view, notes):
        records = applied(view.book, operation)
        view = view.with_book(view.book.put(records), records)
    return view


def pages(view: VisitBook) -> list[str]:
    return [squeezed(page.extract_text()) for page in pair(view)[0].pages]


def test_the_legend_names_both_and_each_line_says_whose_it_is(two: VisitBook) -> None:
    found = pages(two)
    assert squeezed(EVA) in found[0], "the legend of the picture on page 1"
    notes = next(page for page in found if squeezed("Eva hoorde dit aan de achterste tafel") in page)
    assert squeezed(EVA) in notes
    assert "Bram" in notes


def test_an_observer_nobody_knows_the_name_of_is_there_too(two: VisitBook) -> None:
    nameless = replace(two, people={i: p for i, p in two.people.items() if i != "eva"})
    assert any("Evahoordeditaandeachterstetafel" in page.replace(" ", "") for page in pages(nameless))


def test_a_very_long_name_is_cut_in_the_legend(two: VisitBook) -> None:
    long = replace(two, people={**two.people, "eva": Person("Van" * 70)})
    first = pages(long)[0]
    assert "Van" in first
    assert "Van" * 20 not in first.replace(" ", "")


# What both counted


@pytest.fixture(scope="module")
def counted() -> VisitBook:
    return doubled(sample(), "eva", EVA)


def test_counts_of_two_stand_apart_and_are_never_added(counted: VisitBook) -> None:
    facts, alone = facts_of(counted), facts_of(sample())
    assert [(t.label, t.minutes) for t in facts.tallies] == [
        (t.label, t.minutes) for t in alone.tallies for _ in "12"
    ]
    assert [t.observer.look for t in facts.tallies if t.observer] == [Look.PLAIN, Look.FOOT] * len(alone.tallies)
    assert facts.sweeps == alone.sweeps, "the line on page one is of one observer"
    assert facts.sweep_label == f"{alone.sweep_label} (Bram)"
    text = "".join(pages(counted))
    assert text.count(squeezed(EVA)) >= len(alone.tallies)
    durations = {d["label"] for d in load()["durations"]}
    for label in durations:
        assert squeezed(f"Timed: {label} (Bram)") in text
        assert squeezed(f"Timed: {label} ({EVA})") in text


def test_the_rounds_of_the_second_are_in_the_paper_too(counted: VisitBook) -> None:
    assert not _sections_with(pages(sample()), "Eva van den Berg")
    assert any("Bram" in page and squeezed(EVA) in page for page in pages(counted)[1:])


def _sections_with(found: list[str], words: str) -> list[str]:
    return [page for page in found if squeezed(words) in page]


# Times in which one could not note


def gap_by(view: VisitBook, who: str, began: float, ended: float, number: int) -> VisitBook:
    start = view.start_utc
    assert start is not None
    gap = Gap(start + timedelta(minutes=began), start + timedelta(minutes=ended), GapReason.SLEEP)
    return with_record(view, gap, minute=ended, author=who, record_id=f"gap-{number}")


def test_a_gap_names_whose_it_is_and_the_picture_shows_only_what_nobody_saw(two: VisitBook) -> None:
    bram = two.visit.visitor_ids[0]
    view = gap_by(gap_by(two, "eva", 10, 20, 1), bram, 18, 24, 2)
    facts = facts_of(view)
    assert [(g.began, g.ended, g.observer.name) for g in facts.gaps if g.observer] == [
        (10.0, 20.0, EVA),
        (18.0, 24.0, "Bram"),
    ]
    assert facts.gaps_of_all == [(18.0, 20.0)]
    text = "".join(pages(view))
    assert squeezed(f"minute 10 to 20: {EVA} could not note anything") in text
    assert squeezed("minute 18 to 24: Bram could not note anything") in text
    assert squeezed("nothing could be noted") not in text


def test_alone_a_gap_is_of_all() -> None:
    view = sample()
    view = gap_by(view, view.visit.visitor_ids[0], 10, 20, 1)
    assert facts_of(view).gaps_of_all == [(10.0, 20.0)]
    assert squeezed("minute 10 to 20: nothing could be noted") in "".join(pages(view))


def facts_of(view: VisitBook) -> Facts:
    return Facts(view, translator(), Fonts(RESOURCES))
