"""The same database under another key, or under none: a new file, compared row by row before it counts."""

from pathlib import Path

from lesvisit.domain.errors import StorageFailed
from lesvisit.models import connection as raw

_CIPHERED = "x'{}'"


def convert(source: Path, key: str, target: Path, wanted: str) -> None:
    """Writes a closed database to `target` under the key `wanted`; an empty key: plain. Raises StorageFailed."""
    try:
        connection = raw.connect(source, read_only=True, key=key)
        try:
            connection.execute("PRAGMA query_only=0")  # the source itself is open for reading alone
            _attach(connection, target, wanted)
            connection.execute("SELECT sqlcipher_export('made')").fetchall()
            app, version = raw.identity(connection)
            connection.execute(f"PRAGMA made.application_id={app}")
            connection.execute(f"PRAGMA made.user_version={version}")
            _compare(connection, target)
        finally:
            connection.close()
    except raw.TROUBLE as error:
        raise raw.as_known(error, target) from error


def _attach(connection: raw.Connection, target: Path, wanted: str) -> None:
    key = _CIPHERED.format(wanted) if wanted else ""
    connection.execute("ATTACH DATABASE ? AS made KEY ?", (f"{target.resolve().as_uri()}?mode=rwc", key))
    connection.execute("PRAGMA made.synchronous=2")


def _compare(connection: raw.Connection, target: Path) -> None:
    tables = "SELECT name FROM {}.sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    names, made = ([str(row[0]) for row in connection.execute(tables.format(where))] for where in ("main", "made"))
    whole = [tuple(row) for row in connection.execute("PRAGMA made.quick_check")] == [("ok",)]
    if not whole or names != made or any(_differs(connection, name) for name in names):
        raise StorageFailed("copy_differs", path=str(target))


def _differs(connection: raw.Connection, table: str) -> bool:
    name = table.replace('"', '""')
    both = ((f'main."{name}"', f'made."{name}"'), (f'made."{name}"', f'main."{name}"'))
    return any(
        connection.execute(f"SELECT EXISTS (SELECT * FROM {one} EXCEPT SELECT * FROM {other})").fetchone()[0]
        for one, other in both
    )
