"""What was counted, without a widget: what is shown, how much fell in each phase, and one phase of a visit alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from lesvisit.blocks import kind_of
from lesvisit.blocks.by_observer import name_of, only_of, several
from lesvisit.blocks.interval_slots import is_late, slot_of, slots_of
from lesvisit.blocks.kind import Count, Row, block_label, per_phase
from lesvisit.domain.events import CaseCell, Note
from lesvisit.domain.observers import Observer
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block, Section, Timing, text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator

SHEET, COUNTER = "note", "tally"
OF_NOTES = ("case_matrix", "seat_map")  # their drawings show lines of the sheet too
DRAWN_PER_PHASE = ("utterance", "rating", "check", "interval_grid", "case_matrix")  # or answered once, at its time
MOST_LINES = 6  # so many counts are told per phase; of more the drawing tells it


@dataclass(frozen=True, slots=True)
class CountedPart:
    """What is looked back at together: one block, or the counters of one section."""

    title: str
    blocks: tuple[Block, ...]

    @property
    def id(self) -> str:
        """That of its first block."""
        return self.blocks[0].id

    @property
    def block(self) -> Block:
        """Its first block."""
        return self.blocks[0]


def counted_parts(view: VisitBook, says: Translator) -> tuple[CountedPart, ...]:
    """What there is to look back at, in the order of the form."""
    return tuple(part for section in _sections(view) for part in _parts_of(view, section, says))


def has_counts(view: VisitBook) -> bool:
    """Is there anything to look back at beside the notes?"""
    return any(_is_shown(view, block) for section in _sections(view) for block in section.blocks)


def _sections(view: VisitBook) -> tuple[Section, ...]:
    return view.template.sections if view.template is not None else ()


def _parts_of(view: VisitBook, section: Section, says: Translator) -> Iterator[CountedPart]:
    shown = [block for block in section.blocks if _is_shown(view, block)]
    for counters, blocks in groupby(shown, lambda block: block.type == COUNTER):
        found = tuple(blocks)
        if counters and len(found) > 1:
            yield CountedPart(text_in(section.title, says.language) or says.gettext("Counters"), found)
        else:
            yield from (CountedPart(_title(view, block, says), (block,)) for block in found)


def _title(view: VisitBook, block: Block, says: Translator) -> str:
    """Its words, with the code of the goal that it belongs to."""
    words, code = block_label(block, says), view.codes.get(view.linked(block), "")
    return f"{words} · {code}" if code else words


def _is_shown(view: VisitBook, block: Block) -> bool:
    """With events, or to be filled in afterwards; lines of the sheet stand in the other view."""
    known = block.type != SHEET and kind_of(block.type) is not None
    return known and (block.timing == Timing.AFTER or bool(view.of_block(block.id)))


def waits(view: VisitBook, block: Block) -> bool:
    """Is it still to be filled in, now that the lesson is over?"""
    return block.timing == Timing.AFTER and not view.of_block(block.id)


# One phase alone


def lesson_minute(view: VisitBook, block: Block, record: Record[Any]) -> float | None:
    """The minute for which an event counts; None for what was filled in before or after the lesson.

    What is filled in later in an interval grid counts for its interval.
    """
    if is_late(record):
        slot = slot_of(view, slots_of(view, block), record)
        return None if slot is None else slots_of(view, block).start(slot)
    minute, end = view.minute(record), view.end_min
    after = view.ended and minute is not None and end is not None and minute > end
    return None if after or block.timing != Timing.DURING else minute


def in_phase(view: VisitBook, block: Block, record: Record[Any], phase_id: str) -> bool:
    """Does this event belong to the phase? What has no time belongs to every phase."""
    if isinstance(record.payload, CaseCell):
        return record.payload.phase_id == phase_id
    if isinstance(record.payload, Note):
        noted = view.phase_of(record)
        return noted is not None and noted.id == phase_id
    minute = lesson_minute(view, block, record)
    phase = view.phase_at(minute)
    return minute is None or (phase is not None and phase.id == phase_id)


def of_phase(view: VisitBook, part: CountedPart, phase_id: str) -> VisitBook:
    """The visit with only those events of the part that fall in the phase; as it is without a phase."""
    if not phase_id or part.block.timing != Timing.DURING:
        return view
    mine = [(block, record) for block in part.blocks for record in view.of_block(block.id)]
    notes = [(part.block, note) for note in view.book.of(Note)] if part.block.type in OF_NOTES else []
    out = [replace(r, deleted=True) for block, r in (*mine, *notes) if not in_phase(view, block, r, phase_id)]
    return view.with_book(view.book.put(out)) if out else view


def rows_of(view: VisitBook, part: CountedPart, says: Translator) -> tuple[tuple[Block, Row], ...]:
    """The events of a part in words, each with its block, in lesson order."""
    found = [(block, row) for block in part.blocks for row in _rows(view, block, says)]
    return tuple(sorted(found, key=lambda pair: _order(view, *pair)))


def _rows(view: VisitBook, block: Block, says: Translator) -> tuple[Row, ...]:
    kind = kind_of(block.type)
    return kind.rows(view, block, says) if kind is not None else ()


def _order(view: VisitBook, block: Block, row: Row) -> tuple[bool, float, int]:
    minute, stamp = lesson_minute(view, block, row.record), row.record.stamp
    return minute is None, minute or 0.0, stamp.seq if stamp is not None else 0


# How much in each phase


def phase_lines(view: VisitBook, part: CountedPart, says: Translator) -> tuple[str, ...]:
    """One line for each count, "Turn: F1 2, F3 1"; none without phases or for more counts than one can read.

    Counters together have them in their drawing.
    """
    if len(part.blocks) > 1 or not view.phases or not _is_split(part.block):
        return ()
    makers = several(view, part.blocks)
    if makers:
        return tuple(line for o in makers for line in _named(phase_lines(only_of(view, o), part, says), o, says))
    counts = _counts(view, part.block, says)
    alone = len(counts) == 1
    return tuple(_line(view, count, alone, says) for count in counts) if len(counts) <= MOST_LINES else ()


def _named(lines: Iterable[str], observer: Observer, says: Translator) -> Iterator[str]:
    """What one of several observers counted, under that name."""
    for line in lines:
        if line:
            yield says.gettext("{name}: {counts}", name=name_of(observer, says), counts=line)


def _is_split(block: Block) -> bool:
    """Is it worth telling per phase beside the drawing, which may do so itself?"""
    talks = block.type == "duration" and block.options.get("mode") == "toggle"
    return block.timing == Timing.DURING and block.type not in DRAWN_PER_PHASE and not talks


def _counts(view: VisitBook, block: Block, says: Translator) -> list[Count]:
    kind = kind_of(block.type)
    return [count for count in kind.counts(view, block, says) if count.minutes] if kind is not None else []


def _line(view: VisitBook, count: Count, alone: bool, says: Translator) -> str:
    where = ", ".join(_in_phases(view, count.minutes, says))
    return where if alone else says.gettext("{what}: {where}", what=count.label, where=where)


def _in_phases(view: VisitBook, minutes: Iterable[float], says: Translator) -> list[str]:
    found = per_phase(view, minutes)
    order = ["", *(phase.id for phase in view.phases)]
    return [
        says.gettext("{phase} {n}", phase=view.codes.get(ref) or says.gettext("before"), n=found[ref])
        for ref in order
        if ref in found
    ]


def phase_counts(view: VisitBook, part: CountedPart, says: Translator) -> str:
    """How much of each item there is in a visit of one phase: "vinger 2, roepen 1"; one count is in the drawing."""
    makers = several(view, part.blocks) if len(part.blocks) == 1 else ()
    if makers:
        return "\n".join(
            line for o in makers for line in _named((phase_counts(only_of(view, o), part, says),), o, says)
        )
    counts = _counts(view, part.block, says) if len(part.blocks) == 1 else []
    if len(counts) < 2 or not _is_split(part.block):
        return ""
    return ", ".join(says.gettext("{what} {n}", what=c.label, n=len(c.minutes)) for c in counts)
