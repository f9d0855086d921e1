"""Reading beside whoever writes: a connection of one's own that can't write and takes no lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from lesvisit.domain.errors import DatabaseRefused
from lesvisit.models import connection as raw
from lesvisit.models.backup import listed
from lesvisit.models.engine import engine_over
from lesvisit.models.vault import Vault, key_for
from lesvisit.models.write_ahead import has_frames, has_pages, is_harmed, was_open


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
    if not has_pages(path):
        raise _none_here(path)
    key = key_for(path, vault)
    if is_harmed(path):
        raise DatabaseRefused("log_harmed", path=str(path))
    version = raw.refuse_foreign(path, key)
    if version < raw.SCHEMA_VERSION:
        raise DatabaseRefused("older" if version else "no_database", path=str(path))
    return raw.connect(path, read_only=True, key=key)


def _none_here(path: Path) -> DatabaseRefused:
    """No visits yet; or there were, and the file is gone or empty."""
    newest = next(iter(listed(path.parent / "backups")), None)
    if newest is not None:
        return DatabaseRefused("database_gone", path=str(path), backup=str(newest.path))
    were = path.exists() or has_frames(path) or was_open(path)
    return DatabaseRefused("database_gone_alone" if were else "no_database", path=str(path))
