"""A lenient reader over one JSON object: knows where it stands, takes what is known, hands over the rest."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lesvisit.domain.errors import SampleRejected
from lesvisit.exchange.strict import below


@dataclass
class Report:
    """What was kept without being understood. Every entry is a path in the file: `notes[3].mood`."""

    unknown: list[str] = field(default_factory=list)  # keys and kinds
    dangling: list[str] = field(default_factory=list)  # references to what is not in the file
    changed: list[str] = field(default_factory=list)  # texts with signs that no file can hold
    differs: list[str] = field(default_factory=list)  # values that do not agree with the others


class Part:
    """One object of the file. Asking for a key makes it known; `rest` is what nobody asked for."""

    def __init__(self, data: dict[str, Any], path: str, report: Report) -> None:
        self.data = data
        self.path = path
        self.report = report
        self._asked: set[str] = set()

    def at(self, key: str) -> str:
        """The path of a key."""
        return below(self.path, key)

    def has(self, key: str) -> bool:
        """The key has a value."""
        return self.data.get(key) is not None

    def value(self, key: str) -> Any:
        """Any value, None for none."""
        self._asked.add(key)
        return self.data.get(key)

    def text(self, key: str) -> str:
        """A text, an empty one for none. Raises SampleRejected for anything else."""
        value = self.value(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self._wrong(key, "text")
        return value

    def needed(self, key: str) -> str:
        """A text that must be there, and not be blank."""
        if not self.has(key):
            raise SampleRejected("field_missing", field=self.at(key))
        text = self.text(key)
        if not text.strip():
            raise SampleRejected("field_empty", field=self.at(key))
        return text

    def whole(self, key: str) -> int | None:
        """A whole number or none."""
        value = self.value(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._wrong(key, "whole number")
        return value

    def number(self, key: str) -> float | None:
        """A number or none."""
        value = self.value(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(key, "number")
        return value

    def flag(self, key: str) -> bool | None:
        """True, false or none."""
        value = self.value(key)
        if value is not None and not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        found = self.items(key)
        for index, value in enumerate(found):
            if not isinstance(value, str):
                raise SampleRejected("field_type", field=below(self.at(key), index), wanted="text")
        return tuple(found)

    def items(self, key: str) -> list[Any]:
        """A list, an empty one for none."""
        value = self.value(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._wrong(key, "list")
        return value

    def part(self, key: str) -> "Part | None":
        """An object inside this one."""
        value = self.value(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self._wrong(key, "object")
        return Part(value, self.at(key), self.report)

    def parts(self, key: str) -> "Iterator[Part]":
        """The objects of a list."""
        for index, value in enumerate(self.items(key)):
            path = below(self.at(key), index)
            if not isinstance(value, dict):
                raise SampleRejected("field_type", field=path, wanted="object")
            yield Part(value, path, self.report)

    def rest(self, **kept: object) -> dict[str, object]:
        """What nobody asked for, reported, beside what is kept on purpose: the `extra` of the record."""
        unknown = {key: value for key, value in self.data.items() if key not in self._asked}
        self.report.unknown.extend(self.at(key) for key in unknown)
        return {**{key: value for key, value in kept.items() if value not in (None, "", [], {})}, **unknown}

    def _wrong(self, key: str, wanted: str) -> SampleRejected:
        return SampleRejected("field_type", field=self.at(key), wanted=wanted)
