"""The published schema of a template file (docs/template-schema.json), made from the dataclasses that read it.

It says what a file may look like; what else has to be right (ids that differ, a scale that is there) is said by
`lesvisit template-check`. JSON Schema 2020-12. `python -m tests.tools.template_schema` writes it.
"""

import json
from dataclasses import MISSING, is_dataclass
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

from lesvisit.blocks import TYPES, check, check_texts, kind_of
from lesvisit.blocks.kind import BlockKind, Option
from lesvisit.domain.slash import MOST_CODE
from lesvisit.domain.template import Anchor, Block, Item, Scale, Section, Taxonomy, Template, Timing
from lesvisit.exchange.strict_records import fields_of, is_needed
from lesvisit.exchange.template_file import FORMAT, VERSION

Json = dict[str, Any]

PLACE = Path(__file__).resolve().parents[2] / "docs" / "template-schema.json"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
_RECORDS = (Template, Section, Block, Item, Scale, Anchor)
_LINES = ("description", "help", "good_for", "disclaimer")

ABOUT = {
    "Template.id": "A UUID in lower case: who the template is, whatever it is called. It never changes.",
    "Template.version": "Counts up whenever the content changes. One id and version mean one content, everywhere.",
    "Template.name": "The name, by language.",
    "Template.description": "What one does with it, in a sentence or two.",
    "Template.attribution": "Who made it, and from what.",
    "Template.licence": "What others may do with it, as an SPDX name where there is one: CC0-1.0, CC-BY-4.0.",
    "Template.sections": "What stands on the page, from top to bottom.",
    "Template.scales": "Scales that blocks of this template use.",
    "Template.good_for": "Which question of a teacher it helps to answer.",
    "Template.disclaimer": "What a licence says must be shown.",
    "Template.taxonomy": "The kind of observation: free, structured, interval, count (or duration), scale.",
    "Template.learn_min": "How many minutes it takes to learn.",
    "Template.visit_min": "How many minutes a visit with it takes.",
    "Template.more": "Stands under More in the gallery.",
    "Section.title": "What stands above its blocks.",
    "Section.phases": "Lesson phases, by code (F2) or name, in which these blocks come forward.",
    "Block.id": "Differs from that of every other block in the template. Never changed: events point to it.",
    "Block.type": "Which kind of building block it is.",
    "Block.label": "What it is called.",
    "Block.help": "How one uses it.",
    "Block.group": "Blocks with the same group belong together.",
    "Block.timing": "When it is filled in: before, during or after the lesson.",
    "Block.link": "A goal, criterion or question of the lesson design that it belongs to: D1, D1a, K1.",
    "Block.items": "What is pressed, chosen or answered in it.",
    "Block.scale": "The id of a scale of this template.",
    "Block.attribution": "Whose block it is, where that is not the template's maker.",
    "Block.licence": "Its licence, where that is not the template's.",
    "Block.options": "Settings of this kind of block.",
    "Item.id": "Differs from that of every other item of the block. Never changed: events point to it.",
    "Item.label": "What it is called.",
    "Item.help": "When one chooses it.",
    "Item.group": "Items with the same group stand together.",
    "Item.code": "What one types after a slash, and what stands in the export.",
    "Item.examples": "Ticks that support a rating; they never compute it.",
    "Scale.id": "What blocks call it.",
    "Scale.anchors": "Its values, from few to many.",
    "Scale.na": "May one say that it does not apply?",
    "Anchor.value": "The value, as short as it is written: 1, L, +.",
    "Anchor.label": "What one sees then.",
}  # fmt: skip


