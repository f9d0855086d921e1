"""What the shapes of a blank form are made with: the template's words, and the lesson it is printed for."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lesvisit.domain.events import Seat
from lesvisit.domain.template import Template, text_in
from lesvisit.i18n import Translator
from lesvisit.reports.blank_table import HELP
from lesvisit.reports.flow import Strip
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.style import LEFT, WIDTH, mm
from lesvisit.reports.text import Span, para

NOTE_H, ROW_H, TALL_H = 8.2 * mm, 8.4 * mm, 15 * mm
LABEL_W, MINUTE_W = 56 * mm, 13 * mm


@dataclass(frozen=True, slots=True)
class Occasion:
    """For what a form is printed: how long, in which phases, in which room. Nothing known: a form for any lesson."""

    minutes: int = 0
    phases: tuple[str, ...] = ()  # "F1 Start"
    codes: tuple[str, ...] = ()  # "D1", "D1a"
    seats: tuple[Seat, ...] = ()
    letters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Making:
    """What each shape needs to be made."""

    fonts: Fonts
    translator: Translator
    template: Template
    occasion: Occasion = field(default_factory=Occasion)

    def words(self, texts: dict[str, str]) -> str:
        """A template's own words in the language of the paper."""
        return text_in(texts, self.translator.language)

    @property
    def minutes(self) -> int:
        """How long is looked: as planned, else as the form says, else a quarter of an hour."""
        return self.occasion.minutes or self.template.visit_min or 15


def legend(texts: Sequence[str], making: Making) -> list[Strip]:
    """Words beside each other above a shape; nothing when there are none."""
    if not texts:
        return []
    words = para(making.fonts, [Span(" · ".join(texts), said=False)], HELP.but(size=7.8, leading=10.4), WIDTH)
    return [Strip(words.height + 1 * mm, lambda sheet, y: sheet.para(words, LEFT, y), keep=True)]
