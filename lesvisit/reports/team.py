"""The paper *For the team*: one page about what pupils did and what we do next; only what stands in a `TeamPaper`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from lesvisit.domain.team_paper import TeamAgreement, TeamPaper, TeamResults
from lesvisit.i18n import Translator
from lesvisit.reports.agreements import TEAM_LOOK, Agreed, agreement_strips
from lesvisit.reports.changed_line import Change, changed_strips
from lesvisit.reports.filenames import short_class
from lesvisit.reports.flow import Page, Strip, held, paginate, tagged, text_strips
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.page import Frame, PaperReport, write_document
from lesvisit.reports.parts import caps, headline
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import (
    ACCENT,
    BOTTOM,
    LABEL,
    LEFT,
    RIGHT,
    SANS,
    SEMIBOLD,
    SERIF,
    SERIF_BOLD,
    SOFT,
    TOP,
    WIDTH,
    Style,
    mm,
)
from lesvisit.reports.tagging import Tag
from lesvisit.reports.team_goals import goal_strips, goal_word
from lesvisit.reports.text import one_line, para
from lesvisit.reports.unit_drawing import Count, counts_parts

STEPS = tuple(Style(SERIF, size, leading) for size, leading in ((23, 27.5), (17, 21), (14.5, 18), (12.5, 15.5)))
_SECTION = Style(SERIF_BOLD, 14, 17)
_SECOND = Style(SANS, 9.4, 12.8, SOFT)
_TEXT = Style(SANS, 9.4, 12.8)
_LABEL_STYLE = Style(SEMIBOLD, 9, 12.8, ACCENT)
_SPARE = 20 * mm
_MOST_PAGES = 2
Named = tuple[str, list[Strip]]


def make_team_paper(
    paper: TeamPaper,
    translator: Translator,
    resources: Path,
    out: Path | BinaryIO,
    *,
    draft: bool = False,
    made_on: date | None = None,
) -> PaperReport:
    """Writes the team paper; a draft, or one nobody agreed to, says so in its header.

    Nothing is cut: what is too much is reported.
    """
    fonts = Fonts(resources)
    blocks = [block for block in _blocks(paper, translator, fonts) if block[1]]
    pages = _pages(blocks)
    write_document(pages, _frame(paper, translator, draft or paper.consent is None), fonts, translator, out, made_on)
    return PaperReport(len(pages), tuple(fonts.missing), _too_long(blocks, pages))


def _pages(blocks: Sequence[Named]) -> list[Page]:
    """What is left of one page goes between the blocks."""
    strips = [strip for _name, block in blocks for strip in block]
    left = BOTTOM - TOP - sum(s.height + s.gap for s in strips)
    share = min(max(left, 0.0), _SPARE) / (len(blocks) + 1)
    spread: list[Strip] = []
    for number, (_name, block) in enumerate(blocks):
        first = block[0]
        gap = first.gap + (share if number else 0.0)
        spread.append(replace(first, gap=gap))
        spread.extend(block[1:])
    return paginate(spread, TOP + share / 2)


def _too_long(blocks: Sequence[Named], pages: Sequence[Page]) -> tuple[str, ...]:
    """The longest blocks, as many as must become shorter before the rest fits on two pages."""
    if len(pages) <= _MOST_PAGES:
        return ()
    heights = {name: sum(s.height + s.gap for s in strips) for name, strips in blocks}
    rest, found = sum(heights.values()), []
    for name in sorted(heights, key=lambda name: -heights[name]):
        if rest <= _MOST_PAGES * (BOTTOM - TOP):
            break
        found.append(name)
        rest -= heights[name]
    return tuple(found)


def _blocks(paper: TeamPaper, translator: Translator, fonts: Fonts) -> list[Named]:
    _ = translator.gettext
    return [
        (_("Success"), _top(paper, translator, fonts)),
        (_("What did we see in pupils?"), _goals(paper, translator, fonts)),
        *((group.title, _results(group, translator, fonts)) for group in paper.results),
        (_("Also shared"), _extra(paper, translator, fonts)),
        (_("What we are going to do"), _agreements(paper, translator, fonts)),
        (_("Lesson design: one line different"), _change(paper, translator, fonts)),
        (_("Next visit"), _next(paper, translator, fonts)),
    ]


def _top(paper: TeamPaper, translator: Translator, fonts: Fonts) -> list[Strip]:
    """The success as headline, else the board goal, else class and subject; then the board goal."""
    _ = translator.gettext
    label, text = _("Success"), paper.success.text if paper.success else ""
    board = paper.board_goal.text if paper.board_goal else ""
    if not text.strip():
        label, text, board = (_("Board goal"), board, "") if board.strip() else ("", _lesson(paper, translator), "")
    again = _again(fonts, _("{name} (continued)", name=label or text))
    title = _headline(fonts, text, label, again)
    if board.strip():
        words = list(text_strips(para(fonts, board, _SECOND, WIDTH - 26 * mm), LEFT, 3 * mm, again))
        title = [*title[:-1], replace(title[-1], keep=True), *words]
    return title


def _headline(fonts: Fonts, text: str, label: str, again: Strip) -> list[Strip]:
    """A headline on the team paper is never cut: when even the smallest step is too high it flows on."""
    title, cut = headline(fonts, text, STEPS)
    if cut:
        title = para(fonts, text, STEPS[-1], WIDTH)
    top = 5.4 * mm if label else 0.0

    def draw(sheet: Sheet, y: float) -> None:
        caps(sheet, LEFT, y + 2.4 * mm, label, LABEL.but(size=6.9))

    return [Strip(top, draw, keep=True), *text_strips(title, LEFT, again=again, role="H1")]


def _lesson(paper: TeamPaper, translator: Translator) -> str:
    _ = translator.gettext
    what = ", ".join(p for p in (short_class(paper.class_name), paper.subject) if p.strip())
    return _("Lesson visit {what}", what=what) if what else _("Lesson visit")


def under(fonts: Fonts, translator: Translator, title: str, strips: Sequence[Strip]) -> list[Strip]:
    """A section of the team paper: its head, and the head again where a page begins with one of its strips."""
    again = _again(fonts, translator.gettext("{name} (continued)", name=title))
    return [_section(fonts, title), *(replace(strip, again=strip.again or again) for strip in strips)]


def _section(fonts: Fonts, title: str) -> Strip:
    words = para(fonts, title, _SECTION, WIDTH)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.bookmark(one_line(title), f"section-{sheet.page}-{y:.0f}", y)
        sheet.rule(y)
        with sheet.tag("H2"):
            sheet.para(words, LEFT, y + 2 * mm)

    return Strip(words.height + 3 * mm, draw, gap=5 * mm, keep=True, head=True)


def _again(fonts: Fonts, title: str) -> Strip:
    words = para(fonts, title, _TEXT.but(face=SEMIBOLD), WIDTH)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.rule(y)
        sheet.para(words, LEFT, y + 1.4 * mm)

    return Strip(words.height + 3.4 * mm, draw)


def _goals(paper: TeamPaper, translator: Translator, fonts: Fonts) -> list[Strip]:
    if not paper.goals:
        return []
    title = translator.gettext("What did we see in pupils?")
    return under(fonts, translator, title, goal_strips(paper.goals, translator, fonts))


def _results(group: TeamResults, translator: Translator, fonts: Fonts) -> list[Strip]:
    if not group.results:
        return []
    _ = translator.gettext
    counts = [Count(r.label, r.count, r.of) for r in group.results]
    of = counts[0].of
    title = _("{title}: {n} pupils", title=group.title, n=of) if of else group.title
    parts = counts_parts(fonts, counts, LEFT, WIDTH, 9.4, _("{n} of {of}"))
    return under(fonts, translator, title, [Strip(part.height, part.draw) for part in parts])


def _extra(paper: TeamPaper, translator: Translator, fonts: Fonts) -> list[Strip]:
    """Further shared lines: title and text."""
    if not paper.extra:
        return []
    rows = [
        strip
        for n, line in enumerate(paper.extra)
        for strip in _row(fonts, line.title, line.text, 2 * mm if n else 0)
    ]
    return under(fonts, translator, translator.gettext("Also shared"), rows)


def _row(fonts: Fonts, title: str, text: str, gap: float) -> list[Strip]:
    label = para(fonts, title, _LABEL_STYLE, 30 * mm)
    block = text_strips(para(fonts, text, _TEXT, RIGHT - 52 * mm), 52 * mm)
    low = max(label.height - sum(s.height for s in block), 0.0)
    block[-1] = replace(block[-1], height=block[-1].height + low)
    return tagged(
        [Strip(0, lambda sheet, y: sheet.para(label, LEFT, y), gap, keep=True), *held(block, label.height)], Tag("P")
    )


def _agreements(paper: TeamPaper, translator: Translator, fonts: Fonts) -> list[Strip]:
    if not paper.agreements:
        return []
    rows = agreement_strips(fonts, [_agreed(found, translator) for found in paper.agreements], TEAM_LOOK)
    return under(fonts, translator, translator.gettext("What we are going to do"), rows)


def _agreed(found: TeamAgreement, translator: Translator) -> Agreed:
    see = translator.gettext("How we see it: {see}", see=found.see) if found.see.strip() else ""
    return Agreed(found.who, found.what, found.when, see, goal_word(found.goal_code, translator, capital=False))


def _change(paper: TeamPaper, translator: Translator, fonts: Fonts) -> list[Strip]:
    change = paper.change
    if change is None:
        return []
    words = Change(change.phase, change.was, change.now, change.why)
    name = translator.gettext
    return changed_strips(
        fonts, translator, words, lambda title: _again(fonts, name("{name} (continued)", name=title))
    )


def _next(paper: TeamPaper, translator: Translator, fonts: Fonts) -> list[Strip]:
    if paper.next_visit is None or not paper.next_visit.text.strip():
        return []
    title = translator.gettext("Next visit")
    again = _again(fonts, translator.gettext("{name} (continued)", name=title))
    first, *rest = _row(fonts, title, paper.next_visit.text, 3.4 * mm)
    return [replace(first, head=True), *(replace(strip, again=again) for strip in rest)]


def _frame(paper: TeamPaper, translator: Translator, draft: bool) -> Frame:
    _ = translator.gettext
    year, week = paper.week
    what = " ".join(p for p in (paper.subject, short_class(paper.class_name)) if p.strip())
    lesson = _("Lesson visit {what}", what=what) if what else _("Lesson visit")
    when = _("week {week}, {year}", week=week, year=year)
    day = translator.date(paper.day, "d MMMM y")
    title = _("Lesson visit, {day}: for the team", day=day)
    if paper.titled:
        title = _("Lesson visit {what}, {day}: for the team", what=paper.titled, day=day)
    return Frame(title, _("For the team"), f"{lesson} · {when}", "" if draft else _consent(paper, translator), draft)


def _consent(paper: TeamPaper, translator: Translator) -> str:
    if paper.consent is None:
        return ""
    day = translator.date(paper.consent.day, "d MMMM y")
    return translator.gettext(
        "Shared as agreed by {name}, {day}. Lapses when the content changes.", name=paper.consent.name, day=day
    )