def published() -> str:
    """The file's text."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def schema() -> Json:
    """The whole schema."""
    return {
        "$schema": DRAFT,
        "title": "An observation template of LesVisit",
        "description": "Explained in template-schema.md. A file is at most 2 MB of JSON in UTF-8.",
        "type": "object",
        "required": ["format", "format_version", "template"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "format_version": {"const": VERSION},
            "template": {"$ref": "#/$defs/Template"},
        },
        "$defs": {**{record.__name__: _record(record) for record in _RECORDS}, **_shared()},
    }


def _record(record: type) -> Json:
    known = fields_of(record)
    found: Json = {
        "type": "object",
        "required": [name for name, (field, _) in known.items() if is_needed(field)],
        "additionalProperties": False,
        "properties": {name: _property(record, name) for name in known},
    }
    if record is Block:
        found["allOf"] = [_of_kind(block_type) for block_type in TYPES]
    return found


def _property(record: type, name: str) -> Json:
    field, wanted = fields_of(record)[name]
    place = f"{record.__name__}.{name}"
    found = {**_type(wanted, name), **_LIMITS.get(place, {})}
    if place in ABOUT:
        found["description"] = ABOUT[place]
    if field.default not in (MISSING, "", None):
        found["default"] = field.default
    return found


def _type(wanted: Any, name: str) -> Json:
    """What a type of the dataclass is in a schema."""
    simple: dict[Any, Json] = {
        str: {"type": "string"},
        bool: {"type": "boolean"},
        int: {"type": "integer"},
        object: {"type": ["string", "boolean", "integer"]},
    }
    if wanted in simple:
        return simple[wanted]
    if is_dataclass(wanted) and isinstance(wanted, type):
        return {"$ref": f"#/$defs/{wanted.__name__}"}
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin in (Union, UnionType):
        return {"type": [_type(inner[0], name)["type"], "null"]}
    if origin is tuple:
        return {"type": "array", "items": _type(inner[0], name)}
    if inner[1] is str:
        return {"$ref": "#/$defs/LongTexts" if name in _LINES else "#/$defs/Texts"}
    return {"type": "object", "additionalProperties": _type(inner[1], name)}


def _shared() -> Json:
    def texts(most: int, pattern: str) -> Json:
        return {
            "type": "object",
            "description": "A text by language code: nl, en. Markup in it is text like any other.",
            "maxProperties": check_texts.MOST_LANGUAGES,
            "propertyNames": {"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$"},
            "additionalProperties": {"type": "string", "maxLength": most, "pattern": pattern},
        }

    return {"Texts": texts(check_texts.LINE, _ONE_LINE), "LongTexts": texts(check_texts.LONG, _LINES_TOO)}


_ONE_LINE = r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$"
_LINES_TOO = r"^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]*$"
_ID: Json = {"pattern": "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"}
_LIMITS: dict[str, Json] = {
    "Template.id": {"pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"},
    "Template.version": {"minimum": 1, "maximum": check.MOST_VERSION},
    "Template.name": {"minProperties": 1},
    "Template.attribution": {"maxLength": check_texts.LONG, "pattern": _ONE_LINE},
    "Template.licence": {"maxLength": check_texts.LINE, "pattern": _ONE_LINE},
    "Template.sections": {"maxItems": check.MOST_SECTIONS},
    "Template.scales": {"maxItems": check.MOST_SCALES},
    "Template.taxonomy": {"enum": ["", *Taxonomy]},
    "Template.learn_min": {"minimum": 1, "maximum": check.MOST_MINUTES},
    "Template.visit_min": {"minimum": 1, "maximum": check.MOST_MINUTES},
    "Section.phases": {
        "maxItems": check.MOST_PHASES,
        "items": {"type": "string", "minLength": 1, "maxLength": check_texts.LINE, "pattern": _ONE_LINE},
    },
    "Section.blocks": {"maxItems": check.MOST_BLOCKS},
    "Block.id": _ID,
    "Block.type": {"enum": list(TYPES)},
    "Block.timing": {"enum": list(Timing)},
    "Block.link": {"pattern": "^(|D[1-9][0-9]?[a-z]?|K[1-9][0-9]?)$"},
    "Block.attribution": {"maxLength": check_texts.LONG, "pattern": _ONE_LINE},
    "Block.licence": {"maxLength": check_texts.LINE, "pattern": _ONE_LINE},
    "Item.id": _ID,
    "Item.code": {"maxLength": MOST_CODE},
    "Item.examples": {"maxItems": check.MOST_EXAMPLES},
    "Scale.id": _ID,
    "Scale.anchors": {"minItems": 2, "maxItems": check.MOST_ANCHORS},
    "Anchor.value": {"minLength": 1, "maxLength": MOST_CODE},
}


def _of_kind(block_type: str) -> Json:
    """What holds for blocks of one type: its items, its settings."""
    kind = kind_of(block_type)
    assert kind is not None
    items: Json = {"minItems": kind.least_items, "maxItems": kind.most_items} if kind.has_items else {"maxItems": 0}
    settings = {option.key: _option(option) for option in kind.options} | _code_option(kind)
    properties: Json = {
        "items": items,
        "options": {"additionalProperties": False, "properties": settings},
    }
    if not kind.has_scale:
        properties["scale"] = {"const": ""}
    return {
        "if": {"properties": {"type": {"const": block_type}}},
        "then": {"description": kind.about, "properties": properties},
    }


def _code_option(kind: BlockKind) -> Json:
    """A counter has its slash code among its settings, since it has no items."""
    if not kind.quick or kind.has_items:
        return {}
    return {"code": {"type": "string", "maxLength": MOST_CODE}}


def _option(option: Option) -> Json:
    by_kind: dict[str, Json] = {
        "whole": {"type": "integer", "minimum": option.least, "maximum": option.most},
        "flag": {"type": "boolean"},
        "choice": {"enum": list(option.choices)},
    }
    return {**by_kind[option.kind], "description": option.label, "default": option.default}


if __name__ == "__main__":
    PLACE.write_text(published(), encoding="utf-8")
