"""A sheet of paper to draw on: points from the top left, our own lines of text, links and anchors.

All that is drawn is tagged. Text that says nothing of itself is a paragraph; a line or ground is an artifact. `tag`
says more: `with sheet.tag("H2"):`, and `with sheet.figure("what it shows"):` for a drawing.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import groupby
from math import cos, pi, sin

from reportlab.pdfgen.canvas import Canvas

from lesvisit.reports.fonts import Fonts
from lesvisit.reports.pen import Pen, Point
from lesvisit.reports.style import INK, LEFT, PAGE_H, RIGHT, Style
from lesvisit.reports.tagging import Recorder, Tag
from lesvisit.reports.text import Line, Para, Piece, measure, one_line_of


class Sheet:
    """Draws on the canvas of one paper; y grows downwards."""

    def __init__(self, canvas: Canvas, fonts: Fonts, pages: int = 1) -> None:
        self._canvas = canvas
        self.tags = Recorder()
        self._pen = Pen(canvas, self.tags, pages)
        self.fonts = fonts
        self.page = 0
        self.pages = pages

    def begin(self) -> None:
        """A new page."""
        self.page += 1
        self._pen.next_page()

    def end(self) -> None:
        """The page is full."""
        self.tags.end_page()

    # What it is

    def tag(self, what: "Tag | str", alt: str = "") -> AbstractContextManager[None]:
        """What is drawn here is a heading, a cell, a caption. A `Tag` may come again, in another strip or page."""
        return self.tags.inside(Tag(what, alt=alt) if isinstance(what, str) else what)

    def figure(self, alt: str) -> AbstractContextManager[None]:
        """What is drawn here, letters too, is one picture; `alt` says what it shows."""
        return self.tags.inside(Tag("Figure", alt=alt))

    def artifact(self) -> AbstractContextManager[None]:
        """What is drawn here isn't read out: it says nothing, or stands elsewhere."""
        return self.tags.artifact()

    # Text

    def para(self, block: Para, x: float, y: float) -> None:
        """A paragraph whose column begins at x, its top at y."""
        style = block.style
        base = y + style.leading / 2 + 0.33 * style.size
        outer = self.tags.begin_paragraph()
        for number, line in enumerate(block.lines):
            left = x + block.width - line.width if line.right else x
            self._line(line, left, base + number * style.leading, number == len(block.lines) - 1)
        self.tags.end_paragraph(outer)

    def text(self, x: float, base: float, text: str, style: Style, align: str = "left", link: str = "") -> float:
        """One line on a baseline; returns its width. `align`: left, center or right of x."""
        line = one_line_of(self.fonts, text, style, link)
        shift = {"left": 0.0, "center": line.width / 2, "right": line.width}[align]
        outer = self.tags.begin_paragraph()
        self._line(line, x - shift, base, last=True)
        self.tags.end_paragraph(outer)
        return line.width

    def minute(self, x: float, base: float, text: str, style: Style, link: str = "") -> None:
        """A lesson minute whose colon stands at x, so that minutes line up (figures in Fira are proportional)."""
        before = text.partition(":")[0]
        self.text(x - measure(self.fonts, before, style), base, text, style, link=link)

    def _line(self, line: Line, x: float, base: float, last: bool) -> None:
        plain, shown = True, False
        for look, text, _width in line.pieces:
            shown = shown or bool(text)
            if look.rule or look.link:
                plain = False
        if not shown:
            return
        if plain:
            self._pen.text(line.pieces, x, base, last)
            return
        runs = [(target, list(found)) for target, found in groupby(line.pieces, lambda piece: piece.look.link)]
        for place, (target, pieces) in enumerate(runs, 1):
            with self.tags.linked(target) if target else nullcontext():
                self._run(pieces, x, base, target, last and place == len(runs))
            x += sum(piece.width for piece in pieces)

    def _run(self, pieces: Sequence[Piece], x: float, base: float, target: str, last: bool) -> None:
        """Pieces beside each other that lead to the same place, or nowhere."""
        self._pen.text(pieces, x, base, last)
        for piece in pieces:
            look = piece.look
            if look.rule:
                lift = 1.4 if look.rule == "under" else -0.28 * look.size
                seen = piece.text.rstrip()
                width = piece.width * len(seen) / max(len(piece.text), 1) if seen != piece.text else piece.width
                self._pen.stroke_text(x, x + width, base + lift, look.color)
            if target:
                self.link(x, base - look.size, piece.width, look.size * 1.3, target)
            x += piece.width

    # Lines and shapes

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        width: float = 0.4,
        color: str = INK,
        dash: Sequence[float] = (),
    ) -> None:
        """A straight line."""
        self._pen.path([(x1, y1), (x2, y2)], "", color, width, dash, close=False)

    def rule(self, y: float, width: float = 0.7, color: str = INK, x1: float = LEFT, x2: float = RIGHT) -> None:
        """A horizontal line."""
        self.line(x1, y, x2, y, width, color)

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: str = "",
        stroke: str = "",
        width: float = 0.5,
        dash: Sequence[float] = (),
        radius: float = 0.0,
    ) -> None:
        """A box with its top left at (x, y)."""
        points = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
        self._pen.path(_rounded(points, radius) if radius else points, fill, stroke, width, dash)

    def disc(self, x: float, y: float, r: float, fill: str = INK, stroke: str = "", width: float = 0.5) -> None:
        """A circle around (x, y)."""
        self._pen.circle(x, y, r, fill, stroke, width)

    def shape(
        self, points: Sequence[Point], fill: str = "", stroke: str = "", width: float = 0.5, close: bool = True
    ) -> None:
        """A polygon, or an open line through the points."""
        self._pen.path(points, fill, stroke, width, close=close)

    # Ways through the paper

    def link(self, x: float, y: float, w: float, h: float, target: str) -> None:
        """A link to an anchor of this paper."""
        self._pen.link(x, y, w, h, target)

    def anchor(self, name: str, y: float) -> None:
        """A place that links and bookmarks lead to."""
        self._canvas.bookmarkHorizontalAbsolute(name, PAGE_H - y + 6)

    def bookmark(self, title: str, name: str, y: float, level: int = 0) -> None:
        """An entry of the outline, with its own anchor."""
        self.anchor(name, y)
        self._canvas.addOutlineEntry(title, name, level, closed=True)


def _rounded(corners: Sequence[Point], radius: float) -> list[Point]:
    """Each corner as an arc of four points."""
    points: list[Point] = []
    for place, (x, y) in enumerate(corners):
        across, down = (1 if place in (0, 3) else -1), (1 if place in (0, 1) else -1)
        cx, cy = x + across * radius, y + down * radius
        arc = [(cx - across * radius * cos(a), cy - down * radius * sin(a)) for a in (0.0, pi / 6, pi / 3, pi / 2)]
        points.extend(arc if place in (0, 2) else reversed(arc))
    return points
