"""The embedded fonts: registration, the look-up of glyphs before drawing, and what stands in for a missing one."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from lesvisit.reports.style import FALLBACK

if TYPE_CHECKING:
    from lesvisit.reports.text import Look, Piece

BOX = "\u25a1"
_ZWJ = "\u200d"
_BEYOND = re.compile("<([0-9A-F]{5,6})>")
_JOINING = {"Mn", "Me"}
_VISIBLE_FORMATS = {*map(chr, range(0x600, 0x606)), "\u06dd", "\u070f", "\u08e2"}


class _Font(TTFont):
    """ReportLab 5.1 writes a sign beyond U+FFFF as five digits in the table that copying and searching use."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        super().addObjects(doc)
        for name, found in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                found.content = _BEYOND.sub(_as_pair, found.content)


def _as_pair(found: re.Match[str]) -> str:
    """`<D83DDE00>` of `<1F600>`."""
    return f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"


class _Widths(dict[str, float]):
    """Widths in em per character, looked up once; KeyError for a character without a glyph."""

    def __init__(self, font: TTFont) -> None:
        super().__init__()
        self._glyphs = font.face.charToGlyph
        self._width_of: Callable[[int], float] = font.face.getCharWidth

    def __missing__(self, char: str) -> float:
        if not self._glyphs.get(ord(char)):
            raise KeyError(char)
        width = self._width_of(ord(char)) / 1000
        self[char] = width
        return width


class Face:
    """One font file, registered under its file's name."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        font = _Font(self.name, str(path), asciiReadable=False)
        pdfmetrics.registerFont(font)
        self.widths = _Widths(font)

    def width(self, text: str) -> float:
        """Width in em. Raises KeyError when a character has no glyph."""
        return sum(map(self.widths.__getitem__, text))

    def has(self, text: Iterable[str]) -> bool:
        """All these characters have a glyph."""
        try:
            for char in text:
                self.widths[char]
        except KeyError:
            return False
        return True


@lru_cache(maxsize=64)
def _face(path: Path) -> Face:
    return Face(path)


class Fonts:
    """The faces of one paper. `missing` collects each cluster that no font can show, in order of appearance.

    `words` are those that were measured, by their look: the same words come again and again.
    """

    def __init__(self, resources: Path) -> None:
        self._folder = resources / "fonts"
        self._faces: dict[str, Face] = {}
        self.missing: dict[str, None] = {}
        self.words: dict[Look, dict[str, list[Piece]]] = {}

    def twin(self) -> "Fonts":
        """The same faces with a list of missing signs of its own: for measuring what may never be drawn."""
        return Fonts(self._folder.parent)

    def face(self, name: str) -> Face:
        """A face by the name of its file."""
        found = self._faces.get(name)
        if found is None:
            found = self._faces[name] = _face(self._folder / f"{name}.ttf")
        return found

    def runs(self, text: str, name: str) -> list[tuple[str, str, float]]:
        """Text cut into (face, text, width in em), every character drawable; what none has becomes a box."""
        try:
            return [(name, text, self.face(name).width(text))]
        except KeyError:
            return self._fallback_runs(text, name)

    def _fallback_runs(self, text: str, name: str) -> list[tuple[str, str, float]]:
        runs: list[tuple[str, str, float]] = []
        for cluster in clusters(text):
            face, shown = self._shown(cluster, name)
            if not shown:
                continue
            width = self.face(face).width(shown)
            if runs and runs[-1][0] == face:
                runs[-1] = (face, runs[-1][1] + shown, runs[-1][2] + width)
            else:
                runs.append((face, shown, width))
        return runs

    def _shown(self, cluster: str, name: str) -> tuple[str, str]:
        """The face for one cluster and what is drawn of it."""
        visible = "".join(c for c in cluster if not _invisible(c))
        for text in (visible, unicodedata.normalize("NFKC", visible)):
            for face in (name, FALLBACK):
                if self.face(face).has(text):
                    return face, text
        if visible.isspace():
            return name, " "
        self.missing.setdefault(cluster)
        return (name if self.face(name).has(BOX) else FALLBACK), BOX


def _invisible(char: str) -> bool:
    """Format characters and variation selectors: they steer, and are not seen."""
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0000" <= char <= "\U000e01ef":
        return True
    return unicodedata.category(char) == "Cf" and char not in _VISIBLE_FORMATS


def clusters(text: str) -> Iterator[str]:
    """What a reader takes for one sign: a letter with its accents, a flag, an emoji with its skin tone."""
    found = ""
    for char in text:
        if found and _continues(found, char):
            found += char
            continue
        if found:
            yield found
        found = char
    if found:
        yield found


def _continues(before: str, char: str) -> bool:
    if before[-1] == _ZWJ and len(before) > 1:
        return True
    if char == _ZWJ or unicodedata.category(char) in _JOINING:
        return True
    if "\U0001f3fb" <= char <= "\U0001f3ff" or "\U000e0020" <= char <= "\U000e007f":
        return True
    return len(before) == 1 and _is_flag_half(before) and _is_flag_half(char)


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
