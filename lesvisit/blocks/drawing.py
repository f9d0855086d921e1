"""A drawing as data: a few shapes that the screen and the papers draw alike. Units are screen pixels at 100 %.

Colours are the names of their roles, so that dark screens and grey paper each choose their own; nothing is told by
colour alone. `words` says the same to a screen reader and to whoever copies the text.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from lesvisit.domain.visit_book import VisitBook

Tone = Literal["", "ink", "muted", "accent", "on", "soft", "alt", "surface", "ctl", "hair"]
Point = tuple[float, float]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, filled, outlined or both."""

    x: float
    y: float
    w: float
    h: float
    fill: Tone = ""
    edge: Tone = ""
    width: float = 1.0
    radius: float = 0.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle around (x, y)."""

    x: float
    y: float
    r: float
    fill: Tone = "ink"
    edge: Tone = ""
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """Straight from point to point; `arrow` puts a head at the last; `closed` makes it a filled shape."""

    points: tuple[Point, ...]
    tone: Tone = "ink"
    width: float = 1.0
    dashed: bool = False
    arrow: bool = False
    closed: bool = False
    fill: Tone = ""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; y is the top of a line of 1.35 times its size, x its left, middle or right by `align`."""

    x: float
    y: float
    text: str
    px: float = 13.0
    tone: Tone = "ink"
    bold: bool = False
    align: Align = "left"
    italic: bool = False


Mark = Box | Disc | Line | Words
LEADING = 1.35


@dataclass(frozen=True)
class Room:
    """What a drawing may use: its width, and how wide a text is (text, size, bold) on the medium."""

    width: float
    measure: Callable[[str, float, bool], float]

    def fitting(self, text: str, width: float, px: float = 13.0, bold: bool = False) -> str:
        """The text, shortened with an ellipsis when it is wider than this."""
        if self.measure(text, px, bold) <= width:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.measure(text[:middle].rstrip() + "…", px, bold) <= width:
                low = middle
            else:
                high = middle - 1
        return text[:low].rstrip() + "…" if low else ""

    def wrapped(self, text: str, width: float, px: float = 13.0, bold: bool = False, most: int = 0) -> list[str]:
        """The text in lines of at most this width; a long word breaks, at a hyphen first; `most`: lines, 0: all."""
        lines: list[str] = []
        for paragraph in text.splitlines() or [""]:
            lines.extend(self._wrapped(paragraph.split(), width, px, bold))
        if most and len(lines) > most:
            lines = [*lines[: most - 1], self.fitting(" ".join(lines[most - 1 :]), width, px, bold)]
        return lines

    def _wrapped(self, words: Sequence[str], width: float, px: float, bold: bool) -> list[str]:
        lines, line = [], ""
        for word in words:
            longer = f"{line} {word}" if line else word
            if self.measure(longer, px, bold) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            line = word
            while self.measure(line, px, bold) > width and len(line) > 1:
                cut = next((n for n in range(len(line), 1, -1) if self.measure(line[:n], px, bold) <= width), 1)
                cut = line.rfind("-", 1, cut) + 1 or cut
                lines.append(line[:cut])
                line = line[cut:]
        return [*lines, line]


