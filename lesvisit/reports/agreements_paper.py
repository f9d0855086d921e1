"""The paper *Agreements over visits*: each agreement with what later visits saw of it, as a chain down the page.

For the two, like *For the two of us*. It tells what was seen and where; it counts nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from math import cos, pi, sin
from pathlib import Path
from typing import BinaryIO

from lesvisit.domain.agreed_over import AgreedLine, AgreedOver, AgreedVisit, LaterLook
from lesvisit.domain.visit import Seen
from lesvisit.i18n import N_, Translator
from lesvisit.reports.filenames import short_class
from lesvisit.reports.flow import Draw, Strip, paginate, text_strips
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.page import Frame, PaperReport, write_document
from lesvisit.reports.parts import section_head, tick_box
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import (
    ACCENT,
    INK,
    LEFT,
    LINE,
    MINUTE,
    PAGE_TITLE,
    RIGHT,
    SANS,
    SEMIBOLD,
    SOFT,
    STRONG,
    TEXT_W,
    TEXT_X,
    WHITE,
    WIDTH,
    Style,
    mm,
)
from lesvisit.reports.team_goals import goal_word
from lesvisit.reports.text import Para, Span, measure, one_line, para

_INTRO = Style(SANS, 8.6, 11.8, SOFT)
_WHO = Style(SEMIBOLD, 8.4, 11.4, ACCENT)
_WHAT = Style(SEMIBOLD, 9.4, 12.6)
_TEXT = Style(SANS, 8.6, 11.8)
_LOOK = Style(SEMIBOLD, 8.4, 11.4)
_SAID = Style(SANS, 8.6, 11.8)
_SIDE = Style(SANS, 7.9, 10, SOFT)
_STATE = Style(SANS, 7.9, 11.4, SOFT)
_WHO_W = TEXT_X - LEFT - 7.4 * mm
_CHAIN_X = TEXT_X + 1.6 * mm
_LOOK_X = TEXT_X + 6 * mm
_NOTE_X = TEXT_X + 17 * mm
_MOST_HEAD = 120 * mm
SEEN_ON = {
    Seen.YES: N_("{day}: seen"),
    Seen.PARTLY: N_("{day}: partly seen"),
    Seen.NO: N_("{day}: not seen"),
}


def make_agreements_paper(
    paper: AgreedOver,
    translator: Translator,
    resources: Path,
    out: Path | BinaryIO,
    *,
    made_on: date | None = None,
) -> PaperReport:
    """Writes the agreements of two colleagues over their visits."""
    fonts = Fonts(resources)
    pages = paginate(_strips(paper, translator, fonts))
    made = made_on or (paper.visits[0].day if paper.visits else None)
    write_document(pages, _frame(paper, translator, fonts), fonts, translator, out, made)
    return PaperReport(len(pages), tuple(fonts.missing))


def _frame(paper: AgreedOver, translator: Translator, fonts: Fonts) -> Frame:
    _ = translator.gettext
    names = one_line(translator.join(paper.names))
    if measure(fonts, names, _SIDE) > _MOST_HEAD:
        names = ""
    return Frame(_("Agreements over visits"), _("Agreements over visits"), names)


def _strips(paper: AgreedOver, translator: Translator, fonts: Fonts) -> list[Strip]:
    strips = list(_top(paper, translator, fonts))
    if not paper.visits:
        words = para(fonts, translator.gettext("Nothing was agreed yet."), _TEXT, WIDTH)
        return [*strips, *text_strips(words, LEFT, 6 * mm)]
    for visit in paper.visits:
        strips.extend(_visit(visit, translator, fonts))
    return strips


def _top(paper: AgreedOver, translator: Translator, fonts: Fonts) -> Iterator[Strip]:
    _ = translator.gettext
    title = _("Agreements over visits")

    def head(sheet: Sheet, y: float) -> None:
        sheet.bookmark(title, "agreements", y)
        with sheet.tag("H1"):
            sheet.text(LEFT, y + 6.2 * mm, title, PAGE_TITLE)

    yield Strip(9.6 * mm, head, keep=True)
    words = _("What {names} agreed, and what later visits saw of it.", names=translator.join(paper.names))
    if not paper.names:
        words = _("What was agreed, and what later visits saw of it.")
    yield from text_strips(para(fonts, words, _INTRO, WIDTH - 26 * mm), LEFT)


def _visit(visit: AgreedVisit, translator: Translator, fonts: Fonts) -> list[Strip]:
    _ = translator.gettext
    day = translator.date(visit.day, "d MMMM y")
    side = para(fonts, _about(visit, translator), _SIDE, WIDTH - 60 * mm)

    def head(sheet: Sheet, y: float) -> None:
        sheet.bookmark(day, f"visit-{sheet.page}-{y:.0f}", y, 1)
        section_head(sheet, y, day)
        for place in range(len(side.lines)):
            part = side.part(place, place + 1)
            sheet.para(part, RIGHT - part.widest, y + 1.8 * mm + place * _SIDE.leading)

    height = 8.4 * mm + max(len(side.lines) - 1, 0) * _SIDE.leading
    strips = [Strip(height, head, gap=6.4 * mm, keep=True)]
    again = _again(_("{name} (continued)", name=day))
    for number, line in enumerate(visit.lines):
        found = list(_agreement(line, translator, fonts))
        found[0] = replace(found[0], gap=5.4 * mm if number else 0.0)
        strips.extend(replace(strip, again=again) for strip in found)
    return strips


def _again(words: str) -> Strip:
    def draw(sheet: Sheet, y: float) -> None:
        sheet.rule(y)
        sheet.text(LEFT, y + 4.6 * mm, words, STRONG)

    return Strip(7 * mm, draw)


def _about(visit: AgreedVisit, translator: Translator) -> str:
    """`H2b wiskunde · Bram bij Noor`."""
    lesson = " ".join(p for p in (short_class(visit.class_name), visit.subject) if p.strip())
    visitors = translator.join(visit.visitors)
    pair = visitors or visit.visited
    if visitors and visit.visited:
        pair = translator.gettext("{visitor} with {visited}", visitor=visitors, visited=visit.visited)
    return " · ".join(p for p in (lesson, pair) if p)


# One agreement


def _agreement(line: AgreedLine, translator: Translator, fonts: Fonts) -> Iterator[Strip]:
    """What, in full; then its chain of later visits. The parts of one text stay together."""
    texts = [para(fonts, line.what, _WHAT, TEXT_W)]
    if _is_wide(line, fonts):
        texts.insert(0, para(fonts, line.who, _WHO, TEXT_W))
    what = text_strips(texts[0], TEXT_X, before=_beside(line, translator, fonts))
    what += [strip for block in texts[1:] for strip in text_strips(block, TEXT_X)]
    facts = [*_facts(line, translator, fonts), *_not_looked(line, translator, fonts)]
    low = _who(line, fonts).height + (_STATE.leading if _state(line, translator) else 0.0)
    short = low - sum(s.height + s.gap for s in (*what, *facts))
    rows = [*what, *facts]
    if short > 0:
        rows[-1] = replace(rows[-1], height=rows[-1].height + short)
    yield from (replace(strip, keep=bool(line.looks) or n < len(rows) - 1) for n, strip in enumerate(rows))
    yield from _looks(line, translator, fonts)


def _who(line: AgreedLine, fonts: Fonts) -> Para:
    """Beside the text; long names stand above it instead."""
    return para(fonts, " " if _is_wide(line, fonts) else line.who or " ", _WHO, _WHO_W)


def _is_wide(line: AgreedLine, fonts: Fonts) -> bool:
    return measure(fonts, line.who, _WHO) > 2.2 * _WHO_W


def _state(line: AgreedLine, translator: Translator) -> str:
    if line.done:
        return translator.gettext("done")
    return translator.gettext("for later") if line.later else ""


def _beside(line: AgreedLine, translator: Translator, fonts: Fonts) -> Draw:
    """A box, ticked when it is done; who; and the state as a word."""
    who, state = _who(line, fonts), _state(line, translator)

    def draw(sheet: Sheet, y: float) -> None:
        base = y + 3.2 * mm
        tick_box(sheet, LEFT, base)
        if line.done:
            x, top = LEFT, base - 2.8 * mm
            points = [(x + 0.7 * mm, top + 1.7 * mm), (x + 1.4 * mm, top + 2.5 * mm), (x + 2.7 * mm, top + 0.8 * mm)]
            sheet.shape(points, stroke=INK, width=1.2, close=False)
        sheet.para(who, LEFT + 5.4 * mm, y + 0.4)
        if state:
            sheet.text(LEFT + 5.4 * mm, y + who.height + 3.2 * mm, state, _STATE)

    return draw


def _facts(line: AgreedLine, translator: Translator, fonts: Fonts) -> Iterator[Strip]:
    _ = translator.gettext
    due = translator.date(line.due, "EEEEEE d MMMM y") if line.due else ""
    when = " · ".join(t for t in (line.when.strip(), due) if t)
    goal = goal_word(line.goal_code, translator)
    rows = [
        (_("When:"), when),
        (_("How we see it in pupils:"), line.see.strip()),
        (f"{goal}:" if goal else _("Goal:"), line.goal.strip()),
    ]
    for label, text in rows:
        if text:
            spans = [Span(label + " ", color=SOFT, said=False), Span(text)]
            yield from text_strips(para(fonts, spans, _TEXT, TEXT_W), TEXT_X, 0.5 * mm)


def _not_looked(line: AgreedLine, translator: Translator, fonts: Fonts) -> Iterator[Strip]:
    if not line.looks:
        words = translator.gettext("No later visit looked at it yet.")
        yield from text_strips(para(fonts, words, _SIDE, TEXT_W), TEXT_X, 1.2 * mm)


def _looks(line: AgreedLine, translator: Translator, fonts: Fonts) -> Iterator[Strip]:
    """Each later visit that answered: a mark on the chain, the day and the answer, then what was written."""
    for number, look in enumerate(line.looks):
        strips = list(_look(look, translator, fonts))
        last = number == len(line.looks) - 1
        for place, strip in enumerate(strips):
            end = last and place == len(strips) - 1
            linked = _linked(strip, first=number == 0 and place == 0, down=not (last and place == 0) and not end)
            yield replace(linked, keep=place == 0 and len(strips) > 1)


def _linked(strip: Strip, *, first: bool, down: bool) -> Strip:
    """The strip with the chain beside it; `down`: it goes on below this strip."""

    def draw(sheet: Sheet, y: float) -> None:
        middle = y + _LOOK.leading / 2
        top = y - strip.gap + (0.8 * mm if first else 0.0)
        sheet.line(_CHAIN_X, top, _CHAIN_X, y + strip.height if down else middle, 0.7, LINE)
        strip.draw(sheet, y)

    return replace(strip, draw=draw)


def _look(look: LaterLook, translator: Translator, fonts: Fonts) -> Iterator[Strip]:
    day = translator.date(look.day, "d MMMM y")
    words = translator.gettext(SEEN_ON[look.seen], day=day) if look.seen in SEEN_ON else day
    head = para(fonts, words, _LOOK, RIGHT - _LOOK_X)
    yield from text_strips(head, _LOOK_X, 1.8 * mm, before=_mark(look.seen))
    for note in look.notes:
        minute = _minute(note.minute)
        yield from text_strips(para(fonts, note.text, _SAID, RIGHT - _NOTE_X), _NOTE_X, 0.6 * mm, before=minute)


def _minute(minute: str) -> Draw:
    def draw(sheet: Sheet, y: float) -> None:
        sheet.minute(_LOOK_X + 5 * mm, y + _SAID.leading / 2 + 2.8, minute, MINUTE)

    return draw


def _mark(seen: Seen) -> Draw:
    """Filled, half filled, open: beside its word, so never alone."""

    def draw(sheet: Sheet, y: float) -> None:
        at, r = y + _LOOK.leading / 2, 1.45 * mm
        sheet.disc(_CHAIN_X, at, r, fill=INK if seen is Seen.YES else WHITE, stroke=INK, width=0.8)
        if seen is Seen.PARTLY:
            sheet.shape(_half(_CHAIN_X, at, r), fill=INK)

    return draw


def _half(x: float, y: float, r: float) -> Sequence[tuple[float, float]]:
    """The lower half of a disc."""
    return [(x + r * cos(a * pi / 12), y + r * sin(a * pi / 12)) for a in range(13)]
