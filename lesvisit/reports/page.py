"""The document: pages with header and footer, outline, and metadata without a user's name."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from lesvisit.i18n import Translator
from lesvisit.reports.flow import Page, Placed
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import (
    ACCENT,
    HAIR,
    LEFT,
    LINE,
    MEDIUM,
    PAGE_H,
    PAGE_W,
    RIGHT,
    SANS,
    SEMIBOLD,
    SOFT,
    Style,
    mm,
)
from lesvisit.reports.tagging import tag_document
from lesvisit.reports.text import one_line

rl_config.useA85 = 0  # binary streams: smaller, and much quicker than base 85 in Python
_PAPER_NAME = Style(SEMIBOLD, 8, 10, ACCENT)
_HEAD = Style(SANS, 7.5, 10, SOFT)
_FOOT = Style(MEDIUM, 7, 9)
_CONSENT = Style(SANS, 6.8, 9, SOFT)


@dataclass(frozen=True, slots=True)
class PaperReport:
    """What was made. `missing`: clusters no font can show, each once; `too_long`: blocks that need fewer words."""

    pages: int
    missing: tuple[str, ...] = ()
    too_long: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands on each page around the content, and in the metadata; `bare`: the content brings its own."""

    title: str
    paper_name: str
    head: str
    consent: str = ""
    draft: bool = False
    bare: bool = False


def write_document(
    pages: Sequence[Page],
    frame: Frame,
    fonts: Fonts,
    translator: Translator,
    out: Path | BinaryIO,
    made_on: date | None,
) -> None:
    """Draws the pages and saves the paper, tagged; the same content and day give the same bytes."""
    drawn = BytesIO()
    options: dict[str, Any] = {"invariant": 1, "pageCompression": 1, "initialFontName": fonts.face(SANS).name}
    canvas = Canvas(drawn, pagesize=(PAGE_W, PAGE_H), lang=translator.language, **options)
    _describe(canvas, frame, made_on or datetime.now().astimezone().date())
    sheet = Sheet(canvas, fonts, len(pages))
    for page in pages:
        sheet.begin()
        if not frame.bare:
            _around(sheet, frame, translator)
        for placed in page:
            _draw(sheet, placed)
        sheet.end()
        canvas.showPage()
    canvas.showOutline()
    tag_document(canvas, sheet.tags)
    canvas.save()
    if isinstance(out, Path):
        out.write_bytes(drawn.getvalue())
    else:
        out.write(drawn.getvalue())


def _draw(sheet: Sheet, placed: Placed) -> None:
    """A strip at its place; a head that is repeated on a later page isn't read again."""
    with sheet.artifact() if placed.repeated else nullcontext():
        placed.strip.draw(sheet, placed.y)


def _describe(canvas: Canvas, frame: Frame, made_on: date) -> None:
    canvas.setTitle(one_line(frame.title))
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("LesVisit")
    canvas.setProducer("LesVisit")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    day = f"D:{made_on:%Y%m%d}"
    canvas.setDateFormatter(lambda *moment: day)


def _around(sheet: Sheet, frame: Frame, translator: Translator) -> None:
    """Header and footer. They are read once, on the first page, before all else; the number of the page isn't."""
    _ = translator.gettext
    with sheet.tags.artifact(around=True) if sheet.page > 1 else nullcontext():
        _words_around(sheet, frame, translator)
    with sheet.tags.artifact(around=True):
        sheet.rule(13.2 * mm)
        sheet.rule(284 * mm, 0.5, HAIR if not frame.draft else LINE)
        of = _("{page} of {pages}", page=sheet.page, pages=sheet.pages)
        sheet.text(RIGHT, 288.3 * mm, of, _FOOT, "right")


def _words_around(sheet: Sheet, frame: Frame, translator: Translator) -> None:
    _ = translator.gettext
    draft = _("DRAFT")  # not inside an f-string: Babel does not look there
    name = f"{frame.paper_name} · {draft}" if frame.draft else frame.paper_name
    sheet.text(LEFT, 11 * mm, name, _PAPER_NAME)
    sheet.text(RIGHT, 11 * mm, frame.head, _HEAD, "right")
    purpose = _("For learning from each other; not an appraisal, not for the personnel file.")
    sheet.text(LEFT, 288.3 * mm, purpose, _FOOT)
    if frame.consent:
        sheet.text(LEFT, 291.8 * mm, frame.consent, _CONSENT)
