"""What ships with the app as data: observation templates and debrief protocols."""

from functools import cache
from pathlib import Path

import msgspec

from lesvisit.domain.template import Protocol, Template


@cache
def templates(resources: Path) -> tuple[Template, ...]:
    """The shipped observation templates, in the order of their file names."""
    return tuple(
        msgspec.json.decode(path.read_bytes(), type=Template)
        for path in sorted((resources / "templates").glob("*.json"))
    )


@cache
def protocols(resources: Path) -> tuple[Protocol, ...]:
    """The shipped debrief protocols, in the order of their file names."""
    return tuple(
        msgspec.json.decode(path.read_bytes(), type=Protocol)
        for path in sorted((resources / "protocols").glob("*.json"))
    )
