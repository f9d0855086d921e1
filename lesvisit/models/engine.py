"""SQLAlchemy over a connection that the raw driver opened, with explicit BEGIN IMMEDIATE."""

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection as SaConnection
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as driver

from lesvisit.models.connection import Connection


def engine_over(connection: Connection, *, read_only: bool = False) -> Engine:
    """An engine that takes over this one connection. Writers begin IMMEDIATE, the reader begins plainly."""
    engine = create_engine(
        "sqlite+pysqlite://",
        module=driver,
        creator=lambda: connection,
        poolclass=StaticPool,
        hide_parameters=True,  # they are what a person wrote: no log may hold them
    )
    # SQLAlchemy closes a connection on which its own first look failed (a disk in trouble): this one is not its own.
    engine.dialect.do_close = lambda dbapi_connection: None  # type: ignore[method-assign]
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def _begin(sa: SaConnection) -> None:
        opened = sa.connection.driver_connection
        assert opened is not None
        opened.execute(begin)

    return engine
