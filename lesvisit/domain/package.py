"""What goes from one laptop to another: scopes of records, each with all its revisions.

A revision never changes: the same record with the same revisions is the same everywhere, so that two copies can be
laid beside each other and nothing has to be guessed.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lesvisit.domain.events import Stamp
from lesvisit.domain.records import ScopeKind


@dataclass(frozen=True, slots=True)
class Revision:
    """The content of a record from one act to the next; `base` as in `Record`."""

    rev: int
    base: int
    payload: Any
    author_id: str
    updated_utc: datetime
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class PackedRecord:
    """A record with its revisions, oldest first; the last is how it stands."""

    id: str
    kind: str
    made_by: str
    revisions: tuple[Revision, ...]
    stamp: Stamp | None = None

    @property
    def head(self) -> Revision:
        """How it stands."""
        return self.revisions[-1]


@dataclass(frozen=True, slots=True)
class PackedScope:
    """Records of a visit, a design, a template, a protocol, or the people they name."""

    id: str
    kind: ScopeKind
    records: tuple[PackedRecord, ...]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who made the package: the id this person has there, and the name to ask about. No account, no address."""

    person_id: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """A package: `main` is the scope it is about."""

    kind: ScopeKind
    main: str
    sender: Sender
    made_utc: datetime
    scopes: tuple[PackedScope, ...] = field(default_factory=tuple)

    def scope(self, scope_id: str) -> PackedScope | None:
        """A scope by id."""
        return next((s for s in self.scopes if s.id == scope_id), None)
