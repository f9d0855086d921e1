"""Pure changes of a template's parts: sections, blocks, items, scales. What is not there is left as it is.

Blocks, items and scales are named by their ids, sections and anchors by their place.
"""

from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from uuid import uuid4

from lesvisit.blocks import kind_of
from lesvisit.domain.template import Anchor, Block, Item, Scale, Section, Template, Texts
from lesvisit.domain.text import storable

T = TypeVar("T")
FIRST_ANCHORS = ("1", "2", "3", "4")


# Texts


def with_text(texts: Texts, language: str, text: str) -> Texts:
    """The same texts with another one in this language; an empty one goes."""
    kept = {key: value for key, value in texts.items() if key != language}
    clean = storable(text).strip()
    return {**kept, language: clean} if clean else kept


# Places


def place_of(template: Template, block_id: str) -> tuple[int, int] | None:
    """Section and place in it of a block."""
    for number, section in enumerate(template.sections):
        for place, block in enumerate(section.blocks):
            if block.id == block_id:
                return number, place
    return None


def fresh_id(taken: Container[str]) -> str:
    """A short id that is not taken, and was not taken earlier either: events of visits name their block by it."""
    while (made := uuid4().hex[:8]) in taken:
        pass
    return made


def _moved(items: Sequence[T], place: int, by: int) -> tuple[T, ...]:
    """One item up or down; at the edge it stays."""
    if not 0 <= place < len(items):
        return tuple(items)
    rest = list(items)
    one = rest.pop(place)
    rest.insert(min(max(place + by, 0), len(rest)), one)
    return tuple(rest)


def _inserted(items: Sequence[T], place: int, *made: T) -> tuple[T, ...]:
    return (*items[:place], *made, *items[place:])


# Sections


def add_section(template: Template, after: int | None = None) -> tuple[Template, int]:
    """One more section: after this one, else at the end; and where it stands."""
    place = len(template.sections) if after is None else after + 1
    return replace(template, sections=_inserted(template.sections, place, Section({}))), place


def edit_section(template: Template, number: int, **values: Any) -> Template:
    """Fields of a section changed."""
    if not 0 <= number < len(template.sections):
        return template
    sections = list(template.sections)
    sections[number] = replace(sections[number], **values)
    return replace(template, sections=tuple(sections))


def move_section(template: Template, number: int, by: int) -> Template:
    """A section up or down, with its blocks."""
    return replace(template, sections=_moved(template.sections, number, by))


def remove_section(template: Template, number: int) -> Template:
    """A section taken out, with its blocks."""
    return replace(template, sections=tuple(s for n, s in enumerate(template.sections) if n != number))


# Blocks


def add_block(template: Template, block_type: str, section: int = -1, after: str = "") -> tuple[Template, str]:
    """One more block after another one, else at the end of a section (the last one, made where there is none)."""
    if not template.sections:
        template, section = add_section(template)
    number = section % len(template.sections)
    where = place_of(template, after)
    if where is not None:
        number = where[0]
    made = _new_block(template, block_type)
    blocks = template.sections[number].blocks
    place = len(blocks) if where is None else where[1] + 1
    return edit_section(template, number, blocks=_inserted(blocks, place, made)), made.id


def _new_block(template: Template, block_type: str) -> Block:
    kind = kind_of(block_type)
    block = Block(fresh_id({b.id for b in template.all_blocks}), block_type)
    if kind is not None:
        block = replace(block, options={o.key: o.default for o in kind.options if o.kind == "whole"})
    if kind is not None and kind.has_items:
        for _ in range(kind.least_items):
            block = replace(block, items=(*block.items, _new_item(block)))
    return block


def edit_block(template: Template, block_id: str, **values: Any) -> Template:
    """Fields of a block changed."""
    return _on_block(template, block_id, lambda block: replace(block, **values))


def _on_block(template: Template, block_id: str, change: Callable[[Block], Block]) -> Template:
    where = place_of(template, block_id)
    if where is None:
        return template
    number, place = where
    blocks = list(template.sections[number].blocks)
    blocks[place] = change(blocks[place])
    return edit_section(template, number, blocks=tuple(blocks))


def set_option(template: Template, block_id: str, key: str, value: object) -> Template:
    """A setting of a block; None leaves it to the type's own default."""

    def change(block: Block) -> Block:
        kept = {name: old for name, old in block.options.items() if name != key}
        return replace(block, options=kept if value is None else {**kept, key: value})

    return _on_block(template, block_id, change)


