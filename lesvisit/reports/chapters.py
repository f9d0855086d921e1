"""Heads of chapters and sections as strips, and rows with something in the margin column."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from lesvisit.reports.facts import Facts
from lesvisit.reports.flow import Strip, held, tagged, text_strips
from lesvisit.reports.parts import section_head
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import (
    CHAPTER_2,
    CHAPTER_ROOM,
    LEFT,
    PAGE_TITLE,
    RIGHT,
    SANS,
    SECTION,
    SOFT,
    STRONG,
    TEXT,
    WIDTH,
    Style,
    mm,
)
from lesvisit.reports.tagging import Tag
from lesvisit.reports.text import one_line

SIDE = Style(SANS, 7.9, 10, SOFT)
Draw = Callable[[Sheet, float], None]


def chapter(facts: Facts, title: str, name: str, side: str = "", fresh: bool = False, rule: bool = True) -> Strip:
    """The head of a chapter: begins a page when less than 60 mm is left; smaller when it stands further down."""
    beside = facts.para(side, SIDE, WIDTH - 70 * mm) if side else None
    height = (9.4 if rule else 7) * mm

    def draw(sheet: Sheet, y: float) -> None:
        sheet.bookmark(title, name, y)
        base = y + 3.2 * mm
        with sheet.tag("H2"):
            sheet.text(LEFT, base, title, PAGE_TITLE)
        if beside:
            line = beside.part(0, 1)
            sheet.para(line, RIGHT - line.widest, base - 7.2)
        if rule:
            sheet.rule(base + 3.6 * mm)

    return Strip(height, draw, gap=8 * mm, keep=True, fresh=fresh, room=CHAPTER_ROOM, head=True)


def section(title: str, name: str = "", level: int = 1, side: str = "", style: Style = SECTION) -> Strip:
    """A rule with a section head, held with what follows."""

    def draw(sheet: Sheet, y: float) -> None:
        if name:
            sheet.bookmark(title, name, y, level)
        section_head(sheet, y, title, style, role="H3" if level else "H2")
        if side:
            sheet.text(RIGHT, y + 4.7 * mm, side, SIDE, "right")

    height = 7.4 * mm if style is SECTION else 8.6 * mm
    return Strip(height, draw, gap=4.2 * mm, keep=True, head=True)


def under_head(title: str, name: str) -> Strip:
    """A second chapter on a page: Medium 14 under a rule, in the outline at the first level."""
    return section(title, name, 0, style=CHAPTER_2)


def continued(facts: Facts, title: str, strips: Iterable[Strip]) -> list[Strip]:
    """These strips, with `Afspraken (vervolg)` above them where a page begins with one."""
    head = continued_head(facts, title)
    return [replace(strip, again=strip.again or head) for strip in strips]


def continued_head(facts: Facts, title: str) -> Strip:
    """`Afspraken (vervolg)` under a rule."""
    words = facts.para(facts.translator.gettext("{name} (continued)", name=title), STRONG, WIDTH)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.rule(y)
        sheet.para(words, LEFT, y + 1.6 * mm)

    return Strip(words.height + 3.8 * mm, draw)


def short(text: str, most: int = 70) -> str:
    """A title for the outline: one line, cut at a word."""
    text = one_line(text)
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def fact_row(facts: Facts, label: str, text: str, gap: float = 1.1 * mm, x: float = 60 * mm) -> list[Strip]:
    """A label at the left, what it says beside it."""
    words = facts.para(label, STRONG, x - LEFT - 3 * mm)
    strips = text_strips(facts.para(facts.linked(text), TEXT, RIGHT - x), x, 0)
    missing = words.height - sum(s.height for s in strips)
    if missing > 0:
        strips[-1] = replace(strips[-1], height=strips[-1].height + missing)
    return tagged(
        [Strip(0, lambda sheet, y: sheet.para(words, LEFT, y), gap, keep=True), *held(strips, words.height)], Tag("P")
    )