@dataclass(frozen=True)
class Drawing:
    """Marks within a width and height. `cuts` are heights at which a page may break (between rows)."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    words: str = ""
    cuts: tuple[float, ...] = ()


@dataclass
class Pad:
    """Collects marks for a drawing; y grows downwards."""

    room: Room
    marks: list[Mark] = field(default_factory=list)
    cuts: list[float] = field(default_factory=list)

    def box(self, x: float, y: float, w: float, h: float, fill: Tone = "", edge: Tone = "", **more: object) -> None:
        """A rectangle."""
        self.marks.append(Box(x, y, w, h, fill, edge, **more))  # type: ignore[arg-type]

    def disc(self, x: float, y: float, r: float, fill: Tone = "ink", edge: Tone = "", width: float = 1.0) -> None:
        """A circle."""
        self.marks.append(Disc(x, y, r, fill, edge, width))

    def line(self, points: Iterable[Point], tone: Tone = "ink", width: float = 1.0, **more: object) -> None:
        """A line through points."""
        self.marks.append(Line(tuple(points), tone, width, **more))  # type: ignore[arg-type]

    def rule(self, x1: float, x2: float, y: float, tone: Tone = "hair", width: float = 1.0) -> None:
        """A horizontal line."""
        self.marks.append(Line(((x1, y), (x2, y)), tone, width))

    def text(self, x: float, y: float, text: str, px: float = 13.0, **more: object) -> None:
        """One line of text; what does not fit must be shortened or wrapped by the caller."""
        if text:
            self.marks.append(Words(x, y, text, px, **more))  # type: ignore[arg-type]

    def paragraph(self, x: float, y: float, width: float, text: str, px: float = 13.0, **more: object) -> float:
        """Wrapped text; returns its height."""
        bold = bool(more.get("bold", False))
        lines = self.room.wrapped(text, width, px, bold)
        for number, line in enumerate(lines):
            self.text(x, y + number * px * LEADING, line, px, **more)
        return len(lines) * px * LEADING

    def turf(self, x: float, y: float, count: int, height: float = 13.0, tone: Tone = "ink") -> float:
        """Tally strokes in fives, the fifth across; returns the width."""
        start, step = x, 4.0
        for number in range(count):
            if number % 5 == 4:
                left = x - 4 * step - 2
                self.line(((left, y + height * 0.8), (x + 1, y + height * 0.2)), tone, 1.5)
                x += 7
            else:
                self.line(((x, y), (x, y + height)), tone, 1.5)
                x += step
        return x - start

    def cut(self, y: float) -> None:
        """A page may break here."""
        self.cuts.append(y)

    def done(self, height: float, words: str = "") -> Drawing:
        """The drawing."""
        return Drawing(self.room.width, height, tuple(self.marks), words, tuple(self.cuts))


@dataclass(frozen=True)
class Axis:
    """Lesson minutes from left to right, with the phases as bands: the same axis under every drawing over time."""

    left: float
    right: float
    minutes: float
    bands: tuple[tuple[str, float, float], ...] = ()  # code, from, to

    def x(self, minute: float) -> float:
        """Where a minute stands."""
        return self.left + (self.right - self.left) * min(max(minute / self.minutes, 0.0), 1.0)

    def heads(self, pad: Pad, y: float) -> float:
        """Codes of the phases above the drawing; returns the height used."""
        for code, start, end in self.bands:
            x1, x2 = self.x(start), self.x(end)
            if pad.room.measure(code, 12, True) <= x2 - x1 - 2:
                pad.text((x1 + x2) / 2, y, code, 12, tone="muted", bold=True, align="center")
        return 17.0 if self.bands else 0.0

    def lines(self, pad: Pad, y1: float, y2: float) -> None:
        """Where phases begin, through the drawing."""
        for _code, start, _end in self.bands:
            x = self.x(start)
            pad.line(((x, y1), (x, y2)), "hair", 1.0)

    def feet(self, pad: Pad, y: float) -> float:
        """Minutes below the drawing; returns the height used."""
        most = min(10.0, max(1.0, (self.right - self.left) / 28))  # figures side by side, also on a narrow axis
        step = next((s for s in (1, 2, 5, 10, 15, 30, 60) if self.minutes / s <= most), 60)
        for minute in range(0, int(self.minutes) + 1, step):
            align: Align = "left" if minute == 0 else "right" if minute + step > self.minutes else "center"
            pad.text(self.x(minute), y, str(minute), 12, tone="muted", align=align)
        return 17.0


def axis_of(view: VisitBook, left: float, right: float, least: float = 0.0) -> Axis:
    """The axis of a visit: as long as the lesson, the last event or `least`, whichever is longest."""
    end = view.end_min or 0.0
    minutes = max(float(view.visit.lesson_min or 0), end, least, 1.0)
    bands = [
        (span.code, span.start_min, minutes if span.end_min is None else span.end_min)
        for span in view.spans
        if span.start_min is not None
    ]
    return Axis(left, right, minutes, tuple(bands))
