"""Signs that no text of a package may hold: what no file or database takes, in a content or in a name of a field."""

import re
from typing import Any

from lesvisit.domain.errors import PackageRefused
from lesvisit.exchange.strict import Place, spelled

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_MOST_SHOWN = 600


def refuse_signs(data: bytes, found: Any) -> None:
    """Raises PackageRefused with the place of the first NUL or lone surrogate in JSON that was read from `data`."""
    if b"\\u" in data:  # neither can stand in UTF-8 without being escaped
        _look(found, ())


def _look(value: Any, path: Place) -> None:
    if isinstance(value, str):
        _refuse_in(value, path)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _refuse_in(key, path)
            _look(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _look(inner, (*path, index))


def _refuse_in(text: str, path: Place) -> None:
    odd = _NO_TEXT.search(text)
    if odd is not None:
        raise PackageRefused("field_value", field=spelled(path), detail=f"U+{ord(odd[0]):04X}")


def shown(value: object) -> object:
    """A value of a refusal as a sentence can hold it: what the file calls its fields may be anything."""
    if not isinstance(value, str):
        return value
    return "".join(sign if sign.isprintable() else "·" for sign in value[:_MOST_SHOWN])
