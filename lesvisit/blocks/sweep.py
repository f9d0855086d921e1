"""A round through the class: how many pupils in each category, out of those present (P7)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import floor
from typing import Any

from lesvisit.blocks.drawing import Drawing, Room
from lesvisit.blocks.kind import BlockKind, Count, Option, Press, Problem, Row, block_label, item_label, minutes_of
from lesvisit.blocks.sweep_drawing import draw_sketch, draw_sweep
from lesvisit.domain.clock import minute_text
from lesvisit.domain.events import Sweep
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block, Template
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator

MOST_PUPILS = 999


class SweepKind(BlockKind):
    """Rounds by hand or on schedule. Its one press opens the block: a round is more than one key."""

    type = "sweep"
    name = N_("Round")
    about = N_("Look round the class and count: how many pupils are at work, wait, do something else?")
    method = "round"
    options = (
        Option(
            "minutes",
            N_("A round every so many minutes"),
            "whole",
            0,
            0,
            60,
            help=N_("0: whenever you like. Otherwise a word appears quietly when a round is due."),
        ),
        Option("rest", N_("The last category is the rest of those present"), "flag", False),
    )
    has_items = True
    most_items = 8
    item_word = N_("category")
    quick = True
    opens = True

    def presses(self, block: Block) -> tuple[Press, ...]:
        return (Press(block.id, "", block.label),)

    def problems(self, template: Template, block: Block) -> Iterator[Problem]:
        if self.flag(block, "rest") and len(block.items) < 2:
            yield Problem("options.rest", N_("A rest needs another category before it."))

    # Reading

    def events(self, view: VisitBook, block: Block) -> list[Record[Any]]:
        return rounds(view, block)

    def rows(self, view: VisitBook, block: Block, says: Translator) -> tuple[Row, ...]:
        label = block_label(block, says)
        first = block.items[0].id if block.items else ""
        return tuple(
            Row(
                record,
                first if first in record.payload.counts else "",
                label,
                counts_words(block, record.payload, says),
                "" if record.payload.present is None else str(record.payload.present),
                number=record.payload.counts.get(first),
            )
            for record in rounds(view, block)
        )

    def counts(self, view: VisitBook, block: Block, says: Translator) -> tuple[Count, ...]:
        """Rounds, not pupils: the same pupil sits in every round, so their numbers are never added."""
        return (Count(block.id, block_label(block, says), minutes_of(view, rounds(view, block)), "round"),)

    def summary(self, view: VisitBook, block: Block, says: Translator) -> str:
        last = last_round(view, block)
        if last is None:
            return ""
        first = _first_count(block, last.payload)
        told = "" if first is None else of_present(first, last.payload.present, says)
        return " · ".join(part for part in (told, minute_text(view.minute(last))) if part)

    def drawing(self, view: VisitBook, block: Block, says: Translator, room: Room) -> Drawing | None:
        return draw_sweep(view, block, rounds(view, block), says, room)

    def sketch(self, block: Block, says: Translator, room: Room) -> Drawing:
        return draw_sketch(block, says, room)


# The rounds


def rounds(view: VisitBook, block: Block) -> list[Record[Sweep]]:
    """The rounds of a block, as they were made."""
    return [r for r in view.of_block(block.id) if isinstance(r.payload, Sweep)]


def last_round(view: VisitBook, block: Block) -> Record[Sweep] | None:
    """The round that stands last in the lesson."""
    return max(rounds(view, block), key=lambda r: _order(view, r), default=None)


def in_order(view: VisitBook, block: Block) -> list[Record[Sweep]]:
    """The rounds in lesson order; those without a time first."""
    return sorted(rounds(view, block), key=lambda r: _order(view, r))


def _order(view: VisitBook, record: Record[Sweep]) -> tuple[bool, float, int]:
    minute = view.minute(record)
    return minute is not None, minute or 0.0, record.stamp.seq if record.stamp else 0


def present_of(view: VisitBook, block: Block) -> int | None:
    """How many pupils a new round begins with: as in the last one, else as agreed beforehand."""
    told = [r.payload.present for r in in_order(view, block) if r.payload.present is not None]
    return told[-1] if told else view.visit.pupils_present


# One round


@dataclass(frozen=True, slots=True)
class Tally:
    """A round while it is counted: what was filled in, and what follows from it."""

    counts: Mapping[str, int]
    present: int | None
    rest_id: str = ""

    @property
    def counted(self) -> int:
        """All that was counted, without the rest."""
        return sum(n for key, n in self.counts.items() if key != self.rest_id)

    @property
    def rest(self) -> int | None:
        """What is left of those present; None while that can't be said, below 0 never."""
        if not self.rest_id or self.present is None or self.counted > self.present:
            return None
        if not any(key != self.rest_id for key in self.counts):
            return None
        return self.present - self.counted

    @property
    def over(self) -> int:
        """How many were counted beyond those present."""
        return 0 if self.present is None else max(0, self.counted - self.present)

    def sweep(self, before: Sweep | None = None) -> Sweep:
        """As it is stored. What the block knows nothing of stays as it was."""
        counts = {key: n for key, n in self.counts.items() if key != self.rest_id}
        if self.rest is not None:
            counts[self.rest_id] = self.rest
        return Sweep(counts, self.present, {} if before is None else before.extra)


def rest_id(block: Block) -> str:
    """The category that is the rest; empty when each is counted."""
    return block.items[-1].id if KIND.flag(block, "rest") and len(block.items) > 1 else ""


# In words


def of_present(count: int, present: int | None, says: Translator) -> str:
    """How many out of those present: "24 of 26"."""
    return str(count) if present is None else says.gettext("{n} of {of}", n=count, of=present)


def counts_words(block: Block, sweep: Sweep, says: Translator) -> str:
    """A whole round in words: "at work 24, waits 1, 26 present"."""
    known = [item.id for item in block.items if item.id in sweep.counts]
    keys = (*known, *(key for key in sweep.counts if key not in known))
    told = [f"{item_label(block, key, says)} {sweep.counts[key]}" for key in keys]
    if sweep.present is not None:
        told.append(says.gettext("{n} present", n=sweep.present))
    return ", ".join(told)


def _first_count(block: Block, sweep: Sweep) -> int | None:
    keys = [item.id for item in block.items if item.id in sweep.counts] or list(sweep.counts)
    return sweep.counts[keys[0]] if keys else None


# On schedule


def next_due(view: VisitBook, block: Block) -> float | None:
    """The lesson minute of the next round; None without a schedule.

    Rounds are due at whole multiples of the schedule, so that they stay evenly spread; each counts for the nearest.
    """
    every = KIND.whole(block, "minutes")
    if every <= 0:
        return None
    last = max(minutes_of(view, rounds(view, block)), default=0.0)
    return float(every * (max(0, floor(last / every + 0.5)) + 1))


def is_due(view: VisitBook, block: Block, minute: float | None) -> bool:
    """Is it time for a round?"""
    due = next_due(view, block)
    return due is not None and minute is not None and minute >= due and not view.ended


KIND = SweepKind()
