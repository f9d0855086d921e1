"""Counted and followed: tallies, stopwatch, the blocks of the form, results after the lesson, case pupils."""

from dataclasses import replace
from itertools import groupby

from lesvisit.domain.debrief import LessonResult
from lesvisit.reports.cases import case_strips
from lesvisit.reports.chapters import chapter, continued
from lesvisit.reports.facts import Facts
from lesvisit.reports.flow import Strip, held
from lesvisit.reports.pair_blocks import block_strips
from lesvisit.reports.parts import HEAD_H, section_head
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.stopwatch import stopwatch_strips
from lesvisit.reports.style import LEFT, RIGHT, SECTION, mm
from lesvisit.reports.tallies import DRAWING_X, tallies_part, tally_groups
from lesvisit.reports.unit_drawing import Count, counts_parts

_TOP = 2.2 * mm


def counted_chapter(facts: Facts) -> list[Strip]:
    """The chapter; empty when nothing was counted, timed or followed."""
    counted = [*_tallies(facts), *stopwatch_strips(facts), *block_strips(facts)]
    strips = [*counted, *_results(facts), *case_strips(facts)]
    if not strips:
        return []
    strips[0] = replace(strips[0], gap=0.0)
    return [chapter(facts, facts.translator.gettext("Counted and followed"), "counted", rule=False), *strips]


def _tallies(facts: Facts) -> list[Strip]:
    parts = [tallies_part(facts, last, first) for first, last in tally_groups(facts)]
    return [Strip(part.height, part.draw, gap=4 * mm) for part in parts if part is not None]


def _results(facts: Facts) -> list[Strip]:
    """Results by group, in their order."""
    groups = [(name, list(found)) for name, found in groupby(_counted(facts), lambda r: r.group)]
    return [strip for name, found in groups for strip in _group(facts, name, found)]


def _counted(facts: Facts) -> list[LessonResult]:
    """What has a number; what has only a name yet is evidence at most."""
    return [r for r in facts.results if r.count is not None]


def group_title(facts: Facts, group: str) -> str:
    """The words for a group of results; a name we don't know stays as it came."""
    _ = facts.translator.gettext
    return {"exit_tickets": _("Exit ticket"), "": _("Results after the lesson")}.get(group, group)


def _group(facts: Facts, name: str, results: list[LessonResult]) -> list[Strip]:
    """The title at the left, the counts beside it; a page may break between them."""
    counts = [Count(r.label, r.count, r.of) for r in results if r.count is not None]
    beside = facts.translator.gettext("{n} of {of}")
    words = group_title(facts, name)
    title = facts.para(words, SECTION, DRAWING_X - 20 * mm)
    parts = counts_parts(facts.fonts, counts, DRAWING_X, RIGHT - DRAWING_X, beside=beside)

    def head(sheet: Sheet, y: float) -> None:
        section_head(sheet, y, "")
        with sheet.tag("H3"):
            sheet.para(title, LEFT, y + 1.9 * mm)

    low = max(title.height + 0.8 * mm - sum(part.height for part in parts), HEAD_H - parts[0].height - _TOP, 0.0)
    rows = [Strip(part.height, part.draw) for part in parts]
    rows[-1] = replace(rows[-1], height=rows[-1].height + max(low, 0.4 * mm))
    return [Strip(_TOP, head, 4.2 * mm, keep=True, head=True), *continued(facts, words, held(rows, title.height))]
