"""One changed line of the lesson design: was and becomes, word by word, readable without colour."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from lesvisit.i18n import Translator
from lesvisit.reports.flow import MOST, Strip, text_strips
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.parts import Part, caps, panel
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import INK, LEFT, LINE, RIGHT, SANS, SEMIBOLD, SERIF_BOLD, SOFT, Style, mm
from lesvisit.reports.tagging import Tag, table_row
from lesvisit.reports.text import Span, para

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_HEAD = Style(SERIF_BOLD, 12, 14)
_SIDE = Style(SANS, 7.9, 10, SOFT)
_TEXT = Style(SANS, 8.7, 12)
_RIGHT_X, _HALF, _MIDDLE = 110 * mm, 77 * mm, 104.5 * mm
_TOO_DIFFERENT = 0.6
_OVER = 4.4 * mm
_MOST_PAIRS = 250_000  # of words: beyond that a comparison takes seconds, and nobody reads it
Step = tuple[str, int, int, int, int]  # kind, from and to in the old text, from and to in the new one


@dataclass(frozen=True, slots=True)
class Change:
    """What changed, where and why; a `proposal` does not stand in the lesson design (yet)."""

    phase: str
    was: str
    now: str
    why: str = ""
    proposal: bool = False


def changed_strips(
    fonts: Fonts, translator: Translator, change: Change, again: Callable[[str], Strip]
) -> list[Strip]:
    """The panel in one; both texts below each other where no page can hold it. `again` makes a head of a name."""
    part = changed_part(fonts, translator, change)
    if part.height <= MOST:
        return [Strip(part.height, part.draw, gap=_OVER)]
    _ = translator.gettext
    title, was_word, now_word = _heads(translator, change)
    was, now = compared(change.was, change.now)
    texts = ((was_word, was), (now_word, now), (_("Why:"), [Span(change.why)] if change.why.strip() else []))
    strips = [strip for label, text in texts for strip in _below(fonts, label, text)]
    head = para(fonts, f"{title}: {change.phase}" if change.phase else title, _HEAD, RIGHT - LEFT)
    top = text_strips(head, LEFT, _OVER, role="H2")
    found = [*(replace(strip, keep=True) for strip in top), *(replace(s, again=again(title)) for s in strips)]
    return [replace(found[0], head=True), *found[1:]]


def _heads(translator: Translator, change: Change) -> tuple[str, str, str]:
    """What the panel and its two texts are called: what was only typed stands in no design yet."""
    _ = translator.gettext
    if change.proposal:
        return _("Lesson design: a proposal, not in the design yet"), _("Now"), _("Proposal")
    return _("Lesson design: one line different"), _("Was"), _("Becomes")


def _below(fonts: Fonts, label: str, text: Sequence[Span]) -> list[Strip]:
    if not text:
        return []
    return [
        Strip(5 * mm, lambda sheet, y: caps(sheet, LEFT, y + 3.6 * mm, label), 2 * mm, keep=True),
        *text_strips(para(fonts, text, _TEXT, RIGHT - LEFT), LEFT),
    ]


def changed_part(fonts: Fonts, translator: Translator, change: Change) -> Part:
    """The panel with both texts beside each other."""
    _ = translator.gettext
    title, was_word, now_word = _heads(translator, change)
    was, now = compared(change.was, change.now)
    left = para(fonts, was or "–", _TEXT.but(color=SOFT), _HALF)
    right = para(fonts, now or "–", _TEXT, _HALF)
    why = para(fonts, [Span(_("Why:") + " ", face=SEMIBOLD), Span(change.why)], _TEXT, RIGHT - LEFT - 8 * mm)
    why_h = why.height + 2 * mm if change.why.strip() else 0.0
    side = para(fonts, change.phase, _SIDE, 80 * mm)
    inner = max(left.height, right.height)
    top = 12.8 * mm + max(side.height - _SIDE.leading, 0.0)
    height = top + inner + why_h + 4 * mm

    def draw(sheet: Sheet, y: float) -> None:
        panel(sheet, y, height)
        with sheet.tag("H2"):
            sheet.text(LEFT + 4 * mm, y + 5.6 * mm, title, _HEAD)
        for place in range(len(side.lines)):
            part = side.part(place, place + 1)
            sheet.para(part, RIGHT - 4 * mm - part.widest, y + 2.9 * mm + place * _SIDE.leading)
        sheet.line(_MIDDLE, y + top - 3.2 * mm, _MIDDLE, y + top + inner, 0.5, LINE)
        table = Tag("Table")
        (was_head, now_head), (was_cell, now_cell) = table_row(table, 2, head=True), table_row(table, 2)
        with sheet.tag(was_head):
            caps(sheet, LEFT + 4 * mm, y + top - 1 * mm, was_word)
        with sheet.tag(now_head):
            caps(sheet, _RIGHT_X, y + top - 1 * mm, now_word)
        with sheet.tag(was_cell):
            sheet.para(left, LEFT + 4 * mm, y + top)
        with sheet.tag(now_cell):
            sheet.para(right, _RIGHT_X, y + top)
        if why_h:
            sheet.para(why, LEFT + 4 * mm, y + top + inner + 2 * mm)

    return Part(height, draw)


def compared(was: str, now: str) -> tuple[list[Span], list[Span]]:
    """Struck words at the left, bold and underlined ones at the right; whole texts when most words differ."""
    old, new = _WORDS.findall(was), _WORDS.findall(now)
    steps = _steps(old, new)
    if not steps or _share(old, new, steps) > _TOO_DIFFERENT:
        return [Span(was)], [Span(now)]
    left: list[Span] = []
    right: list[Span] = []
    for kind, a1, a2, b1, b2 in steps:
        before, after = "".join(old[a1:a2]), "".join(new[b1:b2])
        if kind == "equal":
            left.append(Span(before, said=False))
            right.append(Span(after, said=False))
        else:
            left.extend(_marked(before, "strike"))
            right.extend(_marked(after, "under"))
    return left, right


def _steps(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """What stays and what changes, between the same beginning and the same end; none when that is too much work."""
    shortest = min(len(old), len(new))
    first = next((n for n in range(shortest) if old[n] != new[n]), shortest)
    last = next((n for n in range(shortest - first) if old[-1 - n] != new[-1 - n]), shortest - first)
    before, after = old[first : len(old) - last], new[first : len(new) - last]
    if len(before) * len(after) > _MOST_PAIRS:
        return []
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    middle = [(kind, a1 + first, a2 + first, b1 + first, b2 + first) for kind, a1, a2, b1, b2 in found]
    end = ("equal", len(old) - last, len(old), len(new) - last, len(new))
    return [step for step in (("equal", 0, first, 0, first), *middle, end) if step[1] < step[2] or step[3] < step[4]]


def _share(old: Sequence[str], new: Sequence[str], steps: Sequence[Step]) -> float:
    """How much of the words of both texts is not the same."""
    same = sum(_words(old[a1:a2]) for kind, a1, a2, _b1, _b2 in steps if kind == "equal")
    total = _words(old) + _words(new)
    return 1 - 2 * same / total if total else 0.0


def _words(tokens: Sequence[str]) -> int:
    return sum(1 for token in tokens if token.strip())


def _marked(text: str, rule: str) -> list[Span]:
    """The words with their rule, the spaces around them without."""
    core = text.strip()
    if not core:
        return [Span(text, said=False)] if text else []
    before, _core, after = text.partition(core)
    bare = core.lstrip(",.;:") or core
    before, core = before + core[: len(core) - len(bare)], bare.lstrip()
    before += " " * (len(bare) - len(core))
    face, color = (SEMIBOLD, INK) if rule == "under" else ("", "")
    return [
        Span(before, said=False),
        Span(core, face=face, color=color, rule=rule, said=False),
        Span(after, said=False),
    ]
