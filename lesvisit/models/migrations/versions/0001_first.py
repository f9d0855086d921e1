"""The first schema: scopes, records with history and events, operations, drafts, settings, search."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(64)
TIME = sa.String(32)


def upgrade() -> None:
    """Forward only: a newer database is refused, never taken down."""
    op.create_table(
        "scope",
        sa.Column("id", ID, primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("created_utc", TIME, nullable=False),
        sa.UniqueConstraint("kind", "number", name="uq_scope_kind_number"),
    )
    op.create_table(
        "record",
        sa.Column("ord", sa.Integer, primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("scope_id", ID, sa.ForeignKey("scope.id"), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("updated_utc", TIME, nullable=False),
        sa.Column("made_by", ID, nullable=False),
    )
    op.create_index("ix_record_scope", "record", ["scope_id", "ord"])
    op.create_index("ix_record_kind", "record", ["kind"])
    op.create_table(
        "history",
        sa.Column("record_id", ID, sa.ForeignKey("record.id"), primary_key=True),
        sa.Column("rev", sa.Integer, primary_key=True),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("updated_utc", TIME, nullable=False),
    )
    _create_event()
    op.create_table(
        "operation",
        sa.Column("ord", sa.Integer, primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("scope_id", ID, sa.ForeignKey("scope.id"), nullable=False),
        sa.Column("step", sa.String(16), nullable=False),
        sa.Column("verb", sa.String(32), nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("at_utc", TIME, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("changes", sa.Text, nullable=False),
    )
    op.create_index("ix_operation_stack", "operation", ["scope_id", "state", "ord"])
    op.create_table("draft", sa.Column("key", ID, primary_key=True), sa.Column("data", sa.Text, nullable=False))
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5(body, scope_id UNINDEXED, "
        "tokenize = \"unicode61 remove_diacritics 2\", prefix = '2 3')"
    )
    op.execute("INSERT INTO search(search, rank) VALUES ('secure-delete', 1)")


def _create_event() -> None:
    op.create_table(
        "event",
        sa.Column("id", ID, sa.ForeignKey("record.id"), primary_key=True),
        sa.Column("scope_id", ID, sa.ForeignKey("scope.id"), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("block_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("device_id", ID, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("boot_id", ID, nullable=False),
        sa.Column("elapsed_ms", sa.Integer),
        sa.Column("first_utc", TIME),
        sa.Column("committed_utc", TIME, nullable=False),
        sa.Column("at_utc", TIME),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("basis", sa.String(16), nullable=False),
        sa.UniqueConstraint("scope_id", "device_id", "seq", name="uq_event_sequence"),
    )
    op.create_index("ix_event_at", "event", ["scope_id", "at_utc"])
