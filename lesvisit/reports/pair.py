"""The paper *For the two of us*: everything the pair has, from one page to every note."""

from datetime import date
from pathlib import Path
from typing import BinaryIO

from lesvisit.domain.unnamed import lesson_without_people
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.reports.facts import Facts
from lesvisit.reports.flow import Page, paginate
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.page import Frame, PaperReport, write_document
from lesvisit.reports.pair_counted import counted_chapter
from lesvisit.reports.pair_debrief import debrief_chapter
from lesvisit.reports.pair_erased import erased_strips
from lesvisit.reports.pair_first_page import first_page
from lesvisit.reports.pair_goals import goals_chapter, questions_chapter
from lesvisit.reports.pair_notes import notes_chapter
from lesvisit.reports.pair_sharing import before_strips, sharing_strips
from lesvisit.reports.style import SANS, Style, mm
from lesvisit.reports.text import measure

_MOST_HEAD = 110 * mm


def make_pair_paper(
    visit: VisitBook, translator: Translator, resources: Path, out: Path | BinaryIO, *, made_on: date | None = None
) -> PaperReport:
    """Writes the paper to `out`. `resources` holds `fonts/`; `made_on` is the day in the metadata, else today."""
    fonts = Fonts(resources)
    facts = Facts(visit, translator, fonts)
    pages = _pages(facts)
    write_document(pages, _frame(facts), fonts, translator, out, made_on)
    return PaperReport(len(pages), tuple(fonts.missing))


def _pages(facts: Facts) -> list[Page]:
    first, cut = first_page(facts)
    body = [
        *goals_chapter(facts),
        *questions_chapter(facts, cut),
        *counted_chapter(facts),
        *debrief_chapter(facts),
    ]
    notes = [*notes_chapter(facts), *erased_strips(facts), *before_strips(facts)]
    sharing = sharing_strips(facts, alone=not (body or notes))
    return [first, *paginate([*body, *sharing, *notes])]


def _frame(facts: Facts) -> Frame:
    _ = facts.translator.gettext
    book, visit = facts.book, facts.book.visit
    day = facts.translator.date(visit.day, "EEEEEE d MMMM y")
    names = facts.translator.join([n for n in (book.name(visit.visited_id), *book.names(visit.visitor_ids)) if n])
    head = f"{names} · {day}" if names else day
    if measure(facts.fonts, head, Style(SANS, 7.5, 10)) > _MOST_HEAD:
        head = day
    what = lesson_without_people(visit.class_name, visit.subject, book.people)
    made = facts.translator.date(visit.day, "d MMMM y")
    title = _("Lesson visit, {day}: for the two of us", day=made)
    if what:
        title = _("Lesson visit {what}, {day}: for the two of us", what=what, day=made)
    return Frame(title, _("For the two of us"), head)
