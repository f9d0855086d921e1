"""A drawing of a block on paper: the same marks that the screen shows, in the greys and the accent of the papers."""

from math import atan2, cos, sin

from lesvisit.blocks.drawing import LEADING, Box, Disc, Drawing, Line, Mark, Room, Words
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.parts import Part
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import ACCENT, HAIR, INK, LINE, PAPER, SANS, SEMIBOLD, SOFT, TINT, WHITE, Style
from lesvisit.reports.text import one_line_of

SCALE = 0.66  # points per screen pixel: 13 px are 8.6 pt
_TONES = {
    "ink": INK,
    "muted": SOFT,
    "accent": ACCENT,
    "on": WHITE,
    "soft": TINT,
    "alt": PAPER,
    "surface": WHITE,
    "ctl": LINE,
    "hair": HAIR,
    "": "",
}
_FAINT = ("ctl", "hair")  # colours of lines: too light for words


def paper_room(fonts: Fonts, width: float) -> Room:
    """The room on paper; `width` in points. A text is as wide as it is drawn: shaped, with the signs it gets.

    What is only measured is not reported as missing: wrapping tries pieces of signs too.
    """
    ruler = fonts.twin()

    def wide(text: str, px: float, bold: bool) -> float:
        return one_line_of(ruler, text, _style(px, bold)).width / SCALE

    return Room(width / SCALE, wide)


def drawing_part(drawing: Drawing, x: float) -> Part:
    """The drawing as a part whose left edge stands at x."""

    def draw(sheet: Sheet, y: float) -> None:
        for mark in drawing.marks:
            _draw(sheet, mark, x, y)

    return Part(drawing.height * SCALE, draw)


def _style(px: float, bold: bool, tone: str = "ink") -> Style:
    size = px * SCALE
    return Style(SEMIBOLD if bold else SANS, size, size * LEADING, SOFT if tone in _FAINT else _TONES[tone] or INK)


def _draw(sheet: Sheet, mark: Mark, x: float, y: float) -> None:
    k = SCALE
    if isinstance(mark, Words):
        style = _style(mark.px, mark.bold, mark.tone)
        base = y + mark.y * k + style.leading / 2 + 0.33 * style.size
        sheet.text(x + mark.x * k, base, mark.text, style, mark.align)
    elif isinstance(mark, Box):
        dash = (1.6, 1.2) if mark.dashed else ()
        box = (x + mark.x * k, y + mark.y * k, mark.w * k, mark.h * k)
        sheet.rect(*box, _TONES[mark.fill], _TONES[mark.edge], mark.width * k, dash, mark.radius * k)
    elif isinstance(mark, Disc):
        where = (x + mark.x * k, y + mark.y * k, mark.r * k)
        sheet.disc(*where, _TONES[mark.fill], _TONES[mark.edge], mark.width * k)
    else:
        _draw_line(sheet, mark, x, y)


def _draw_line(sheet: Sheet, mark: Line, x: float, y: float) -> None:
    points = [(x + px * SCALE, y + py * SCALE) for px, py in mark.points]
    fill = _TONES[mark.fill] if mark.closed else ""
    if mark.dashed and len(points) == 2:
        (x1, y1), (x2, y2) = points
        sheet.line(x1, y1, x2, y2, mark.width * SCALE, _TONES[mark.tone], (2.0, 1.4))
    else:
        sheet.shape(points, fill, _TONES[mark.tone], mark.width * SCALE, close=mark.closed)
    if mark.arrow and len(points) > 1:
        (x1, y1), (x2, y2) = points[-2:]
        angle = atan2(y2 - y1, x2 - x1)
        sides = [(x2 - 5 * cos(angle + a), y2 - 5 * sin(angle + a)) for a in (0.42, -0.42)]
        sheet.shape([(x2, y2), *sides], _TONES[mark.tone])
