"""Parts of a page that are laid out side by side with others: a height and a way to draw it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lesvisit.reports.fonts import Fonts
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import LEFT, PAPER, RIGHT, SECTION, SMALL_CAPS, Style, mm
from lesvisit.reports.text import Para, balanced, clipped, para

Draw = Callable[[Sheet, float], None]
HEAD_H = 7.6 * mm  # rule, section head and the space below it
_LIMIT = 32 * mm


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a page; `draw` gets the sheet and its top."""

    height: float
    draw: Draw


def headline(fonts: Fonts, text: str, steps: Sequence[Style], width: float = RIGHT - LEFT) -> tuple[Para, bool]:
    """A headline that steps down until it is at most 32 mm high; True when even then it had to be cut."""
    block = para(fonts, "", steps[-1], width)
    for style in steps:
        block = balanced(fonts, text, style, width)
        if block.height <= _LIMIT + 0.1:
            return block, False
    return clipped(fonts, block, int(_LIMIT / steps[-1].leading)), True


def section_head(
    sheet: Sheet, y: float, title: str, style: Style = SECTION, width: float = 0.7, role: str = "H2"
) -> None:
    """A rule with a head 4.7 mm below it."""
    sheet.rule(y, width)
    with sheet.tag(role):
        sheet.text(LEFT, y + (6 if style.size > 13 else 4.7) * mm, title, style)


def panel(sheet: Sheet, y: float, height: float) -> None:
    """The one tinted ground for what must be acted on."""
    sheet.rect(LEFT, y, RIGHT - LEFT, height, fill=PAPER)


def tick_box(sheet: Sheet, x: float, base: float, side: float = 3.3 * mm) -> None:
    """An empty box to tick, standing on a baseline."""
    sheet.rect(x, base - side + 0.5 * mm, side, side, fill="#FFFFFF", stroke="#1D2226", width=0.8)


def caps(sheet: Sheet, x: float, base: float, text: str, style: Style = SMALL_CAPS) -> None:
    """A label in capitals."""
    sheet.text(x, base, text.upper(), style)
