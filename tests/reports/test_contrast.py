"""Text is dark enough on what lies under it: read back from the pages, at least 4.5 to 1."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf
import pytest

from lesvisit.reports import style
from tests.reports.every_paper import PAPERS
from tests.reports.tagged import PAINTS, SHOWS, read_back

LEAST = 4.5
Colour = tuple[float, ...]
WHITE: Colour = (1.0, 1.0, 1.0)
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
FILLS = PAINTS - {"S", "s"}


class Ground(NamedTuple):
    """A filled shape by its bounds."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: Colour


class Seen(NamedTuple):
    """A text with its colour and the ground below its beginning."""

    ink: Colour
    ground: Colour


def luminance(colour: Colour) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: Colour, other: Colour) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class Reader:
    """Follows the colour, the place and the shapes of one page."""

    def __init__(self) -> None:
        self.fill: Colour = (0.0, 0.0, 0.0)
        self.saved: list[tuple[Colour, float, float]] = []
        self.x = self.y = 0.0
        self.at = (0.0, 0.0)
        self.points: list[tuple[float, float]] = []
        self.grounds: list[Ground] = []

    def read(self, page: Any) -> Iterator[Seen]:
        for step in pikepdf.parse_content_stream(page):
            operator = str(step.operator)
            if operator in SHOWS:
                yield Seen(self.fill, self.below())
            else:
                self.take(operator, [float(str(n)) for n in step.operands if _NUMBER.fullmatch(str(n))])

    def take(self, operator: str, numbers: list[float]) -> None:
        if operator == "q":
            self.saved.append((self.fill, self.x, self.y))
        elif operator == "Q":
            self.fill, self.x, self.y = self.saved.pop()
        elif operator == "cm":
            self.x, self.y = self.x + numbers[4], self.y + numbers[5]
        elif operator == "rg":
            self.fill = tuple(numbers)
        elif operator == "Tm":
            self.at = (self.x + numbers[4], self.y + numbers[5])
        elif operator in ("m", "l", "c"):
            self.points.append((self.x + numbers[-2], self.y + numbers[-1]))
        elif operator in PAINTS:
            self.paint(operator)

    def paint(self, operator: str) -> None:
        if operator in FILLS and self.points:
            xs, ys = [x for x, _y in self.points], [y for _x, y in self.points]
            self.grounds.append(Ground(min(xs), min(ys), max(xs), max(ys), self.fill))
        self.points = []

    def below(self) -> Colour:
        x, y = self.at[0] + 0.5, self.at[1] + 2
        found = [g.colour for g in self.grounds if g.x1 <= x <= g.x2 and g.y1 <= y <= g.y2]
        return found[-1] if found else WHITE


@pytest.mark.parametrize("name", list(PAPERS))
def test_every_text_stands_out_from_its_ground(name: str) -> None:
    seen = {text for page in read_back(PAPERS[name]()).pdf.pages for text in Reader().read(page)}
    assert seen
    weak = {text: round(contrast(text.ink, text.ground), 2) for text in seen}
    assert {text: found for text, found in weak.items() if found < LEAST} == {}


@pytest.mark.parametrize("ink", [style.INK, style.SOFT, style.ACCENT])
@pytest.mark.parametrize("ground", [style.WHITE, style.PAPER, style.TINT])
def test_the_colours_of_text_go_with_every_light_ground(ink: str, ground: str) -> None:
    assert contrast(_colour(ink), _colour(ground)) >= LEAST


def _colour(name: str) -> Colour:
    return tuple(int(name[i : i + 2], 16) / 255 for i in (1, 3, 5))


def test_the_panel_and_the_tints_are_grounds_the_reader_finds() -> None:
    seen = {text.ground for page in read_back(PAPERS["pair"]()).pdf.pages for text in Reader().read(page)}
    grounds = {tuple(round(c * 255) for c in ground) for ground in seen}
    for name in (style.PAPER, style.TINT, style.MID):
        assert tuple(round(c * 255) for c in _colour(name)) in grounds
