"""Which key presses what, as the editor shows it: the same rules that the observe page follows."""

from dataclasses import dataclass

from lesvisit.blocks.keys import groups, quick_presses, slash_presses
from lesvisit.blocks.kind import Press
from lesvisit.domain.keymap import COUNT_ACTS, KeyMap
from lesvisit.domain.slash import SlashCodes
from lesvisit.domain.template import Block, Template
from lesvisit.services.templates import name_of


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One thing to press: its key (empty: none while another block is in front), its slash code, its words."""

    block_id: str
    item_id: str
    key: str
    code: str
    words: str


def pressed_by(template: Template, block: Block | None, language: str) -> tuple[Press, ...]:
    """What Alt+1..6 press: counters and stopwatches; without any, the first group of the block in front."""
    quick = quick_presses(template)
    if quick or block is None:
        return quick
    found = groups(block, language)
    return found[0].presses if found else ()


def key_lines(template: Template, block: Block | None, keymap: KeyMap, language: str) -> tuple[KeyLine, ...]:
    """Everything that has a key or a code, what has a key first."""
    keyed = pressed_by(template, block, language)
    keys = {press.key: keymap.text(act) for press, act in zip(keyed, COUNT_ACTS, strict=False)}
    slash = slash_presses(template, [code.typed for code in SlashCodes({}).codes])
    codes = {press.key: code for code, press in slash.items()}
    every = {press.key: press for press in (*keyed, *slash.values())}
    return tuple(
        KeyLine(
            p.block_id, p.item_id, keys.get(key, ""), codes.get(key, ""), name_of(p.label, language) or p.code or "…"
        )
        for key, p in every.items()
    )


def item_keys(template: Template, block: Block, keymap: KeyMap, language: str) -> dict[str, str]:
    """The keys of one block's items, as they are while it is in front."""
    pairs = zip(pressed_by(template, block, language), COUNT_ACTS, strict=False)
    return {press.item_id: keymap.text(act) for press, act in pairs if press.block_id == block.id}
