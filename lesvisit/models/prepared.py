"""Statements of SQLAlchemy Core that are compiled once: what stands behind every kept note.

Core builds a context around every statement it executes; for these few, run at each Enter, that costs several
times what SQLite's own work does. SQL and types still come from the tables, so nothing here is bound to SQLite.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, CursorResult, Dialect, Insert
from sqlalchemy.sql.elements import ClauseElement

Convert = Callable[[Any], Any]


class Prepared:
    """One statement. Called with its values by name it runs; rows come back as the driver has them, not converted."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def __call__(self, connection: Connection, /, **values: Any) -> CursorResult[*tuple[Any, ...]]:
        """Runs it. For an insert the first call settles which columns are given."""
        found = self._in(connection.dialect, values)
        return connection.exec_driver_sql(found.sql, found.parameters(values))

    def run(self, connection: Connection, /, **values: Any) -> None:
        """Runs it on the driver's own cursor: no rows are wanted, so nothing is made to hold them."""
        found = self._in(connection.dialect, values)
        cursor = connection.connection.cursor()
        try:
            cursor.execute(found.sql, found.parameters(values))
        finally:
            cursor.close()

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
        given = {**self._fixed, **values}
        if self._positional:
            return tuple(given[name] if to is None else to(given[name]) for name, to in self._values)
        return {name: given[name] if to is None else to(given[name]) for name, to in self._values}


def _convert(kind: Any, dialect: Dialect) -> Convert | None:
    found: Convert | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return found
