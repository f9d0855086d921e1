"""An empty seat map: the room with its seats, the board and the teacher, and what each sign means."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from lesvisit.blocks.drawing import Drawing
from lesvisit.blocks.seat_map import KIND
from lesvisit.blocks.seat_shapes import symbol_marks
from lesvisit.blocks.seats import HOME, in_rows
from lesvisit.domain.events import Seat
from lesvisit.domain.template import Block, text_in
from lesvisit.i18n import Translator
from lesvisit.reports.drawn import SCALE, drawing_part
from lesvisit.reports.flow import Strip
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import INK, LEFT, LINE, RIGHT, SANS, SOFT, WHITE, WIDTH, Style, mm
from lesvisit.reports.text import measure

_ROOM_H = 112 * mm
_CODE = Style(SANS, 6.8, 8, SOFT)
_SIGN = Style(SANS, 8, 10)
_SIGN_W = 5.6 * mm
_SAME = 0.02  # nearer than this is one line of seats


def seat_strips(block: Block, fonts: Fonts, translator: Translator, seats: Sequence[Seat]) -> list[Strip]:
    """Signs, then the room; with the seats of a visit when they are known."""
    rows, places = KIND.size(block)
    found = tuple(seats) or in_rows([places] * rows)
    labels = [text_in(item.label, translator.language) for item in block.items]
    return [*_legend(labels, fonts), _room(found, translator)]


def _legend(labels: Sequence[str], fonts: Fonts) -> list[Strip]:
    strips: list[Strip] = []
    line: list[tuple[float, int, str]] = []
    x = LEFT
    for place, label in enumerate(labels):
        wide = _SIGN_W + measure(fonts, label, _SIGN) + 6 * mm
        if line and x + wide > RIGHT:
            strips.append(_signs(line))
            line, x = [], LEFT
        line.append((x, place, label))
        x += wide
    return [*strips, _signs(line)] if line else strips


def _signs(line: Sequence[tuple[float, int, str]]) -> Strip:
    def draw(sheet: Sheet, y: float) -> None:
        for x, place, label in line:
            size = 3.2 * mm / SCALE
            sign = Drawing(size, size, symbol_marks(place, size / 2, size / 2, size * 0.9))
            drawing_part(sign, x).draw(sheet, y + 0.9 * mm)
            sheet.text(x + _SIGN_W, y + 3.5 * mm, label, _SIGN)

    return Strip(5.6 * mm, draw, keep=True)


def _room(seats: Sequence[Seat], translator: Translator) -> Strip:
    board = translator.gettext("board")
    wide = min(_nearest((s.y, s.x) for s in seats) * WIDTH - 2 * mm, 24 * mm)
    high = min(_nearest((0.0, s.y) for s in seats) * _ROOM_H - 2.4 * mm, 16 * mm)
    wide, high = max(wide, 3 * mm), max(high, 3 * mm)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.rect(LEFT, y, WIDTH, _ROOM_H, stroke=LINE, width=0.7)
        middle = LEFT + WIDTH / 2
        sheet.rect(middle - 30 * mm, y + 1.6 * mm, 60 * mm, 1.4 * mm, fill=INK)
        sheet.text(middle + 32 * mm, y + 3.2 * mm, board, _CODE)
        sheet.disc(
            LEFT + HOME[0] * WIDTH, y + HOME[1] * _ROOM_H + 2.4 * mm, 2.6 * mm, fill=WHITE, stroke=INK, width=0.8
        )
        for seat in seats:
            x, top = LEFT + seat.x * WIDTH - wide / 2, y + seat.y * _ROOM_H - high / 2
            sheet.rect(x, top, wide, high, fill=WHITE, stroke=SOFT, width=0.5)
            sheet.text(x + 0.9 * mm, top + high - 0.9 * mm, seat.code, _CODE)

    return Strip(_ROOM_H + 1 * mm, draw)


def _nearest(places: Iterable[tuple[float, float]]) -> float:
    """How far apart the nearest two on one line are: (line, place along it), both from 0 to 1."""
    lines: dict[float, set[float]] = {}
    for line, place in places:
        lines.setdefault(round(line, 2), set()).add(round(place, 3))
    steps = (after - before for found in lines.values() for before, after in pairwise(sorted(found)))
    return min((step for step in steps if step > _SAME), default=1.0)
