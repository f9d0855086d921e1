"""The paper *Lesson design*: title, what a visit changed, goals with criteria, the course of the lesson."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from lesvisit.domain.design import Design, DesignVersion, Phase, codes
from lesvisit.domain.unnamed import without_people
from lesvisit.i18n import N_, Translator
from lesvisit.reports.changed_line import compared
from lesvisit.reports.design_change import change_strips, changes
from lesvisit.reports.design_rows import CELL, CELL_SOFT, CELL_STRONG, Column, row_strips
from lesvisit.reports.flow import Draw, Strip, kept, paginate, text_strips
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.page import Frame, PaperReport, write_document
from lesvisit.reports.parts import caps, headline, section_head
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import (
    ACCENT,
    INK,
    ITALIC,
    LABEL,
    LEFT,
    MEDIUM,
    MID,
    RIGHT,
    SANS,
    SEMIBOLD,
    SERIF,
    SMALL_CAPS,
    SOFT,
    WIDTH,
    Style,
    mm,
)
from lesvisit.reports.tagging import Tag, table_row
from lesvisit.reports.text import Para, Span, measure, one_line, para
from lesvisit.services.design_out import INSTEAD

STEPS = tuple(Style(SERIF, size, leading) for size, leading in ((23, 27), (17, 21), (14.5, 18), (12.5, 15.5)))
_SECOND = Style(SANS, 8.7, 11.8, SOFT)
_CODE = Style(MEDIUM, 8, 11.6, SOFT)
_BAR = Style(SANS, 7.4, 9)
_GOAL_LABEL = Style(SEMIBOLD, 8.4, 11.6, ACCENT)
_NAME_X, _NAME_W = 25 * mm, 31 * mm
_COLUMNS = ((58 * mm, 45 * mm), (106 * mm, 37 * mm), (146 * mm, 46 * mm))
_LONGEST_BAR = 20 * mm  # its number stands beside it
_MOST_HEAD = 120 * mm
_MORE = (
    ("prior_knowledge", N_("Prior knowledge")),
    ("differentiation", N_("Differentiation")),
    ("check", N_("How understanding is checked")),
    ("focus_question", N_("Observation question")),
    ("keep", N_("Keep")),
    ("adapt", N_("Adapt")),
)


@dataclass(frozen=True, slots=True)
class DesignPaper:
    """What is printed. `before` is the version that a visit changed; `taught`: who gave that lesson."""

    design: Design
    version: DesignVersion
    makers: tuple[str, ...] = ()
    day: date | None = None
    before: DesignVersion | None = None
    taught: str = ""


def make_design_paper(
    paper: DesignPaper, translator: Translator, resources: Path, out: Path | BinaryIO, made_on: date | None = None
) -> PaperReport:
    """Writes the paper."""
    fonts = Fonts(resources)
    pages = paginate(_strips(paper, translator, fonts))
    write_document(pages, frame(paper, translator, fonts), fonts, translator, out, made_on or paper.day)
    return PaperReport(len(pages), tuple(fonts.missing))


def _strips(paper: DesignPaper, translator: Translator, fonts: Fonts) -> list[Strip]:
    return [
        *top_strips(paper, translator, fonts),
        *_change_strips(paper, translator, fonts),
        *_goal_strips(paper.version, translator, fonts),
        *_phase_strips(paper, translator, fonts),
        *_more_strips(paper.version, translator, fonts),
    ]


def frame(paper: DesignPaper, translator: Translator, fonts: Fonts, name: str = "") -> Frame:
    """Header and metadata: version, date, makers."""
    _ = translator.gettext
    version = _("Version {number}", number=paper.version.number)
    day = translator.date(paper.day, "d MMMM y") if paper.day else ""
    head = " · ".join(p for p in (version, day, one_line(", ".join(paper.makers))) if p)
    if measure(fonts, head, Style(SANS, 7.5, 10)) > _MOST_HEAD:
        head = " · ".join(p for p in (version, day) if p)
    title = without_people(one_line(paper.design.title), (*paper.makers, paper.taught))
    of = _("Lesson design {title}, version {number}", title=title, number=paper.version.number)
    return Frame(of, name or _("Lesson design"), head)


def top_strips(paper: DesignPaper, translator: Translator, fonts: Fonts) -> list[Strip]:
    """Subject, year and minutes; title; board goal."""
    _ = translator.gettext
    design, version = paper.design, paper.version
    minutes = _("{minutes} minutes", minutes=design.lesson_min) if design.lesson_min else ""
    facts = one_line(
        " · ".join(p for p in (design.subject, version.class_name, design.year, version.day, minutes) if p)
    )
    label = para(fonts, facts.upper(), LABEL.but(size=6.9, leading=9.5), WIDTH)
    title, cut = headline(fonts, design.title.strip() or _("Lesson design without a title"), STEPS)
    if cut:
        title = para(fonts, design.title, STEPS[-1], WIDTH)
    strips = [*text_strips(label, LEFT), *text_strips(title, LEFT, 1 * mm, role="H1")]
    if version.board_goal.strip():
        strips.extend(text_strips(para(fonts, version.board_goal, _SECOND, WIDTH - 26 * mm), LEFT, 2.6 * mm))
    return strips


def _change_strips(paper: DesignPaper, translator: Translator, fonts: Fonts) -> list[Strip]:
    if paper.before is None:
        return []
    _, before, now = translator.gettext, paper.before, paper.version
    old = _("version {number}", number=before.number)
    if paper.taught:
        old = _("version {number}, as {name} taught it", number=before.number, name=paper.taught)
    new = _("version {number}", number=now.number)
    return change_strips(fonts, translator, changes(before, now, translator), now.why, old, new)


def section(title: str) -> Strip:
    """A section of this paper."""

    def draw(sheet: Sheet, y: float) -> None:
        sheet.bookmark(one_line(title), f"section-{sheet.page}-{y:.0f}", y)
        section_head(sheet, y, title)

    return Strip(7.6 * mm, draw, gap=4.6 * mm, keep=True)


# Goals


def _goal_strips(version: DesignVersion, translator: Translator, fonts: Fonts) -> list[Strip]:
    _ = translator.gettext
    if not version.goals:
        return []
    title, table = _("Goals and success criteria"), Tag("Table")
    strips, again = [section(title)], _again(_("{name} (continued)", name=title))
    for number, goal in enumerate(version.goals, start=1):
        columns = (
            Column(LEFT, (para(fonts, _("Goal {number}", number=number), _GOAL_LABEL, 20 * mm),)),
            Column(40 * mm, (para(fonts, goal.text, CELL_STRONG, 62 * mm),)),
            Column(112 * mm, [para(fonts, c.text, CELL, 80 * mm) for c in goal.criteria], bullets=True),
        )
        strips.extend(row_strips(columns, again=again, table=table))
    return strips


def _again(title: str) -> Strip:
    """The head of a table that goes on."""

    def draw(sheet: Sheet, y: float) -> None:
        caps(sheet, LEFT, y + 2.2 * mm, title, SMALL_CAPS.but(color=SOFT))
        sheet.rule(y + 4 * mm, 0.7)

    return Strip(4.2 * mm, draw, keep=True)


# The course of the lesson


def _phase_strips(paper: DesignPaper, translator: Translator, fonts: Fonts) -> list[Strip]:
    _, version = translator.gettext, paper.version
    if not version.phases:
        return []
    table = Tag("Table")
    head = _table_head(translator, table)
    longest = max((p.planned_min or 0 for p in version.phases), default=0)
    per_minute = min(1.6 * mm, _LONGEST_BAR / max(longest, 1))
    code = codes(version)
    old = {p.id: p for p in paper.before.phases} if paper.before is not None else {}
    strips: list[Strip] = []
    for phase in version.phases:
        was = old.get(phase.id) if paper.before is not None else phase
        strips.extend(_phase_row(fonts, translator, phase, was, code[phase.id], per_minute, head, table))
    return [*kept([section(_("Course of the lesson")), head]), *strips]


def _table_head(translator: Translator, table: Tag) -> Strip:
    _ = translator.gettext
    words = (_("Phase"), _("Teacher does"), _("Pupils do"), _("Expected in pupils"))
    cells = table_row(table, len(words), head=True)

    def draw(sheet: Sheet, y: float) -> None:
        for x, text, cell in zip((LEFT, *(x for x, _width in _COLUMNS)), words, cells, strict=True):
            with sheet.tag(cell):
                caps(sheet, x, y + 2.2 * mm, text, SMALL_CAPS.but(color=SOFT))
        sheet.rule(y + 4 * mm, 0.7)

    return Strip(4.2 * mm, draw, keep=True)


def _phase_row(
    fonts: Fonts,
    translator: Translator,
    phase: Phase,
    was: Phase | None,
    code: str,
    per_minute: float,
    again: Strip,
    table: Tag,
) -> list[Strip]:
    name = para(fonts, phase.name, CELL_STRONG, _NAME_W)
    texts = _phase_texts(translator, phase, was)
    bar = None if phase.planned_min is None else _minutes_bar(translator, phase.planned_min, per_minute)
    columns = [Column(_NAME_X, (name,), last=bar)]
    for (x, width), content in zip(_COLUMNS, texts, strict=True):
        columns.append(Column(x, [_cell(fonts, spans, width) for spans in content]))
    mark = _changed_mark if was != phase else None
    return row_strips(
        columns,
        beside=_beside(phase, code),
        mark=mark,
        again=again,
        further=_further(translator, code, again),
        table=table,
    )


def _further(translator: Translator, code: str, head: Strip) -> Strip:
    """The table's head, and whose phase goes on below it."""
    words = translator.gettext("{name} (continued)", name=code)

    def draw(sheet: Sheet, y: float) -> None:
        head.draw(sheet, y)
        sheet.text(LEFT, y + head.height + 1.5 * mm + CELL.leading / 2 + 2.8, words, _CODE)

    return Strip(head.height + 1.5 * mm + CELL.leading, draw, keep=True)


