"""Opening the one SQLite file on the raw driver: settings, identity, version. No SQLAlchemy here: it loads later.

Source of the settings: docs/adr/0004-sqlite-settings.md (WAL + FULL, foreign keys, secure delete).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlcipher3 import dbapi2 as driver

from lesvisit.domain.errors import DatabaseRefused, LesVisitError, StorageFailed

APPLICATION_ID = 0x4C565354  # 'LVST'
SCHEMA_VERSION = 1  # PRAGMA user_version of the newest migration
SQLITE: str = driver.sqlite_version
SAFE_SQLITE = (3, 51, 3)  # first release without the WAL-reset bug in its line

Connection = Any  # the driver has no types
R = TypeVar("R")

_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "secure_delete": 1,
    "temp_store": 2,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
}
_STORAGE_SIGNS = {
    "disk is full": "disk_full",
    "readonly database": "read_only",
    "disk i/o error": "io_error",
    "unable to open": "read_only",
    "database is locked": "locked",
}

_DAMAGE_SIGNS = ("malformed", "not a database")

# What the driver raises. It reads SQLite's own words as UTF-8; of a damaged schema they hold bytes that are none.
TROUBLE = (driver.Error, UnicodeDecodeError)


def safe_sqlite(version: tuple[int, ...] = tuple(driver.sqlite_version_info)) -> bool:
    """Free of the WAL-reset bug (3.7.0 - 3.51.2; fixed in 3.51.3, 3.50.7 and 3.44.6)."""
    return (
        version >= SAFE_SQLITE
        or (3, 50, 7) <= version < (3, 51)
        or (3, 44, 6) <= version < (3, 45)
        or version < (3, 7)
    )


def connect(path: Path, *, read_only: bool = False, key: str = "", still: bool = False) -> Connection:
    """A connection with every setting on and read back. Autocommit: whoever writes begins itself.

    `key`: of an encrypted database, 64 hexadecimal digits (models/vault.py). `still`: to read what nobody writes.
    """
    if not safe_sqlite():
        raise DatabaseRefused("sqlite_unsafe", version=driver.sqlite_version)
    mode = "ro&immutable=1" if still else "ro" if read_only else "rwc"
    try:
        connection = driver.connect(
            f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
        )
        give_key(connection, key)
        _set_up(connection, read_only)
    except TROUBLE as error:
        raise as_known(error, path) from error
    return connection


def give_key(connection: Connection, key: str) -> None:
    """Before all else: pages of this connection are encrypted under this key; without one they are plain."""
    if key:
        connection.execute("PRAGMA cipher_log_level=NONE")  # its errors come as exceptions, not on stderr
        connection.execute(f"PRAGMA key=\"x'{key}'\"")


def _set_up(connection: Connection, read_only: bool) -> None:
    for name, value in _PRAGMAS.items():
        if read_only and name == "journal_mode":
            continue
        connection.execute(f"PRAGMA {name}={value}")
    if read_only:
        connection.execute("PRAGMA query_only=1")
    for name, value in pragmas(connection).items():
        wanted = _PRAGMAS[name]
        if not read_only and value != wanted:
            raise DatabaseRefused("setting_refused", setting=name, value=value)


def pragmas(connection: Connection) -> dict[str, Any]:
    """The settings as this connection reads them back (`mmap_size` gives nothing where it is off)."""
    found: dict[str, Any] = {}
    for name in _PRAGMAS:
        row = connection.execute(f"PRAGMA {name}").fetchone()
        found[name] = row[0] if row else 0
    return found


def path_of(connection: Connection) -> Path:
    """The file that an open connection is on."""
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


def identity(connection: Connection) -> tuple[int, int]:
    """Application id and schema version of a file."""
    app = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return int(app), int(version)


@contextmanager
def looking(path: Path, key: str = "", *, alone: bool = False) -> Iterator[Connection]:
    """A connection that changes nothing; `alone`: on the file as it is, whatever log lies beside it."""
    # Reading a file in WAL mode leaves side files beside it, unless it is told that nobody writes.
    mode = "ro" if path.with_name(path.name + "-wal").exists() and not alone else "ro&immutable=1"
    connection = driver.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None)
    try:
        give_key(connection, key)
        yield connection
    finally:
        connection.close()


def refuse_foreign(path: Path, key: str = "", *, alone: bool = False) -> int:
    """The schema version of an existing file; refuses files that are not ours or newer, and touches nothing.

    Where its tables say that it is ours and known, and its header says otherwise, the header is damaged.
    """
    try:
        with looking(path, key, alone=alone) as connection:
            app, version = identity(connection)
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            fits = app == APPLICATION_ID and version <= SCHEMA_VERSION
            damaged = not fits and _has_known_tables(connection)
    except TROUBLE as error:
        raise as_known(error, path) from error
    if damaged:
        raise DatabaseRefused("damaged", path=str(path), detail="header")
    if app != APPLICATION_ID and (app or tables):
        raise DatabaseRefused("foreign", path=str(path))
    if version > SCHEMA_VERSION:
        raise DatabaseRefused("newer", path=str(path), version=version, known=SCHEMA_VERSION)
    return version


def _has_known_tables(connection: Connection) -> bool:
    """Are the tables those of a schema that is known here? Alembic keeps its number in one of them too."""
    names = ("scope", "record", "history", "operation", "alembic_version")
    marks = ", ".join("?" * len(names))
    found = connection.execute(f"SELECT count(*) FROM sqlite_master WHERE name IN ({marks})", names).fetchone()[0]
    if found < len(names):
        return False
    number = connection.execute("SELECT max(version_num) FROM alembic_version").fetchone()[0]
    return number is not None and str(number) <= f"{SCHEMA_VERSION:04}"


def as_known(error: BaseException, path: Path | None = None) -> StorageFailed | DatabaseRefused:
    """The driver's error as a refusal with its reason; `damaged` when the file itself is bad."""
    text = _said(error)
    for sign, reason in _STORAGE_SIGNS.items():
        if sign in text:
            return StorageFailed(reason, path=str(path or ""))
    return DatabaseRefused("damaged", path=str(path or ""), detail=_said(error))


def is_storage_trouble(error: BaseException) -> bool:
    """Disk full, read-only, I/O or locked (worth another try later), or a damaged file: `as_known` says which."""
    text = _said(error)
    return any(sign in text for sign in (*_STORAGE_SIGNS, *_DAMAGE_SIGNS))


def told(work: Callable[[], R], path: Path) -> R:
    """Does work; trouble with this file comes out as StorageFailed or DatabaseRefused, whoever reported it."""
    try:
        return work()
    except LesVisitError:
        raise
    except Exception as error:
        if is_storage_trouble(error):
            raise as_known(error, path) from error
        raise


def _said(error: BaseException) -> str:
    """The driver's own words: SQLAlchemy adds the parameters, which are a person's text."""
    if isinstance(error, UnicodeDecodeError):
        return "malformed words"
    return str(getattr(error, "orig", None) or error).lower()
