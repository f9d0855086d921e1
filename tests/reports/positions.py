"""Where everything stands on the pages of a paper, read back from the file as a program for PDF reads it.

Points from the top left of the page, as the papers measure. Only what the papers use is known: text set by a matrix,
straight lines, boxes and circles.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

import pikepdf

from lesvisit.reports.style import PAGE_H

_CODE = re.compile(rb"<([0-9A-Fa-f]+)>\s+<([0-9A-Fa-f]+)>")
_ONE_LINE = 4.0  # texts whose baselines are nearer stand on one line
_RISE, _FALL = 0.66, 0.16  # of the size: what of a line is inked above and below its baseline
Matrix = tuple[float, float, float, float, float, float]
_STILL: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Word:
    """Text of one `BT` .. `ET`: the face and size of its first piece; `base` is its baseline."""

    x: float
    base: float
    width: float
    text: str
    face: str
    size: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    def moved(self, across: float, down: float) -> "Word":
        """The same word somewhere else."""
        return replace(self, x=self.x + across, base=self.base + down)

    @property
    def top(self) -> float:
        """The top of what is inked."""
        return self.base - _RISE * self.size

    @property
    def bottom(self) -> float:
        """The foot of what is inked."""
        return self.base + _FALL * self.size


@dataclass(frozen=True, slots=True)
class Shape:
    """A box around a path; `filled` with a colour, or only drawn."""

    x: float
    y: float
    right: float
    bottom: float
    filled: bool


@dataclass(slots=True)
class Laid:
    """One page: its words in the order in which they were drawn, its shapes."""

    words: list[Word] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)

    def lines(self) -> list[list[Word]]:
        """Words that stand on about one baseline, from the top down, each from left to right."""
        found: list[list[Word]] = []
        for word in sorted(self.words, key=lambda w: w.base):
            if found and word.base - found[-1][0].base < _ONE_LINE:
                found[-1].append(word)
            else:
                found.append([word])
        return [sorted(line, key=lambda w: w.x) for line in found]


def laid_out(paper: bytes) -> list[Laid]:
    """The pages of a paper."""
    with pikepdf.open(BytesIO(paper)) as pdf:
        fonts: dict[tuple[int, int], _Font] = {}
        return [_Reader(page, fonts).read() for page in pdf.pages]


class _Font:
    """Widths and letters of a subset."""

    def __init__(self, font: Any) -> None:
        self.face = str(font.BaseFont).partition("+")[2]
        widths = [float(w) for w in font.Widths]
        first = int(font.FirstChar)
        missing = float(font.FontDescriptor.get("/MissingWidth", 0))
        self.widths = [widths[n - first] if first <= n < first + len(widths) else missing for n in range(256)]
        self.letters = dict(_letters(font.ToUnicode.read_bytes()))

    def read(self, shown: bytes) -> tuple[str, float]:
        """What a string says, and its width at a size of 1."""
        return "".join(self.letters.get(code, "\ufffd") for code in shown), sum(self.widths[c] for c in shown) / 1000


def _letters(table: bytes) -> Iterator[tuple[int, str]]:
    for code, letters in _CODE.findall(table.split(b"beginbfchar", 1)[-1]):
        yield int(code, 16), bytes.fromhex(letters.decode()).decode("utf-16-be")


class _Reader:
    """Follows the operators of one page."""

    def __init__(self, page: Any, fonts: dict[tuple[int, int], _Font]) -> None:
        self.page = page
        self.fonts = {name: self._font(font, fonts) for name, font in page.Resources.Font.items()}
        self.laid = Laid()
        self.matrix, self.kept = _STILL, [_STILL]
        self.path: list[tuple[float, float]] = []
        self.font: _Font | None = None
        self.size = self.spacing = 0.0
        self.begun: tuple[float, float] = (0.0, 0.0)
        self.pieces: list[tuple[str, float, str, float]] = []

    def _font(self, font: Any, fonts: dict[tuple[int, int], _Font]) -> _Font:
        key: tuple[int, int] = font.objgen
        if key not in fonts:
            fonts[key] = _Font(font)
        return fonts[key]

    def read(self) -> Laid:
        """The page."""
        for step in pikepdf.parse_content_stream(self.page):
            act = _ACTS.get(str(step.operator))
            if act is not None:
                act(self, step.operands)
        return self.laid

    def _at(self, x: Any, y: Any) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix
        x, y = float(x), float(y)
        return a * x + c * y + e, PAGE_H - (b * x + d * y + f)

    # Text

    def begin_text(self, _operands: Any) -> None:
        """`BT`."""
        self.pieces = []

    def set_matrix(self, operands: Any) -> None:
        """`Tm`."""
        self.begun = self._at(operands[4], operands[5])

    def set_font(self, operands: Any) -> None:
        """`Tf`."""
        self.font, self.size = self.fonts[str(operands[0])], float(operands[1])

    def set_spacing(self, operands: Any) -> None:
        """`Tc`."""
        self.spacing = float(operands[0])

    def show(self, operands: Any) -> None:
        """`Tj`."""
        assert self.font is not None
        text, width = self.font.read(bytes(operands[0]))
        self.pieces.append((text, width * self.size + self.spacing * len(text), self.font.face, self.size))

    def end_text(self, _operands: Any) -> None:
        """`ET`."""
        text = "".join(piece[0] for piece in self.pieces)
        if text.strip():
            shown = [piece for piece in self.pieces if piece[0].strip()]
            size, face = max(piece[3] for piece in shown), shown[0][2]
            width = sum(piece[1] for piece in self.pieces) - self._space(text)
            self.laid.words.append(Word(*self.begun, width, text.rstrip(" "), face, size))

    def _space(self, text: str) -> float:
        """The width of the spaces at the end, which nobody sees."""
        assert self.font is not None
        spaces = len(text) - len(text.rstrip(" "))
        return spaces * (self.font.widths[32] / 1000 * self.size + self.spacing)

    # Lines and shapes

    def move(self, operands: Any) -> None:
        """`m`, `l`, and the end of a `c`."""
        self.path.append(self._at(operands[-2], operands[-1]))

    def paint(self, filled: bool) -> None:
        """`f`, `S`, `B`."""
        if self.path:
            xs, ys = [x for x, _y in self.path], [y for _x, y in self.path]
            self.laid.shapes.append(Shape(min(xs), min(ys), max(xs), max(ys), filled))
        self.path = []

    # State

    def keep(self, _operands: Any) -> None:
        """`q`."""
        self.kept.append(self.matrix)

    def restore(self, _operands: Any) -> None:
        """`Q`."""
        self.matrix = self.kept.pop()

    def change(self, operands: Any) -> None:
        """`cm`."""
        a, b, c, d, e, f = (float(value) for value in operands)
        p, q, r, s, t, u = self.matrix
        self.matrix = (
            *(a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s),
            *(e * p + f * r + t, e * q + f * s + u),
        )


_ACTS: dict[str, Any] = {
    "BT": _Reader.begin_text,
    "Tm": _Reader.set_matrix,
    "Tf": _Reader.set_font,
    "Tc": _Reader.set_spacing,
    "Tj": _Reader.show,
    "ET": _Reader.end_text,
    "m": _Reader.move,
    "l": _Reader.move,
    "c": _Reader.move,
    "q": _Reader.keep,
    "Q": _Reader.restore,
    "cm": _Reader.change,
    "f": lambda reader, _operands: reader.paint(True),
    "B": lambda reader, _operands: reader.paint(True),
    "S": lambda reader, _operands: reader.paint(False),
    "n": lambda reader, _operands: reader.path.clear(),
}
