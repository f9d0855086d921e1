"""A blank form of any observation template, to observe by pen: what the screen asks, in the same order.

The lines for notes take what is left of the last page, so that no form ends half empty.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from lesvisit.blocks.seats import seats_of
from lesvisit.domain.design import codes
from lesvisit.domain.events import Seating
from lesvisit.domain.template import Block, Section, Template
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.reports.blank_making import Making, Occasion
from lesvisit.reports.blank_shapes import note_strips, shape, tally_strips
from lesvisit.reports.flow import Page, Strip, paginate, text_strips
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.page import Frame, PaperReport, write_document
from lesvisit.reports.parts import headline, section_head
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import (
    CHAPTER_ROOM,
    INK,
    LABEL,
    LEFT,
    RIGHT,
    SANS,
    SEMIBOLD,
    SERIF,
    SOFT,
    WIDTH,
    Style,
    mm,
)
from lesvisit.reports.text import Span, one_line, para

STEPS = tuple(Style(SERIF, size, leading) for size, leading in ((20.5, 25), (17, 21), (14.5, 18), (12.5, 15.5)))
_FIRST_SENTENCE = re.compile(r"(?<=[.?!])\s")
_FIELD = Style(SANS, 8.4, 10.7)
_ABOUT = Style(SANS, 8.6, 11.8, SOFT)
_BLOCK = Style(SEMIBOLD, 8.8, 11.6)
_HELP = Style(SANS, 7.8, 10.2, SOFT)
_SMALL = Style(SANS, 7, 9, SOFT)
_LEAST_LINES, _MOST_LINES = 8, 80


def make_blank_form(
    template: Template,
    translator: Translator,
    resources: Path,
    out: Path | BinaryIO,
    *,
    occasion: Occasion | None = None,
    made_on: date | None = None,
) -> PaperReport:
    """Writes the form; `occasion` fits it to one lesson."""
    fonts = Fonts(resources)
    making = Making(fonts, translator, template, occasion or Occasion())
    pages = _pages(making)
    write_document(pages, _frame(making), fonts, translator, out, made_on)
    return PaperReport(len(pages), tuple(fonts.missing))


def form_strips(making: Making) -> list[Strip]:
    """The sections with their blocks, without the lines for notes: another page has them."""
    return [strip for section in making.template.sections for strip in _section(section, making, False, 0)]


def _pages(making: Making) -> list[Page]:
    """As many note lines as fill the pages; at least eight."""
    lines, pages = _LEAST_LINES, _paginated(making, _LEAST_LINES)
    if not making.template.blocks("note"):
        return pages
    for more in (24, 8, 4, 2, 1):
        while lines < _MOST_LINES and len(longer := _paginated(making, lines + more)) == len(pages):
            lines, pages = lines + more, longer
    return pages


def _paginated(making: Making, lines: int) -> list[Page]:
    return paginate([*_top(making), *_all(making, lines), *_foot(making)])


def _all(making: Making, lines: int) -> list[Strip]:
    return [strip for section in making.template.sections for strip in _section(section, making, True, lines)]


def _frame(making: Making) -> Frame:
    _ = making.translator.gettext
    name = one_line(making.words(making.template.name))
    return Frame(_("Observation form {name}", name=name), _("Observation form"), name)


# Above and below


def _top(making: Making) -> Iterator[Strip]:
    _ = making.translator.gettext
    template, fonts = making.template, making.fonts
    if template.visit_min:
        minutes = _("{minutes} minutes", minutes=template.visit_min).upper()
        yield from text_strips(para(fonts, minutes, LABEL.but(size=6.9, leading=9.5), WIDTH), LEFT)
    name = making.words(template.name) or _("Observation form")
    title, cut = headline(fonts, name, STEPS)
    yield from text_strips(para(fonts, name, STEPS[-1], WIDTH) if cut else title, LEFT, 1 * mm, role="H1")
    about = making.words(template.description)
    if about.strip():
        yield from text_strips(para(fonts, [Span(about, said=False)], _ABOUT, WIDTH - 20 * mm), LEFT, 1.6 * mm)
    yield _fields(making.translator)


def _fields(translator: Translator) -> Strip:
    """What is filled in by pen before the lesson."""
    _ = translator.gettext
    fields = (
        (LEFT, 30 * mm, _("Class")),
        (56 * mm, 30 * mm, _("Date")),
        (94 * mm, 52 * mm, _("Teacher")),
        (152 * mm, 40 * mm, _("Bell at")),
    )
    question = _("Observation question")

    def draw(sheet: Sheet, y: float) -> None:
        base = y + 7.5 * mm
        for x, width, text in fields:
            after = x + sheet.text(x, base, text, _FIELD) + 1.6 * mm
            sheet.line(after, base + 0.6, x + width, base + 0.6, 0.5, INK)
        after = LEFT + sheet.text(LEFT, base + 9 * mm, question, _FIELD) + 1.6 * mm
        sheet.line(after, base + 9 * mm + 0.6, RIGHT, base + 9 * mm + 0.6, 0.5, INK)

    return Strip(18.4 * mm, draw)


def _foot(making: Making) -> Iterator[Strip]:
    """What the signs mean; whose form it is, and under which licence: that goes with each copy."""
    template = making.template
    sources = [(template.attribution, template.licence), *((b.attribution, b.licence) for b in template.all_blocks)]
    _ = making.translator.gettext
    kinds = _("Kind: P what pupils do, “ ” what was literally said, T what the teacher does, I idea, ? question.")
    told = [
        kinds if template.blocks("note") else "",
        making.words(template.disclaimer),
        *(" · ".join(t for t in pair if t.strip()) for pair in sources),
    ]
    for number, text in enumerate(dict.fromkeys(t for t in told if t.strip())):
        words = para(making.fonts, [Span(text, said=False)], _SMALL, WIDTH)
        yield from text_strips(words, LEFT, 1 * mm if number else 3 * mm)


# Sections


def _section(section: Section, making: Making, notes: bool, lines: int) -> list[Strip]:
    blocks = [b for b in section.blocks if notes or b.type != "note"]
    if not blocks:
        return []
    strips = [_head(making.words(section.title))]
    if making.words(section.help):
        words = para(making.fonts, [Span(making.words(section.help), said=False)], _HELP, WIDTH)
        strips.extend(replace(s, keep=True) for s in text_strips(words, LEFT))
    for number, group in enumerate(_groups(blocks)):
        strips.extend(_block(group, making, lines, 4 * mm if number else 0.0))
    return strips


def _groups(blocks: Sequence[Block]) -> list[list[Block]]:
    """Tallies beside each other become one table."""
    found: list[list[Block]] = []
    for is_tally, some in groupby(blocks, lambda b: b.type == "tally"):
        group = list(some)
        found.extend([group] if is_tally else [[block] for block in group])
    return found


def _head(title: str) -> Strip:
    def draw(sheet: Sheet, y: float) -> None:
        sheet.bookmark(one_line(title) or "–", f"section-{sheet.page}-{y:.0f}", y)
        section_head(sheet, y, title)

    return Strip(7.2 * mm, draw, gap=5 * mm, keep=True)


def _block(group: Sequence[Block], making: Making, lines: int, gap: float) -> list[Strip]:
    first = group[0]
    if first.type == "tally":
        made = tally_strips(group, making)
        return [replace(made[0], gap=gap), *made[1:]]
    head = list(_named(first, making, gap))
    if first.type == "note":
        return [*head, *note_strips(making, lines or _LEAST_LINES, making.words(first.label))]
    return [*head, *shape(first, making)]


def _named(block: Block, making: Making, gap: float) -> Iterator[Strip]:
    """What is asked, and how to look. Lines for notes ask it in their own head, and leave out what a key does."""
    note = block.type == "note"
    link = f"{block.link}  " if block.link else ""
    spans = [Span(link, said=False), Span(making.words(block.label), said=False)]
    for strip in () if note else text_strips(para(making.fonts, spans, _BLOCK, WIDTH), LEFT, gap):
        yield replace(strip, keep=True)
    help_text = making.words(block.help)
    if note:
        help_text = _FIRST_SENTENCE.split(help_text, maxsplit=1)[0]
    if help_text.strip():
        words = para(making.fonts, [Span(help_text, said=False)], _HELP, WIDTH - 20 * mm)
        for strip in text_strips(words, LEFT):
            yield replace(strip, keep=True)
    yield Strip(1.4 * mm, lambda sheet, y: None, keep=True)


# For one visit


def occasion_of(visit: VisitBook) -> Occasion:
    """The lesson a form is printed for: its phases, goals, seats and case pupils."""
    version = visit.version
    code = codes(version) if version is not None else {}
    phases = version.phases if version is not None else ()
    planned = sum(p.planned_min or 0 for p in phases)
    goals = version.goals if version is not None else ()
    seating = visit.book.first(Seating)
    return Occasion(
        minutes=visit.visit.lesson_min or planned,
        phases=tuple(f"{code[p.id]} {p.name}".strip() for p in phases),
        codes=tuple(code[i] for goal in goals for i in (goal.id, *(c.id for c in goal.criteria))),
        seats=seats_of(seating.payload if seating else None),
        letters=tuple(sorted(seating.payload.case_pupils)) if seating else (),
    )


def beside_ruler(visit: VisitBook, translator: Translator, fonts: Fonts) -> list[Strip]:
    """What a visit's template asks beside the notes, under the goals' codes."""
    if visit.template is None:
        return []
    making = Making(fonts, translator, visit.template, occasion_of(visit))
    strips = form_strips(making)
    if not strips:
        return []
    top = _codes_again(making)
    return [replace(top, gap=9 * mm, room=CHAPTER_ROOM), replace(strips[0], gap=2 * mm), *strips[1:], *_foot(making)]


def _codes_again(making: Making) -> Strip:
    """The codes of goals and criteria on one line: what a pen writes behind what it saw."""
    label = making.words(making.template.name)
    words = "   ".join(making.occasion.codes)
    block = para(making.fonts, [Span(words, said=False)], _HELP, WIDTH - 60 * mm)
    name = para(making.fonts, [Span(label, said=False)], _BLOCK, 56 * mm)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.para(name, LEFT, y)
        for place in range(len(block.lines)):
            line = block.part(place, place + 1)
            sheet.para(line, RIGHT - line.widest, y + 0.4 + place * _HELP.leading)

    return Strip(max(name.height, block.height) + 1 * mm, draw, keep=True)
