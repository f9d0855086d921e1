"""The one place where text becomes lines on paper.

No markup is ever parsed: a text is cut into words, measured with the fonts that will draw it, and set line by line.
So nothing that is typed can break a paper, style it, or reach a file or an address.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lesvisit.reports import rtl
from lesvisit.reports.fonts import Fonts, clusters
from lesvisit.reports.quotes import curly, voices
from lesvisit.reports.style import VOICE, Style

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_WORDS = re.compile("([ \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+)")


class Look(NamedTuple):
    """How a piece of text is drawn. `rule` is "under" or "strike", `link` the name of a target in this paper."""

    face: str
    size: float
    color: str
    spacing: float = 0.0
    link: str = ""
    rule: str = ""


class Piece(NamedTuple):
    """Text of one look on one line; width in points."""

    look: Look
    text: str
    width: float


class Line(NamedTuple):
    """Pieces from left to right. `right`: set against the right edge (Hebrew, Arabic)."""

    pieces: list[Piece]
    width: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Text with a look of its own inside a paragraph; what is empty comes from the paragraph's style.

    `said`: quoted speech is set as speech; `single`: single quotes hold speech too.
    """

    text: str
    face: str = ""
    color: str = ""
    size: float = 0.0
    link: str = ""
    rule: str = ""
    said: bool = True
    single: bool = False


@dataclass(frozen=True, slots=True)
class Para:
    """Lines ready to be drawn in a column of `width` points."""

    lines: Sequence[Line]
    style: Style
    width: float

    @property
    def height(self) -> float:
        """In points."""
        return len(self.lines) * self.style.leading

    @property
    def widest(self) -> float:
        """Width of the longest line."""
        return max((line.width for line in self.lines), default=0.0)

    def part(self, start: int, stop: int | None = None) -> "Para":
        """Some of the lines."""
        return Para(self.lines[start:stop], self.style, self.width)


def clean(text: str) -> str:
    """The text as it can be set: one kind of newline, tabs as four spaces, no control characters."""
    if text.isascii() and text.isprintable():
        return text
    text = _NEWLINES.sub("\n", text).replace("\t", "    ")
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text))


def one_line(text: str) -> str:
    """The text with its newlines as spaces, for bookmarks and titles."""
    return " ".join(clean(text).split())


def para(fonts: Fonts, content: "str | Sequence[Span]", style: Style, width: float) -> Para:
    """Sets text in a column. Words wider than the column break anywhere; nothing is left out."""
    spans = [Span(content)] if isinstance(content, str) else content
    lines: list[Line] = []
    for hard in _hard_lines(spans, style):
        if lines:
            lines[-1] = _ended(lines[-1])
        lines.extend(_set(fonts, hard, style, width))
    return Para(lines, style, width)


def _ended(line: Line) -> Line:
    """A space no one sees where a line was typed to end: who hears or copies it hears two words."""
    if not line.pieces or line.right or line.pieces[-1].text.endswith(" "):
        return line
    *before, last = line.pieces
    return Line([*before, last._replace(text=last.text + " ")], line.width)


def one_line_of(fonts: Fonts, text: str, style: Style, link: str = "") -> Line:
    """A text that is known to be short, set on one line as it is."""
    look = Look(style.face, style.size, style.color, style.spacing, link)
    text = clean(text).replace("\n", " ")
    if not rtl.needed(text):
        return _line(_pieces(fonts, look, text))
    return _line(_pieces(fonts, look, rtl.visual(rtl.shaped(text), rtl.is_right_to_left(text))))


def clipped(fonts: Fonts, block: Para, count: int, tail: str = "…") -> Para:
    """At most so many lines; what is left out ends at a word, with the tail. The whole stands elsewhere."""
    if len(block.lines) <= count or count < 1:
        return block
    last = block.lines[count - 1]
    if not last.pieces:
        return block.part(0, count)
    look = last.pieces[0].look
    words = "".join(p.text for p in last.pieces).split(" ")
    ending = para(fonts, [Span(tail, face=look.face, said=False)], block.style, 1e9).lines[0]
    room = block.width - ending.width
    while len(words) > 1 and para(fonts, " ".join(words), block.style, 1e9).widest > room:
        words.pop()
    kept = para(fonts, " ".join(words).rstrip(" ,;:.") + tail, block.style, block.width)
    return Para([*block.lines[: count - 1], kept.lines[0]], block.style, block.width)


def balanced(fonts: Fonts, text: str, style: Style, width: float) -> Para:
    """A headline at the narrowest width that takes no more lines."""
    block = para(fonts, text, style, width)
    low, high = width / 2, width
    if len(block.lines) == 1:
        return block
    while high - low > 4:
        middle = (low + high) / 2
        if len(para(fonts, text, style, middle).lines) > len(block.lines):
            low = middle
        else:
            high = middle
    return Para(para(fonts, text, style, high).lines, style, width)


def measure(fonts: Fonts, text: str, style: Style) -> float:
    """Width in points of a text on one line."""
    runs = fonts.runs(text, style.face)
    return sum(w for _, _, w in runs) * style.size + style.spacing * len(text)


