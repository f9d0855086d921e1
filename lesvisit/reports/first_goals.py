"""How widely seen in pupils, on the minute page: criteria with their explanation, or one line per goal."""

from collections.abc import Callable
from contextlib import nullcontext

from lesvisit.domain.debrief import Evidence
from lesvisit.domain.design import Criterion, Goal
from lesvisit.reports.dotfield import BREADTH_WORDS, FIELD_H, FIELD_W, dot_field
from lesvisit.reports.facts import Facts
from lesvisit.reports.parts import HEAD_H, Part, section_head
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import ACCENT, HAIR, ITALIC, LEFT, RIGHT, SANS, SEMIBOLD, SOFT, TEXT_W, TEXT_X, Style, mm
from lesvisit.reports.text import clipped

GOAL = Style(SEMIBOLD, 8.4, 10.8)
WORDS = Style(SEMIBOLD, 7.7, 10)
CRITERION = Style(SANS, 8.2, 10)
EXPLANATION = Style(SANS, 7.8, 10, SOFT)
_SIDE = Style(ITALIC, 7.6, 9, SOFT)
_WORDS_X, _CRIT_X, _EXPL_X = 54.5 * mm, 76 * mm, 129 * mm
_ROW = 4.6 * mm
MANY_GOALS, MANY_CRITERIA, MOST_FIELDS = 5, 8, 4
Row = tuple[float, Callable[[Sheet, float], None]]


def goals_part(facts: Facts, explanations: bool, criteria: bool, room: float = 1e9) -> Part:
    """The block in full, without explanations, or one line per goal; rows beyond `room` stand on page 2."""
    _ = facts.translator.gettext
    side = _("the dot field is a sign, not a count") if criteria else _("explanation and evidence from page 2")
    if criteria:
        rows = [row for n, goal in enumerate(facts.goals) for row in _goal_rows(facts, goal, explanations, n == 0)]
    else:
        rows = _short_rows(facts, room)

    def draw(sheet: Sheet, y: float) -> None:
        section_head(sheet, y, _("How widely seen in pupils"))
        sheet.text(RIGHT, y + 4.7 * mm, side, _SIDE, "right")
        y += HEAD_H - 0.6 * mm
        for height, draw_row in rows:
            draw_row(sheet, y)
            y += height

    return Part(HEAD_H - 0.6 * mm + sum(height for height, _draw in rows), draw)


def _goal_rows(facts: Facts, goal: Goal, explanations: bool, first: bool) -> list[Row]:
    text = facts.para(goal.text, GOAL, TEXT_W)
    top = 0.6 * mm if first else 2.3 * mm

    def draw(sheet: Sheet, y: float) -> None:
        if not first:
            sheet.rule(y + 0.2 * mm, 0.5, HAIR)
        with sheet.tag("H3"):
            sheet.para(facts.para(facts.goal_word(goal.id), GOAL.but(color=ACCENT), TEXT_X - LEFT), LEFT, y + top)
            sheet.para(text, TEXT_X, y + top)

    head = (top + text.height + 0.6 * mm, draw)
    wanted = goal.criteria or (Criterion(goal.id, ""),) if goal.id in facts.evidence else goal.criteria
    return [head, *(_criterion_row(facts, criterion, explanations) for criterion in wanted)]


def _criterion_row(facts: Facts, criterion: Criterion, explanations: bool) -> Row:
    found = facts.evidence.get(criterion.id, Evidence(criterion.id))
    shown = explanations and bool(found.text.strip())
    text = facts.para(
        criterion.text, CRITERION, (_EXPL_X if explanations else RIGHT) - _CRIT_X - (3 * mm if explanations else 0)
    )
    why = facts.para(found.text, EXPLANATION, RIGHT - _EXPL_X) if shown else None
    words = facts.para(facts.translator.gettext(BREADTH_WORDS[found.breadth]), WORDS, _CRIT_X - _WORDS_X - 1 * mm)
    height = max(text.height, why.height if why else 0.0, words.height, FIELD_H) + 1.1 * mm
    target = facts.target(criterion.id)

    def draw(sheet: Sheet, y: float) -> None:
        dot_field(sheet, found.breadth, TEXT_X, y + 0.1 * mm)
        with sheet.tag("P"):
            sheet.para(words, _WORDS_X, y)
            with sheet.tag("Link") if target else nullcontext():
                sheet.para(text, _CRIT_X, y)
                if target:
                    sheet.link(TEXT_X, y, RIGHT - TEXT_X, height, target)
        if why:
            sheet.para(why, _EXPL_X, y)

    return (height, draw)


def _short_rows(facts: Facts, room: float) -> list[Row]:
    """One line per goal with its dot fields at the right; what doesn't fit is counted."""
    count = max(1, int((room - HEAD_H) / _ROW))
    goals = facts.goals if len(facts.goals) <= count else facts.goals[: count - 1]
    rows: list[Row] = [_short_row(facts, goal) for goal in goals]
    if len(goals) < len(facts.goals):
        rows.append(_rest_row(facts, len(facts.goals) - len(goals)))
    return rows


def _short_row(facts: Facts, goal: Goal) -> Row:
    fields = goal.criteria[:MOST_FIELDS]
    more = len(goal.criteria) - len(fields)
    right = RIGHT - (7 * mm if more else 0)
    left = right - len(fields) * 14 * mm + (14 * mm - FIELD_W)
    text = clipped(facts.fonts, facts.para(goal.text, Style(SANS, 8.2, 10), left - 35 * mm), 1)

    def draw(sheet: Sheet, y: float) -> None:
        base = y + 3.25 * mm
        target = facts.target(goal.id)
        with sheet.tag("P"):
            sheet.text(LEFT, base, facts.goal_word(goal.id), Style(SEMIBOLD, 8, 10, ACCENT), link=target)
            sheet.para(text, 33 * mm, y + 0.5 * mm)
            for place, criterion in enumerate(fields):
                breadth = facts.evidence.get(criterion.id, Evidence(criterion.id)).breadth
                with sheet.figure(facts.translator.gettext(BREADTH_WORDS[breadth])):
                    dot_field(sheet, breadth, left + place * 14 * mm, y + 0.4 * mm)
            if more:
                sheet.text(RIGHT, base, f"+{more}", WORDS, "right")
        sheet.rule(y + _ROW, 0.4, HAIR)

    return (_ROW, draw)


def _rest_row(facts: Facts, count: int) -> Row:
    text = facts.translator.ngettext("and {n} more goal: see page 2", "and {n} more goals: see page 2", count)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.text(33 * mm, y + 3.2 * mm, text, EXPLANATION)

    return (_ROW, draw)
