"""A sheet of paper to draw on: points from the top left, our own lines of text, links and anchors."""

from collections.abc import Sequence
from math import cos, pi, sin

from reportlab.pdfgen.canvas import Canvas

from lesvisit.reports.fonts import Fonts
from lesvisit.reports.pen import Pen, Point
from lesvisit.reports.style import INK, LEFT, PAGE_H, RIGHT, Style
from lesvisit.reports.text import Line, Para, Piece, measure, one_line_of


class Sheet:
    """Draws on the canvas of one paper; y grows downwards."""

    def __init__(self, canvas: Canvas, fonts: Fonts) -> None:
        self._canvas = canvas
        self._pen = Pen(canvas)
        self.fonts = fonts
        self.page = 0
        self.pages = 1

    def begin(self) -> None:
        """A new page."""
        self.page += 1
        self._pen.next_page()

    # Text

    def para(self, block: Para, x: float, y: float) -> None:
        """A paragraph whose column begins at x, its top at y."""
        style = block.style
        base = y + style.leading / 2 + 0.33 * style.size
        for number, line in enumerate(block.lines):
            left = x + block.width - line.width if line.right else x
            self._line(line, left, base + number * style.leading)

    def text(self, x: float, base: float, text: str, style: Style, align: str = "left", link: str = "") -> float:
        """One line on a baseline; returns its width. `align`: left, center or right of x."""
        line = one_line_of(self.fonts, text, style, link)
        shift = {"left": 0.0, "center": line.width / 2, "right": line.width}[align]
        self._line(line, x - shift, base)
        return line.width

    def minute(self, x: float, base: float, text: str, style: Style, link: str = "") -> None:
        """A lesson minute whose colon stands at x, so that minutes line up (figures in Fira are proportional)."""
        before = text.partition(":")[0]
        self.text(x - measure(self.fonts, before, style), base, text, style, link=link)

    def _line(self, line: Line, x: float, base: float) -> None:
        if not line.pieces:
            return
        self._pen.text(line, x, base)
        for piece in line.pieces:
            if piece.look.rule or piece.look.link:
                self._decorate(piece, x, base)
            x += piece.width

    def _decorate(self, piece: Piece, x: float, base: float) -> None:
        look = piece.look
        if look.rule:
            lift = 1.4 if look.rule == "under" else -0.28 * look.size
            seen = piece.text.rstrip()
            width = piece.width * len(seen) / max(len(piece.text), 1) if seen != piece.text else piece.width
            self.line(x, base + lift, x + width, base + lift, 0.5, look.color)
        if look.link:
            self.link(x, base - look.size, piece.width, look.size * 1.3, look.link)

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