def _cell(fonts: Fonts, spans: Sequence[Span], width: float) -> Para:
    return para(fonts, spans, CELL, width)


def _beside(phase: Phase, code: str) -> Draw:
    """The code before the name."""

    def draw(sheet: Sheet, y: float) -> None:
        sheet.bookmark(one_line(f"{code} {phase.name}".strip()), f"phase-{phase.id}", y, 1)
        sheet.text(LEFT, y + CELL.leading / 2 + 2.8, code, _CODE)

    return draw


def _minutes_bar(translator: Translator, minutes: int, per_minute: float) -> Draw:
    """Under the name its minutes as a bar, with their number."""
    words = translator.gettext("{minutes} min", minutes=minutes)

    def draw(sheet: Sheet, y: float) -> None:
        width, top = minutes * per_minute, y + 1 * mm
        if width > 0:
            sheet.rect(_NAME_X, top, width, 2.4 * mm, fill=MID, stroke=INK, width=0.5)
        sheet.text(_NAME_X + width + 1.6 * mm, top + 2.2 * mm, words, _BAR)

    return draw


def _changed_mark(sheet: Sheet, y: float, height: float) -> None:
    sheet.line(16 * mm, y, 16 * mm, y + height, 2, ACCENT)


def _phase_texts(translator: Translator, phase: Phase, was: Phase | None) -> list[list[list[Span]]]:
    """Per column its paragraphs; what has no column of its own stands below with its name before it."""
    _ = translator.gettext
    instead = _(INSTEAD)
    extras = (
        ("teacher_does", (("check", _("Check:")), ("discuss", _("For each other:")))),
        ("pupils_do", (("activity", _("Form of work:")),)),
        ("expected", (("misconception", _("Misconception:")),)),
    )
    columns = []
    for main, more in extras:
        cells = [_marked(phase, was, main, instead)] if getattr(phase, main).strip() else []
        for field, label in more:
            if getattr(phase, field).strip():
                cells.append([Span(label + " ", color=CELL_SOFT.color), *_marked(phase, was, field, instead)])
        columns.append(cells)
    return columns


def _marked(phase: Phase, was: Phase | None, field: str, instead: str) -> list[Span]:
    """What is new stands out; what stands there instead of a pupil's code is no word of the makers."""
    text = getattr(phase, field)
    if text == instead:
        return [Span(text, face=ITALIC, color=SOFT, said=False)]
    old = getattr(was, field) if was is not None else text
    return [Span(text)] if old == text or not old.strip() else compared(old, text)[1]


def _more_strips(version: DesignVersion, translator: Translator, fonts: Fonts) -> list[Strip]:
    _ = translator.gettext
    rows = [(label, getattr(version, field)) for field, label in _MORE if getattr(version, field).strip()]
    if not rows:
        return []
    title, table = _("Around the lesson"), Tag("Table")
    strips, again = [section(title)], _again(_("{name} (continued)", name=title))
    for label, text in rows:
        columns = (
            Column(LEFT, (para(fonts, _(label), CELL_STRONG, 36 * mm),)),
            Column(58 * mm, (para(fonts, text, CELL, RIGHT - 58 * mm),)),
        )
        strips.extend(row_strips(columns, again=again, table=table))
    return strips
