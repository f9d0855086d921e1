"""Reading beside whoever writes: a connection of one's own that can't write and takes no lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from lesvisit.domain.errors import DatabaseRefused
from lesvisit.models import connection as raw
from lesvisit.models.engine import engine_over
from lesvisit.models.vault import Vault, key_for


@contextmanager
def reading(path: Path, vault: Vault | None = None) -> Iterator[Connection]:
    """What is committed in this file. Raises DatabaseRefused when it is missing, foreign, newer, older or damaged.

    VaultRefused when it is locked.
    """
    connection = open_beside(path, vault)
    try:
        with engine_over(connection, read_only=True).begin() as found:
            yield found
    except (DBAPIError, *raw.TROUBLE) as error:
        raise raw.as_known(getattr(error, "orig", None) or error, path) from error
    finally:
        connection.close()


def open_beside(path: Path, vault: Vault | None = None) -> raw.Connection:
    """A raw connection that can only read."""
    if not path.is_file() or not path.stat().st_size:
        raise DatabaseRefused("no_database", path=str(path))
    key = key_for(path, vault)
    version = raw.refuse_foreign(path, key)
    if version < raw.SCHEMA_VERSION:
        raise DatabaseRefused("older" if version else "no_database", path=str(path))
    return raw.connect(path, read_only=True, key=key)
