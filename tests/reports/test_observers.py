"""The pair paper of a visit with two observers: whose mark is whose, and who noted each line."""

from dataclasses import replace

import pytest

from lesvisit.domain.events import Note
from lesvisit.domain.people import Person
from lesvisit.domain.records import applied
from lesvisit.domain.visit_book import VisitBook
from tests.reports.support import pair, sample, squeezed
from tests.support.observers import notes_of, second_desk

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
