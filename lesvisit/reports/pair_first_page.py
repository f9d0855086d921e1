"""The minute page: everything that matters on one page, giving way in a fixed order when it is too much."""

from collections.abc import Iterator
from dataclasses import dataclass

from lesvisit.reports.facts import Facts
from lesvisit.reports.first_agreements import agreements_part
from lesvisit.reports.first_goals import MANY_CRITERIA, MANY_GOALS, goals_part
from lesvisit.reports.first_head import head_part, questions_part
from lesvisit.reports.first_picture import picture_part
from lesvisit.reports.first_seen import seen_part
from lesvisit.reports.flow import Page, Placed, Strip
from lesvisit.reports.parts import Part
from lesvisit.reports.style import BOTTOM, TOP, mm

_GAPS = 3.2 * mm  # least space between two blocks
_SPARE = 24 * mm


@dataclass(frozen=True, slots=True)
class Giving:
    """What still stands on page 1: explanations leave first, then criteria, long answers, lanes, long agreements."""

    explanations: bool = True
    criteria: bool = True
    answer_lines: int = 99
    lanes: bool = True
    agreement_lines: int = 0
    some_goals: bool = False
    agreements: int = 999
    questions: int = 999


def first_page(facts: Facts) -> tuple[Page, bool]:
    """The page, and whether the headline had to be cut (its whole text then stands further on)."""
    head, cut = head_part(facts)
    parts: list[Part] = []
    for giving in _givings(facts):
        parts = _parts(facts, head, giving)
        if _height(parts) <= BOTTOM - TOP:
            break
    return _placed(parts), cut


def _givings(facts: Facts) -> Iterator[Giving]:
    few = len(facts.goals) <= 3 and len(facts.book.criteria) <= MANY_CRITERIA
    some = len(facts.goals) <= MANY_GOALS
    if few:
        yield Giving()
    if some:
        yield Giving(explanations=False)
    yield Giving(False, False)
    yield Giving(False, False, 5)
    yield Giving(False, False, 5, lanes=False)
    for lines in (6, 3, 1):
        yield Giving(False, False, min(lines, 3), False, lines, some_goals=True)
    for most in (9, 3):
        yield Giving(False, False, 1, False, 1, True, most, 3)


def _parts(facts: Facts, head: Part, giving: Giving) -> list[Part]:
    small = len(facts.goals) > MANY_GOALS
    fixed = [
        head,
        questions_part(facts, giving.answer_lines, giving.questions),
        picture_part(facts, giving.lanes, small),
    ]
    panel = agreements_part(facts, giving.agreement_lines, giving.agreements)
    above = [part for part in fixed if part is not None]
    room = BOTTOM - TOP - _height([*above, panel]) - _GAPS
    goals = _goals(facts, giving, room)
    return [*above, *([goals] if goals is not None else []), panel]


def _goals(facts: Facts, giving: Giving, room: float) -> Part | None:
    if not facts.goals:
        return seen_part(facts, room)
    return goals_part(facts, giving.explanations, giving.criteria, room if giving.some_goals else 1e9)


def _height(parts: list[Part]) -> float:
    return sum(part.height for part in parts) + _GAPS * (len(parts) - 1)


def _placed(parts: list[Part]) -> Page:
    """Left-over height, up to 24 mm, goes in equal shares between the blocks."""
    spare = min(max(BOTTOM - TOP - _height(parts), 0.0), _SPARE)
    share = spare / max(len(parts), 1)
    y = TOP + share / 2
    page: Page = []
    for part in parts:
        page.append(Placed(Strip(part.height, part.draw), y))
        y += part.height + _GAPS + share
    return page
