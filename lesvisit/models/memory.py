"""A database that is nowhere but in memory, with the same tables: for what is only tried."""

from sqlalchemy import Engine
from sqlcipher3 import dbapi2 as driver

from lesvisit.models.engine import engine_over
from lesvisit.models.migrate import upgrade


def memory_engine() -> Engine:
    """An engine over an empty database of the newest schema; it is gone when the engine is."""
    connection = driver.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA temp_store=2")
    engine = engine_over(connection)
    upgrade(engine)
    return engine
