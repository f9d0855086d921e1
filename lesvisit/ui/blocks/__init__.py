"""The live side of building blocks: one module per type with a `Live` widget, found by the type's name."""

from importlib import import_module

from lesvisit.blocks import TYPES
from lesvisit.ui.blocks.live import LiveBlock

SHEET_TYPES = ("note", "tally", "utterance")  # live on the sheet and in the side panel, without a widget of their own


def live_of(block_type: str) -> type[LiveBlock] | None:
    """The widget in which a block is used; None for one that lives on the sheet or in the side panel."""
    if block_type in SHEET_TYPES or block_type not in TYPES:
        return None
    found: type[LiveBlock] = import_module(f"lesvisit.ui.blocks.{block_type}").Live
    return found
