"""The values of a scale while who leads the visited colleague looks: of every kind of block they are off (R11)."""

from typing import Any

from lesvisit.blocks.interval_slots import SCALE
from lesvisit.blocks.rating import ratings_off
from lesvisit.domain.events import Entry
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block, Scale
from lesvisit.domain.visit_book import VisitBook


def scale_in(view: VisitBook, block: Block) -> Scale | None:
    """The scale on which a block asks a value in this visit; None where it has none, or where it is off."""
    if view.template is None or ratings_off(view):
        return None
    return view.template.scale_of(block)


def is_kept_off(view: VisitBook, record: Record[Any]) -> bool:
    """Is this a value of a scale that no paper, table or list may show? It was given before it was said who leads."""
    if not isinstance(record.payload, Entry) or not ratings_off(view):
        return False
    block_id = record.payload.block_id or (record.stamp.block_id if record.stamp is not None else "")
    block = view.template.block(block_id) if view.template is not None else None
    return record.payload.item == SCALE or (block is not None and block.type == "rating")
