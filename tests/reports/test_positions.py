"""Papers of visits of every size, read back: everything in its place, nothing over each other, nothing lost.

`LESVISIT_VISITS=600` makes as many visits as that; without it as many as half a minute allows.
"""

import os
from io import BytesIO

import pytest

from lesvisit.domain.visit_book import VisitBook
from lesvisit.reports import make_pair_paper, make_team_paper
from tests.reports.hard_visit import hard_visit, variants
from tests.reports.made_visits import DAY, made_team_paper, made_visit, shape_of
from tests.reports.paper_rules import broken
from tests.reports.positions import Laid, laid_out
from tests.reports.read_back import lost_notes, lost_words
from tests.reports.support import RESOURCES, sample, translator, with_changed_line

VISITS = int(os.environ.get("LESVISIT_VISITS", "40"))
GROUP = 10


def pair_pages(visit: VisitBook, language: str = "en") -> list[Laid]:
    out = BytesIO()
    make_pair_paper(visit, translator(language), RESOURCES, out, made_on=DAY)
    return laid_out(out.getvalue())


def team_pages(seed: int) -> list[Laid]:
    out = BytesIO()
    make_team_paper(made_team_paper(seed), translator(), RESOURCES, out, made_on=DAY)
    return laid_out(out.getvalue())


def faults(visit: VisitBook, language: str) -> list[str]:
    pages = pair_pages(visit, language)
    return [*broken(pages), *lost_notes(visit, pages), *lost_words(visit, pages)]


@pytest.mark.parametrize("first", range(0, VISITS, GROUP))
def test_made_visits(first: int) -> None:
    for seed in range(first, first + GROUP):
        assert faults(made_visit(seed), ("en", "nl")[seed % 2]) == [], shape_of(seed)


@pytest.mark.parametrize("first", range(0, VISITS, GROUP))
def test_made_team_papers(first: int) -> None:
    for seed in range(first, first + GROUP):
        assert broken(team_pages(seed)) == [], seed


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_worked_visits(language: str) -> None:
    assert faults(with_changed_line(sample()), language) == []
    assert faults(sample("sample_short"), language) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_hard_visit(language: str) -> None:
    assert faults(hard_visit(), language) == []


@pytest.mark.parametrize("name", sorted(variants()))
def test_the_hard_visit_without_something(name: str) -> None:
    assert faults(variants()[name], "nl") == []


# The tests see what they should


def test_a_lost_or_moved_page_is_seen() -> None:
    visit = hard_visit()
    pages = pair_pages(visit)
    last = len(pages) - 3
    assert list(lost_notes(visit, pages[:last] + pages[last + 1 :]))
    assert list(lost_notes(visit, [*pages[:last], pages[last + 1], pages[last], *pages[last + 2 :]]))
    assert list(lost_notes(visit, [*pages[:last], pages[last], *pages[last:]]))
    assert list(lost_words(visit, pages[:3]))


def test_what_stands_wrong_is_seen() -> None:
    page = pair_pages(sample())[1]
    word = page.words[5]
    for moved in (word.moved(0, 2), word.moved(500, 0), word.moved(0, 796 - word.base)):
        assert broken([Laid([*page.words, moved], page.shapes)])
    assert broken([page, Laid(page.words[8:], page.shapes)])
