"""What we saw in pupils, on the team paper: goals with how widely each criterion was seen."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lesvisit.domain.team_paper import TeamCriterion, TeamGoal
from lesvisit.i18n import Translator
from lesvisit.reports.dotfield import BREADTH_WORDS, FIELD_H, dot_field
from lesvisit.reports.flow import Strip, kept, tagged, text_strips
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import ACCENT, HAIR, LEFT, RIGHT, SANS, SEMIBOLD, SOFT, TEXT_W, TEXT_X, Style, mm
from lesvisit.reports.tagging import Tag
from lesvisit.reports.text import para

_GOAL = Style(SEMIBOLD, 9.6, 13.4)
_WORDS = Style(SEMIBOLD, 8.4, 12.6)
_CRITERION = Style(SANS, 9.4, 12.6)
_WHY = Style(SANS, 8.8, 11.6, SOFT)
_WORDS_X, _CRIT_X = 56 * mm, 80 * mm


def goal_word(code: str, translator: Translator, capital: bool = True) -> str:
    """`Doel 1` of the code D1; another code stays as it is."""
    number = code[1:]
    if not number.isdigit():
        return code
    _ = translator.gettext
    return _("Goal {number}", number=number) if capital else _("goal {number}", number=number)


def goal_strips(goals: Sequence[TeamGoal], translator: Translator, fonts: Fonts) -> list[Strip]:
    """Each goal with its criteria; goal and first criterion stay together."""
    strips: list[Strip] = []
    for number, goal in enumerate(goals):
        again = _again(fonts, translator, goal)
        first, *rows = [_criterion(fonts, translator, c) for c in goal.criteria] or [[]]
        head, *text = _head(fonts, translator, goal, number)
        below = [*kept([*text, *first[:2]]), *first[2:], *(strip for row in rows for strip in row)]
        strips.extend([head, *(replace(strip, again=again) for strip in below)])
    return strips


def _again(fonts: Fonts, translator: Translator, goal: TeamGoal) -> Strip:
    """`Doel 2 (vervolg)` where a goal goes on over the page."""
    name = translator.gettext("{name} (continued)", name=goal_word(goal.code, translator))
    words = para(fonts, name, _GOAL.but(color=ACCENT), RIGHT - LEFT)
    return Strip(words.height + 1.4 * mm, lambda sheet, y: sheet.para(words, LEFT, y))


def _head(fonts: Fonts, translator: Translator, goal: TeamGoal, number: int) -> Iterator[Strip]:
    text = para(fonts, goal.text, _GOAL, TEXT_W)
    label = para(fonts, goal_word(goal.code, translator), _GOAL.but(color=ACCENT), TEXT_X - LEFT - 1 * mm)
    gap = 4.2 * mm if number else 0.0

    def margin(sheet: Sheet, y: float) -> None:
        if number:
            sheet.rule(y - 1.9 * mm, 0.5, HAIR)
        sheet.para(label, LEFT, y)

    head = Tag("H3")
    yield from tagged([Strip(0, margin, gap, keep=True)], head)
    strips = tagged(text_strips(text, TEXT_X), head)
    strips[-1] = replace(strips[-1], height=strips[-1].height + 1.4 * mm)
    yield from strips


def _criterion(fonts: Fonts, translator: Translator, criterion: TeamCriterion) -> list[Strip]:
    words = para(fonts, translator.gettext(BREADTH_WORDS[criterion.breadth]), _WORDS, _CRIT_X - _WORDS_X - 1 * mm)

    def margin(sheet: Sheet, y: float) -> None:
        dot_field(sheet, criterion.breadth, TEXT_X, y + 0.4 * mm)
        sheet.para(words, _WORDS_X, y + 0.33)

    whole = Tag("P")
    strips = tagged(text_strips(para(fonts, criterion.text, _CRITERION, RIGHT - _CRIT_X), _CRIT_X), whole)
    if criterion.explanation.strip():
        strips.extend(text_strips(para(fonts, criterion.explanation, _WHY, RIGHT - _CRIT_X), _CRIT_X))
    low = max(words.height, FIELD_H) - sum(s.height for s in strips)
    strips[-1] = replace(strips[-1], height=strips[-1].height + max(low, 0.0) + 1.9 * mm)
    return [*tagged([Strip(0, margin, keep=True)], whole), *strips]
