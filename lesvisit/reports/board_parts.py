"""What stands on each part of the board card: the success, one action each, the planning."""

from collections.abc import Sequence
from dataclasses import dataclass

from lesvisit.domain.board_card import BoardAction, BoardNext, BoardPaper
from lesvisit.i18n import Translator
from lesvisit.reports.board_cells import MARGIN, TOP, Block, Card, Cell, draw_blocks, heights, rule
from lesvisit.reports.board_counts import BoardCounts
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import INK, LINE, MEDIUM, SANS, SEMIBOLD, SERIF, SOFT, WHITE, Style
from lesvisit.reports.team_goals import goal_word
from lesvisit.reports.unit_drawing import Count

_SUCCESS = tuple(
    Style(SERIF, s, lead) for s, lead in ((23, 27.5), (20, 24), (17, 21.4), (14.5, 18), (12.5, 16), (11, 14.4))
)
_WHAT = tuple(Style(SERIF, s, lead) for s, lead in ((17, 21.4), (15, 19), (13, 16.8), (11, 14.4)))
_DAY = tuple(Style(SERIF, s, lead) for s, lead in ((30, 35), (23, 27.5), (17, 21.4)))
_LABEL = Style(MEDIUM, 7, 9.6, SOFT, 0.55)
_VALUE = Style(SANS, 11, 14.4)
_WHO = Style(SEMIBOLD, 11, 14.4)
_GOAL = Style(SANS, 9.6, 12.2, SOFT)
_DONE = Style(SANS, 9, 11, SOFT)
_BOX = 12.0  # what "done on" takes at the bottom of an action
_LINES = 5
_FIELD_MOST = 3  # lines of a field when even the smallest type is too large


@dataclass(frozen=True, slots=True)
class Making:
    """What each part needs to be made; `room`: millimetres over the footer."""

    fonts: Fonts
    translator: Translator
    room: float


def success_card(card: BoardPaper, making: Making) -> Card:
    """The success line, with one disc per pupil when the counts are shared."""
    fonts, translator = making.fonts, making.translator
    _ = translator.gettext
    text = card.success.text if card.success else ""
    counts = None
    if card.results is not None:
        found = [Count(r.label, r.count, r.of) for r in card.results.results]
        counts = BoardCounts(fonts, found, _("{n} of {of}"))
    room = making.room - (counts.height + 6 if counts else 0)
    block, cut = _stepped(fonts, text, _SUCCESS, room)

    def draw(sheet: Sheet, cell: Cell) -> None:
        if not text.strip() and counts is None:
            _writing_lines(sheet, cell, TOP + 9, _LINES)
        low = draw_blocks(sheet, cell, [block], TOP)
        if counts is not None:
            counts.draw(sheet, cell, max(low + 6, TOP) if text.strip() else TOP)

    return Card(_("Success"), draw, cut or (counts is not None and counts.cut))


def _stepped(fonts: Fonts, text: str, steps: Sequence[Style], room: float) -> tuple[Block, bool]:
    """A text in the largest type that fits; cut at a word when not even the smallest does."""
    for style in steps:
        block = Block(text, style, balance=True)
        if heights(fonts, [block]) <= room:
            return block, False
    last = steps[-1]
    return Block(text, last, most=max(int(room / heights(fonts, [Block("x", last)])), 1)), True


def action_card(action: BoardAction | None, number: int, making: Making) -> Card:
    """One action; None is a card to write on."""
    translator = making.translator
    title = translator.gettext("Teacher action {number}", number=number)
    if action is None:
        return Card(title, lambda sheet, cell: _empty_action(sheet, cell, making))
    blocks, cut = _action_blocks(action, making)

    def draw(sheet: Sheet, cell: Cell) -> None:
        draw_blocks(sheet, cell, blocks, TOP)
        _done_on(sheet, cell, making)

    return Card(title, draw, cut)


