"""Every paper as bytes, made once: for the tests that hold for all of them."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO

from lesvisit.domain.visit_book import VisitBook
from lesvisit.reports import make_board_card, make_pair_paper, make_team_paper
from lesvisit.reports.agreements_paper import make_agreements_paper
from lesvisit.reports.blank_form import make_blank_form
from lesvisit.reports.design_paper import make_design_paper
from lesvisit.reports.design_twin import make_paper_twin
from tests.reports.hard_visit import hard_visit, variants
from tests.reports.other_papers import OTHER
from tests.reports.support import DAY, RESOURCES, sample, team_sample, translator, with_changed_line
from tests.reports.test_agreements_paper import PAPER as AGREED
from tests.reports.test_blank_form import SHIPPED
from tests.reports.test_board import CARD
from tests.reports.test_design_paper import DESIGN, PAPER, V2

LONG = "Een lange zin over wat leerlingen deden en zeiden, met veel woorden. " * 60


@cache
def visits() -> dict[str, VisitBook]:
    """The sample, and visits as hard as they come."""
    return {"sample": with_changed_line(sample()), "hard": hard_visit(), **variants()}


@cache
def pair_paper(name: str = "sample", language: str = "nl") -> bytes:
    """The pair paper of one of the visits."""
    out = BytesIO()
    make_pair_paper(visits()[name], translator(language), RESOURCES, out, made_on=DAY)
    return out.getvalue()


@cache
def team_paper(long: bool = False, draft: bool = False) -> bytes:
    """The team paper of the sample; a long one goes over several pages."""
    paper = team_sample()
    if long:
        paper = replace(paper, goals=tuple(replace(g, text=LONG[:900]) for g in paper.goals * 3))
    out = BytesIO()
    make_team_paper(paper, translator("nl"), RESOURCES, out, draft=draft, made_on=DAY)
    return out.getvalue()


@cache
def design_paper(long: bool = False) -> bytes:
    """The design with what a visit changed; a long one has a row over pages."""
    paper = PAPER
    if long:
        phases = (V2.phases[0], replace(V2.phases[1], teacher_does=LONG, pupils_do=LONG[:500]))
        paper = replace(PAPER, version=replace(V2, phases=phases))
    out = BytesIO()
    make_design_paper(paper, translator("nl"), RESOURCES, out, DAY)
    return out.getvalue()


@cache
def twin() -> bytes:
    """The form to fill in by pen."""
    out = BytesIO()
    make_paper_twin(replace(PAPER, design=DESIGN), translator("nl"), RESOURCES, out, DAY)
    return out.getvalue()


@cache
def board_card(large: bool = False) -> bytes:
    """The card for the improvement board."""
    out = BytesIO()
    make_board_card(CARD, translator("nl"), RESOURCES, out, large=large, made_on=DAY)
    return out.getvalue()


@cache
def agreements_paper() -> bytes:
    """Agreements with what later visits saw of them."""
    out = BytesIO()
    make_agreements_paper(AGREED, translator("nl"), RESOURCES, out, made_on=DAY)
    return out.getvalue()


@cache
def blank_form(number: int = 0) -> bytes:
    """One of the forms that come with the app."""
    out = BytesIO()
    make_blank_form(SHIPPED[number], translator("nl"), RESOURCES, out, made_on=DAY)
    return out.getvalue()


PAPERS: dict[str, Callable[[], bytes]] = {
    "pair": pair_paper,
    "pair in English": lambda: pair_paper("sample", "en"),
    "pair hard": lambda: pair_paper("hard"),
    "pair without a design": lambda: pair_paper("no_design"),
    "pair without goals": lambda: pair_paper("no_goals"),
    "pair without notes": lambda: pair_paper("no_notes"),
    "pair with one note": lambda: pair_paper("one_note"),
    "pair of nothing": lambda: pair_paper("nothing"),
    "team": team_paper,
    "team long": lambda: team_paper(long=True),
    "team draft": lambda: team_paper(draft=True),
    "design": design_paper,
    "design long": lambda: design_paper(long=True),
    "twin": twin,
    "board": board_card,
    "board large": lambda: board_card(large=True),
    "agreements": agreements_paper,
    "form": blank_form,
    "form last": lambda: blank_form(-1),
    **OTHER,
}
