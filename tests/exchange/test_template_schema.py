"""The published schema is that of the code, and holds for what is good."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from lesvisit.blocks import TYPES as BLOCK_TYPES
from lesvisit.blocks import kind_of
from lesvisit.exchange.strict_records import fields_of
from tests.exchange.hostile_templates import encoded, files, valid
from tests.tools.template_schema import _RECORDS, ABOUT, PLACE, published, schema

SHIPPED = sorted((Path(__file__).parents[2] / "resources" / "templates").glob("*.json"))
EXPLAINED = PLACE.with_suffix(".md")
TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "null": type(None),
}
SCHEMA = schema()


def fits(value: Any, rule: dict[str, Any]) -> bool:
    """Does a value fit a rule? Only the words of JSON Schema that this schema uses."""
    if "$ref" in rule and not fits(value, SCHEMA["$defs"][rule["$ref"].rpartition("/")[2]]):
        return False
    if "if" in rule and fits(value, rule["if"]) and not fits(value, rule["then"]):
        return False
    return all(WORDS[word](value, rule[word], rule) for word in rule if word in WORDS) and all(
        fits(value, part) for part in rule.get("allOf", ())
    )


def _is(value: Any, name: str) -> bool:
    return isinstance(value, TYPES[name]) and not (name == "integer" and isinstance(value, bool))


def _properties(value: Any, known: dict[str, Any], _rule: object) -> bool:
    return not isinstance(value, dict) or all(fits(value[key], known[key]) for key in known if key in value)


def _additional(value: Any, extra: Any, rule: dict[str, Any]) -> bool:
    others = [v for k, v in value.items() if k not in rule.get("properties", {})] if isinstance(value, dict) else []
    return not others if extra is False else all(fits(other, extra) for other in others)


def _size(kind: type[Any], sign: int) -> Any:
    def judged(value: Any, limit: int, _rule: object) -> bool:
        return not isinstance(value, kind) or sign * (len(value) - limit) >= 0

    return judged


WORDS: dict[str, Any] = {
    "type": lambda v, w, _: any(_is(v, name) for name in ([w] if isinstance(w, str) else w)),
    "const": lambda v, w, _: v == w and type(v) is type(w),
    "enum": lambda v, w, _: v in w,
    "required": lambda v, w, _: not isinstance(v, dict) or all(key in v for key in w),
    "properties": _properties,
    "additionalProperties": _additional,
    "propertyNames": lambda v, w, _: not isinstance(v, dict) or all(fits(key, w) for key in v),
    "pattern": lambda v, w, _: not isinstance(v, str) or re.search(w, v) is not None,
    "items": lambda v, w, _: not isinstance(v, list) or all(fits(item, w) for item in v),
    "minItems": _size(list, 1),
    "maxItems": _size(list, -1),
    "minLength": _size(str, 1),
    "maxLength": _size(str, -1),
    "minProperties": _size(dict, 1),
    "maxProperties": _size(dict, -1),
    "minimum": lambda v, w, _: not isinstance(v, int) or v >= w,
    "maximum": lambda v, w, _: not isinstance(v, int) or v <= w,
}
SAYS_NOTHING = {"$schema", "title", "description", "default", "$defs", "$ref", "if", "then", "allOf"}


def words_of(rule: Any) -> set[str]:
    """Every word of JSON Schema that is used."""
    if isinstance(rule, list):
        return {word for part in rule for word in words_of(part)}
    if not isinstance(rule, dict):
        return set()
    found = set(rule)
    for word, part in rule.items():
        inner = part.values() if word in ("properties", "$defs") else [part]
        found |= {w for one in inner for w in words_of(one)} if word not in ("enum", "required", "default") else set()
    return found


def test_the_published_one_is_that_of_the_code() -> None:
    assert PLACE.read_text(encoding="utf-8") == published(), "run: python -m tests.tools.template_schema"


def test_the_reader_above_knows_every_word_of_it() -> None:
    assert words_of(SCHEMA) <= WORDS.keys() | SAYS_NOTHING


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.stem)
def test_what_ships_fits(path: Path) -> None:
    assert fits(json.loads(path.read_bytes()), SCHEMA)


def test_what_is_good_fits() -> None:
    assert fits(valid(), SCHEMA)
    for file in files():
        if file.taken:
            assert fits(json.loads(file.data.decode("utf-8-sig")), SCHEMA), file.name


@pytest.mark.parametrize("start", ["type ", "unknown ", "missing ", "format", "sign ", "number template"])
def test_what_is_bad_in_form_does_not_fit(start: str) -> None:
    found = [file for file in files() if file.name.startswith(start)]
    assert found
    fitting = [file.name for file in found if fits(json.loads(file.data), SCHEMA)]
    assert [name for name in fitting if "surrogate" not in name] == []  # half a sign: no pattern can say it


def test_every_field_is_explained() -> None:
    """In the schema those that need it, in the page for people all of them."""
    page = EXPLAINED.read_text(encoding="utf-8")
    names = [name for record in _RECORDS for name in fields_of(record)]
    assert [name for name in names if f"`{name}`" not in page] == []
    kinds = [kind for block_type in BLOCK_TYPES if (kind := kind_of(block_type))]
    settings = [option.key for kind in kinds for option in kind.options]
    assert [name for name in (*BLOCK_TYPES, *settings) if f"`{name}`" not in page] == []
    known = {f"{record.__name__}.{name}" for record in _RECORDS for name in fields_of(record)}
    assert set(ABOUT) <= known


def test_the_example_of_the_page_is_good() -> None:
    from lesvisit.exchange.template_file import loads

    blocks = re.findall(r"```json\n(.*?)```", EXPLAINED.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 1
    template = loads(blocks[0].encode())
    assert template.name["nl"]
    assert loads(encoded(json.loads(blocks[0]))) == template