def move_block(template: Template, block_id: str, by: int) -> Template:
    """A block up or down; past the edge of its section it goes into the next one."""
    where = place_of(template, block_id)
    if where is None:
        return template
    number, place = where
    blocks = template.sections[number].blocks
    if 0 <= place + by < len(blocks):
        return edit_section(template, number, blocks=_moved(blocks, place, by))
    other = number + by
    if not 0 <= other < len(template.sections):
        return template
    left = edit_section(template, number, blocks=tuple(b for b in blocks if b.id != block_id))
    there = left.sections[other].blocks
    return edit_section(left, other, blocks=_inserted(there, 0 if by > 0 else len(there), blocks[place]))


def remove_block(template: Template, block_id: str) -> Template:
    """A block taken out."""
    sections = (replace(s, blocks=tuple(b for b in s.blocks if b.id != block_id)) for s in template.sections)
    return replace(template, sections=tuple(sections))


# Items


def add_items(
    template: Template, block_id: str, labels: Sequence[Texts] = ({},), after: str = ""
) -> tuple[Template, tuple[str, ...]]:
    """More items with these words: after another one, else at the end; and their ids."""
    made: list[str] = []

    def change(block: Block) -> Block:
        place = next((n + 1 for n, item in enumerate(block.items) if item.id == after), len(block.items))
        for label in labels:
            item = _new_item(block, label)
            block = replace(block, items=_inserted(block.items, place + len(made), item))
            made.append(item.id)
        return block

    return _on_block(template, block_id, change), tuple(made)


def _new_item(block: Block, label: Texts | None = None) -> Item:
    return Item(fresh_id({item.id for item in block.items}), dict(label or {}))


def edit_item(template: Template, block_id: str, item_id: str, **values: Any) -> Template:
    """Fields of an item changed."""

    def change(block: Block) -> Block:
        items = (replace(item, **values) if item.id == item_id else item for item in block.items)
        return replace(block, items=tuple(items))

    return _on_block(template, block_id, change)


def move_item(template: Template, block_id: str, item_id: str, by: int) -> Template:
    """An item up or down: its key goes with its place."""

    def change(block: Block) -> Block:
        place = next((n for n, item in enumerate(block.items) if item.id == item_id), -1)
        return replace(block, items=_moved(block.items, place, by))

    return _on_block(template, block_id, change)


def remove_item(template: Template, block_id: str, item_id: str) -> Template:
    """An item taken out."""
    return _on_block(
        template, block_id, lambda b: replace(b, items=tuple(item for item in b.items if item.id != item_id))
    )


# Scales


def add_scale(template: Template, block_id: str) -> Template:
    """A new scale with four values without words, used by this block."""
    made = Scale(fresh_id({s.id for s in template.scales}), tuple(Anchor(value) for value in FIRST_ANCHORS))
    return edit_block(replace(template, scales=(*template.scales, made)), block_id, scale=made.id)


def edit_scale(template: Template, scale_id: str, **values: Any) -> Template:
    """Fields of a scale changed, for all blocks that use it."""
    scales = (replace(s, **values) if s.id == scale_id else s for s in template.scales)
    return replace(template, scales=tuple(scales))


def scale_users(template: Template, scale_id: str) -> tuple[Block, ...]:
    """The blocks that use a scale."""
    return tuple(b for b in template.all_blocks if b.scale == scale_id)


def remove_scale(template: Template, scale_id: str) -> Template:
    """A scale taken out, also from the blocks that used it."""
    for block in scale_users(template, scale_id):
        template = edit_block(template, block.id, scale="")
    return replace(template, scales=tuple(s for s in template.scales if s.id != scale_id))


def _on_anchors(
    template: Template, scale_id: str, change: Callable[[tuple[Anchor, ...]], tuple[Anchor, ...]]
) -> Template:
    scale = next((s for s in template.scales if s.id == scale_id), None)
    return template if scale is None else edit_scale(template, scale_id, anchors=change(scale.anchors))


def add_anchor(template: Template, scale_id: str) -> Template:
    """One more value at the end of a scale; where the last is a number, the next number."""

    def change(anchors: tuple[Anchor, ...]) -> tuple[Anchor, ...]:
        numbers = [int(a.value) for a in anchors if a.value.isdecimal() and len(a.value) <= 2]
        return (*anchors, Anchor(str(max(numbers, default=0) + 1) if numbers or not anchors else ""))

    return _on_anchors(template, scale_id, change)


def edit_anchor(template: Template, scale_id: str, number: int, **values: Any) -> Template:
    """Fields of one value changed."""
    return _on_anchors(
        template,
        scale_id,
        lambda found: tuple(replace(a, **values) if n == number else a for n, a in enumerate(found)),
    )


def move_anchor(template: Template, scale_id: str, number: int, by: int) -> Template:
    """A value up or down."""
    return _on_anchors(template, scale_id, lambda found: _moved(found, number, by))


def remove_anchor(template: Template, scale_id: str, number: int) -> Template:
    """A value taken out."""
    return _on_anchors(template, scale_id, lambda found: tuple(a for n, a in enumerate(found) if n != number))
