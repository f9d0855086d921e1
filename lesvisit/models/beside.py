"""Reading beside whoever writes: a connection of one's own that can't write and takes no lock."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from lesvisit.domain.errors import DatabaseRefused, LesVisitError, StorageFailed
from lesvisit.models import connection as raw
from lesvisit.models.backup import listed, side_files
from lesvisit.models.engine import engine_over
from lesvisit.models.files import stamps
from lesvisit.models.vault import Vault, key_for, key_path
from lesvisit.models.write_ahead import has_frames, has_pages, is_harmed, log_of, was_open


@contextmanager
def reading(path: Path, vault: Vault | None = None) -> Iterator[Connection]:
    """What is committed in this file. Raises DatabaseRefused when it is missing, foreign, newer, older or damaged.

    VaultRefused when it is locked.
    """
    with opened_beside(path, vault) as connection:
        try:
            with engine_over(connection, read_only=True).begin() as found:
                yield found
        except (DBAPIError, *raw.TROUBLE) as error:
            raise raw.as_known(getattr(error, "orig", None) or error, path) from error


@contextmanager
def opened_beside(path: Path, vault: Vault | None = None) -> Iterator[raw.Connection]:
    """A raw connection that can only read, also from a stick or a folder where nothing can be written."""
    if not has_pages(path):
        raise _none_here(path)
    key = key_for(path, vault)
    if is_harmed(path):
        raise DatabaseRefused("log_harmed", path=str(path))
    with ExitStack() as until_read:
        try:
            connection = _opened(path, key)
        except StorageFailed as error:
            if error.reason != "read_only":
                raise
            connection = _opened_still(path, key, until_read)
        until_read.callback(connection.close)
        yield connection


def _opened(path: Path, key: str, *, still: bool = False) -> raw.Connection:
    version = raw.refuse_foreign(path, key)
    if version < raw.SCHEMA_VERSION:
        raise DatabaseRefused("older" if version else "no_database", path=str(path))
    return raw.connect(path, read_only=True, key=key, still=still)


def _opened_still(path: Path, key: str, until_read: ExitStack) -> raw.Connection:
    """Where nothing can be written, SQLite gets no room for what it lays beside a file that it reads.

    Without a log nobody has the file open, and it is read as it is. With one, a copy of both is read.
    """
    if not log_of(path).exists():
        return _opened(path, key, still=True)
    copy = _private_copy(path, until_read)
    try:
        connection = _opened(copy, key)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except LesVisitError as error:
        raise type(error)(error.reason, **{**error.values, "path": str(path)}) from error
    except raw.TROUBLE as error:
        raise raw.as_known(error, path) from error
    for side in side_files(copy):
        with suppress(OSError):  # what is open needs no name; Windows keeps it until it is closed
            side.unlink()
    return connection


def _private_copy(path: Path, until_read: ExitStack) -> Path:
    """Database, log and key file in a folder of one's own. Raises StorageFailed where they change meanwhile."""
    own = (*side_files(path)[:2], key_path(path))
    try:
        place = TemporaryDirectory(prefix="lesvisit-read-", ignore_cleanup_errors=True)
        folder = Path(until_read.enter_context(place))
        before = stamps(own)
        for file in own:
            if file.exists():
                copyfile(file, folder / file.name)
        if stamps(own) != before:
            raise StorageFailed("locked", path=str(path))
    except OSError as error:
        raise StorageFailed("file_failed", path=str(path), detail=error.strerror or str(error)) from error
    return folder / path.name


def _none_here(path: Path) -> DatabaseRefused:
    """No visits yet; or there were, and the file is gone or empty."""
    newest = next(iter(listed(path.parent / "backups")), None)
    if newest is not None:
        return DatabaseRefused("database_gone", path=str(path), backup=str(newest.path))
    were = path.exists() or has_frames(path) or was_open(path)
    return DatabaseRefused("database_gone_alone" if were else "no_database", path=str(path))
