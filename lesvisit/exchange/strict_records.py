"""JSON to frozen dataclasses and back, strictly: a field that is unknown, missing or of another type is named.

The fields and types are read from the dataclasses themselves, so that file, schema and code can't grow apart. No
value is bent into another type, and nothing is taken that the dataclass does not name.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache, partial
from types import UnionType
from typing import Any, NoReturn, Union, get_args, get_origin, get_type_hints

from lesvisit.domain.errors import TemplateRefused
from lesvisit.exchange.strict import Place, spelled

FIRST_YEAR, LAST_YEAR = 1970, 2200  # no lesson was before, and none will be after

Read = Callable[[object, Place], Any]
_SCALARS: Mapping[type, str] = {str: "text", bool: "true or false", int: "whole number", float: "number"}


@cache
def fields_of(record: type) -> "dict[str, tuple[Field[Any], Any]]":
    """The fields of a dataclass by name, each with its type."""
    hints = get_type_hints(record)
    return {f.name: (f, hints[f.name]) for f in fields(record)}


def is_needed(field: "Field[Any]") -> bool:
    """Must the file name this field? Those with a default may be left out."""
    return field.default is MISSING and field.default_factory is MISSING


def built(record: type, data: object, path: Place) -> Any:
    """A dataclass from a JSON object. Raises TemplateRefused with the place of what does not fit."""
    return _record(record, False, data, path)


def built_payload(record: type, data: object, path: Place) -> Any:
    """The same for the content of a record: a field for what another program said may hold any JSON."""
    return _record(record, True, data, path)


# A reader for each type, made once: packages hold thousands of records of a few kinds


@cache
def _reader(wanted: Any, free: bool) -> Read:
    """What reads a value as its type wants it.

    `free`: where the type is `object`, any JSON value stands, not only a text, number or yes/no.
    """
    if wanted in _SCALARS:
        return partial(_scalar, wanted)
    if wanted is object:
        return _anything if free else _plain_value
    if isinstance(wanted, type):
        return _reader_of_type(wanted, free)
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin in (Union, UnionType):
        return partial(_or_none, _reader(inner[0], free))
    if origin is tuple:
        whole = inner[-1] is not ...
        return partial(_list, tuple(_reader(t, free) for t in (inner if whole else inner[:1])), whole)
    if origin is dict:
        return partial(_mapping, _reader(inner[1], free))
    raise TypeError(wanted)


def _reader_of_type(wanted: type, free: bool) -> Read:
    if issubclass(wanted, StrEnum):
        return partial(_word, wanted)
    if issubclass(wanted, date):
        return partial(_time, wanted)
    if is_dataclass(wanted):
        return partial(_record, wanted, free)
    raise TypeError(wanted)  # a dataclass with a field that this reader doesn't know: a bug


@cache
def _plan(record: type, free: bool) -> Mapping[str, tuple[type, Read]]:
    """For each field of a dataclass the type of a value that is taken as it is, and how another is read."""
    return {name: (_as_is(wanted), _reader(wanted, free)) for name, (_, wanted) in fields_of(record).items()}


def _as_is(wanted: Any) -> type:
    """The type itself of a text, number, yes or no, also where it may be left empty; else one that no value has."""
    plain = get_args(wanted)[0] if get_origin(wanted) in (Union, UnionType) else wanted
    return plain if plain in _SCALARS else _Nothing


class _Nothing:
    """No value of a file is one."""


@cache
def _needed(record: type) -> dict[str, None]:
    """The fields of a dataclass that must be there, in their order."""
    return {name: None for name, (field, _) in fields_of(record).items() if is_needed(field)}


def _record(record: type, free: bool, data: object, path: Place) -> Any:
    found, plan = _object(data, path), _plan(record, free)
    needed = _needed(record)
    if not found.keys() <= plan.keys():
        unknown = next(key for key in found if key not in plan)
        raise TemplateRefused("field_unknown", field=spelled((*path, unknown)))
    values = found.copy()
    for name, value in found.items():
        as_is, read = plan[name]
        if type(value) is not as_is:
            values[name] = read(value, (*path, name))
    if not needed.keys() <= found.keys():
        missing = next(name for name in needed if name not in found)
        raise TemplateRefused("field_missing", field=spelled((*path, missing)))
    return record(**values)


def _scalar(wanted: type, value: object, path: Place) -> Any:
    return value if type(value) is wanted else _refuse(path, _SCALARS[wanted])


def _anything(value: object, _path: Place) -> Any:
    return value


def _plain_value(value: object, path: Place) -> Any:
    return value if isinstance(value, (str, bool, int, float)) else _refuse(path, "text")


def _or_none(read: Read, value: object, path: Place) -> Any:
    return None if value is None else read(value, path)


def _mapping(read: Read, value: object, path: Place) -> dict[str, Any]:
    return {key: read(item, (*path, key)) for key, item in _object(value, path).items()}


def _list(reads: tuple[Read, ...], whole: bool, value: object, path: Place) -> tuple[Any, ...]:
    """`whole`: one value for each reader; else any number for the one reader."""
    if not isinstance(value, list) or (whole and len(value) != len(reads)):
        _refuse(path, "list")
    each = reads if whole else reads * len(value)
    return tuple([read(item, (*path, n)) for n, (read, item) in enumerate(zip(each, value, strict=True))])


def _word(wanted: type[StrEnum], value: object, path: Place) -> StrEnum:
    """One of a few words."""
    if type(value) is not str:
        _refuse(path, "text")
    found = next((word for word in wanted if word == value), None)
    if found is None:
        raise TemplateRefused("field_word", field=spelled(path), words=", ".join(wanted))
    return found


def _time(wanted: type[date], value: object, path: Place) -> date:
    """A day, or a moment in UTC, in ISO 8601."""
    try:
        found = wanted.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if isinstance(found, datetime) and found.tzinfo is not UTC:  # ours are in UTC already
        known = found.utcoffset() is not None and FIRST_YEAR <= found.year <= LAST_YEAR
        found = found.astimezone(UTC) if known else None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        _refuse(path, "moment" if issubclass(wanted, datetime) else "date")
    return found


def _object(value: object, path: Place) -> dict[str, Any]:
    return value if isinstance(value, dict) else _refuse(path, "object")


def _refuse(path: Place, wanted: str) -> NoReturn:
    raise TemplateRefused("field_type", field=spelled(path), wanted=wanted)


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
    if isinstance(value, (tuple, list)):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _default(field: "Field[Any]") -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default
