"""Texts of a template: present where they must be, not too long, nothing in them that is no text.

Markup, formulas and path signs are text like any other: they are kept, and shown as they stand.
"""

import re
import unicodedata
from collections.abc import Iterator

from lesvisit.blocks.kind import Problem
from lesvisit.domain.template import Block, Item, Scale, Template, Texts
from lesvisit.i18n import N_

LINE = 200  # characters in what stands on one line
LONG = 4_000
MOST_LANGUAGES = 12

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}", re.ASCII)
_NO_TEXT = frozenset({"Cc", "Cs", "Zl", "Zp"})  # control signs, lone surrogates, line and paragraph separators


def texts_problems(
    path: str, texts: Texts, most: int, *, lines: bool = False, needed: str = "", **values: object
) -> Iterator[Problem]:
    """What is wrong with a text in several languages; `needed` is said, with `values`, where there is none at all."""
    if needed and not any(text.strip() for text in texts.values()):
        yield Problem(path, needed, values)
    if len(texts) > MOST_LANGUAGES:
        yield Problem(path, N_("These are more than {most} languages."), {"most": MOST_LANGUAGES})
        return
    for language, text in texts.items():
        if _LANGUAGE.fullmatch(language):
            yield from line_problems(f"{path}.{language}", text, most, lines=lines)
        else:
            example = {"language": language[:40]}
            yield Problem(path, N_("“{language}” is no language code like nl or en."), example)


def line_problems(path: str, text: str, most: int, *, lines: bool = False, needed: str = "") -> Iterator[Problem]:
    """What is wrong with one text; `lines` allows line breaks in it."""
    if needed and not text.strip():
        yield Problem(path, needed)
    if len(text) > most:
        yield Problem(path, N_("This is longer than {most} characters."), {"most": most})
    elif _odd_sign(text, lines):
        message = N_("There is a sign in it that is no text (U+{code}).")
        yield Problem(path, message, {"code": f"{ord(_odd_sign(text, lines)):04X}"})


def _odd_sign(text: str, lines: bool) -> str:
    if text.isprintable():
        return ""
    return next((s for s in text if unicodedata.category(s) in _NO_TEXT and not (lines and s == "\n")), "")


# All of them, to weigh the whole


def all_texts(template: Template) -> Iterator[str]:
    """Every text there is in a template."""
    head = (template.name, template.description, template.good_for, template.disclaimer)
    yield from (template.id, template.attribution, template.licence, template.taxonomy)
    yield from _in(*head)
    for scale in template.scales:
        yield from _of_scale(scale)
    for section in template.sections:
        yield from section.phases
        yield from _in(section.title, section.help)
    for block in template.all_blocks:
        yield from _of_block(block)


def _of_scale(scale: Scale) -> Iterator[str]:
    yield scale.id
    yield from _in(scale.label)
    for anchor in scale.anchors:
        yield anchor.value
        yield from _in(anchor.label, anchor.help)


def _of_block(block: Block) -> Iterator[str]:
    yield from (block.id, block.type, block.timing, block.link, block.scale, block.attribution, block.licence)
    yield from _in(block.label, block.help, block.group)
    for key, value in block.options.items():
        yield from (key, str(value))
    for item in block.items:
        yield from _of_item(item)


def _of_item(item: Item) -> Iterator[str]:
    yield from (item.id, item.code)
    yield from _in(item.label, item.help, item.group, *item.examples)


def _in(*several: Texts) -> Iterator[str]:
    for texts in several:
        yield from texts
        yield from texts.values()
