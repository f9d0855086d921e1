"""Writes the drawing operators of a page: much faster than asking the canvas for each line and letter.

The canvas keeps pages, fonts, links and outline; this pen only fills the page's content. Points from the top left.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFObject
from reportlab.pdfbase.pdfdoc import format as pdf_text

from lesvisit.reports.style import PAGE_H
from lesvisit.reports.text import Line

_ROUND = 0.5523  # how far the handles of a quarter circle reach
Point = tuple[float, float]


@lru_cache(maxsize=64)
def _rgb(color: str) -> str:
    """`0.114 0.133 0.149` of `#1D2226`."""
    return " ".join(f"{int(color[i : i + 2], 16) / 255:.3f}" for i in (1, 3, 5))


@lru_cache(maxsize=256)
def _circle(r: float) -> str:
    """The path of a circle around the origin."""
    k = r * _ROUND
    return (
        f"{r:.2f} 0 m {r:.2f} {k:.2f} {k:.2f} {r:.2f} 0 {r:.2f} c {-k:.2f} {r:.2f} {-r:.2f} {k:.2f} {-r:.2f} 0 c "
        f"{-r:.2f} {-k:.2f} {-k:.2f} {-r:.2f} 0 {-r:.2f} c {k:.2f} {-r:.2f} {r:.2f} {-k:.2f} {r:.2f} 0 c h"
    )


_ESCAPES = {c: f"\\{c:03o}" for c in (*range(32), *range(127, 256))} | {ord(c): "\\" + c for c in "()\\"}


def _paint(fill: str, stroke: str) -> str:
    return "B" if fill and stroke else "f" if fill else "S" if stroke else "n"


class Pen:
    """Writes on the current page of a canvas."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._document: Any = self._canvas._doc
        self._write: Callable[[str], None] = self._canvas._code.append

    def next_page(self) -> None:
        """To be called after the canvas began a page."""
        self._write = self._canvas._code.append

    def text(self, line: Line, x: float, base: float) -> None:
        """A line of text from x on, on a baseline."""
        out = [f"BT 1 0 0 1 {x:.2f} {PAGE_H - base:.2f} Tm"]
        for look, text, _width in line.pieces:
            font: Any = pdfmetrics.getFont(look.face)
            out.append(f"{_rgb(look.color)} rg {look.spacing:.2f} Tc")
            for subset, chunk in font.splitString(text, self._document):
                name = font.getSubsetInternalName(subset, self._document)
                shown = chunk.decode("latin-1").translate(_ESCAPES)
                out.append(f"{name} {look.size:.2f} Tf ({shown}) Tj")
        out.append("ET")
        self._write(" ".join(out))

    def path(
        self,
        points: Sequence[Point],
        fill: str = "",
        stroke: str = "",
        width: float = 0.5,
        dash: Sequence[float] = (),
        close: bool = True,
    ) -> None:
        """Straight lines from point to point."""
        moves = [f"{x:.2f} {PAGE_H - y:.2f} {'l' if n else 'm'}" for n, (x, y) in enumerate(points)]
        end = f"{'h ' if close else ''}{_paint(fill, stroke)}"
        self._write(f"{self._state(fill, stroke, width, dash)} {' '.join(moves)} {end}")

    def circle(self, x: float, y: float, r: float, fill: str, stroke: str, width: float) -> None:
        """A circle around (x, y)."""
        state = self._state(fill, stroke, width, ())
        self._write(f"q {state} 1 0 0 1 {x:.2f} {PAGE_H - y:.2f} cm {_circle(r)} {_paint(fill, stroke)} Q")

    def link(self, x: float, y: float, w: float, h: float, target: str) -> None:
        """A box that leads to an anchor."""
        rect = (x, PAGE_H - y - h, x + w, PAGE_H - y)
        self._canvas._addAnnotation(Link(rect, self._canvas._bookmarkReference(target)))

    def _state(self, fill: str, stroke: str, width: float, dash: Sequence[float]) -> str:
        state = f"{_rgb(fill)} rg" if fill else ""
        if stroke:
            dashes = " ".join(f"{d:.2f}" for d in dash)
            state += f" {_rgb(stroke)} RG {width:.2f} w [{dashes}] 0 d"
        return state


class Link(PDFObject):
    """A link to an anchor of the same paper; no address, no action."""

    def __init__(self, rect: tuple[float, float, float, float], destination: PDFObject) -> None:
        self._rect = " ".join(f"{side:.2f}" for side in rect)
        self._destination = destination

    def format(self, document: object) -> bytes:
        """The annotation as it stands in the file."""
        target: bytes = pdf_text(self._destination, document)
        start = f"<< /Type /Annot /Subtype /Link /Rect [ {self._rect} ] /Border [ 0 0 0 ] /Dest "
        return start.encode("ascii") + target + b" >>"
