"""Visits and team papers of every size, each made from a number: the same number makes the same paper."""

from collections.abc import Iterator
from datetime import date
from random import Random

from lesvisit.domain.shapes import Breadth
from lesvisit.domain.team_paper import (
    TeamAgreement,
    TeamChange,
    TeamConsent,
    TeamCriterion,
    TeamGoal,
    TeamPaper,
    TeamResult,
    TeamResults,
    TeamText,
)
from lesvisit.domain.visit import NamesMode
from lesvisit.domain.visit_book import VisitBook
from tests.reports.hard_shape import ODD, WORDS, Shape
from tests.reports.hard_visit import hard_visit

DAY = date(2026, 11, 24)


def shape_of(seed: int) -> Shape:
    """A shape for this number: most visits are of a usual size, some are empty, long or odd in one way."""
    random = Random(seed)
    pick = random.choice
    return Shape(
        seed=seed,
        notes=pick((0, 1, 2, 5, 8, 15, 30, 60, 120)),
        goals=pick((0, 1, 2, 3, 3, 4, 6, 12)),
        criteria=pick((0, 1, 2, 2, 3, 5)),
        phases=pick((0, 1, 3, 5, 7, 12)),
        questions=pick((0, 1, 2, 3, 3, 5)),
        agreements=pick((0, 1, 2, 3, 3, 6)),
        events=pick((0, 0, 0, 1, 4, 12, 30)),
        observers=pick((1, 1, 1, 2)),
        name_length=pick((4, 4, 9, 30, 80)),
        words=pick((3, 8, 14, 14, 40)),
        long_note=pick((0, 0, 0, 0, 900, 4_000)),
        long_word=pick((0, 0, 0, 0, 200, 1_500)),
        odd=pick((0.0, 0.05, 0.4)),
        talk=pick((0, 1, 5, 5, 9)),
        answers=pick((0, 8, 25, 90)),
        minutes=pick((None, 15, 50, 50, 100)),
        bell=pick((True, True, False)),
        starts=pick((0.0, 0.7, 1.0, 1.0)),
    )


def made_visit(seed: int) -> VisitBook:
    """The visit of this number."""
    return hard_visit(shape_of(seed))


class _Team:
    """Makes the team paper of a number."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.size = self.random.choice((0.5, 1, 1, 2, 5))
        self.number = 0

    def text(self, words: int) -> str:
        """Words, now and then odd ones."""
        count = max(1, round(self.size * self.random.randint(1, 2 * words)))
        found = [self.random.choice(WORDS) for _ in range(count)]
        if self.random.random() < 0.1:
            found.append(self.random.choice(ODD))
        return " ".join(found)

    def line(self) -> str:
        """The next name of a line."""
        self.number += 1
        return f"line:{self.number}"

    def some(self, most: int) -> range:
        """None or more."""
        return range(self.random.randint(0, most))

    def maybe(self, words: int) -> TeamText | None:
        """A text, or none."""
        return TeamText(self.line(), self.text(words)) if self.random.random() < 0.75 else None

    def goals(self) -> Iterator[TeamGoal]:
        """Goals with criteria, some of them answered, some explained."""
        for number in self.some(5):
            criteria = tuple(
                TeamCriterion(
                    self.line(),
                    self.text(8),
                    self.random.choice((*Breadth, None)),
                    self.random.choice(("", self.text(12))),
                )
                for _ in self.some(4)
            )
            yield TeamGoal(self.line(), f"D{number + 1}", self.text(12), criteria)

    def results(self) -> Iterator[TeamResults]:
        """Counts that add up to those present, and counts that do not."""
        for _ in self.some(2):
            of = self.random.choice((26, 26, 70, None))
            found = tuple(TeamResult(self.line(), self.text(3), self.random.randint(0, 13), of) for _ in self.some(6))
            yield TeamResults(self.text(1), found)

    def paper(self) -> TeamPaper:
        """The paper."""
        text, some = self.text, self.some
        actions = tuple(
            TeamAgreement(self.line(), text(2), text(14), text(4), text(10), f"D{n + 1}") for n in some(3)
        )
        change = TeamChange(self.line(), text(3), text(15), text(18), self.random.choice(("", text(10))))
        return TeamPaper(
            "en",
            NamesMode.FULL,
            DAY,
            "wiskunde",
            "H2b",
            self.maybe(14),
            self.maybe(20),
            tuple(self.goals()),
            tuple(self.results()),
            tuple(TeamText(self.line(), text(14), text(2)) for _ in some(4)),
            actions,
            self.random.choice((None, change)),
            self.maybe(9),
            TeamConsent("Noor", DAY),
        )


def made_team_paper(seed: int) -> TeamPaper:
    """The team paper of this number."""
    return _Team(seed).paper()
