"""What debrief and papers show of a stopwatch: a bar for each wait, or a band for each who talked."""

from collections.abc import Sequence

from lesvisit.blocks.drawing import LEADING, Axis, Drawing, Pad, Room, axis_of
from lesvisit.blocks.duration import length_words, who_answered
from lesvisit.blocks.duration_times import (
    Stretch,
    by_item,
    clock_text,
    middle,
    per_phase_seconds,
    seconds_text,
    total,
)
from lesvisit.blocks.kind import block_label, item_label
from lesvisit.domain.clock import minute_text
from lesvisit.domain.template import Block
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator

_LABEL_W, _NUMBER_W, _LENGTH_W = 190.0, 34.0, 50.0
_STRIP, _ROW, _BAR = 34.0, 20.0, 11.0
_PER_SECOND = 44.0
_SMALL = 12.0


# Waits


def wait_drawing(view: VisitBook, block: Block, says: Translator, room: Room, found: list[Stretch]) -> Drawing:
    """When in the lesson was waited and how long; then each wait as a bar with who answered."""
    pad = Pad(room)
    label, times = block_label(block, says), times_words(found, says)
    axis = axis_of(view, min(_LABEL_W, room.width * 0.35), room.width - _NUMBER_W)
    y = _strip(pad, axis, label, found)
    y += 8
    y += pad.paragraph(0, y, room.width, times, 13, bold=True)
    answers = _answers_words(block, says, found)
    if answers:
        y += pad.paragraph(0, y, room.width, answers, 13, tone="muted")
    y += 6
    pad.cut(y)
    left = min(104.0, room.width * 0.3)
    texts = [_words(block, stretch, says) for stretch in found]
    scale = _scale(room, left, found, texts)
    phase = ""
    for stretch, text in zip(found, texts, strict=True):
        code = _phase_code(view, stretch)
        y += _bar(pad, y, left, scale, stretch, text, code if code != phase else "")
        phase = code
        pad.cut(y)
    told = "; ".join(_spoken(stretch, text) for stretch, text in zip(found, texts, strict=True))
    return pad.done(y, f"{label}: {times}. {told}")


def times_words(found: Sequence[Stretch], says: Translator) -> str:
    """How often and the middle one, in words: "7 times, middle one 2 s". About questions, not a score."""
    stopped = [s for s in found if s.seconds is not None]
    rest = len(found) - len(stopped)
    parts = []
    centre = middle(stopped)
    if centre is not None:
        length = seconds_text(says, centre)
        one = says.gettext("once: {length}", length=length)
        many = says.gettext("{n} times, the middle one {length}", n=len(stopped), length=length)
        parts.append(one if len(stopped) == 1 else many)
    if rest:
        parts.append(says.ngettext("{n} time not stopped", "{n} times not stopped", rest))
    return " · ".join(parts)


def _answers_words(block: Block, says: Translator, found: Sequence[Stretch]) -> str:
    """Who answered how often, in the order in which they first did."""
    told: dict[str, int] = {}
    for stretch in found:
        who = who_answered(block, stretch, says)
        if who:
            told[who] = told.get(who, 0) + 1
    return " · ".join(f"{who} {count}" for who, count in told.items())


def _strip(pad: Pad, axis: Axis, label: str, found: Sequence[Stretch]) -> float:
    """The waits on the axis of the lesson, as high as they were long."""
    y = axis.heads(pad, 0)
    foot = y + _STRIP
    axis.lines(pad, y, foot)
    name = pad.room.wrapped(label, axis.left - 12, 13, most=2)
    for number, line in enumerate(name):
        pad.text(0, foot - (len(name) - number) * 13 * LEADING, line, 13)
    longest = max((s.seconds or 0.0 for s in found), default=0.0) or 1.0
    for stretch in found:
        if stretch.start is None:
            continue
        x = axis.x(stretch.start)
        if stretch.seconds is None:
            pad.line(((x, foot - 6), (x, foot)), "ctl", 1.5, dashed=True)
        else:
            high = max(1.5, _STRIP * stretch.seconds / longest)
            pad.box(x - 1.5, foot - high, 3, high, "ink")
    pad.rule(axis.left, axis.right, foot, "ctl")
    pad.text(pad.room.width, foot - 18, str(len(found)), 13, bold=True, align="right")
    return foot + 2 + axis.feet(pad, foot + 2)


