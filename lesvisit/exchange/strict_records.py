"""JSON to frozen dataclasses and back, strictly: a field that is unknown, missing or of another type is named.

The fields and types are read from the dataclasses themselves, so that file, schema and code can't grow apart. No
value is bent into another type, and nothing is taken that the dataclass does not name.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, NoReturn, Union, get_args, get_origin, get_type_hints

from lesvisit.domain.errors import TemplateRefused
from lesvisit.exchange.strict import Place, spelled

FIRST_YEAR, LAST_YEAR = 1970, 2200  # no lesson was before, and none will be after

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
    return _STRICT.record(record, data, (path,))


def built_payload(record: type, data: object, path: str) -> Any:
    """The same for the content of a record: a field for what another program said may hold any JSON."""
    return _FREE.record(record, data, (path,))


@dataclass(frozen=True, slots=True)
class _Strict:
    """`free`: where the type is `object`, any JSON value stands, not only a text, number or yes/no."""

    free: bool = False

    def record(self, record: type, data: object, path: Place) -> Any:
        """A dataclass."""
        found = _object(data, path)
        known = fields_of(record)
        for key in found:
            if key not in known:
                raise TemplateRefused("field_unknown", field=spelled((*path, key)))
        values: dict[str, Any] = {}
        for name, (field, wanted) in known.items():
            if name in found:
                values[name] = self.value(wanted, found[name], (*path, name))
            elif is_needed(field):
                raise TemplateRefused("field_missing", field=spelled((*path, name)))
        return record(**values)

    def value(self, wanted: Any, value: object, path: Place) -> Any:
        """A value as its type wants it."""
        if wanted in _SCALARS:
            return value if type(value) is wanted else _refuse(path, _SCALARS[wanted])
        if wanted is object:
            return value if self.free or isinstance(value, (str, bool, int, float)) else _refuse(path, "text")
        if isinstance(wanted, type):
            return self._of_type(wanted, value, path)
        return self._of_many(wanted, value, path)

    def _of_type(self, wanted: type, value: object, path: Place) -> Any:
        if issubclass(wanted, StrEnum):
            return _word(wanted, value, path)
        if issubclass(wanted, date):
            return _time(wanted, value, path)
        if is_dataclass(wanted):
            return self.record(wanted, value, path)
        raise TypeError(wanted)  # a dataclass with a field that this reader doesn't know: a bug

    def _of_many(self, wanted: Any, value: object, path: Place) -> Any:
        origin, inner = _parts(wanted)
        if origin in (Union, UnionType):
            return None if value is None else self.value(inner[0], value, path)
        if origin is tuple:
            return self._list(inner, value, path)
        if origin is dict:
            found = _object(value, path)
            return {key: self.value(inner[1], item, (*path, key)) for key, item in found.items()}
        raise TypeError(wanted)

    def _list(self, inner: tuple[Any, ...], value: object, path: Place) -> tuple[Any, ...]:
        if not isinstance(value, list):
            _refuse(path, "list")
        if inner[-1] is not ... and len(value) != len(inner):
            _refuse(path, "list")
        types = inner[:1] * len(value) if inner[-1] is ... else inner
        return tuple(self.value(t, v, (*path, n)) for n, (t, v) in enumerate(zip(types, value, strict=True)))


_STRICT, _FREE = _Strict(), _Strict(free=True)


@cache
def _parts(wanted: Any) -> tuple[Any, tuple[Any, ...]]:
    """What a type of many is made of: `tuple[str, ...]` is tuple and (str, ...)."""
    return get_origin(wanted), get_args(wanted)


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
    if isinstance(found, datetime) and found.tzinfo is not None and found.utcoffset() is not None:
        found = found.astimezone(UTC) if FIRST_YEAR <= found.year <= LAST_YEAR else None
    elif isinstance(found, datetime):
        found = None
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
