"""The building blocks of observation templates: what each type stores, counts, checks and draws. No screen here.

A type is one module here with a `KIND`, one module of the same name in `lesvisit.ui.blocks` with a `Live` widget, and
one name in `TYPES`: three files, no more (the recipe stands in CONTRIBUTING). Modules load when a template asks for
them, so that a plain visit pays nothing for the rest.
"""

from functools import cache
from importlib import import_module

from lesvisit.blocks.kind import BlockKind

TYPES = (
    "note",
    "utterance",
    "rating",
    "check",
    "tally",
    "interval_grid",
    "sweep",
    "duration",
    "case_matrix",
    "seat_map",
    "columns",
    "field",
)

_MODULES = {"check": "checklist"}  # `lesvisit.blocks.check` says what is wrong with a template


@cache
def kind_of(block_type: str) -> BlockKind | None:
    """What a type of block does; None for a type this version does not know."""
    if block_type not in TYPES:
        return None
    found: BlockKind = import_module(f"lesvisit.blocks.{_MODULES.get(block_type, block_type)}").KIND
    return found
