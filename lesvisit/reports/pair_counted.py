"""Counted and followed: tallies, stopwatch, the blocks of the form, results after the lesson, case pupils."""

from itertools import groupby

from lesvisit.domain.debrief import LessonResult
from lesvisit.reports.cases import case_strips
from lesvisit.reports.chapters import chapter
from lesvisit.reports.facts import Facts
from lesvisit.reports.flow import Strip
from lesvisit.reports.pair_blocks import block_strips
from lesvisit.reports.parts import HEAD_H, Part, section_head
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.stopwatch import stopwatch_strips
from lesvisit.reports.style import RIGHT, SECTION, mm
from lesvisit.reports.tallies import DRAWING_X, tallies_part
from lesvisit.reports.unit_drawing import Count, counts_part

_ROWS_TOGETHER = 30


def counted_chapter(facts: Facts) -> list[Strip]:
    """The chapter; empty when nothing was counted, timed or followed."""
    counted = [*_tallies(facts), *stopwatch_strips(facts), *block_strips(facts)]
    strips = [*counted, *_results(facts), *case_strips(facts)]
    if not strips:
        return []
    strips[0] = Strip(strips[0].height, strips[0].draw, 0, strips[0].keep)
    return [chapter(facts, facts.translator.gettext("Counted and followed"), "counted", rule=False), *strips]


def _tallies(facts: Facts) -> list[Strip]:
    parts = [
        tallies_part(facts, first + _ROWS_TOGETHER, first) for first in range(0, len(facts.tallies), _ROWS_TOGETHER)
    ]
    return [Strip(part.height, part.draw, gap=4 * mm) for part in parts if part is not None]


def _results(facts: Facts) -> list[Strip]:
    """Results by group, in their order."""
    groups = [(name, list(found)) for name, found in groupby(_counted(facts), lambda r: r.group)]
    parts = [_group(facts, name, found) for name, found in groups]
    return [Strip(part.height, part.draw, gap=4.2 * mm) for part in parts]


def _counted(facts: Facts) -> list[LessonResult]:
    """What has a number; what has only a name yet is evidence at most."""
    return [r for r in facts.results if r.count is not None]


def group_title(facts: Facts, group: str) -> str:
    """The words for a group of results; a name we don't know stays as it came."""
    _ = facts.translator.gettext
    return {"exit_tickets": _("Exit ticket"), "": _("Results after the lesson")}.get(group, group)


def _group(facts: Facts, name: str, results: list[LessonResult]) -> Part:
    counts = [Count(r.label, r.count, r.of) for r in results if r.count is not None]
    beside = facts.translator.gettext("{n} of {of}")
    inner = counts_part(facts.fonts, counts, DRAWING_X, RIGHT - DRAWING_X, beside=beside)
    title = facts.para(group_title(facts, name), SECTION, DRAWING_X - 20 * mm)
    height = max(inner.height + 2.6 * mm, HEAD_H)

    def draw(sheet: Sheet, y: float) -> None:
        section_head(sheet, y, "")
        sheet.para(title, 18 * mm, y + 1.9 * mm)
        inner.draw(sheet, y + 2.2 * mm)

    return Part(max(height, title.height + 3 * mm), draw)
