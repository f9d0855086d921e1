"""Reading JSON from elsewhere: what Python's json accepts too easily is refused with the place where it stands."""

import json
import math
from collections.abc import Iterable, Mapping
from functools import reduce
from itertools import chain
from pathlib import Path
from typing import Any

from lesvisit.domain.errors import SampleRejected
from lesvisit.domain.text import storable

MAX_BYTES = 20_000_000
MAX_DEPTH = 32
MAX_DIGITS = 15  # beyond it a number is no count, and 2**63 does not fit the database
MAX_NUMBER = 10**MAX_DIGITS
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
        found = _read(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SampleRejected("file_not_utf8", byte=error.start) from error
    except json.JSONDecodeError as error:
        raise SampleRejected("file_not_json", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise SampleRejected("file_too_deep", field="", most=MAX_DEPTH) from error
    if not _is_sound(found):
        _check(found, ())
    return found


def _read(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_constant, object_pairs_hook=_object)
    except json.JSONDecodeError:
        raise
    except ValueError:  # a number of more digits than Python reads: its place is found with care
        return json.loads(text, parse_constant=_constant, parse_int=_int, object_pairs_hook=_object)


def _constant(_text: str) -> _Refused:
    return _Refused()


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


def _is_sound(found: Any) -> bool:
    """Is there nothing that `_check` would refuse? Looked at level by level, without places: most files are good."""
    level: list[Iterable[Any]] = [[found]]
    depth = 0
    while level:
        inner = list(chain.from_iterable(level))
        if inner and depth > MAX_DEPTH:
            return False
        level, depth = [], depth + 1
        for value in inner:
            kind = type(value)
            if kind is dict:
                level.append(value.values())
            elif kind is list:
                level.append(value)
            elif not _is_good(value):
                return False
    return True


def _is_good(value: Any) -> bool:
    """A text, number, yes or no, or nothing, within its bounds."""
    kind = type(value)
    if kind is str:
        return len(value) <= MAX_TEXT
    if kind is int:
        return bool(-MAX_NUMBER < value < MAX_NUMBER)
    return math.isfinite(value) if kind is float else (kind is bool or value is None)


def _check(value: Any, path: Place) -> None:
    """What no file should hold is refused with its place; the place is spelled only then."""
    if len(path) > MAX_DEPTH:
        raise SampleRejected("file_too_deep", field=spelled(path), most=MAX_DEPTH)
    if isinstance(value, _Twice):
        raise SampleRejected("field_twice", field=spelled((*path, value.key)))
    if isinstance(value, (dict, list)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            _check(inner, (*path, key))
    elif isinstance(value, str) and not _is_good(value):
        raise SampleRejected("field_too_long", field=spelled(path), most=MAX_TEXT)
    elif not _is_good(value):
        raise SampleRejected("field_number", field=spelled(path))


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
