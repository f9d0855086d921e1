"""What ships with the app as data: observation templates and debrief protocols."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from lesvisit.domain.template import Protocol, Template


@dataclass(frozen=True, slots=True)
class _TemplateFile:
    """The same file that people exchange (docs/template-schema.md), trusted here: a test reads it strictly."""

    template: Template


@dataclass(frozen=True, slots=True)
class _ProtocolFile:
    """The same file that people exchange, trusted here: a test reads it strictly."""

    protocol: Protocol


@cache
def templates(resources: Path) -> tuple[Template, ...]:
    """The shipped observation templates, in the order of their file names."""
    return tuple(
        msgspec.json.decode(path.read_bytes(), type=_TemplateFile).template
        for path in sorted((resources / "templates").glob("*.json"))
    )


@cache
def protocols(resources: Path) -> tuple[Protocol, ...]:
    """The shipped debrief protocols, in the order of their file names."""
    return tuple(
        msgspec.json.decode(path.read_bytes(), type=_ProtocolFile).protocol
        for path in sorted((resources / "protocols").glob("*.json"))
    )
