"""The stopwatch: a bar per timed moment. The median is a word, never a line to reach."""

from itertools import groupby
from statistics import median

from lesvisit.blocks.duration import answer_id
from lesvisit.blocks.kind import item_label
from lesvisit.domain.events import Duration
from lesvisit.domain.observers import Observer
from lesvisit.domain.records import Record
from lesvisit.reports.chapters import continued
from lesvisit.reports.facts import Facts
from lesvisit.reports.flow import Strip
from lesvisit.reports.marks import short_name
from lesvisit.reports.pair_blocks import is_wait, wrapped_section
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import INK, MID, RIGHT, SANS, SEMIBOLD, Style, mm
from lesvisit.reports.tallies import DRAWING_X

_ROW, _BAR = 4.75 * mm, 3 * mm
_PER_SECOND = 11 * mm
_TEXT = Style(SANS, 7.9, 10)
_MINUTE = Style(SEMIBOLD, 7.6, 10)
_TOGETHER = 20  # more bars than this may go on over the page


def stopwatch_strips(facts: Facts) -> list[Strip]:
    """One section for each thing that was waited for; who talked has a drawing of its own."""
    records = [r for r in facts.book.book.of(Duration) if is_wait(r.payload) and facts.book.minute(r) is not None]
    strips: list[Strip] = []
    for label, group in groupby(sorted(records, key=lambda r: r.payload.label), lambda r: r.payload.label):
        timed = sorted(group, key=lambda r: facts.book.minute(r) or 0.0)
        for observer in facts.makers(timed):
            strips.extend(_section(facts, _named(facts, label, observer), facts.of_maker(timed, observer)))
    return strips


def _named(facts: Facts, label: str, observer: Observer | None) -> str:
    """What was timed, with who timed it where more than one did."""
    if observer is None:
        return label
    return facts.translator.gettext("{what} ({name})", what=label, name=short_name(facts.observer_name(observer)))


def _section(facts: Facts, label: str, timed: list[Record[Duration]]) -> list[Strip]:
    _ = facts.translator.gettext
    middle = facts.translator.number(round(median(r.payload.seconds for r in timed), 1))
    times = _("timed {n} times, median {median} seconds", n=len(timed), median=middle)
    side = times if len(timed) > 1 else _("timed once")
    texts = [_words(facts, r) for r in timed]
    widest = max(facts.para(text, _TEXT, 1e9).widest for text in texts)
    longest = max(r.payload.seconds for r in timed) or 1.0
    room = max(RIGHT - DRAWING_X - min(widest, 60 * mm) - 2 * mm, 30 * mm)
    scale = min(_PER_SECOND, room / longest)
    rows = [_row(facts, r, text, scale) for r, text in zip(timed, texts, strict=True)]
    keep = len(rows) <= _TOGETHER
    held = [Strip(row.height, row.draw, keep=keep or row is rows[-2]) for row in rows[:-1]]
    title = _("Timed: {what}", what=label)
    return [wrapped_section(facts, title, side), *continued(facts, title, [*held, rows[-1]])]


def _words(facts: Facts, record: Record[Duration]) -> str:
    found = record.payload
    seconds = facts.translator.number(round(found.seconds, 1))
    if found.followed_by.strip():
        then = followed_words(facts, record)
        return facts.translator.gettext("{seconds} s, {then}", seconds=seconds, then=then)
    return facts.translator.gettext("{seconds} s", seconds=seconds)


def followed_words(facts: Facts, record: Record[Duration]) -> str:
    """What followed, in words: an item of its block, else the text as it came."""
    template, block_id = facts.book.template, record.stamp.block_id if record.stamp is not None else ""
    block = template.block(block_id) if template is not None and block_id else None
    told = record.payload.followed_by
    return told if block is None else item_label(block, answer_id(block, told), facts.translator)


def _row(facts: Facts, record: Record[Duration], words: str, scale: float) -> Strip:
    wide = max(record.payload.seconds * scale, 0.6)
    text = facts.para(words, _TEXT, max(RIGHT - DRAWING_X - wide - 2 * mm, 20 * mm))

    def draw(sheet: Sheet, y: float) -> None:
        sheet.rect(DRAWING_X, y + 0.2 * mm, wide, _BAR, fill=MID, stroke=INK, width=0.5)
        with sheet.tag("P"):
            sheet.text(DRAWING_X - 3 * mm, y + 2.6 * mm, facts.book.minute_text(record), _MINUTE, "right")
            sheet.para(text, DRAWING_X + wide + 1.8 * mm, y)

    return Strip(max(_ROW, text.height + 1 * mm), draw)
