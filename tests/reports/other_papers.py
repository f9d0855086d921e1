"""The board card, agreements over visits and blank forms as bytes: for the tests that hold for every paper."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO

from lesvisit import paths
from lesvisit.reports import make_board_card
from lesvisit.reports.agreements_paper import make_agreements_paper
from lesvisit.reports.blank_form import make_blank_form
from lesvisit.reports.design_twin import make_paper_twin
from lesvisit.services import library
from tests.reports.support import DAY, RESOURCES, sample, translator
from tests.reports.test_agreements_paper import PAPER as AGREED
from tests.reports.test_board import CARD
from tests.reports.test_design_paper import PAPER as DESIGN


@cache
def board_card(large: bool = False, draft: bool = False) -> bytes:
    """The card on one A4, or each part on its own."""
    out = BytesIO()
    card = replace(CARD, language="nl", actions=CARD.actions[:1] if draft else CARD.actions)
    make_board_card(card, translator("nl"), RESOURCES, out, large=large, draft=draft, made_on=DAY)
    return out.getvalue()


@cache
def agreements(visits: int = 1) -> bytes:
    """The agreements of a few visits."""
    paper, out = replace(AGREED, visits=AGREED.visits * visits), BytesIO()
    make_agreements_paper(paper, translator("nl"), RESOURCES, out, made_on=DAY)
    return out.getvalue()


@cache
def form(number: int) -> bytes:
    """The blank form of a shipped template."""
    out = BytesIO()
    make_blank_form(library.templates(paths.resources())[number - 1], translator("nl"), RESOURCES, out, made_on=DAY)
    return out.getvalue()


@cache
def twin_of_visit() -> bytes:
    """The design's form with what the template of a visit asks."""
    out = BytesIO()
    make_paper_twin(DESIGN, translator("nl"), RESOURCES, out, DAY, visit=sample())
    return out.getvalue()


OTHER: dict[str, Callable[[], bytes]] = {
    "board": board_card,
    "board large": lambda: board_card(large=True),
    "board draft": lambda: board_card(draft=True),
    "agreements": agreements,
    "agreements long": lambda: agreements(9),
    "form notes": lambda: form(1),
    "form seats": lambda: form(10),
    "form grid": lambda: form(17),
    "twin of a visit": twin_of_visit,
}
