"""How much a content may hold: what no lesson needs, and what would hold up a screen or a paper, is refused."""

from collections.abc import Iterator
from typing import Any

from lesvisit.blocks.seats import MOST_SEATS
from lesvisit.domain.errors import PackageRefused
from lesvisit.domain.events import Seating
from lesvisit.domain.package import PackedRecord
from lesvisit.domain.template import Protocol, Template
from lesvisit.exchange.strict import below

MOST_STEPS = 60
MOST_BLOCKS = 200
MOST_ITEMS = 2_000


def check_bounds(record: PackedRecord, path: str) -> None:
    """Raises PackageRefused with the place of the first content that is out of all measure."""
    for number, revision in enumerate(record.revisions):
        for name, detail in _beyond(revision.payload):
            where = below(path, f"revisions[{number}].payload")
            raise PackageRefused("field_value", field=below(where, name), detail=detail)


def _beyond(payload: Any) -> Iterator[tuple[str, str]]:
    """Names of fields with too much in them, and what fits."""
    match payload:
        case Protocol() if len(payload.steps) > MOST_STEPS:
            yield "steps", f"≤ {MOST_STEPS}"
        case Template() if _too_large(payload):
            yield "sections", f"≤ {MOST_ITEMS}"
        case Seating() if len(payload.seats) > MOST_SEATS:
            yield "seats", f"≤ {MOST_SEATS}"


def _too_large(template: Template) -> bool:
    blocks = [block for section in template.sections for block in section.blocks]
    return len(blocks) > MOST_BLOCKS or sum(len(block.items) for block in blocks) > MOST_ITEMS
