"""The drawing of a whole template: the sketches of its blocks, one under the other, within a height."""

from collections.abc import Iterator
from dataclasses import replace

from lesvisit.blocks import kind_of
from lesvisit.blocks.drawing import Box, Disc, Drawing, Line, Mark, Room, Words
from lesvisit.domain.template import Block, Template
from lesvisit.i18n import Translator
from lesvisit.ui.templates.words import block_title

GAP = 10.0


def template_sketch(template: Template, says: Translator, room: Room, height: float) -> Drawing:
    """As many blocks as fit, what makes the template first; what is higher than the room is cut off at its foot."""
    marks: list[Mark] = []
    y = 0.0
    for block in _telling(template):
        drawn = block_sketch(block, says, room)
        if drawn is None or (marks and y + drawn.height > height):
            continue
        marks.extend(shifted(mark, y) for mark in drawn.marks)
        y += drawn.height + GAP
    words = ", ".join(dict.fromkeys(block_title(says, block) for block in template.all_blocks))
    return Drawing(room.width, min(height, max(y - GAP, 0.0)), tuple(marks), words)


def block_sketch(block: Block, says: Translator, room: Room) -> Drawing | None:
    """What one block looks like; None for a type this version does not know."""
    kind = kind_of(block.type)
    return None if kind is None else kind.sketch(block, says, room)


def _telling(template: Template) -> Iterator[Block]:
    """Notes last: nearly every template has them."""
    yield from (block for block in template.all_blocks if block.type != "note")
    yield from template.blocks("note")[:1]


def shifted(mark: Mark, by: float) -> Mark:
    """The mark so much lower."""
    if isinstance(mark, Line):
        return replace(mark, points=tuple((x, y + by) for x, y in mark.points))
    assert isinstance(mark, (Box, Disc, Words))
    return replace(mark, y=mark.y + by)
