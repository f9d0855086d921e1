"""The time axis that the ribbon, the lanes and the sweep line share."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from lesvisit.i18n import Translator
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import AXIS, HAIR, TEXT_W, TEXT_X

_LEAST = 40.0  # points between two labels
_SHORT = ((5, 1), (10, 2), (20, 5))  # a visit of at most so many minutes, and its step
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 240)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Minutes to points. `shown` is how long the visit was: short visits get closer labels."""

    minutes: float
    shown: float
    x: float = TEXT_X
    width: float = TEXT_W

    def at(self, minute: float) -> float:
        """The place of a minute, never outside the axis."""
        return self.x + self.width * min(max(minute / self.minutes, 0.0), 1.0)

    @property
    def step(self) -> int:
        """Minutes between two labels: 1 to 5 for a visit of at most 20, 15 for a lesson of 80 and more."""
        short = next((step for most, step in _SHORT if self.shown <= most), 10)
        wanted = 15 if self.minutes >= 80 else short
        return next((s for s in _STEPS if s >= wanted and self.width * s / self.minutes >= _LEAST), self._wide)

    @property
    def _wide(self) -> int:
        """Whole days and more between two labels, however long a file says that the lesson was."""
        return 480 * max(1, ceil(_LEAST * self.minutes / self.width / 480))

    def ticks(self) -> Iterator[int]:
        """The labelled minutes."""
        yield from range(0, int(self.minutes) + 1, self.step)

    def grid(self, sheet: Sheet, top: float, bottom: float) -> None:
        """Hairlines down the drawing."""
        for minute in self.ticks():
            sheet.line(self.at(minute), top, self.at(minute), bottom, 0.4, HAIR)

    def labels(self, sheet: Sheet, base: float, translator: Translator) -> None:
        """Numbers under the drawing."""
        _ = translator.gettext
        for minute in self.ticks():
            text = "0" if minute == 0 else _("{minutes} min", minutes=minute)
            at_end = self.at(minute) > self.x + self.width - 14
            align = "left" if minute == 0 else "right" if at_end else "center"
            sheet.text(self.at(minute), base, text, AXIS, align)
