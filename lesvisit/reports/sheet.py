"""A sheet of paper to draw on: points from the top left, our own lines of text, links and anchors by ordinal names."""

from collections.abc import Sequence

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from lesvisit.reports.fonts import Fonts
from lesvisit.reports.style import INK, LEFT, PAGE_H, RIGHT, Style
from lesvisit.reports.text import Line, Look, Para, Piece, Span, measure, para

Point = tuple[float, float]
_COLORS: dict[str, Color] = {}


def _color(name: str) -> Color:
    found = _COLORS.get(name)
    if found is None:
        found = _COLORS[name] = HexColor(name)
    return found


class Sheet:
    """Draws on the canvas of one paper; y grows downwards."""

    def __init__(self, canvas: Canvas, fonts: Fonts) -> None:
        self.canvas = canvas
        self.fonts = fonts
        self.page = 1
        self.pages = 1

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
        block = para(self.fonts, [Span(text, said=False, link=link)], style, 1e9)
        line = block.lines[0]
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
        writer = self.canvas.beginText(x, PAGE_H - base)
        for piece in line.pieces:
            self._write(writer, piece.look, piece.text)
        self.canvas.drawText(writer)
        for piece in line.pieces:
            self._decorate(piece, x, base)
            x += piece.width

    def _write(self, writer: object, look: Look, text: str) -> None:
        writer.setFont(look.face, look.size)  # type: ignore[attr-defined]
        writer.setFillColor(_color(look.color))  # type: ignore[attr-defined]
        writer.setCharSpace(look.spacing)  # type: ignore[attr-defined]
        writer.textOut(text)  # type: ignore[attr-defined]

    def _decorate(self, piece: Piece, x: float, base: float) -> None:
        look = piece.look
        if look.rule:
            lift = 1.4 if look.rule == "under" else -0.28 * look.size
            self.line(x, base + lift, x + piece.width, base + lift, 0.5, look.color)
        if look.link:
            self.link(x, base - look.size, piece.width, look.size * 1.3, look.link)

    # Lines and shapes

    def line(
        self, x1: float, y1: float, x2: float, y2: float, width: float = 0.4, color: str = INK, dash: Sequence[float] = ()
    ) -> None:
        """A straight line."""
        self._stroke(width, color, dash)
        self.canvas.line(x1, PAGE_H - y1, x2, PAGE_H - y2)

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
        self._fill(fill)
        self._stroke(width, stroke or INK, dash)
        if radius:
            self.canvas.roundRect(x, PAGE_H - y - h, w, h, radius, stroke=int(bool(stroke)), fill=int(bool(fill)))
        else:
            self.canvas.rect(x, PAGE_H - y - h, w, h, stroke=int(bool(stroke)), fill=int(bool(fill)))

    def disc(self, x: float, y: float, r: float, fill: str = INK, stroke: str = "", width: float = 0.5) -> None:
        """A circle around (x, y)."""
        self._fill(fill)
        self._stroke(width, stroke or INK)
        self.canvas.circle(x, PAGE_H - y, r, stroke=int(bool(stroke)), fill=int(bool(fill)))

    def shape(self, points: Sequence[Point], fill: str = "", stroke: str = "", width: float = 0.5, close: bool = True) -> None:
        """A polygon, or an open line through the points."""
        path = self.canvas.beginPath()
        path.moveTo(points[0][0], PAGE_H - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, PAGE_H - y)
        if close:
            path.close()
        self._fill(fill)
        self._stroke(width, stroke or INK)
        self.canvas.drawPath(path, stroke=int(bool(stroke)), fill=int(bool(fill)))

    def _fill(self, color: str) -> None:
        if color:
            self.canvas.setFillColor(_color(color))

    def _stroke(self, width: float, color: str, dash: Sequence[float] = ()) -> None:
        self.canvas.setStrokeColor(_color(color))
        self.canvas.setLineWidth(width)
        self.canvas.setDash(list(dash))

    # Ways through the paper

    def link(self, x: float, y: float, w: float, h: float, target: str) -> None:
        """A link to an anchor of this paper."""
        rect = (x, PAGE_H - y - h, x + w, PAGE_H - y)
        self.canvas.linkRect("", target, rect, relative=0, thickness=0)

    def anchor(self, name: str, y: float) -> None:
        """A place that links and bookmarks lead to."""
        self.canvas.bookmarkHorizontalAbsolute(name, PAGE_H - y + 6)

    def bookmark(self, title: str, name: str, y: float, level: int = 0) -> None:
        """An entry of the outline, with its own anchor."""
        self.anchor(name, y)
        self.canvas.addOutlineEntry(title, name, level, closed=True)
