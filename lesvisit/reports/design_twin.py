"""The paper twin: a blank form to observe a design on paper, with a line per minute, goals and codes beside it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import BinaryIO

from lesvisit.domain.design import DesignVersion, codes
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.reports.blank_form import beside_ruler
from lesvisit.reports.design_paper import STEPS, DesignPaper, frame
from lesvisit.reports.flow import Draw, Strip, paginate, text_strips
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.page import PaperReport, write_document
from lesvisit.reports.parts import caps, headline
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import (
    ACCENT,
    HAIR,
    INK,
    LEFT,
    LINE,
    MEDIUM,
    MID,
    QUESTION,
    RIGHT,
    SANS,
    SEMIBOLD,
    SMALL_CAPS,
    SOFT,
    TINT,
    WIDTH,
    Style,
    mm,
)
from lesvisit.reports.text import Para, Span, clipped, para

_MINUTE_H = 6.8 * mm
_LONGEST, _USUAL = 180, 50
_RULER_X, _PHASE_X, _PHASE_W, _TEXT_X = 26 * mm, 28.5 * mm, 26 * mm, 57 * mm
_KIND_X, _GOAL_X = 160 * mm, 173 * mm
_GOAL = Style(SANS, 8.4, 11)
_AGAIN = Style(SANS, 7.4, 10)
_CODE = _AGAIN.but(face=SEMIBOLD, color=ACCENT)
_AGAIN_W, _CODE_W, _MOST_CODES = (WIDTH - 4 * mm) / 2, 9 * mm, 40
_MINUTE = Style(MEDIUM, 7.4, 9)
_PHASE = Style(SEMIBOLD, 7.6, 9.4)
_NOTE = Style(SANS, 7.2, 9.4, SOFT)
_FIELD = Style(SANS, 8.2, 10, SOFT)
Block = tuple[int, int, str, str]  # begin, end, code, name


def make_paper_twin(
    paper: DesignPaper,
    translator: Translator,
    resources: Path,
    out: Path | BinaryIO,
    made_on: date | None = None,
    *,
    visit: VisitBook | None = None,
) -> PaperReport:
    """Writes the blank form; with a visit also what its observation template asks beside the notes."""
    fonts = Fonts(resources)
    strips = [*_top(paper, translator, fonts), *_ruler(paper, translator, fonts)]
    if visit is not None:
        strips.extend(beside_ruler(visit, translator, fonts))
    pages = paginate(strips)
    name = translator.gettext("Observation form")
    around = frame(paper, translator, fonts, name)
    write_document(pages, around, fonts, translator, out, made_on or paper.day)
    return PaperReport(len(pages), tuple(fonts.missing))


def _top(paper: DesignPaper, translator: Translator, fonts: Fonts) -> list[Strip]:
    _ = translator.gettext
    text = paper.design.title.strip() or _("Lesson design without a title")
    title, cut = headline(fonts, text, STEPS[1:])
    if cut:
        title = para(fonts, text, STEPS[-1], WIDTH)
    strips = [*text_strips(title, LEFT, role="H1"), _fields(translator)]
    if paper.version.focus_question.strip():
        question = para(fonts, paper.version.focus_question, QUESTION, RIGHT - 46 * mm)
        strips.extend(text_strips(question, 46 * mm, 1.6 * mm, before=_label(_("Observation question"))))
    strips.extend(_goals(paper.version, translator, fonts))
    return strips


def _label(text: str) -> Draw:
    def draw(sheet: Sheet, y: float) -> None:
        caps(sheet, LEFT, y + 2.9 * mm, text, SMALL_CAPS.but(color=SOFT, size=6.6))

    return draw


def _fields(translator: Translator) -> Strip:
    """What is filled in by pen before the lesson."""
    _ = translator.gettext
    fields = ((LEFT, 30 * mm, _("Class")), (62 * mm, 30 * mm, _("Date")), (106 * mm, 40 * mm, _("Teacher")))
    bell = _("Bell at")

    def draw(sheet: Sheet, y: float) -> None:
        base = y + 7 * mm
        for x, width, text in fields:
            after = x + sheet.text(x, base, text, _FIELD) + 1.6 * mm
            sheet.line(after, base + 0.6, x + width, base + 0.6, 0.5, INK)
        after = 152 * mm + sheet.text(152 * mm, base, bell, _FIELD) + 1.6 * mm
        sheet.line(after, base + 0.6, RIGHT, base + 0.6, 0.5, INK)
        sheet.text((after + RIGHT) / 2, base, ":", _FIELD, "center")

    return Strip(9 * mm, draw)


def _goals(version: DesignVersion, translator: Translator, fonts: Fonts) -> list[Strip]:
    """Codes with their words: short codes are what a pen can write."""
    code = codes(version)
    strips: list[Strip] = []
    for goal in version.goals:
        strips.extend(_coded(fonts, code[goal.id], goal.text, LEFT, _GOAL.but(face=SEMIBOLD), 2 * mm))
        for criterion in goal.criteria:
            strips.extend(_coded(fonts, code[criterion.id], criterion.text, LEFT + 9 * mm, _GOAL, 0.0))
    return strips


def _coded(fonts: Fonts, code: str, text: str, x: float, style: Style, gap: float) -> list[Strip]:
    return text_strips(para(fonts, _coded_spans(code, text), style, RIGHT - x), x, gap)


def _coded_spans(code: str, text: str) -> list[Span]:
    return [Span(f"{code}  ", face=SEMIBOLD, color=ACCENT, said=False), Span(text)]


# The minutes


def _ruler(paper: DesignPaper, translator: Translator, fonts: Fonts) -> list[Strip]:
    version = paper.version
    blocks = _blocks(version)
    planned = blocks[-1][1] if blocks else 0
    minutes = min(max(paper.design.lesson_min or 0, planned) or _USUAL, _LONGEST)
    head = _head(translator)
    going_on = {code: _with_codes(version, fonts, _head(translator, code)) for code in {"", *(b[2] for b in blocks)}}
    names = {begin: _name(fonts, code, name, end - begin) for begin, end, code, name in blocks}
    rows = [_minute(m, blocks, names, going_on[_going_on(m, blocks)]) for m in range(minutes)]
    unplanned = [f"{codes(version)[p.id]} {p.name}".strip() for p in version.phases if p.planned_min is None]
    foot = _foot(translator, fonts, unplanned)
    return [Strip(head.height, head.draw, gap=4 * mm, keep=True), *rows, *foot]


def _blocks(version: DesignVersion) -> list[Block]:
    """The planned phases as stretches of minutes, as far as they are planned without a hole."""
    found: list[Block] = []
    code, at = codes(version), 0
    for phase in version.phases:
        if phase.planned_min is None:
            break
        if phase.planned_min > 0:
            found.append((at, at + phase.planned_min, code[phase.id], phase.name))
        at += phase.planned_min
    return found


def _name(fonts: Fonts, code: str, name: str, minutes: int) -> Para:
    words = para(fonts, f"{code} {name}".strip(), _PHASE, _PHASE_W - 3 * mm)
    return clipped(fonts, words, max(2 * minutes, 1))


def _going_on(minute: int, blocks: list[Block]) -> str:
    """The phase that was under way before this minute and still is, by its code."""
    return next((code for begin, end, code, _name in blocks if begin < minute < end), "")


def _head(translator: Translator, going_on: str = "") -> Strip:
    """`going_on`: the code of the phase in which the page before ended."""
    _ = translator.gettext
    words = (
        (LEFT, _("min")),
        (_PHASE_X, f"{_('Phase')} {going_on}".strip()),
        (_TEXT_X, _("What did you see or hear?")),
    )

    def draw(sheet: Sheet, y: float) -> None:
        for x, text in (*words, (_KIND_X, _("Kind")), (_GOAL_X, _("Goal"))):
            caps(sheet, x, y + 2.4 * mm, text, SMALL_CAPS.but(color=SOFT))
        sheet.rule(y + 4 * mm, 0.7)

    return Strip(4.2 * mm, draw, keep=True)


def _with_codes(version: DesignVersion, fonts: Fonts, head: Strip) -> Strip:
    """What a next page begins with: every code with the first words of its goal, in two columns, and the head."""
    code = codes(version)
    parts = [
        part for goal in version.goals for part in ((goal.id, goal.text), *((c.id, c.text) for c in goal.criteria))
    ]
    room = _AGAIN_W - _CODE_W
    lines = [(code[ref], clipped(fonts, para(fonts, text, _AGAIN, room), 1)) for ref, text in parts[:_MOST_CODES]]
    rows = -(-len(lines) // 2)
    top = rows * _AGAIN.leading + (3 * mm if rows else 0)

    def draw(sheet: Sheet, y: float) -> None:
        for place, (short, words) in enumerate(lines):
            column, row = divmod(place, rows)
            x, line_y = LEFT + column * (_AGAIN_W + 4 * mm), y + row * _AGAIN.leading
            sheet.para(para(fonts, [Span(short, said=False)], _CODE, _CODE_W), x, line_y)
            sheet.para(words, x + _CODE_W, line_y)
        head.draw(sheet, y + top)

    return Strip(top + head.height, draw)


def _minute(minute: int, blocks: list[Block], names: Mapping[int, Para], again: Strip) -> Strip:
    place = next((n for n, (begin, end, _code, _name) in enumerate(blocks) if begin <= minute < end), None)
    begin, end = blocks[place][:2] if place is not None else (0, 0)
    name = names.get(begin) if place is not None else None
    line = name.part(*_lines_in(minute - begin, len(name.lines))) if name is not None else None

    def draw(sheet: Sheet, y: float) -> None:
        low = y + _MINUTE_H
        if place is not None:
            sheet.rect(_PHASE_X, y, _PHASE_W, _MINUTE_H + 0.2, fill=TINT if place % 2 else MID)
            for x in (_PHASE_X, _PHASE_X + _PHASE_W):
                sheet.line(x, y, x, low, 0.5, INK)
        long = minute % 5 == 0
        sheet.line(_RULER_X - (4 if long else 1.8) * mm, y, _RULER_X, y, 0.8 if long else 0.4, INK)
        sheet.line(_RULER_X, y, _RULER_X, low, 0.7, INK)
        sheet.text(LEFT, y + 2.6 * mm, str(minute), _MINUTE.but(face=SEMIBOLD if long else SANS))
        sheet.line(_TEXT_X, low, RIGHT, low, 0.4, LINE if (minute + 1) % 5 == 0 else HAIR)
        for x in (_KIND_X, _GOAL_X):
            sheet.line(x - 2 * mm, y, x - 2 * mm, low, 0.4, HAIR)
        if end == minute + 1:
            sheet.line(_PHASE_X, low, _PHASE_X + _PHASE_W, low, 0.5, INK)
        if line is not None:
            sheet.para(line, _PHASE_X + 1.6 * mm, y + 0.3 * mm)
        if place is not None and minute == begin:
            sheet.line(_PHASE_X, y, _PHASE_X + _PHASE_W, y, 0.5, INK)

    return Strip(_MINUTE_H, draw, keep=place is not None and minute == begin < end - 1, again=again)


def _lines_in(minute: int, lines: int) -> tuple[int, int]:
    """Which lines of a name stand beside its so-and-so-many-th minute: two fit in each."""
    return min(2 * minute, lines), min(2 * minute + 2, lines)


def _foot(translator: Translator, fonts: Fonts, unplanned: list[str]) -> list[Strip]:
    _ = translator.gettext
    texts = [
        _("Kind: P what pupils do, “ ” what was literally said, T what the teacher does, I idea, ? question."),
        _("Typing it over later: open the visit, Debrief, “Notes from paper”. Each line gets its own minute there."),
    ]
    if unplanned:
        texts.append(_("Without planned minutes: {phases}", phases=", ".join(unplanned)))
    strips: list[Strip] = []
    for number, text in enumerate(texts):
        strips.extend(
            text_strips(para(fonts, [Span(text, said=False)], _NOTE, WIDTH), LEFT, 0 if number else 2.4 * mm)
        )
    return strips
