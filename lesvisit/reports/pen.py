"""Writes the drawing operators of a page: much faster than asking the canvas for each line and letter.

The canvas keeps pages, fonts, links and outline; this pen only fills the page's content. Points from the top left.
Each letter and line it writes is marked by the recorder: part of an element, or an artifact.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFObject
from reportlab.pdfbase.pdfdoc import format as pdf_text

from lesvisit.reports.style import PAGE_H
from lesvisit.reports.tagging import Recorder
from lesvisit.reports.text import Look, Piece

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
    """Writes on the current page of a canvas. `pages`: how many there will be."""

    def __init__(self, canvas: Any, tags: Recorder, pages: int = 1) -> None:
        self._canvas = canvas
        self._tags = tags
        self._pages = pages
        self._document: Any = self._canvas._doc
        self._write: Callable[[str], None] = self._canvas._code.append
        self._subsets: dict[str, tuple[str, dict[str, str]]] = {}  # per face the name and letters of its first subset
        self._begun: dict[Look, str] = {}  # per look its color and spacing
        self._targets: dict[PDFObject, bytes] = {}  # each destination as it stands in the file, for all its links

    def next_page(self) -> None:
        """To be called after the canvas began a page."""
        self._write = self._canvas._code.append
        self._tags.begin_page(self._write)

    def text(self, pieces: Sequence[Piece], x: float, base: float, last: bool = False) -> None:
        """Pieces of a line from x on; a space ends a text (`last`), so that words don't run together."""
        ends = len(pieces) if self._tags.text() and last else 0
        out = f"BT 1 0 0 1 {x:.2f} {PAGE_H - base:.2f} Tm"
        for place, (look, text, _width) in enumerate(pieces, 1):
            if place == ends and not text.endswith(" "):
                text += " "
            out += self._begun.get(look) or self._begin(look)
            for name, shown in self._shown(look.face, text):
                out += f" {name} {look.size:.2f} Tf ({shown}) Tj"
        self._write(out + " ET")

    def _begin(self, look: Look) -> str:
        begun = self._begun[look] = f" {_rgb(look.color)} rg {look.spacing:.2f} Tc"
        return begun

    def _shown(self, face: str, text: str) -> list[tuple[str, str]]:
        """The text as strings of subsets, each with the name of its subset; letters seen before are looked up."""
        try:
            name, letters = self._subsets[face]
            return [(name, "".join([letters[sign] for sign in text]))]
        except KeyError:
            self._subsets.setdefault(face, ("", {}))
            return self._split(face, text)

    def _split(self, face: str, text: str) -> list[tuple[str, str]]:
        font: Any = pdfmetrics.getFont(face)
        found, place = [], 0
        for subset, chunk in font.splitString(text, self._document):
            name = font.getSubsetInternalName(subset, self._document)
            signs = [sign.translate(_ESCAPES) for sign in chunk.decode("latin-1")]
            if subset == 0:
                letters = self._subsets[face][1]
                letters.update(zip(text[place : place + len(chunk)], signs, strict=True))
                self._subsets[face] = (name, letters)
            place += len(chunk)
            found.append((name, "".join(signs)))
        return found

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
        self._tags.lines()
        self._path(points, fill, stroke, width, dash, close)

    def stroke_text(self, x1: float, x2: float, y: float, color: str) -> None:
        """A line under or through the letters that were just written, and part of them."""
        self._path([(x1, y), (x2, y)], "", color, 0.5, (), close=False)

    def _path(
        self, points: Sequence[Point], fill: str, stroke: str, width: float, dash: Sequence[float], close: bool
    ) -> None:
        moves = [f"{x:.2f} {PAGE_H - y:.2f} {'l' if n else 'm'}" for n, (x, y) in enumerate(points)]
        end = f"{'h ' if close else ''}{_paint(fill, stroke)}"
        self._write(f"{self._state(fill, stroke, width, dash)} {' '.join(moves)} {end}")

    def circle(self, x: float, y: float, r: float, fill: str, stroke: str, width: float) -> None:
        """A circle around (x, y)."""
        self._tags.lines()
        state = self._state(fill, stroke, width, ())
        self._write(f"q {state} 1 0 0 1 {x:.2f} {PAGE_H - y:.2f} cm {_circle(r)} {_paint(fill, stroke)} Q")

    def link(self, x: float, y: float, w: float, h: float, target: str) -> None:
        """A box that leads to an anchor."""
        rect = (x, PAGE_H - y - h, x + w, PAGE_H - y)
        number = self._tags.link()
        key = self._pages + number if number is not None else None
        self._canvas._addAnnotation(Link(rect, self._canvas._bookmarkReference(target), key, self._targets))

    def _state(self, fill: str, stroke: str, width: float, dash: Sequence[float]) -> str:
        state = f"{_rgb(fill)} rg" if fill else ""
        if stroke:
            dashes = " ".join(f"{d:.2f}" for d in dash)
            state += f" {_rgb(stroke)} RG {width:.2f} w [{dashes}] 0 d"
        return state


class Link(PDFObject):
    """A link to an anchor of the same paper; no address, no action. `key`: where the structure tree has it.

    `known`: destinations as they stand in the file, for all links of the paper together.
    """

    def __init__(
        self,
        rect: tuple[float, float, float, float],
        destination: PDFObject,
        key: int | None,
        known: dict[PDFObject, bytes],
    ) -> None:
        self._rect = " ".join(f"{side:.2f}" for side in rect)
        self._destination = destination
        self._key = f"/StructParent {key} " if key is not None else ""
        self._known = known

    def format(self, document: object) -> bytes:
        """The annotation as it stands in the file."""
        target = self._known.get(self._destination)
        if target is None:
            target = self._known[self._destination] = pdf_text(self._destination, document)
        start = f"<< /Type /Annot /Subtype /Link /Rect [ {self._rect} ] /Border [ 0 0 0 ] {self._key}/Dest "
        return start.encode("ascii") + target + b" >>"
