"""JSON to frozen dataclasses and back, strictly: a field that is unknown, missing or of another type is named.

The fields and types are read from the dataclasses themselves, so that file, schema and code can't grow apart. No
value is bent into another type, and nothing is taken that the dataclass does not name.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, NoReturn, Union, get_args, get_origin, get_type_hints

from lesvisit.domain.errors import TemplateRefused
from lesvisit.exchange.strict import below

_SCALARS: Mapping[type, str] = {str: "text", bool: "true or false", int: "whole number", float: "number"}


@cache
def fields_of(record: type) -> "dict[str, tuple[Field[Any], Any]]":
    """The fields of a dataclass by name, each with its type."""
    hints = get_type_hints(record)
    return {f.name: (f, hints[f.name]) for f in fields(record)}


def is_needed(field: "Field[Any]") -> bool:
    """Must the file name this field? Those with a default may be left out."""
    return field.default is MISSING and field.default_factory is MISSING


def built(record: type, data: object, path: str) -> Any:
    """A dataclass from a JSON object. Raises TemplateRefused with the place of what does not fit."""
    found = _object(data, path)
    known = fields_of(record)
    for key in found:
        if key not in known:
            raise TemplateRefused("field_unknown", field=below(path, key))
    values: dict[str, Any] = {}
    for name, (field, wanted) in known.items():
        if name in found:
            values[name] = _value(wanted, found[name], below(path, name))
        elif is_needed(field):
            raise TemplateRefused("field_missing", field=below(path, name))
    return record(**values)


def _value(wanted: Any, value: object, path: str) -> Any:
    """A value as its type wants it."""
    if wanted in _SCALARS:
        return value if type(value) is wanted else _refuse(path, _SCALARS[wanted])
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return _word(wanted, value, path)
    if wanted is object:
        return value if isinstance(value, (str, bool, int, float)) else _refuse(path, "text")
    if is_dataclass(wanted):
        assert isinstance(wanted, type)
        return built(wanted, value, path)
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin in (Union, UnionType):
        return None if value is None else _value(inner[0], value, path)
    if origin is tuple:
        return _list(inner[0], value, path)
    if origin is dict:
        return {key: _value(inner[1], item, below(path, key)) for key, item in _object(value, path).items()}
    raise TypeError(wanted)  # a dataclass with a field that this reader doesn't know: a bug


def _word(wanted: type[StrEnum], value: object, path: str) -> StrEnum:
    """One of a few words."""
    if type(value) is not str:
        _refuse(path, "text")
    found = next((word for word in wanted if word == value), None)
    if found is None:
        raise TemplateRefused("field_word", field=path, words=", ".join(wanted))
    return found


def _list(wanted: Any, value: object, path: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        _refuse(path, "list")
    return tuple(_value(wanted, item, below(path, number)) for number, item in enumerate(value))


def _object(value: object, path: str) -> dict[str, Any]:
    return value if isinstance(value, dict) else _refuse(path, "object")


def _refuse(path: str, wanted: str) -> NoReturn:
    raise TemplateRefused("field_type", field=path, wanted=wanted)


def plain(value: Any) -> Any:
    """A dataclass as JSON values: in the order of its fields, without those that say what their default says."""
    if is_dataclass(value) and not isinstance(value, type):
        known = fields_of(type(value))
        return {
            name: plain(getattr(value, name))
            for name, (field, _) in known.items()
            if is_needed(field) or getattr(value, name) != _default(field)
        }
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, tuple) else value


def _default(field: "Field[Any]") -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default
