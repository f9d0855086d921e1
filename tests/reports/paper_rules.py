"""What must hold on every page of a paper, as sentences about what stands where; each names what breaks it."""

import re
from collections.abc import Iterator, Sequence

from lesvisit.reports.style import BOTTOM, LEFT, RIGHT, TOP
from tests.reports.positions import Laid, Word

HEADING_SIZE = 11.6
_BAR_X, _BAR_SIZE = 56.7, 8.2
_TOUCH = 0.9  # two lines may touch by this much
Lines = list[list[Word]]


def words_of(lines: Sequence[Sequence[Word]]) -> str:
    """What lines say."""
    return " ".join(word.text for line in lines for word in line)


def content(page: Laid) -> Lines:
    """The lines between header and footer."""
    return [line for line in page.lines() if TOP - 6 <= line[0].base <= BOTTOM + 2]


def broken(pages: Sequence[Laid]) -> list[str]:
    """Every rule that is broken, with its page."""
    found = []
    for number, page in enumerate(pages, start=1):
        lines = content(page)
        after = content(pages[number]) if number < len(pages) else []
        heads = _lonely_heads(page, lines, after)
        rules = (_outside(page, lines), _over_each_other(page), heads, _starts(number, lines))
        found += [f"page {number}: {told}" for rule in rules for told in rule]
    return found


def misplaced(pages: Sequence[Laid]) -> Iterator[str]:
    """What stands outside the margins, over the footer or over something else; for texts of any length."""
    for number, page in enumerate(pages, start=1):
        for rule in (_outside(page, content(page)), _over_each_other(page)):
            yield from (f"page {number}: {told}" for told in rule)


def _outside(page: Laid, lines: Lines) -> Iterator[str]:
    """Nothing stands outside the margins or over the footer."""
    for word in page.words:
        if word.x < LEFT - 1 or word.right > RIGHT + 9:
            yield f"outside the margins: {word}"
    known = {id(word) for line in lines for word in line}
    for word in page.words:
        if id(word) not in known and TOP - 6 <= word.base < 800:
            yield f"over the footer: {word}"
    for shape in page.shapes:
        if shape.x < LEFT - 8 or shape.right > RIGHT + 8 or shape.bottom > 806:
            yield f"a drawing outside the margins: {shape}"


def _over_each_other(page: Laid) -> Iterator[str]:
    """No two texts lie over each other."""
    words = sorted(page.words, key=lambda w: w.top)
    for place, one in enumerate(words):
        for other in words[place + 1 :]:
            if other.top > one.bottom - _TOUCH:
                break
            if min(one.right, other.right) - max(one.x, other.x) > _TOUCH:
                yield f"over each other: {_told(one)} and {_told(other)}"


def _told(word: Word) -> str:
    return f"{word.text!r} at {word.x:.0f},{word.base:.0f}"


def is_head(line: Sequence[Word]) -> bool:
    """The head of a chapter, a section, a goal, or the bar of a phase."""
    first = line[0]
    serif = any(w.face in ("Spectral-Medium", "Spectral-SemiBold") and w.size >= HEADING_SIZE for w in line)
    return serif or (first.face == "FiraSans-SemiBold" and first.size == _BAR_SIZE and abs(first.x - _BAR_X) < 0.2)


def _lonely_heads(page: Laid, lines: Lines, after: Lines) -> Iterator[str]:
    """Every heading has two lines below it on its page, or all there is; lines to write on count."""
    ruled = [s.y for s in page.shapes if s.bottom - s.y < 1 and s.right - s.x > 300 and s.y < BOTTOM]
    for place, line in enumerate(lines):
        below = len(lines) - place - 1 + sum(1 for y in ruled if y > line[0].base + 12) + _text_beside(line)
        if is_head(line) and below < 2 and not (below and _ended(after)) and len(lines) > 1:
            yield f"a heading without two lines: {words_of([line])!r}"


def _text_beside(line: Sequence[Word]) -> bool:
    """The first line of a section that has its head at the left."""
    return any(w.face.startswith("Fira") and w.size >= 8.4 for w in line[1:])


def _ended(after: Lines) -> bool:
    """Does what was begun end before this page?"""
    return not after or ((is_head(after[0]) or _is_row(after[0])) and not goes_on(after[0]))


def goes_on(line: Sequence[Word]) -> bool:
    """A head that stood on an earlier page too."""
    return bool(re.search(r"\((continued|vervolg)\)", words_of([line])))


def _is_row(line: Sequence[Word]) -> bool:
    """The one block of the team paper whose head stands beside its text."""
    return line[0].text in ("Next visit", "Volgend bezoek")


def _starts(number: int, lines: Lines) -> Iterator[str]:
    """Every page but the first begins with a heading or a repeated head."""
    if number > 1 and lines and not (is_head(lines[0]) or goes_on(lines[0]) or _is_row(lines[0])):
        yield f"begins with neither: {words_of(lines[:1])!r}"
    if len(lines) > 1 and goes_on(lines[0]) and is_head(lines[1]) and not goes_on(lines[1]):
        yield f"goes on without anything: {words_of(lines[:2])!r}"
    if number > 1 and len(lines) < 2:
        yield f"holds only {words_of(lines)!r}"
