"""The paper *Board card*: four A6 parts on an A4 to cut out, or each a whole A4; only what a `BoardPaper` says.

Each part goes to its own place of the board (Success, Teacher actions, Planning), so each says by itself what it is,
from which lesson it comes and who agreed.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO

from lesvisit.domain.board_card import BoardAction, BoardPaper
from lesvisit.i18n import Translator
from lesvisit.reports.board_cells import A6_H, A6_W, TITLE_BASE, Card, Cell, Foot, draw_card, room_over
from lesvisit.reports.board_parts import Making, action_card, planning_card, success_card
from lesvisit.reports.filenames import short_class
from lesvisit.reports.flow import Page, Placed, Strip
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.page import Frame, PaperReport, write_document
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import PAGE_H, PAGE_W, SOFT, mm

_FIRST_ACTIONS = 2
_PLACES = tuple(Cell(x * A6_W * mm, y * A6_H * mm) for y in (0, 1) for x in (0, 1))
_DASH = (3.0, 2.6)


def make_board_card(
    card: BoardPaper,
    translator: Translator,
    resources: Path,
    out: Path | BinaryIO,
    *,
    large: bool = False,
    draft: bool = False,
    made_on: date | None = None,
) -> PaperReport:
    """Writes the board card; `large`: each part a whole A4. A draft, or one nobody agreed to, says so on each part.

    A part whose words do not fit even in the smallest type ends with "…" and is named in the report.
    """
    fonts = Fonts(resources)
    draft = draft or card.consent is None
    foot = _foot(card, translator, draft)
    groups = _groups(card, Making(fonts, translator, room_over(fonts, foot)), large)
    word = translator.gettext("DRAFT") if draft else ""
    pages = [_page(group, foot, word, large) for group in groups]
    write_document(pages, _frame(card, translator, draft), fonts, translator, out, made_on)
    cut = tuple(part.title for group in groups for part in group if part.cut)
    return PaperReport(len(pages), tuple(fonts.missing), cut)


def _groups(card: BoardPaper, making: Making, large: bool) -> list[list[Card]]:
    """Which parts stand on which sheet: success, two actions, planning; more actions on further sheets."""
    success, planning = success_card(card, making), planning_card(card.next_visit, making)
    found: list[BoardAction | None] = [*card.actions]
    if not large:
        found += [None] * (_FIRST_ACTIONS - len(found))
    actions = [action_card(action, number, making) for number, action in enumerate(found, 1)]
    if large:
        return [[part] for part in (success, *actions, planning)]
    rest = actions[_FIRST_ACTIONS:]
    more = [rest[i : i + len(_PLACES)] for i in range(0, len(rest), len(_PLACES))]
    return [[success, *actions[:_FIRST_ACTIONS], planning], *more]


def _page(group: Sequence[Card], foot: Foot, draft: str, large: bool) -> Page:
    """One strip as high as the sheet."""
    places = (Cell(scale=2.0),) if large else _PLACES

    def draw(sheet: Sheet, y: float) -> None:
        if not large:
            _cut_lines(sheet, len(group))
        for cell, card in zip(places, group, strict=False):
            x, base = cell.at(0, TITLE_BASE)
            first = sheet.page == 1 and card is group[0]
            sheet.bookmark(card.title, f"card-{sheet.page}-{x:.0f}-{base:.0f}", base - 16)
            draw_card(sheet, cell, card, foot, draft, "H1" if first else "H2")

    return [Placed(Strip(PAGE_H, draw), 0.0)]


def _cut_lines(sheet: Sheet, cards: int) -> None:
    """Through the middle of the sheet to its edges; beside a last card alone only as far as it reaches."""
    down = PAGE_H if cards > 2 else PAGE_H / 2
    across = PAGE_W if cards > 1 else PAGE_W / 2
    sheet.line(PAGE_W / 2, 0, PAGE_W / 2, down, 0.6, SOFT, _DASH)
    sheet.line(0, PAGE_H / 2, across, PAGE_H / 2, 0.6, SOFT, _DASH)


def _foot(card: BoardPaper, translator: Translator, draft: bool) -> Foot:
    _ = translator.gettext
    consent = ""
    if card.consent is not None and not draft:
        day = translator.date(card.consent.day, "d MMMM y")
        consent = _(
            "Shared as agreed by {name}, {day}. Lapses when the content changes.", name=card.consent.name, day=day
        )
    lesson = _lesson(card, translator)
    return Foot(f"{lesson}.", _("For learning from each other; not an appraisal"), consent)


def _lesson(card: BoardPaper, translator: Translator) -> str:
    _ = translator.gettext
    what = " ".join(_known(card))
    return _("Lesson visit {what}", what=what) if what else _("Lesson visit")


def _known(card: BoardPaper) -> Iterator[str]:
    yield from (part for part in (short_class(card.class_name), card.subject) if part.strip())


def _frame(card: BoardPaper, translator: Translator, draft: bool) -> Frame:
    _ = translator.gettext
    lesson = _("Lesson visit {what}", what=card.titled) if card.titled else _("Lesson visit")
    title = _("{lesson}: board card", lesson=lesson)
    return Frame(title, _("Board card"), "", draft=draft, bare=True)
