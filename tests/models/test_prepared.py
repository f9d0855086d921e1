"""What is compiled once writes the same rows as SQLAlchemy does, one at a time and many at once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from lesvisit.models import tables as t
from lesvisit.models.prepared import Prepared
from tests.packages.laptops import laptop

_AT = datetime(2026, 11, 23, 9, 5, 7, 250, tzinfo=UTC)


def _rows() -> list[dict[str, Any]]:
    """Scopes and their lines; the last event has no times but the one that it was kept at."""
    own = {"scope_id": "visit", "kind": "note", "block_id": "", "author_id": "me", "device_id": "here", "zone": "UTC"}
    rows = [
        {**own, "id": f"e{n}", "seq": n, "boot_id": "b", "basis": "clock", "elapsed_ms": 1000 * n}
        | {"first_utc": _AT, "committed_utc": _AT + timedelta(seconds=n), "at_utc": _AT}
        for n in range(3)
    ]
    rows[-1] |= {"elapsed_ms": None, "first_utc": None, "at_utc": None}
    return rows


def _records(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    own = {"scope_id": "visit", "kind": "note", "rev": 1, "base": 1, "payload": "{}", "author_id": "me"}
    return [
        {**own, "id": row["id"], "made_by": "me", "deleted": n == 1, "updated_utc": row["committed_utc"]}
        for n, row in enumerate(rows)
    ]


def _by_core(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    connection.execute(insert(table), rows)


def _one_by_one(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    statement = Prepared(insert(table))
    for row in rows:
        statement.run(connection, **row)


def _together(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    Prepared(insert(table)).many(connection, rows)


@pytest.mark.parametrize("way", [_by_core, _one_by_one, _together])
def test_each_way_writes_the_same_rows(tmp_path: Path, way: Any) -> None:
    rows = _rows()

    def work(connection: Connection) -> list[Any]:
        way(connection, t.scope, [{"id": "visit", "kind": "visit", "number": 1, "created_utc": _AT}])
        way(connection, t.record, _records(rows))
        way(connection, t.event, rows)
        return list(connection.execute(select(t.event).order_by(t.event.c.seq)))

    with laptop(tmp_path / "here", "device-here") as here:
        found = here.write(work)
        raw = here.read(lambda c: c.exec_driver_sql("SELECT committed_utc, at_utc FROM event ORDER BY seq").all())
        gone = here.read(lambda c: c.exec_driver_sql("SELECT deleted FROM record ORDER BY ord").scalars().all())
    assert [dict(row._mapping) for row in found] == rows
    assert raw[0] == ("2026-11-23T09:05:07.000250+00:00",) * 2
    assert raw[-1] == ("2026-11-23T09:05:09.000250+00:00", None)
    assert gone == [0, 1, 0]


def test_nothing_given_writes_nothing(tmp_path: Path) -> None:
    with laptop(tmp_path / "here", "device-here") as here:
        here.write(lambda c: Prepared(insert(t.scope)).many(c, []))
        assert here.read(lambda c: c.exec_driver_sql("SELECT count(*) FROM scope").scalar()) == 0


def test_another_database_gets_moments_with_a_zone() -> None:
    other: Any = postgresql.dialect
    made = str(CreateTable(t.event).compile(dialect=other()))
    assert "committed_utc TIMESTAMP WITH TIME ZONE NOT NULL" in made
