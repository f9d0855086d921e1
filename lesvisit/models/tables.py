"""The tables, for SQLAlchemy Core. One record table carries every kind of line; events add their times.

Why no ORM: every write is one operation over a few generic rows, and rows never leave this package
(docs/adr/0003-records-and-operations.md).
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.types import UserDefinedType

metadata = MetaData()


class IsoTime(UserDefinedType[datetime]):
    """An aware moment in UTC as sortable ISO text.

    Not a TypeDecorator: that calls two functions around each value, and a package brings thousands of moments.
    """

    cache_ok = True

    def get_col_spec(self, **_kw: Any) -> str:
        """The column as SQLite has it."""
        return "VARCHAR(32)"

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], str | None]:
        """To the database."""
        return iso_or_none

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], datetime | None]:
        """From the database."""
        return moment_or_none


def iso_or_none(moment: datetime | None) -> str | None:
    """The ISO text of a moment that may be missing."""
    return None if moment is None else moment.isoformat(timespec="microseconds")


def moment_or_none(found: str | None) -> datetime | None:
    """A moment that may be missing, from its ISO text."""
    return None if found is None else datetime.fromisoformat(found)


def iso(moment: datetime) -> str:
    """Sortable ISO text of an aware moment in UTC, always with microseconds."""
    return moment.isoformat(timespec="microseconds")


UtcTime = IsoTime().with_variant(TIMESTAMP(timezone=True), "postgresql")

scope = Table(
    "scope",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("number", Integer, nullable=False),
    Column("created_utc", UtcTime, nullable=False),
    UniqueConstraint("kind", "number", name="uq_scope_kind_number"),
)

record = Table(
    "record",
    metadata,
    Column("ord", Integer, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("scope_id", String(64), ForeignKey("scope.id"), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("rev", Integer, nullable=False),
    Column("base", Integer, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("payload", Text, nullable=False),
    Column("author_id", String(64), nullable=False),
    Column("updated_utc", UtcTime, nullable=False),
    Column("made_by", String(64), nullable=False),
    Index("ix_record_scope", "scope_id", "ord"),
    Index("ix_record_kind", "kind"),
)

history = Table(
    "history",
    metadata,
    Column("record_id", String(64), ForeignKey("record.id"), primary_key=True),
    Column("rev", Integer, primary_key=True),
    Column("base", Integer, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("payload", Text, nullable=False),
    Column("author_id", String(64), nullable=False),
    Column("updated_utc", UtcTime, nullable=False),
)

event = Table(
    "event",
    metadata,
    Column("id", String(64), ForeignKey("record.id"), primary_key=True),
    Column("scope_id", String(64), ForeignKey("scope.id"), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("block_id", String(64), nullable=False),
    Column("author_id", String(64), nullable=False),
    Column("device_id", String(64), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("boot_id", String(64), nullable=False),
    Column("elapsed_ms", Integer),
    Column("first_utc", UtcTime),
    Column("committed_utc", UtcTime, nullable=False),
    Column("at_utc", UtcTime),
    Column("zone", String(64), nullable=False),
    Column("basis", String(16), nullable=False),
    UniqueConstraint("scope_id", "device_id", "seq", name="uq_event_sequence"),
    Index("ix_event_at", "scope_id", "at_utc"),
)

operation = Table(
    "operation",
    metadata,
    Column("ord", Integer, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("scope_id", String(64), ForeignKey("scope.id"), nullable=False),
    Column("step", String(16), nullable=False),
    Column("verb", String(32), nullable=False),
    Column("author_id", String(64), nullable=False),
    Column("at_utc", UtcTime, nullable=False),
    Column("state", String(8), nullable=False),  # done | undone | dropped | fixed (never undoable)
    Column("changes", Text, nullable=False),  # [[record id, base before, base after]], never text
    Index("ix_operation_stack", "scope_id", "state", "ord"),
)

draft = Table(
    "draft",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("data", Text, nullable=False),
)
