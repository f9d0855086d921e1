"""Agreements in full: box, goal, who, and beside them what, when and how we see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from lesvisit.reports.flow import MOST, Strip, tagged, text_strips
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.parts import tick_box
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import LEFT, RIGHT, SANS, SEMIBOLD, SOFT, Style, mm
from lesvisit.reports.tagging import Tag
from lesvisit.reports.text import Span, measure, para

_WHO_W, _GOAL_X = 22 * mm, 24 * mm
_GAP = 3 * mm


@dataclass(frozen=True, slots=True)
class AgreementLook:
    """Sizes on one paper: the pair paper is denser than the team paper."""

    what: Style
    rest: Style
    who: Style
    who_x: float
    when_face: str = SANS


PAIR_LOOK = AgreementLook(Style(SEMIBOLD, 8.6, 11.4), Style(SANS, 8.1, 11), Style(SEMIBOLD, 8.4, 11.4), 42 * mm)
TEAM_LOOK = AgreementLook(
    Style(SANS, 10, 13.4), Style(SANS, 8.8, 11.6), Style(SEMIBOLD, 9.6, 13.4), 40 * mm, SEMIBOLD
)
_TEXT_X = 66 * mm


@dataclass(frozen=True, slots=True)
class Agreed:
    """One agreement in words; `goal` is "doel 3", `after` what follows ("Naar het bord."). `see` has its label."""

    who: str
    what: str
    when: str = ""
    see: str = ""
    goal: str = ""
    after: str = ""
    done: bool = False
    target: str = ""


def agreement_strips(fonts: Fonts, agreed: Sequence[Agreed], look: AgreementLook) -> list[Strip]:
    """Each agreement as one strip that is never cut, unless no page can hold it."""
    whole = Tag("L")
    rows = [_strips(fonts, found, look, number) for number, found in enumerate(agreed)]
    return [strip for row in rows for strip in tagged(row, Tag("LBody", Tag("LI", whole)))]


def _strips(fonts: Fonts, found: Agreed, look: AgreementLook, number: int) -> list[Strip]:
    above = measure(fonts, found.who, look.who) > 2.2 * _WHO_W
    who = para(fonts, found.who, look.who, RIGHT - _TEXT_X if above else _TEXT_X - look.who_x - 2 * mm)
    what = para(fonts, found.what, look.what, RIGHT - _TEXT_X)
    rest = para(fonts, _rest(found, look), look.rest, RIGHT - _TEXT_X)
    top = who.height if above else 0.0
    height = max(top + what.height + (rest.height if found.when or found.see or found.after else 0.0), who.height)

    def beside(sheet: Sheet, y: float) -> None:
        base = y + look.what.leading / 2 + 0.33 * look.what.size
        tick_box(sheet, LEFT, base, 3.4 * mm)
        if found.done:
            _tick(sheet, LEFT, base)
        sheet.text(_GOAL_X, base, found.goal, Style(SANS, look.rest.size - 0.1, 10, SOFT), link=found.target)
        sheet.para(who, _TEXT_X if above else look.who_x, y)

    def draw(sheet: Sheet, y: float) -> None:
        beside(sheet, y)
        sheet.para(what, _TEXT_X, y + top)
        sheet.para(rest, _TEXT_X, y + top + what.height)

    gap = _GAP if number else 0.0
    if height <= MOST:
        return [Strip(height, draw, gap)]
    return [Strip(top, beside, gap, keep=True), *text_strips(what, _TEXT_X), *text_strips(rest, _TEXT_X)]


def _tick(sheet: Sheet, x: float, base: float) -> None:
    points = [(x + 0.7 * mm, base - 1.3 * mm), (x + 1.5 * mm, base - 0.4 * mm), (x + 2.9 * mm, base - 2.4 * mm)]
    sheet.shape(points, stroke="#1D2226", width=1.1, close=False)


def _rest(found: Agreed, look: AgreementLook) -> list[Span]:
    spans: list[Span] = []
    when = found.when.strip()
    if when:
        ended = when if when[-1] in ".!?" else f"{when}."
        spans.append(Span(ended if found.see or found.after else when, face=look.when_face))
    if found.see:
        spans.append(Span((" " if spans else "") + found.see, color=SOFT))
    if found.after:
        spans.append(Span((" " if spans else "") + found.after, color=SOFT))
    return spans
