"""The panel of agreements on the minute page: box, who, goal, what, when, how we see it."""

from lesvisit.domain.debrief import Agreement
from lesvisit.reports.facts import Facts
from lesvisit.reports.parts import Part, panel, tick_box
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import ACCENT, LEFT, LINE, RIGHT, SANS, SEMIBOLD, SERIF, SOFT, Style, mm
from lesvisit.reports.tagging import Tag
from lesvisit.reports.text import clipped, measure

_HEAD = Style(SERIF, 13, 15)
_WHO = Style(SEMIBOLD, 8.2, 10.4, ACCENT)
_WHAT = Style(SEMIBOLD, 8.4, 10.8)
_WHEN = Style(SANS, 7.9, 10)
_SIDE = Style(SANS, 7.4, 10, SOFT)
_PAD, _GAP = 4 * mm, 6.2 * mm
_TOP, _LOW = 8.2 * mm, 2.6 * mm


def agreements_part(facts: Facts, most_lines: int = 0, most: int = 999) -> Part:
    """One to three columns; without agreements three lines to write on.

    As a last resort at most `most_lines` per text and `most` agreements: all of them stand under Debrief.
    """
    if not facts.agreements:
        return _empty(facts)
    shown = facts.agreements[:most]
    columns = min(3, len(shown))
    width = (RIGHT - LEFT - 2 * _PAD - _GAP * (columns - 1)) / columns
    cells = [_Cell(facts, agreement, width, most_lines) for agreement in shown]
    rows = [cells[i : i + columns] for i in range(0, len(cells), columns)]
    heights = [max(cell.height for cell in row) for row in rows]
    height = _TOP + sum(heights) + 2.5 * mm * (len(rows) - 1) + _LOW
    more = len(facts.agreements) - len(shown)

    def draw(sheet: Sheet, y: float) -> None:
        _ground(sheet, facts, y, height, more)
        y += _TOP
        agreed = Tag("L")
        for row, tall in zip(rows, heights, strict=True):
            for place, cell in enumerate(row):
                with sheet.tag(Tag("LBody", Tag("LI", agreed))):
                    cell.draw(sheet, LEFT + _PAD + place * (width + _GAP), y)
            y += tall + 2.5 * mm

    return Part(height, draw)


def _ground(sheet: Sheet, facts: Facts, y: float, height: float, more: int = 0) -> None:
    panel(sheet, y, height)
    with sheet.tag("H2"):
        sheet.text(LEFT + _PAD, y + 5.3 * mm, facts.translator.gettext("Agreements"), _HEAD)
    if more:
        text = facts.translator.ngettext("and {n} more: see Debrief", "and {n} more: see Debrief", more)
        sheet.text(RIGHT - _PAD, y + 5.3 * mm, text, _SIDE, "right")


def _empty(facts: Facts) -> Part:
    height = 36 * mm

    def draw(sheet: Sheet, y: float) -> None:
        _ground(sheet, facts, y, height)
        for place in range(3):
            base = y + (15 + 8 * place) * mm
            tick_box(sheet, LEFT + _PAD, base - 0.4 * mm)
            sheet.line(LEFT + _PAD + 5.5 * mm, base, RIGHT - _PAD, base, 0.5, LINE)

    return Part(height, draw)


class _Cell:
    """One agreement in its column."""

    def __init__(self, facts: Facts, agreement: Agreement, width: float, most_lines: int) -> None:
        _ = facts.translator.gettext
        self.width = width
        self.side = facts.goal_word(agreement.goal_id, capital=False)
        side_width = measure(facts.fonts, self.side, _SIDE) + 1.5 * mm if self.side else 0.0
        self.who = facts.para(facts.who(agreement) or " ", _WHO, width - 4.8 * mm - side_width)
        if most_lines:
            self.who = clipped(facts.fonts, self.who, 3)
        texts = [facts.para(agreement.what, _WHAT, width)]
        if agreement.when.strip():
            texts.append(facts.para(agreement.when, _WHEN, width))
        if agreement.see.strip():
            see = _("How we see it: {see}", see=agreement.see)
            texts.append(facts.para(see, _WHEN.but(color=SOFT), width))
        tail = _("… see Debrief")
        self.texts = [clipped(facts.fonts, t, most_lines, tail) for t in texts] if most_lines else texts

    @property
    def height(self) -> float:
        return self.who.height + 0.4 * mm + sum(text.height for text in self.texts)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        tick_box(sheet, x, y + 2.75 * mm)
        sheet.para(self.who, x + 4.8 * mm, y)
        if self.side:
            sheet.text(x + self.width, y + 2.75 * mm, self.side, _SIDE, "right")
        y += self.who.height + 0.4 * mm
        for text in self.texts:
            sheet.para(text, x, y)
            y += text.height
