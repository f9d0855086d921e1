"""Which keys and slash codes the items of a visit's template have, without clashes.

Keys are stable while observing: counters and stopwatches own Alt+1..6 in the template's order; only a template
without any gives them to the group of the block in front.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from lesvisit.blocks import kind_of
from lesvisit.blocks.kind import Press
from lesvisit.domain.keymap import COUNTERS
from lesvisit.domain.slash import plain
from lesvisit.domain.template import Block, Template, text_in


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one block that have the keys together."""

    block_id: str
    title: str
    presses: tuple[Press, ...]


def quick_presses(template: Template | None) -> tuple[Press, ...]:
    """What stands in the side panel with a key: counters, stopwatches, rounds; six at most."""
    found: list[Press] = []
    for block in template.all_blocks if template else ():
        kind = kind_of(block.type)
        if kind is not None and kind.quick and block.timing == "during":
            found.extend(kind.presses(block))
    return tuple(found[:COUNTERS])


def groups(block: Block, language: str) -> tuple[Group, ...]:
    """The items of a block in groups of at most six, by their own groups."""
    kind = kind_of(block.type)
    presses = kind.presses(block) if kind is not None else ()
    titles = {item.id: text_in(item.group, language) for item in block.items}
    found: list[Group] = []
    for press in presses:
        title = titles.get(press.item_id, "")
        if found and found[-1].title == title and len(found[-1].presses) < COUNTERS:
            found[-1] = Group(block.id, title, (*found[-1].presses, press))
        else:
            found.append(Group(block.id, title, (press,)))
    return tuple(found)


def slash_presses(template: Template | None, taken: Iterable[str]) -> dict[str, Press]:
    """Slash codes (lower case, as compared) to what they press; a code that is taken gets a number behind it."""
    used = {plain(code) for code in taken}
    found: dict[str, Press] = {}
    for block in template.all_blocks if template else ():
        kind = kind_of(block.type)
        if kind is None or block.timing != "during":
            continue
        for press in kind.presses(block):
            wanted = plain(press.code)
            if not wanted:
                continue
            code = next(c for c in (wanted, *(f"{wanted}{n}" for n in range(2, 99))) if c not in used)
            used.add(code)
            found[code] = press
    return found
