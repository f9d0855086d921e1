"""What is wrong with a template, said at the field: for the editor, the file and the command line alike.

A template with problems can be kept as a draft; it is not used and not taken from a file.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from lesvisit.blocks import kind_of
from lesvisit.blocks.check_texts import LINE, LONG, all_texts, line_problems, texts_problems
from lesvisit.blocks.kind import BlockKind, Option, Problem
from lesvisit.domain.slash import MOST_CODE, plain
from lesvisit.domain.template import Block, Item, Scale, Taxonomy, Template, Timing
from lesvisit.i18n import N_

MOST_VERSION = 1_000_000
MOST_MINUTES = 600
MOST_SECTIONS = 30
MOST_BLOCKS = 60
MOST_ITEMS = 600  # in all blocks together
MOST_EXAMPLES = 20
MOST_SCALES = 20
MOST_ANCHORS = 11
MOST_PHASES = 30
MOST_TEXT = 100_000  # characters in all texts together

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", re.ASCII)
_LINK = re.compile(r"D[1-9][0-9]?[a-z]?|K[1-9][0-9]?", re.ASCII)


def problems(template: Template) -> tuple[Problem, ...]:
    """Everything that is wrong, one problem for each field, in the order of the template. None: it can be used."""
    found = tuple(_sizes(template)) or (*_head(template), *_scales(template), *_sections(template))
    first: dict[str, Problem] = {}
    for problem in found:
        first.setdefault(problem.path, problem)
    return tuple(first.values())


# The whole


def _sizes(template: Template) -> Iterator[Problem]:
    """What is too large is not looked through any further."""
    blocks = template.all_blocks
    yield from _at_most(template.sections, MOST_SECTIONS, "sections", N_("These are more than {most} sections."))
    yield from _at_most(blocks, MOST_BLOCKS, "sections", N_("These are more than {most} blocks."))
    items = [item for block in blocks for item in block.items]
    yield from _at_most(items, MOST_ITEMS, "sections", N_("These are more than {most} items in all."))
    yield from _at_most(template.scales, MOST_SCALES, "scales", N_("These are more than {most} scales."))
    if sum(len(text) for text in all_texts(template)) > MOST_TEXT:
        yield Problem("", N_("All texts together are longer than {most} characters."), {"most": MOST_TEXT})


def _at_most(found: Iterable[object], most: int, path: str, message: str) -> Iterator[Problem]:
    if sum(1 for _ in found) > most:
        yield Problem(path, message, {"most": most})


def _head(template: Template) -> Iterator[Problem]:
    if not _is_uuid(template.id):
        yield Problem(
            "id", N_("The id is no UUID, like {example}."), {"example": "0198c0de-1000-7000-8000-000000000001"}
        )
    if not 1 <= template.version <= MOST_VERSION:
        yield Problem("version", N_("The version is a number from 1 up."))
    yield from texts_problems("name", template.name, LINE, needed=N_("The template has no name yet."))
    yield from texts_problems("description", template.description, LONG, lines=True)
    yield from texts_problems("good_for", template.good_for, LONG, lines=True)
    yield from texts_problems("disclaimer", template.disclaimer, LONG, lines=True)
    yield from line_problems("attribution", template.attribution, LONG)
    yield from line_problems("licence", template.licence, LINE)
    if template.taxonomy and template.taxonomy not in list(Taxonomy):
        yield Problem("taxonomy", N_("This is none of: {words}."), {"words": ", ".join(Taxonomy)})
    for path, minutes in (("learn_min", template.learn_min), ("visit_min", template.visit_min)):
        if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
            yield Problem(path, N_("This is a number from {least} to {most}."), {"least": 1, "most": MOST_MINUTES})
    if not template.all_blocks:
        yield Problem("sections", N_("There is no block in it yet."))


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


# Scales


def _scales(template: Template) -> Iterator[Problem]:
    yield from _doubles("scales", [s.id for s in template.scales], "id", N_("Another scale has this id too."))
    for number, scale in enumerate(template.scales):
        yield from _scale(f"scales[{number}]", scale)


def _scale(at: str, scale: Scale) -> Iterator[Problem]:
    yield from _id_problems(f"{at}.id", scale.id)
    yield from texts_problems(f"{at}.label", scale.label, LINE)
    anchors = f"{at}.anchors"
    if not 2 <= len(scale.anchors) <= MOST_ANCHORS:
        values = {"least": 2, "most": MOST_ANCHORS}
        yield Problem(anchors, N_("A scale has {least} to {most} values, each with its words."), values)
    yield from _doubles(anchors, [a.value for a in scale.anchors], "value", N_("This value stands there twice."))
    for number, anchor in enumerate(scale.anchors):
        here = f"{anchors}[{number}]"
        yield from line_problems(f"{here}.value", anchor.value, MOST_CODE, needed=N_("The value is empty."))
        missing = N_("The value “{value}” has no words yet: what does one see then?")
        yield from texts_problems(f"{here}.label", anchor.label, LINE, needed=missing, value=anchor.value)
        yield from texts_problems(f"{here}.help", anchor.help, LONG, lines=True)


# Sections and blocks


def _sections(template: Template) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, section in enumerate(template.sections):
        at = f"sections[{number}]"
        yield from texts_problems(f"{at}.title", section.title, LINE)
        yield from texts_problems(f"{at}.help", section.help, LONG, lines=True)
        yield from _at_most(section.phases, MOST_PHASES, f"{at}.phases", N_("These are more than {most} phases."))
        for index, phase in enumerate(section.phases[:MOST_PHASES]):
            yield from line_problems(f"{at}.phases[{index}]", phase, LINE, needed=N_("The phase has no name."))
        for index, block in enumerate(section.blocks):
            here = f"{at}.blocks[{index}]"
            if block.id in seen:
                yield Problem(f"{here}.id", N_("Another block has this id too."))
            seen.add(block.id)
            yield from _block(here, template, block)


def _block(at: str, template: Template, block: Block) -> Iterator[Problem]:
    yield from _id_problems(f"{at}.id", block.id)
    kind = kind_of(block.type)
    if kind is None:
        yield Problem(f"{at}.type", N_("This LesVisit knows no block “{type}”."), {"type": block.type[:40]})
        return
    yield from texts_problems(f"{at}.label", block.label, LINE, needed=N_("The block has no name yet."))
    yield from texts_problems(f"{at}.help", block.help, LONG, lines=True)
    yield from texts_problems(f"{at}.group", block.group, LINE)
    yield from line_problems(f"{at}.attribution", block.attribution, LONG)
    yield from line_problems(f"{at}.licence", block.licence, LINE)
    yield from _place(at, template, block, kind)
    yield from _items(at, block, kind)
    for problem in kind.problems(template, block):
        yield Problem(f"{at}.{problem.path}" if problem.path else at, problem.message, problem.values)
    yield from _options(at, block, kind)


def _place(at: str, template: Template, block: Block, kind: BlockKind) -> Iterator[Problem]:
    if block.timing not in list(Timing):
        yield Problem(f"{at}.timing", N_("This is none of: {words}."), {"words": ", ".join(Timing)})
    if block.link and not _LINK.fullmatch(block.link):
        yield Problem(f"{at}.link", N_("A link is the code of a goal or a question, like D1, D1a or K1."))
    if block.scale and not kind.has_scale:
        yield Problem(f"{at}.scale", N_("This kind of block has no scale."))
    elif block.scale and template.scale_of(block) is None:
        yield Problem(f"{at}.scale", N_("There is no scale “{scale}” in this template."), {"scale": block.scale[:40]})


# Items


def _items(at: str, block: Block, kind: BlockKind) -> Iterator[Problem]:
    path, count = f"{at}.items", len(block.items)
    if not kind.has_items:
        if block.items:
            yield Problem(path, N_("This kind of block has no items."))
        return
    if not kind.least_items <= count <= kind.most_items:
        values = {"least": kind.least_items, "most": kind.most_items, "count": count}
        yield Problem(path, N_("There are {count} items here; it takes {least} to {most}."), values)
    yield from _doubles(path, [item.id for item in block.items], "id", N_("Another item has this id too."))
    codes = [plain(item.code) for item in block.items]
    yield from _doubles(path, codes, "code", N_("Another item of this block has this code too."))
    for number, item in enumerate(block.items):
        yield from _item(f"{path}[{number}]", item)


def _item(at: str, item: Item) -> Iterator[Problem]:
    yield from _id_problems(f"{at}.id", item.id)
    yield from texts_problems(f"{at}.label", item.label, LINE, needed=N_("The item has no words yet."))
    yield from texts_problems(f"{at}.help", item.help, LONG, lines=True)
    yield from texts_problems(f"{at}.group", item.group, LINE)
    if item.code and not _is_code(item.code):
        yield Problem(f"{at}.code", _CODE, {"most": MOST_CODE})
    message = N_("These are more than {most} examples.")
    yield from _at_most(item.examples, MOST_EXAMPLES, f"{at}.examples", message)
    for index, example in enumerate(item.examples[:MOST_EXAMPLES]):
        empty = N_("The example has no words yet.")
        yield from texts_problems(f"{at}.examples[{index}]", example, LINE, needed=empty)


_CODE = N_("A code is at most {most} letters, digits or plus signs, without spaces.")


def _is_code(text: str) -> bool:
    return 0 < len(text) <= MOST_CODE and all(sign.isalnum() or sign == "+" for sign in text)


def _id_problems(path: str, text: str) -> Iterator[Problem]:
    if not _ID.fullmatch(text):
        yield Problem(path, N_("An id is made of letters, digits, hyphens and underscores."))


def _doubles(path: str, values: list[str], key: str, message: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, value in enumerate(values):
        if value and value in seen:
            yield Problem(f"{path}[{number}].{key}", message)
        seen.add(value)


# Settings


def _options(at: str, block: Block, kind: BlockKind) -> Iterator[Problem]:
    known = {option.key: option for option in kind.options}
    for key, value in block.options.items():
        path = f"{at}.options.{key[:40]}"
        if key in known:
            problem = _JUDGES[known[key].kind](path, known[key], value)
        elif key == "code" and kind.quick and not kind.has_items:
            problem = _code_option(path, value)
        else:
            problem = Problem(path, N_("This kind of block has no such setting."))
        if problem is not None:
            yield problem


def _whole(path: str, option: Option, value: object) -> Problem | None:
    fits = isinstance(value, int) and not isinstance(value, bool) and option.least <= value <= option.most
    values = {"least": option.least, "most": option.most}
    return None if fits else Problem(path, N_("This is a number from {least} to {most}."), values)


def _flag(path: str, _option: Option, value: object) -> Problem | None:
    return None if isinstance(value, bool) else Problem(path, N_("This is true or false."))


def _choice(path: str, option: Option, value: object) -> Problem | None:
    if isinstance(value, str) and value in option.choices:
        return None
    return Problem(path, N_("This is none of: {words}."), {"words": ", ".join(option.choices)})


def _code_option(path: str, value: object) -> Problem | None:
    """A counter has its slash code among its settings, since it has no items."""
    fits = isinstance(value, str) and (not value or _is_code(value))
    return None if fits else Problem(path, _CODE, {"most": MOST_CODE})


_JUDGES: dict[str, Callable[[str, Option, object], Problem | None]] = {
    "whole": _whole,
    "flag": _flag,
    "choice": _choice,
}
