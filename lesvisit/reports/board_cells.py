"""One part of the board card: an A6 with its title, its content stepping down in type, and its footer.

Measures are millimetres of the A6; `Cell` puts them on the sheet, at twice the size when a card fills an A4.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lesvisit.reports.fonts import Fonts
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import ACCENT, HAIR, INK, MEDIUM, SANS, SEMIBOLD, SOFT, Style, mm
from lesvisit.reports.text import Para, balanced, clipped, para

A6_W, A6_H = 105.0, 148.5
MARGIN = 9.0
TITLE_BASE = 15.9
TOP = 25.0  # of the content
ROOM = 107.0  # from TOP to the footer's hairline
_TITLE = Style(SEMIBOLD, 15.6, 19, ACCENT)
_DRAFT = Style(MEDIUM, 8, 10, SOFT, 0.8)
_FOOT_ROOM = 6.1  # two lines of who agreed
_PURPOSE = Style(MEDIUM, 7, 9)
_SMALL = Style(SANS, 6.8, 8.6, SOFT)
Draw = Callable[[Sheet, "Cell"], None]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a card stands: its top left in points, and how many times an A6 it is."""

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A place on the card, in millimetres, as a place on the sheet."""
        return self.x + x * mm * self.scale, self.y + y * mm * self.scale

    def size(self, length: float) -> float:
        """Millimetres of the card in points on the sheet."""
        return length * mm * self.scale

    def style(self, style: Style) -> Style:
        """Type at the card's size."""
        if self.scale == 1.0:
            return style
        return style.but(
            size=style.size * self.scale, leading=style.leading * self.scale, spacing=style.spacing * self.scale
        )

    @property
    def width(self) -> float:
        """Of the text, in points."""
        return self.size(A6_W - 2 * MARGIN)


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands under each card: the lesson and who agreed."""

    lesson: str
    purpose: str
    consent: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A card ready to be drawn. `cut`: even the smallest type was too large and the text ends with "…"."""

    title: str
    draw: Draw
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A text in a card's column, with the white above it in millimetres."""

    text: str
    style: Style
    gap: float = 0.0
    balance: bool = False
    most: int = 0  # lines; 0 for all

    def set(self, fonts: Fonts, cell: Cell) -> Para:
        """The text as lines at the card's size."""
        style = cell.style(self.style)
        if self.balance:
            found = balanced(fonts, self.text, style, cell.width)
        else:
            found = para(fonts, self.text, style, cell.width)
        return clipped(fonts, found, self.most) if self.most else found


def heights(fonts: Fonts, blocks: Sequence[Block]) -> float:
    """How high blocks are on an A6, in millimetres."""
    cell = Cell()
    return sum(block.gap + block.set(fonts, cell).height / mm for block in blocks)


def draw_blocks(sheet: Sheet, cell: Cell, blocks: Sequence[Block], top: float) -> float:
    """Draws blocks from `top` on; returns where they end, in millimetres."""
    for block in blocks:
        top += block.gap
        found = block.set(sheet.fonts, cell)
        x, y = cell.at(MARGIN, top)
        sheet.para(found, x, y)
        top += found.height / mm / cell.scale
    return top


def draw_card(sheet: Sheet, cell: Cell, card: Card, foot: Foot, draft: str, role: str) -> None:
    """A whole card; `draft` is the word beside its title, or empty; `role` what its title is to who reads by ear."""
    x, y = cell.at(MARGIN, 10)
    sheet.rect(x, y, cell.size(2.1), cell.size(7.3), fill=ACCENT)
    with sheet.tag(role):
        sheet.text(*cell.at(MARGIN + 5, TITLE_BASE), card.title, cell.style(_TITLE))
    if draft:
        sheet.text(*cell.at(A6_W - MARGIN, TITLE_BASE), draft, cell.style(_DRAFT), "right")
    rule(sheet, cell, 21, 0.7, INK)
    card.draw(sheet, cell)
    _foot(sheet, cell, foot)


def rule(sheet: Sheet, cell: Cell, y: float, width: float, color: str) -> None:
    """A line across a card's column."""
    (x1, at), (x2, _same) = cell.at(MARGIN, y), cell.at(A6_W - MARGIN, y)
    sheet.line(x1, at, x2, at, width * cell.scale, color)


def room_over(fonts: Fonts, foot: Foot) -> float:
    """Millimetres for a card's content: a footer with long names takes some of them."""
    small, _purpose = _foot_lines(fonts, Cell(), foot)
    return ROOM - max(small.height / mm - _FOOT_ROOM, 0.0)


def _foot_lines(fonts: Fonts, cell: Cell, foot: Foot) -> tuple[Para, Para]:
    words = " ".join(part for part in (foot.lesson, foot.consent) if part)
    small = para(fonts, words, cell.style(_SMALL), cell.width)
    return small, para(fonts, foot.purpose, cell.style(_PURPOSE), cell.width)


def _foot(sheet: Sheet, cell: Cell, foot: Foot) -> None:
    """From the bottom up: a long name or class makes it one line higher, never shorter."""
    small, purpose = _foot_lines(sheet.fonts, cell, foot)
    bottom = A6_H - 4.6
    top = bottom - (small.height + purpose.height) / mm / cell.scale
    rule(sheet, cell, top - 1.4, 0.5, HAIR)
    sheet.para(small, *cell.at(MARGIN, top))
    sheet.para(purpose, *cell.at(MARGIN, bottom - purpose.height / mm / cell.scale))