def _action_blocks(action: BoardAction, making: Making) -> tuple[list[Block], bool]:
    """Steps the type down; the goal's words give way before the action's own are cut."""
    fonts, translator, room = making.fonts, making.translator, making.room - _BOX
    for smaller, style in enumerate(_WHAT):
        blocks = [_what(action, style), *_fields(action, translator, smaller, goal=True)]
        if heights(fonts, blocks) <= room:
            return blocks, False
    last = _WHAT[-1]
    fields = _fields(action, translator, len(_WHAT), goal=False)
    blocks = [_what(action, last), *fields]
    if heights(fonts, blocks) <= room:
        return blocks, False
    short = [Block(b.text, b.style, b.gap, most=_FIELD_MOST) for b in fields]
    most = max(int((room - heights(fonts, short)) / heights(fonts, [Block("x", last)])), 1)
    return [Block(action.what, last, most=most), *short], True


def _what(action: BoardAction, style: Style) -> Block:
    return Block(action.what, style, balance=style.size > 11)


def _fields(action: BoardAction, translator: Translator, smaller: int, *, goal: bool) -> list[Block]:
    _ = translator.gettext
    value = _VALUE if smaller < 2 else Style(SANS, 10, 13)
    gap = 3.4 if smaller < 2 else 2.2
    fields = [
        (_("Who"), action.who, value.but(face=SEMIBOLD)),
        (_("Done when"), action.when, value),
        (_("How we see it in pupils"), action.see, value),
    ]
    code = goal_word(action.goal_code, translator, capital=False) if action.goal_code else ""
    if code:
        fields.append((_("For {goal}", goal=code), action.goal if goal else "", _GOAL))
    found: list[Block] = []
    for label, text, style in fields:
        if text.strip() or (label and style is _GOAL):
            found.append(Block(label.upper(), _LABEL, gap))
        if text.strip():
            found.append(Block(text, style))
    return found


def _done_on(sheet: Sheet, cell: Cell, making: Making) -> None:
    """A box to tick, and the day by hand."""
    x, y = cell.at(MARGIN, TOP + making.room - 6.6)
    side = cell.size(4)
    sheet.rect(x, y, side, side, fill=WHITE, stroke=INK, width=0.9 * cell.scale)
    words = making.translator.gettext("done on")
    base = TOP + making.room - 3.4
    width = sheet.text(*cell.at(MARGIN + 6, base), words, cell.style(_DONE))
    from_x, line_y = cell.at(MARGIN + 9, base + 0.9)
    sheet.line(from_x + width, line_y, from_x + width + cell.size(39), line_y, 0.6 * cell.scale, LINE)


def _empty_action(sheet: Sheet, cell: Cell, making: Making) -> None:
    """Lines to write an action on, with the same words beside them."""
    _ = making.translator.gettext
    _writing_lines(sheet, cell, TOP + 9, 3)
    top = TOP + 36.0
    for label in (_("Who"), _("Done when"), _("How we see it in pupils"), _("For which goal")):
        draw_blocks(sheet, cell, [Block(label.upper(), _LABEL)], top)
        rule(sheet, cell, top + 11, 0.5, LINE)
        top += 15
    _done_on(sheet, cell, making)


def _writing_lines(sheet: Sheet, cell: Cell, top: float, count: int) -> None:
    for place in range(count):
        rule(sheet, cell, top + place * 9.55, 0.5, LINE)


def planning_card(coming: BoardNext | None, making: Making) -> Card:
    """The next visit, and lines for what else is planned."""
    fonts, _ = making.fonts, making.translator.gettext
    day, text = (coming.day, coming.text) if coming else ("", "")
    blocks: list[Block] = []
    cut = False
    if day:
        style = next((s for s in _DAY if len(Block(day, s).set(fonts, Cell()).lines) == 1), _DAY[-1])
        blocks.append(Block(day, style))
    if text.strip():
        block, cut = _stepped(fonts, text, _WHAT, 40.0)
        blocks.append(Block(block.text, block.style, 1.6 if day else 0.0, block.balance, block.most))

    label = _("Also planned") if blocks else _("Planned")

    def draw(sheet: Sheet, cell: Cell) -> None:
        low = draw_blocks(sheet, cell, blocks, TOP)
        top = max(low + 10, TOP + 32) if blocks else TOP
        draw_blocks(sheet, cell, [Block(label.upper(), _LABEL)], top)
        lines = max(int((TOP + making.room - 18 - top) / 9.55) + 1, 1)
        _writing_lines(sheet, cell, top + 12, min(lines, _LINES if blocks else 9))

    return Card(_("Planning"), draw, cut)
