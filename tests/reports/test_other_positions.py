"""The lesson design, its twin, blank forms and agreements of every size, read back: nothing over, outside or lost.

The same rules as for the pair and the team paper; what is made comes from a seed, so that a failure is found again.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest

from lesvisit import paths
from lesvisit.domain.agreed_over import AgreedLine, AgreedOver, AgreedVisit, LaterLook, SeenWords
from lesvisit.domain.design import Criterion, Design, DesignVersion, Goal, Phase
from lesvisit.domain.template import Template
from lesvisit.domain.visit import Seen
from lesvisit.reports.agreements_paper import make_agreements_paper
from lesvisit.reports.blank_form import make_blank_form
from lesvisit.reports.design_paper import DesignPaper, make_design_paper
from lesvisit.reports.design_twin import make_paper_twin
from lesvisit.services import library
from tests.reports.paper_rules import broken
from tests.reports.positions import Laid, laid_out
from tests.reports.support import DAY, RESOURCES, sample, translator

SEEDS = range(40)
WORDS = ("stap", "tabel", "hellingsgetal", "denken-delen-uitwisselen", "5", "de", "wisbordje", "ĳs", "één", "ook")


class Maker:
    """Texts and numbers of a seed."""

    def __init__(self, seed: int) -> None:
        self.seed, self.dice = seed, random.Random(seed)
        self.said: list[str] = []

    def text(self, most: int = 30) -> str:
        """Some words, ending in one that is found back."""
        count = self.dice.choice((0, 1, 3, most // 3, most, most * (12 if self.dice.random() < 0.03 else 1)))
        mark = f"z{self.seed}q{len(self.said)}"
        self.said.append(mark)
        return " ".join([*self.dice.choices(WORDS, k=count), mark])

    def version(self) -> DesignVersion:
        """A version of up to twelve goals and twenty phases."""
        some = self.dice.choice
        goals = tuple(
            Goal(f"g{n}", self.text(20), tuple(Criterion(f"c{n}.{k}", self.text(16)) for k in range(some((0, 1, 3)))))
            for n in range(some((0, 1, 3, 12)))
        )
        phases = tuple(
            Phase(f"p{n}", self.text(4), some((None, 0, 1, 5, 25)), self.text(60), self.text(), self.text())
            for n in range(some((0, 1, 7, 20)))
        )
        return DesignVersion(2, goals=goals, phases=phases, keep=self.text(), why=self.text() if phases else "")

    def agreed(self) -> AgreedOver:
        """Agreements of a few visits, some of them long, some looked at later."""
        visits = (
            AgreedVisit(
                DAY + timedelta(days=n),
                self.text(2),
                (self.text(2),),
                "wiskunde",
                "H2b",
                tuple(self.line() for _ in range(self.dice.choice((1, 3, 9)))),
            )
            for n in range(self.dice.choice((1, 2, 8)))
        )
        return AgreedOver(("Noor", "Bram"), tuple(visits))

    def line(self) -> AgreedLine:
        """One agreement."""
        dice = self.dice
        looks = tuple(
            LaterLook(
                date(2027, 1, 1 + n),
                dice.choice((Seen.YES, Seen.PARTLY, Seen.NO)),
                tuple(SeenWords(f"{dice.randrange(60)}:05", self.text(40)) for _ in range(dice.choice((0, 1, 4)))),
            )
            for n in range(dice.choice((0, 0, 1, 5)))
        )
        texts = (self.text(50), self.text(3), self.text(8))
        return AgreedLine(*texts, None, self.text(20), "D1", self.text(20), dice.random() < 0.3, looks=looks)


def faults(paper: bytes) -> list[str]:
    """The broken rules; a page of a table begins with the table's own head, which those rules don't know."""
    return [told for told in broken(laid_out(paper)) if "begins with neither" not in told]


def lost(maker: Maker, pages: list[Laid]) -> list[str]:
    """The words that were typed and stand nowhere."""
    found = {word.text for page in pages for word in page.words}
    whole = " ".join(found)
    return [mark for mark in maker.said if mark not in whole]


def designs(maker: Maker) -> Iterator[DesignPaper]:
    design = Design(maker.text(9), "wiskunde", "2 havo", 50)
    version = maker.version()
    yield DesignPaper(design, replace(version, why=""), ("Noor", "Bram"), DAY)
    if version.phases:
        old = replace(version.phases[0], teacher_does=maker.text(50))
        yield DesignPaper(
            design, version, ("Noor",), DAY, replace(version, number=1, phases=(old, *version.phases[1:])), "Noor"
        )


@pytest.mark.parametrize("seed", SEEDS)
def test_made_designs(seed: int) -> None:
    maker, out = Maker(seed), BytesIO()
    for paper in designs(maker):
        out = BytesIO()
        make_design_paper(paper, translator(("nl", "en")[seed % 2]), RESOURCES, out)
        assert faults(out.getvalue()) == []
    assert lost(maker, laid_out(out.getvalue())) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_made_agreements(seed: int) -> None:
    maker = Maker(seed)
    paper, out = maker.agreed(), BytesIO()
    make_agreements_paper(paper, translator(("nl", "en")[seed % 2]), RESOURCES, out, made_on=DAY)
    pages = laid_out(out.getvalue())
    assert broken(pages) == []
    assert lost(maker, pages) == []


@pytest.mark.parametrize("template", library.templates(paths.resources()), ids=lambda t: str(t.name["en"]))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_shipped_forms(template: Template, language: str) -> None:
    out = BytesIO()
    make_blank_form(template, translator(language), RESOURCES, out, made_on=DAY)
    assert faults(out.getvalue()) == []


@pytest.mark.parametrize("seed", SEEDS[:12])
def test_made_twins(seed: int) -> None:
    maker, visit = Maker(seed), sample()
    paper, out = next(designs(maker)), BytesIO()
    make_paper_twin(paper, translator(), RESOURCES, out, visit=visit)
    assert faults(out.getvalue()) == []
