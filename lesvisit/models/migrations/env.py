"""Runs the migrations on the connection that `lesvisit.models.migrate` hands over; all or nothing."""

from alembic import context

from lesvisit.models.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
