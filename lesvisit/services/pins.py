"""Blocks of other templates in a visit's own snapshot: copied into one last section, with their origin kept."""

from dataclasses import replace

from lesvisit.blocks import kind_of
from lesvisit.domain.errors import PinRefused
from lesvisit.domain.keymap import COUNTERS
from lesvisit.domain.template import Block, Section, Template, Texts, text_in

PINNED: Texts = {"nl": "Erbij gezet", "en": "Pinned to this visit"}


def pins(template: Template | None) -> tuple[Block, ...]:
    """The blocks that were pinned to a visit."""
    return () if template is None else tuple(b for s in template.sections if s.title == PINNED for b in s.blocks)


def keyed(template: Template | None) -> int:
    """How many things of a template want a key of their own: counters, stopwatches, rounds."""
    return 0 if template is None else sum(_keyed(block) for block in template.all_blocks)


def _keyed(block: Block) -> int:
    kind = kind_of(block.type)
    return len(kind.presses(block)) if kind is not None and kind.quick and block.timing == "during" else 0


def pinned(visit: Template | None, source: Template, block_id: str) -> Template:
    """The visit's template with a block of another one. Raises PinRefused."""
    block = source.block(block_id)
    if visit is None or block is None:
        raise PinRefused("pin_gone")
    if is_pinned(visit, source, block_id):
        raise PinRefused("pin_twice")
    wants = _keyed(block)
    if wants and keyed(visit) + wants > COUNTERS:
        raise PinRefused("pin_no_key", most=COUNTERS)
    named = replace(
        block,
        help=_with_disclaimer(block.help, source),
        attribution=_origin(source, block),
        licence=block.licence or source.licence,
    )
    return _joined(visit, source, named)


def is_pinned(visit: Template | None, source: Template, block_id: str) -> bool:
    """Was this block pinned already?"""
    block = source.block(block_id)
    if visit is None or block is None:
        return False
    origin = _origin(source, block)
    return any(
        (pin.type, pin.label, pin.items, pin.attribution) == (block.type, block.label, block.items, origin)
        for pin in pins(visit)
    )


def unpinned(visit: Template, block_id: str) -> Template:
    """The visit's template without a pinned block; the section goes with its last one."""
    sections = []
    for section in visit.sections:
        if section.title == PINNED:
            section = replace(section, blocks=tuple(b for b in section.blocks if b.id != block_id))
        if section.blocks or section.title != PINNED:
            sections.append(section)
    left = replace(visit, sections=tuple(sections))
    scales = {block.scale for block in left.all_blocks}
    gone = {b.scale for b in pins(visit) if b.id == block_id} - scales
    return replace(left, scales=tuple(s for s in left.scales if s.id not in gone))


def carried(before: Template | None, chosen: Template) -> Template:
    """Another template for the visit, with what was pinned before as far as there are keys for it."""
    for block in pins(before):
        wants = _keyed(block)
        if before is not None and (not wants or keyed(chosen) + wants <= COUNTERS):
            chosen = _joined(chosen, before, block)
    return chosen


def without_pins(template: Template) -> Template:
    """A visit's snapshot as the template was when it was chosen."""
    for block in pins(template):
        template = unpinned(template, block.id)
    return template


def _joined(visit: Template, source: Template, block: Block) -> Template:
    """The block in the section of pins, under an id of its own, with a copy of its scale."""
    made, scales = replace(block, id=_free(block.id, {b.id for b in visit.all_blocks}), scale=""), visit.scales
    scale = source.scale_of(block)
    if scale is not None:
        made = replace(made, scale=_free(scale.id, {s.id for s in scales}))
        scales = (*scales, replace(scale, id=made.scale))
    section = next((s for s in visit.sections if s.title == PINNED), Section(PINNED))
    others = tuple(s for s in visit.sections if s.title != PINNED)
    sections = (*others, replace(section, blocks=(*section.blocks, made)))
    return replace(visit, sections=sections, scales=scales)


def _free(wanted: str, taken: set[str]) -> str:
    return next(i for i in (wanted, *(f"{wanted}-{n}" for n in range(2, 999))) if i not in taken)


def _origin(source: Template, block: Block) -> str:
    """Which template it comes from, and who made that: both stand under the block wherever it is shown."""
    return " · ".join(part for part in (text_in(source.name, "nl"), block.attribution or source.attribution) if part)


def _with_disclaimer(texts: Texts, source: Template) -> Texts:
    """What the licence of the source asks to be said goes along with its block."""
    found = dict(texts)
    for language, said in source.disclaimer.items():
        found[language] = "\n".join(part for part in (texts.get(language, ""), said) if part)
    return found
