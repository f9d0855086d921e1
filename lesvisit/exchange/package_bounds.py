"""How much a package may hold: what no lesson needs, and what would hold up a screen or a paper, is refused.

Each bound lies well above what the editors make (docs/package.md names them).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any

from lesvisit.blocks.seats import MOST_SEATS
from lesvisit.domain.clock_shift import ClockShift
from lesvisit.domain.design import (
    MOST_CRITERIA,
    MOST_CRITERIA_IN_ALL,
    MOST_GOALS,
    MOST_PHASES,
    DesignVersion,
    Goal,
)
from lesvisit.domain.errors import PackageRefused
from lesvisit.domain.events import Seating
from lesvisit.domain.observers import MOST_SHIFT_SEC
from lesvisit.domain.package import PackedRecord
from lesvisit.domain.template import Protocol, Scale, Section, Step, Template
from lesvisit.domain.visit import MOST_QUESTIONS, Visit
from lesvisit.exchange.strict import Place, spelled
from lesvisit.exchange.strict_records import fields_of

MOST_BLOCKS = 200
MOST_ITEMS = 2_000
MOST_LISTED = 2_000  # in any other list: ids of notes, texts of columns, counts per category
_MOST: Mapping[type, Mapping[str, int]] = {  # what becomes a part of a screen, one by one
    Visit: {"focus_questions": MOST_QUESTIONS, "visitor_ids": 50, "co_designer_ids": 50, "practical": 100},
    DesignVersion: {"goals": MOST_GOALS, "phases": MOST_PHASES, "made_by": 200},
    Goal: {"criteria": MOST_CRITERIA},
    Protocol: {"steps": 60, "rules": 60},
    Step: {"prompts": 60, "silent": 60, "shows": 60},
    Template: {"sections": 200, "scales": 100},
    Section: {"phases": 200},
    Scale: {"anchors": 60},
    Seating: {"seats": MOST_SEATS},
}
_MOST_LIVE: Mapping[str, int] = {  # lines of one kind that stand; what was taken away doesn't count
    "person": 200,
    "design_version": 200,
    "agreement": 200,
    "takeaway": 200,
    "lesson_result": 200,
    "step_text": 200,
    "left_step": 200,
    "memory": 200,
    "next_visit": 200,
    "board_card": 200,
    "evidence": 1_000,
    "focus_answer": 1_000,
}


def check_bounds(record: PackedRecord, path: Place) -> None:
    """Raises PackageRefused with the place of the first content that is out of all measure."""
    for number, revision in enumerate(record.revisions):
        for name, most in _beyond(revision.payload, ()):
            where = (*path, "revisions", number, "payload", *name)
            raise PackageRefused("field_value", field=spelled(where), detail=f"≤ {most}")


def check_counts(records: Iterable[tuple[Place, PackedRecord]]) -> None:
    """Raises PackageRefused with the place of the first line that is one too many of its kind."""
    found: Counter[str] = Counter()
    for path, record in records:
        found[record.kind] += not record.head.deleted
        most = _MOST_LIVE.get(record.kind)
        if most is not None and found[record.kind] > most:
            raise PackageRefused("field_value", field=spelled(path), detail=f"{record.kind} ≤ {most}")


def _beyond(part: object, path: Place) -> Iterator[tuple[Place, int]]:
    """Names of fields with too much in them, and how much fits, in a content and in what it holds."""
    kind: type = type(part)
    most = _MOST.get(kind, {})
    for name in _names(kind):
        value = getattr(part, name)
        if not isinstance(value, (tuple, dict)):
            continue
        where = (*path, name)
        if len(value) > most.get(name, MOST_LISTED):
            yield where, most.get(name, MOST_LISTED)
        for number, inner in enumerate(value if isinstance(value, tuple) else ()):
            if is_dataclass(inner):
                yield from _beyond(inner, (*where, number))
    yield from _beyond_together(part)


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a content that can hold more than one thing, but not what another program said: shown nowhere."""
    return tuple(n for n, (_, wanted) in fields_of(kind).items() if n != "extra" and wanted not in (str, int, bool))


def _beyond_together(part: Any) -> Iterator[tuple[Place, int]]:
    match part:
        case Template() if _too_large(part):
            yield ("sections",), MOST_ITEMS
        case DesignVersion() if len(part.criteria) > MOST_CRITERIA_IN_ALL:
            yield ("goals",), MOST_CRITERIA_IN_ALL
        case ClockShift() if abs(part.seconds) > MOST_SHIFT_SEC:
            yield ("seconds",), MOST_SHIFT_SEC


def _too_large(template: Template) -> bool:
    blocks = template.all_blocks
    return len(blocks) > MOST_BLOCKS or sum(len(block.items) for block in blocks) > MOST_ITEMS