def _hard_lines(spans: Sequence[Span], style: Style) -> list[list[tuple[Look, str]]]:
    """Segments of one look, per line as typed."""
    found: list[list[tuple[Look, str]]] = [[]]
    for span in spans:
        look = Look(
            span.face or style.face,
            span.size or style.size,
            span.color or style.color,
            style.spacing,
            span.link,
            span.rule,
        )
        for text, said in _segments(span):
            here = look._replace(face=VOICE, size=look.size + 0.5) if said and look.face != VOICE else look
            first, *rest = text.split("\n")
            found[-1].append((here, first))
            found.extend([(here, line)] for line in rest)
    return found


def _segments(span: Span) -> list[tuple[str, bool]]:
    text = curly(clean(span.text))
    if span.said and not text.isascii():
        return voices(text, span.single)
    return [(text, False)] if text or not span.said else []


def _set(fonts: Fonts, hard: list[tuple[Look, str]], style: Style, width: float) -> list[Line]:
    whole = "".join(text for _, text in hard)
    if not rtl.needed(whole):
        return [_line(pieces) for pieces in _fill(fonts, hard, width)]
    look = Look(style.face, style.size, style.color, style.spacing)
    right = rtl.is_right_to_left(whole)
    return [
        _line(_pieces(fonts, look, rtl.visual("".join(p.text for p in pieces), right)), right)
        for pieces in _fill(fonts, [(look, rtl.shaped(whole))], width)
    ]


def _fill(fonts: Fonts, hard: list[tuple[Look, str]], width: float) -> Iterator[list[Piece]]:
    """Greedy line breaking at spaces."""
    whole = [piece for look, text in hard if text for piece in _pieces(fonts, look, text)]
    if sum(p.width for p in whole) <= width:
        yield whole
        return
    line: list[Piece] = []
    used = 0.0
    for word, wide in _words(fonts, hard):
        if used + wide > width + 0.01 and not word[0].text.isspace():
            if line and any(not p.text.isspace() for p in line):
                yield line
                line, used = [], 0.0
            if wide > width:
                *full, word = _chopped(fonts, word, width)
                yield from full
                wide = sum(p.width for p in word)
        line.extend(word)
        used += wide
    yield line


def _words(fonts: Fonts, hard: list[tuple[Look, str]]) -> Iterator[tuple[list[Piece], float]]:
    """Words and the runs of spaces between them, each with its width; a word may have several looks."""
    word: list[Piece] = []
    for look, text in hard:
        known = fonts.words.setdefault(look, {})
        for place, token in enumerate(_WORDS.split(text)):
            found = known.get(token)
            if found is None:
                found = known[token] = _pieces(fonts, look, token)
            if place % 2:
                if word:
                    yield word, sum(p.width for p in word)
                    word = []
                yield found, sum(p.width for p in found)
            elif token:
                word.extend(found)
    if word:
        yield word, sum(p.width for p in word)


def _pieces(fonts: Fonts, look: Look, text: str) -> list[Piece]:
    return [
        Piece(
            look if face == look.face else look._replace(face=face), shown, em * look.size + look.spacing * len(shown)
        )
        for face, shown, em in fonts.runs(text, look.face)
    ]


def _chopped(fonts: Fonts, word: list[Piece], width: float) -> list[list[Piece]]:
    """A word that is wider than the column, cut between its signs."""
    rows: list[list[Piece]] = [[]]
    used = 0.0
    for piece in _at_hyphens(fonts, word, width):
        start, text = 0, piece.text
        at = 0
        if used and used + piece.width > width >= piece.width:
            rows.append([])
            used = 0.0
        for sign in clusters(text):
            wide = fonts.face(piece.look.face).width(sign) * piece.look.size + piece.look.spacing * len(sign)
            if used + wide > width and used > 0:
                rows[-1].append(_cut(fonts, piece, start, at))
                rows.append([])
                start, used = at, 0.0
            used += wide
            at += len(sign)
        rows[-1].append(_cut(fonts, piece, start, len(text)))
    return [[p for p in row if p.text] for row in rows]


def _at_hyphens(fonts: Fonts, word: list[Piece], width: float) -> Iterator[Piece]:
    """The parts of a compound that fit a line each: a long name breaks after its hyphens first."""
    for piece in word:
        ends = [i + 1 for i, sign in enumerate(piece.text) if sign == "-"][:200] if piece.width > width else []
        start = 0
        for end in [*ends, len(piece.text)]:
            if end > start:
                yield _cut(fonts, piece, start, end)
            start = end


def _cut(fonts: Fonts, piece: Piece, start: int, stop: int) -> Piece:
    text = piece.text[start:stop]
    width = fonts.face(piece.look.face).width(text) * piece.look.size + piece.look.spacing * len(text)
    return Piece(piece.look, text, width)


def _line(pieces: list[Piece], right: bool = False) -> Line:
    """Neighbours of one look become one piece; spaces at the end are left to the margin."""
    merged: list[Piece] = []
    for piece in pieces:
        if merged and merged[-1].look == piece.look:
            last = merged[-1]
            merged[-1] = Piece(last.look, last.text + piece.text, last.width + piece.width)
        else:
            merged.append(piece)
    return Line(merged, sum(p.width for p in merged) - _at_end(pieces), right)


def _at_end(pieces: list[Piece]) -> float:
    """The width of the spaces that end a line: nobody sees them."""
    width = 0.0
    for piece in reversed(pieces):
        if not piece.text.isspace():
            break
        width += piece.width
    return width
