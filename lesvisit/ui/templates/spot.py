"""A place in a template that the editor shows: the form itself, a section, or a block; and where a path leads."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lesvisit.domain.template import Template
from lesvisit.services import template_edit

_SECTION = re.compile(r"sections\[(\d+)\]\.?")
_BLOCK = re.compile(r"blocks\[(\d+)\]\.?")


@dataclass(frozen=True, slots=True)
class Spot:
    """`section` from 0, or -1 for the form itself; `block` the id of a block in it, or empty."""

    section: int = -1
    block: str = ""


WHOLE = Spot()


def spots(template: Template) -> Iterator[Spot]:
    """Every place, in the order of the outline."""
    yield WHOLE
    for number, section in enumerate(template.sections):
        yield Spot(number)
        for block in section.blocks:
            yield Spot(number, block.id)


def spot_of(template: Template, block_id: str) -> Spot:
    """The place of a block; the form itself for one that is not there."""
    where = template_edit.place_of(template, block_id)
    return WHOLE if where is None else Spot(where[0], block_id)


def near(template: Template, spot: Spot, before: tuple[Spot, ...]) -> Spot:
    """The same place in a changed template, else the nearest that is left; `before` are the places there were."""
    if spot.block and template.block(spot.block) is not None:
        return spot_of(template, spot.block)
    there = tuple(spots(template))
    if spot in there:
        return spot
    place = before.index(spot) if spot in before else 0
    return there[min(max(place - 1, 0), len(there) - 1)]


def led_by(template: Template, path: str) -> tuple[Spot, str]:
    """The place that a path of a problem leads to, and the rest of it: the field there.

    A scale is shown at the first block that uses it: its path is the field.
    """
    scale = re.match(r"scales\[(\d+)\]", path)
    if scale is not None and int(scale[1]) < len(template.scales):
        users = template_edit.scale_users(template, template.scales[int(scale[1])].id)
        return (spot_of(template, users[0].id), path) if users else (WHOLE, path)
    found = _SECTION.match(path)
    if found is None or int(found[1]) >= len(template.sections):
        return WHOLE, path
    number, rest = int(found[1]), path[found.end() :]
    inner = _BLOCK.match(rest)
    blocks = template.sections[number].blocks
    if inner is None or int(inner[1]) >= len(blocks):
        return Spot(number), rest
    return Spot(number, blocks[int(inner[1])].id), rest[inner.end() :]
