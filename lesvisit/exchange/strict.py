"""Reading JSON from elsewhere: what Python's json accepts too easily is refused with the place where it stands."""

import json
import math
from collections.abc import Mapping
from functools import reduce
from pathlib import Path
from typing import Any

from lesvisit.domain.errors import SampleRejected
from lesvisit.domain.text import storable

MAX_BYTES = 20_000_000
MAX_DEPTH = 32
MAX_DIGITS = 15  # beyond it a number is no count, and 2**63 does not fit the database
MAX_TEXT = 100_000


class _Refused:
    """Stands where a number was that no file should hold."""


class _Twice(dict[str, Any]):
    """An object in which a key stands twice."""

    key = ""


def read_json(path: Path) -> Any:
    """The content of a file. Raises SampleRejected; pipes and folders are not read."""
    try:
        if not path.is_file():
            raise SampleRejected("file_missing", path=str(path))
        if path.stat().st_size > MAX_BYTES:
            raise SampleRejected("file_too_big", path=str(path), most=MAX_BYTES // 1_000_000)
        return parse(path.read_bytes())
    except OSError as error:
        raise SampleRejected("file_unreadable", path=str(path), detail=error.strerror or "") from error


def parse(data: bytes) -> Any:
    """JSON in UTF-8 (a byte order mark is passed over). Raises SampleRejected with the place of what is wrong."""
    try:
        text = data.decode("utf-8-sig")
        found = json.loads(
            text, parse_constant=_constant, parse_float=_float, parse_int=_int, object_pairs_hook=_object
        )
    except UnicodeDecodeError as error:
        raise SampleRejected("file_not_utf8", byte=error.start) from error
    except json.JSONDecodeError as error:
        raise SampleRejected("file_not_json", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise SampleRejected("file_too_deep", field="", most=MAX_DEPTH) from error
    _check(found, ())
    return found


def _constant(_text: str) -> _Refused:
    return _Refused()


def _float(text: str) -> "float | _Refused":
    value = float(text)
    return value if math.isfinite(value) else _Refused()


def _int(text: str) -> "int | _Refused":
    return _Refused() if len(text.lstrip("-")) > MAX_DIGITS else int(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    twice = _Twice(found)
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            twice.key = key
        seen.add(key)
    return twice


Place = tuple[str | int, ...]  # a path as the way down to it: cheap to carry, spelled only when something is refused


def below(path: str, key: str | int) -> str:
    """The path of a value inside another: `notes[3].text`."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}.{key}" if path else key


_PLAIN = frozenset({int, float, bool, type(None)})  # nothing of these can be out of bounds once it was read


def _check(value: Any, path: Place) -> None:
    """What no file should hold is refused with its place; the place is spelled only then."""
    if len(path) > MAX_DEPTH:
        raise SampleRejected("file_too_deep", field=spelled(path), most=MAX_DEPTH)
    kind = type(value)
    if kind is str:
        if len(value) > MAX_TEXT:
            raise SampleRejected("field_too_long", field=spelled(path), most=MAX_TEXT)
    elif kind is dict or kind is list:
        for key, inner in value.items() if kind is dict else enumerate(value):
            if type(inner) not in _PLAIN:
                _check(inner, (*path, key))
    elif kind is _Refused:
        raise SampleRejected("field_number", field=spelled(path))
    elif kind is _Twice:
        raise SampleRejected("field_twice", field=spelled((*path, value.key)))


def spelled(path: Place) -> str:
    """The same as `below` spells it: ("notes", 3, "text") is `notes[3].text`."""
    return reduce(below, path, "")


def cleaned(value: Any, path: str, changed: list[str]) -> Any:
    """The value with every text as it can be stored; the paths of texts that differ are added to `changed`."""
    match value:
        case str():
            text = storable(value)
            if text != value:
                changed.append(path)
            return text
        case Mapping():
            return {storable(key): cleaned(inner, below(path, key), changed) for key, inner in value.items()}
        case list():
            return [cleaned(inner, below(path, index), changed) for index, inner in enumerate(value)]
        case _:
            return value


def canonical(value: Any) -> str:
    """The same content, the same text: sorted keys, no spaces."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
