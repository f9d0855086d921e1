"""Statements of SQLAlchemy Core that are compiled once: what stands behind every kept note.

Core builds a context around every statement it executes; for these few, run at each Enter, that costs several
times what SQLite's own work does. SQL and types still come from the tables, so nothing here is bound to SQLite.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any

from sqlalchemy import Connection, Dialect, Insert
from sqlalchemy.sql.elements import ClauseElement

Convert = Callable[[Any], Any]


class Prepared:
    """One statement, run on the driver's own cursor inside SQLAlchemy's transaction.

    Values go in by name, converted as the tables say; rows come out as the driver has them.
    For an insert the first call settles which columns are given.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def run(self, connection: Connection, /, **values: Any) -> None:
        """No rows are wanted."""
        with closing(self._execute(connection, values)):
            pass

    def first(self, connection: Connection, /, **values: Any) -> Any:
        """The first row, None where there is none."""
        with closing(self._execute(connection, values)) as cursor:
            return cursor.fetchone()

    def rows(self, connection: Connection, /, **values: Any) -> list[Any]:
        """All rows."""
        with closing(self._execute(connection, values)) as cursor:
            return list(cursor.fetchall())

    def many(self, connection: Connection, given: Sequence[dict[str, Any]]) -> None:
        """The same statement for each of these; nothing happens for none."""
        if not given:
            return
        found = self._in(connection.dialect, given[0])
        with closing(connection.connection.cursor()) as cursor:
            cursor.executemany(found.sql, found.parameters_of_many(given))

    def _execute(self, connection: Connection, values: dict[str, Any]) -> Any:
        found = self._in(connection.dialect, values)
        cursor = connection.connection.cursor()
        cursor.execute(found.sql, found.parameters(values))
        return cursor

    def _in(self, dialect: Dialect, values: dict[str, Any]) -> "_Compiled":
        found = self._compiled.get(dialect.name)
        if found is None:
            found = self._compiled[dialect.name] = _Compiled(self._statement, dialect, list(values))
        return found


class _Compiled:
    """A statement in the words of one database: its SQL, and how each value goes in."""

    def __init__(self, statement: ClauseElement, dialect: Dialect, names: list[str]) -> None:
        keys = names if isinstance(statement, Insert) else None
        compiled: Any = statement.compile(dialect=dialect, column_keys=keys)
        self.sql = str(compiled)
        self._positional = bool(compiled.positional)
        order = compiled.positiontup if self._positional else list(compiled.binds)
        self._values = [(name, _convert(compiled.binds[name].type, dialect)) for name in order]
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}

    def parameters(self, values: dict[str, Any]) -> Any:
        """The values in the order and form that the driver wants."""
        given = {**self._fixed, **values} if self._fixed else values
        if self._positional:
            return tuple([given[name] if to is None else to(given[name]) for name, to in self._values])
        return {name: given[name] if to is None else to(given[name]) for name, to in self._values}

    def parameters_of_many(self, given: Sequence[dict[str, Any]]) -> Any:
        """The same for many at once: column by column, which costs a third less than row by row."""
        if self._fixed or not self._positional:
            return [self.parameters(values) for values in given]
        columns = [[values[name] for values in given] for name, _ in self._values]
        found = zip(columns, self._values, strict=True)
        return list(zip(*[column if to is None else map(to, column) for column, (_, to) in found], strict=True))


def _convert(kind: Any, dialect: Dialect) -> Convert | None:
    found: Convert | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return found
