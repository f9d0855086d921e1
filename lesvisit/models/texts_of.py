"""The texts in a record's content: what a person wrote, apart from what LesVisit calls its own fields and values.

A colleague may be called Mark or Line; the field `mark` of a record is no text, and neither is a choice of a list.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from msgspec import ValidationError, convert, to_builtins

from lesvisit.domain.handover import OtherVersion
from lesvisit.domain.records import KINDS
from lesvisit.domain.sharing import Consent

Change = Callable[[str], str]


def texts_of(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text with the path of its field."""
    found: list[tuple[str, str]] = []

    def seen(where: str, text: str) -> str:
        found.append((where, text))
        return text

    _walk(value, path, seen)
    yield from found


def with_texts(value: Any, change: Change) -> Any:
    """The same content with every text changed; the very same object where nothing is."""
    return _walk(value, "", lambda _where, text: change(text))


def with_texts_at(value: Any, change: Callable[[str, str], str]) -> Any:
    """The same, for whoever has to know in which field a text stands: `change` gets its path first."""
    return _walk(value, "", change)


def _walk(value: Any, path: str, change: Callable[[str, str], str]) -> Any:
    match value:
        case Enum():
            return value
        case str():
            return change(path, value)
        case Mapping():
            return _mapping(value, path, change)
        case tuple() | list():
            made = [_walk(inner, path, change) for inner in value]
            return value if _same(made, value) else type(value)(made)
        case Consent():
            return _consent(value, path, change)
        case OtherVersion():
            return _other(value, path, change)
    return _fields(value, path, change) if is_dataclass(value) and not isinstance(value, type) else value


def _mapping(value: Mapping[Any, Any], path: str, change: Callable[[str, str], str]) -> Any:
    """Keys are a person's own words, or what a program calls its fields: those are small letters in one word."""
    made = {}
    for key, inner in value.items():
        where = f"{path}.{key}" if path else str(key)
        own = isinstance(key, str) and not (key.isidentifier() and key.islower())
        made[change(where, key) if own else key] = _walk(inner, where, change)
    same = len(made) == len(value) and all(k in value and value[k] is v for k, v in made.items())
    return value if same else made


_APART = ((Consent, "content"), (OtherVersion, "payload"), (OtherVersion, "kind"))  # see _consent and _other


def _fields(value: Any, path: str, change: Callable[[str, str], str]) -> Any:
    made = {}
    for field in fields(value):
        inner = getattr(value, field.name)
        if (type(value), field.name) in _APART:
            continue
        new = _walk(inner, f"{path}.{field.name}" if path else field.name, change)
        if new is not inner:
            made[field.name] = new
    return replace(value, **made) if made else value


def _consent(value: Consent, path: str, change: Callable[[str, str], str]) -> Consent:
    made: Consent = _fields(value, path, change)
    content = _content(value.content, path, change)
    return made if content == value.content else replace(made, content=content)


def _content(content: str, path: str, change: Callable[[str, str], str]) -> str:
    """What she agreed to, as it was read to her; what stands there is escaped once more."""
    where = f"{path}.content" if path else "content"
    try:
        said = json.loads(content)
    except ValueError:
        return change(where, content)
    made = _walk(said, where, change)
    if made is said:
        return content
    return json.dumps(made, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _other(value: OtherVersion, path: str, change: Callable[[str, str], str]) -> OtherVersion:
    """The version of another laptop holds the content of its kind."""
    own: OtherVersion = _fields(value, path, change)
    where = f"{path}.payload" if path else "payload"
    try:
        payload = convert(value.payload, KINDS[value.kind])
    except (ValidationError, KeyError):
        return replace(own, payload=_walk(value.payload, where, change))
    made = _walk(payload, where, change)
    return own if made is payload else replace(own, payload=to_builtins(made))


def _same(made: list[Any], value: Any) -> bool:
    return all(new is old for new, old in zip(made, value, strict=True))
