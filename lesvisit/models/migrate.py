"""Bringing a database to the newest schema: backup first, all or nothing, a newer one refused untouched."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine
from sqlalchemy.engine import Connection as SaConnection

from lesvisit.domain.errors import DatabaseRefused
from lesvisit.models import connection as raw
from lesvisit.models.crashpoints import reached

MIGRATIONS = Path(__file__).with_name("migrations")


def config(connection: SaConnection, folder: Path = MIGRATIONS) -> Config:
    """Alembic's settings, made here: nothing is read from a file of the user's."""
    found = Config()
    found.set_main_option("script_location", str(folder).replace("%", "%%"))
    found.attributes["connection"] = connection
    return found


def upgrade(engine: Engine, *, version: int = raw.SCHEMA_VERSION, folder: Path = MIGRATIONS) -> None:
    """Runs what is due in one transaction. Foreign keys are off before it begins and checked before it commits."""
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                command.upgrade(config(connection, folder), "head")
                reached("in_migration")
                _refuse_dangling(connection)
                connection.exec_driver_sql(f"PRAGMA application_id={raw.APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version={version}")
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def _refuse_dangling(connection: SaConnection) -> None:
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if dangling:
        raise DatabaseRefused("migration_dangling", table=str(dangling[0][0]))
