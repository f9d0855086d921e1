"""The published schema of a package's records.json (docs/package-schema.json), made from the dataclasses themselves.

JSON Schema 2020-12. `python -m tests.tools.package_schema` writes it; a test holds it to the code.
"""

import json
from dataclasses import MISSING, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

from lesvisit.domain.events import Stamp
from lesvisit.domain.records import EVENT_KINDS, KINDS, ScopeKind
from lesvisit.exchange.strict_records import fields_of, is_needed

Json = dict[str, Any]
PLACE = Path(__file__).resolve().parents[2] / "docs" / "package-schema.json"
_ID: Json = {"type": "string", "pattern": "^[A-Za-z0-9._~+-]{1,64}$"}
_MOMENT: Json = {"type": "string", "format": "date-time"}


def published() -> str:
    """The file's text."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def schema() -> Json:
    """The whole schema."""
    found: dict[str, Json] = {}
    for kind in (*KINDS.values(), Stamp):
        _define(kind, found)
    scope = _object({"id": _ID, "kind": {"enum": list(ScopeKind)}, "records": _array({"$ref": "#/$defs/record"})})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "records.json of a LesVisit package, format version 1",
        "description": "Explained in package.md.",
        **_object({"scopes": _array({"$ref": "#/$defs/scope"})}),
        "$defs": {
            "scope": scope,
            "record": {"oneOf": [_record(kind) for kind in KINDS]},
            **dict(sorted(found.items())),
        },
    }


def _record(kind: str) -> Json:
    """A record of one kind; events bring their times."""
    revision = _object(
        {
            "rev": {"type": "integer", "minimum": 1},
            "base": {"type": "integer", "minimum": 0},
            "author": {"type": "string"},
            "at": _MOMENT,
            "deleted": {"type": "boolean"},
            "payload": {"$ref": f"#/$defs/{KINDS[kind].__name__}"},
        }
    )
    fields = {"id": _ID, "kind": {"const": kind}, "made_by": {"type": "string"}, "revisions": _array(revision, 1)}
    if kind in EVENT_KINDS:
        fields["stamp"] = {"$ref": "#/$defs/Stamp"}
    return _object(fields)


def _object(properties: dict[str, Json]) -> Json:
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def _array(items: Json, least: int = 0) -> Json:
    return {"type": "array", "items": items, **({"minItems": least} if least else {})}


def _define(record: type, found: dict[str, Json]) -> None:
    """The schema of a dataclass, and of those it holds."""
    if record.__name__ in found:
        return
    found[record.__name__] = {}  # a record that holds itself ends here
    known = fields_of(record)
    found[record.__name__] = {
        "type": "object",
        "required": [name for name, (field, _) in known.items() if is_needed(field)],
        "additionalProperties": False,
        "properties": {name: _property(known[name], found) for name in known},
    }


def _property(known: Any, found: dict[str, Json]) -> Json:
    field, wanted = known
    made = _type(wanted, found)
    plain = field.default is not MISSING and isinstance(field.default, (str, bool, int, float))
    return {**made, "default": field.default} if plain and field.default != "" else made


def _type(wanted: Any, found: dict[str, Json]) -> Json:
    simple: dict[Any, Json] = {
        str: {"type": "string"},
        bool: {"type": "boolean"},
        int: {"type": "integer"},
        float: {"type": "number"},
        object: {},
        datetime: _MOMENT,
        date: {"type": "string", "format": "date"},
    }
    if wanted in simple:
        return simple[wanted]
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return {"enum": list(wanted)}
    if is_dataclass(wanted) and isinstance(wanted, type):
        _define(wanted, found)
        return {"$ref": f"#/$defs/{wanted.__name__}"}
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin in (Union, UnionType):
        return {"anyOf": [_type(inner[0], found), {"type": "null"}]}
    if origin is tuple and inner[-1] is not ...:
        return {"type": "array", "prefixItems": [_type(i, found) for i in inner], "items": False}
    if origin is tuple:
        return _array(_type(inner[0], found))
    return {"type": "object", "additionalProperties": _type(inner[1], found)}


if __name__ == "__main__":
    PLACE.write_text(published(), encoding="utf-8")