def _words(block: Block, stretch: Stretch, says: Translator) -> str:
    length, who = length_words(stretch, says), who_answered(block, stretch, says)
    return says.gettext("{length}, {who}", length=length, who=who) if who else length


def _scale(room: Room, left: float, found: Sequence[Stretch], texts: Sequence[str]) -> float:
    """Units per second, so that the longest bar leaves room for its words."""
    widest = max((room.measure(text, 13, False) for text in texts), default=0.0)
    longest = max((s.seconds or 0.0 for s in found), default=0.0) or 1.0
    whole = room.width - left
    bars = max(whole - widest - 12, whole * 0.35)
    return min(_PER_SECOND, bars / longest)


def _bar(pad: Pad, y: float, left: float, scale: float, stretch: Stretch, text: str, code: str) -> float:
    """One wait: phase where it changes, minute, bar, words; returns its height."""
    pad.text(0, y + 1, pad.room.fitting(code, left - 56, _SMALL), _SMALL, tone="muted", bold=True)
    minute = minute_text(stretch.start) or "–"
    pad.text(left - 10, y + 1, minute, 13, bold=True, align="right")
    wide = 0.0
    if stretch.seconds is not None:
        wide = max(1.5, stretch.seconds * scale)
        pad.box(left, y + 4, wide, _BAR, "hair", "ink")
    x = left + wide + (8 if wide else 0)
    tone = "ink" if stretch.seconds is not None else "muted"
    high = pad.paragraph(x, y + 1, max(60.0, pad.room.width - x), text, 13, tone=tone)
    return max(_ROW, high + 3)


def _phase_code(view: VisitBook, stretch: Stretch) -> str:
    phase = view.phase_at(stretch.start)
    return view.codes.get(phase.id, "") if phase is not None else ""


def _spoken(stretch: Stretch, text: str) -> str:
    minute = minute_text(stretch.start)
    return f"{minute} {text}" if minute else text


# The balance


def balance_drawing(view: VisitBook, block: Block, says: Translator, room: Room, found: list[Stretch]) -> Drawing:
    """Who talked when: a band for each, with minutes and seconds, in all and per phase."""
    pad = Pad(room)
    axis = axis_of(view, min(_LABEL_W, room.width * 0.35), room.width - _LENGTH_W)
    y = axis.heads(pad, 0)
    talked = by_item(found)
    told = []
    for item in dict.fromkeys([*(i.id for i in block.items), *talked]):
        theirs = talked.get(item, [])
        label, phases = item_label(block, item, says), _phases_words(view, theirs)
        y += _band(pad, axis, y, label, theirs, phases)
        pad.cut(y)
        told.append(f"{label} {clock_text(total(theirs))}" + (f" ({phases})" if phases else ""))
    y += axis.feet(pad, y)
    return pad.done(y, f"{block_label(block, says)}: {'; '.join(told)}")


def _band(pad: Pad, axis: Axis, y: float, label: str, theirs: Sequence[Stretch], phases: str) -> float:
    """One who talks: label, band, length, and the phases below; returns the height."""
    name = pad.room.wrapped(label, axis.left - 12, 13, most=3)
    for number, line in enumerate(name):
        pad.text(0, y + 2 + number * 13 * LEADING, line, 13)
    pad.rule(axis.left, axis.right, y + 17, "hair")
    for stretch in theirs:
        if stretch.start is not None and stretch.end is not None:
            x1, x2 = axis.x(stretch.start), axis.x(stretch.end)
            pad.box(x1, y + 5, max(1.0, x2 - x1), 12, "ink" if x2 - x1 < 3 else "muted")
    pad.text(pad.room.width, y + 2, clock_text(total(theirs)), 13, bold=True, align="right")
    high = 20.0
    if phases:
        high += pad.paragraph(axis.left, y + 20, pad.room.width - axis.left, phases, _SMALL, tone="muted")
    high = max(high, 2 + len(name) * 13 * LEADING) + 6
    axis.lines(pad, y, y + 20)
    return high


def _phases_words(view: VisitBook, theirs: Sequence[Stretch]) -> str:
    """Minutes and seconds per phase: "F1 3:20 · F3 4:10"; empty without phases."""
    sums = per_phase_seconds(view, theirs)
    order = [p.id for p in view.phases]
    known = [(view.codes.get(p, p), sums[p]) for p in order if round(sums.get(p, 0.0))]
    return " · ".join(f"{code} {clock_text(seconds)}" for code, seconds in known)
